package reader

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"gloss/annotate"
)

// TestEmpty: without an article, and without text, nothing that a person does fails.
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
