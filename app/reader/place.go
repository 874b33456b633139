package reader

import (
	"math"

	"fyne.io/fyne/v2"

	"gloss/annotate"
	"gloss/app/reader/typeset"
)

// place is where the column stands in the view and how far it is scrolled.
// Distances are in Fyne units.
type place struct {
	left   float64 // of the column
	width  float64 // of the column
	right  float64 // of the margin beside it, which holds the stripes
	offset float64 // from the top of the page to the top of the view
	scale  float64 // pixels to a unit
	first  firstLine
	lines  []int // scratch for visible
}

// firstLine holds on to what a person reads first, so that it stays where it is
// when lines are filled anew.
type firstLine struct {
	pos   int     // of its first character
	below float64 // how far its top is below the top of the view
}

const (
	topSpace    = 32.0  // above the text
	barWidth    = 14.0  // of the scroll bar
	marginSpace = 190.0 // for stripes with their names, where the view is wide enough
)

// set makes or refills the column for the size of the view, and keeps what is
// read first in place. It costs nothing where nothing has changed.
func (v *View) set() {
	if fonts := v.dressUp(); fonts || v.article == nil {
		v.column = nil
	}
	if v.article == nil {
		return
	}
	v.measure()
	if v.column == nil {
		v.dress.faces.Trim()
		v.dress.faces.SetLanguage(v.article.Language)
		v.column = typeset.NewColumn(v.dress.faces, v.article, v.look.setting(), v.place.width)
		v.sheet.Stack(v.column)
		v.seekFallback()
	} else if v.column.Reset(v.look.setting(), v.place.width) {
		v.sheet.Stack(v.column)
	}
	if v.setInsets() {
		v.sheet.Stack(v.column)
	}
	p := &v.place
	below := min(p.first.below, max(topSpace, 3*v.column.Em()))
	p.offset = v.clamp(topSpace + v.column.TopOf(p.first.pos) - below)
}

// measure divides the width of the view: text in the middle, stripes to its
// right, the scroll bar at the edge.
func (v *View) measure() {
	p := &v.place
	look := v.look.orDefault()
	room := max(float64(v.Size().Width)-barWidth, 120)
	p.width = math.Floor(v.dress.faces.Measure(look.Measure) * float64(look.Size))
	if room >= p.width+marginSpace+56 {
		p.left = math.Floor(max(56, min((room-p.width)/2, room-p.width-marginSpace)))
	} else {
		p.left = math.Floor(min(max(room*0.06, 10), 56))
		p.width = math.Floor(room - p.left - min(max(room*0.2, 28), marginSpace))
	}
	p.right = room - p.left - p.width
	p.scale = 1
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil && c.Scale() > 0 {
		p.scale = float64(c.Scale())
	}
}

// total is the height of the page: the text, the space above it, and enough
// below that the last lines can be read in the upper part of the view.
func (v *View) total() float64 {
	return topSpace + v.column.Height() + max(60, 0.35*float64(v.Size().Height))
}

func (v *View) clamp(offset float64) float64 {
	return max(0, min(offset, v.total()-float64(v.Size().Height)))
}

// scrollTo scrolls to an offset, as a person or a caller wants it.
func (v *View) scrollTo(offset float64) {
	if v.column == nil {
		return
	}
	v.place.offset = v.clamp(offset)
	v.holdFirst()
	v.redraw()
}

func (v *View) holdFirst() {
	p := &v.place
	p.first.pos = v.column.First(p.offset - topSpace)
	p.first.below = topSpace + v.column.TopOf(p.first.pos) - p.offset
}

// snapped is the offset in whole pixels.
func (p *place) snapped() float64 { return math.Round(p.offset*p.scale) / p.scale }

// toView converts a place in the column to one in the view.
func (v *View) toView(x, y float64) fyne.Position {
	return fyne.NewPos(float32(x+v.place.left), float32(y+topSpace-v.place.snapped()))
}

// toColumn converts a place in the view to one in the column.
func (v *View) toColumn(at fyne.Position) typeset.Point {
	return typeset.Point{X: float64(at.X) - v.place.left, Y: v.toColumnY(at.Y)}
}

func (v *View) toColumnY(y float32) float64 { return float64(y) - topSpace + v.place.snapped() }

// underMouse is toColumn for the mouse: beside a table that is scrolled sideways
// it means what is seen at that side of it.
func (v *View) underMouse(at fyne.Position) typeset.Point {
	p := v.toColumn(at)
	if _, wide := v.column.TableAt(p.Y); wide {
		p.X = min(max(p.X, 0), v.column.Width()-0.1)
	}
	return p
}

// visible returns the lines in view. It is good until the next call.
func (v *View) visible() []int {
	v.place.lines = v.column.Visible(v.place.offset-topSpace, float64(v.Size().Height), v.place.lines[:0])
	return v.place.lines
}

// Reveal scrolls so that the start of s can be read with some lines before it;
// it does nothing where s is in view already.
func (v *View) Reveal(s annotate.Span) {
	if v.column == nil {
		return
	}
	if back := v.show(max(s.Start, s.End-1)); v.show(s.Start) || back {
		v.redraw()
	}
	top, height := v.place.offset-topSpace, float64(v.Size().Height)
	start, end := v.column.Caret(s.Start), v.column.Caret(max(s.Start, s.End-1))
	if top <= start.Y && start.Y+start.H <= top+height && (end.Y+end.H <= top+height || start.Y < top+height/2) {
		return
	}
	v.scrollTo(start.Y + topSpace - height/4)
}

// Shows reports whether position pos is in view.
func (v *View) Shows(pos int) bool {
	if v.column == nil {
		return false
	}
	at := v.column.Caret(pos)
	y := at.Y + topSpace - v.place.offset
	return y+at.H > 0 && y < float64(v.Size().Height)
}

// Top returns the first visible position; SetTop scrolls to one.
func (v *View) Top() int {
	if v.column == nil {
		return 0
	}
	return v.place.first.pos
}

// SetTop scrolls so that pos stands in the first line.
func (v *View) SetTop(pos int) {
	if v.column != nil {
		y := v.column.TopOf(pos)
		if y > 0 {
			y += topSpace
		}
		v.scrollTo(y)
	}
}

// Scrolled scrolls with the wheel or the touchpad: sideways, or with Shift, the
// wide table under the mouse.
func (v *View) Scrolled(e *fyne.ScrollEvent) {
	if v.OnZoom != nil && v.modifiers()&fyne.KeyModifierShortcutDefault != 0 {
		if e.Scrolled.DY > 0 {
			v.OnZoom(1)
		} else if e.Scrolled.DY < 0 {
			v.OnZoom(-1)
		}
		return
	}
	dx, dy := e.Scrolled.DX, e.Scrolled.DY
	if v.modifiers()&fyne.KeyModifierShift != 0 && dx == 0 {
		dx = dy
	}
	if abs(dx) > abs(dy)/2 && v.wheelAside(e.Position, dx) {
		return
	}
	v.scrollTo(v.place.offset - wheelSpeed*float64(dy))
}

// wheelSpeed makes one notch of a wheel (25 units of the toolkit) about three
// lines.
const wheelSpeed = 2.5
