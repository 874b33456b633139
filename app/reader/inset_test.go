package reader

import (
	"image/color"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// TestInsets: a picture stands above its block and is scaled down to the room
// there is, a button beside it takes none; both scroll with the text.
func TestInsets(t *testing.T) {
	s := newStage(t, prose(600))
	picture, button := canvas.NewRectangle(color.Black), widget.NewButton("", nil)
	before := s.column.BlockBox(1)
	s.SetInsets([]Inset{
		{Block: 1, Object: picture, Size: fyne.NewSize(2000, 500)},
		{Block: 1, Object: button, Size: fyne.NewSize(30, 20), Beside: true},
	})
	shown := func(o fyne.CanvasObject) bool { return slices.Contains(s.drawn.all, o) }

	s.scrollTo(before.Y - 20)
	if !shown(picture) {
		t.Fatal("the picture is not shown")
	}
	size := picture.Size()
	if size.Width > 800 || size.Height*4 != size.Width {
		t.Errorf("the picture has the size %v", size)
	}
	s.scrollTo(before.Y + float64(size.Height) - 60)
	if !shown(picture) || !shown(button) {
		t.Fatal("the button is not shown")
	}
	after := s.column.BlockBox(1)
	if got := after.Y - before.Y; got < float64(size.Height) || got > float64(size.Height)+20 {
		t.Errorf("the block moved by %v, the picture is %v high", got, size.Height)
	}
	top := s.toView(0, after.Y)
	if bottom := picture.Position().Y + size.Height; bottom > top.Y || bottom < top.Y-20 {
		t.Errorf("the picture ends at %v, its block begins at %v", bottom, top.Y)
	}
	if left := float64(button.Position().X) - s.place.left; left < after.W || button.Position().Y != top.Y {
		t.Errorf("the button stands at %v, its block begins at %v", button.Position(), top)
	}
	s.SetTop(s.article.Text.Len())
	if shown(picture) || shown(button) {
		t.Error("what is out of sight is drawn")
	}
	s.SetArticle(cod)
	if len(s.insets) > 0 {
		t.Error("another article keeps the insets")
	}
}
