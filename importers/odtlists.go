package importers

import (
	"strconv"
	"strings"

	"gloss/annotate"
)

// list adds the items of a list. Lists of one style go on counting only where
// they say so.
func (d *odt) list(e *element, at odtPlace) error {
	at.level++
	if style := e.attr("text:style-name"); style != "" {
		at.list = style
	}
	counts := d.counts[at.list]
	for len(counts) < at.level {
		counts = append(counts, 0)
	}
	d.counts[at.list] = counts
	level := d.styles.lists[at.list].level(at.level)
	goesOn := e.attr("text:continue-numbering") == "true" || e.attr("text:continue-list") != ""
	if !goesOn {
		counts[at.level-1] = level.start - 1
	}
	for _, c := range e.children {
		switch c.name {
		case "text:list-header":
			if err := d.blocks(c, odtPlace{list: at.list, level: at.level}); err != nil {
				return err
			}
		case "text:list-item":
			counts[at.level-1]++
			if n, err := strconv.Atoi(c.attr("text:start-value")); err == nil {
				counts[at.level-1] = n
			}
			inner := at
			inner.item, inner.number = true, d.styles.lists[at.list].number(counts[:at.level])
			if err := d.blocks(c, inner); err != nil {
				return err
			}
			counts = d.counts[at.list]
		}
	}
	return nil
}

// table adds the rows of a table. A table of one column only lays out the page.
func (d *odt) table(t *element) error {
	rows := odtRows(t, false)
	columns := 0
	for _, r := range rows {
		columns = max(columns, len(r.cells))
	}
	for _, r := range rows {
		for i, cell := range r.cells {
			if d.cells > 0 || columns < 2 {
				if err := d.blocks(cell, odtPlace{}); err != nil {
					return err
				}
				continue
			}
			if i > 0 {
				d.tab()
			}
			d.cells++
			err := d.blocks(cell, odtPlace{})
			d.cells--
			if err != nil {
				return err
			}
		}
		if d.cells == 0 && columns > 1 {
			d.row(r.header)
		}
	}
	return nil
}

type odtRow struct {
	header bool
	cells  []*element // covered ones too: they are empty
}

// odtRows finds the rows of a table, which may stand in groups.
func odtRows(t *element, header bool) []odtRow {
	var rows []odtRow
	for _, c := range t.children {
		switch c.name {
		case "table:table-row":
			row := odtRow{header: header}
			for _, cell := range c.children {
				if cell.name != "table:table-cell" && cell.name != "table:covered-table-cell" {
					continue
				}
				n, err := strconv.Atoi(cell.attr("table:number-columns-repeated"))
				if err != nil {
					n = 1
				}
				for range min(max(n, 1), 50) {
					row.cells = append(row.cells, cell)
				}
			}
			rows = append(rows, row)
		case "table:table-header-rows":
			rows = append(rows, odtRows(c, true)...)
		case "table:table-rows", "table:table-row-group":
			rows = append(rows, odtRows(c, header)...)
		}
	}
	return rows
}

// odtStyles are the styles of an OpenDocument text, by name.
type odtStyles struct {
	list  map[string]odtStyle
	lists map[string]odtList
}

type odtStyle struct {
	name, parent string
	text         *element // its properties of characters
}

func readODTStyles(trees ...*element) odtStyles {
	s := odtStyles{list: map[string]odtStyle{}, lists: map[string]odtList{}}
	for _, tree := range trees {
		for e := range tree.all("style:style") {
			s.list[e.attr("style:name")] = odtStyle{e.attr("style:name"), e.attr("style:parent-style-name"), e.child("style:text-properties")}
		}
		for e := range tree.all("text:list-style") {
			list := odtList{}
			for _, c := range e.children {
				n, err := strconv.Atoi(c.attr("text:level"))
				if err != nil || c.name != "text:list-level-style-number" {
					continue
				}
				level := odtLevel{start: 1, format: c.attr("style:num-format"), before: c.attr("style:num-prefix"), after: c.attr("style:num-suffix"), shown: 1}
				if start, err := strconv.Atoi(c.attr("text:start-value")); err == nil {
					level.start = start
				}
				if shown, err := strconv.Atoi(c.attr("text:display-levels")); err == nil {
					level.shown = min(shown, 10)
				}
				list[n] = level
			}
			s.lists[e.attr("style:name")] = list
		}
	}
	return s
}

// chain lists a style and those above it, nearest first.
func (s odtStyles) chain(name string) []odtStyle {
	return chain(s.list, name, func(style odtStyle) string { return style.parent })
}

// manner is how a paragraph of that style stands.
func (s odtStyles) manner(style string) manner {
	chain := s.chain(style)
	if len(chain) == 0 {
		chain = []odtStyle{{name: style}} // not defined, but named
	}
	for _, st := range chain {
		// A style for headings makes none: those are elements of their own.
		if m, found := namedManner(strings.ReplaceAll(st.name, "_20_", " ")); found && (m.kind != annotate.Heading || m.title) {
			return m
		}
	}
	return manner{}
}

// look is l with what a style says of weight and slant.
func (s odtStyles) look(style string, l look) look {
	chain := s.chain(style)
	for i := len(chain) - 1; i >= 0; i-- {
		if w, found := chain[i].text.lookUp("fo:font-weight"); found {
			n, _ := strconv.Atoi(w)
			l.bold = w == "bold" || n >= 600
		}
		if w, found := chain[i].text.lookUp("fo:font-style"); found {
			l.italic = w == "italic" || w == "oblique"
		}
	}
	return l
}

// odtList is a style of lists, by level from 1; levels with bullets are not in
// it.
type odtList map[int]odtLevel

type odtLevel struct {
	start, shown          int // shown is how many levels the number shows
	format, before, after string
}

// level is that of a nesting depth; one that is not defined begins with 1.
func (l odtList) level(n int) odtLevel {
	if level, found := l[n]; found {
		return level
	}
	return odtLevel{start: 1}
}

// number is that of an item as it is seen, by the counts of its level and of
// those above; "" for a bullet.
func (l odtList) number(counts []int) string {
	level, found := l[len(counts)]
	if !found || level.format == "" {
		return ""
	}
	var parts []string
	for i := max(len(counts)-level.shown, 0); i < len(counts); i++ {
		if above, found := l[i+1]; found && above.format != "" {
			parts = append(parts, numeral(counts[i], above.format))
		}
	}
	return level.before + strings.Join(parts, ".") + level.after
}
