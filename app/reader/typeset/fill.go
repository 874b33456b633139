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
}

// run fills lines with the tokens from first up to end and returns the y below
// them. It is greedy: a line takes what fits.
func (f *filler) run(first, end int) float64 {
	pos := int(f.tokens[first].start)
	x, lastBreak, avail := 0.0, -1, f.avail+f.outdent
	start := func(i, at int) { first, pos, x, lastBreak, avail = i, at, 0, -1, f.avail }
	for i := first; i < end; {
		t := &f.tokens[i]
		from := max(0, pos-int(t.start))
		w := f.wordWidth(t, from, x)
		if x+w > avail && !(f.cell && t.flags&tab != 0) {
			switch {
			case lastBreak >= first:
				next := int(f.tokens[lastBreak+1].start)
				f.line(first, lastBreak+1, pos, next, false)
				i = lastBreak + 1
				start(i, next)
				continue
			case t.word == 0:
				if i > first {
					f.line(first, i, pos, int(t.start), false)
					start(i, int(t.start))
					continue
				}
			default: // there is no place to break: break inside the word
				n := f.fit(t, from, avail-x, x == 0)
				if n == 0 {
					f.line(first, i, pos, int(t.start)+from, false)
					start(i, int(t.start)+from)
					continue
				}
				if cut := int(t.start) + from + n; from+n < f.faces.words[t.word].len() {
					f.line(first, i+1, pos, cut, false)
					start(i, cut)
					continue
				}
			}
		}
		x += w + float64(t.spaces)*f.spaceWidth(t, f.em)
		i++
		switch {
		case t.flags&lineEnd != 0:
			f.line(first, i, pos, int(f.tokens[i].start), true)
			start(i, int(f.tokens[i].start))
		case i == end:
			f.line(first, i, pos, f.tokenEnd(t), true)
		case t.flags&breakAfter != 0:
			lastBreak = i - 1
		}
	}
	return f.y
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
	return float64(c.faces.space(t.style)) * em
}

// fit returns how many code points of a word, from its code point from on, fit
// into a width, cut at the end of a grapheme cluster; at least one cluster if
// some must be taken.
func (f *filler) fit(t *token, from int, width float64, must bool) int {
	edges := f.faces.words[t.word].edges
	n := 0
	for i := from + 1; i < len(edges); i++ {
		if i+1 < len(edges) && edges[i+1] == edges[i] {
			continue // inside a cluster, or before a character without width
		}
		if float64(edges[i]-edges[from])*f.em > width && (n > 0 || !must) {
			break
		}
		n = i - from
		if float64(edges[i]-edges[from])*f.em > width {
			break
		}
	}
	return n
}

// line appends a line that holds tokens[first:end] from position pos to next.
func (f *filler) line(first, end, pos, next int, last bool) {
	l := line{
		start: pos, end: next, tokens: [2]int{first, end}, block: f.block,
		left: f.left, right: f.right, y: f.y, h: f.leading, rtl: f.tokens[first].flags&baseRTL != 0,
	}
	f.y += f.leading
	if f.tokens[end-1].flags&lineEnd != 0 && next > f.tokenEnd(&f.tokens[end-1]) {
		l.ends = 1
	}
	x, gaps, inner, tabs := 0.0, 0, 0, false
	for i := first; i < end; i++ {
		t := &f.tokens[i]
		w := f.wordWidth(t, max(0, pos-int(t.start)), x)
		if n := next - int(t.start); t.word != 0 && n < f.faces.words[t.word].len() { // cut before its end
			edges := f.faces.words[t.word].edges
			w = float64(edges[n]-edges[max(0, pos-int(t.start))]) * f.em
		}
		x += w
		if t.word != 0 {
			l.w, inner = x, gaps
		}
		x += float64(t.spaces) * f.spaceWidth(t, f.em)
		gaps += int(t.spaces)
		tabs = tabs || t.flags&tab != 0
	}
	avail := f.avail
	outdent := 0.0
	if first == f.blocks[f.block].tokens[0] && pos == int(f.tokens[first].start) {
		outdent = f.outdent
		avail += outdent
	}
	if free := avail - l.w; f.justify && !last && !tabs && inner > 0 && free > 0 && free/float64(inner) < 0.6*f.em {
		l.spread = free / float64(inner)
		l.w = avail
	}
	if l.x = f.left - outdent; l.rtl {
		l.x = f.right + outdent - l.w
	}
	f.lines = append(f.lines, l)
}
