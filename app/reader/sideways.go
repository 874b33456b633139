package reader

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"gloss/app/reader/typeset"
)

// Tables that are wider than the text: they are scrolled sideways, by the wheel
// with Shift, a touchpad, the bar below them, and by whatever brings a character
// into view, while the text around them stays.

const (
	trackHeight = 4  // of the bar below a table
	trackReach  = 7  // units around it in which the mouse takes it
	fadeSteps   = 8  // strips in which a table fades at a side with more of it
	fadeStep    = 3  // units each is wide
	sidewayStep = 32 // units from the side of a table where scrolling by itself is at its fastest
)

// tableAt returns the wide table at a height of the view.
func (v *View) tableAt(y float32) (typeset.Table, bool) {
	if v.column == nil {
		return typeset.Table{}, false
	}
	return v.column.TableAt(v.toColumnY(y))
}

// scrollTable scrolls a table sideways to a shift.
func (v *View) scrollTable(t typeset.Table, shift float64) {
	if v.column.ScrollTable(t, shift) {
		v.redraw()
	}
}

// show brings a character into view where it is in a wide table, and reports
// whether that moved anything.
func (v *View) show(pos int) bool {
	before := v.column.Caret(pos).X
	if !v.column.Show(pos) {
		return false
	}
	if v.keys.goal != 0 {
		v.keys.goal += v.column.Caret(pos).X - before
	}
	return true
}

// hidden reports whether a place in the view, on the line of a position, is
// scrolled out of its table's window.
func (v *View) hidden(pos int, at fyne.Position) bool {
	return !v.column.Seen(pos, v.toColumn(at).X)
}

// track returns where the bar of a table stands: below it, or at the bottom of
// the view as long as the table goes on there.
func (v *View) track(t typeset.Table) (at fyne.Position, width, handle, from float32) {
	at = v.toView(t.Box.X, t.Box.Y+t.Box.H+0.62*v.column.Em())
	at.Y = min(at.Y, v.Size().Height-trackHeight-4)
	width = float32(t.Box.W)
	handle = max(width*float32(t.Box.W/t.Wide), 28)
	from = float32(t.Shift/(t.Wide-t.Box.W)) * (width - handle)
	return at, width, handle, from
}

// pressTrack takes hold of the bar of a table.
func (v *View) pressTrack(at fyne.Position) bool {
	t, ok := v.trackAt(at)
	if !ok {
		return false
	}
	m := &v.mouse
	corner, _, handle, from := v.track(t)
	m.press, m.table, m.grab = pressTrack, t, at.X-corner.X-from
	if m.grab < 0 || m.grab > handle {
		m.grab = handle / 2
		v.dragTrack(at)
	}
	return true
}

func (v *View) trackAt(at fyne.Position) (typeset.Table, bool) {
	if v.column == nil {
		return typeset.Table{}, false
	}
	for _, t := range v.wideTables() {
		corner, width, _, _ := v.track(t)
		if at.X >= corner.X && at.X <= corner.X+width && abs(at.Y-corner.Y-trackHeight/2) <= trackReach {
			return t, true
		}
	}
	return typeset.Table{}, false
}

func (v *View) dragTrack(at fyne.Position) {
	t := v.mouse.table
	corner, width, handle, _ := v.track(t)
	if way := width - handle; way > 0 {
		v.scrollTable(t, float64((at.X-corner.X-v.mouse.grab)/way)*(t.Wide-t.Box.W))
	}
}

// wideTables returns the wide tables in view.
func (v *View) wideTables() []typeset.Table {
	return v.column.AppendTables(nil, v.place.offset-topSpace, float64(v.Size().Height))
}

// wheelAside scrolls the table under the mouse by dx and reports whether there
// is one.
func (v *View) wheelAside(at fyne.Position, dx float32) bool {
	t, ok := v.tableAt(at.Y)
	if ok {
		v.scrollTable(t, t.Shift-wheelSpeed*float64(dx))
	}
	return ok
}

// besideTable returns the table in which a selection was begun, where the mouse
// is at its height but to the side of it, and how far, in units; the reach of a
// side begins a little inside.
func (v *View) besideTable() (t typeset.Table, over float64) {
	m := &v.mouse
	if m.press != pressText {
		return t, 0
	}
	t, ok := v.tableAt(m.at.Y)
	if begun := v.column.Caret(m.start.Start).Y; !ok || begun < t.Box.Y || begun >= t.Box.Y+t.Box.H {
		return t, 0
	}
	x, from, to := float64(m.at.X)-v.place.left, 0.0, t.Box.W
	if v.column.Shift(v.column.LineOf(m.start.Start)) != 0 { // it was begun in a column that is scrolled
		from, to = t.From, t.To
	}
	switch {
	case x < from+edgeReach:
		over = max(x-from-edgeReach, -sidewayStep)
	case x > to-edgeReach:
		over = min(x-to+edgeReach, sidewayStep)
	}
	return t, over
}

// sideways is what is drawn of tables that are scrolled: bars, and the fading of
// what goes on beyond a side.
type sideways struct {
	view    *View
	fades   pool[*canvas.Rectangle]
	tracks  pool[*canvas.Rectangle]
	handles pool[*canvas.Rectangle]
}

func (s *sideways) arrange() {
	s.fades.reset()
	s.tracks.reset()
	s.handles.reset()
	v := s.view
	for _, t := range v.wideTables() {
		corner, width, handle, from := v.track(t)
		round := func() *canvas.Rectangle {
			r := newRectangle()
			r.CornerRadius = trackHeight / 2
			return r
		}
		if bottom := v.toView(0, t.Box.Y+t.Box.H).Y; bottom > corner.Y-4 { // over rows, which fade behind it
			setRect(s.fades.next(newRectangle), corner.X-2, corner.Y-6, width+4, v.Size().Height-corner.Y+6, withAlpha(v.dress.paper.Page, 0xee))
		}
		setRect(s.tracks.next(round), corner.X, corner.Y, width, trackHeight, v.dress.colors.rule)
		setRect(s.handles.next(round), corner.X+from, corner.Y, handle, trackHeight, v.dress.colors.track)
		y0, y1 := v.toView(0, t.Box.Y).Y, v.toView(0, t.Box.Y+t.Box.H).Y
		y0, y1 = max(y0-2, -8), min(y1+2, v.Size().Height+8)
		if t.Shift > 0.5 {
			s.fade(corner.X+float32(t.From)-2, y0, y1-y0, fadeStep)
		}
		if t.Shift < t.Wide-t.Box.W-0.5 {
			s.fade(corner.X+float32(t.To)+2-fadeStep, y0, y1-y0, -fadeStep)
		}
	}
}

// fade lays strips of paper over the side of a table, from x on inwards.
func (s *sideways) fade(x, y, h, step float32) {
	page := s.view.dress.paper.Page
	for i := range fadeSteps {
		left := 1 - float64(i)/fadeSteps
		ink := page
		ink.A = uint8(math.Round(230 * left * left))
		setRect(s.fades.next(newRectangle), x+float32(i)*step, y, fadeStep, h, color.Color(ink))
	}
}

func (s *sideways) appendTo(all []fyne.CanvasObject) []fyne.CanvasObject {
	all = s.fades.appendTo(all)
	all = s.tracks.appendTo(all)
	return s.handles.appendTo(all)
}

func (v *View) overTrack(at fyne.Position) bool {
	_, over := v.trackAt(at)
	return over
}
