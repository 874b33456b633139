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

// fill breaks all blocks into lines for a width and stacks them.
func (c *Column) fill(width float64) {
	c.width = width
	c.fills++
	if c.lines == nil {
		c.lines = make([]line, 0, len(c.tokens)/16+len(c.blocks))
	}
	c.lines = c.lines[:0]
	c.wide = c.wide[:0]
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
		y += c.figureRoom(i)
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
		Column: c, block: index, y: y, left: indent, right: c.width, em: b.em, leading: b.leading(c.setting),
		justify: c.setting.Justified && !b.shape.unjustifiable,
	}
	if c.rtl(index) {
		f.left, f.right = 0, c.width-indent
	}
	if b.shape.hang {
		t := &c.tokens[b.tokens[0]]
		f.outdent = min(c.wordWidth(b.tokens[0])+milli(t.spaces)*c.spaces[t.style], room(indent, b.em))
	}
	return f.run(b.tokens[0], b.tokens[1])
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
	em, leading float64
	justify     bool
	cell        bool // of a table: the tab at its end takes no room

	first, pos int // the token and the position at which the current line begins
	now, good  fit // of the current line: so far, and up to the last place to break
	usual      int // tokens on the line before
}

// fit is what fits on a line.
type fit struct {
	end    int   // the token behind it
	x      milli // width with the spaces at its end
	text   milli // width without them
	spaces int   // with those at its end
	inner  int   // spaces between words
	tabs   bool
}

