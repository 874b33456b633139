package panes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Meter is a thin bar that shows a share.
type Meter struct {
	widget.BaseWidget
	share float32
}

// NewMeter makes a bar that shows nothing of the whole.
func NewMeter() *Meter {
	m := &Meter{}
	m.ExtendBaseWidget(m)
	return m
}

// Set shows part of the whole.
func (m *Meter) Set(part, whole int) {
	m.share = float32(part) / float32(max(1, whole))
	m.Refresh()
}

// CreateRenderer draws the share on the whole.
func (m *Meter) CreateRenderer() fyne.WidgetRenderer {
	r := &meterRenderer{meter: m, whole: canvas.NewRectangle(nil), part: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type meterRenderer struct {
	meter       *Meter
	whole, part *canvas.Rectangle
}

func (r *meterRenderer) Layout(size fyne.Size) {
	r.whole.Resize(size)
	r.part.Resize(fyne.NewSize(size.Width*r.meter.share, size.Height))
}

func (r *meterRenderer) Refresh() {
	r.whole.FillColor, r.part.FillColor = theme.Color(theme.ColorNameSeparator), theme.Color(theme.ColorNameSuccess)
	r.whole.CornerRadius, r.part.CornerRadius = 2, 2
	r.Layout(r.meter.Size())
	canvas.Refresh(r.meter)
}

func (r *meterRenderer) MinSize() fyne.Size           { return fyne.NewSize(20, 4) }
func (r *meterRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.whole, r.part} }
func (r *meterRenderer) Destroy()                     {}
