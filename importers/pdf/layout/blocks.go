package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"gloss/annotate"
)

var caption = regexp.MustCompile(`^(?i:figure|fig\.|table|abbildung|abb\.|tabelle|tab\.|figura|tableau|chart|box|map|photo|exhibit|plate|scheme)\s+([0-9IVX]+|[A-Z])([.:]|\s[A-Z|–-]|$)`)

// Blocks joins the lines of all pages, in reading order, to blocks. It changes
// the columns.
func Blocks(cols []Column) ([]Block, Report) {
	var rep Report
	rep.Furniture = takeFurniture(cols)
	cols = slices.DeleteFunc(cols, func(c Column) bool { return len(c.Lines) == 0 })
	for i := range cols {
		cols[i].X0, cols[i].X1 = edges(cols[i].Lines)
	}
	s := readStyle(cols)
	var ps []*paragraph
	for i := range cols {
		ps = append(ps, s.paragraphs(&cols[i])...)
	}
	ps = s.joined(ps)
	levels := s.headingLevels(ps)
	var out []Block
	for _, p := range ps {
		b := Block{Kind: annotate.Paragraph, Page: p.page, Size: p.first().Size}
		b.Pieces = s.pieces(p, &rep)
		switch size := roundSize(p.first().Size); {
		case caption.MatchString(p.first().Text):
			b.Kind = annotate.Caption
		case p.item != "" && !isHeading(&s, p):
			b.Kind, b.Level = annotate.ListItem, 1
			if p.item != "1" {
				b.Pieces[0].Text = strings.TrimPrefix(b.Pieces[0].Text, p.item)
			}
		case isHeading(&s, p):
			b.Kind, b.Level = annotate.Heading, levels[size]
			if p.first().Bold && same(size, s.size) {
				b.Level = min(len(levels)+1, 6)
			}
			for i := range b.Pieces {
				b.Pieces[i].Bold = false // a heading is set off as it is
			}
		}
		out = append(out, b)
	}
	return out, rep
}

func roundSize(s float64) float64 { return math.Round(s*2) / 2 }

// isHeading tells a heading by its letters: larger than the body's, or all
// bold and short.
func isHeading(s *style, p *paragraph) bool {
	n, letters := 0, 0
	for _, l := range p.lines {
		n += l.length()
		for _, r := range l.Text {
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	if letters < 2 || letters*3 < n {
		return false
	}
	size := p.first().Size
	switch {
	case size > 1.12*s.size:
		return n <= 250 && len(p.lines) <= 6
	case size > 0.97*s.size && allBold(p):
		return n <= 120 && len(p.lines) <= 2 && !strings.HasSuffix(p.last().Text, ",")
	}
	return false
}

func allBold(p *paragraph) bool {
	return !slices.ContainsFunc(p.lines, func(l Line) bool { return !l.Bold })
}

// headingLevels ranks the sizes of headings; the largest is level 1.
func (s *style) headingLevels(ps []*paragraph) map[float64]int {
	var sizes []float64
	for _, p := range ps {
		if size := roundSize(p.first().Size); size > 1.12*s.size && isHeading(s, p) && !slices.Contains(sizes, size) {
			sizes = append(sizes, size)
		}
	}
	slices.SortFunc(sizes, func(a, b float64) int { return cmp.Compare(b, a) })
	levels := map[float64]int{}
	for i, size := range sizes {
		levels[size] = min(i+1, 5)
	}
	return levels
}

// pieces writes the lines of a paragraph as one text.
func (s *style) pieces(p *paragraph, rep *Report) []annotate.Piece {
	var out []annotate.Piece
	for i, l := range p.lines {
		between := ""
		if i > 0 && len(out) > 0 {
			tail := &out[len(out)-1]
			tail.Text = strings.TrimRight(tail.Text, " ")
			cut, sep, word := s.vocab.mend(strings.TrimRight(p.lines[i-1].Text, " "), l.Text)
			if cut <= len(tail.Text) {
				tail.Text = tail.Text[:len(tail.Text)-cut]
			}
			if tail.Bold || tail.Italic {
				between = sep // a mark does not reach over the space after it
			} else {
				tail.Text += sep
			}
			if word != "" {
				rep.Hyphens = append(rep.Hyphens, word)
			}
		}
		page := p.turns[i]
		for j, r := range l.Runs {
			if j == 0 {
				r.Text = between + strings.TrimLeft(r.Text, " ")
			}
			rep.Raised += countRaised(r.Text)
			if n := len(out); (j > 0 || page == 0) && n > 0 && out[n-1].Bold == r.Bold && out[n-1].Italic == r.Italic {
				out[n-1].Text += r.Text
			} else {
				out = append(out, annotate.Piece{Text: r.Text, Bold: r.Bold, Italic: r.Italic, Page: page})
				page = 0
			}
		}
	}
	return out
}

// countRaised counts the note numbers in a text.
func countRaised(s string) int {
	n, in := 0, false
	for _, r := range s {
		now := strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r)
		if now && !in {
			n++
		}
		in = now
	}
	return n
}
