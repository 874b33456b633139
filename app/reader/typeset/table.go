package typeset

import (
	"cmp"
	"slices"
	"sort"

	"gloss/annotate"
)

// Tables: neighbouring rows share the widths of their columns, and the text of
// a cell is filled inside its column. A table that would be cramped in the width
// of the text is set wider and stands behind a window as wide as the text, in
// which it is scrolled sideways. Its first column, which says what the rows are
// about, is held while the others are scrolled, where it leaves enough for them.

const (
	cellGap = 1.4  // between two columns, in ems of the body text
	narrow  = 6.0  // ems: where a column with more to say would become narrower, the table is scrolled
	roomy   = 20.0 // ems: how wide such columns are where it is
	holding = 0.4  // of the window: a first column that takes more is scrolled as the others are
)

// wideTable is a table that is scrolled sideways.
type wideTable struct {
	rows [2]int  // indexes into Column.blocks
	over float64 // units by which it is wider than the column
	rtl  bool
}

// cells calls f with the tokens of each cell of a row, and the position at which
// it begins: the tab that ends a cell belongs to it.
func (c *Column) cells(row int, f func(column, first, end, pos int)) {
	b := &c.blocks[row]
	from, end := b.tokens[0], b.tokens[1]
	column, pos, next := 0, b.Span.Start, b.Span.Start
	for i := from; i < end; i++ {
		t := c.token(i)
		next += int(t.count)
		if t.flags&tab != 0 {
			f(column, from, i+1, pos)
			from, column, pos = i+1, column+1, next
		}
	}
	if from < end {
		f(column, from, end, pos)
	}
}

// setTable finds the widths of the columns of the table that starts at block
// first. A column wants the width of its longest cell and needs that of its
// longest word, but no less than a narrow one has; where there is too little
// room, those that ask for most give way, and where there is not even that, the
// table is a wide one.
func (c *Column) setTable(first int) {
	var wish, need []float64
	size := c.setting.Size
	most := max(0.6*c.width, roomy*size)
	end := first
	for ; end < len(c.blocks) && c.blocks[end].Kind == annotate.TableRow; end++ {
		em := c.shape(end).size * size
		c.cells(end, func(column, from, end, _ int) {
			for len(wish) <= column {
				wish, need = append(wish, em), append(need, em)
			}
			x, content := 0.0, 0.0
			for i := from; i < end; i++ {
				t := c.token(i)
				if t.flags&tab != 0 {
					continue
				}
				w := t.width.units(em)
				need[column] = max(need[column], min(w, 8*em))
				x += w
				content = max(content, x)
				x += t.gap.units(em)
				if t.flags&lineEnd != 0 {
					x = 0
				}
			}
			wish[column] = max(wish[column], min(content+0.01*em, most))
		})
	}
	c.table = tableSet{columns: wish, gap: cellGap * size, rtl: c.rtl(first)}
	room := c.width - c.table.gap*float64(len(wish)-1)
	wishes, needs := 0.0, 0.0
	for i := range wish {
		need[i] = max(need[i], min(wish[i], narrow*size))
		wishes += wish[i]
		needs += need[i]
	}
	switch {
	case wishes <= room:
	case needs <= room:
		shareOut(wish, need, room-needs)
	default:
		enough := max(min(roomy*size, c.width), narrow*size)
		over := -room
		for i := range wish {
			wish[i] = min(wish[i], max(need[i], enough))
			over += wish[i]
		}
		c.table.wide = true
		if held := wish[0] + c.table.gap/2; held <= holding*c.width && len(wish) > 2 {
			if c.table.held = held; c.table.rtl {
				c.table.held = -held
			}
		}
		c.wide = append(c.wide, wideTable{[2]int{first, end}, over, c.table.rtl})
		c.shift(&c.wide[len(c.wide)-1], c.blocks[first].aside*size)
	}
}

// rtl reports whether a block is read from right to left.
func (c *Column) rtl(block int) bool {
	return c.token(c.blocks[block].tokens[0]).flags&baseRTL != 0
}

