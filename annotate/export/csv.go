package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotate"
)

// CSV writes a header and one row per coding: RFC 4180, in UTF-8, records
// ended by CRLF, the last one too. A line break inside a cell stays the \n that
// it is in the text, so that start, end and quote agree to the character; this
// is where it departs from encoding/csv, whose UseCRLF rewrites it. A cell is
// quoted where it must be, and where blanks at its ends might get lost.
//
// The columns are highlight_id, article_id, article, authors, published, site,
// url, source_file, language, tag, tag_path, quote, note, coder, start, end,
// page, paragraph, created, changed, and var_NAME for each of o.Variables.
// Authors are joined by "; ". Times are RFC 3339, UTC, whole seconds. What is
// not known, such as the page of an article without pages, is an empty cell.
//
// With o.SPSS it is what SPSS reads: a line break or tab in a cell becomes a
// space, so that a quote keeps its length; a cell of more than 32,767 bytes is
// cut and ends in …; names of columns become names of variables.
//
// The error is that of w or of rows, as it is.
func CSV(w io.Writer, rows annotate.Codings, o Options) error {
	return writeCSV(w, codingSheet(rows, o.Variables), o)
}

// writeCSV writes a header and the rows of a sheet. o.Variables is not looked
// at.
func writeCSV(w io.Writer, s sheet, o Options) error {
	t, err := newTable(w, o)
	if err != nil {
		return err
	}
	if o.SPSS {
		s = forSPSS(s)
	}
	if o.BOM {
		t.w.WriteString("\ufeff")
	}
	for _, f := range s.fields {
		t.cell(f.name)
	}
	t.endRow()
	for cells, err := range s.rows {
		if err != nil {
			return err
		}
		for _, c := range cells {
			t.cell(c)
		}
		if err := t.endRow(); err != nil {
			return err
		}
	}
	return t.w.Flush()
}

// table writes cells. Its writer keeps the first error for endRow and Flush.
type table struct {
	w         *bufio.Writer
	delimiter rune
	special   [256]bool // bytes that make quotes necessary anywhere in a cell; of a long delimiter, its first
	guard     bool
	inRow     bool
}

func newTable(w io.Writer, o Options) (*table, error) {
	d := o.Delimiter
	if d == 0 {
		d = ','
	}
	if d == '"' || d == '\r' || d == '\n' || d == '\ufeff' || d == utf8.RuneError || !utf8.ValidRune(d) {
		return nil, fmt.Errorf("the character %q cannot part the cells of a table; use a comma, a semicolon or a tab", d)
	}
	t := &table{w: bufio.NewWriterSize(w, 1<<16), delimiter: d, guard: o.Guard}
	t.special['"'], t.special['\r'], t.special['\n'], t.special[string(d)[0]] = true, true, true, true
	return t, nil
}

func (t *table) cell(s string) {
	if t.inRow {
		t.w.WriteRune(t.delimiter)
	}
	t.inRow = true
	if t.guard && dangerous(s) {
		s = "'" + s
	}
	if !t.needsQuotes(s) {
		t.w.WriteString(s)
		return
	}
	t.w.WriteByte('"')
	for {
		before, after, found := strings.Cut(s, `"`)
		t.w.WriteString(before)
		if !found {
			break
		}
		t.w.WriteString(`""`)
		s = after
	}
	t.w.WriteByte('"')
}

// needsQuotes also says yes to \. alone, which ends the input of PostgreSQL's
// COPY, as encoding/csv does.
func (t *table) needsQuotes(s string) bool {
	if s == "" {
		return false
	}
	for i := range len(s) {
		if t.special[s[i]] {
			return true
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(first) || unicode.IsSpace(last) || s == `\.`
}

func (t *table) endRow() error {
	t.inRow = false
	_, err := t.w.WriteString("\r\n")
	return err
}

// dangerous reports whether a spreadsheet might run the cell as a formula, or
// whether the cell could be taken for one that is guarded already.
func dangerous(s string) bool { return s != "" && strings.IndexByte("=+-@\t\r'", s[0]) >= 0 }

// Guarded reports whether all cells may come from a table that was written
// with Options.Guard: no cell is one that a guard would have changed.
func Guarded(cells []string) bool {
	for _, s := range cells {
		if dangerous(s) && Unguard(s) == s {
			return false
		}
	}
	return true
}

// Unguard takes back what Options.Guard did to a cell: the ' before =, +,
// -, @, a tab, a carriage return or another '. Other cells stay as they are.
func Unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && dangerous(rest) {
		return rest
	}
	return cell
}
