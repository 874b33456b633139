package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gloss/annotate"
)

// CSVOptions say how to write CSV. The zero value is RFC 4180 in UTF-8.
type CSVOptions struct {
	BOM       bool     // begin with a byte order mark, for Excel
	Delimiter rune     // 0: comma
	Guard     bool     // put ' before cells that a spreadsheet would run as a formula; see Unguard
	Variables []string // names of article variables; each becomes a last column var_NAME
}

// VariablePrefix stands before the name of an article variable in the header.
const VariablePrefix = "var_"

// columns lists the columns of the CSV in order, but for those of the article
// variables, which follow. Those who read the table know them by these names.
var columns = []struct {
	name string
	cell func(c *annotate.Coding) string
}{
	{"highlight_id", func(c *annotate.Coding) string { return c.HighlightID }},
	{"article_id", func(c *annotate.Coding) string { return c.ArticleID }},
	{"article", func(c *annotate.Coding) string { return c.Article }},
	{"authors", func(c *annotate.Coding) string { return strings.Join(c.Authors, "; ") }},
	{"published", func(c *annotate.Coding) string { return c.Published }},
	{"site", func(c *annotate.Coding) string { return c.Site }},
	{"url", func(c *annotate.Coding) string { return c.URL }},
	{"source_file", func(c *annotate.Coding) string { return c.SourceFile }},
	{"language", func(c *annotate.Coding) string { return c.Language }},
	{"tag", func(c *annotate.Coding) string { return c.Tag }},
	{"tag_path", func(c *annotate.Coding) string { return c.TagPath }},
	{"quote", func(c *annotate.Coding) string { return c.Quote }},
	{"note", func(c *annotate.Coding) string { return c.Note }},
	{"coder", func(c *annotate.Coding) string { return c.Coder }},
	{"start", func(c *annotate.Coding) string { return strconv.Itoa(c.Start) }},
	{"end", func(c *annotate.Coding) string { return strconv.Itoa(c.End) }},
	{"page", func(c *annotate.Coding) string { return oneBased(c.Page) }},
	{"paragraph", func(c *annotate.Coding) string { return oneBased(c.Paragraph) }},
	{"created", func(c *annotate.Coding) string { return stamp(c.Created) }},
	{"changed", func(c *annotate.Coding) string { return stamp(c.Changed) }},
}

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
// The error is that of w or of rows, as it is.
func CSV(w io.Writer, rows annotate.Codings, o CSVOptions) error {
	t, err := newTable(w, o)
	if err != nil {
		return err
	}
	if o.BOM {
		t.w.WriteString("\ufeff")
	}
	for _, c := range columns {
		t.cell(c.name)
	}
	for _, name := range o.Variables {
		t.cell(VariablePrefix + name)
	}
	t.endRow()
	for c, err := range rows {
		if err != nil {
			return err
		}
		for i := range columns {
			t.cell(columns[i].cell(&c))
		}
		for _, name := range o.Variables {
			t.cell(variable(c.Variables, name))
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

func newTable(w io.Writer, o CSVOptions) (*table, error) {
	d := o.Delimiter
	if d == 0 {
		d = ','
	}
	if d == '"' || d == '\r' || d == '\n' || d == '\ufeff' || d == utf8.RuneError || !utf8.ValidRune(d) {
		return nil, fmt.Errorf("the character %q cannot part the cells of a table; use a comma, a semicolon or a tab", d)
	}
	t := &table{w: bufio.NewWriter(w), delimiter: d, guard: o.Guard}
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
// with CSVOptions.Guard: no cell is one that a guard would have changed.
func Guarded(cells []string) bool {
	for _, s := range cells {
		if dangerous(s) && Unguard(s) == s {
			return false
		}
	}
	return true
}

// Unguard takes back what CSVOptions.Guard did to a cell: the ' before =, +,
// -, @, a tab, a carriage return or another '. Other cells stay as they are.
func Unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && dangerous(rest) {
		return rest
	}
	return cell
}

func oneBased(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func variable(vs []annotate.Variable, name string) string {
	for _, v := range vs {
		if v.Name == name {
			return v.Value
		}
	}
	return ""
}
