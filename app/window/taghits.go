package window

import (
	"slices"

	"gloss/annotate"
	"gloss/annotate/store"
)

// askTagHits opens the tag bar for every hit of the find bar.
func (w *window) askTagHits(found []annotate.Span) {
	hits := slices.Clone(found)
	if w.shown.article == nil || w.project.ReadOnly() || len(hits) == 0 {
		return
	}
	for i, s := range hits {
		hits[i] = w.article.view.Snap(s)
	}
	w.target = target{hits: hits}
	w.tagbar.Open(nil, "")
	w.placeTagBar()
	w.win.Canvas().Focus(w.tagbar.Filter)
	w.status.say(say("Choose the tag for %s.", count(len(hits), "passage")))
}

// tagHits highlights all of them, as one action: with the tag that choose finds
// or makes, or with none.
func (w *window) tagHits(hits []annotate.Span, as, note string, choose func(tx *store.Tx) (tag string, err error)) {
	article, coder := w.shown.article.ID, w.project.Coder().ID
	what := label("highlight %s", tally(len(hits), "hit"))
	if as != "" {
		what = label("highlight %s as %s", tally(len(hits), "hit"), as)
	}
	used := ""
	w.change(what, func(tx *store.Tx) error {
		tag, err := choose(tx)
		if err != nil {
			return err
		}
		used = tag
		for _, s := range hits {
			if _, err := mark(tx, annotate.Highlight{Article: article, Span: s, Note: note, Coder: coder}, tag); err != nil {
				return err
			}
		}
		return nil
	}, func() {
		if used != "" {
			w.use(used)
		}
		w.closeTagBar()
		w.status.say(say("Done: %s. Ctrl+Z takes it back.", tell(what)))
		w.focusReader()
	})
}
