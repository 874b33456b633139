package reader

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"gloss/annotate"
)

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
	if !slices.Equal(s.mouse.hovered, []int{0}) || s.drawn.margin.tip.used != 1 || s.drawn.margin.tip.made[0].Text != "a tip" {
		t.Errorf("no tip for the stripe under the mouse: hovered %v", s.mouse.hovered)
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
