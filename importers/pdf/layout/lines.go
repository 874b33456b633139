package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotate"
	"gloss/importers/pdf/glyphs"
)

// row is a line that is being put together.
type row struct {
	x0, x1, y, size float64
	pieces          []*piece
}

// lines joins the pieces of a column to lines, from top to bottom. A small
// piece above or below a baseline, such as a note number, belongs to the line
// beside it and does not make one of its own.
func lines(ps []*piece, fonts []glyphs.Font) []Line {
	if len(ps) == 0 {
		return nil
	}
	body := bodySize(ps)
	var rows []*row
	var small []*piece
	sorted := slices.Clone(ps)
	slices.SortStableFunc(sorted, func(a, b *piece) int { return cmp.Compare(b.y, a.y) })
	var large []*piece
	for _, p := range sorted {
		switch {
		case p.size < 0.85*body && p.chars <= 12:
			small = append(small, p)
		case p.size > 1.8*body && p.chars <= 2:
			large = append(large, p)
		default:
			rows = join(rows, p)
		}
	}
	caps := dropCaps(large, rows, body)
	for _, p := range large {
		if !slices.ContainsFunc(caps, func(d dropCap) bool { return d.piece == p }) {
			rows = join(rows, p)
		}
	}
	for _, d := range caps {
		d.apply()
	}
	for _, p := range small {
		var best *row
		for _, r := range rows {
			rise := (p.y - r.y) / r.size
			if p.size < 0.85*r.size && rise > -0.4 && rise < 0.8 && p.x0 > r.x0-1.2*r.size && p.x0 < r.x1+1.2*r.size &&
				(best == nil || math.Abs(p.y-r.y-0.2*r.size) < math.Abs(p.y-best.y-0.2*best.size)) {
				best = r
			}
		}
		if best == nil {
			rows = join(rows, p)
			continue
		}
		best.pieces = append(best.pieces, p)
		best.x0, best.x1 = min(best.x0, p.x0), max(best.x1, p.x1)
	}
	slices.SortStableFunc(rows, func(a, b *row) int { return cmp.Compare(b.y, a.y) })
	var out []Line
	for _, r := range rows {
		if l := r.line(fonts); l.Text != "" {
			out = append(out, l)
		}
	}
	return out
}

// join adds a piece to the row on its baseline, or starts one.
func join(rows []*row, p *piece) []*row {
	for i := len(rows) - 1; i >= max(0, len(rows)-8); i-- {
		r := rows[i]
		if math.Abs(r.y-p.y) > 0.3*min(r.size, p.size) {
			continue
		}
		clash := false
		for _, q := range r.pieces {
			clash = clash || min(q.x1, p.x1)-max(q.x0, p.x0) > 0.5*min(q.x1-q.x0, p.x1-p.x0)+1
		}
		if clash {
			continue
		}
		r.pieces = append(r.pieces, p)
		if p.x1-p.x0 > r.x1-r.x0 {
			r.y, r.size = p.y, max(p.size, r.size)
		}
		r.x0, r.x1 = min(r.x0, p.x0), max(r.x1, p.x1)
		return rows
	}
	return append(rows, &row{p.x0, p.x1, p.y, p.size, []*piece{p}})
}

const (
	wordGap = 0.12 // of the font size, beyond the line's own letter spacing
	cellGap = 1.6  // may part the cells of a table
	farGap  = 3.0  // parts them for sure
)

