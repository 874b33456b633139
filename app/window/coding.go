package window

import (
	"slices"
	"strings"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/reader"
)

// target is what tags are applied to: a selected passage, or a highlight that
// is there, or every hit of a search. The zero target is nothing.
type target struct {
	span      annotate.Span
	highlight string
	hits      []annotate.Span
}

// aim returns what a tag key acts on now: the selection, else the chosen
// highlight.
func (w *window) aim() target {
	if w.shown.article == nil || w.project == nil || w.project.ReadOnly() {
		return target{}
	}
	if s := w.meant(w.article.view.Selection()); !s.Empty() {
		return target{span: s}
	}
	return target{highlight: w.chosen}
}

// meant is a selection without the white space at its ends: nobody means to code
// it, and the passage would begin or end in the paragraph beside its own.
func (w *window) meant(s annotate.Span) annotate.Span {
	if w.shown.article == nil {
		return s
	}
	return w.shown.article.Text.Trim(s)
}

func (t target) nothing() bool { return t.span.Empty() && t.highlight == "" && len(t.hits) == 0 }

// tagPassage gives the target a tag. A passage that the same coder has already
// highlighted with exactly these limits gets the tag on that highlight; a
// highlight that has the tag loses it. With an empty tag the passage is only
// highlighted. stay keeps the tag bar open for further tags.
func (w *window) tagPassage(to target, tag, note string, stay bool) {
	if to.nothing() || w.shown.article == nil {
		return
	}
	article, coder := w.shown.article.ID, w.project.Coder().ID
	if to.highlight != "" {
		if tag != "" {
			w.toggleTag(tag)
		}
		w.finish(to.highlight, stay)
		return
	}
	if len(to.hits) > 0 {
		w.tagHits(to.hits, w.tagName(tag), note, func(*store.Tx) (string, error) { return tag, nil })
		return
	}
	what := label("highlight a passage")
	if tag != "" {
		what = label("tag passage with %s", w.tagName(tag))
		w.use(tag)
	}
	id := ""
	w.save(change{label: what, verb: doing(what, func(tx *store.Tx) (err error) {
		id, err = mark(tx, annotate.Highlight{Article: article, Span: to.span, Note: note, Coder: coder}, tag)
		return err
	}), first: func(s state) { w.settle(s, id, stay) }, draft: w.draftOf(to.span, tag)})
}

// draftOf is the highlight that a passage is to become.
func (w *window) draftOf(s annotate.Span, tag string) *draft {
	h := reader.Highlight{Span: s, Tip: say("not saved yet")}
	if t, ok := w.shown.tags.ByID(tag); ok {
		h.Labels = []reader.Label{{Name: say("not saved: %s", t.Name), Color: t.Color}}
	}
	return &draft{w.shown.article.ID, h}
}

// mark makes sure that a passage is highlighted by its coder and has the tag,
// and returns the highlight's ID.
func mark(tx *store.Tx, h annotate.Highlight, tag string) (string, error) {
	there, err := tx.HighlightsAt(h.Article, h.Span)
	if err != nil {
		return "", err
	}
	for _, old := range there {
		if old.Coder != h.Coder {
			continue
		}
		if tag != "" && !slices.Contains(old.Tags, tag) {
			old.Tags = append(old.Tags, tag)
		}
		if h.Note != "" {
			old.Note = h.Note
		}
		return old.ID, tx.SetHighlight(old)
	}
	if tag != "" {
		h.Tags = []string{tag}
	}
	h, err = tx.AddHighlight(h)
	return h.ID, err
}

// finish chooses the highlight that was tagged, shows it, and lets go of the
// selection; with stay the tag bar remains, acting on the highlight from now on.
func (w *window) finish(highlight string, stay bool) {
	w.settle(w.shown, highlight, stay)
	w.showChosen()
	w.moved()
	w.refreshMenu()
}

// settle is finish without showing anything: s, which has the highlight, is to be
// shown next, and then all panes are brought up to date once.
func (w *window) settle(s state, highlight string, stay bool) {
	h, ok := s.highlight(highlight)
	if !ok {
		return
	}
	if w.chosen != highlight {
		w.inspector.SaveNote()
	}
	w.chosen, w.at = highlight, []string{highlight}
	if stay && w.tagbar.Box.Visible() {
		w.target = target{highlight: highlight}
		w.tagbar.SetApplied(h.Tags)
		return
	}
	w.closeTagBar()
	w.article.view.Select(annotate.Span{Start: h.Span.End, End: h.Span.End})
	w.focusReader()
}

// toggleTag gives the chosen highlight a tag, or takes it off.
func (w *window) toggleTag(tag string) {
	h, ok := w.shown.highlight(w.chosen)
	if !ok {
		return
	}
	what := label("tag passage with %s", w.tagName(tag))
	if slices.Contains(h.Tags, tag) {
		what = label("take %s off a passage", w.tagName(tag))
	} else {
		w.use(tag)
	}
	w.change(what, func(tx *store.Tx) error {
		h, err := tx.Highlight(h.ID)
		if err != nil {
			return err
		}
		if i := slices.Index(h.Tags, tag); i >= 0 {
			h.Tags = slices.Delete(slices.Clone(h.Tags), i, i+1)
		} else {
			h.Tags = append(slices.Clone(h.Tags), tag)
		}
		return tx.SetHighlight(h)
	}, func() {
		if now, ok := w.shown.highlight(h.ID); ok && w.target.highlight == h.ID {
			w.tagbar.SetApplied(now.Tags)
		}
	})
}

func (w *window) highlightPlain() {
	if to := w.aim(); !to.span.Empty() {
		w.tagPassage(to, "", "", false)
	}
}

func (w *window) repeatTag() {
	if tag := w.lastTag(); tag != "" {
		w.tagPassage(w.aim(), tag, "", false)
	}
}

// tagKey applies the tag that a character stands for, and reports whether it
// stands for one.
func (w *window) tagKey(r rune) bool {
	if t, ok := w.shown.tags.ByKey(strings.ToLower(string(r))); ok && w.armed != "" {
		w.arm(t.ID)
		return true
	}
	if r == ' ' && w.lastTag() != "" {
		w.repeatTag()
		return true
	}
	t, ok := w.shown.tags.ByKey(strings.ToLower(string(r)))
	if !ok {
		return false
	}
	to := w.aim()
	if w.tagbar.Box.Visible() && !w.target.nothing() {
		to = w.target
	}
	if to.nothing() {
		w.status.say(say("Select a passage first, then press %s for %s.", t.Key, t.Name))
		return true
	}
	w.tagPassage(to, t.ID, "", false)
	return true
}

// use makes a tag the last used one.
func (w *window) use(tag string) {
	w.used = slices.DeleteFunc(w.used, func(id string) bool { return id == tag })
	w.used = append([]string{tag}, w.used...)
}

// lastTag is the tag that Space repeats, or "".
func (w *window) lastTag() string {
	for _, id := range w.used {
		if _, ok := w.shown.tags.ByID(id); ok {
			return id
		}
	}
	return ""
}

func (w *window) tagName(id string) string {
	t, _ := w.shown.tags.ByID(id)
	return t.Name
}
