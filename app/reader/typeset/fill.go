package typeset

import (
	"unicode"

	"gloss/annotate"
)

// shape is how the lines of a block are formed. Lengths are in ems of the body
// text but for leading.
type shape struct {
	size          float64 // text size
	leading       float64 // line height, in ems of the block's own size; 0: the setting's
	above, below  float64 // space to neighbours; the greater of two meeting ones counts
	indent        float64 // from the side at which reading starts
	hang          bool    // the first word, a number, stands out into the indent
	bullet        bool
	bars          int // quote bars
	unjustifiable bool
}

// shapeOf holds the whole look of the kinds of blocks.
func shapeOf(b annotate.Block, text string) shape {
	level := float64(max(1, b.Level))
	switch b.Kind {
	case annotate.Heading:
		size := [...]float64{1.75, 1.4, 1.2, 1.1, 1, 1}[min(max(b.Level, 1), 6)-1]
		return shape{size: size, leading: 1.25, above: 1 + 0.6*size, below: 0.55, unjustifiable: true}
	case annotate.ListItem:
		s := shape{size: 1, above: 0.35, below: 0.35, indent: 1.6 * min(level, 8), bullet: true}
		if numbered(text) {
			s.bullet, s.hang = false, true
		}
		return s
	case annotate.Blockquote:
		return shape{size: 1, above: 0.8, below: 0.8, indent: 1.5 * min(level, 8), bars: int(min(level, 8))}
	case annotate.Caption:
		return shape{size: 0.86, leading: 1.4, above: 0.6, below: 1.2, unjustifiable: true}
	case annotate.TableRow:
		return shape{size: 0.92, leading: 1.4, above: 0.45, below: 0.45, unjustifiable: true}
	case annotate.Preformatted:
		return shape{size: 0.9, leading: 1.4, above: 0.9, below: 0.9, indent: 1, unjustifiable: true}
	}
	return shape{size: 1, above: 0.8, below: 0.8}
}