// raised are the digits of note numbers.
var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// line writes a row as text.
func (r *row) line(fonts []glyphs.Font) Line {
	slices.SortStableFunc(r.pieces, func(a, b *piece) int { return cmp.Compare(a.x0, b.x0) })
	var items []item
	for _, p := range r.pieces {
		items = append(items, p.items...)
	}
	turned := slices.ContainsFunc(items, func(it item) bool { return directionOf(it) == rightward })
	var right, left map[int]float64
	if turned {
		slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(a.X, b.X) })
		right, left = seenGaps(items)
		items = logical(items)
	}
	size := mainSize(items)
	letter := letterSpacing(items)
	l := Line{X0: r.x0, X1: r.x1, Y: r.y, Size: size, Bold: true, Italic: true, Artifact: true}
	var b strings.Builder
	var cur Run
	var gaps []float64 // between words, in font sizes
	flush := func() {
		if cur.Text != "" {
			l.Runs = append(l.Runs, cur)
			b.WriteString(cur.Text)
		}
		cur.Text = ""
	}
	for i, it := range items {
		f := glyphs.Font{}
		if it.Font >= 0 && it.Font < len(fonts) {
			f = fonts[it.Font]
		}
		sep := ""
		if i > 0 {
			prev := items[i-1]
			gap := gapBefore(prev, it, right, left)
			if it.space || gap > (wordGap*min(it.Size, prev.Size)*0.5+wordGap*size*0.5)+letter {
				sep = " "
			}
			if sep != "" && gap < 0.5*size && annotate.NoSpaceBetween(prev.Text, it.Text) {
				sep = ""
			}
			if sep != "" {
				gaps = append(gaps, gap/size)
			}
			if n := len(l.Words); n > 0 {
				l.Words[n-1].X1 = max(l.Words[n-1].X1, prev.X+prev.W)
			}
			if sep != "" && l.First == 0 {
				l.First = prev.X + prev.W - r.x0
			}
		}
		s := it.Text
		if it.Size < 0.85*size && it.Y > r.y+0.15*size && strings.Trim(s, "0123456789") == "" {
			s = raised.Replace(s)
		}
		if i == 0 || sep != "" {
			l.Words = append(l.Words, Word{it.X, it.X + it.W, b.Len() + len(cur.Text) + len(sep)})
		}
		if cur.Text != "" && (f.Bold != cur.Bold || f.Italic != cur.Italic) {
			if !cur.Bold && !cur.Italic { // a mark does not reach over the space before or after
				cur.Text += sep
				sep = ""
			}
			flush()
		}
		cur.Bold, cur.Italic = f.Bold, f.Italic
		cur.Text += sep + s
		l.Bold = l.Bold && f.Bold
		l.Italic = l.Italic && f.Italic
		l.Artifact = l.Artifact && it.Artifact
	}
	flush()
	if n := len(items); n > 0 {
		l.Words[len(l.Words)-1].X1 = items[n-1].X + items[n-1].W
	}
	if turned {
		l.Words = nil // tables are read from the left
	}
	l.Tag = mainTag(items)
	l.Mirrored = rightToLeft(items)
	l.Cells = cells(gaps)
	if l.First == 0 {
		l.First = r.x1 - r.x0
	}
	l.Text = strings.TrimSpace(b.String())
	return l
}

// cells counts what wide gaps part on a line. The gaps of a justified line may
// be wide as well, but then all of them are.
func cells(gaps []float64) int {
	n := 1
	for _, g := range gaps {
		if g > farGap || g > cellGap && g > 2.2*slices.Min(gaps) {
			n++
		}
	}
	return n
}

// letterSpacing is the gap between letters of one word on a line that is set
// with wide letters, else 0.
func letterSpacing(items []item) float64 {
	var gaps []float64
	for i := 1; i < len(items); i++ {
		if !items[i].space && wordItem(items[i]) && wordItem(items[i-1]) {
			gaps = append(gaps, items[i].X-(items[i-1].X+items[i-1].W))
		}
	}
	if len(gaps) < 4 {
		return 0
	}
	return max(0, quantile(gaps, 0.3))
}

// wordItem reports whether an item is a letter or a digit: dots that lead to a
// page number are set as wide as words are apart.
func wordItem(it item) bool {
	r, _ := utf8.DecodeRuneInString(it.Text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// length is the number of characters.
func (l Line) length() int { return utf8.RuneCountInString(l.Text) }
