package typeset

import (
	"cmp"
	"slices"

	"gloss/annotate"
)

// Tables: neighbouring rows share the widths of their columns, and the text of
// a cell is filled inside its column.

// cellGap is the space between two columns in ems of the body text.
const cellGap = 1.4

// cells calls f with the tokens of each cell of a row: the tab that ends a cell
// belongs to it.
func (c *Column) cells(row int, f func(column, first, end int)) {
	from, column := c.blocks[row].tokens[0], 0
	end := c.blocks[row].tokens[1]
	for i := from; i < end; i++ {
		if c.tokens[i].flags&tab != 0 {
			f(column, from, i+1)
			from, column = i+1, column+1
		}
	}
	if from < end {
		f(column, from, end)
	}
}

// setTable finds the widths of the columns of the table that starts at block
// first. A column wants the width of its longest cell and needs that of its
// longest word; where there is too little room, those that ask for most
// give way. A table too wide for even that is set smaller.
func (c *Column) setTable(first int) {
	var wish, need []float64
	c.shrink = 1
	most := 0.6 * c.width
	for row := first; row < len(c.blocks) && c.blocks[row].Kind == annotate.TableRow; row++ {
		em := shapeOf(c.blocks[row].Block, "").size * c.setting.Size
		c.cells(row, func(column, from, end int) {
			for len(wish) <= column {
				wish, need = append(wish, em), append(need, em)
			}
			x, content := 0.0, 0.0
			for i := from; i < end; i++ {
				t := &c.tokens[i]
				if t.flags&tab != 0 {
					continue
				}
				if t.flags&lineEnd != 0 {
					x = 0
				}
				w := c.wordWidth(i).units(em)
				need[column] = max(need[column], min(w, 8*em))
				x += w
				content = max(content, x)
				x += float64(t.spaces) * c.spaceWidth(t, em)
			}
			wish[column] = max(wish[column], min(content+0.01*em, most))
		})
	}
	c.gap = cellGap * c.setting.Size
	room := c.width - c.gap*float64(len(wish)-1)
	var wishes, needs float64
	for i := range wish {
		wishes += wish[i]
		needs += need[i]
	}
	switch {
	case wishes <= room:
	case needs < room:
		shareOut(wish, need, room-needs)
	default: // closer, smaller letters, and where that is not enough, words are broken
		c.gap *= 0.4
		room = c.width - c.gap*float64(len(wish)-1)
		c.shrink = min(max(leastShrink, room/needs), 1)
		for i := range wish {
			wish[i] = max(c.setting.Size*c.shrink, need[i]*room/needs)
		}
	}
	c.columns = wish
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

// leastShrink is how small the letters of a table become at most, in parts of
// their usual size, to keep its words whole.
const leastShrink = 0.62

// fillRow sets one row of the current table and returns the y below it.
func (c *Column) fillRow(index int, y float64) float64 {
	b := &c.blocks[index]
	rtl := c.tokens[b.tokens[0]].flags&baseRTL != 0
	x, below := 0.0, y
	c.cells(index, func(column, first, end int) {
		w := c.columns[column]
		f := filler{Column: c, block: index, y: y, left: x, right: x + w, em: b.em, leading: b.leading(c.setting), cell: true}
		if rtl {
			f.left, f.right = c.width-x-w, c.width-x
		}
		below = max(below, f.run(first, end))
		x += w + c.gap
	})
	return below
}
