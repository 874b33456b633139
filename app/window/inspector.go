package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
)

// inspector shows the chosen highlight: what it says, its tags, note, coder
// and time.
type inspector struct {
	root        fyne.CanvasObject
	onAddTag    func()
	onRemoveTag func(tag string)
	onNote      func(highlight, note string)
	onDelete    func()
	onStep      func(by int)                // among the highlights at the same place
	onKey       func(e *fyne.KeyEvent) bool // reports whether the key is used up
	onLeave     func()                      // the note is done: back to the reader

	tips   *tips
	body   fyne.CanvasObject
	empty  fyne.CanvasObject
	quote  *widget.Label
	where  *widget.Label
	chips  *fyne.Container
	note   *field
	made   *widget.Label
	choice *fyne.Container // shown where several highlights overlap
	nth    *widget.Label

	id    string // of the highlight that is shown
	saved string // its note
}

// quoteShown is how many characters of a passage the inspector shows.
const quoteShown = 280

// newInspector makes an inspector of no highlight.
func newInspector(t *tips) *inspector {
	n := &inspector{tips: t, quote: widget.NewLabel(""), where: widget.NewLabel(""), made: widget.NewLabel(""),
		nth: widget.NewLabel(""), note: newArea(say("Write a note about this passage"), 3)}
	n.quote.Wrapping = fyne.TextWrapWord
	for _, l := range []*widget.Label{n.where, n.made} {
		l.SizeName = theme.SizeNameCaptionText
		l.Wrapping = fyne.TextWrapWord
	}
	n.chips = container.New(&flow{})
	n.note.onBlur = n.saveNote
	n.note.onKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			n.onLeave()
			return true
		}
		return n.onKey != nil && n.onKey(e)
	}
	n.note.onShortcut = func(s fyne.Shortcut) bool {
		if isShortcut(s, fyne.KeyReturn, fyne.KeyModifierShortcutDefault) || isShortcut(s, fyne.KeyEnter, fyne.KeyModifierShortcutDefault) {
			n.onLeave() // the focus goes, and onBlur saves
			return true
		}
		return false
	}
	n.choice = container.NewHBox(n.nth,
		newTipButton(t, "", theme.NavigateBackIcon(), say("The highlight before, at this place"), func() { n.onStep(-1) }),
		newTipButton(t, "", theme.NavigateNextIcon(), say("The next highlight at this place (click again)"), func() { n.onStep(1) }))
	n.choice.Hide()
	remove := newTipButton(t, say("Delete"), theme.DeleteIcon(), say("Delete this highlight (Delete)"), func() { n.onDelete() })
	n.body = container.NewVScroll(container.NewVBox(
		n.quote, n.where, n.chips, n.note,
		container.NewBorder(nil, nil, nil, container.NewVBox(remove), n.made)))
	n.empty = newHint(say("Click a highlight to see its tags and note.\nDrag over a passage to make one."))
	n.root = container.NewBorder(newHeading(say("Highlight"), n.choice), nil, nil, nil,
		container.NewStack(n.body, container.NewVBox(layout.NewSpacer(), n.empty, layout.NewSpacer())))
	n.body.Hide()
	return n
}

// show shows a highlight of the article, which is the nth of several at its
// place, counted from 1. nil shows the empty state.
func (n *inspector) show(a *annotate.Article, h *annotate.Highlight, book annotate.Codebook, coders map[string]annotate.Coder, nth, of int) {
	show(n.body, h != nil)
	show(n.empty, h == nil)
	show(n.choice, h != nil && of > 1)
	if h == nil || a == nil {
		n.id, n.saved = "", ""
		return
	}
	n.nth.SetText(say("%d of %d here", nth, of))
	n.quote.SetText(say("“%s”", clip(annotate.OneLine(h.Quote.Exact), quoteShown)))
	n.where.SetText(where(a, h.Span))
	n.chips.RemoveAll()
	for _, id := range h.Tags {
		if t, ok := book.ByID(id); ok {
			n.chips.Add(newChip(n.tips, t, book.Path(id), func() { n.onRemoveTag(id) }))
		}
	}
	n.chips.Add(newTipButton(n.tips, say("Tag"), theme.ContentAddIcon(), say("Add or change tags (Ctrl+T)"), func() { n.onAddTag() }))
	if h.ID != n.id || h.Note != n.saved {
		// Someone else's change of the same note must not take away what is being
		// written, so the field is set only where the note itself changed.
		n.id, n.saved = h.ID, h.Note
		n.note.SetText(h.Note)
	}
	made := coders[h.Coder].Name + " · " + moment(h.Created)
	if h.Changed.After(h.Created) {
		made += "\n" + say("changed %s", moment(h.Changed))
	}
	n.made.SetText(made)
	n.root.Refresh()
}

// saveNote hands the note on where it was changed.
func (n *inspector) saveNote() {
	if note := annotate.Clean(n.note.Text); n.id != "" && note != n.saved {
		n.saved = note
		n.onNote(n.id, note)
	}
}

// where says in which paragraph, on which page and at which positions a span
// stands.
func where(a *annotate.Article, s annotate.Span) string {
	parts := []string{say("paragraph %s", number(a.BlockAt(s.Start)+1))}
	if p := a.PageAt(s.Start); p > 0 {
		parts = append(parts, say("page %d", p))
	}
	parts = append(parts, say("characters %s to %s", number(s.Start), number(s.End)))
	return strings.Join(parts, " · ")
}
