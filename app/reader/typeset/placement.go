package typeset

import "gloss/annotate"

// item is a word, or the spaces after one, or a tab, or line ends, as placed on
// a line. Items are the only ones who know where on a line something stands.
type item struct {
	from, to int       // positions
	token    *token    // nil for line ends
	edges    []float32 // of a word: from edges[0] on
	first    int       // of a word: its code point at from
	x, w     float64   // left edge, width
	em       float64
	level    uint8
}

// placement is the items of one line from left to right.
type placement struct {
	line    int // -1: none
	items   []item
	logical []item
	levels  []uint8
	order   []int
}

// place returns the items of a line from left to right. They are good until the
// next call.
func (c *Column) place(index int) []item {
	p := &c.placed
	if p.line == index {
		return p.items
	}
	p.line, p.items, p.logical, p.levels = index, p.items[:0], p.logical[:0], p.levels[:0]
	l := &c.lines[index]
	b := &c.blocks[l.block]
	base := uint8(0)
	if l.rtl {
		base = 1
	}
	x, lastWord, turned := 0.0, -1, l.rtl
	next, end := int(l.start)-int(l.cut), int(l.end)
	add := func(it item) {
		p.logical, p.levels = append(p.logical, it), append(p.levels, it.level)
		x += it.w
		turned = turned || it.level != 0
	}
	for i := l.tokens[0]; i < l.tokens[1]; i++ {
		t := c.token(int(i))
		at := next
		next += int(t.count)
		if t.word != 0 {
			edges := c.faces.words[t.word].edges
			from, to := max(0, int(l.start)-at), min(len(edges)-1, end-at)
			lastWord = len(p.logical)
			add(item{
				from: at + from, to: at + to, token: t, edges: edges[from : to+1], first: from,
				w: float64(edges[to]-edges[from]) * b.em, em: b.em, level: t.level,
			})
			if at += len(edges) - 1; at >= end {
				continue // cut here: what follows is on the next line
			}
		}
		switch {
		case t.flags&tab != 0:
			add(item{from: at, to: at + 1, token: t, w: tabWidth(toMilli(x/b.em), b.Kind == annotate.TableRow).units(b.em), level: base})
		case t.spaces > 0:
			w := t.gap.units(b.em) + float64(t.spaces)*float64(l.spread)
			add(item{from: at, to: at + int(t.spaces), token: t, w: w, level: t.level})
		}
	}
	if l.ends > 0 {
		add(item{from: end - int(l.ends), to: end, w: endWidth * b.em, level: base})
	}
	hanging := 0.0 // what follows the last word stands outside the text
	for i := lastWord + 1; i < len(p.logical); i++ {
		it := &p.logical[i]
		if it.token != nil && it.token.spaces > 0 && it.token.flags&tab == 0 {
			it.w -= float64(it.token.spaces) * float64(l.spread)
		}
		it.level, p.levels[i] = base, base // rule L1
		hanging += it.w
	}
	x = c.left(l)
	if l.rtl {
		x -= hanging
	}
	if !turned {
		p.items = append(p.items, p.logical...)
	} else {
		p.order = visualOrder(p.levels, p.order)
		for _, k := range p.order {
			p.items = append(p.items, p.logical[k])
		}
	}
	for i := range p.items {
		p.items[i].x = x
		x += p.items[i].w
	}
	return p.items
}

// lead returns how far position pos stands, in units, from the edge of the item
// at which reading starts.
func (it *item) lead(pos int) float64 {
	switch n := min(max(pos, it.from), it.to) - it.from; {
	case it.edges != nil:
		return float64(it.edges[n]-it.edges[0]) * it.em
	case it.token == nil && n > 0: // line ends are one thing
		return it.w
	default:
		return it.w * float64(n) / float64(it.to-it.from)
	}
}

// span returns the left edge and the width of positions from to to.
func (it *item) span(from, to int) (x, w float64) {
	a, b := it.lead(from), it.lead(to)
	if it.level%2 == 1 {
		return it.x + it.w - b, b - a
	}
	return it.x + a, b - a
}
