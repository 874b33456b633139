package window

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"gloss/app/filedialog"
)

// This file is the one door to file dialogs. The system's is asked where there
// is one; the chooser behind it is our own, since the toolkit's takes one file
// at a time and no typed path.

// askFile asks for one file with one of the extensions.
func (w *window) askFile(title string, extensions []string, then func(path string)) {
	w.chooseFiles(chooser{title: title, confirm: say("Open"), extensions: extensions}, func(paths []string, _ bool) { then(paths[0]) })
}

// askFiles asks for any number of files with one of the extensions.
func (w *window) askFiles(title, confirm string, extensions []string, then func(paths []string)) {
	w.chooseFiles(chooser{title: title, confirm: confirm, extensions: extensions, many: true}, func(paths []string, _ bool) { then(paths) })
}

// askFolder asks for a folder.
func (w *window) askFolder(title, confirm string, then func(path string)) {
	w.chooseFiles(chooser{title: title, confirm: confirm, folder: true}, func(paths []string, _ bool) { then(paths[0]) })
}

// chooseFiles shows the system's dialog, or ours where the system has none; sure
// tells then that a person has been asked already whether to replace the file.
func (w *window) chooseFiles(c chooser, then func(paths []string, sure bool)) {
	own := func() { w.showChooser(c, func(paths []string) { then(paths, false) }) }
	if w.systemDialog == nil {
		own()
		return
	}
	if w.choosing {
		return
	}
	w.choosing = true
	w.tips.Leave()
	r := filedialog.Request{
		Title: c.title, Accept: c.confirm, Extensions: c.extensions, Name: c.proposed, Folder: w.startDir(), Parent: w.handle(),
		Named: say("Files of this kind"), All: say("All files"),
	}
	switch {
	case c.folder:
		r.Kind = filedialog.Folder
	case c.save:
		r.Kind = filedialog.Save
	case c.many:
		r.Kind = filedialog.Files
	}
	ask := w.systemDialog
	go func() {
		paths, err := ask(r)
		fyne.Do(func() {
			w.choosing = false
			switch {
			case errors.Is(err, filedialog.ErrNone):
				w.systemDialog = nil
				own()
			case err != nil:
				w.fail(err)
			case len(paths) > 0:
				w.prefs.SetString(prefDir, filepath.Dir(paths[0]))
				then(paths, true)
			}
		})
	}()
}

// handle is what the system knows the window as, so that its dialogs stand over
// it; 0 where there is nothing that they take.
func (w *window) handle() (handle uintptr) {
	if native, ok := w.win.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			switch c := context.(type) {
			case driver.X11WindowContext:
				handle = c.WindowHandle
			case driver.WindowsWindowContext:
				handle = c.HWND
			}
		})
	}
	return handle
}

// askSave asks under which name to save. The extension is added where it is
// missing, and a file that exists is replaced only after a question.
func (w *window) askSave(title, name, extension string, then func(path string)) {
	w.chooseFiles(chooser{title: title, confirm: say("Save"), save: true, proposed: name, extensions: []string{extension}}, func(paths []string, sure bool) {
		path := paths[0]
		if !strings.HasSuffix(strings.ToLower(path), extension) {
			path, sure = path+extension, false
		}
		if _, err := os.Stat(path); err != nil {
			then(path)
			return
		}
		if extension == projectExtension {
			w.tell(say("This file exists already"), say("%s exists already, and Gloss never replaces a project. Choose another name.", filepath.Base(path)))
			return
		}
		if sure {
			then(path)
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
