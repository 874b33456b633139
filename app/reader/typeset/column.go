package typeset

import (
	"slices"
	"sort"

	"gloss/annotate"
)

// Setting is how a text is set. The zero Setting is usable.
type Setting struct {
	Size      float64 // text size in units; 0: 16
	Leading   float64 // line height in ems; 0: 1.5
	Justified bool    // lines are widened to end evenly
}

func (s Setting) orDefault() Setting {
	if s.Size <= 0 {
		s.Size = 16
	}
	if s.Leading <= 0 {
		s.Leading = 1.5
	}
	return s
}

// Column is an article set at a width. It is made for one goroutine, the one
// of its Faces.
type Column struct {
	faces   *Faces
	article *annotate.Article
	setting Setting
	width   float64
	height  float64
	fills   int

	tokens  []int32 // indexes into Faces.tokens
	length  float64 // of all tokens on one line, in ems
	blocks  []block
	lines   []line
	links   []annotate.Mark // ordered by start
	figures []Figure        // ordered by block

	table tableSet    // the one being filled
	wide  []wideTable // those that are scrolled sideways, from the top

	placed placement // of the line asked for last
}

// block is a block of the article as it is set.
type block struct {
	*annotate.Block
	end     int     // where the next block starts, or the text ends
	tokens  [2]int  // its part of Column.tokens
	lines   [2]int  // its part of Column.lines
	em      float64 // its text size in units
	leading float64 // the height of its lines
	y, h    float64 // from its first line's top; the space above does not count
	aside   float64 // of a wide table's row: how far it is scrolled, in ems of the body text, so that it holds for other sizes
	held    float32 // of a wide table's row: how much of the window its first column takes, which is not scrolled; negative where that is at the right
	wide    bool    // a row of a table that is scrolled sideways
}

// tableSet is how the rows of a table are set.
type tableSet struct {
	columns []float64 // widths
	gap     float64   // between them
	rtl     bool      // the first column is the one at the right
	held    float64   // as for blocks
	wide    bool
}

// line is one line of text. Its span includes the spaces and line ends on which
// it ends, so that lines partition the text. A book has a hundred thousand of
// them, so they are kept narrow.
type line struct {
	start, end  int32    // positions
	tokens      [2]int32 // the tokens of which it holds at least a part
	block       int32    // index into Column.blocks
	cut         uint8    // code points of its first token that stand on the lines before
	ends        uint8    // line ends, 0 to 2, with which the span closes
	rtl         bool     // the paragraph is read from right to left
	y           float64  // its top
	left, right float32  // where its text may stand, as if no table were scrolled
	w           float32  // of its text, without the spaces at the end
	spread      float32  // width that justifying adds to each space
}

// x is the left edge of the text, as if no table were scrolled.
func (l *line) x() float64 {
	if l.rtl {
		return float64(l.right) - float64(l.w)
	}
	return float64(l.left)
}

// span is the text of the line.
func (l *line) span() annotate.Span { return annotate.Span{Start: int(l.start), End: int(l.end)} }

// NewColumn sets an article at a width. The article must not change afterwards.
// Its cost is one look-up for each word, and shaping for each word that the
// faces have not met.
func NewColumn(fs *Faces, a *annotate.Article, s Setting, width float64) *Column {
	c := &Column{faces: fs, article: a, setting: s.orDefault()}
	c.setTokens()
	for _, m := range a.Marks {
		if m.Style == annotate.Link {
			c.links = append(c.links, m)
		}
	}
	c.fill(width)
	return c
}

func (c *Column) setTokens() {
	s := newSetter(c.faces, c.article)
	text := c.article.Text
	s.tokens = make([]int32, 0, len(text.String())/5)
	c.blocks = make([]block, len(c.article.Blocks))
	for i := range c.blocks {
		b := &c.article.Blocks[i]
		first := len(s.tokens)
		s.setBlock(text.Slice(b.Span), b.Span.Start, *b)
		end := text.Len()
		if i+1 < len(c.blocks) {
			end = c.article.Blocks[i+1].Span.Start
		}
		c.blocks[i] = block{Block: b, end: end, tokens: [2]int{first, len(s.tokens)}}
	}
	c.tokens, c.length = s.tokens, float64(s.length)/(1<<milliBits)
}

// token returns token i of the text.
func (c *Column) token(i int) *token { return &c.faces.tokens[c.tokens[i]] }

// Article returns the article that is set.
func (c *Column) Article() *annotate.Article { return c.article }

// Height is the height of the whole text in units.
func (c *Column) Height() float64 { return c.height }

// Width is the width for which the lines are filled, in units.
func (c *Column) Width() float64 { return c.width }

// Setting returns how the text is set.
func (c *Column) Setting() Setting { return c.setting }

// Reset fills the lines anew for another width or setting and reports whether
// there was anything to do. It shapes nothing.
func (c *Column) Reset(s Setting, width float64) bool {
	if s = s.orDefault(); s == c.setting && width == c.width {
		return false
	}
	c.setting = s
	c.fill(width)
	return true
}

