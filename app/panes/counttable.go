package panes

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

// CountTable shows a table of counts: sorted by a click on a head, and telling
// which cell was chosen by a click or, with the keyboard, by Space.
type CountTable struct {
	Grid     *KeyTable
	OnChoose func(row, col int) // in table, however the rows are sorted

	Table      app.Table
	Order      []int // rows of table as they are shown
	sortBy     int   // -1: as they came
	descending bool
}

// NewCountTable makes a table without rows; tips shows what a click on a head does.
func NewCountTable(t *Tips) *CountTable {
	c := &CountTable{sortBy: -1}
	c.Grid = NewKeyTable(
		func() (int, int) { return len(c.Order), len(c.Table.Columns) },
		func() fyne.CanvasObject { return NewEllipsis() },
		func(id widget.TableCellID, o fyne.CanvasObject) {
			l := o.(*widget.Label)
			if l.Alignment = fyne.TextAlignLeading; c.right(id.Col) {
				l.Alignment = fyne.TextAlignTrailing
			}
			text := c.Text(id.Row, id.Col)
			if c.Table.Columns[id.Col].Name == "before" {
				text = tail(text, contextWidth-4*theme.InnerPadding())
			}
			l.SetText(text)
		})
	c.Grid.ShowHeaderRow = true
	c.Grid.CreateHeader = func() fyne.CanvasObject { return NewTipButton(t, "", nil, "", nil) }
	c.Grid.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) { c.head(id.Col, o.(*TipButton)) }
	c.Grid.OnSelected = func(id widget.TableCellID) {
		c.Grid.UnselectAll()
		if id.Row >= 0 && id.Row < len(c.Order) && id.Col >= 0 {
			c.OnChoose(c.Order[id.Row], id.Col)
		}
	}
	return c
}

// right reports whether a column is set against its right edge: numbers, and
// what stands before a match.
func (c *CountTable) right(col int) bool {
	return c.Table.Columns[col].Kind != app.Text || c.Table.Columns[col].Name == "before"
}

func (c *CountTable) head(col int, b *TipButton) {
	if col < 0 || col >= len(c.Table.Columns) {
		return
	}
	name := columnName(c.Table.Columns[col])
	b.Tip = words.Say("Sort by %s; click again to turn round", name)
	if b.Alignment = widget.ButtonAlignLeading; c.right(col) {
		b.Alignment = widget.ButtonAlignTrailing
	}
	text := Clip(name, 22)
	if col == c.sortBy {
		text += map[bool]string{false: " ↑", true: " ↓"}[c.descending]
	}
	b.OnTapped = func() { c.Sort(col) }
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

// Text is a cell as a person reads it.
func (c *CountTable) Text(row, col int) string {
	s := c.Table.Rows[c.Order[row]][col]
	switch c.Table.Columns[col].Kind {
	case app.Count:
		if n, err := strconv.Atoi(s); err == nil {
			return words.Number(n)
		}
	case app.Index:
		return words.Decimal(value(s), 2)
	case app.Part:
		return words.Decimal(100*value(s), 1) + " %"
	}
	if of := c.Table.Subject(c.Order[row], col); col == 0 && of.Field != "" && of.Value == "" {
		return words.Say("not known")
	}
	return s
}

// ColumnNames are the heads of columns that are no person's own words.
var ColumnNames = []words.Key{
	"tag", "highlights", "articles", "characters", "share of text",
	"article", "published",
	"with", "overlaps", "Jaccard of characters", "paragraphs", "Jaccard of paragraphs", "Jaccard of articles",
	"year", "month", "day", "site", "author", "language",
	"word", "count",
	"before", "match", "after", "start", "end",
}

// columnName is the head of a column as a person reads it.
func columnName(c app.Column) string {
	if key := words.Key(c.Name); !c.Own && slices.Contains(ColumnNames, key) {
		return words.Say(key)
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

// Show shows a table in its own order.
func (c *CountTable) Show(t app.Table) {
	if len(t.Columns) != len(c.Table.Columns) || t.Name != c.Table.Name {
		c.sortBy = -1
		c.Grid.ScrollToTop()
		c.Grid.ScrollToLeading()
	}
	c.Table, c.Order = t, nil // without rows until they are in order
	c.Grid.StickyColumnCount = 0
	if len(t.Columns) > 6 {
		c.Grid.StickyColumnCount = 1 // so that one knows in which row one is
	}
	for i, col := range t.Columns {
		c.Grid.SetColumnWidth(i, c.columnWidth(i, col))
	}
	c.arrange()
}

// columnWidth is enough for the head and, up to a limit, for what stands in the
// first rows.
func (c *CountTable) columnWidth(i int, col app.Column) float32 {
	const looked, widest = 100, 240
	measure := func(s string, bold bool) float32 {
		return fyne.MeasureText(s, theme.TextSize(), fyne.TextStyle{Bold: bold}).Width + 4*theme.InnerPadding()
	}
	width := max(64, measure(Clip(columnName(col), 22)+" ↓", true))
	if col.Name == "before" || col.Name == "after" {
		return contextWidth
	}
	if col.Kind == app.Text {
		for _, row := range c.Table.Rows[:min(looked, len(c.Table.Rows))] {
			width = max(width, min(widest, measure(Clip(row[i], 60), false)))
		}
	}
	return width
}

// Sort orders the table by a column: numbers the greatest first, texts by
// alphabet; the same one again turns it round, and a third time puts the rows
// back as they came.
func (c *CountTable) Sort(col int) {
	numbers := c.Table.Columns[col].Kind != app.Text
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

func (c *CountTable) arrange() {
	c.Order = c.Order[:0:0]
	for i := range c.Table.Rows {
		c.Order = append(c.Order, i)
	}
	if col := c.sortBy; col >= 0 {
		slices.SortStableFunc(c.Order, func(a, b int) int {
			left, right := c.Table.Rows[a][col], c.Table.Rows[b][col]
			by := strings.Compare(strings.ToLower(left), strings.ToLower(right))
			if c.Table.Columns[col].Kind != app.Text {
				by = cmp.Compare(value(left), value(right))
			}
			if c.descending {
				by = -by
			}
			return by
		})
	}
	c.Grid.Refresh()
}