// shareOut lowers each wish to its need and its share of what is left: all get
// the same of it, but none more than its wish, so that short columns keep their
// cells on one line.
func shareOut(wish, need []float64, left float64) {
	order := make([]int, len(wish))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(wish[a]-need[a], wish[b]-need[b]) })
	for n, i := range order {
		give := min(wish[i]-need[i], left/float64(len(order)-n))
		wish[i] = need[i] + give
		left -= give
	}
}

// fillRow sets one row of the current table and returns the y below it.
func (c *Column) fillRow(index int, y float64) float64 {
	b := &c.blocks[index]
	b.wide, b.held = c.table.wide, float32(c.table.held)
	x, below := 0.0, y
	c.cells(index, func(column, first, end, pos int) {
		w := c.table.columns[column]
		f := filler{Column: c, block: index, y: y, left: x, right: x + w, cell: true}
		if c.table.rtl {
			f.left, f.right = c.width-x-w, c.width-x
		}
		below = max(below, f.run(first, end, pos))
		x += w + c.table.gap
	})
	return below
}

// shift moves the window of a table to x, as far as the table reaches. At 0 it
// shows where reading begins.
func (c *Column) shift(t *wideTable, x float64) {
	if t.rtl {
		x = min(max(x, -t.over), 0)
	} else {
		x = max(min(x, t.over), 0)
	}
	for i := t.rows[0]; i < t.rows[1]; i++ {
		c.blocks[i].aside = x / c.setting.Size
	}
	c.placed.line = -1
}

// left is where, in the column, the text of a line begins at its left.
func (c *Column) left(l *line) float64 { return l.x() - c.aside(l) }

// aside is how far the line is scrolled with its table.
func (c *Column) aside(l *line) float64 {
	if b := &c.blocks[l.block]; b.wide && !c.isHeld(l) {
		return b.aside * c.setting.Size
	}
	return 0
}

// isHeld reports whether a line stands in the first column of a wide table, and
// that is held.
func (c *Column) isHeld(l *line) bool {
	held := float64(c.blocks[l.block].held)
	return held > 0 && float64(l.right) < held || held < 0 && float64(l.left) > c.width+held
}

// overHeld reports whether a place across is in the column that is held.
func (c *Column) overHeld(b *block, x float64) bool {
	held := float64(b.held)
	return held > 0 && 0 <= x && x < held || held < 0 && c.width+held <= x && x <= c.width
}

// sides are those of the window through which a line is seen: of its table, with
// or without the column that is held.
func (c *Column) sides(l *line) (x0, x1 float64) {
	if c.isHeld(l) {
		return 0, c.width
	}
	return c.scrolled(&c.blocks[l.block])
}

// scrolled are the sides of the part of a row in which columns are scrolled.
func (c *Column) scrolled(b *block) (x0, x1 float64) {
	return max(float64(b.held), 0), c.width + min(float64(b.held), 0)
}

// window cuts a rectangle that belongs to a line down to what can be seen of it:
// in a wide table, what lies in the column, with a little around it.
func (c *Column) window(l *line, r Rect, around float64) Rect {
	if !c.blocks[l.block].wide {
		return r
	}
	x0, x1 := c.sides(l)
	if x0 == 0 { // at the column that is held, nothing may be seen beyond
		x0 -= around
	}
	if x1 == c.width {
		x1 += around
	}
	x0, x1 = max(r.X, x0), min(r.X+r.W, x1)
	r.X, r.W = x0, max(x1-x0, 0)
	return r
}

// rim is how far, in units, letters at the edge of a wide table may be drawn
// beside the column.
const rim = 2

// InView reports whether a line is in the window of its table; lines elsewhere
// are.
func (c *Column) InView(index int) bool {
	l := &c.lines[index]
	if !c.blocks[l.block].wide {
		return true
	}
	x0, x1 := c.sides(l)
	return c.left(l) < x1 && c.left(l)+float64(l.w) > x0
}

