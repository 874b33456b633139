package window

import (
	"slices"
	"strings"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/reader"
)

// moveEnd moves an end of the chosen highlight by a word.
func (w *window) moveEnd(e reader.End, by int) {
	h, ok := w.shown.highlight(w.chosen)
	if !ok {
		return
	}
	s := w.article.view.ByWord(h.Span, e, by)
	if s == h.Span {
		w.status.say(say("This end of the highlight cannot go further."))
		return
	}
	w.closeTagBar()
	w.resizeHighlight(h.ID, s)
}

// splitSpan cuts a span in two at a position, without the white space around the
// cut; ok is false where one part would be empty.
func splitSpan(t annotate.Text, s annotate.Span, at int) (first, second annotate.Span, ok bool) {
	if at <= s.Start || at >= s.End {
		return first, second, false
	}
	first, second = t.Trim(annotate.Span{Start: s.Start, End: at}), t.Trim(annotate.Span{Start: at, End: s.End})
	return first, second, !first.Empty() && !second.Empty()
}

// canSplit reports whether the caret stands inside the chosen highlight.
func (w *window) canSplit() bool {
	h, ok := w.shown.highlight(w.chosen)
	if !ok || w.shown.article == nil || !w.article.view.Selection().Empty() {
		return false
	}
	_, _, ok = splitSpan(w.shown.article.Text, h.Span, w.article.view.Selection().Start)
	return ok
}

// split makes two highlights of the chosen one, at the caret. Both have its
// tags; its note stays with the first.
func (w *window) split() {
	h, _ := w.shown.highlight(w.chosen)
	first, second, _ := splitSpan(w.shown.article.Text, h.Span, w.article.view.Selection().Start)
	w.closeTagBar()
	w.change(label("split a highlight"), func(tx *store.Tx) error {
		h, err := tx.Highlight(h.ID)
		if err != nil {
			return err
		}
		h.Span = first
		if err := tx.SetHighlight(h); err != nil {
			return err
		}
		_, err = tx.AddHighlight(annotate.Highlight{Article: h.Article, Span: second, Tags: h.Tags, Coder: h.Coder})
		return err
	}, func() { w.status.say(say("One highlight became two. Ctrl+Z makes them one again.")) })
}

// neighbours returns the highlights that one with the given ID can be joined
// with, itself among them, by position: those of its coder with the same tags
// that overlap or touch, or have nothing but white space between them, in a
// chain. all is in the order of Project.Highlights.
func neighbours(t annotate.Text, all []annotate.Highlight, id string) []*annotate.Highlight {
	var mine *annotate.Highlight
	for i := range all {
		if all[i].ID == id {
			mine = &all[i]
		}
	}
	if mine == nil {
		return nil
	}
	chain := make([]*annotate.Highlight, 0, 16) // thousands may come and go
	end, found := -1, false
	for i := range all {
		h := &all[i]
		if h.Coder != mine.Coder || !sameTags(h.Tags, mine.Tags) {
			continue
		}
		if end >= 0 && h.Span.Start > end && strings.TrimSpace(t.Slice(annotate.Span{Start: end, End: h.Span.Start})) != "" {
			if found {
				break
			}
			chain = chain[:0]
		}
		chain = append(chain, h)
		end, found = max(end, h.Span.End), found || h == mine
	}
	return chain
}

// sameTags reports whether two highlights have the same tags, in any order.
func sameTags(a, b []string) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(id string) bool { return !slices.Contains(b, id) })
}

// canJoin reports whether the chosen highlight has a neighbour to join.
func (w *window) canJoin() bool {
	return w.shown.article != nil && len(neighbours(w.shown.article.Text, w.shown.highlights, w.chosen)) > 1
}

// joinHighlights makes one highlight of the chosen one and its neighbours, with
// the notes of all.
func (w *window) joinHighlights() {
	all := neighbours(w.shown.article.Text, w.shown.highlights, w.chosen)
	if len(all) < 2 {
		return
	}
	w.inspector.SaveNote()
	w.closeTagBar()
	keep := *all[0]
	var notes []string
	for _, h := range all {
		keep.Span.End = max(keep.Span.End, h.Span.End)
		if h.Note != "" && !slices.Contains(notes, h.Note) {
			notes = append(notes, h.Note)
		}
	}
	keep.Note = strings.Join(notes, "\n")
	w.change(label("join %s", tally(len(all), "highlight")), func(tx *store.Tx) error {
		for _, h := range all[1:] {
			if err := tx.DeleteHighlight(h.ID); err != nil {
				return err
			}
		}
		return tx.SetHighlight(keep)
	}, func() {
		w.choose(keep.ID, []string{keep.ID})
		w.status.say(say("%s became one. Ctrl+Z parts them again.", count(len(all), "highlight")))
	})
}

// nextUncoded goes to the next (1) or previous (-1) paragraph in which the coder
// has no highlight. Headings count as little as they say.
func (w *window) nextUncoded(by int) {
	a, mine := w.shown.article, w.project.Coder().ID
	coded := make([]bool, len(a.Blocks))
	for _, h := range w.shown.highlights {
		if h.Coder == mine {
			for i := a.BlockAt(h.Span.Start); i >= 0 && i <= a.BlockAt(h.Span.End-1); i++ {
				coded[i] = true
			}
		}
	}
	at := a.BlockAt(w.article.view.Selection().Start)
	if at >= 0 && by > 0 && !a.Blocks[at].Span.Contains(w.article.view.Top()) && a.Blocks[at].Span.End < w.article.view.Top() {
		at = a.BlockAt(w.article.view.Top()) - 1 // one has read on since
	}
	for i := at + by; i >= 0 && i < len(a.Blocks); i += by {
		if coded[i] || a.Blocks[i].Kind == annotate.Heading {
			continue
		}
		s := a.Blocks[i].Span
		w.closeTagBar()
		w.choose("", nil)
		w.article.view.Select(annotate.Span{Start: s.Start, End: s.Start})
		w.article.view.Reveal(s)
		w.moved()
		w.focusReader()
		left := 0
		for k := range coded {
			if !coded[k] && a.Blocks[k].Kind != annotate.Heading {
				left++
			}
		}
		w.status.say(say("%s without a highlight of yours.", count(left, "paragraph")))
		return
	}
	if by > 0 {
		w.status.say(say("From here on every paragraph has a highlight of yours."))
	} else {
		w.status.say(say("Before this every paragraph has a highlight of yours."))
	}
}

func (w *window) resizeHighlight(id string, s annotate.Span) {
	if m := w.meant(s); !m.Empty() {
		s = m
	}
	w.change(label("resize a highlight"), func(tx *store.Tx) error {
		h, err := tx.Highlight(id)
		if err != nil {
			return err
		}
		h.Span = s
		return tx.SetHighlight(h)
	}, nil)
}
