package window

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/app"
	"gloss/app/panes"
	"gloss/app/words"
	"gloss/importers/qda"
)

// This file imports projects of other programs. A person sees what is in one,
// how well its positions were understood and what cannot be carried, and only
// then is anything written.

func (w *window) askImportProject() {
	w.askFiles(say("Import a project of another program"), say("Look at it"), qda.Extensions, w.importPaths)
}

// importForeign takes the projects one after the other, and then imports the
// other paths.
func (w *window) importForeign(projects, others []string) {
	if len(projects) == 0 {
		if len(others) > 0 {
			w.importFiles(others)
		}
		return
	}
	w.openForeign(projects[0], func() { w.importForeign(projects[1:], others) })
}

// openForeign reads a project and shows it; next follows once it has been
// imported.
func (w *window) openForeign(path string, next func()) {
	ctx, cancel := context.WithCancel(context.Background())
	bar := widget.NewProgressBarInfinite()
	s := w.ask(say("Reading %s", filepath.Base(path)), bar, fyne.NewSize(460, 0), say("Stop"), func() bool { cancel(); return false }, nil)
	s.onlyConfirm()
	w.queue.aside(func() func() {
		defer cancel()
		from, err := qda.Open(ctx, path)
		stopped := ctx.Err() != nil && err != nil
		return func() {
			bar.Stop()
			s.close()
			switch {
			case stopped:
				w.status.say(say("The import was stopped; nothing was changed."))
			case err != nil:
				w.fail(err)
			default:
				w.reviewForeign(from, next)
			}
		}
	})
}

// reviewForeign shows what a project holds, before anything is written.
func (w *window) reviewForeign(from *qda.Project, next func()) {
	var s *sheet
	accept := func() bool {
		s.close()
		w.takeForeign(from, next)
		return false
	}
	s = w.ask(say("Import project"), newForeignSummary(from), fyne.NewSize(760, 560), say("Import"), accept, nil)
}

// mostRows is how many articles and things that are not carried are shown.
const mostRows = 200

func newForeignSummary(from *qda.Project) fyne.CanvasObject {
	passages, inText, clean := 0, 0, 0
	doubtful := 0
	for _, s := range from.Sources {
		passages, inText, clean = passages+s.Proof.Passages, inText+s.Proof.InText, clean+s.Proof.Clean
		if s.Proof.Even {
			doubtful++
		}
	}
	head := panes.NewHeading(panes.Clip(from.Name, 80))
	box := container.NewVBox(
		panes.NewParagraph(say("From %s: %s, %s, %s, %s.", from.Program, count(len(from.Sources), "article"), count(passages, "passage"), count(len(from.Codebook), "tag"), count(len(from.Coders), "coder"))))
	if passages > 0 {
		box.Add(panes.NewHeading(say("Where the passages stand")))
		text := say("Programs count positions in different ways, and no file says which. Gloss has tried them all. %s of %s begin and end at the edges of words.",
			number(clean), count(passages, "passage"))
		if outside := passages - inText; outside > 0 {
			text += " " + say("Not in the text at all, so that they cannot be imported: %s; the list below names them.", count(outside, "passage"))
		}
		if doubtful > 0 {
			text += " " + say("In %s two ways fit equally well: look at some passages there after the import.", count(doubtful, "article"))
		}
		box.Add(panes.NewParagraph(text))
		shown := 0
		for _, s := range from.Sources {
			if s.Proof.Passages == 0 {
				continue
			}
			if shown++; shown > mostRows {
				continue
			}
			title := panes.NewParagraph(s.Article.Title)
			title.TextStyle.Bold = true
			box.Add(container.NewVBox(title, newIndented(sentence(tell(s.Proof.String())))))
		}
		if shown > mostRows {
			box.Add(panes.NewParagraph(say("… and %s more.", count(shown-mostRows, "article"))))
		}
	}
	addLeft(box, from.Left)
	foot := panes.NewParagraph(say("Nothing has been written yet. The import is one step, which Undo takes back; the other program's file is never changed."))
	foot.SizeName = theme.SizeNameCaptionText
	return container.NewBorder(head, foot, nil, nil, container.NewVScroll(box))
}

// newIndented is a smaller paragraph below another.
func newIndented(text string) fyne.CanvasObject {
	l := panes.NewParagraph(text)
	l.SizeName = theme.SizeNameCaptionText
	return l
}

// addLeft lists what is not carried.
func addLeft(box *fyne.Container, left []qda.Left) {
	if len(left) == 0 {
		return
	}
	box.Add(panes.NewHeading(say("What cannot be carried")))
	for i, l := range left {
		if i == mostRows {
			box.Add(panes.NewParagraph(say("… and %s more.", count(len(left)-mostRows, "thing"))))
			return
		}
		box.Add(panes.NewParagraph(sentence(tell(l.String()))))
	}
}

// takeForeign writes what a project holds, with progress and Stop, and sums up.
func (w *window) takeForeign(from *qda.Project, next func()) {
	p := w.project
	if p == nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	bar := widget.NewProgressBar()
	s := w.ask(say("Importing %s", from.Name), bar, fyne.NewSize(460, 0), say("Stop"), func() bool { cancel(); return false }, nil)
	s.onlyConfirm()
	w.queue.aside(func() func() {
		defer cancel()
		r, err := app.AddForeign(ctx, p, from, func(done, total int) {
			w.queue.show(func() {
				bar.Max = float64(total)
				bar.SetValue(float64(done))
			})
		})
		stopped := ctx.Err() != nil && err != nil
		return func() {
			s.close()
			switch {
			case stopped:
				w.status.say(say("The import was stopped; nothing was changed."))
				return
			case err != nil:
				w.fail(err)
				return
			}
			open := w.shown.articleID()
			if r.First != "" {
				open = r.First
			}
			w.reload(open, func() {
				if r.First != "" {
					w.showView(viewRead)
				}
			})
			w.status.say(foreignSummary(r))
			if len(r.Left) > len(from.Left) { // more than a person has seen before
				box := container.NewVBox(panes.NewParagraph(foreignSummary(r)))
				addLeft(box, r.Left[len(from.Left):])
				w.ask(say("Imported"), container.NewVScroll(box), fyne.NewSize(600, 380), "", nil, nil)
			}
			next()
		}
	})
}

// foreignSummary says what an import has brought.
func foreignSummary(r app.ForeignReport) string {
	var parts []string
	for _, n := range []struct {
		n    int
		what words.Noun
	}{{r.Articles, "article"}, {r.Highlights, "highlight"}, {r.Tags, "tag"}, {r.Coders, "coder"}} {
		if n.n > 0 {
			parts = append(parts, count(n.n, n.what))
		}
	}
	s := say("Nothing new was in it")
	if len(parts) > 0 {
		s = say("%s imported", strings.Join(parts, ", "))
	}
	if r.Changed > 0 {
		s += say("; %s changed", count(r.Changed, "highlight"))
	}
	if there := r.Known + r.Same; there > 0 {
		s += say("; there already: %s, %s", count(r.Known, "article"), count(r.Same, "highlight"))
	}
	return s + "."
}
