package panes

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/words"
)

// Codebook is the pane of tags: a tree with colours, keys and counts.
type Codebook struct {
	Root   fyne.CanvasObject
	OnTap  func(tag string)
	OnMenu func(tag string, at fyne.Position)
	OnMove func(tag, below string) // drag: below "" makes it a tag of the first level

	List   *KeyList
	Empty  fyne.CanvasObject
	tags   annotate.Codebook
	counts map[string]store.TagCount
	here   map[string]int
	only   string // the tag that is looked at alone, or ""
	Chosen string // the tag on which the menu acts, or ""

	closed map[string]bool // tags whose children are hidden
	Rows   []bookRow
	drag   struct {
		tag    string
		target int // row under the mouse, -1 below the last
	}
}

type bookRow struct {
	Tag   annotate.Tag
	Depth int
	chev  string
}

// NewCodebook makes an empty codebook with a button, which tip explains, for a new tag.
func NewCodebook(t *Tips, tip string, onAdd func()) *Codebook {
	c := &Codebook{closed: map[string]bool{}}
	c.drag.target = -2
	c.List = NewKeyList(func() int { return len(c.Rows) },
		func() fyne.CanvasObject { return NewTagRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) { c.fill(i, o.(*TagRow)) })
	c.List.HideSeparators = true
	c.Empty = NewHint(words.Say("No tags yet.\nPress + to make the first one, or select a passage and type a name."))
	add := NewTipButton(t, "", theme.ContentAddIcon(), tip, onAdd)
	heading := container.NewBorder(nil, nil, NewHeading(words.Say("Codebook")), add, newGivingWay(NewQuiet(words.Say("here / all")+" ")))
	c.Root = container.NewBorder(heading, nil, nil, nil,
		container.NewStack(c.List, container.NewVBox(c.Empty)))
	return c
}

func (c *Codebook) fill(i int, row *TagRow) {
	r := c.Rows[i]
	row.OnTap = func(onChevron bool) {
		if onChevron {
			c.closed[r.Tag.ID] = !c.closed[r.Tag.ID]
			c.arrange()
			return
		}
		c.Choose(r.Tag.ID)
		c.OnTap(r.Tag.ID)
	}
	row.onMenu = func(at fyne.Position) {
		c.Choose(r.Tag.ID)
		c.OnMenu(r.Tag.ID, at)
	}
	row.onDrag = func(y float32) { c.DragTo(r.Tag.ID, y) }
	row.onDrop = c.Drop
	all := "…"
	if c.counts != nil {
		all = words.Number(c.counts[r.Tag.ID].Highlights)
	}
	look := TagLook{
		depth: r.Depth, chevron: r.chev,
		Counts: fmt.Sprintf("%s / %s", words.Number(c.here[r.Tag.ID]), all),
		Chosen: r.Tag.ID == c.Chosen, applied: r.Tag.ID == c.only,
		dim: c.only != "" && !c.tags.Within(r.Tag.ID, c.only),
	}
	if c.drag.tag != "" {
		look.Chosen = i == c.drag.target
		look.dim = r.Tag.ID == c.drag.tag
	}
	row.Set(r.Tag, look)
}

// Show shows the tags with their counts in the open article and in all.
func (c *Codebook) Show(tags annotate.Codebook, counts map[string]store.TagCount, here map[string]int, only string) {
	c.tags, c.counts, c.here, c.only = tags, counts, here, only
	if _, ok := tags.ByID(c.Chosen); !ok {
		c.Chosen = ""
	}
	c.arrange()
}

// Choose makes a tag the one that the menu acts on.
func (c *Codebook) Choose(tag string) {
	c.Chosen = tag
	c.List.Refresh()
}

// arrange lays the tree out in rows.
func (c *Codebook) arrange() {
	c.Rows = c.Rows[:0]
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
		row := bookRow{Tag: t, Depth: depth[t.ID]}
		if parents[t.ID] {
			row.chev = "▾"
			if c.closed[t.ID] {
				row.chev = "▸"
				hidden[t.ID] = true
			}
		}
		c.Rows = append(c.Rows, row)
	}
	SetVisible(c.Empty, len(c.Rows) == 0)
	c.List.Refresh()
}

// DragTo marks the row under the mouse as the one to drop on.
func (c *Codebook) DragTo(tag string, y float32) {
	c.drag.tag = tag
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.List).Y
	i := int((y - top + c.List.GetScrollOffset()) / (RowHeight + theme.Padding()))
	if y < top || i >= len(c.Rows) {
		i = -1
	}
	if i != c.drag.target {
		c.drag.target = i
		c.List.Refresh()
	}
}

// Drop puts the dragged tag below the one it was dropped on, or back to the
// first level where it was dropped on none.
func (c *Codebook) Drop() {
	tag, target := c.drag.tag, c.drag.target
	c.drag.tag, c.drag.target = "", -2
	c.List.Refresh()
	below := ""
	if target >= 0 && target < len(c.Rows) {
		below = c.Rows[target].Tag.ID
	}
	if t, ok := c.tags.ByID(tag); ok && below != tag && t.Parent != below && (below == "" || !c.tags.Within(below, tag)) {
		c.OnMove(tag, below)
	}
}
