package reader

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"gloss/annotate"
)

// landings is a table with more columns than fit, between two paragraphs.
func landings() *annotate.Article {
	a := plain("Landings in tonnes, as the ministry has counted them in every month of the two years.",
		"Year\tin January\tin February\tin March\tin April\tin May\tin June\tin July\tin August\tin September",
		"1975\t12,500\t11,900\t13,020\t9,400\t8,800\t7,900\t7,100\t8,300\t9,950",
		"1976\t12,400\t11,800\t13,010\t9,300\t8,700\t7,800\t7,000\t8,200\t9,850",
		"The figures of the last quarter were never published.")
	for i := 1; i <= 3; i++ {
		a.Blocks[i].Kind = annotate.TableRow
	}
	return a
}

// TestWideTable: a table wider than the text is scrolled sideways, by wheel,
// bar, keys and whatever goes to a place in it; nothing else moves with it.
func TestWideTable(t *testing.T) {
	s := newStage(t, landings())
	shift := func() float64 {
		tables := s.wideTables()
		if len(tables) != 1 {
			t.Fatalf("%d wide tables", len(tables))
		}
		return tables[0].Shift
	}
	inside := func(what, word string) {
		t.Helper()
		at := s.on(s.find(word))
		if x := float64(at.X) - s.place.left; x < 0 || x > s.place.width {
			t.Errorf("%s: %q stands at %v of %v", what, word, x, s.place.width)
		}
	}
	above := s.on(s.find("ministry"))
	row := s.on(s.find("12,500"))
	wheel := func(x, y float32) {
		s.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: row}, Scrolled: fyne.NewDelta(x, y)})
	}
	if shift() != 0 {
		t.Errorf("shift %v at first", shift())
	}
	wheel(-40, 0)
	if shift() != 100 || s.place.offset != 0 || s.on(s.find("ministry")) != above {
		t.Errorf("shift %v after the wheel", shift())
	}
	before := s.on(s.find("11,900"))
	s.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	wheel(0, -40)
	s.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if after := s.on(s.find("11,900")); shift() <= 100 || !near(before.X-after.X, float32(shift()-100)) || before.Y != after.Y {
		t.Errorf("shift %v after the wheel with Shift; a cell moved from %v to %v", shift(), before, after)
	}
	wheel(-4000, 0)
	inside("at the end", "9,950")
	s.click(s.on(s.find("9,950")), 0)
	if s.Selection().Start != s.find("9,950") {
		t.Errorf("a click in the last column went to %d", s.Selection().Start)
	}
	s.click(fyne.NewPos(float32(s.place.left)-8, row.Y), 0) // beside it: nothing that is out of sight
	if at := s.Selection().Start; at != s.find("1975") {
		t.Errorf("a click beside the table went to %d", at)
	}
	for _, word := range []string{"Year", "1975", "1976"} { // the first column is held
		inside("the first column", word)
		s.click(s.on(s.find(word)), 0)
		if at := s.Selection().Start; at != s.find(word) {
			t.Errorf("a click on %q went to %d", word, at)
		}
	}
	s.MoveTo(s.find("1975"))
	inside("the caret", "1975")
	for range 6 {
		s.control(fyne.KeyRight, 0)
		s.key(fyne.KeyRight, fyne.KeyRight)
	}
	s.Visit(annotate.Span{Start: s.find("9,850"), End: s.find("9,850") + 5})
	inside("a place", "9,850")
	table := s.wideTables()[0]
	at, width, handle, _ := s.track(table)
	s.drag(at.AddXY(width-handle/2, 2), at.AddXY(-50, 2))
	if shift() != 0 {
		t.Errorf("shift %v after dragging the bar", shift())
	}
	s.down(row, 0)
	s.move(fyne.NewPos(float32(s.place.left+s.place.width)+20, row.Y))
	for range 80 {
		s.autoScroll()
	}
	s.DragEnd()
	if !s.Selection().Contains(s.find("9,950")) {
		t.Errorf("a drag beyond the side selected %v", s.Selection())
	}
	before16 := shift() / 16
	if s.SetLook(Look{Size: 22}); !near(float32(shift()/22), float32(before16)) {
		t.Errorf("shift of %.2f ems in larger text, before %.2f", shift()/22, before16)
	}
}
