package window

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/app"
	"gloss/app/panes"
	"gloss/app/words"
)

// agreementTable is the face with the numbers: a row per tag, what stands behind
// the cell that was clicked, and how it was all done.
type agreementTable struct {
	root     fyne.CanvasObject
	onUnits  func(tag string, coders []string) // a cell's units are wanted; coders are names, nil: where they differ
	onJump   func(article string, at annotate.Span)
	onCopy   func()
	onExport func(extension string)

	table   *panes.KeyTable
	overall *widget.Label
	units   *panes.KeyList
	heading *widget.Label
	methods *widget.Label

	shown   stats.Agreement
	how     string // the text for the methods section
	columns []agreementColumn
	rows    []stats.TagAgreement
	colors  map[string]string // of tags, by ID
	listed  []app.Judged
}

// agreementColumn is a column of the table of tags.
type agreementColumn struct {
	title, tip string // said already
	width      float32
	text       func(t *stats.TagAgreement) string
	cell       func(t *stats.TagAgreement) *stats.Cell // what is counted; nil: a measure
}

func newAgreementTable(t *panes.Tips) *agreementTable {
	a := &agreementTable{overall: newCaption(), heading: newCaption(), methods: panes.NewParagraph("")}
	a.table = panes.NewKeyTable(
		func() (int, int) { return len(a.rows), len(a.columns) },
		func() fyne.CanvasObject {
			return container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 6, 0), container.NewCenter(panes.NewSwatch("", 11))), nil, panes.NewEllipsis())
		},
		a.drawCell)
	a.table.ShowHeaderRow = true
	a.table.CreateHeader = func() fyne.CanvasObject { return panes.NewTipButton(t, "", nil, "", nil) }
	a.table.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) {
		b, c := o.(*panes.TipButton), a.columns[id.Col]
		b.Tip = c.tip
		b.Alignment = widget.ButtonAlignTrailing
		if id.Col == 0 {
			b.Alignment = widget.ButtonAlignLeading
		}
		b.SetText(c.title)
	}
	a.table.OnSelected = func(id widget.TableCellID) {
		a.table.UnselectAll()
		if id.Row < 0 || id.Row >= len(a.rows) || id.Col < 1 {
			return
		}
		row := &a.rows[id.Row]
		if c := a.columns[id.Col].cell; c != nil {
			a.onUnits(row.ID, c(row).Coders)
		} else {
			a.onUnits(row.ID, nil)
		}
	}
	a.units = panes.NewKeyList(func() int { return len(a.listed) }, newUnitRow, func(i widget.ListItemID, o fyne.CanvasObject) {
		parts := o.(*fyne.Container).Objects
		u := a.listed[i]
		parts[0].(*widget.Label).SetText(annotate.OneLine(panes.Clip(u.Quote, 300)))
		parts[1].(*widget.Label).SetText(fmt.Sprintf("%s ¶%d", panes.Clip(u.Title, 34), u.Paragraph))
	})
	a.units.OnSelected = func(i widget.ListItemID) {
		a.units.UnselectAll()
		a.onJump(a.listed[i].Article, a.listed[i].Span)
	}
	buttons := container.NewHBox(
		panes.NewTipButton(t, say("Copy"), theme.ContentCopyIcon(), say("Copy this text, for the methods section of a paper (Ctrl+C)"), func() { a.onCopy() }),
		layout.NewSpacer(),
		panes.NewTipButton(t, "CSV…", theme.DocumentSaveIcon(), say("Save the table of numbers as CSV (Ctrl+Shift+E)"), func() { a.onExport(".csv") }),
		panes.NewTipButton(t, "XLSX…", theme.DocumentSaveIcon(), say("Save the table of numbers for Excel or LibreOffice (Ctrl+Shift+X)"), func() { a.onExport(".xlsx") }))
	below := container.NewHSplit(
		container.NewBorder(a.heading, nil, nil, nil, a.units),
		container.NewBorder(panes.NewHeading(say("Methods")), buttons, nil, nil, container.NewVScroll(a.methods)))
	below.SetOffset(0.55)
	split := container.NewVSplit(container.NewBorder(nil, a.overall, nil, nil, a.table), below)
	split.SetOffset(0.5)
	a.root = split
	return a
}

// newCaption is a label that stands back and gives way.
func newCaption() *widget.Label {
	l := widget.NewLabel("")
	l.SizeName = theme.SizeNameCaptionText
	l.Truncation = fyne.TextTruncateEllipsis
	return l
}

