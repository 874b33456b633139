package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/panes"
	"gloss/importers"
	"gloss/importers/qda"
)

func (w *window) askImport() {
	var extensions []string
	for _, f := range importers.Formats() {
		extensions = append(extensions, f.Extensions...)
	}
	extensions = append(extensions, qda.Extensions...)
	w.askFiles(say("Import files"), say("Import"), extensions, w.importPaths)
}

func (w *window) askImportFolder() {
	w.askFolder(say("Import all articles of a folder"), say("Import"), func(path string) { w.importPaths([]string{path}) })
}

// imported is what became of an import.
type imported struct {
	outcomes  []app.Outcome
	cancelled bool
	err       error
}

// toLookAt is the number of imported articles whose receipt asks for a look.
func (i imported) toLookAt() int {
	return countOf(i.outcomes, func(o app.Outcome) bool { return o.Look })
}

func (i imported) number(state string) int { return countOf(i.outcomes, inState(state)) }

// inState picks the files of which that has become.
func inState(state string) func(app.Outcome) bool {
	return func(o app.Outcome) bool { return o.State == state }
}

// importPaths imports files, folders and projects of other programs. A single
// file or project is looked at first.
func (w *window) importPaths(paths []string) {
	p := w.project
	if p == nil {
		w.tell(say("No project is open"), say("Make a project first (File > New project), then drop the files again."))
		return
	}
	if p.ReadOnly() {
		w.tell(say("This project can be read only"), say("Articles cannot be imported into it. Save a copy of it (File > Save a copy) and work in that."))
		return
	}
	w.queue.aside(func() func() {
		projects, others := app.Foreign(p, paths)
		return func() {
			if w.project == p {
				w.importForeign(projects, others)
			}
		}
	})
}

// importFiles imports files and folders, with progress and Cancel, and then sums
// up. A single file is looked at first.
func (w *window) importFiles(paths []string) {
	p := w.project
	if path, one := onlyFile(paths); one {
		w.reviewFile(path, w.addResult)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	bar, file := widget.NewProgressBar(), widget.NewLabel(say("Looking for articles…"))
	file.Truncation = fyne.TextTruncateEllipsis
	s := w.ask(say("Importing"), container.NewVBox(file, bar), fyne.NewSize(460, 0), say("Stop"), func() bool { cancel(); return false }, nil)
	s.onlyConfirm()

	w.queue.aside(func() func() {
		defer cancel()
		var done imported
		files, err := importers.Expand(paths)
		if err == nil {
			err = app.Import(ctx, p, files, importers.Options{}, 0, func(n, total int, o app.Outcome) {
				done.outcomes = append(done.outcomes, o)
				w.queue.show(func() {
					bar.Max = float64(total)
					bar.SetValue(float64(n))
					file.SetText(say("%d of %d · %s", n, total, filepath.Base(o.Path)))
				})
			})
		}
		done.cancelled = ctx.Err() != nil
		if !done.cancelled {
			done.err = err
		}
		return func() {
			s.close()
			w.showImported(done)
		}
	})
}

// showImported opens the first new article and sums the import up: in the
// status bar where all went well, else in a table of all files.
func (w *window) showImported(done imported) {
	first := ""
	for _, o := range done.outcomes {
		if o.State == app.Imported && first == "" {
			first = o.ID
		}
	}
	open := w.shown.articleID()
	if first != "" {
		open = first
	}
	w.reload(open, func() {
		if first != "" {
			w.showView(viewRead)
		}
		w.noticeAlike(done)
	})
	if done.err == nil && !done.cancelled && done.number(app.Imported) == len(done.outcomes) && len(done.outcomes) > 0 && done.toLookAt() == 0 {
		w.status.say(done.summary())
		return
	}
	w.showOutcomes(done)
}

func (i imported) summary() string {
	if len(i.outcomes) == 0 {
		return say("There was nothing to import: no files of a kind that can be imported.")
	}
	s := say("%s imported", count(i.number(app.Imported), "article"))
	if n := i.number(app.Duplicate); n > 0 {
		s += say(", %d in the project already", n)
	}
	if n := i.number(app.Failed); n > 0 {
		s += say(", %d not imported", n)
	}
	if n := i.toLookAt(); n > 0 {
		s += say(", %d to be looked at", n)
	}
	if i.cancelled {
		s += say("; stopped")
	}
	return s + "."
}

// addResult adds an article that an importer made, as one action, and opens
// it.
func (w *window) addResult(r importers.Result) {
	id := ""
	w.change(label("import %s", panes.Clip(panes.TitleOf(&r.Article), 60)), func(tx *store.Tx) error {
		a, err := tx.AddArticle(r.Article, r.Receipt, r.Original)
		id = a.ID
		return err
	}, func() { w.openArticle(id, annotate.Span{}) })
}

// onlyFile is the file, where there is one and no folder.
func onlyFile(paths []string) (path string, one bool) {
	if len(paths) != 1 {
		return "", false
	}
	info, err := os.Stat(paths[0])
	return paths[0], err == nil && info.Mode().IsRegular()
}

// reviewFile reads one file, shows what becomes of it, and gives it to accept
// when a person agrees.
func (w *window) reviewFile(path string, accept func(importers.Result)) {
	p := w.project
	if app.SameFile(p.Path(), path) {
		w.fail(errors.New(say("%s: this is the project itself; choose the file of an article", path)))
		return
	}
	w.queue.aside(func() func() {
		data, err := importers.Read(path, importers.Options{})
		return func() {
			if err != nil {
				w.fail(err)
				return
			}
			name := filepath.Base(path)
			w.askReview(say("Import %s", panes.Clip(name, 60)), say("Import"), source{name: name, data: data}, importers.Options{}, nil, accept)
		}
	})
}
