package window

import (
	"slices"

	"fyne.io/fyne/v2"

	"gloss/annotate"
	"gloss/annotate/store"
)

// choose makes a highlight the chosen one; at lists all at its place.
func (w *window) choose(id string, at []string) {
	if id != w.chosen {
		w.inspector.SaveNote()
	}
	w.chosen, w.at = id, at
	w.showChosen()
	w.refreshMenu()
}

// showChosen shows the chosen highlight in the text and in the inspector.
func (w *window) showChosen() {
	w.article.view.Choose(w.chosen)
	w.followPage()
	h, ok := w.shown.highlight(w.chosen)
	if !ok {
		w.inspector.Show(nil, nil, nil, nil, 0, 0)
		return
	}
	w.inspector.Show(w.shown.article, &h, w.shown.tags, w.shown.coders, slices.Index(w.at, h.ID)+1, len(w.at))
}

// clickedHighlights chooses among the highlights at a place: the shortest at
// first, the next one with every further click.
func (w *window) clickedHighlights(ids []string, at fyne.Position) {
	ids = w.saved(ids)
	if len(ids) == 0 {
		w.choose("", nil)
		return
	}
	next := ids[0]
	if i := slices.Index(ids, w.chosen); i >= 0 {
		next = ids[(i+1)%len(ids)]
	}
	w.choose(next, ids)
	w.focusReader()
	if w.overlaps.close(); len(ids) > 1 {
		w.showOverlaps(ids, at)
	}
}

// saved leaves out highlights that the project does not have yet.
func (w *window) saved(ids []string) []string {
	return slices.DeleteFunc(ids, func(id string) bool { _, saved := w.shown.highlight(id); return !saved })
}

// cycleHere chooses the next (1) or previous (-1) highlight at the same place.
func (w *window) cycleHere(by int) {
	if n := len(w.at); n > 0 {
		i := slices.Index(w.at, w.chosen)
		w.choose(w.at[(i+by+n)%n], w.at)
	}
}

// stepHighlight goes to the next (1) or previous (-1) highlight in the text.
func (w *window) stepHighlight(by int) {
	hs := w.shown.highlights
	if len(hs) == 0 {
		w.status.say(say("This article has no highlights yet."))
		return
	}
	i := slices.IndexFunc(hs, func(h annotate.Highlight) bool { return h.ID == w.chosen })
	if i < 0 { // from where one reads
		top := max(w.article.view.Top(), w.article.view.Selection().Start)
		i = slices.IndexFunc(hs, func(h annotate.Highlight) bool { return h.Span.Start >= top })
		if i < 0 {
			i = 0
		} else if by > 0 {
			i--
		}
	}
	h := hs[(i+by+len(hs))%len(hs)]
	w.choose(h.ID, []string{h.ID})
	w.article.view.MoveTo(h.Span.Start)
	w.article.view.Reveal(h.Span)
}

func (w *window) deleteHighlight() {
	id := w.chosen
	if id == "" {
		return
	}
	w.closeTagBar()
	w.change(label("delete a highlight"), func(tx *store.Tx) error { return tx.DeleteHighlight(id) }, func() {
		w.status.say(say("Highlight deleted. Ctrl+Z brings it back."))
	})
}

func (w *window) setNote(id, note string) {
	what := label("write a note")
	if note == "" {
		what = label("clear a note")
	}
	w.change(what, func(tx *store.Tx) error {
		h, err := tx.Highlight(id)
		if err != nil {
			return err
		}
		h.Note = note
		return tx.SetHighlight(h)
	}, nil)
}
