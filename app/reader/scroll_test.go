package reader

import (
	"testing"

	"fyne.io/fyne/v2"

	"gloss/annotate"
)

func TestScroll(t *testing.T) {
	s := newStage(t, prose(3000))
	moves := 0
	s.OnMove = func() { moves++ }
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -100)})
	if s.Top() == 0 || moves != 1 {
		t.Errorf("top %d after scrolling, told %d times", s.Top(), moves)
	}
	s.SetTop(5000)
	line := s.column.Line(s.column.LineOf(5000)).Span
	if s.Top() != line.Start {
		t.Errorf("top %d, want the start of the line of 5000, %d", s.Top(), line.Start)
	}
	before := s.place.offset
	s.Reveal(annotate.Span{Start: line.End + 10, End: line.End + 20})
	if s.place.offset != before {
		t.Error("Reveal moved a text that was in view")
	}
	s.Reveal(annotate.Span{Start: 12000, End: 12010})
	if at := s.on(12000); at.Y < 30 || at.Y > 370 {
		t.Errorf("revealed at y %v", at.Y)
	}
	bar := fyne.NewPos(795, 390) // a click below the handle
	s.click(bar, 0)
	if s.Top() < 12000 {
		t.Errorf("top %d after a click at the end of the scroll bar", s.Top())
	}
	s.drag(bar, fyne.NewPos(795, -50))
	if s.Top() != 0 {
		t.Errorf("top %d after dragging the handle up", s.Top())
	}
	s.expect()
}

func TestAutoScroll(t *testing.T) {
	s := newStage(t, prose(3000))
	s.down(s.on(100), 0)
	s.move(fyne.NewPos(300, 500))
	for range 20 { // the ticker's steps
		s.autoScroll()
	}
	s.DragEnd()
	if sel := s.Selection(); sel.Start != 100 || sel.End < 2000 {
		t.Errorf("selected %v", sel)
	}
}

func TestResizeKeepsFirst(t *testing.T) {
	s := newStage(t, prose(5000))
	s.SetTop(9000)
	first := s.Top()
	for _, w := range []float32{300, 1200, 500, 800} {
		s.window.Resize(fyne.NewSize(w, 400))
		if s.Top() != first {
			t.Errorf("top %d at width %v, want %d", s.Top(), w, first)
		}
		lines := s.visible()
		shown := annotate.Span{Start: s.column.Line(lines[0]).Span.Start, End: s.column.Line(lines[1]).Span.End}
		if !shown.Contains(first) {
			t.Errorf("at width %v the first lines are %v, without %d", w, shown, first)
		}
	}
	s.SetLook(Look{Size: 24, Justified: true})
	if s.Top() != first {
		t.Errorf("top %d in larger text, want %d", s.Top(), first)
	}
}

func TestSelectionBox(t *testing.T) {
	s := newStage(t, prose(3000))
	s.Select(annotate.Span{Start: 10, End: 20})
	at, size, ok := s.SelectionBox()
	if !ok || !near(at.X, s.on(10).X) || !near(at.X+size.Width, s.on(20).X) {
		t.Errorf("box %v %v %v", at, size, ok)
	}
	s.SetTop(9000)
	if _, _, ok := s.SelectionBox(); ok {
		t.Error("a box for a selection out of view")
	}
}
