package window

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
)

// codebook is the pane of tags: a tree with colours, keys and counts.
type codebook struct {
	root   fyne.CanvasObject
	onTap  func(tag string)
	onMenu func(tag string, at fyne.Position)
	onMove func(tag, below string) // drag: below "" makes it a tag of the first level

	list   *keyList
	empty  fyne.CanvasObject
	tags   annotate.Codebook
	counts map[string]store.TagCount
	here   map[string]int
	only   string // the tag that is looked at alone, or ""
	chosen string // the tag on which the menu acts, or ""

	closed map[string]bool // tags whose children are hidden
	rows   []bookRow
	drag   struct {
		tag    string
		target int // row under the mouse, -1 below the last
	}
}

type bookRow struct {
	tag   annotate.Tag
	depth int
	chev  string
}

// newCodebook makes an empty codebook with a button, which tip explains, for a new tag.
func newCodebook(t *tips, tip string, onAdd func()) *codebook {
	c := &codebook{closed: map[string]bool{}}
	c.drag.target = -2
	c.list = newKeyList(func() int { return len(c.rows) },
		func() fyne.CanvasObject { return newTagRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) { c.fill(i, o.(*tagRow)) })
	c.list.HideSeparators = true
	c.empty = newHint(say("No tags yet.\nPress + to make the first one, or select a passage and type a name."))
	add := newTipButton(t, "", theme.ContentAddIcon(), tip, onAdd)
	heading := container.NewBorder(nil, nil, newHeading(say("Codebook")), add, newGivingWay(newQuiet(say("here / all")+" ")))
	c.root = container.NewBorder(heading, nil, nil, nil,
		container.NewStack(c.list, container.NewVBox(c.empty)))
	return c
}

func (c *codebook) fill(i int, row *tagRow) {
	r := c.rows[i]
	row.onTap = func(onChevron bool) {
		if onChevron {
			c.closed[r.tag.ID] = !c.closed[r.tag.ID]
			c.arrange()
			return
		}
		c.choose(r.tag.ID)
		c.onTap(r.tag.ID)
	}
	row.onMenu = func(at fyne.Position) {
		c.choose(r.tag.ID)
		c.onMenu(r.tag.ID, at)
	}
	row.onDrag = func(y float32) { c.dragTo(r.tag.ID, y) }
	row.onDrop = c.drop
	all := "…"
	if c.counts != nil {
		all = number(c.counts[r.tag.ID].Highlights)
	}
	look := tagLook{
		depth: r.depth, chevron: r.chev,
		counts: fmt.Sprintf("%s / %s", number(c.here[r.tag.ID]), all),
		chosen: r.tag.ID == c.chosen, applied: r.tag.ID == c.only,
		dim: c.only != "" && !c.tags.Within(r.tag.ID, c.only),
	}
	if c.drag.tag != "" {
		look.chosen = i == c.drag.target
		look.dim = r.tag.ID == c.drag.tag
	}
	row.set(r.tag, look)
}

// show shows the tags with their counts in the open article and in all.
func (c *codebook) show(tags annotate.Codebook, counts map[string]store.TagCount, here map[string]int, only string) {
	c.tags, c.counts, c.here, c.only = tags, counts, here, only
	if _, ok := tags.ByID(c.chosen); !ok {
		c.chosen = ""
	}
	c.arrange()
}

// choose makes a tag the one that the menu acts on.
func (c *codebook) choose(tag string) {
	c.chosen = tag
	c.list.Refresh()
}

// arrange lays the tree out in rows.
func (c *codebook) arrange() {
	c.rows = c.rows[:0]
	hidden := map[string]bool{} // whether the children of a tag are out of sight
	depth := map[string]int{}
	parents := map[string]bool{}
	for _, t := range c.tags {
		parents[t.Parent] = true
	}
	for _, t := range c.tags {
		if t.Parent != "" {
			depth[t.ID] = depth[t.Parent] + 1
			hidden[t.ID] = hidden[t.Parent]
		}
		if hidden[t.Parent] && t.Parent != "" {
			continue
		}
		row := bookRow{tag: t, depth: depth[t.ID]}
		if parents[t.ID] {
			row.chev = "▾"
			if c.closed[t.ID] {
				row.chev = "▸"
				hidden[t.ID] = true
			}
		}
		c.rows = append(c.rows, row)
	}
	show(c.empty, len(c.rows) == 0)
	c.list.Refresh()
}

// dragTo marks the row under the mouse as the one to drop on.
func (c *codebook) dragTo(tag string, y float32) {
	c.drag.tag = tag
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.list).Y
	i := int((y - top + c.list.GetScrollOffset()) / (rowHeight + theme.Padding()))
	if y < top || i >= len(c.rows) {
		i = -1
	}
	if i != c.drag.target {
		c.drag.target = i
		c.list.Refresh()
	}
}

// drop puts the dragged tag below the one it was dropped on, or back to the
// first level where it was dropped on none.
func (c *codebook) drop() {
	tag, target := c.drag.tag, c.drag.target
	c.drag.tag, c.drag.target = "", -2
	c.list.Refresh()
	below := ""
	if target >= 0 && target < len(c.rows) {
		below = c.rows[target].tag.ID
	}
	if t, ok := c.tags.ByID(tag); ok && below != tag && t.Parent != below && (below == "" || !c.tags.Within(below, tag)) {
		c.onMove(tag, below)
	}
}
