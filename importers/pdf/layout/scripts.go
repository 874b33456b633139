package layout

import (
	"math"
	"unicode/utf8"

	"gloss/annotate"
	"gloss/importers/pdf/glyphs"
)

// upright gives glyphs that stand one below the other, as engines report
// vertical writing, the direction in which they are read.
func upright(p glyphs.Page) glyphs.Page {
	down, across := 0, 0
	for i := 1; i < len(p.Glyphs); i++ {
		a, b := p.Glyphs[i-1], p.Glyphs[i]
		if r, _ := utf8.DecodeRuneInString(b.Text); !annotate.Unspaced(r) || b.Turn != glyphs.Right {
			continue
		}
		dx, dy := math.Abs(b.X-a.X), a.Y-b.Y
		switch {
		case dx < 0.6*b.Size && dy > 0.4*b.Size && dy < 2.5*b.Size:
			down++
		case math.Abs(dy) < 0.3*b.Size:
			across++
		}
	}
	if down < 8 || down < 3*across {
		return p
	}
	out := p
	out.Glyphs = nil
	for _, g := range p.Glyphs {
		if r, _ := utf8.DecodeRuneInString(g.Text); g.Turn == glyphs.Right && (annotate.Unspaced(r) || g.W > 0.8*g.Size) {
			g.Turn, g.W = glyphs.Down, g.Size
		}
		out.Glyphs = append(out.Glyphs, g)
	}
	return out
}
