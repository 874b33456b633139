package window

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/panes"
)

// storyVariable is the variable by which versions of one story are marked.
const storyVariable = "story"

// showAlike looks for articles that share much of their text, with progress and
// a way out, and lists them.
func (w *window) showAlike() {
	p := w.project
	ctx, cancel := context.WithCancel(context.Background())
	bar := widget.NewProgressBar()
	s := w.ask(say("Comparing the articles"), bar, fyne.NewSize(420, 0), say("Stop"), func() bool { cancel(); return false }, nil)
	s.onlyConfirm()
	w.queue.aside(func() func() {
		defer cancel()
		groups, err := app.FindAlike(ctx, p, func(done, total int) {
			if done%50 == 0 || done == total {
				w.queue.show(func() {
					bar.Max = float64(total)
					bar.SetValue(float64(done))
				})
			}
		})
		return func() {
			s.close()
			switch {
			case ctx.Err() != nil && err != nil:
			case err != nil:
				w.fail(err)
			default:
				w.listAlike(groups)
			}
		}
	})
}

// noticeAlike says in the status bar if new articles are versions of others.
func (w *window) noticeAlike(done imported) {
	const soon = 2000 // articles; more take longer than a glance at the status bar
	p := w.project
	if p == nil || done.number(app.Imported) == 0 || len(w.shown.articles) > soon {
		return
	}
	w.queue.aside(func() func() {
		groups, err := app.FindAlike(context.Background(), p, func(int, int) {})
		return func() {
			n := 0
			for _, g := range groups {
				for _, a := range g.Articles {
					if slices.ContainsFunc(done.outcomes, func(o app.Outcome) bool { return o.State == app.Imported && o.ID == a.ID }) {
						n++
					}
				}
			}
			if err == nil && n > 0 && w.project == p {
				w.status.say(done.summary() + " " + sharing(n))
			}
		}
	})
}

// sharing says how many of the new articles are much like others.
func sharing(n int) string {
	if n == 1 {
		return say("1 article shares much of the text with others: see Article > Near-duplicates.")
	}
	return say("%s articles share much of the text with others: see Article > Near-duplicates.", number(n))
}

// listAlike shows the groups: to be marked as versions of one story, or cleared
// of those that are not wanted.
func (w *window) listAlike(groups []app.Alike) {
	if len(groups) == 0 {
		w.tell(say("Near-duplicates"), say("No two articles share as much as half of their text."))
		return
	}
	unwanted := map[string]store.Summary{}
	box := container.NewVBox(panes.NewParagraph(say("These articles share at least half of the shorter one's text, as one agency's story does in several papers. "+
		"“Mark as stories” gives the articles of a group the same value of the variable “%s”, so that you can count a story once; the tables have it as var_%s.", storyVariable, storyVariable)))
	var s *sheet
	remove := panes.NewButton(say("Delete the ticked articles…"), func() {
		s.close()
		w.askDeleteAlike(unwanted)
	})
	remove.Disable()
	for i, g := range groups {
		box.Add(panes.NewHeading(say("%d · %s, at least %.0f%% in common", i+1, count(len(g.Articles), "article"), 100*g.Share)))
		for _, a := range g.Articles {
			tick := panes.NewTick("", func(on bool) {
				if delete(unwanted, a.ID); on {
					unwanted[a.ID] = a
				}
				if len(unwanted) > 0 && !w.project.ReadOnly() {
					remove.Enable()
				} else {
					remove.Disable()
				}
			})
			title := widget.NewLabel(aboutAlike(a))
			title.Truncation = fyne.TextTruncateEllipsis
			open := panes.NewButton(say("Open"), func() {
				s.close()
				w.showView(viewRead)
				w.openArticle(a.ID, annotate.Span{})
			})
			open.Importance = widget.LowImportance
			box.Add(container.NewBorder(nil, nil, tick, open, title))
		}
	}
	content := container.NewBorder(nil, container.NewHBox(remove), nil, nil, container.NewVScroll(box))
	s = w.ask(say("Near-duplicates"), content, fyne.NewSize(760, 560), say("Mark as stories"), func() bool {
		w.markStories(groups)
		return true
	}, nil)
	if w.project.ReadOnly() {
		s.ok.Disable()
	}
}

// aboutAlike is what tells an article from its twins.
func aboutAlike(a store.Summary) string {
	parts := []string{a.Title}
	if a.Title == "" {
		parts[0] = a.SourceName
	}
	if a.Site != "" {
		parts = append(parts, a.Site)
	}
	if a.Published != "" {
		parts = append(parts, date(a.Published))
	}
	return strings.Join(append(parts, count(a.Words, "word"), count(a.Highlights, "highlight")), " · ")
}

// markStories numbers the groups in the variable of their articles.
func (w *window) markStories(groups []app.Alike) {
	w.change(label("mark versions of stories"), func(tx *store.Tx) error {
		for i, g := range groups {
			for _, s := range g.Articles {
				a, err := tx.Article(s.ID)
				if err != nil {
					return err
				}
				a.Variables = withVariable(a.Variables, annotate.Variable{Name: storyVariable, Value: fmt.Sprint(i + 1)})
				if err := tx.SetArticle(a); err != nil {
					return err
				}
			}
		}
		return nil
	}, nil)
}

// withVariable sets one of the variables.
func withVariable(all []annotate.Variable, v annotate.Variable) []annotate.Variable {
	all = slices.Clone(all)
	for i := range all {
		if all[i].Name == v.Name {
			all[i] = v
			return all
		}
	}
	return append(all, v)
}

func (w *window) askDeleteAlike(unwanted map[string]store.Summary) {
	highlights := 0
	for _, a := range unwanted {
		highlights += a.Highlights
	}
	w.askSure(say("Delete articles"), say("%s with %s will go. Undo brings them back.", count(len(unwanted), "article"), count(highlights, "highlight")), say("Delete"), func() {
		w.changeMany(highlights, label("delete %s", tally(len(unwanted), "near-duplicate")), func(tx *store.Tx) error {
			for id := range unwanted {
				if err := tx.DeleteArticle(id); err != nil {
					return err
				}
			}
			return nil
		}, nil)
	})
}
