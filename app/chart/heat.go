package chart

import (
	"math"

	"gloss/annotate/stats"
)

// Name is the name of a row or column.
type Name struct {
	Text  string
	Color string // of a tag, #RRGGBB; else empty
}

// Heat is a table of numbers as colours.
type Heat struct {
	Title, About string
	Unit         string // what is counted: highlights
	Rows, Cols   []Name
	Values       [][]float64 // by row, then column; NaN: there is no such number
	Subject      func(row, col int) stats.Subject
}

// Scene lays the table out for a width in units; where the columns need more, it
// is wider.
func (d Heat) Scene(width float64, l Look, f *Fonts) Scene {
	const row, least, most, gap, longest = 24, 26.0, 76.0, 1, 150
	names, heads, top := 0.0, 0.0, 0.0
	for i, r := range d.Rows {
		names = max(names, f.width(r.Text, textSize, false))
		for _, v := range d.Values[i] {
			if !math.IsNaN(v) {
				top = max(top, v)
			}
		}
	}
	for _, c := range d.Cols {
		heads = max(heads, f.width(c.Text, textSize, false))
	}
	names = min(math.Ceil(names), max(0.3*width, 120))
	left := margin + names + 12
	cell := math.Floor((width - left - margin) / float64(max(1, len(d.Cols))))
	cell = max(least, min(most, cell))
	width = max(width, left+cell*float64(len(d.Cols))+margin)
	p := newPage(d.Title, d.About, width, l, f)

	up := heads > cell-6
	head := float64(textSize + 10)
	if up {
		head = min(heads, longest) + 12
	}
	for k, c := range d.Cols {
		x := left + cell*float64(k) + cell/2
		if up {
			p.text(Text{X: x + textSize*0.36, Y: p.y + head - 9, Text: f.clipPath(c.Text, textSize, longest), Size: textSize, Up: true, Color: l.Ink})
		} else {
			p.text(Text{X: x, Y: p.y + head - 9, Text: c.Text, Size: textSize, Anchor: Middle, Color: l.Ink})
		}
		if c.Color != "" {
			p.rect(left+cell*float64(k)+gap, p.y+head-4, cell-2*gap, 3, l.tag(c.Color))
		}
	}
	p.y += head + 1
	for i, r := range d.Rows {
		base := p.y + row/2 + textSize*0.36
		p.text(Text{X: left - 10, Y: base, Text: f.clipPath(r.Text, textSize, names), Size: textSize, Anchor: End, Color: l.Ink})
		if r.Color != "" {
			p.rect(left-5, p.y+gap, 3, row-2*gap, l.tag(r.Color))
		}
		for k := range d.Cols {
			d.cell(p, i, k, Rect{X: left + cell*float64(k) + gap, Y: p.y + gap, W: cell - 2*gap, H: row - 2*gap}, top)
		}
		p.y += row
	}
	p.y += 14
	d.legend(p, left, top)
	return p.done()
}

// cell draws one number.
func (d Heat) cell(p *page, i, k int, at Rect, top float64) {
	v := d.Values[i][k]
	if math.IsNaN(v) {
		return
	}
	at.Fill = mix(p.look.Grid, p.look.Paper, 0.6)
	if v > 0 {
		at.Fill = p.look.heat(v / top)
		s := number(v)
		if p.fonts.width(s, smallSize, false) > at.W-2 {
			s = thousands(v)
		}
		if p.fonts.width(s, smallSize, false) <= at.W-2 {
			p.text(Text{X: at.X + at.W/2, Y: at.Y + at.H/2 + smallSize*0.36, Text: s, Size: smallSize, Anchor: Middle, Color: on(at.Fill)})
		}
	}
	p.Rects = append(p.Rects, at)
	p.Marks = append(p.Marks, Mark{X: at.X - 1, Y: at.Y - 1, W: at.W + 2, H: at.H + 2,
		Tip: d.Rows[i].Text + " · " + d.Cols[k].Text + ": " + number(v) + " " + of(v, d.Unit), Subject: d.Subject(i, k)})
}

// legend says which colour stands for how much.
func (d Heat) legend(p *page, left, top float64) {
	const steps, width, height = 40, 160.0, 10
	end := number(top) + " " + of(top, d.Unit)
	left = max(margin, min(left, p.Width-margin-14-width-6-p.fonts.width(end, smallSize, false)))
	p.text(Text{X: left, Y: p.y + height - 1, Text: "0", Size: smallSize, Color: p.look.Quiet})
	x := left + 14
	for i := range steps {
		p.rect(x+width/steps*float64(i), p.y, width/steps, height, p.look.heat((float64(i)+0.5)/steps))
	}
	p.text(Text{X: x + width + 6, Y: p.y + height - 1, Text: end, Size: smallSize, Color: p.look.Quiet})
	p.y += height
}