func newUnitRow() fyne.CanvasObject {
	text, where := widget.NewLabel(""), newCaption()
	text.Truncation = fyne.TextTruncateEllipsis
	where.Truncation = fyne.TextTruncateOff
	return container.NewBorder(nil, nil, nil, where, text)
}

func (a *agreementTable) drawCell(id widget.TableCellID, o fyne.CanvasObject) {
	parts, c, row := o.(*fyne.Container).Objects, a.columns[id.Col], &a.rows[id.Row]
	l, swatch := parts[0].(*widget.Label), parts[1]
	panes.SetVisible(swatch, id.Col == 0)
	l.Alignment, l.Importance = fyne.TextAlignTrailing, widget.MediumImportance
	switch {
	case id.Col == 0:
		l.Alignment = fyne.TextAlignLeading
		paint(swatch, a.colors[row.ID])
	case c.cell != nil && c.cell(row).Units > 0:
		l.Importance = widget.HighImportance
	case c.cell != nil || c.text(row) == say(noNumber):
		l.Importance = widget.LowImportance
	}
	l.SetText(c.text(row))
}

// noNumber stands where a measure says nothing; the reason stands below.
const noNumber words.Key = "undefined"

// show shows an agreement; settled is what the methods section says about the
// disagreements.
func (a *agreementTable) show(g stats.Agreement, settled string, book annotate.Codebook) {
	if !slices.Equal(g.Coders, a.shown.Coders) || g.Unit != a.shown.Unit || len(a.columns) == 0 {
		a.columns = agreementColumns(g)
		for i, c := range a.columns {
			a.table.SetColumnWidth(i, c.width)
		}
		a.showUnits(say("Click a number to see what it counts."), nil)
	}
	a.shown, a.colors = g, map[string]string{}
	a.rows = slices.DeleteFunc(slices.Clone(g.Tags), stats.TagAgreement.Unused)
	for _, t := range book {
		a.colors[t.ID] = t.Color
	}
	a.overall.SetText(say("All tags at once:  uα %s   |uα %s   cuα %s      %s",
		coefficient(g.Unitizing), coefficient(g.Boundaries), coefficient(g.Coding), unusedTags(g)))
	a.how = strings.TrimSpace(g.Methods() + "\n\n" + settled)
	text := a.how
	if why := reasons(g); why != "" {
		text += "\n\n" + say("Undefined") + "\n" + why
	}
	a.methods.SetText(text)
	a.table.Refresh()
}

