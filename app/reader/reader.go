// Package reader is the reading widget: it shows one article with its
// highlights and coding stripes, and turns mouse and keys into spans. It is a
// thin Fyne face over package typeset and knows nothing of the project file:
// data goes down by the Set methods, what a person does comes up by the On
// callbacks. All methods are for the UI goroutine.
//
// The file of a question: what the view shows, this one; where things stand and
// scrolling, place.go; colours and fonts, look.go; the objects on the canvas,
// renderer.go, rows.go, margin.go, labels.go and inset.go; tables wider than the
// text, sideways.go; the mouse, mouse.go and grab.go; keys, keys.go, extend.go and
// ends.go.
package reader

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/reader/typeset"
)

// View is the reading widget. Set the callbacks before it is shown; nil ones
// are passed over.
type View struct {
	widget.BaseWidget

	// OnSelect is called when a person has finished a selection by mouse or
	// keys, and with an empty span when the selection is given up.
	OnSelect func(s annotate.Span)
	// OnHighlights is called when a person clicks into highlights: on the text,
	// their IDs, the shortest first; on a stripe or a name, its one; on the count
	// of names that share a line, all of that line. at is within the view. It is
	// called with no IDs for a click on text without highlights.
	OnHighlights func(ids []string, at fyne.Position)
	// OnResize is called when a person has dragged an end of the chosen highlight.
	OnResize func(id string, s annotate.Span)
	// OnMove is called when the caret or the first visible position changes.
	OnMove func()
	// OnRune gets the characters typed while the view has the focus: tag keys.
	OnRune func(r rune)
	// OnKeyFirst gets every key before the view uses it, and reports whether that
	// was all to do.
	OnKeyFirst func(e *fyne.KeyEvent) bool
	// OnKey gets the keys that the view does not use itself (Return, Delete,
	// Escape, Space comes as a rune, ...).
	OnKey func(e *fyne.KeyEvent)
	// OnMenu is called for a secondary click, after the selection was settled.
	OnMenu func(at fyne.Position)
	// OnLink is called when a person asks to open a link (Ctrl+click).
	OnLink func(url string)
	// OnZoom is called when a person turns the wheel with Ctrl held: 1 for larger
	// text, -1 for smaller.
	OnZoom func(step int)

	look    Look
	dress   dress
	article *annotate.Article
	column  *typeset.Column // nil without an article

	insets     []Inset
	highlights []Highlight
	sheet      *typeset.Sheet
	hits       typeset.Hits
	chosen     int // index into highlights, or -1

	anchor, caret int // the selection lies between them
	extending     bool
	focused       bool

	place place
	mouse mouse
	keys  keys

	drawn *renderer // nil until the toolkit asks for it

	toldTop, toldCaret int // what OnMove has been called for
}

// New returns an empty view.
func New() *View {
	v := &View{chosen: -1, sheet: typeset.NewSheet(nil), hits: typeset.Hits{Current: -1}}
	v.ExtendBaseWidget(v)
	return v
}

// SetArticle shows an article from its beginning, without highlights. The
// article must not change afterwards. nil empties the view.
func (v *View) SetArticle(a *annotate.Article) {
	v.stopMouse()
	v.article, v.column, v.insets = a, nil, nil
	v.highlights, v.chosen, v.sheet, v.mouse.hovered = nil, -1, typeset.NewSheet(nil), nil
	v.hits = typeset.Hits{Current: -1}
	v.anchor, v.caret, v.keys, v.extending = 0, 0, keys{}, false
	v.toldTop, v.toldCaret = 0, 0
	v.place.offset, v.place.first = 0, firstLine{below: topSpace}
	v.set()
	v.redraw()
}

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

