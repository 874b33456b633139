package reader

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"gloss/annotate"
	"gloss/app/reader/typeset"
)

// CreateRenderer is part of fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{view: v, page: canvas.NewRectangle(color.Transparent), caret: canvas.NewRectangle(color.Transparent)}
	r.rows = newRows(v)
	r.sideways = &sideways{view: v}
	r.margin = newMargin(v)
	r.bar = newBar(v)
	v.drawn = r
	v.set()
	r.arrange()
	return r
}

// renderer keeps the objects on the canvas. They are pooled: scrolling moves
// what is in view, and only lines that come into view are drawn.
type renderer struct {
	view *View
	all  []fyne.CanvasObject

	page   *canvas.Rectangle
	decor  pool[*canvas.Rectangle]
	rows   *rows
	marked pool[*canvas.Rectangle] // selection
	frame  pool[*canvas.Rectangle] // around the chosen highlight
	grip   pool[*canvas.Circle]    // at its ends
	caret  *canvas.Rectangle

	sideways *sideways
	margin   *margin
	bar      *bar
}

// pool hands out objects of one kind, again those of the time before.
type pool[T fyne.CanvasObject] struct {
	made []T
	used int
}

func (p *pool[T]) reset() { p.used = 0 }

func (p *pool[T]) next(make func() T) T {
	if p.used == len(p.made) {
		p.made = append(p.made, make())
	}
	p.used++
	return p.made[p.used-1]
}

func (p *pool[T]) appendTo(all []fyne.CanvasObject) []fyne.CanvasObject {
	for _, o := range p.made[:p.used] {
		all = append(all, o)
	}
	return all
}

func newRectangle() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }
func newCircle() *canvas.Circle       { return canvas.NewCircle(color.Transparent) }

// redraw arranges everything anew after a change of place, selection or choice.
func (v *View) redraw() {
	if r := v.drawn; r != nil {
		r.arrange()
	}
	v.tellMove()
}

// rewash also draws anew what lies behind the letters.
func (v *View) rewash() {
	if r := v.drawn; r != nil {
		r.rows.wash++
	}
	v.redraw()
}

// tellMove calls OnMove where there is something to tell.
func (v *View) tellMove() {
	if v.column == nil || v.OnMove == nil || v.toldTop == v.Top() && v.toldCaret == v.caret {
		return
	}
	v.toldTop, v.toldCaret = v.Top(), v.caret
	v.OnMove()
}

func (r *renderer) MinSize() fyne.Size { return fyne.NewSize(160, 80) }

func (r *renderer) Objects() []fyne.CanvasObject { return r.all }

func (r *renderer) Destroy() {}

// Layout fills the lines for the new size.
func (r *renderer) Layout(fyne.Size) {
	r.view.set()
	r.arrange()
	r.view.tellMove()
}

// Refresh is called when the theme may have changed.
func (r *renderer) Refresh() {
	r.view.set()
	r.arrange()
}

// arrange puts every object where it belongs now.
func (r *renderer) arrange() {
	v := r.view
	size := v.Size()
	setRect(r.page, 0, 0, size.Width, size.Height, v.dress.paper.Page)
	r.page.Refresh() // the canvas does not notice objects that come or go
	r.all = append(r.all[:0], r.page)
	r.decor.reset()
	r.marked.reset()
	r.frame.reset()
	r.grip.reset()
	if v.column == nil || size.IsZero() {
		return
	}
	r.arrangeDecor()
	r.all = r.decor.appendTo(r.all)
	lines := v.visible()
	r.rows.arrange(lines)
	r.all = r.rows.appendWashes(r.all)
	r.arrangeSelection(lines)
	r.all = r.marked.appendTo(r.all)
	r.all = r.rows.appendInks(r.all)
	r.sideways.arrange()
	r.all = r.sideways.appendTo(r.all)
	r.arrangeChosen(lines)
	r.all = v.appendInsets(r.all)
	r.all = r.frame.appendTo(r.all)
	r.all = r.grip.appendTo(r.all)
	if at := v.column.Caret(v.caret); v.focused && v.column.Seen(v.caret, at.X) {
		p := v.toView(at.X, at.Y)
		setRect(r.caret, p.X-1, p.Y+2, 2, float32(at.H)-4, v.dress.colors.caret)
		r.all = append(r.all, r.caret)
	}
	r.margin.arrange(lines)
	r.all = r.margin.appendTo(r.all)
	r.bar.arrange(r.rows.wash)
	r.all = append(r.all, r.bar.handle, r.bar.ticks)
	r.all = r.margin.appendTip(r.all)
}

// setRect moves, sizes and colours a rectangle, and refreshes it only where its
// look has changed.
func setRect(r *canvas.Rectangle, x, y, w, h float32, fill color.Color) {
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(w, h))
	if r.FillColor != fill {
		r.FillColor = fill
		r.Refresh()
	}
}

