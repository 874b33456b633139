package window

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/app"
	"gloss/app/words"
)

// countTable shows a table of counts: sorted by a click on a head, and telling
// which cell was chosen by a click or, with the keyboard, by Space.
type countTable struct {
	grid     *keyTable
	onChoose func(row, col int) // in table, however the rows are sorted

	table      app.Table
	order      []int // rows of table as they are shown
	sortBy     int   // -1: as they came
	descending bool
}

// newCountTable makes a table without rows; tips shows what a click on a head does.
func newCountTable(t *tips) *countTable {
	c := &countTable{sortBy: -1}
	c.grid = newKeyTable(
		func() (int, int) { return len(c.order), len(c.table.Columns) },
		func() fyne.CanvasObject {
			l := widget.NewLabel("")
			l.Truncation = fyne.TextTruncateEllipsis
			return l
		},
		func(id widget.TableCellID, o fyne.CanvasObject) {
			l := o.(*widget.Label)
			if l.Alignment = fyne.TextAlignLeading; c.right(id.Col) {
				l.Alignment = fyne.TextAlignTrailing
			}
			text := c.text(id.Row, id.Col)
			if c.table.Columns[id.Col].Name == "before" {
				text = tail(text, contextWidth-4*theme.InnerPadding())
			}
			l.SetText(text)
		})
	c.grid.ShowHeaderRow = true
	c.grid.CreateHeader = func() fyne.CanvasObject { return newTipButton(t, "", nil, "", nil) }
	c.grid.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) { c.head(id.Col, o.(*tipButton)) }
	c.grid.OnSelected = func(id widget.TableCellID) {
		c.grid.UnselectAll()
		if id.Row >= 0 && id.Row < len(c.order) && id.Col >= 0 {
			c.onChoose(c.order[id.Row], id.Col)
		}
	}
	return c
}

// right reports whether a column is set against its right edge: numbers, and
// what stands before a match.
func (c *countTable) right(col int) bool {
	return c.table.Columns[col].Kind != app.Text || c.table.Columns[col].Name == "before"
}

func (c *countTable) head(col int, b *tipButton) {
	if col < 0 || col >= len(c.table.Columns) {
		return
	}
	name := columnName(c.table.Columns[col])
	b.tip = say("Sort by %s; click again to turn round", name)
	if b.Alignment = widget.ButtonAlignLeading; c.right(col) {
		b.Alignment = widget.ButtonAlignTrailing
	}
	text := clip(name, 22)
	if col == c.sortBy {
		text += map[bool]string{false: " ↑", true: " ↓"}[c.descending]
	}
	b.OnTapped = func() { c.sort(col) }
	b.SetText(text)
}

// contextWidth is the width of the columns around a match.
const contextWidth = 330

// tail is as much of the end of a text as a width takes: what stands before a
// match must be seen next to it.
func tail(s string, width float32) string {
	r := []rune(s)
	for n := 0; n < len(r); n += 3 {
		if n > 0 {
			s = "…" + string(r[n:])
		}
		if fyne.MeasureText(s, theme.TextSize(), fyne.TextStyle{}).Width <= width {
			return s
		}
	}
	return ""
}

// text is a cell as a person reads it.
func (c *countTable) text(row, col int) string {
	s := c.table.Rows[c.order[row]][col]
	switch c.table.Columns[col].Kind {
	case app.Count:
		if n, err := strconv.Atoi(s); err == nil {
			return number(n)
		}
	case app.Index:
		return decimal(value(s), 2)
	case app.Part:
		return decimal(100*value(s), 1) + " %"
	}
	if of := c.table.Subject(c.order[row], col); col == 0 && of.Field != "" && of.Value == "" {
		return say("not known")
	}
	return s
}

// columnNames are the heads of columns that are no person's own words.
var columnNames = []words.Key{
	"tag", "highlights", "articles", "characters", "share of text",
	"article", "published",
	"with", "overlaps", "Jaccard of characters", "paragraphs", "Jaccard of paragraphs", "Jaccard of articles",
	"year", "month", "day", "site", "author", "language",
	"word", "count",
	"before", "match", "after", "start", "end",
}

// columnName is the head of a column as a person reads it.
func columnName(c app.Column) string {
	if key := words.Key(c.Name); !c.Own && slices.Contains(columnNames, key) {
		return say(key)
	}
	return c.Name
}

func value(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return v
}

// show shows a table in its own order.
func (c *countTable) show(t app.Table) {
	if len(t.Columns) != len(c.table.Columns) || t.Name != c.table.Name {
		c.sortBy = -1
		c.grid.ScrollToTop()
		c.grid.ScrollToLeading()
	}
	c.table, c.order = t, nil // without rows until they are in order
	c.grid.StickyColumnCount = 0
	if len(t.Columns) > 6 {
		c.grid.StickyColumnCount = 1 // so that one knows in which row one is
	}
	for i, col := range t.Columns {
		c.grid.SetColumnWidth(i, c.columnWidth(i, col))
	}
	c.arrange()
}

// columnWidth is enough for the head and, up to a limit, for what stands in the
// first rows.
func (c *countTable) columnWidth(i int, col app.Column) float32 {
	const looked, widest = 100, 240
	measure := func(s string, bold bool) float32 {
		return fyne.MeasureText(s, theme.TextSize(), fyne.TextStyle{Bold: bold}).Width + 4*theme.InnerPadding()
	}
	width := max(64, measure(clip(columnName(col), 22)+" ↓", true))
	if col.Name == "before" || col.Name == "after" {
		return contextWidth
	}
	if col.Kind == app.Text {
		for _, row := range c.table.Rows[:min(looked, len(c.table.Rows))] {
			width = max(width, min(widest, measure(clip(row[i], 60), false)))
		}
	}
	return width
}

// sort orders the table by a column: numbers the greatest first, texts by
// alphabet; the same one again turns it round, and a third time puts the rows
// back as they came.
func (c *countTable) sort(col int) {
	numbers := c.table.Columns[col].Kind != app.Text
	switch {
	case c.sortBy != col:
		c.sortBy, c.descending = col, numbers
	case c.descending == numbers:
		c.descending = !numbers
	default:
		c.sortBy = -1
	}
	c.arrange()
}

func (c *countTable) arrange() {
	c.order = c.order[:0:0]
	for i := range c.table.Rows {
		c.order = append(c.order, i)
	}
	if col := c.sortBy; col >= 0 {
		slices.SortStableFunc(c.order, func(a, b int) int {
			left, right := c.table.Rows[a][col], c.table.Rows[b][col]
			by := strings.Compare(strings.ToLower(left), strings.ToLower(right))
			if c.table.Columns[col].Kind != app.Text {
				by = cmp.Compare(value(left), value(right))
			}
			if c.descending {
				by = -by
			}
			return by
		})
	}
	c.grid.Refresh()
}
