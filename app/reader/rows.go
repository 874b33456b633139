package reader

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"gloss/app/reader/typeset"
)

// rows are the pictures of the lines in view: one of the letters, and where a
// line has highlights or hits, one of what lies behind them.
type rows struct {
	view *View
	ink  int // counts changes of everything that is in the letters' pictures
	wash int // the same of what lies behind them

	drawnFor
	rows  []*row // in view, ascending
	spare []*row
	next  []*row // scratch
	shown []int  // scratch: the lines of rows
	paint []byte // of the picture asked for last
}

// drawnFor is what all pictures depend on: whose lines they are, which fill of
// them, the colours, and pixels to a unit.
type drawnFor struct {
	column        *typeset.Column
	fill, colored int
	scale         float64
}

// row is one line in view.
type row struct {
	line      int
	shift     float64 // of its table, sideways
	ink, wash picture
	washed    bool
}

// picture is a raster that shows a part of the column, from whole pixel to
// whole pixel.
type picture struct {
	raster *canvas.Raster
	origin typeset.Point // of its upper left corner in the column
	w      float64       // units
	drawn  int           // the count of rows for which it was drawn
}

func newRows(v *View) *rows { return &rows{view: v} }

func (rs *rows) newRow() *row {
	r := &row{}
	v := rs.view
	make := func(p *picture, draw func(dst *image.RGBA, scale float64)) {
		p.raster = canvas.NewRaster(func(w, h int) image.Image {
			img := rs.blank(w, h)
			if v.column != nil && r.line < v.column.Lines() {
				draw(img, float64(w)/p.w)
			}
			return img
		})
	}
	make(&r.ink, func(dst *image.RGBA, scale float64) {
		v.column.DrawInk(dst, r.line, r.ink.origin, scale, v.dress.paper.Ink)
	})
	make(&r.wash, func(dst *image.RGBA, scale float64) {
		v.column.DrawWash(dst, r.line, r.wash.origin, scale, v.sheet, v.hits, v.dress.paper)
	})
	return r
}

// blank returns an empty picture. All pictures share its memory, because the
// toolkit has copied one before it asks for the next.
func (rs *rows) blank(w, h int) *image.RGBA {
	n := 4 * w * h
	if cap(rs.paint) < n {
		rs.paint = make([]byte, n)
	}
	rs.paint = rs.paint[:n]
	clear(rs.paint)
	return &image.RGBA{Pix: rs.paint, Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
}

// arrange takes up the lines in view. Those that were there before are moved;
// the others take the pictures of lines that have left.
func (rs *rows) arrange(lines []int) {
	v := rs.view
	if now := (drawnFor{v.column, v.column.Fill(), v.dress.colored, v.place.scale}); rs.drawnFor != now {
		rs.drawnFor = now
		rs.ink++
		rs.wash++
	}
	next, k := rs.next[:0], 0
	rs.shown = rs.shown[:0]
	for _, line := range lines {
		if v.column.InView(line) {
			rs.shown = append(rs.shown, line)
		}
	}
	for _, line := range rs.shown {
		for k < len(rs.rows) && rs.rows[k].line < line {
			rs.spare = append(rs.spare, rs.rows[k])
			k++
		}
		if k < len(rs.rows) && rs.rows[k].line == line {
			next = append(next, rs.rows[k])
			k++
			continue
		}
		next = append(next, nil)
	}
	rs.spare = append(rs.spare, rs.rows[k:]...)
	for i, line := range rs.shown {
		r := next[i]
		if r == nil {
			if n := len(rs.spare); n > 0 {
				r, rs.spare = rs.spare[n-1], rs.spare[:n-1]
			} else {
				r = rs.newRow()
			}
			next[i] = r
			r.line = line
			r.ink.drawn, r.wash.drawn = -1, -1
		}
		if shift := v.column.Shift(line); shift != r.shift {
			r.shift, r.ink.drawn, r.wash.drawn = shift, -1, -1
		}
		rs.place(&r.ink, v.column.InkBox(line), rs.ink)
		if r.wash.drawn != rs.wash {
			r.washed = v.column.Washed(line, v.sheet, v.hits)
		}
		if r.washed {
			rs.place(&r.wash, v.column.WashBox(line), rs.wash)
		} else {
			r.wash.drawn = rs.wash
		}
	}
	rs.rows, rs.next = next, rs.rows
}

// place moves a picture to the part of the column it shows; it is drawn anew
// only if it was drawn for an older count.
func (rs *rows) place(p *picture, box typeset.Rect, count int) {
	v, scale := rs.view, rs.scale
	x0, y0 := math.Floor(box.X*scale), math.Floor(box.Y*scale)
	x1, y1 := math.Ceil((box.X+box.W)*scale), math.Ceil((box.Y+box.H)*scale)
	p.raster.Move(v.toView(x0/scale, y0/scale))
	if p.drawn == count {
		return
	}
	p.drawn = count
	p.origin, p.w = typeset.Point{X: x0 / scale, Y: y0 / scale}, (x1-x0)/scale
	size := fyne.NewSize(float32(p.w), float32((y1-y0)/scale))
	if p.raster.Size() == size {
		p.raster.Refresh()
	} else {
		p.raster.Resize(size) // which refreshes it
	}
}

func (rs *rows) appendWashes(all []fyne.CanvasObject) []fyne.CanvasObject {
	for _, r := range rs.rows {
		if r.washed {
			all = append(all, r.wash.raster)
		}
	}
	return all
}

func (rs *rows) appendInks(all []fyne.CanvasObject) []fyne.CanvasObject {
	for _, r := range rs.rows {
		all = append(all, r.ink.raster)
	}
	return all
}
