package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

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
	if s := w.article.view.Selection(); !s.Empty() {
		return target{span: s}
	}
	return target{highlight: w.chosen}
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
		w.inspector.saveNote()
	}
	w.chosen, w.at = highlight, []string{highlight}
	if stay && w.tagbar.box.Visible() {
		w.target = target{highlight: highlight}
		w.tagbar.setApplied(h.Tags)
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
			w.tagbar.setApplied(now.Tags)
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
	if w.tagbar.box.Visible() && !w.target.nothing() {
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

// choose makes a highlight the chosen one; at lists all at its place.
func (w *window) choose(id string, at []string) {
	if id != w.chosen {
		w.inspector.saveNote()
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
		w.inspector.show(nil, nil, nil, nil, 0, 0)
		return
	}
	w.inspector.show(w.shown.article, &h, w.shown.tags, w.shown.coders, slices.Index(w.at, h.ID)+1, len(w.at))
}

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
	return tip + "\n" + clip(note, 120)
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

func (w *window) resizeHighlight(id string, s annotate.Span) {
	w.change(label("resize a highlight"), func(tx *store.Tx) error {
		h, err := tx.Highlight(id)
		if err != nil {
			return err
		}
		h.Span = s
		return tx.SetHighlight(h)
	}, nil)
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

func (w *window) copy() {
	if w.numbersShown() {
		w.copyMethods()
		return
	}
	text := ""
	if w.viewing(viewGuide) {
		text = w.guide.guide.Article.Text.Slice(w.guide.view.Selection())
	} else if s := w.article.view.Selection(); !s.Empty() {
		text = w.shown.article.Text.Slice(s)
	} else if h, ok := w.shown.highlight(w.chosen); ok {
		text = h.Quote.Exact
	}
	if text == "" {
		w.status.say(say("Select a passage to copy it."))
		return
	}
	w.copyText(text)
}

func (w *window) copyText(text string) {
	w.app.Clipboard().SetContent(text)
	w.status.say(say("Copied %s.", count(len([]rune(text)), "character")))
}
