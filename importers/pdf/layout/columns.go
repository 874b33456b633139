package layout

import (
	"cmp"
	"math"
	"slices"
)

// columns parts pieces into groups that are read one after the other, in
// reading order.
func columns(ps []*piece) [][]*piece {
	leaves := part(ps, 0)
	return byDrawing(leaves)
}

const (
	maxCuts      = 6   // of columns within columns
	minGutter    = 0.7 // width in font sizes
	minRows      = 4   // lines that a gutter has to part
	proseChars   = 14  // characters in a line of a column of prose, at least
	candidateMax = 200
)

// part looks for the gutter that parts the most text. Lines that cross it
// stay whole and cut the page into bands; between them the left side is read
// before the right.
func part(ps []*piece, depth int) [][]*piece {
	if len(ps) == 0 {
		return nil
	}
	if depth >= maxCuts || len(ps) < 2*minRows {
		return [][]*piece{ps}
	}
	x, ok := gutter(ps)
	if !ok {
		return [][]*piece{ps}
	}
	var out [][]*piece
	for _, b := range bands(ps, x) {
		if b.spans {
			out = append(out, b.pieces)
			continue
		}
		for _, slab := range slabs(b.pieces, x) {
			var left, right []*piece
			for _, p := range slab {
				if (p.x0+p.x1)/2 < x {
					left = append(left, p)
				} else {
					right = append(right, p)
				}
			}
			out = append(out, part(left, depth+1)...)
			out = append(out, part(right, depth+1)...)
		}
	}
	return out
}

// gutter returns the middle of the best gutter.
func gutter(ps []*piece) (x float64, ok bool) {
	size := bodySize(ps)
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, p := range ps {
		lo, hi = min(lo, p.bottom()), max(hi, p.top())
	}
	rows := int(hi-lo) + 2
	if rows > 20_000 {
		return 0, false
	}
	type candidate struct {
		x      float64
		parted int
	}
	var all []candidate
	edges := map[int]float64{}
	for _, p := range ps {
		k := int(p.x1 / 2)
		edges[k] = max(edges[k], p.x1)
	}
	if len(edges) > candidateMax {
		return 0, false
	}
	left, right, cross := make([]bool, rows), make([]bool, rows), make([]bool, rows)
	for _, e := range edges {
		x := e + 0.5
		clear(left)
		clear(right)
		clear(cross)
		for _, p := range ps {
			// Lines beside the gutter reach down over the space to the next.
			side, from, to := cross, int(p.bottom()-lo), int(p.top()-lo)
			switch {
			case p.x1 <= x:
				side, from = left, int(p.bottom()-lo-0.35*size)
			case p.x0 >= e+minGutter*size:
				side, from = right, int(p.bottom()-lo-0.35*size)
			}
			for i := max(0, from); i <= to && i < rows; i++ {
				side[i] = true
			}
		}
		n := 0
		for i := range rows {
			if left[i] && right[i] && !cross[i] {
				n++
			}
		}
		if float64(n) >= 0.9*size {
			all = append(all, candidate{x, n})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.parted, a.parted), cmp.Compare(a.x, b.x))
	})
	for _, c := range all[:min(len(all), 12)] {
		if partsProse(ps, c.x, size) {
			// The middle of the strip is the safest place to cut.
			next := math.Inf(1)
			for _, p := range ps {
				if p.x0 >= c.x+minGutter*size-0.5 {
					next = min(next, p.x0)
				}
			}
			return (c.x + next) / 2, true
		}
	}
	return 0, false
}

// partsProse tells columns of text from those of a table, by how much text
// stands in their lines and whether the file draws one after the other.
func partsProse(ps []*piece, x, size float64) bool {
	type side struct {
		rows  map[int]int // characters by baseline
		chars int
	}
	l, r := side{rows: map[int]int{}}, side{rows: map[int]int{}}
	turns, last, crossing := 0, 0, 0
	after := 0 // pieces on the left since the last on the right
	inDrawing := slices.Clone(ps)
	slices.SortFunc(inDrawing, func(a, b *piece) int { return cmp.Compare(a.seq(), b.seq()) })
	for _, p := range inDrawing {
		s, now := &l, 1
		switch {
		case p.x1 <= x:
			after++
		case p.x0 >= x+minGutter*size-0.5:
			s, now = &r, 2
			after = 0
		default:
			crossing++
			continue
		}
		if now != last {
			turns++
			last = now
		}
		s.rows[int(math.Round(p.y/(0.5*size)))] += p.chars
		s.chars += p.chars
	}
	least := min(len(l.rows), len(r.rows))
	if least == 0 {
		return false
	}
	perLine := min(float64(l.chars)/float64(len(l.rows)), float64(r.chars)/float64(len(r.rows)))
	switch {
	case least < minRows-1: // the end of an article at the top of a column
		return turns <= 2+min(after, 1) && after <= 2 && perLine >= proseChars && len(l.rows) >= max(3*minRows, 4*crossing)
	case turns <= 2+least/4:
		return perLine >= 5
	case turns <= least:
		return perLine >= proseChars
	}
	return perLine >= 1.6*proseChars
}

