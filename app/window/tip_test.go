package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"gloss/app/panes"
)

// TestEveryButtonHasATip looks at every button of every view, with something in
// it, and wants a tooltip.
func TestEveryButtonHasATip(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.do(t, "find")
	w.do(t, "tour")
	seen := 0
	for _, v := range w.views {
		w.showView(v.id)
		w.idle()
		visible(w.win.Content(), func(o fyne.CanvasObject) {
			switch b := o.(type) {
			case *panes.TipButton:
				if seen++; b.Tip == "" {
					t.Errorf("%s: the button %q has no tooltip", v.id, b.Text)
				}
			case *panes.Toggle:
				if seen++; b.Tip == "" {
					t.Errorf("%s: the button %q has no tooltip", v.id, b.Text)
				}
			case *widget.Button:
				if b.Text == "" { // the toolkit's own, in a field to choose from
					return
				}
				t.Errorf("%s: the button %q can have no tooltip", v.id, b.Text)
			case *panes.RingButton:
				t.Errorf("%s: the button %q can have no tooltip", v.id, b.Text)
			}
		})
	}
	if seen < 40 {
		t.Errorf("only %d buttons were seen", seen)
	}
}
