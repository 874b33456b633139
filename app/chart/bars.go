package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gloss/annotate/stats"
)

// Bar is a named number.
type Bar struct {
	Name    string // the path of a tag, or a word
	Color   string // #RRGGBB; empty: the look's own
	Value   float64
	Subject stats.Subject
	Word    string
}

// Bars is a plot of numbers to be compared by length.
type Bars struct {
	Title, About string
	Axis         string // what is counted: highlights
	Percent      bool   // the values are shares of 1
	Bars         []Bar  // in the order of the plot
}

// Scene lays the bars out for a width in units.
func (d Bars) Scene(width float64, l Look, f *Fonts) Scene {
	const row, bar, most = 24, 15, 0.36 // most: the share of the width that names may take
	p := newPage(d.Title, d.About, width, l, f)
	names, top := 0.0, 0.0
	for _, b := range d.Bars {
		names = max(names, f.width(b.Name, textSize, false))
		top = max(top, b.Value)
	}
	names = min(math.Ceil(names), most*width)
	ticks := axis(top, !d.Percent, 5)
	left := margin + names + 10
	room := width - left - margin - f.width(d.number(top), textSize, false) - 8
	x := func(v float64) float64 { return left + v/ticks[len(ticks)-1]*room }

	first, bottom := p.y, p.y+row*float64(len(d.Bars))+4
	for _, t := range ticks {
		p.rect(x(t), p.y, 1, bottom-p.y, l.Grid)
		p.text(Text{X: x(t), Y: bottom + smallSize + 4, Text: d.number(t), Size: smallSize, Anchor: Middle, Color: l.Quiet})
	}
	for _, b := range d.Bars {
		base := p.y + row/2 + textSize*0.36
		p.text(Text{X: left - 8, Y: base, Text: f.clipPath(b.Name, textSize, names), Size: textSize, Anchor: End, Color: l.Ink})
		if b.Value > 0 {
			p.rect(left, p.y+(row-bar)/2, max(x(b.Value)-left, 1), bar, l.tag(b.Color))
		}
		p.text(Text{X: x(b.Value) + 6, Y: base, Text: d.number(b.Value), Size: textSize, Color: l.Ink})
		p.Marks = append(p.Marks, Mark{margin / 2, p.y, width - margin, row, b.Name + ": " + d.number(b.Value) + " " + of(b.Value, d.Axis), b.Subject, b.Word})
		p.y += row
	}
	p.rect(left, first, 1, bottom-first, l.Quiet)
	p.y = bottom + 2*smallSize + 12
	p.text(Text{X: left + room/2, Y: p.y - 2, Text: d.Axis, Size: smallSize, Anchor: Middle, Color: l.Quiet})
	return p.done()
}

// number is a value as it stands in the plot.
func (d Bars) number(v float64) string {
	if d.Percent {
		return percent(v)
	}
	return number(v)
}

// of is what is counted, for a number of it.
func of(v float64, unit string) string {
	if v == 1 {
		return strings.TrimSuffix(unit, "s")
	}
	return unit
}

// number is a count with its thousands parted, or an index with two decimals.
func number(v float64) string {
	if v != math.Trunc(v) {
		return strconv.FormatFloat(v, 'f', 2, 64)
	}
	s := strconv.FormatFloat(v, 'f', 0, 64)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// thousands is a count in few letters: 12k.
func thousands(v float64) string {
	if v < 1000 {
		return number(v)
	}
	return number(math.Round(v/1000)) + "k"
}

func percent(v float64) string { return fmt.Sprintf("%.1f%%", 100*v) }

// axis returns round numbers from 0 to at least top, about n of them. Of counts
// they are whole.
func axis(top float64, whole bool, n int) []float64 {
	if top <= 0 {
		return []float64{0, 1}
	}
	step := math.Pow(10, math.Floor(math.Log10(top/float64(n))))
	for _, by := range []float64{1, 2, 5, 10} {
		if top/(by*step) <= float64(n) {
			step *= by
			break
		}
	}
	if whole {
		step = max(1, math.Round(step))
	}
	var ticks []float64
	for i := 0; ; i++ {
		ticks = append(ticks, float64(i)*step)
		if ticks[i] >= top-step*1e-9 {
			return ticks
		}
	}
}