// bodySize is the font size of most characters.
func bodySize(ps []*piece) float64 {
	count := map[float64]int{}
	best, most := 1.0, 0
	for _, p := range ps {
		count[p.size] += p.chars
		if n := count[p.size]; n > most || n == most && p.size > best {
			best, most = p.size, n
		}
	}
	return best
}

// band is a horizontal stretch of a page.
type band struct {
	spans  bool // its lines cross the gutter
	pieces []*piece
}

// bands cuts pieces by the lines that cross x, from top to bottom.
func bands(ps []*piece, x float64) []band {
	var crossing []*piece
	for _, p := range ps {
		if p.x0 < x && p.x1 > x {
			crossing = append(crossing, p)
		}
	}
	size := bodySize(ps)
	onCrossing := func(p *piece) bool {
		for _, c := range crossing {
			if math.Abs(c.y-p.y) < 0.3*max(c.size, p.size) {
				return true
			}
			// The last line of a large title does not cross.
			if below := c.y - p.y; p.size > 1.2*size && same(p.size, c.size) && below > 0 && below < 1.5*c.size {
				return true
			}
		}
		return false
	}
	sorted := slices.Clone(ps)
	slices.SortStableFunc(sorted, func(a, b *piece) int { return cmp.Compare(b.y, a.y) })
	var out []band
	for _, p := range sorted {
		spans := onCrossing(p)
		if n := len(out); n == 0 || out[n-1].spans != spans {
			out = append(out, band{spans: spans})
		}
		b := &out[len(out)-1]
		b.pieces = append(b.pieces, p)
	}
	return out
}

// slabs cuts a band where white space goes all the way across and the file
// draws everything above before anything below: a row of authors above two
// columns, not the gaps between paragraphs of two columns.
func slabs(ps []*piece, x float64) [][]*piece {
	var out [][]*piece
	start := 0
	bottom := math.Inf(1)
	for i, p := range ps { // sorted from top to bottom
		if i > start && p.top() < bottom-0.1*p.size && bothSides(ps[start:i], x) && bothSides(ps[i:], x) && drawnBefore(ps[start:i], ps[i:]) {
			out = append(out, ps[start:i])
			start, bottom = i, math.Inf(1)
		}
		bottom = min(bottom, p.bottom())
	}
	return append(out, ps[start:])
}

func bothSides(ps []*piece, x float64) bool {
	left, right := false, false
	for _, p := range ps {
		left = left || p.x1 <= x
		right = right || p.x0 >= x
	}
	return left && right
}

func drawnBefore(a, b []*piece) bool {
	last := 0
	for _, p := range a {
		last = max(last, p.seq())
	}
	for _, p := range b {
		if p.seq() < last {
			return false
		}
	}
	return true
}

// byDrawing puts the groups into the order in which the file draws them,
// where it draws one after the other.
func byDrawing(leaves [][]*piece) [][]*piece {
	type mark struct{ seq, leaf int }
	var marks []mark
	for i, leaf := range leaves {
		for _, p := range leaf {
			marks = append(marks, mark{p.seq(), i})
		}
	}
	slices.SortFunc(marks, func(a, b mark) int { return cmp.Compare(a.seq, b.seq) })
	turns := 0
	for i := 1; i < len(marks); i++ {
		if marks[i].leaf != marks[i-1].leaf {
			turns++
		}
	}
	if turns > len(leaves)+len(leaves)/2 {
		return leaves
	}
	middle := func(leaf []*piece) int {
		var seqs []float64
		for _, p := range leaf {
			seqs = append(seqs, float64(p.seq()))
		}
		return int(quantile(seqs, 0.5))
	}
	drawn := slices.Clone(leaves)
	slices.SortStableFunc(drawn, func(a, b []*piece) int { return cmp.Compare(middle(a), middle(b)) })
	for i := 1; i < len(drawn); i++ {
		if columnsOfOneText(drawn[i], drawn[i-1]) {
			return leaves // it draws the right one of two columns first
		}
	}
	return drawn
}

// columnsOfOneText reports whether a stands to the left of b, beside it and
// about as wide.
func columnsOfOneText(a, b []*piece) bool {
	ax0, ay0, ax1, ay1 := box(a)
	bx0, by0, bx1, by1 := box(b)
	beside := min(ay1, by1)-max(ay0, by0) > 0.5*min(ay1-ay0, by1-by0)
	return ax1 <= bx0 && beside && min(ax1-ax0, bx1-bx0) > 0.75*max(ax1-ax0, bx1-bx0)
}

func box(ps []*piece) (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range ps {
		x0, y0, x1, y1 = min(x0, p.x0), min(y0, p.bottom()), max(x1, p.x1), max(y1, p.top())
	}
	return
}
