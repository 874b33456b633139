// Package layout finds out what the glyphs of a page mean together: words,
// lines, columns and their order, running heads, paragraphs, headings and
// captions. It knows nothing of PDF: any engine that says which character
// stands where can feed it.
//
//	glyphs -> pieces -> columns -> lines           page by page   (Page)
//	lines -> furniture out -> paragraphs -> blocks over all pages (Blocks)
//
// A piece is a stretch of glyphs without a wide gap. Gutters are looked for
// among the pieces, before they are joined to lines, because a gutter may be
// no wider than a gap between words of a justified line. Where the file draws
// its columns one after the other, its order of drawing is kept.
package layout

import (
	"strings"

	"gloss/annotate"
	"gloss/importers/pdf/glyphs"
)

// Line is a line of text within a column.
//
// All measures are in points: X0 and X1 are its ends, Y is its baseline,
// counted upwards.
type Line struct {
	X0, X1, Y float64
	Size      float64 // of most of its characters
	Runs      []Run
	Text      string  // of all runs
	First     float64 // width of its first word
	Bold      bool    // all of it
	Italic    bool    // all of it
	Artifact  bool    // the file says that it is furniture
	Tag       int     // the tagged block that most of its characters are in; 0: none
	Cells     int     // stretches parted by wide gaps
	Mirrored  bool    // it is read from the right
	Words     []Word  // from left to right; none where it is read from the right
}

// Run is a stretch of a line that looks the same throughout.
type Run struct {
	Text         string
	Bold, Italic bool
}

// Column is a stretch of a page's lines, from top to bottom, that are read
// one after the other.
type Column struct {
	Page          int // one-based
	Width, Height float64
	X0, X1        float64 // its edges: the ends of its lines
	Lines         []Line
}

// Block is a paragraph, heading or the like.
type Block struct {
	Kind   annotate.Kind
	Level  int
	Page   int // on which it starts
	Pieces []annotate.Piece
	Size   float64 // of its letters, in points
}

// Text is the text of the block.
func (b Block) Text() string {
	s := ""
	for _, p := range b.Pieces {
		s += p.Text
	}
	return s
}

// Furniture is a line that was left out: a running head or foot, a page
// number, a watermark.
type Furniture struct {
	Page int // one-based
	Text string
}

// Report tells what was changed on the way to the blocks.
type Report struct {
	Furniture []Furniture
	Hyphens   []string // the words that were mended, in order
	Raised    int      // note numbers written as raised digits
	Tagged    bool     // the file says which of its glyphs make a paragraph, heading or the like
	Believed  bool     // and that fits where they stand, so it was gone by
}

// item is a glyph with what stands before it.
type item struct {
	glyphs.Glyph
	space bool // a space was drawn before it
	seq   int  // its place in the order of drawing
}

// piece is a stretch of items on one baseline without a wide gap.
type piece struct {
	x0, x1, y float64
	size      float64
	chars     int
	items     []item
}

func (p *piece) top() float64    { return p.y + 0.75*p.size }
func (p *piece) bottom() float64 { return p.y - 0.25*p.size }
func (p *piece) seq() int        { return p.items[0].seq }

// Page cuts a page into columns in reading order. number is one-based.
func Page(p glyphs.Page, fonts []glyphs.Font, number int) []Column {
	var out []Column
	p = upright(p)
	beside := standsBeside(p)
	for _, turn := range []glyphs.Turn{glyphs.Right, glyphs.Up, glyphs.Down, glyphs.Left} {
		w, h := p.Width, p.Height
		if turn == glyphs.Up || turn == glyphs.Down {
			w, h = h, w
		}
		for _, leaf := range columns(pieces(turned(p, turn))) {
			c := Column{Page: number, Width: w, Height: h, Lines: lines(leaf, fonts)}
			if len(c.Lines) == 0 {
				continue
			}
			c.X0, c.X1 = edges(c.Lines)
			for i := range c.Lines {
				c.Lines[i].Artifact = c.Lines[i].Artifact || beside && turn != glyphs.Right
			}
			out = append(out, c)
		}
	}
	if l, ok := watermark(p); ok {
		out = append(out, Column{Page: number, Width: p.Width, Height: p.Height, Lines: []Line{l}})
	}
	return out
}

// standsBeside reports whether the turned text of a page stands in the margins
// beside its upright text, as the stamps of archives do.
func standsBeside(p glyphs.Page) bool {
	var upright []float64
	turned := 0
	for _, g := range p.Glyphs {
		if g.Turn == glyphs.Right && g.Text != " " {
			upright = append(upright, g.X)
		}
	}
	x0, x1 := quantile(upright, 0.01), quantile(upright, 0.99)
	for _, g := range p.Glyphs {
		if g.Turn != glyphs.Right && g.Turn != glyphs.Oblique {
			if turned++; g.X > x0-g.Size && g.X < x1+g.Size {
				return false
			}
		}
	}
	return len(upright) > 3*turned
}

// watermark is what is drawn across the page at an angle, as one line of
// furniture.
func watermark(p glyphs.Page) (Line, bool) {
	l := Line{Artifact: true}
	for _, g := range p.Glyphs {
		if g.Turn == glyphs.Oblique {
			l.Text += g.Text
			l.Size = max(l.Size, g.Size)
		}
	}
	l.Text = strings.TrimSpace(l.Text)
	l.Runs, l.First = []Run{{Text: l.Text}}, l.Size
	return l, l.Text != ""
}

// turned takes the glyphs of one direction and turns the page so that they
// are upright.
func turned(p glyphs.Page, turn glyphs.Turn) []item {
	artifacts := 0
	for _, g := range p.Glyphs {
		if g.Artifact {
			artifacts++
		}
	}
	trusted := artifacts*5 < len(p.Glyphs)*4 // some writers mark everything
	var out []item
	space := false
	for i, g := range p.Glyphs {
		if g.Turn != turn {
			continue
		}
		if g.Text == " " {
			space = true
			continue
		}
		switch turn {
		case glyphs.Up:
			g.X, g.Y = g.Y, p.Width-g.X
		case glyphs.Down:
			g.X, g.Y = p.Height-g.Y, g.X
		case glyphs.Left:
			g.X, g.Y = p.Width-g.X, p.Height-g.Y
		}
		g.Artifact = g.Artifact && trusted
		out = append(out, item{Glyph: g, space: space, seq: i})
		space = false
	}
	return composed(out)
}

// edges returns where the lines of a column begin and end, passing over a few
// that stick out.
func edges(ls []Line) (x0, x1 float64) {
	var left, right []float64
	for _, l := range ls {
		left = append(left, l.X0)
		right = append(right, l.X1)
	}
	return quantile(left, 0.02), quantile(right, 0.98)
}
