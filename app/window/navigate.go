package window

import (
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
)

// openArticle shows an article: at a place, or with an empty span where it was
// left.
func (w *window) openArticle(id string, at annotate.Span) {
	w.inspector.SaveNote()
	w.rememberPlace()
	there := func() {
		w.showView(viewRead)
		v := w.article.view
		if at.Empty() {
			v.SetTop(w.prefs.place(id))
		} else {
			v.Select(annotate.Span{Start: at.Start, End: at.Start})
			v.Reveal(at)
			v.SetHits([]annotate.Span{at}, 0)
		}
		w.moved()
		w.focusReader()
	}
	if id == w.shown.articleID() {
		if !at.Empty() {
			there()
		}
		return
	}
	w.chosen, w.at = "", nil
	w.closeTagBar()
	w.status.say("")
	w.reload(id, there)
}

// stepArticle opens the next (1) or previous (-1) article.
func (w *window) stepArticle(by int) {
	list := w.library.Shown
	switch i := w.library.Current + by; {
	case len(list) == 0:
	case i < 0:
		w.status.say(say("This is the first article of the list."))
	case i >= len(list):
		w.status.say(say("This is the last article of the list."))
	default:
		w.openArticle(list[i].ID, annotate.Span{})
	}
}

// jump opens the place of a highlight and chooses it.
func (w *window) jump(article, highlight string, at annotate.Span) {
	choose := func() {
		w.showView(viewRead)
		w.choose(highlight, []string{highlight})
		w.article.view.Reveal(at)
		w.focusReader()
	}
	if article == w.shown.articleID() {
		choose()
		return
	}
	w.rememberPlace()
	w.closeTagBar()
	w.reload(article, choose)
}

// The limits of a search over all texts: what a person can look through.
const (
	hitsPerArticle = 20
	hitsInAll      = 500
)

// searchAll searches all texts; only the answer to the latest question is
// shown.
func (w *window) searchAll(query string) {
	p := w.project
	if p == nil {
		return
	}
	w.search++
	search := w.search
	w.queue.aside(func() func() {
		hits, err := p.Search(typedWords(query), hitsPerArticle, hitsInAll)
		return func() {
			switch {
			case search != w.search || p != w.project:
			case err != nil:
				w.fail(err)
			default:
				w.library.ShowHits(query, hits)
			}
		}
	})
}

func (w *window) startSearch() {
	w.needPane(prefNoLibrary)
	w.win.Canvas().Focus(w.library.Search)
}

func (w *window) startFind() {
	if w.viewing(viewGuide) {
		w.guide.startFind()
		return
	}
	w.showView(viewRead)
	w.closeTagBar()
	selected := w.shown.article.Text.Slice(w.article.view.Selection())
	w.article.find.Open(selected)
	w.win.Canvas().Focus(w.article.find.Entry)
	w.article.find.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (w *window) startNote() {
	w.needPane(prefNoCodebook)
	w.win.Canvas().Focus(w.inspector.Note)
}

// articleMenu is the context menu of an article in the library.
func (w *window) articleMenu(id string, at fyne.Position) {
	w.openArticle(id, annotate.Span{})
	var items []*fyne.MenuItem
	for i := range w.actions {
		a := &w.actions[i]
		if a.menu != "Article" || a.id == "next article" || a.id == "previous article" {
			continue
		}
		if a.gap && len(items) > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		items = append(items, fyne.NewMenuItem(a.text(), func() { w.perform(a.id) }))
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.win.Canvas(), at)
}

// passageMenu is the context menu of the text. Where there are highlights, one of
// them is the chosen one; where there are several, the menu begins with them.
func (w *window) passageMenu(at fyne.Position) {
	var items []*fyne.MenuItem
	if ids := w.saved(w.article.view.HighlightsAt(at)); len(ids) > 0 && w.article.view.Selection().Empty() {
		if !slices.Contains(ids, w.chosen) {
			w.choose(ids[0], ids)
		}
		if len(ids) > 1 {
			items = append(w.overlapItems(ids), fyne.NewMenuItemSeparator())
		}
	}
	for _, id := range []string{"tag", "plain", "repeat", "note", "copy", "cite", "find", "delete highlight"} {
		for i := range w.actions {
			if a := &w.actions[i]; a.id == id && a.can() {
				items = append(items, fyne.NewMenuItem(a.text(), func() { w.perform(id) }))
			}
		}
	}
	at = at.Add(fyne.CurrentApp().Driver().AbsolutePositionForObject(w.article.view))
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.win.Canvas(), at)
}

// undo takes the latest action back.
func (w *window) undo() { w.travel(true) }

// redo does again what was undone last.
func (w *window) redo() { w.travel(false) }

func (w *window) travel(back bool) {
	w.inspector.SaveNote()
	name, step := label("redo %v", w.shown.redo), (*store.Project).Redo
	if back {
		name, step = label("undo %v", w.shown.undo), (*store.Project).Undo
	}
	done := ""
	w.save(change{label: name, verb: func(p *store.Project) error {
		a, err := step(p)
		done = a.Label
		if errors.Is(err, store.ErrNotFound) {
			return nil // the keys were quicker than what they undo
		}
		return err
	}, after: func() {
		switch {
		case done == "":
			w.status.say(say("There is nothing to undo or to do again."))
		case back:
			w.status.say(say("Undone: %s", tell(done)))
		default:
			w.status.say(say("Done again: %s", tell(done)))
		}
		if w.target.highlight != "" || w.tagbar.Box.Visible() && w.aim().nothing() {
			w.closeTagBar()
		}
	}})
}
