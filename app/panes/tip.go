package panes

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

// Tips shows tooltips on a layer over the window's content. Fyne has none.
type Tips struct {
	layer *fyne.Container // without layout
	box   *fyne.Container
	text  *canvas.Text
	back  *canvas.Rectangle
	timer *time.Timer
}

// NewTips makes tooltips that appear on a layer without layout.
func NewTips(layer *fyne.Container) *Tips {
	t := &Tips{layer: layer, text: canvas.NewText("", nil), back: canvas.NewRectangle(nil)}
	t.back.CornerRadius = 3
	t.back.StrokeWidth = 1
	t.box = container.NewStack(t.back, container.NewPadded(t.text))
	t.box.Hide()
	layer.Add(t.box)
	return t
}

// rest is called when the mouse comes to an object with a tip.
func (t *Tips) rest(o fyne.CanvasObject, tip string) {
	t.restAt(o, fyne.Position{}, o.Size(), tip)
}

// restAt is called when the mouse comes to a part of an object that has a tip of
// its own.
func (t *Tips) restAt(o fyne.CanvasObject, part fyne.Position, size fyne.Size, tip string) {
	t.Leave()
	if tip == "" {
		return
	}
	t.timer = time.AfterFunc(tipDelay, func() { fyne.Do(func() { t.show(o, part, size, tip) }) })
}

// Leave is called when the mouse goes, or something is pressed.
func (t *Tips) Leave() {
	if t.timer != nil {
		t.timer.Stop()
		t.timer = nil
	}
	if t.box.Visible() {
		t.box.Hide()
	}
}

func (t *Tips) show(o fyne.CanvasObject, part fyne.Position, of fyne.Size, tip string) {
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

// TipButton is a button with a tooltip.
type TipButton struct {
	RingButton
	tips *Tips
	Tip  string // what is shown when the mouse rests on it
}

// NewTipButton makes a button with a tooltip.
func NewTipButton(tips *Tips, text string, icon fyne.Resource, tip string, onTap func()) *TipButton {
	b := &TipButton{tips: tips, Tip: tip}
	b.Text, b.Icon, b.OnTapped = text, icon, onTap
	b.Importance = widget.LowImportance
	b.ExtendBaseWidget(b)
	return b
}

// Press shows the button as the chosen one of its row, or as one of the others.
func (b *TipButton) Press(down bool) {
	b.Importance = widget.LowImportance
	if down {
		b.Importance = widget.MediumImportance
	}
	b.Refresh()
}

// MouseIn starts the wait for the tooltip.
func (b *TipButton) MouseIn(e *desktop.MouseEvent) {
	b.Button.MouseIn(e)
	b.tips.rest(b, b.Tip)
}

// MouseOut takes the tooltip away.
func (b *TipButton) MouseOut() {
	b.Button.MouseOut()
	b.tips.Leave()
}

// Tapped takes the tooltip away and does what the button does.
func (b *TipButton) Tapped(e *fyne.PointEvent) {
	b.tips.Leave()
	b.Button.Tapped(e)
}

// TypedKey passes on what the button has no use for; Return presses it, as Space
// does.
func (b *TipButton) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter:
		b.Tapped(nil)
	case !passesOn(b, e):
		b.Button.TypedKey(e)
	}
}
