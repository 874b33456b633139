package reader

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"gloss/annotate"
	"gloss/app/reader/typeset"
)

// mouse is what the mouse is doing.
type mouse struct {
	press   press
	at      fyne.Position // where it was last
	down    fyne.Position // where the button was pressed
	clicks  int           // 1, 2 or 3 in quick succession
	last    time.Time     // of the press before
	moved   bool          // dragged since the press
	start   annotate.Span // what the press selected: a caret, a word or a paragraph
	had     bool          // there was a selection before the press
	quiet   bool          // the press extended a selection: no click
	grab    float32       // on the handle of a scroll bar, from its top or left
	table   typeset.Table // whose bar is held
	grip    int           // 0 or 1: which end is dragged
	resized annotate.Span // what dragging an end has come to
	hovered []int         // indexes of the highlights whose stripe or label is under the mouse
	clicked bool          // what is hovered, so that its tip has done its work
	scroll  chan struct{} // closed to stop scrolling by itself
}

// press says what the button was pressed on.
type press int

const (
	pressNone press = iota
	pressText
	pressGrip
	pressBar
	pressTrack // the bar below a wide table
)

const (
	doubleClick = 400 * time.Millisecond
	doubleReach = 5  // units between two presses of a double click
	dragReach   = 4  // units that the mouse moves before it selects
	gripReach   = 9  // units around a grip
	edgeReach   = 20 // units from the edge where scrolling by itself begins
)

// now is the clock; tests set it.
var now = time.Now

// MouseDown is part of desktop.Mouseable.
func (v *View) MouseDown(e *desktop.MouseEvent) {
	if v.column == nil {
		return
	}
	v.focus()
	v.mouse.at = e.Position
	switch e.Button {
	case desktop.MouseButtonSecondary:
		v.secondary(e.Position)
		return
	case desktop.MouseButtonPrimary:
	default:
		return
	}
	m := &v.mouse
	near := abs(e.Position.X-m.down.X) < doubleReach && abs(e.Position.Y-m.down.Y) < doubleReach
	if m.clicks < 3 && m.clicks > 0 && near && now().Sub(m.last) < doubleClick {
		m.clicks++
	} else {
		m.clicks = 1
	}
	m.last, m.down, m.moved, m.quiet = now(), e.Position, false, false
	m.had = !v.Selection().Empty()
	switch {
	case v.overBar(e.Position):
		v.pressBar(e.Position)
	case v.pressTrack(e.Position):
	case v.pressGrip(e.Position):
	case len(v.highlightsBeside(e.Position)) > 0:
		m.clicked = true
		v.redraw()
		if v.OnHighlights != nil {
			var ids []string
			for _, i := range v.highlightsBeside(e.Position) {
				ids = append(ids, v.highlights[i].ID)
			}
			v.OnHighlights(ids, e.Position)
		}
	default:
		v.pressText(e)
	}
}

func (v *View) pressText(e *desktop.MouseEvent) {
	m := &v.mouse
	pos := v.column.OffsetAt(v.underMouse(e.Position))
	if m.clicks == 1 && e.Modifier&fyne.KeyModifierShortcutDefault != 0 {
		if url := v.LinkAt(e.Position); url != "" {
			if v.OnLink != nil {
				v.OnLink(url)
			}
			return
		}
	}
	m.press = pressText
	v.extending = false
	switch {
	case e.Modifier&fyne.KeyModifierShift != 0 && m.clicks == 1:
		m.quiet = true
		m.start = annotate.Span{Start: v.anchor, End: v.anchor}
		v.caret = pos
	case m.clicks == 1:
		m.start = annotate.Span{Start: pos, End: pos}
		v.anchor, v.caret = pos, pos
	default:
		m.start = v.unit(e.Position)
		v.anchor, v.caret = m.start.Start, m.start.End
	}
	v.keys.goal = 0
	v.redraw()
}

// unit is what a click of this count selects: nothing, a word or a paragraph.
func (v *View) unit(at fyne.Position) annotate.Span {
	p := v.underMouse(at)
	switch v.mouse.clicks {
	case 2:
		if pos, ok := v.column.Under(p); ok {
			return v.column.WordAt(pos)
		}
		return v.column.WordAt(v.column.OffsetAt(p))
	case 3:
		return v.column.ParagraphAt(v.column.OffsetAt(p))
	}
	pos := v.column.OffsetAt(p)
	return annotate.Span{Start: pos, End: pos}
}

// secondary settles the selection for a menu: a click outside it gives it up.
func (v *View) secondary(at fyne.Position) {
	pos := v.column.OffsetAt(v.underMouse(at))
	if s := v.Selection(); !s.Empty() && (pos < s.Start || pos > s.End) {
		v.anchor, v.caret = pos, pos
		v.tellSelect()
	} else if s.Empty() {
		v.anchor, v.caret = pos, pos
	}
	v.redraw()
	if v.OnMenu != nil {
		v.OnMenu(at)
	}
}

