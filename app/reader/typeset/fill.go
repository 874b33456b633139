package typeset

import (
	"math"
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

// shape is how the lines of block i are formed.
func (c *Column) shape(i int) shape {
	b := c.blocks[i].Block
	start := annotate.Span{Start: b.Span.Start, End: min(b.Span.Start+8, b.Span.End)} // enough for a number
	return shapeOf(*b, c.article.Text.Slice(start))
}

// fill breaks all blocks into lines for a width and stacks them.
func (c *Column) fill(width float64) {
	c.width = width
	c.fills++
	if likely := c.likelyLines(); cap(c.lines) < likely {
		c.lines = make([]line, 0, likely)
	}
	c.lines = c.lines[:0]
	c.wide = c.wide[:0]
	c.placed.line = -1
	y, below := 0.0, 0.0
	for i := range c.blocks {
		b := &c.blocks[i]
		s := c.shape(i)
		b.em, b.leading = s.size*c.setting.Size, c.setting.Leading
		if s.leading > 0 {
			b.leading = s.leading * c.setting.Leading / 1.5
		}
		b.leading *= b.em
		if i > 0 {
			y += max(below, s.above) * c.setting.Size
		}
		y += c.figureRoom(i)
		if below = s.below; b.Kind == annotate.TableRow && i+1 < len(c.blocks) && c.blocks[i+1].Kind != annotate.TableRow {
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
			y = c.fillBlock(i, y, s)
		}
		b.h = y - b.y
		b.lines[1] = len(c.lines)
		if last := &c.lines[len(c.lines)-1]; int(last.end) < b.end {
			last.ends, last.end = uint8(b.end-int(last.end)), int32(b.end)
		}
	}
	c.height = y
}

// likelyLines is about how many lines there will be, rather too many than too few.
func (c *Column) likelyLines() int {
	full := c.length * c.setting.Size / max(c.width, c.setting.Size)
	return min(int(1.1*full), len(c.tokens)) + len(c.blocks)
}

func (c *Column) fillBlock(index int, y float64, s shape) float64 {
	b := &c.blocks[index]
	indent := min(s.indent*c.setting.Size, c.width/2)
	f := filler{Column: c, block: index, y: y, left: indent, right: c.width, justify: c.setting.Justified && !s.unjustifiable}
	if c.rtl(index) {
		f.left, f.right = 0, c.width-indent
	}
	if s.hang {
		number := c.token(b.tokens[0])
		f.outdent = min(number.width+number.gap, room(indent, b.em))
	}
	return f.run(b.tokens[0], b.tokens[1], b.Span.Start)
}

// room is how wide a line may be at most.
func room(width, em float64) milli {
	return milli(min(math.Floor(max(width, 0)/em*(1<<milliBits)), 1<<30))
}

// filler fills lines with tokens. It is greedy: a line takes what fits.
type filler struct {
	*Column
	block       int
	y           float64
	left, right float64 // where lines may stand
	outdent     milli   // by how much the first line starts before the others
	justify     bool
	cell        bool // of a table: the tab at its end takes no room

	// The line to be filled begins at pos, in token first, of which cut code
	// points stand on the lines before.
	first, cut, pos int
}

// fit is what fits on a line.
type fit struct {
	end int   // the token behind it
	pos int   // the position behind it
	x   milli // its width, with the spaces at its end
}

// run fills lines with the tokens from first, which begins at position pos, up
// to end and returns the y below them.
func (f *filler) run(first, end, pos int) float64 {
	f.first, f.cut, f.pos = first, 0, pos
	full := room(f.right-f.left, f.blocks[f.block].em)
	for f.first < end {
		f.fillLine(end, full+f.outdent)
		f.outdent = 0
	}
	return f.y
}

// fillLine appends one line, avail wide at most, with tokens up to end.
func (f *filler) fillLine(end int, avail milli) {
	now := fit{f.first, f.pos - f.cut, f.start()}
	list, tokens := f.tokens, f.faces.tokens
	for now.end < end {
		t := &tokens[list[now.end]]
		w := t.width
		if t.flags&tab != 0 {
			w = tabWidth(now.x, f.cell)
		}
		if now.x+w > avail && !(f.cell && t.flags&tab != 0) {
			if good := f.lastBreak(now); good.end > f.first {
				f.line(good, 0, false)
				return
			}
			if t.word == 0 && now.end > f.first {
				f.line(now, 0, false)
				return
			}
			if t.word != 0 { // break inside the word
				if part, cut, ok := f.cutWord(now, avail); ok {
					f.line(part, cut, false)
					return
				}
			}
		}
		now.x += w + t.gap
		now.pos += int(t.count)
		now.end++
		if t.flags&lineEnd != 0 {
			break
		}
	}
	f.line(now, 0, true)
}

// start is where the first token of the line begins: before the line where it
// is cut.
func (f *filler) start() milli {
	if f.cut == 0 {
		return 0
	}
	return -toMilli(float64(f.edges(f.first)[f.cut]))
}

// lastBreak takes the tokens from the end of a line back behind which it may not
// end. They have a fixed width, since behind a tab it may.
func (f *filler) lastBreak(what fit) fit {
	for what.end > f.first {
		t := f.token(what.end - 1)
		if t.flags&breakAfter != 0 {
			break
		}
		what.end--
		what.x -= t.width + t.gap
		what.pos -= int(t.count)
	}
	return what
}

// text is the width of what fits without the spaces and tabs at its end.
func (f *filler) text(what fit) milli {
	if last := f.token(what.end - 1); last.word != 0 {
		return what.x - last.gap
	}
	text, x := milli(0), f.start()
	for i := f.first; i < what.end; i++ {
		t := f.token(i)
		if t.flags&tab != 0 {
			x += tabWidth(x, f.cell)
		}
		x += t.width
		if t.word != 0 {
			text = x
		}
		x += t.gap
	}
	return text
}

// cutWord adds to what fits the beginning of the word behind it, up to the end
// of a grapheme cluster, and returns how many code points of the word that are.
// It reports false where the word is one cluster that no line has room for.
func (f *filler) cutWord(now fit, avail milli) (fit, int, bool) {
	edges := f.edges(now.end)
	from, x := 0, now.x
	if now.end == f.first {
		from, x = f.cut, 0
	}
	to := from
	for i := from + 1; i < len(edges); i++ {
		if i+1 < len(edges) && edges[i+1] == edges[i] {
			continue // inside a cluster, or before a character without width
		}
		fits := x+toMilli(float64(edges[i]-edges[from])) <= avail
		if fits || to == from && x == 0 {
			to = i
		}
		if !fits {
			break
		}
	}
	switch to {
	case from:
		return now, 0, true
	case len(edges) - 1:
		return now, 0, false
	}
	now.pos += to
	now.x = x + toMilli(float64(edges[to]-edges[from]))
	return now, to, true
}

// edges are those of the word of token i.
func (c *Column) edges(i int) []float32 { return c.faces.words[c.token(i).word].edges }

// endWidth is the width, in ems, of a line end and of the tab that ends a cell,
// so that they can be seen where they are selected.
const endWidth = 0.35

// tabWidth is the way from x to the next tab stop; stops are four ems apart.
func tabWidth(x milli, cell bool) milli {
	if cell {
		return toMilli(endWidth)
	}
	const stop, hair = 4 << milliBits, 1 << (milliBits - 10)
	return ((x+hair)/stop+1)*stop - x
}

// line appends the line that begins at f.pos, with what fits and as many code
// points more of the token behind it, and goes on behind it. The last line
// before a line end is not widened.
func (f *filler) line(what fit, cut int, last bool) {
	b := &f.blocks[f.block]
	text := what.x
	if cut == 0 {
		text = f.text(what)
	}
	left, right, w := f.left, f.right, text.units(b.em)
	rtl := f.token(f.first).flags&baseRTL != 0
	if rtl {
		right += f.outdent.units(b.em)
	} else {
		left -= f.outdent.units(b.em)
	}
	l := line{
		start: int32(f.pos), end: int32(what.pos), tokens: [2]int32{int32(f.first), int32(what.end)}, cut: uint8(f.cut),
		block: int32(f.block), rtl: rtl, y: f.y, left: float32(left), right: float32(right), w: float32(w),
	}
	if cut > 0 {
		l.tokens[1]++
	} else if f.token(what.end-1).flags&lineEnd != 0 {
		l.ends = 1
	}
	if f.justify && !last {
		n := f.innerSpaces(f.first, int(l.tokens[1]))
		if free := right - left - w; n > 0 && free > 0 && free/float64(n) < 0.6*b.em {
			l.spread, l.w = float32(free/float64(n)), float32(right-left)
		}
	}
	f.y += b.leading
	f.lines = append(f.lines, l)
	f.first, f.cut, f.pos = what.end, cut, what.pos
}

// innerSpaces counts the spaces between the words of a line, 0 where there are
// tabs between them.
func (c *Column) innerSpaces(from, end int) int {
	inner, spaces := 0, 0
	for i := from; i < end; i++ {
		t := c.token(i)
		if t.flags&tab != 0 {
			return 0
		}
		if t.word != 0 {
			inner = spaces
		}
		spaces += int(t.spaces)
	}
	return inner
}
