package reader

import (
	"time"

	"fyne.io/fyne/v2"
)

// What can be taken hold of besides text: the grips of the chosen highlight and
// the scroll bar; and scrolling by itself while dragging.

// pressGrip takes hold of an end of the chosen highlight.
func (v *View) pressGrip(at fyne.Position) bool {
	i := v.gripAt(at)
	if i < 0 {
		return false
	}
	m := &v.mouse
	m.press, m.grip, m.resized = pressGrip, i, v.highlights[v.chosen].Span
	return true
}

func (v *View) gripAt(at fyne.Position) int {
	s, ok := v.chosenSpan()
	if !ok {
		return -1
	}
	for i, g := range v.gripsOf(s) {
		if v.hidden(gripped(s, i), g) {
			continue
		}
		if abs(at.X-g.X) <= gripReach && abs(at.Y-g.Y) <= gripReach {
			return i
		}
	}
	return -1
}

// dragGrip moves an end to the mouse; the other end stands, and at least one
// character stays between them.
func (v *View) dragGrip() {
	m := &v.mouse
	at := v.underMouse(m.at)
	lift := v.column.Caret(m.resized.Start).H / 2 // a grip stands at a corner of its line
	if m.grip == 0 {
		at.Y += lift
	} else {
		at.Y -= lift
	}
	pos := v.column.OffsetAt(at)
	if s := &m.resized; m.grip == 0 {
		s.Start = min(pos, v.column.Previous(s.End))
	} else {
		s.End = max(pos, v.column.Next(s.Start))
	}
	v.redraw()
}

func (v *View) overBar(at fyne.Position) bool { return at.X >= v.Size().Width-barWidth }

// pressBar takes hold of the handle, after a jump where it is elsewhere.
func (v *View) pressBar(at fyne.Position) {
	m := &v.mouse
	y, h := v.handle()
	m.press, m.grab = pressBar, at.Y-y
	if at.Y < y || at.Y > y+h {
		m.grab = h / 2
		v.dragBar(at)
	}
}

func (v *View) dragBar(at fyne.Position) {
	_, h := v.handle()
	if way := v.Size().Height - h; way > 0 {
		v.scrollTo(float64(at.Y-v.mouse.grab) / float64(way) * (v.total() - float64(v.Size().Height)))
	}
}

// startScroll scrolls by itself while the mouse rests beyond an edge: the
// toolkit tells nothing then.
func (v *View) startScroll() {
	if v.mouse.scroll != nil || !onDesktop() { // without a UI goroutine there is nobody to take the steps
		return
	}
	stop := make(chan struct{})
	v.mouse.scroll = stop
	go func() {
		tick := time.NewTicker(16 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				fyne.Do(func() {
					if v.mouse.scroll == stop {
						v.autoScroll()
					}
				})
			}
		}
	}()
}

func (v *View) stopScroll() {
	if v.mouse.scroll != nil {
		close(v.mouse.scroll)
		v.mouse.scroll = nil
	}
}

// autoScroll scrolls one step, the faster the farther the mouse is outside, and
// goes on selecting.
func (v *View) autoScroll() {
	m := &v.mouse
	over := 0.0
	if y := float64(m.at.Y); y < edgeReach {
		over = y - edgeReach
	} else if bottom := float64(v.Size().Height) - edgeReach; y > bottom {
		over = y - bottom
	}
	if over != 0 {
		v.scrollTo(v.place.offset + over*0.25)
	}
	if t, aside := v.besideTable(); aside != 0 {
		v.scrollTable(t, t.Shift+aside*0.4)
	}
	if m.press == pressGrip {
		v.dragGrip()
	} else {
		v.dragText()
	}
}
