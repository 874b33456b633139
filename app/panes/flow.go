package panes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// flow sets objects in rows, from the left, as words are set in lines, and knows,
// once it was laid out, how high they are at that width. In every row what is
// left over goes to the object that grows, or else to the spacers.
type flow struct {
	grows         fyne.CanvasObject // or nil
	least         float32           // how wide that is at least
	width, height float32
}

// NewFlow is a row of objects that goes on below where it is too narrow.
func NewFlow(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{}, objects...)
}

// NewFlowAround is NewFlow with one object that takes what the others leave, but
// no less than a width.
func NewFlowAround(grows fyne.CanvasObject, least float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{grows: grows, least: least}, objects...)
}

// Layout places the objects.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Padding()
	y, from := float32(0), 0
	for from < len(objects) {
		to, x := from, float32(0)
		var tall, spacers float32
		for ; to < len(objects); to++ {
			o := objects[to]
			if !o.Visible() {
				continue
			}
			m := f.min(o)
			if x > 0 && x+m.Width > size.Width+0.5 {
				break
			}
			x += m.Width + gap
			tall = max(tall, m.Height)
			if f.stretches(o) {
				spacers++
			}
		}
		if to < len(objects) && to > from+1 && f.stretches(objects[to-1]) && f.grows == nil {
			to-- // what a spacer keeps at the right stays there in the next row
			spacers--
			x -= f.min(objects[to]).Width + gap
		}
		spare := max(size.Width-x+gap, 0)
		x = 0
		for _, o := range objects[from:to] {
			if !o.Visible() {
				continue
			}
			m := f.min(o)
			if f.stretches(o) {
				m.Width += spare / spacers
			}
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(m.Width, tall))
			x += m.Width + gap
		}
		if tall > 0 {
			y += tall + gap
		}
		from = to
	}
	f.width, f.height = size.Width, max(y-gap, 0)
}

// stretches reports whether an object takes what its row leaves over.
func (f *flow) stretches(o fyne.CanvasObject) bool {
	if f.grows != nil {
		return o == f.grows
	}
	s, ok := o.(layout.SpacerObject)
	return ok && s.ExpandHorizontal()
}

func (f *flow) min(o fyne.CanvasObject) fyne.Size {
	m := o.MinSize()
	if o == f.grows {
		m.Width = max(m.Width, f.least)
	}
	return m
}

// MinSize is the widest object, and the height of all rows at the width of the
// last Layout.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m = m.Max(f.min(o))
		}
	}
	if f.width > 0 {
		f.Layout(objects, fyne.NewSize(f.width, 0))
		m.Height = f.height
	}
	return m
}

// giveWay shows its objects only where there is room for them.
type giveWay struct{}

// newGivingWay is an object at the right of a row that may be left out.
func newGivingWay(o fyne.CanvasObject) fyne.CanvasObject { return container.New(giveWay{}, o) }

// Layout is part of fyne.Layout.
func (giveWay) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		m := o.MinSize()
		SetVisible(o, m.Width <= size.Width)
		o.Move(fyne.NewPos(size.Width-m.Width, (size.Height-m.Height)/2))
		o.Resize(m)
	}
}

// MinSize is the height alone.
func (giveWay) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		m.Height = max(m.Height, o.MinSize().Height)
	}
	return m
}
