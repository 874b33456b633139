package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"gloss/annotate"
	"gloss/importers/pdf/glyphs"
)

var caption = regexp.MustCompile(`^(?i:figure|fig\.|table|abbildung|abb\.|tabelle|tab\.|figura|tableau|chart|box|map|photo|exhibit|plate|scheme)\s+([0-9IVX]+|[A-Z])([.:]|\s[A-Z|–-]|$)`)

// Blocks joins the lines of all pages, in reading order, to blocks. It changes
// the columns. Running heads and the like are left out unless whole is set.
// tags are those that the file's lines name; they count if they fit the lines.
func Blocks(cols []Column, tags []glyphs.Tag, whole bool) ([]Block, Report) {
	var rep Report
	if !whole {
		rep.Furniture = takeFurniture(cols)
	}
	cols = slices.DeleteFunc(cols, func(c Column) bool { return len(c.Lines) == 0 })
	for i := range cols {
		cols[i].X0, cols[i].X1 = edges(cols[i].Lines)
		mirror(&cols[i])
	}
	s := readStyle(cols)
	if rep.Tagged = len(tags) > 0; agrees(cols, tags) {
		s.tags, rep.Believed = tags, true
	}
	var ps []*paragraph
	for i := range cols {
		ps = append(ps, s.paragraphs(&cols[i])...)
	}
	ps = s.labels(s.joined(ps))
	levels := s.headingLevels(ps)
	var out []Block
	for i, p := range ps {
		var next *paragraph
		if i+1 < len(ps) {
			next = ps[i+1]
		}
		b := Block{Kind: annotate.Paragraph, Page: p.page, Size: p.first().Size}
		if p.row != nil {
			b.Kind, b.Pieces = annotate.TableRow, []annotate.Piece{{Text: strings.Join(p.row, "\t")}}
			if p.head {
				b.Level = 1
			}
			rep.Raised += countRaised(b.Pieces[0].Text)
			out = append(out, b)
			continue
		}
		b.Pieces = s.pieces(p, &rep)
		switch {
		case caption.MatchString(p.first().Text):
			b.Kind = annotate.Caption
		case s.isHeading(p, next):
			b.Kind, b.Level = annotate.Heading, level(p, levels)
			for i := range b.Pieces {
				b.Pieces[i].Bold = false // a heading is set off as it is
			}
		case p.item == numberItem && depth(p.first().Text) > 1 && len(p.lines) > 2: // a heading that its text follows on the line
		case p.item != "":
			b.Kind, b.Level = annotate.ListItem, 1
			if p.item != numberItem {
				b.Pieces[0].Text = strings.TrimPrefix(b.Pieces[0].Text, p.item)
			}
		}
		s.named(&b, p)
		out = append(out, b)
	}
	return out, rep
}

func roundSize(s float64) float64 { return math.Round(s*2) / 2 }

// pieces writes the lines of a paragraph as one text.
func (s *style) pieces(p *paragraph, rep *Report) []annotate.Piece {
	var out []annotate.Piece
	for i, l := range p.lines {
		between := ""
		if i > 0 && len(out) > 0 {
			tail := &out[len(out)-1]
			tail.Text = strings.TrimRight(tail.Text, " ")
			if p.apart {
				tail.Text += "\n" + l.Text
				continue
			}
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