// Figure keeps room above a block: for a picture of which the block is the
// caption. Lengths are in units.
type Figure struct {
	Block  int // index into the article's blocks
	Height float64
}

// figureGap is the space between a figure and the block below it, in ems.
const figureGap = 0.6

// SetFigures keeps room for figures, ordered by block with at most one for each,
// and reports whether there was anything to do.
func (c *Column) SetFigures(figures []Figure) bool {
	if slices.Equal(figures, c.figures) {
		return false
	}
	c.figures = slices.Clone(figures)
	c.fill(c.width)
	return true
}

// FigureTop returns the y at which the figure above block i begins: of a block
// without one, the y of its first line.
func (c *Column) FigureTop(i int) float64 {
	return c.blocks[i].y - c.figureRoom(i)
}

// figureRoom is the room that the figure above block i takes with the gap below
// it.
func (c *Column) figureRoom(i int) float64 {
	k, found := slices.BinarySearchFunc(c.figures, i, func(f Figure, i int) int { return f.Block - i })
	if !found {
		return 0
	}
	return c.figures[k].Height + figureGap*c.setting.Size
}

// BlockBox is where block i stands, over the whole width of the column.
func (c *Column) BlockBox(i int) Rect {
	return Rect{0, c.blocks[i].y, c.width, c.blocks[i].h}
}

// Fill counts how often the lines have been filled: what is known of a line
// holds for one fill.
func (c *Column) Fill() int { return c.fills }

// Em is the text size, in units, of the body text.
func (c *Column) Em() float64 { return c.setting.Size }

// Lines returns how many lines there are.
func (c *Column) Lines() int { return len(c.lines) }

// Line is what can be known of a line.
type Line struct {
	Span annotate.Span // with the spaces and line ends on which it closes
	Box  Rect          // of its text, as high as the line
	RTL  bool          // read from right to left
}

// Line returns line i.
func (c *Column) Line(i int) Line {
	l := &c.lines[i]
	return Line{l.span(), c.box(l), l.rtl}
}

// box is where the text of a line stands, as high as the line.
func (c *Column) box(l *line) Rect {
	return Rect{c.left(l), l.y, float64(l.w), c.blocks[l.block].leading}
}

// LineOf returns the index of the line that holds position pos: the nearest
// one where pos is outside the text, -1 where there are no lines.
func (c *Column) LineOf(pos int) int {
	i := sort.Search(len(c.lines), func(i int) bool { return int(c.lines[i].start) > pos }) - 1
	return max(i, min(0, len(c.lines)-1))
}

// lineFrom is LineOf for a position that is not before line i, and likely near.
func (c *Column) lineFrom(i, pos int) int {
	step := 1
	for i+step < len(c.lines) && int(c.lines[i+step].start) <= pos {
		i += step
		step *= 2
	}
	near := c.lines[i:min(i+step, len(c.lines))]
	return i + max(sort.Search(len(near), func(k int) bool { return int(near[k].start) > pos })-1, 0)
}

// Visible appends to out the indexes, ascending, of the lines that reach into
// the band from y to y+h.
func (c *Column) Visible(y, h float64, out []int) []int {
	for k := c.blockAtY(y); k >= 0 && k < len(c.blocks) && c.blocks[k].y < y+h; k++ {
		b := &c.blocks[k]
		i := b.lines[0]
		if b.Kind != annotate.TableRow { // there, cells stand side by side
			i += sort.Search(b.lines[1]-i, func(k int) bool { return c.lines[i+k].y+b.leading > y })
		}
		for ; i < b.lines[1]; i++ {
			if top := c.lines[i].y; top+b.leading > y && top < y+h {
				out = append(out, i)
			}
		}
	}
	return out
}

// blockAtY returns the last block that starts at or above y, or the first one;
// -1 where there is none.
func (c *Column) blockAtY(y float64) int {
	i := sort.Search(len(c.blocks), func(i int) bool { return c.blocks[i].y > y }) - 1
	return max(i, min(0, len(c.blocks)-1))
}

// TopOf returns the y at which the line of position pos begins: of a row of a
// table, at which the row begins.
func (c *Column) TopOf(pos int) float64 {
	i := c.LineOf(pos)
	if i < 0 {
		return 0
	}
	if b := &c.blocks[c.lines[i].block]; b.Kind == annotate.TableRow {
		return b.y
	}
	return c.lines[i].y
}

// First returns the first position of the first line that begins at or below y,
// or else of the last line: what a person reads first when the text is scrolled
// to y.
func (c *Column) First(y float64) int {
	if len(c.lines) == 0 {
		return 0
	}
	b := &c.blocks[c.blockAtY(y)]
	i := b.lines[0]
	if b.Kind == annotate.TableRow {
		if b.y < y {
			i = b.lines[1]
		}
	} else {
		i += sort.Search(b.lines[1]-i, func(k int) bool { return c.lines[i+k].y >= y })
	}
	return int(c.lines[min(i, len(c.lines)-1)].start)
}
