// Package reader is the reading widget: it shows one article with its
// highlights and coding stripes, and turns mouse and keys into spans. It is a
// thin Fyne face over package typeset and knows nothing of the project file:
// data goes down by the Set methods, what a person does comes up by the On
// callbacks. All methods are for the UI goroutine.
package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
)

// View is the reading widget. Set the callbacks before it is shown; nil ones
// are passed over.
type View struct {
	widget.BaseWidget

	// OnSelect is called when a person has finished a selection by mouse or
	// keys, and with an empty span when the selection is given up.
	OnSelect func(s annotate.Span)
	// OnHighlights is called when a person clicks into highlights, on the text or
	// on a stripe: their IDs, the shortest first; at is within the view. It is
	// called with no IDs for a click on text without highlights.
	OnHighlights func(ids []string, at fyne.Position)
	// OnResize is called when a person has dragged an end of the chosen highlight.
	OnResize func(id string, s annotate.Span)
	// OnMove is called when the caret or the first visible position changes.
	OnMove func()
	// OnRune gets the characters typed while the view has the focus: tag keys.
	OnRune func(r rune)
	// OnKey gets the keys that the view does not use itself (Return, Delete,
	// Escape, Space comes as a rune, ...).
	OnKey func(e *fyne.KeyEvent)
	// OnMenu is called for a secondary click, after the selection was settled.
	OnMenu func(at fyne.Position)
	// OnLink is called when a person asks to open a link (Ctrl+click).
	OnLink func(url string)
}

// New returns an empty view.
func New() *View { panic("x") }

// SetArticle shows an article from its beginning, without highlights. The
// article must not change afterwards. nil empties the view.
func (v *View) SetArticle(a *annotate.Article) { panic("x") }

// Highlight is what the view draws of a highlight: its place, the names and
// colours of its tags (none: a neutral tint), and whether it stands back.
type Highlight struct {
	ID     string
	Span   annotate.Span
	Labels []Label // one per tag
	Note   bool    // has a note: marked on the stripe
	Dim    bool    // drawn faintly, as when other tags are looked at
	Tip    string  // shown while the mouse rests on the stripe
}

// Label is a tag's name and colour (#RRGGBB).
type Label struct{ Name, Color string }

// SetHighlights replaces the highlights that are drawn.
func (v *View) SetHighlights(hs []Highlight) { panic("x") }

// Choose marks one highlight as chosen, with handles at its ends; "" none.
func (v *View) Choose(id string) { panic("x") }

// SetHits draws search hits; current is the index of the one that stands out,
// or -1.
func (v *View) SetHits(hits []annotate.Span, current int) { panic("x") }

// Select selects a span (an empty one: the caret only) without calling OnSelect.
func (v *View) Select(s annotate.Span) { panic("x") }

// Selection returns what is selected; empty: where the caret stands.
func (v *View) Selection() annotate.Span { panic("x") }

// SelectionBox returns the rectangle, within the view, that the visible part of
// the selection takes, and false where none of it is visible.
func (v *View) SelectionBox() (fyne.Position, fyne.Size, bool) { panic("x") }

// Reveal scrolls so that the start of s can be read with some lines before it;
// it does nothing where s is in view already.
func (v *View) Reveal(s annotate.Span) { panic("x") }

// Top returns the first visible position; SetTop scrolls to one.
func (v *View) Top() int { panic("x") }

// SetTop scrolls so that pos stands in the first line.
func (v *View) SetTop(pos int) { panic("x") }

// Look is how the text is set.
type Look struct {
	Size      float32 // text size in Fyne units; 0: 16
	Serif     bool    // a serif face where the system has one
	Justified bool
	Measure   int // characters to a line at most; 0: 72
}

// SetLook changes how the text is set and keeps the first visible character.
func (v *View) SetLook(l Look) { panic("x") }
