package reader

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"gloss/annotate"
)

var cod = plain("The patrol ship cut the nets of two trawlers.", "Nobody was hurt, and the fish was sold.")

func TestDrag(t *testing.T) {
	s := newStage(t, cod)
	s.drag(s.on(s.find("patrol")), s.on(s.find(" ship")))
	s.expect(`select [4,10) "patrol"`)
	s.drag(s.on(s.find("trawlers")), s.on(s.find("patrol"))) // backwards
	s.expect(`select [4,36) "patrol ship cut the nets of two "`)
	s.drag(s.on(s.find("two")), s.on(s.find(" was hurt"))) // across blocks
	s.expect(`select [32,53) "two trawlers.\n\nNobody"`)
}

func TestDragReleasedOutside(t *testing.T) {
	s := newStage(t, cod)
	from := s.on(s.find("ship"))
	s.down(from, 0)
	s.move(fyne.NewPos(900, from.Y))
	s.window.Canvas().Unfocus() // the driver takes the focus away, sends no MouseUp
	s.DragEnd()
	s.expect(`select [11,45) "ship cut the nets of two trawlers."`)
	if s.window.Canvas().Focused() != fyne.Focusable(s.View) {
		t.Error("the view has not taken the focus back")
	}
	s.move(fyne.NewPos(10, 10)) // a stray event after the end
	s.expect()
}

func TestClicks(t *testing.T) {
	s := newStage(t, cod)
	wait := s.hold()
	at := s.on(s.find("trol"))
	s.click(at, 0)
	s.expect("highlights ")
	s.click(at, 0)
	s.expect(`select [4,10) "patrol"`)
	s.click(at, 0)
	s.expect(`select [0,45) "The patrol ship cut the nets of two trawlers."`)
	wait(time.Second)
	s.click(at, 0)
	s.expect(`select [6,6) ""`, "highlights ")
	s.click(s.on(s.find(" of two")), fyne.KeyModifierShift)
	s.expect(`select [6,28) "trol ship cut the nets"`)
}

func TestDragByWords(t *testing.T) {
	s := newStage(t, cod)
	s.hold()
	at := s.on(s.find("hip"))
	s.click(at, 0)
	s.told = nil
	s.drag(at, s.on(s.find("ets of")))
	s.expect(`select [11,28) "ship cut the nets"`)
}

func TestDragByWordsBackwards(t *testing.T) {
	s := newStage(t, cod)
	s.hold()
	at := s.on(s.find("hip"))
	s.click(at, 0)
	s.told = nil
	s.drag(at, s.on(1))
	s.expect(`select [0,15) "The patrol ship"`)
}

func TestSecondaryClick(t *testing.T) {
	s := newStage(t, cod)
	s.Select(annotate.Span{Start: 4, End: 10})
	secondary := func(at fyne.Position) {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonSecondary}
		e.Position = at
		s.MouseDown(e)
		s.MouseUp(e)
	}
	secondary(s.on(6))
	s.expect("menu [4,10)")
	secondary(s.on(20))
	s.expect(`select [20,20) ""`, "menu [20,20)")
}

func TestLink(t *testing.T) {
	a := plain("Read the law of the open sea.")
	a.Marks = []annotate.Mark{{Span: annotate.Span{Start: 9, End: 28}, Style: annotate.Link, URL: "https://example.org/"}}
	s := newStage(t, a)
	s.click(s.on(10), fyne.KeyModifierShortcutDefault)
	s.expect("link https://example.org/")
	s.hold()(time.Second)
	s.click(s.on(2), fyne.KeyModifierShortcutDefault)
	s.expect("highlights ")
}

func TestHighlights(t *testing.T) {
	s := newStage(t, cod)
	s.SetHighlights([]Highlight{
		{ID: "long", Span: annotate.Span{Start: 4, End: 45}, Labels: []Label{{"military", "#D55E00"}}, Tip: "a tip"},
		{ID: "short", Span: annotate.Span{Start: 11, End: 15}},
	})
	s.click(s.on(12), 0)
	s.expect("highlights short long")
	s.click(s.on(30), 0)
	s.expect("highlights long")

	stripe := s.drawn.margin.places[0]
	at := fyne.NewPos((stripe.x0+stripe.x1)/2, (stripe.y0+stripe.y1)/2)
	e := &desktop.MouseEvent{}
	e.Position = at
	s.MouseMoved(e)
	if s.mouse.hovered != 0 || s.drawn.margin.tip.used != 1 || s.drawn.margin.tip.made[0].Text != "a tip" {
		t.Errorf("no tip for the stripe under the mouse: hovered %d", s.mouse.hovered)
	}
	s.click(at, 0)
	s.expect("highlights long")
	s.MouseOut()
	if s.drawn.margin.tip.used != 0 {
		t.Error("the tip stays after the mouse has gone")
	}
}

