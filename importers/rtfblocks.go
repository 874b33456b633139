package importers

import (
	"regexp"
	"strings"

	"gloss/annotate"
)

// paragraph ends a paragraph of the text.
func (d *rtf) paragraph() {
	d.flow.cells = 0
	m := manner{}
	style, found := d.styles[d.group.style]
	if !found {
		style.outline = -1
	}
	name := strings.TrimSuffix(strings.TrimSpace(style.name), ";")
	if named, found := namedManner(name); found {
		m = named
	} else if style.outline >= 0 {
		m = heading(style.outline)
	}
	if d.group.outline >= 0 {
		m = heading(d.group.outline)
	}
	if number := strings.TrimSpace(d.number); number != "" && textOf(d.pieces) != "" {
		if m.kind == "" {
			m.kind, m.level = annotate.ListItem, d.group.list+1
		}
		if rtfNumber.MatchString(number) {
			m.number = number
		}
	}
	d.number = ""
	if m.kind == annotate.Heading { // bold by being one
		for i := range d.pieces {
			d.pieces[i].Bold = false
		}
	}
	d.end(m)
}

// rtfNumber is the number of a list's item; anything else is its bullet.
var rtfNumber = regexp.MustCompile(`^[(\[]?[\p{L}\d]+([.)]?[\p{L}\d]+)*[.):\]]*$`)

func (d *rtf) cell() {
	if d.group.to != toText {
		return
	}
	d.inRow, d.number = true, ""
	d.tab()
}

// rowEnd ends a table's row. A row of one cell only lays out the page.
func (d *rtf) rowEnd() {
	if d.group.to != toText || !d.inRow {
		return
	}
	d.inRow = false
	if n := len(d.pieces); n > 0 && d.pieces[n-1].Text == "\t" {
		d.pieces = d.pieces[:n-1] // a tab ends each cell, and parts them here
	}
	for _, p := range d.pieces {
		if p.Text == "\t" {
			d.row(false)
			return
		}
	}
	d.flow.cells = 0
	d.end(manner{})
}