// run fills lines with the tokens from first up to end and returns the y below
// them.
func (f *filler) run(first, end int) float64 {
	f.start(first, int(f.tokens[first].start))
	full := room(f.right-f.left, f.em)
	avail := full + f.outdent
	even := f.blocks[f.block].even
	for i := first; i < end; {
		t := &f.tokens[i]
		if even && i == f.first && f.pos == int(t.start) {
			if next := f.whole(end, avail); next == end {
				break
			} else if next > i {
				i = next
				f.start(i, int(f.tokens[i].start))
				avail = full
				continue
			}
		}
		from := 0
		if i == f.first {
			from = f.pos - int(t.start)
		}
		w := f.partWidth(i, from)
		if f.now.x+w > avail && !(f.cell && t.flags&tab != 0) {
			switch {
			case f.good.end > f.first:
				i = f.good.end
				f.line(f.good, int(f.tokens[i].start), false)
				f.start(i, int(f.tokens[i].start))
				avail = full
				continue
			case t.word == 0:
				if i > f.first {
					f.line(f.now, int(t.start), false)
					f.start(i, int(t.start))
					avail = full
					continue
				}
			default: // there is no place to break: break inside the word
				n := f.cut(t, from, avail-f.now.x, f.now.x == 0)
				at := int(t.start) + from + n
				if n == 0 {
					f.line(f.now, at, false)
				} else if edges := f.faces.words[t.word].edges; from+n < len(edges)-1 {
					f.now.text = f.now.x + toMilli(float64(edges[from+n]-edges[from]))
					f.now.inner = f.now.spaces
					f.now.end = i + 1
					f.line(f.now, at, false)
				} else {
					break // one cluster, wider than the line
				}
				f.start(i, at)
				avail = full
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
			avail = full
		case i == end:
			f.line(f.now, f.tokenEnd(t), true)
		case t.flags&breakAfter != 0:
			f.good = f.now
		}
	}
	return f.y
}

// whole appends the line that begins with token f.first, where it ends between
// two tokens, and returns the token behind it; else it does nothing and returns
// f.first. It is the short way of run through even blocks, which most are: by
// the sums of widths it looks only at the tokens about the line's end, which is
// near where that of the line before was.
func (f *filler) whole(end int, avail milli) int {
	base := f.begin(f.first)
	limit := base + avail
	last := min(f.first+max(f.usual, 1), end) - 1
	if f.tokens[last].reach-limit <= 0 {
		for last+1 < end && f.tokens[last+1].reach-limit <= 0 {
			last++
		}
	} else {
		for last >= f.first && f.tokens[last].reach-limit > 0 {
			last--
		}
	}
	if last < end-1 {
		for last >= f.first && f.tokens[last].flags&breakAfter == 0 {
			last--
		}
		if last < f.first {
			return f.first
		}
		f.usual = last + 1 - f.first
	}
	what := fit{end: last + 1}
	seen := last
	for seen >= f.first && f.tokens[seen].word == 0 {
		seen--
	}
	if seen >= f.first {
		what.text = f.tokens[seen].reach - base
	}
	if f.justify {
		for i := f.first; i < seen; i++ {
			what.inner += int(f.tokens[i].spaces)
		}
	}
	if what.end == end {
		f.line(what, f.tokenEnd(&f.tokens[last]), true)
	} else {
		f.line(what, int(f.tokens[what.end].start), false)
	}
	return what.end
}

// start begins a line.
func (f *filler) start(token, pos int) {
	f.first, f.pos = token, pos
	f.now, f.good = fit{end: token}, fit{end: token}
}

// take adds a token, whose word is w wide, to the line.
func (f *filler) take(t *token, w milli) {
	f.now.end++
	f.now.x += w
	if t.word != 0 {
		f.now.text, f.now.inner = f.now.x, f.now.spaces
	}
	f.now.tabs = f.now.tabs || t.flags&tab != 0
	f.now.spaces += int(t.spaces)
	f.now.x += milli(t.spaces) * f.spaces[t.style]
}

// tokenEnd returns the position behind a token, before a line end.
func (c *Column) tokenEnd(t *token) int {
	end := int(t.start) + c.faces.words[t.word].len() + int(t.spaces)
	if t.flags&tab != 0 {
		end++
	}
	return end
}

// begin returns how far token i begins from the start of its block, in the
// measure of token.reach.
func (f *filler) begin(i int) milli {
	if i == f.blocks[f.block].tokens[0] {
		return 0
	}
	before := &f.tokens[i-1]
	return before.reach + milli(before.spaces)*f.spaces[before.style]
}

// wordWidth is the width of the word of token i.
func (c *Column) wordWidth(i int) milli { return c.faces.words[c.tokens[i].word].width }

// partWidth is the width of the word of token i from its code point from on, or
// of its tab where the line has come to it.
func (f *filler) partWidth(i, from int) milli {
	t := &f.tokens[i]
	if t.flags&tab != 0 {
		return tabWidth(f.now.x, f.cell)
	}
	if from == 0 {
		return f.wordWidth(i)
	}
	edges := f.faces.words[t.word].edges
	return toMilli(float64(edges[len(edges)-1] - edges[min(from, len(edges)-1)]))
}

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

// spaceWidth is the width in units of one U+0020.
func (c *Column) spaceWidth(t *token, em float64) float64 { return c.spaces[t.style].units(em) }

// cut returns how many code points of a word, from its code point from on, fit
// into a width, cut at the end of a grapheme cluster; at least one cluster if
// some must be taken.
func (f *filler) cut(t *token, from int, width milli, must bool) int {
	edges := f.faces.words[t.word].edges
	n := 0
	for i := from + 1; i < len(edges); i++ {
		if i+1 < len(edges) && edges[i+1] == edges[i] {
			continue // inside a cluster, or before a character without width
		}
		fits := toMilli(float64(edges[i]-edges[from])) <= width
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
		left: float32(f.left), right: float32(f.right), y: f.y, w: what.text.units(f.em), h: f.leading, rtl: first.flags&baseRTL != 0,
	}
	f.y += f.leading
	outdent := 0.0
	if f.outdent > 0 && f.first == f.blocks[f.block].tokens[0] && f.pos == int(first.start) {
		outdent = f.outdent.units(f.em)
	}
	if f.justify && !last && !what.tabs && what.inner > 0 {
		avail := f.right - f.left + outdent
		if free := avail - l.w; free > 0 && free/float64(what.inner) < 0.6*f.em {
			l.spread = float32(free / float64(what.inner))
			l.w = avail
		}
	}
	if l.x = f.left - outdent; l.rtl {
		l.x = f.right + outdent - l.w
	}
	f.lines = append(f.lines, l)
}