func TestResizeHighlight(t *testing.T) {
	s := newStage(t, cod)
	span := annotate.Span{Start: 11, End: 15}
	s.SetHighlights([]Highlight{{ID: "h", Span: span}})
	s.Choose("h")
	grips := s.gripsOf(span)
	to := s.on(s.find(" of two"))
	s.drag(grips[1], fyne.NewPos(to.X, grips[1].Y))
	s.expect(`resize h "ship cut the nets"`)
	to = s.on(s.find("patrol"))
	s.drag(grips[0], fyne.NewPos(to.X, grips[0].Y))
	s.expect(`resize h "patrol ship"`)
	s.drag(grips[0], fyne.NewPos(to.X+300, grips[0].Y)) // past the other end
	s.expect(`resize h "p"`)
}

func TestKeys(t *testing.T) {
	s := newStage(t, cod)
	s.window.Canvas().Focus(s.View)
	s.key(fyne.KeyRight, fyne.KeyRight)
	if s.caret != 2 {
		t.Errorf("caret at %d, want 2", s.caret)
	}
	s.shifted(fyne.KeyRight, fyne.KeyRight)
	s.expect(`select [2,4) "e "`)
	s.key(fyne.KeyLeft)
	s.expect(`select [2,2) ""`)
	s.control(fyne.KeyRight, 0)
	s.control(fyne.KeyRight, 0)
	if s.caret != 10 {
		t.Errorf("caret at %d after two words, want 10", s.caret)
	}
	s.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftRight})
	s.control(fyne.KeyLeft, fyne.KeyModifierShift)
	s.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftRight})
	s.expect(`select [4,10) "patrol"`)
	s.key(fyne.KeyEnd)
	s.expect(`select [45,45) ""`)
	s.key(fyne.KeyDown, fyne.KeyHome)
	if s.caret != 47 {
		t.Errorf("caret at %d, want the start of the second paragraph, 47", s.caret)
	}
	s.key(fyne.KeyUp)
	if s.caret != 0 {
		t.Errorf("caret at %d after going up, want 0", s.caret)
	}
	s.control(fyne.KeyEnd, 0)
	if s.caret != s.article.Text.Len() {
		t.Errorf("caret at %d, want the end", s.caret)
	}
	s.key(fyne.KeyReturn, desktop.KeyControlLeft, fyne.KeyDelete)
	s.TypedRune('2')
	s.expect("key Return", "key Delete", "rune 2")
}

var ships = plain("Ships met. Nobody fired. The sea was calm.", "Then night fell.")

func TestSelectUnits(t *testing.T) {
	s := newStage(t, ships)
	s.control(fyne.KeyPageDown, 0)
	s.SelectSentence()
	s.expect(`select [11,24) "Nobody fired."`)
	s.SelectSentence()
	s.expect(`select [11,42) "Nobody fired. The sea was calm."`)
	s.SelectSentence()
	s.expect(`select [11,60) "Nobody fired. The sea was calm.\n\nThen night fell."`)
	s.SelectSentence() // there is no more
	s.expect(`select [11,60) "Nobody fired. The sea was calm.\n\nThen night fell."`)
	s.key(fyne.KeyLeft)
	s.expect(`select [11,11) ""`)
	s.SelectParagraph()
	s.expect(`select [0,42) "Ships met. Nobody fired. The sea was calm."`)
	s.Select(annotate.Span{Start: 2, End: 14})
	s.SelectSentence()
	s.expect(`select [0,24) "Ships met. Nobody fired."`)
	s.control(fyne.KeyPageUp, fyne.KeyModifierShift)
	s.expect(`select [0,11) "Ships met. "`)
}

