package window

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// This file is the one door to file dialogs. The chooser behind it is our own,
// since the toolkit's takes one file at a time and no typed path.

// askFile asks for one file with one of the extensions.
func (w *window) askFile(title string, extensions []string, then func(path string)) {
	w.showChooser(chooser{title: title, confirm: say("Open"), extensions: extensions}, func(paths []string) { then(paths[0]) })
}

// askFiles asks for any number of files with one of the extensions.
func (w *window) askFiles(title, confirm string, extensions []string, then func(paths []string)) {
	w.showChooser(chooser{title: title, confirm: confirm, extensions: extensions, many: true}, then)
}

// askFolder asks for a folder.
func (w *window) askFolder(title, confirm string, then func(path string)) {
	w.showChooser(chooser{title: title, confirm: confirm, folder: true}, func(paths []string) { then(paths[0]) })
}

// askSave asks under which name to save. The extension is added where it is
// missing, and a file that exists is replaced only after a question.
func (w *window) askSave(title, name, extension string, then func(path string)) {
	w.showChooser(chooser{title: title, confirm: say("Save"), save: true, proposed: name, extensions: []string{extension}}, func(paths []string) {
		path := paths[0]
		if !strings.HasSuffix(strings.ToLower(path), extension) {
			path += extension
		}
		if _, err := os.Stat(path); err != nil {
			then(path)
			return
		}
		if extension == projectExtension {
			w.tell(say("This file exists already"), say("%s exists already, and Gloss never replaces a project. Choose another name.", filepath.Base(path)))
			return
		}
		w.askSure(say("Replace the file?"), say("%s exists already in %s.", filepath.Base(path), filepath.Dir(path)), say("Replace"), func() { then(path) })
	})
}

// dropped takes what was dropped on the window: a project is opened, anything
// else imported.
func (w *window) dropped(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	isProject := func(p string) bool { return strings.EqualFold(filepath.Ext(p), projectExtension) }
	if i := slices.IndexFunc(paths, isProject); i >= 0 {
		w.open(paths[i])
		return
	}
	if len(paths) > 0 && w.sheet == nil {
		w.importPaths(paths)
	}
}
