package window

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tipDelay is how long the mouse rests before a tooltip comes.
const tipDelay = 500 * time.Millisecond

// tips shows tooltips on a layer over the window's content. Fyne has none.
type tips struct {
	layer *fyne.Container // without layout
	box   *fyne.Container
	text  *canvas.Text
	back  *canvas.Rectangle
	timer *time.Timer
}

// newTips makes tooltips that appear on a layer without layout.
func newTips(layer *fyne.Container) *tips {
	t := &tips{layer: layer, text: canvas.NewText("", nil), back: canvas.NewRectangle(nil)}
	t.back.CornerRadius = 3
	t.back.StrokeWidth = 1
	t.box = container.NewStack(t.back, container.NewPadded(t.text))
	t.box.Hide()
	layer.Add(t.box)
	return t
}

// rest is called when the mouse comes to an object with a tip.
func (t *tips) rest(o fyne.CanvasObject, tip string) {
	t.restAt(o, fyne.Position{}, o.Size(), tip)
}

// restAt is called when the mouse comes to a part of an object that has a tip of
// its own.
func (t *tips) restAt(o fyne.CanvasObject, part fyne.Position, size fyne.Size, tip string) {
	t.leave()
	if tip == "" {
		return
	}
	t.timer = time.AfterFunc(tipDelay, func() { fyne.Do(func() { t.show(o, part, size, tip) }) })
}

// leave is called when the mouse goes, or something is pressed.
func (t *tips) leave() {
	if t.timer != nil {
		t.timer.Stop()
		t.timer = nil
	}
	if t.box.Visible() {
		t.box.Hide()
	}
}

func (t *tips) show(o fyne.CanvasObject, part fyne.Position, of fyne.Size, tip string) {
	if t.timer == nil { // the mouse went while this call was on its way
		return
	}
	t.text.Text = tip
	t.text.Color = theme.Color(theme.ColorNameForeground)
	t.text.TextSize = theme.CaptionTextSize()
	t.back.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	t.back.StrokeColor = theme.Color(theme.ColorNameSeparator)
	d := fyne.CurrentApp().Driver()
	at := d.AbsolutePositionForObject(o).Subtract(d.AbsolutePositionForObject(t.layer)).Add(part)
	size := t.box.MinSize()
	at.Y += of.Height + 2
	at.X = max(0, min(at.X, t.layer.Size().Width-size.Width))
	if at.Y+size.Height > t.layer.Size().Height {
		at.Y -= of.Height + size.Height + 4
	}
	t.box.Move(at)
	t.box.Resize(size)
	t.box.Show()
	t.box.Refresh()
	t.layer.Refresh()
}

// tipButton is a button with a tooltip.
type tipButton struct {
	button
	tips *tips
	tip  string // what is shown when the mouse rests on it
}

// newTipButton makes a button with a tooltip.
func newTipButton(tips *tips, text string, icon fyne.Resource, tip string, onTap func()) *tipButton {
	b := &tipButton{tips: tips, tip: tip}
	b.Text, b.Icon, b.OnTapped = text, icon, onTap
	b.Importance = widget.LowImportance
	b.ExtendBaseWidget(b)
	return b
}

// press shows the button as the chosen one of its row, or as one of the others.
func (b *tipButton) press(down bool) {
	b.Importance = widget.LowImportance
	if down {
		b.Importance = widget.MediumImportance
	}
	b.Refresh()
}

// MouseIn starts the wait for the tooltip.
func (b *tipButton) MouseIn(e *desktop.MouseEvent) {
	b.Button.MouseIn(e)
	b.tips.rest(b, b.tip)
}

// MouseOut takes the tooltip away.
func (b *tipButton) MouseOut() {
	b.Button.MouseOut()
	b.tips.leave()
}

// Tapped takes the tooltip away and does what the button does.
func (b *tipButton) Tapped(e *fyne.PointEvent) {
	b.tips.leave()
	b.Button.Tapped(e)
}

// TypedKey passes on what the button has no use for; Return presses it, as Space
// does.
func (b *tipButton) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter:
		b.Tapped(nil)
	case !passesOn(b, e):
		b.Button.TypedKey(e)
	}
}
