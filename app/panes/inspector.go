package panes

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/words"
)

// Inspector shows the chosen highlight: what it says, its tags, note, coder
// and time.
type Inspector struct {
	Root        fyne.CanvasObject
	OnAddTag    func()
	OnRemoveTag func(tag string)
	OnNote      func(highlight, note string)
	OnDelete    func()
	OnStep      func(by int)                // among the highlights at the same place
	OnKey       func(e *fyne.KeyEvent) bool // reports whether the key is used up
	OnLeave     func()                      // the note is done: back to the reader

	tips   *Tips
	body   fyne.CanvasObject
	Empty  fyne.CanvasObject
	quote  *widget.Label
	where  *widget.Label
	chips  *fyne.Container
	Note   *Field
	made   *widget.Label
	choice *fyne.Container // shown where several highlights overlap
	Nth    *widget.Label

	id    string // of the highlight that is shown
	saved string // its note
}

// quoteShown is how many characters of a passage the inspector shows.
const quoteShown = 280

// NewInspector makes an inspector of no highlight.
func NewInspector(t *Tips) *Inspector {
	n := &Inspector{tips: t, quote: widget.NewLabel(""), where: widget.NewLabel(""), made: widget.NewLabel(""),
		Nth: widget.NewLabel(""), Note: NewArea(words.Say("Write a note about this passage"), 3)}
	n.quote.Wrapping = fyne.TextWrapWord
	for _, l := range []*widget.Label{n.where, n.made} {
		l.SizeName = theme.SizeNameCaptionText
		l.Wrapping = fyne.TextWrapWord
	}
	n.chips = container.New(&flow{})
	n.Note.OnBlur = n.SaveNote
	n.Note.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			n.OnLeave()
			return true
		}
		return n.OnKey != nil && n.OnKey(e)
	}
	n.Note.OnShortcut = func(s fyne.Shortcut) bool {
		if IsShortcut(s, fyne.KeyReturn, fyne.KeyModifierShortcutDefault) || IsShortcut(s, fyne.KeyEnter, fyne.KeyModifierShortcutDefault) {
			n.OnLeave() // the focus goes, and OnBlur saves
			return true
		}
		return false
	}
	n.choice = container.NewHBox(n.Nth,
		NewTipButton(t, "", theme.NavigateBackIcon(), words.Say("The highlight before, at this place"), func() { n.OnStep(-1) }),
		NewTipButton(t, "", theme.NavigateNextIcon(), words.Say("The next highlight at this place (click again)"), func() { n.OnStep(1) }))
	n.choice.Hide()
	remove := NewTipButton(t, words.Say("Delete"), theme.DeleteIcon(), words.Say("Delete this highlight (Delete)"), func() { n.OnDelete() })
	n.body = container.NewVScroll(container.NewVBox(
		n.quote, n.where, n.chips, n.Note,
		container.NewBorder(nil, nil, nil, container.NewVBox(remove), n.made)))
	n.Empty = NewHint(words.Say("Click a highlight to see its tags and note.\nDrag over a passage to make one."))
	n.Root = container.NewBorder(NewHeading(words.Say("Highlight"), n.choice), nil, nil, nil,
		container.NewStack(n.body, container.NewVBox(layout.NewSpacer(), n.Empty, layout.NewSpacer())))
	n.body.Hide()
	return n
}

// Show shows a highlight of the article, which is the nth of several at its
// place, counted from 1. nil shows the empty state.
func (n *Inspector) Show(a *annotate.Article, h *annotate.Highlight, book annotate.Codebook, coders map[string]annotate.Coder, nth, of int) {
	SetVisible(n.body, h != nil)
	SetVisible(n.Empty, h == nil)
	SetVisible(n.choice, h != nil && of > 1)
	if h == nil || a == nil {
		n.id, n.saved = "", ""
		return
	}
	n.Nth.SetText(words.Say("%d of %d here", nth, of))
	n.quote.SetText(words.Say("“%s”", Clip(annotate.OneLine(h.Quote.Exact), quoteShown)))
	n.where.SetText(where(a, h.Span))
	n.chips.RemoveAll()
	for _, id := range h.Tags {
		if t, ok := book.ByID(id); ok {
			n.chips.Add(newChip(n.tips, t, book.Path(id), func() { n.OnRemoveTag(id) }))
		}
	}
	n.chips.Add(NewTipButton(n.tips, words.Say("Tag"), theme.ContentAddIcon(), words.Say("Add or change tags (Ctrl+T)"), func() { n.OnAddTag() }))
	if h.ID != n.id || h.Note != n.saved {
		// Someone else's change of the same note must not take away what is being
		// written, so the field is set only where the note itself changed.
		n.id, n.saved = h.ID, h.Note
		n.Note.SetText(h.Note)
	}
	made := coders[h.Coder].Name + " · " + words.Moment(h.Created)
	if h.Changed.After(h.Created) {
		made += "\n" + words.Say("changed %s", words.Moment(h.Changed))
	}
	n.made.SetText(made)
	n.Root.Refresh()
}

// SaveNote hands the note on where it was changed.
func (n *Inspector) SaveNote() {
	if note := annotate.Clean(n.Note.Text); n.id != "" && note != n.saved {
		n.saved = note
		n.OnNote(n.id, note)
	}
}

// where says in which paragraph, on which page and at which positions a span
// stands.
func where(a *annotate.Article, s annotate.Span) string {
	parts := []string{words.Say("paragraph %s", words.Number(a.BlockAt(s.Start)+1))}
	if p := a.PageAt(s.Start); p > 0 {
		parts = append(parts, words.Say("page %d", p))
	}
	parts = append(parts, words.Say("characters %s to %s", words.Number(s.Start), words.Number(s.End)))
	return strings.Join(parts, " · ")
}