// Dragged is part of fyne.Draggable. Positions outside the view arrive too.
func (v *View) Dragged(e *fyne.DragEvent) {
	m := &v.mouse
	if m.press == pressNone || v.column == nil {
		return
	}
	m.at = e.Position
	if !m.moved && abs(m.at.X-m.down.X) < dragReach && abs(m.at.Y-m.down.Y) < dragReach {
		return // the hand trembles in a click
	}
	m.moved = true
	switch m.press {
	case pressBar:
		v.dragBar(e.Position)
		return
	case pressTrack:
		v.dragTrack(e.Position)
		return
	case pressGrip:
		v.dragGrip()
	case pressText:
		v.dragText()
	}
	_, aside := v.besideTable()
	if y := e.Position.Y; aside != 0 || y < edgeReach || y > v.Size().Height-edgeReach {
		v.startScroll()
	} else {
		v.stopScroll()
	}
}

// dragText selects from what the press selected to what is under the mouse, in
// units of the click's count.
func (v *View) dragText() {
	m := &v.mouse
	here := v.unit(m.at)
	if here.Start < m.start.Start {
		v.anchor, v.caret = m.start.End, here.Start
	} else {
		v.anchor, v.caret = m.start.Start, max(here.End, m.start.End)
	}
	v.redraw()
}

// MouseUp is part of desktop.Mouseable. It does not come when the button is
// released outside the view; DragEnd does.
func (v *View) MouseUp(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		v.release()
	}
}

// DragEnd is part of fyne.Draggable.
func (v *View) DragEnd() {
	if v.mouse.press != pressNone {
		v.focus() // the toolkit takes it away when the button is released outside
	}
	v.release()
}

// release ends whatever the press began.
func (v *View) release() {
	m := &v.mouse
	press := m.press
	v.stopMouse()
	switch press {
	case pressGrip:
		id, s := v.highlights[v.chosen].ID, m.resized
		if s != v.highlights[v.chosen].Span && v.OnResize != nil {
			v.OnResize(id, s)
		}
		v.redraw()
	case pressText:
		if !v.Selection().Empty() {
			v.tellSelect()
			return
		}
		if m.had {
			v.tellSelect()
		}
		if !m.moved && !m.quiet && m.clicks == 1 {
			v.click()
		}
	}
}

// click tells which highlights stand where the mouse was pressed.
func (v *View) click() {
	if v.OnHighlights == nil {
		return
	}
	v.OnHighlights(v.HighlightsAt(v.mouse.down), v.mouse.down)
}

// HighlightsAt returns the IDs of the highlights whose text is at a place within
// the view, the shortest first.
func (v *View) HighlightsAt(at fyne.Position) (ids []string) {
	if v.column == nil {
		return nil
	}
	if pos, ok := v.column.Under(v.underMouse(at)); ok {
		for _, i := range v.sheet.At(pos) {
			ids = append(ids, v.highlights[i].ID)
		}
	}
	return ids
}

func (v *View) tellSelect() {
	if v.OnSelect != nil {
		v.OnSelect(v.Selection())
	}
}

func (v *View) stopMouse() {
	v.mouse.press = pressNone
	v.stopScroll()
}

// LinkAt returns the address of the link at a place of the view, or "".
func (v *View) LinkAt(at fyne.Position) string {
	if v.column == nil {
		return ""
	}
	if pos, ok := v.column.Under(v.underMouse(at)); ok {
		return v.column.LinkAt(pos)
	}
	return ""
}

// highlightsBeside returns the highlights whose stripe or label is at a place.
func (v *View) highlightsBeside(at fyne.Position) []int {
	if v.drawn == nil {
		return nil
	}
	return v.drawn.margin.at(at)
}

// MouseIn is part of desktop.Hoverable.
func (v *View) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved is part of desktop.Hoverable.
func (v *View) MouseMoved(e *desktop.MouseEvent) {
	v.mouse.at = e.Position
	v.hover(v.highlightsBeside(e.Position))
}

// MouseOut is part of desktop.Hoverable.
func (v *View) MouseOut() { v.hover(nil) }

func (v *View) hover(over []int) {
	if m := &v.mouse; !slices.Equal(over, m.hovered) {
		m.hovered, m.clicked = append(m.hovered[:0], over...), false
		v.redraw()
	}
}

// Cursor is part of desktop.Cursorable.
func (v *View) Cursor() desktop.Cursor {
	at := v.mouse.at
	switch {
	case v.column == nil, v.overBar(at), v.overTrack(at):
		return desktop.DefaultCursor
	case v.gripAt(at) >= 0:
		return desktop.HResizeCursor
	case len(v.highlightsBeside(at)) > 0:
		return desktop.PointerCursor
	case v.modifiers()&fyne.KeyModifierShortcutDefault != 0 && v.LinkAt(at) != "":
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}

func abs(x float32) float32 { return max(x, -x) }
