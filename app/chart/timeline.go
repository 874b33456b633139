package chart

import (
	"math"

	"gloss/annotate/stats"
)

// Series is how one thing went through the periods of a timeline.
type Series struct {
	Name   Name
	Values []float64 // one for each period
}

// Timeline is a row of columns for each series, below one another and by the
// same scale, so that tags can be compared without telling lines apart.
type Timeline struct {
	Title, About string
	Unit         string   // what is counted: highlights
	Axis         string   // what the periods are: year of publication
	Periods      []string // from the first to the last, equally far apart
	Series       []Series
	Subject      func(series, period int) stats.Subject
}

// Scene lays the timeline out for a width in units; where the columns need
// more, it is wider.
func (d Timeline) Scene(width float64, l Look, f *Fonts) Scene {
	const row, tall, least, widest = 54, 38.0, 5.0, 72.0
	names, top := 0.0, 0.0
	for _, s := range d.Series {
		names = max(names, f.width(s.Name.Text, textSize, false))
		for _, v := range s.Values {
			top = max(top, v)
		}
	}
	names = min(math.Ceil(names), max(0.28*width, 120))
	ticks := axis(top, true, 2)
	high := ticks[len(ticks)-1]
	scale := f.width(number(high), smallSize, false) + 10
	left := margin + names + 10 + scale
	n := float64(max(1, len(d.Periods)))
	step := max(least, min(widest, (width-left-margin)/n))
	width = max(width, left+step*n+margin)
	p := newPage(d.Title, d.About, width, l, f)

	for i, s := range d.Series {
		base := p.y + row - 8
		p.text(Text{X: margin, Y: base - tall/2 + textSize*0.36, Text: f.clipPath(s.Name.Text, textSize, names), Size: textSize, Color: l.Ink})
		for _, t := range []float64{0, high} {
			y := base - t/high*tall
			line := l.Grid
			if t == 0 {
				line = l.Quiet
			}
			p.rect(left, y, step*n, 1, line)
			p.text(Text{X: left - 6, Y: y + smallSize*0.36, Text: number(t), Size: smallSize, Anchor: End, Color: l.Quiet})
		}
		for k, v := range s.Values {
			x := left + step*float64(k)
			gap := min(4, step*0.2)
			if v > 0 {
				h := max(1, v/high*tall)
				p.rect(x+gap/2, base-h, step-gap, h, l.tag(s.Name.Color))
				if text := number(v); f.width(text, smallSize-1, false) <= step-2 && h < tall-2 {
					p.text(Text{X: x + step/2, Y: base - h - 3, Text: text, Size: smallSize - 1, Anchor: Middle, Color: l.Quiet})
				}
			}
			p.Marks = append(p.Marks, Mark{X: x, Y: base - tall - 10, W: step, H: tall + 14,
				Tip: s.Name.Text + " · " + d.Periods[k] + ": " + number(v) + " " + of(v, d.Unit), Subject: d.Subject(i, k)})
		}
		p.y += row
	}
	d.axis(p, left, step)
	return p.done()
}

// axis names as many of the periods as there is room for.
func (d Timeline) axis(p *page, left, step float64) {
	widest := 0.0
	for _, name := range d.Periods {
		widest = max(widest, p.fonts.width(name, smallSize, false))
	}
	every := max(1, int(math.Ceil((widest+10)/step)))
	for _, round := range []int{1, 2, 5, 10, 20, 25, 50, 100} {
		if round >= every {
			every = round
			break
		}
	}
	for k := 0; k < len(d.Periods); k += every {
		x := left + step*(float64(k)+0.5)
		p.rect(x, p.y-7, 1, 4, p.look.Quiet)
		p.text(Text{X: x, Y: p.y + smallSize - 1, Text: d.Periods[k], Size: smallSize, Anchor: Middle, Color: p.look.Quiet})
	}
	p.y += 2*smallSize + 8
	p.text(Text{X: left + step*float64(len(d.Periods))/2, Y: p.y, Text: d.Axis, Size: smallSize, Anchor: Middle, Color: p.look.Quiet})
}