// Seen reports whether the place x on the line of position pos is in the window
// of its table; elsewhere it is.
func (c *Column) Seen(pos int, x float64) bool {
	i := c.LineOf(pos)
	if i < 0 || !c.blocks[c.lines[i].block].wide {
		return true
	}
	x0, x1 := c.sides(&c.lines[i])
	return x0-1 <= x && x <= x1+1
}

// Shift is how far, in units, a line is scrolled with its table: 0 outside wide
// tables and in a column that is held.
func (c *Column) Shift(index int) float64 { return c.aside(&c.lines[index]) }

// Table is a wide table: one that is scrolled sideways.
type Table struct {
	Box       Rect    // what is seen of it
	Wide      float64 // its whole width, in units
	Shift     float64 // where the left edge of what is seen lies in Wide, from 0 to Wide - Box.W
	From, To  float64 // the sides of that part of Box in which columns are scrolled
	first, at int     // its first block; its index
}

func (c *Column) tableAt(i int) Table {
	t := &c.wide[i]
	first, last := &c.blocks[t.rows[0]], &c.blocks[t.rows[1]-1]
	shift := first.aside * c.setting.Size
	if t.rtl {
		shift += t.over
	}
	from, to := c.scrolled(first)
	return Table{Rect{0, first.y, c.width, last.y + last.h - first.y}, c.width + t.over, shift, from, to, t.rows[0], i}
}

// AppendTables appends to out the wide tables that reach into the band from y to
// y+h.
func (c *Column) AppendTables(out []Table, y, h float64) []Table {
	i := sort.Search(len(c.wide), func(i int) bool {
		last := &c.blocks[c.wide[i].rows[1]-1]
		return last.y+last.h > y
	})
	for ; i < len(c.wide) && c.blocks[c.wide[i].rows[0]].y < y+h; i++ {
		out = append(out, c.tableAt(i))
	}
	return out
}

// TableAt returns the wide table at height y.
func (c *Column) TableAt(y float64) (Table, bool) {
	i := sort.Search(len(c.wide), func(i int) bool {
		last := &c.blocks[c.wide[i].rows[1]-1]
		return last.y+last.h > y
	})
	if i == len(c.wide) || c.blocks[c.wide[i].rows[0]].y > y {
		return Table{}, false
	}
	return c.tableAt(i), true
}

// ScrollTable scrolls a wide table so that its Shift is, as nearly as it can be,
// the one given, and reports whether that moved it. Nothing else moves.
func (c *Column) ScrollTable(t Table, shift float64) bool {
	wide, before := &c.wide[t.at], c.blocks[t.first].aside
	if wide.rtl {
		shift -= wide.over
	}
	c.shift(wide, shift)
	return c.blocks[t.first].aside != before
}

// Show scrolls the table of position pos, where it is a wide one, no further
// than is needed to see the character there with a little around it, and
// reports whether that moved it.
func (c *Column) Show(pos int) bool {
	i := c.LineOf(pos)
	if i < 0 || !c.blocks[c.lines[i].block].wide {
		return false
	}
	l, x := &c.lines[i], c.Caret(pos).X
	at := sort.Search(len(c.wide), func(k int) bool { return c.wide[k].rows[1] > int(l.block) })
	t := c.tableAt(at)
	if c.isHeld(l) {
		return false
	}
	around := min(2*c.setting.Size, (t.To-t.From)/4)
	x0, x1 := min(c.left(l), x)-around, max(c.left(l)+float64(l.w), x)+around // spaces stand beside the text
	if x1-x0 > t.To-t.From {                                                  // there is no room for the whole line
		x0, x1 = x-around, x+around
	}
	const hair = 0.01
	switch {
	case x < t.From+around && x0 < t.From-hair:
		return c.ScrollTable(t, t.Shift+x0-t.From)
	case x > t.To-around && x1 > t.To+hair:
		return c.ScrollTable(t, t.Shift+x1-t.To)
	}
	return false
}
