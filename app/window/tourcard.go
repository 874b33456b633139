package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/app/panes"
)

// tourCard is the card of the tour and the frame around the place that it speaks
// of, on the layer over the window's content.
type tourCard struct {
	layer *fyne.Container
	box   *fyne.Container
	back  *canvas.Rectangle
	frame [2]*canvas.Rectangle // a line, and a glow around it

	title, text, count *widget.Label
	next, leave        *panes.TipButton
}

const (
	tourWidth = 330
	tourGap   = 14 // between card and place
)

func newTourCard(w *window, next, leave func()) *tourCard {
	c := &tourCard{layer: w.layer, back: canvas.NewRectangle(nil), title: widget.NewLabel(""), text: panes.NewParagraph(""), count: widget.NewLabel("")}
	c.title.TextStyle.Bold = true
	c.title.SizeName = theme.SizeNameSubHeadingText
	c.title.Truncation = fyne.TextTruncateEllipsis
	c.count.SizeName = theme.SizeNameCaptionText
	c.next = panes.NewTipButton(w.tips, "", nil, say("Go on (Enter)"), next)
	c.leave = panes.NewTipButton(w.tips, "", nil, say("Leave the tour; it can be taken again from the Help menu (Esc)"), leave)
	c.next.Importance = widget.HighImportance
	c.back.CornerRadius, c.back.StrokeWidth = 8, 1
	c.back.Shadow = canvas.Shadow{Offset: fyne.NewPos(0, 3), BlurRadius: 12, Variant: canvas.DropShadow}
	for i := range c.frame {
		c.frame[i] = canvas.NewRectangle(nil)
		c.frame[i].CornerRadius = 6
		c.frame[i].Hide()
		w.layer.Add(c.frame[i])
	}
	c.box = container.NewStack(c.back, newStop(), container.NewPadded(container.NewPadded(
		container.NewBorder(c.title, container.NewHBox(c.count, layout.NewSpacer(), c.leave, c.next), nil, nil, c.text))))
	c.box.Hide()
	w.layer.Add(c.box)
	return c
}

// show fills the card; where it stands is up to place.
func (c *tourCard) show(title, text, count, next, leave string) {
	c.title.SetText(title)
	c.text.SetText(text)
	c.count.SetText(count)
	c.next.SetText(next)
	c.leave.SetText(leave)
	c.box.Show()
}

func (c *tourCard) hide() {
	c.box.Hide()
	for _, f := range c.frame {
		f.Hide()
	}
	c.layer.Refresh()
}

// place sets the card beside an object and the frame around it; without one, the
// card alone into the middle of the lower edge.
func (c *tourCard) place(around fyne.CanvasObject) {
	c.back.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	c.back.StrokeColor = theme.Color(theme.ColorNamePrimary)
	c.back.Shadow.Color = theme.Color(theme.ColorNameShadow)
	room := c.layer.Size()
	c.text.Resize(fyne.NewSize(tourWidth-8*theme.Padding(), 0)) // so that it knows its height
	size := fyne.NewSize(tourWidth, c.box.MinSize().Height)
	for _, f := range c.frame {
		panes.SetVisible(f, around != nil)
	}
	at := fyne.NewPos((room.Width-size.Width)/2, room.Height-size.Height-60)
	if around != nil {
		corner := around.Position() // on this layer, where the driver does not know what was not drawn yet
		if !slices.Contains(c.layer.Objects, around) {
			d := fyne.CurrentApp().Driver()
			corner = d.AbsolutePositionForObject(around).Subtract(d.AbsolutePositionForObject(c.layer))
		}
		c.setFrame(corner, around.Size())
		at = besidePlace(corner, around.Size(), size, room)
	}
	c.box.Move(at)
	c.box.Resize(size)
	c.layer.Refresh()
}

func (c *tourCard) setFrame(at fyne.Position, size fyne.Size) {
	ink := theme.Color(theme.ColorNamePrimary)
	for i, f := range c.frame {
		f.StrokeColor, f.StrokeWidth = ink, 2
		out := float32(0)
		if i == 1 {
			f.StrokeColor, f.StrokeWidth = theme.Color(theme.ColorNameFocus), 6
			out = 3
		}
		f.Move(at.SubtractXY(out, out))
		f.Resize(size.AddWidthHeight(2*out, 2*out))
	}
}

// besidePlace is where a card of a size stands in a room so that it covers as little
// as can be of what it speaks of: to its right, its left, below or above it, and
// of a button rather below it than over its neighbours.
func besidePlace(at fyne.Position, of, card, room fyne.Size) fyne.Position {
	const down, edge = 48, 8 // from the upper end of the place; from the window's edges
	places := []fyne.Position{
		{X: at.X + of.Width + tourGap, Y: at.Y + min(down, of.Height/2)},
		{X: at.X - card.Width - tourGap, Y: at.Y + min(down, of.Height/2)},
		{X: at.X + of.Width/2 - card.Width/2, Y: at.Y + of.Height + tourGap},
		{X: at.X + of.Width/2 - card.Width/2, Y: at.Y - card.Height - tourGap},
	}
	if of.Height < card.Height/2 {
		places = append(places[2:], places[:2]...)
	}
	best, least := fyne.Position{}, float32(-1)
	for _, p := range places {
		p.X, p.Y = max(0, min(p.X, room.Width-card.Width-edge)), max(0, min(p.Y, room.Height-card.Height-edge))
		wide := min(p.X+card.Width, at.X+of.Width) - max(p.X, at.X)
		high := min(p.Y+card.Height, at.Y+of.Height) - max(p.Y, at.Y)
		if covered := max(wide, 0) * max(high, 0); least < 0 || covered < least {
			best, least = p, covered
		}
	}
	return best
}

// floating is the layout of the layer over the content: what lies on it is
// placed by its owners, who are told when the window has another size.
type floating struct {
	size    fyne.Size
	resized func()
}

// Layout tells of another size.
func (f *floating) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if size != f.size {
		f.size = size
		f.resized()
	}
}

// MinSize is none: the content below decides.
func (*floating) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// placeFloating places what floats over the content anew.
func (w *window) placeFloating() {
	if w.tagbar == nil { // the window is being built
		return
	}
	if w.tagbar.Box.Visible() {
		w.placeTagBar()
	}
	w.tour.place()
}

// stop keeps the mouse away from what lies below.
type stop struct{ widget.BaseWidget }

func newStop() *stop {
	s := &stop{}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws nothing.
func (s *stop) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}

// MouseDown is part of desktop.Mouseable.
func (s *stop) MouseDown(*desktop.MouseEvent) {}

// MouseUp is part of desktop.Mouseable.
func (s *stop) MouseUp(*desktop.MouseEvent) {}

// Tapped is part of fyne.Tappable.
func (s *stop) Tapped(*fyne.PointEvent) {}

// Dragged is part of fyne.Draggable.
func (s *stop) Dragged(*fyne.DragEvent) {}

// DragEnd is part of fyne.Draggable.
func (s *stop) DragEnd() {}
