package window

import (
	"context"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app"
	"gloss/importers"
)

func (w *window) askImport() {
	var extensions []string
	for _, f := range importers.Formats() {
		extensions = append(extensions, f.Extensions...)
	}
	w.askFiles("Import files", "Import", extensions, w.importPaths)
}

func (w *window) askImportFolder() {
	w.askFolder("Import all articles of a folder", "Import", func(path string) { w.importPaths([]string{path}) })
}

// imported is what became of an import.
type imported struct {
	outcomes  []app.Outcome
	cancelled bool
	err       error
}

func (i imported) number(state string) int {
	n := 0
	for _, o := range i.outcomes {
		if o.State == state {
			n++
		}
	}
	return n
}

// importPaths imports files and folders, with progress and Cancel, and then
// sums up.
func (w *window) importPaths(paths []string) {
	p := w.project
	if p == nil {
		w.tell("No project is open", "Make a project first (File > New project), then drop the files again.")
		return
	}
	if p.ReadOnly() {
		w.tell("This project can be read only", "Articles cannot be imported into it. Save a copy of it (File > Save a copy) and work in that.")
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	bar, file := widget.NewProgressBar(), widget.NewLabel("Looking for articles…")
	file.Truncation = fyne.TextTruncateEllipsis
	s := w.ask("Importing", container.NewVBox(file, bar), fyne.NewSize(460, 0), "Stop", func() bool { cancel(); return false }, nil)
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
					file.SetText(fmt.Sprintf("%d of %d · %s", n, total, filepath.Base(o.Path)))
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
// status bar where all went well, else in a dialog that names every file.
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
	})
	summary := done.summary()
	if done.err == nil && !done.cancelled && done.number(app.Imported) == len(done.outcomes) && len(done.outcomes) > 0 {
		w.status.say(summary)
		return
	}
	w.ask("Import", newImportSummary(done), fyne.NewSize(600, 380), "", nil, nil)
}

func (i imported) summary() string {
	if len(i.outcomes) == 0 {
		return "There was nothing to import: no files of a kind that can be imported."
	}
	s := count(i.number(app.Imported), "article") + " imported"
	if n := i.number(app.Duplicate); n > 0 {
		s += fmt.Sprintf(", %d in the project already", n)
	}
	if n := i.number(app.Failed); n > 0 {
		s += fmt.Sprintf(", %d not imported", n)
	}
	if i.cancelled {
		s += "; stopped"
	}
	return s + "."
}

func newImportSummary(done imported) fyne.CanvasObject {
	box := container.NewVBox(newParagraph(done.summary()))
	if done.err != nil {
		l := newParagraph(sentence(done.err.Error()))
		l.Importance = widget.DangerImportance
		box.Add(l)
	}
	for _, part := range []struct{ state, title string }{
		{app.Failed, "Not imported"}, {app.Duplicate, "In the project already"}, {app.Imported, "Imported"},
	} {
		if done.number(part.state) == 0 {
			continue
		}
		box.Add(newHeading(part.title))
		for _, o := range done.outcomes {
			if o.State == part.state {
				box.Add(newParagraph(outcome(o)))
			}
		}
	}
	return container.NewVScroll(box)
}

// outcome says in one line what became of a file.
func outcome(o app.Outcome) string {
	switch o.State {
	case app.Failed:
		return sentence(o.Err.Error())
	case app.Duplicate:
		return filepath.Base(o.Path) + " is the article “" + o.Title + "”."
	}
	return filepath.Base(o.Path) + ": " + o.Title
}

// addResult adds an article that an importer made, as one action, and opens
// it.
func (w *window) addResult(r importers.Result) {
	id := ""
	w.change("import "+clip(titleOf(&r.Article), 60), addArticle(r, &id), func() { w.openArticle(id, annotate.Span{}) })
}