// unusedTags counts the tags that have no row.
func unusedTags(g stats.Agreement) string {
	n := 0
	for _, t := range g.Tags {
		if t.Unused() {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return say("%s given by none of them.", count(n, "tag"))
}

// showUnits lists what stands behind a number.
func (a *agreementTable) showUnits(heading string, units []app.Judged) {
	a.heading.SetText(heading)
	a.listed = units
	a.units.Refresh()
	a.units.ScrollToTop()
}

// coefficient is "0.71", or "undefined".
func coefficient(c stats.Coefficient) string {
	if c.Undefined != "" {
		return say(noNumber)
	}
	return decimal(c.Value, 2)
}

// measured is a coefficient with its interval: "0.71  [0.55, 0.84]".
func measured(c stats.Coefficient) string {
	s := coefficient(c)
	if c.Undefined == "" && c.Interval != nil {
		s += "  " + say("[%s, %s]", decimal(c.Interval.Low, 2), decimal(c.Interval.High, 2))
	}
	return s
}

// agreementColumns are the columns for two coders, or for more.
func agreementColumns(g stats.Agreement) []agreementColumn {
	columns := []agreementColumn{{say("Tag"), say("Each unit has the tag or not"), 190, func(t *stats.TagAgreement) string { return t.Path }, nil}}
	unit := say(unitNames[g.Unit])
	cell := func(title, tip string, at func(t *stats.TagAgreement) *stats.Cell) {
		columns = append(columns, agreementColumn{title, tip, 30 + 7.5*float32(len([]rune(title))),
			func(t *stats.TagAgreement) string { return number(at(t).Units) }, at})
	}
	two := len(g.Coders) == 2
	if two {
		for i, title := range []string{say("both"), say("only %s", panes.Clip(g.Coders[0], 10)), say("only %s", panes.Clip(g.Coders[1], 10)), say("neither")} {
			cell(title, say("How many %s they gave the tag; click a number to see them", unit), func(t *stats.TagAgreement) *stats.Cell { return &t.Table[i] })
		}
	} else {
		all := func(t *stats.TagAgreement) *stats.Cell { return cellOf(t, g.Coders) }
		none := func(t *stats.TagAgreement) *stats.Cell { return cellOf(t, []string{}) }
		cell(say("all"), say("How many %s all of them gave the tag; click a number to see them", unit), all)
		cell(say("some"), say("How many %s some of them gave the tag, but not all", unit), func(t *stats.TagAgreement) *stats.Cell {
			return &stats.Cell{Units: g.Units - all(t).Units - none(t).Units}
		})
		cell(say("none"), say("How many %s nobody gave the tag", unit), none)
	}
	measure := func(title, tip words.Key, width float32, of func(t *stats.TagAgreement) string) {
		for i := range g.Tags {
			if t := &g.Tags[i]; !t.Unused() {
				width = max(width, fyne.MeasureText(of(t), theme.TextSize(), fyne.TextStyle{}).Width+3*theme.InnerPadding())
			}
		}
		columns = append(columns, agreementColumn{say(title), say(tip), width, of, nil})
	}
	wide := float32(80)
	if g.Articles >= stats.Fewest {
		wide = 138
	}
	measure("agree", "Share of the units on which they agree", 70, func(t *stats.TagAgreement) string {
		if t.Percent.Undefined != "" {
			return say(noNumber)
		}
		return decimal(100*t.Percent.Value, 1) + "%"
	})
	if two {
		measure("kappa", "Cohen's kappa: agreement beyond what each coder's own use of the tag would bring by chance", wide, func(t *stats.TagAgreement) string { return measured(t.Kappa) })
		measure("pi", "Scott's pi: agreement beyond what their use of the tag together would bring by chance", wide, func(t *stats.TagAgreement) string { return measured(t.Pi) })
	} else {
		measure("Fleiss' kappa", "Agreement beyond what their use of the tag together would bring by chance", max(wide, 110), func(t *stats.TagAgreement) string { return measured(t.Pi) })
	}
	measure("alpha", "Krippendorff's alpha, nominal: as pi, but it allows for small samples", wide, func(t *stats.TagAgreement) string { return measured(t.Alpha) })
	measure("|uα", "Krippendorff's alpha for where passages begin and end, whatever the unit", wide, func(t *stats.TagAgreement) string { return measured(t.Unitizing) })
	measure("αU", "Krippendorff's older alpha for where passages begin and end (1995), as other programs report it", 80, func(t *stats.TagAgreement) string { return measured(t.AlphaU) })
	return columns
}

// cellOf is what exactly these coders gave the tag.
func cellOf(t *stats.TagAgreement, coders []string) *stats.Cell {
	for i := range t.Table {
		if slices.Equal(t.Table[i].Coders, coders) {
			return &t.Table[i]
		}
	}
	return &stats.Cell{Coders: coders}
}

// reasons says in words why numbers are undefined, a line for each reason.
func reasons(g stats.Agreement) string {
	type part struct {
		name   words.Key
		number stats.Coefficient
	}
	var lines []string
	add := func(of string, parts ...part) {
		names := map[string][]string{}
		var order []string
		for _, p := range parts {
			if why := p.number.Undefined; why != "" {
				if names[why] == nil {
					order = append(order, why)
				}
				names[why] = append(names[why], say(p.name))
			}
		}
		for _, why := range order {
			lines = append(lines, fmt.Sprintf("%s, %s: %s.", of, list(names[why]), tell(why)))
		}
	}
	for _, t := range g.Tags {
		switch {
		case t.Unused():
		case len(g.Coders) == 2:
			add(t.Path, part{"percent", t.Percent}, part{"kappa", t.Kappa}, part{"pi", t.Pi}, part{"alpha", t.Alpha}, part{"|uα", t.Unitizing}, part{"αU", t.AlphaU})
		default:
			add(t.Path, part{"percent", t.Percent}, part{"Fleiss' kappa", t.Pi}, part{"alpha", t.Alpha}, part{"|uα", t.Unitizing}, part{"αU", t.AlphaU})
		}
	}
	add(say("All tags at once"), part{"uα", g.Unitizing}, part{"|uα", g.Boundaries}, part{"cuα", g.Coding})
	return strings.Join(lines, "\n")
}
