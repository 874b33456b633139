package importers

import (
	"strconv"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gloss/annotate"
)

// dataRows returns the rows of a table of data, or nil for one that only lays
// out the page: old pages put a whole article into a cell.
func dataRows(table *html.Node) []*html.Node {
	if role := attr(table, "role"); role == "presentation" || role == "none" {
		return nil
	}
	var rows []*html.Node
	columns, labelled := 0, false
	for n := range table.Descendants() {
		switch n.DataAtom {
		case atom.Table:
			return nil
		case atom.Tr:
			rows = append(rows, n)
			columns = max(columns, len(cells(n)))
		case atom.Caption, atom.Thead, atom.Th:
			labelled = true
		case atom.Td:
			if isLayout(n) {
				return nil
			}
		}
	}
	if columns < 2 || len(rows) < 2 && !labelled {
		return nil
	}
	return rows
}

// isLayout reports whether a cell holds what cells of data do not: headings,
// or several paragraphs of some length.
func isLayout(cell *html.Node) bool {
	paragraphs := 0
	for n := range cell.Descendants() {
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.Article, atom.Section, atom.Form:
			return true
		case atom.P:
			if utf8.RuneCountInString(innerText(n)) > 150 {
				paragraphs++
			}
		}
	}
	return paragraphs > 1
}

func cells(row *html.Node) []*html.Node {
	var list []*html.Node
	for c := range row.ChildNodes() {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			list = append(list, c)
		}
	}
	return list
}

// table renders a table of data: its caption, then a block per row with tabs
// between the cells. A cell that spans columns is followed by empty ones.
func (r *renderer) table(table *html.Node, rows []*html.Node, l look) {
	l.kind, l.level, l.item = "", 0, nil
	for c := range table.ChildNodes() {
		if c.DataAtom == atom.Caption {
			r.element(c, l)
		}
	}
	for _, row := range rows {
		if hidden(row) || hidden(row.Parent) {
			continue
		}
		l.kind, l.level, l.in = annotate.TableRow, 0, row
		if row.Parent.DataAtom == atom.Thead || !hasCell(row, atom.Td) {
			l.level = 1
		}
		r.look, r.cell = l, true
		for i, cell := range cells(row) {
			if i > 0 {
				r.tab(l)
			}
			if !hidden(cell) {
				r.walk(cell, l)
			}
			if span, err := strconv.Atoi(attr(cell, "colspan")); err == nil {
				for range min(span, 50) - 1 {
					r.tab(l)
				}
			}
		}
		r.cell = false
		r.flush()
	}
}

func hasCell(row *html.Node, kind atom.Atom) bool {
	for _, c := range cells(row) {
		if c.DataAtom == kind {
			return true
		}
	}
	return false
}

// tab ends a cell.
func (r *renderer) tab(l look) {
	if n := len(r.pieces); n > 0 && r.pieces[n-1].Text == " " {
		r.pieces = r.pieces[:n-1]
	}
	r.write("\t", -1, look{in: l.in, kind: l.kind, level: l.level})
}