// numbered reports whether a list item carries its own number or letter, such
// as "3.", "(b)" or "iv)".
func numbered(text string) bool {
	n := 0
	for i, r := range text {
		switch {
		case r == '.' || r == ')' || r == ':':
			return n > 0 && i+1 < len(text) && (text[i+1] == ' ' || text[i+1] == '\t')
		case r == '(' && i == 0:
		case unicode.IsDigit(r), unicode.IsLetter(r):
			if n++; n > 4 {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// fill breaks all blocks into lines for a width and stacks them.
func (c *Column) fill(width float64) {
	c.width = width
	c.fills++
	if c.lines == nil {
		c.lines = make([]line, 0, len(c.tokens)/10+len(c.blocks))
	}
	for i := range c.spaces {
		c.spaces[i] = float64(c.faces.space(style(i)))
	}
	c.lines = c.lines[:0]
	c.placed.line = -1
	text := c.article.Text
	y, below := 0.0, 0.0
	for i := range c.blocks {
		b := &c.blocks[i]
		b.shape = shapeOf(b.Block, text.Slice(annotate.Span{Start: b.Span.Start, End: min(b.Span.Start+8, b.Span.End)}))
		b.em = b.shape.size * c.setting.Size
		if i > 0 {
			y += max(below, b.shape.above) * c.setting.Size
		}
		if below = b.shape.below; b.Kind == annotate.TableRow && i+1 < len(c.blocks) && c.blocks[i+1].Kind != annotate.TableRow {
			below = 1.1 // the table is over
		}
		b.y = y
		b.lines[0] = len(c.lines)
		if b.Kind == annotate.TableRow {
			if i == 0 || c.blocks[i-1].Kind != annotate.TableRow {
				c.setTable(i)
			}
			y = c.fillRow(i, y)
		} else {
			y = c.fillBlock(i, y)
		}
		b.h = y - b.y
		b.lines[1] = len(c.lines)
		if last := &c.lines[len(c.lines)-1]; last.end < b.end {
			last.ends, last.end = b.end-last.end, b.end
		}
	}
	c.height = y
}

func (b *block) leading(s Setting) float64 {
	if b.shape.leading > 0 {
		return b.shape.leading * s.Leading / 1.5 * b.em
	}
	return s.Leading * b.em
}

func (c *Column) fillBlock(index int, y float64) float64 {
	b := &c.blocks[index]
	indent := min(b.shape.indent*c.setting.Size, c.width/2)
	f := filler{
		Column: c, block: index, y: y, left: indent, avail: c.width - indent, right: c.width, em: b.em, leading: b.leading(c.setting),
		justify: c.setting.Justified && !b.shape.unjustifiable,
	}
	if c.tokens[b.tokens[0]].flags&baseRTL != 0 {
		f.left, f.right = 0, c.width-indent
	}
	if b.shape.hang {
		t := &c.tokens[b.tokens[0]]
		f.outdent = min(float64(t.width)*f.em+float64(t.spaces)*c.spaceWidth(t, f.em), indent)
	}
	return f.run(b.tokens[0], b.tokens[1])
}

// filler fills lines with tokens.
type filler struct {
	*Column
	block       int
	y           float64
	left, right float64 // where lines may stand
	avail       float64
	outdent     float64 // by how much the first line starts before the others
	em, leading float64
	justify     bool
	cell        bool // of a table: the tab at its end takes no room

	first, pos int // the token and the position at which the current line begins
	now, good  fit // of the current line: so far, and up to the last place to break
}

// fit is what fits on a line.
type fit struct {
	end    int     // the token behind it
	x      float64 // width with the spaces at its end
	text   float64 // width without them
	spaces int     // with those at its end
	inner  int     // spaces between words
	tabs   bool
}

// run fills lines with the tokens from first up to end and returns the y below
// them. It is greedy: a line takes what fits.
func (f *filler) run(first, end int) float64 {
	f.start(first, int(f.tokens[first].start))
	avail := f.avail + f.outdent
	for i := first; i < end; {
		t := &f.tokens[i]
		from := 0
		if i == f.first {
			from = f.pos - int(t.start)
		}
		w := f.wordWidth(t, from, f.now.x)
		if f.now.x+w > avail && !(f.cell && t.flags&tab != 0) {
			switch {
			case f.good.end > f.first:
				i = f.good.end
				f.line(f.good, int(f.tokens[i].start), false)
				f.start(i, int(f.tokens[i].start))
				avail = f.avail
				continue
			case t.word == 0:
				if i > f.first {
					f.line(f.now, int(t.start), false)
					f.start(i, int(t.start))
					avail = f.avail
					continue
				}
			default: // there is no place to break: break inside the word
				n := f.cut(t, from, avail-f.now.x, f.now.x == 0)
				at := int(t.start) + from + n
				if n == 0 {
					f.line(f.now, at, false)
				} else if edges := f.faces.words[t.word].edges; from+n < len(edges)-1 {
					f.now.text = f.now.x + float64(edges[from+n]-edges[from])*f.em
					f.now.inner = f.now.spaces
					f.now.end = i + 1
					f.line(f.now, at, false)
				} else {
					break // one cluster, wider than the line
				}
				f.start(i, at)
				avail = f.avail
				continue
			}
		}
		f.take(t, w)
		i++
		switch {
		case t.flags&lineEnd != 0:
			f.line(f.now, int(f.tokens[i].start), true)
			f.lines[len(f.lines)-1].ends = 1
			f.start(i, int(f.tokens[i].start))
			avail = f.avail
		case i == end:
			f.line(f.now, f.tokenEnd(t), true)
		case t.flags&breakAfter != 0:
			f.good = f.now
		}
	}
	return f.y
}

// start begins a line.
func (f *filler) start(token, pos int) {
	f.first, f.pos = token, pos
	f.now, f.good = fit{end: token}, fit{end: token}
}

// take adds a token, whose word is w wide, to the line.
func (f *filler) take(t *token, w float64) {
	f.now.end++
	f.now.x += w
	if t.word != 0 {
		f.now.text, f.now.inner = f.now.x, f.now.spaces
	}
	f.now.tabs = f.now.tabs || t.flags&tab != 0
	f.now.spaces += int(t.spaces)
	f.now.x += float64(t.spaces) * f.spaces[t.style] * f.em
}

// tokenEnd returns the position behind a token, before a line end.
func (c *Column) tokenEnd(t *token) int {
	end := int(t.start) + c.faces.words[t.word].len() + int(t.spaces)
	if t.flags&tab != 0 {
		end++
	}
	return end
}

// wordWidth is the width in units of a token's word from its code point from
// on, or of its tab where that starts at x.
func (f *filler) wordWidth(t *token, from int, x float64) float64 {
	if t.flags&tab != 0 {
		return tabWidth(x, f.em, f.cell)
	}
	if from == 0 {
		return float64(t.width) * f.em
	}
	edges := f.faces.words[t.word].edges
	return float64(edges[len(edges)-1]-edges[min(from, len(edges)-1)]) * f.em
}

// endWidth is the width, in ems, of a line end and of the tab that ends a cell,
// so that they can be seen where they are selected.
const endWidth = 0.35

// tabWidth is the way from x to the next tab stop; stops are four ems apart.
func tabWidth(x, em float64, cell bool) float64 {
	if cell {
		return endWidth * em
	}
	n := int(x/(4*em) + 1e-6)
	return float64(n+1)*4*em - x
}

// spaceWidth is the width in units of one U+0020.
func (c *Column) spaceWidth(t *token, em float64) float64 {
	return c.spaces[t.style] * em
}

// cut returns how many code points of a word, from its code point from on, fit
// into a width, cut at the end of a grapheme cluster; at least one cluster if
// some must be taken.
func (f *filler) cut(t *token, from int, width float64, must bool) int {
	edges := f.faces.words[t.word].edges
	n := 0
	for i := from + 1; i < len(edges); i++ {
		if i+1 < len(edges) && edges[i+1] == edges[i] {
			continue // inside a cluster, or before a character without width
		}
		fits := float64(edges[i]-edges[from])*f.em <= width
		if fits || n == 0 && must {
			n = i - from
		}
		if !fits {
			break
		}
	}
	return n
}

// line appends the line that began at f.pos, with what fits, up to position
// next.
func (f *filler) line(what fit, next int, last bool) {
	first := &f.tokens[f.first]
	l := line{
		start: f.pos, end: next, tokens: [2]int{f.first, what.end}, block: f.block,
		left: f.left, right: f.right, y: f.y, w: what.text, h: f.leading, rtl: first.flags&baseRTL != 0,
	}
	f.y += f.leading
	avail, outdent := f.avail, 0.0
	if f.first == f.blocks[f.block].tokens[0] && f.pos == int(first.start) {
		outdent = f.outdent
		avail += outdent
	}
	if free := avail - l.w; f.justify && !last && !what.tabs && what.inner > 0 && free > 0 && free/float64(what.inner) < 0.6*f.em {
		l.spread = free / float64(what.inner)
		l.w = avail
	}
	if l.x = f.left - outdent; l.rtl {
		l.x = f.right + outdent - l.w
	}
	f.lines = append(f.lines, l)
}