func (r *renderer) arrangeDecor() {
	v := r.view
	c := &v.dress.colors
	for _, d := range v.column.AppendDecor(nil, v.place.offset-topSpace, float64(v.Size().Height)) {
		p := v.toView(d.X, d.Y)
		o := r.decor.next(newRectangle)
		h := float32(d.H)
		fill := c.rule
		switch d.Kind {
		case typeset.Panel:
			fill = c.panel
		case typeset.HeadRule:
			h *= 2
		}
		setRect(o, p.X, p.Y, float32(d.W), h, fill)
	}
}

func (r *renderer) arrangeSelection(lines []int) {
	v := r.view
	s := v.Selection()
	if s.Empty() {
		return
	}
	var rects []typeset.Rect
	for _, i := range lines {
		rects = v.column.AppendRects(rects[:0], i, s)
		for _, q := range rects {
			p := v.toView(q.X, q.Y)
			setRect(r.marked.next(newRectangle), p.X, p.Y, float32(q.W), float32(q.H), v.dress.colors.selection)
		}
	}
}

// arrangeChosen frames the chosen highlight and puts a grip at each end.
func (r *renderer) arrangeChosen(lines []int) {
	v := r.view
	s, ok := v.chosenSpan()
	if !ok {
		return
	}
	ink := v.chosenInk()
	var rects []typeset.Rect
	for _, i := range lines {
		rects = v.column.AppendText(rects[:0], i, s)
		for _, q := range rects {
			p := v.toView(q.X, q.Y)
			o := r.frame.next(newRectangle)
			o.StrokeColor, o.StrokeWidth, o.CornerRadius = ink, 1.5, 3
			o.FillColor = color.Transparent
			o.Move(fyne.NewPos(p.X-2, p.Y))
			o.Resize(fyne.NewSize(float32(q.W)+4, float32(q.H)))
			o.Refresh()
		}
	}
	for i, at := range v.gripsOf(s) {
		if v.hidden(gripped(s, i), at) {
			continue
		}
		o := r.grip.next(newCircle)
		o.FillColor, o.StrokeColor, o.StrokeWidth = ink, v.dress.paper.Page, 1
		o.Move(at.SubtractXY(gripRadius, gripRadius))
		o.Resize(fyne.NewSize(2*gripRadius, 2*gripRadius))
		o.Refresh()
	}
}

const gripRadius = 5

// chosenSpan is the span of the chosen highlight, as it is being dragged.
func (v *View) chosenSpan() (annotate.Span, bool) {
	if v.chosen < 0 || v.column == nil {
		return annotate.Span{}, false
	}
	if v.mouse.press == pressGrip {
		return v.mouse.resized, true
	}
	return v.highlights[v.chosen].Span, true
}

func (v *View) chosenInk() color.NRGBA {
	ink := v.dress.paper.Neutral
	if l := v.highlights[v.chosen].Labels; len(l) > 0 {
		ink = parseColor(l[0].Color)
	}
	return readable(ink, v.dress.paper.Page, v.dress.paper.Ink.Text)
}

// gripsOf returns where the grips of a span stand: the upper corner of its
// start and the lower one of its end.
func (v *View) gripsOf(s annotate.Span) [2]fyne.Position {
	a := v.column.Caret(s.Start)
	p := v.toView(a.X-1, a.Y)
	b := v.column.CaretBehind(s.End)
	q := v.toView(b.X+1, b.Y+b.H)
	return [2]fyne.Position{p, q}
}

// gripped is a position on the line of each of these.
func gripped(s annotate.Span, end int) int {
	if end == 0 {
		return s.Start
	}
	return max(s.End-1, s.Start)
}

// bar is the scroll bar: a handle over an overview of the highlights.
type bar struct {
	view   *View
	ticks  *canvas.Raster
	handle *canvas.Rectangle
	drawn  int // the count of rows.wash for which the ticks were drawn
}

func newBar(v *View) *bar {
	b := &bar{view: v, handle: newRectangle(), drawn: -1}
	b.handle.CornerRadius = 4
	b.ticks = canvas.NewRaster(func(w, h int) image.Image {
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		if v.column != nil {
			typeset.DrawOverview(img, v.column, v.sheet, v.hits, topSpace, v.total(), v.dress.paper)
		}
		return img
	})
	return b
}

func (b *bar) arrange(wash int) {
	v := b.view
	size := v.Size()
	b.ticks.Move(fyne.NewPos(size.Width-barWidth, 0))
	b.ticks.Resize(fyne.NewSize(barWidth, size.Height))
	if b.drawn != wash {
		b.drawn = wash
		b.ticks.Refresh()
	}
	y, h := v.handle()
	if h >= size.Height {
		h = 0 // everything is in view
	}
	setRect(b.handle, size.Width-barWidth+2, y, barWidth-4, h, v.dress.colors.bar)
}

// handle returns where the handle of the scroll bar stands.
func (v *View) handle() (y, h float32) {
	height, total := float64(v.Size().Height), v.total()
	if total <= height {
		return 0, float32(height)
	}
	long := max(height*height/total, 28)
	return float32(v.place.offset / (total - height) * (height - long)), float32(long)
}