// SetHighlights replaces the highlights that are drawn. The chosen one stays
// chosen if it is among them.
func (v *View) SetHighlights(hs []Highlight) {
	id := ""
	if v.chosen >= 0 {
		id = v.highlights[v.chosen].ID
	}
	v.highlights = hs
	covers := make([]typeset.Cover, len(hs))
	inks := map[string]color.NRGBA{} // tags are few, highlights many
	colors := make([]color.NRGBA, 0, len(hs))
	for i := range hs {
		h, from := &hs[i], len(colors)
		for _, l := range h.Labels {
			ink, known := inks[l.Color]
			if !known {
				ink = parseColor(l.Color)
				inks[l.Color] = ink
			}
			colors = append(colors, ink)
		}
		covers[i] = typeset.Cover{Span: h.Span, Colors: colors[from:len(colors):len(colors)], Dim: h.Dim}
	}
	before := v.sheet
	v.sheet = typeset.NewSheet(covers)
	v.mouse.hovered = nil
	v.chosen = v.indexOf(id)
	if v.column != nil {
		v.sheet.StackAfter(v.column, before)
	}
	v.rewash()
}

// Choose marks one highlight as chosen, with handles at its ends; "" none.
func (v *View) Choose(id string) {
	v.chosen = v.indexOf(id)
	v.redraw()
}

func (v *View) indexOf(id string) int {
	for i := range v.highlights { // there may be thousands, and each is large
		if id != "" && v.highlights[i].ID == id {
			return i
		}
	}
	return -1
}

// SetHits draws search hits; current is the index of the one that stands out,
// or -1.
func (v *View) SetHits(hits []annotate.Span, current int) {
	v.hits = typeset.Hits{Spans: hits, Current: current}
	v.rewash()
}

// Select selects a span (an empty one: the caret only) without calling OnSelect
// and ends an extending selection.
func (v *View) Select(s annotate.Span) {
	s = v.Snap(s)
	v.anchor, v.caret = s.Start, s.End
	v.keys.goal, v.keys.pending, v.extending = 0, false, false
	v.redraw()
}

// Snap widens a span to whole grapheme clusters, as a selection is.
func (v *View) Snap(s annotate.Span) annotate.Span {
	if v.column == nil {
		return s
	}
	return v.column.SnapSpan(s)
}

// Selection returns what is selected; empty: where the caret stands.
func (v *View) Selection() annotate.Span {
	return annotate.Span{Start: min(v.anchor, v.caret), End: max(v.anchor, v.caret)}
}

// SelectionBox returns the rectangle, within the view, that the visible part of
// the selection takes, and false where none of it is visible.
func (v *View) SelectionBox() (fyne.Position, fyne.Size, bool) {
	if v.column == nil {
		return fyne.Position{}, fyne.Size{}, false
	}
	var rects []typeset.Rect
	s := v.Selection()
	if s.Empty() {
		rects = append(rects, v.column.Caret(s.Start))
	} else {
		for _, i := range v.visible() {
			rects = v.column.AppendRects(rects, i, s)
		}
	}
	x0, y0, x1, y1 := float32(1e9), float32(1e9), float32(-1e9), float32(-1e9)
	for _, r := range rects {
		p := v.toView(r.X, r.Y)
		x0, y0 = min(x0, p.X), min(y0, p.Y)
		x1, y1 = max(x1, p.X+float32(r.W)), max(y1, p.Y+float32(r.H))
	}
	y0, y1 = max(y0, 0), min(y1, v.Size().Height)
	if len(rects) == 0 || y0 >= y1 {
		return fyne.Position{}, fyne.Size{}, false
	}
	return fyne.NewPos(x0, y0), fyne.NewSize(x1-x0, y1-y0), true
}

// AccessibilityLabel is the visible text, for screen readers.
func (v *View) AccessibilityLabel() string {
	if v.column == nil {
		return ""
	}
	lines := v.visible()
	if len(lines) == 0 {
		return ""
	}
	return v.article.Text.Slice(annotate.Span{
		Start: v.column.Line(lines[0]).Span.Start,
		End:   v.column.Line(lines[len(lines)-1]).Span.End,
	})
}

// AccessibilityRole says that the view is text.
func (v *View) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// parseColor reads #RRGGBB; anything else is grey.
func parseColor(s string) color.NRGBA {
	if annotate.IsColor(s) {
		if n, err := strconv.ParseUint(s[1:], 16, 32); err == nil {
			return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
		}
	}
	return color.NRGBA{0x88, 0x88, 0x88, 255}
}
