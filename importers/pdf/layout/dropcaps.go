package layout

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// dropCap is a large first letter that stands beside the first lines of a
// paragraph.
type dropCap struct {
	piece *piece
	row   *row
}

// dropCaps finds them among pieces that are larger than the body.
func dropCaps(large []*piece, rows []*row, body float64) []dropCap {
	var out []dropCap
	for _, p := range large {
		r, _ := utf8.DecodeLastRuneInString(p.string())
		if p.size < 1.8*body || p.chars > 2 || !unicode.IsUpper(r) {
			continue
		}
		// The lines beside it; the first of them is its word's.
		var beside []*row
		for _, l := range rows {
			if l.x0 >= p.x1-0.1*body && l.x0 < p.x1+1.5*body && l.y < p.top() && l.y > p.y-0.5*body && same(l.size, body) {
				beside = append(beside, l)
			}
		}
		if len(beside) < 2 {
			continue
		}
		slices.SortFunc(beside, func(a, b *row) int { return int(math.Copysign(1, b.y-a.y)) })
		for _, l := range beside[1:] {
			l.x0 = p.x0 // they are not set in
		}
		out = append(out, dropCap{p, beside[0]})
	}
	return out
}

// apply puts the letter before its line, in the size of the line.
func (d dropCap) apply() {
	first := d.row.pieces[0]
	for _, p := range d.row.pieces {
		if p.x0 < first.x0 {
			first = p
		}
	}
	cap := slices.Clone(d.piece.items)
	for i := range cap {
		cap[i].Y, cap[i].Size = first.items[0].Y, first.items[0].Size
		cap[i].W = first.x0 - cap[i].X // so that no space is seen between
	}
	for i := range cap[:len(cap)-1] {
		cap[i].W = cap[i+1].X - cap[i].X
	}
	first.items[0].space = false
	first.items = append(cap, first.items...)
	first.x0 = d.piece.x0
	d.row.x0 = min(d.row.x0, first.x0)
}
