package window

import (
	"strings"

	"gloss/app/panes"
	"gloss/app/reader"
)

// showHighlights gives the reader what it draws.
func (w *window) showHighlights() {
	w.overlaps.close()
	if w.shown.article == nil {
		return
	}
	drafts := w.drafts()
	out := make([]reader.Highlight, len(w.shown.highlights), len(w.shown.highlights)+len(drafts))
	type kind struct{ tags, coder string } // few, where highlights are thousands
	looks := map[kind]reader.Highlight{}
	for i := range w.shown.highlights {
		h := &w.shown.highlights[i]
		of := kind{coder: h.Coder}
		if len(h.Tags) == 1 {
			of.tags = h.Tags[0]
		} else {
			of.tags = strings.Join(h.Tags, " ")
		}
		r, known := looks[of]
		if !known {
			r = w.lookOf(h.Tags, h.Coder)
			looks[of] = r
		}
		r.ID, r.Span = h.ID, h.Span
		r.Note, r.Tip = h.Note != "", withNote(r.Tip, h.Note)
		out[i] = r
	}
	w.article.view.SetHighlights(append(out, drafts...))
}

// lookOf is what the reader draws of every highlight with these tags of this
// coder.
func (w *window) lookOf(tags []string, coder string) reader.Highlight {
	r := reader.Highlight{Dim: w.only != ""}
	var names []string
	for _, id := range tags {
		t, ok := w.shown.tags.ByID(id)
		if !ok {
			continue
		}
		r.Labels = append(r.Labels, reader.Label{Name: t.Name, Color: t.Color})
		names = append(names, w.shown.tags.Path(id))
		if w.only != "" && w.shown.tags.Within(id, w.only) {
			r.Dim = false
		}
	}
	r.Dim = r.Dim || w.onlyCoder != "" && coder != w.onlyCoder
	r.Tip = tipOf(names, w.shown.coders[coder].Name)
	return r
}

func tipOf(tags []string, coder string) string {
	tip := strings.Join(tags, ", ")
	if tip == "" {
		tip = say("no tag")
	}
	if coder != "" {
		tip += " (" + coder + ")"
	}
	return tip
}

// withNote adds the beginning of a highlight's note, if it has one, to its tip.
func withNote(tip, note string) string {
	if note == "" {
		return tip
	}
	return tip + "\n" + panes.Clip(note, 120)
}