func TestExtend(t *testing.T) {
	s := newStage(t, ships)
	s.window.Canvas().Focus(s.View)
	s.control(fyne.KeyRight, 0)
	s.Extend()
	s.expect()
	s.key(fyne.KeyRight)
	s.control(fyne.KeyRight, 0)
	s.expect(`select [5,6) " "`, `select [5,9) " met"`)
	s.key(fyne.KeyEscape)
	s.expect()
	s.key(fyne.KeyRight)
	s.expect(`select [9,9) ""`)
	s.Extend()
	for range 5 {
		s.Extend()
	}
	s.expect(`select [9,10) "."`, `select [0,10) "Ships met."`, `select [0,42) "Ships met. Nobody fired. The sea was calm."`,
		`select [0,60) "Ships met. Nobody fired. The sea was calm.\n\nThen night fell."`,
		`select [0,60) "Ships met. Nobody fired. The sea was calm.\n\nThen night fell."`)
	s.click(s.on(3), 0)
	s.expect(`select [3,3) ""`, "highlights ")
	if s.Extending() {
		t.Error("a click does not end extending")
	}
	s.Extend()
	s.MoveTo(9)
	s.expect(`select [3,9) "ps met"`)
	s.Visit(annotate.Span{Start: 20, End: 23})
	s.expect(`select [3,23) "ps met. Nobody fired"`)
	s.StopExtending()
	s.Visit(annotate.Span{Start: 0, End: 5})
	s.expect()
	if s.Selection() != (annotate.Span{Start: 0, End: 5}) {
		t.Errorf("visited, %v is selected", s.Selection())
	}
}

func TestShortcuts(t *testing.T) {
	s := newStage(t, cod)
	s.Select(annotate.Span{Start: 4, End: 10})
	s.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "patrol" {
		t.Errorf("copied %q", got)
	}
	s.TypedShortcut(&fyne.ShortcutSelectAll{})
	if s.Selection() != (annotate.Span{End: cod.Text.Len()}) {
		t.Errorf("all is %v", s.Selection())
	}
}

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

func near(a, b float32) bool { return abs(a-b) < 2 }

func TestEmpty(t *testing.T) {
	s := newStage(t, cod)
	s.SetArticle(nil)
	s.drag(fyne.NewPos(10, 10), fyne.NewPos(300, 300))
	s.click(fyne.NewPos(50, 50), 0)
	s.key(fyne.KeyDown)
	s.expect("key Down")
	s.Reveal(annotate.Span{Start: 5, End: 6})
	s.SetHits([]annotate.Span{{Start: 1, End: 2}}, 0)
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -100)})
	if s.Top() != 0 || !s.Selection().Empty() {
		t.Error("an empty view has a place")
	}
	s.SetArticle(&annotate.Article{})
	s.drag(fyne.NewPos(10, 10), fyne.NewPos(300, 300))
	s.key(fyne.KeyDown, fyne.KeyPageDown, fyne.KeyEnd)
	s.control(fyne.KeyHome, 0)
	s.window.Canvas().Capture()
}

// TestPool: scrolling must move the pictures of lines, not make new ones.
func TestPool(t *testing.T) {
	s := newStage(t, prose(20000))
	s.window.Canvas().Capture()
	before := map[*row]bool{}
	for _, r := range s.drawn.rows.rows {
		before[r] = true
	}
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -20)})
	kept := 0
	for _, r := range s.drawn.rows.rows {
		if before[r] {
			kept++
		}
	}
	if kept < len(before)-3 {
		t.Errorf("%d of %d pictures kept in a step of scrolling", kept, len(before))
	}
	for range 200 {
		s.scrollTo(s.place.offset + 333)
	}
	if n := len(s.drawn.rows.rows) + len(s.drawn.rows.spare); n > 2*len(before)+4 {
		t.Errorf("%d pictures for %d lines in view", n, len(before))
	}
}

// TestDense: however many highlights there are, few objects stand on the canvas.
func TestDense(t *testing.T) {
	a := prose(10000)
	s := newStage(t, a)
	var hs []Highlight
	for i := range 10000 {
		start := i * 5 % (a.Text.Len() - 100)
		hs = append(hs, Highlight{ID: fmt.Sprint(i), Span: annotate.Span{Start: start, End: start + 3 + i%90}, Labels: []Label{{"tag", "#0072B2"}}})
	}
	s.SetHighlights(hs)
	if n := len(s.drawn.all); n > 500 {
		t.Errorf("%d objects on the canvas", n)
	}
}

func TestThemeRedrawsLetters(t *testing.T) {
	s := newStage(t, cod)
	light := s.window.Canvas().Capture()
	fyne.CurrentApp().Settings().SetTheme(test.NewTheme())
	s.Refresh()
	if dark := s.window.Canvas().Capture(); sameImage(light, dark) {
		t.Error("another theme looks the same")
	}
}

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
	if at := s.Selection().Start; at < s.find("11,900") {
		t.Errorf("a click beside the table went to %d", at)
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
