package app

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"gloss/annotate/export"
)

// Rejected is a row of a table that could not be used.
type Rejected struct {
	Line   int    // on which the row starts in the file, from 1
	Reason string // in words for a person, without the line
}

// reason is an error that is one row's fault, in words for a person.
type reason string

func (r reason) Error() string { return string(r) }

func because(format string, args ...any) error { return reason(fmt.Sprintf(format, args...)) }

// reject takes a reason into the list. Other errors come back.
func reject(list *[]Rejected, r row, err error) error {
	var why reason
	if errors.As(err, &why) {
		*list = append(*list, Rejected{r.line, string(why)})
		return nil
	}
	return err
}

// byLine orders the rows.
func byLine(list []Rejected) {
	slices.SortStableFunc(list, func(a, b Rejected) int { return a.Line - b.Line })
}

// table is a CSV file whose first line names the columns.
type table struct {
	header   []string       // as it stands
	columns  map[string]int // by normal name; see columnName
	rows     []row
	rejected []Rejected
}

type row struct {
	line  int
	cells []string // one per column of the header
}

// readTable reads a table as people have them: parted by commas, semicolons or
// tabs, in UTF-8 with or without a byte order mark or in UTF-16 with one, and
// guarded or not (see export.Options). Rows that are not CSV are rejected
// one by one; the error is for what spoils the whole file.
func readTable(name string, r io.Reader) (*table, error) {
	data, err := io.ReadAll(transform.NewReader(r, unicode.BOMOverride(transform.Nop)))
	if err != nil {
		return nil, fmt.Errorf("%s: the table cannot be read: %w", name, err)
	}
	for i, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0 {
			return nil, fmt.Errorf("%s: line %d is not UTF-8 text; save the table as CSV in UTF-8", name, i+1)
		}
	}
	in := csv.NewReader(bytes.NewReader(data))
	in.Comma = delimiterOf(data)
	in.FieldsPerRecord = -1
	header, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: there is no table; the first line must name the columns", name)
	}
	t := &table{header: slices.Clone(header), columns: map[string]int{}}
	for i, c := range header {
		c = columnName(c)
		if _, twice := t.columns[c]; twice && c != "" {
			return nil, fmt.Errorf("%s: the column %s stands twice; rename or delete one", name, c)
		}
		t.columns[c] = i
	}
	for {
		cells, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			var wrong *csv.ParseError
			if !errors.As(err, &wrong) {
				return nil, fmt.Errorf("%s: the table cannot be read: %w", name, err)
			}
			reason := `the quote marks do not pair up; a cell with " in it stands in quotes and has each " doubled`
			if wrong.Line > wrong.StartLine {
				reason = fmt.Sprintf("%s; everything up to line %d is left out", reason, wrong.Line)
			}
			t.rejected = append(t.rejected, Rejected{wrong.StartLine, reason})
			continue
		}
		line, _ := in.FieldPos(0)
		t.add(line, cells, len(header))
	}
	t.unguard()
	return t, nil
}

// add takes a record in. Rows with nothing in them, which spreadsheets leave,
// are passed over. A row that is too long is refused even if the last cells are
// empty: a comma in a passage without quotes has shifted what stands after it.
func (t *table) add(line int, cells []string, width int) {
	switch {
	case !slices.ContainsFunc(cells, func(c string) bool { return c != "" }):
	case len(cells) > width:
		t.rejected = append(t.rejected, Rejected{line,
			fmt.Sprintf("there are %d cells, but only %d columns; put a cell that holds the delimiter in quotes", len(cells), width)})
	default:
		for i, c := range cells {
			cells[i] = lineEnds.Replace(c)
		}
		t.rows = append(t.rows, row{line, append(cells, make([]string, width-len(cells))...)})
	}
}

// lineEnds makes the line ends within a cell those of an article's text, where
// quotes are looked for. The reader of encoding/csv does so for a part of them.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// unguard takes the guard away if the whole table has one. One cell alone does
// not tell, because a passage may begin with two apostrophes of its own.
func (t *table) unguard() {
	for _, r := range t.rows {
		if !export.Guarded(r.cells) {
			return
		}
	}
	for _, r := range t.rows {
		for i, c := range r.cells {
			r.cells[i] = export.Unguard(c)
		}
	}
}

// has reports whether the table has one of the columns.
func (t *table) has(names ...string) bool {
	return slices.ContainsFunc(names, func(n string) bool { _, ok := t.columns[n]; return ok })
}

// cell returns the first of the named cells of a row that is not blank, as it
// stands, or "".
func (t *table) cell(r row, names ...string) string {
	for _, n := range names {
		if i, ok := t.columns[n]; ok && strings.TrimSpace(r.cells[i]) != "" {
			return r.cells[i]
		}
	}
	return ""
}

// columnName makes "Tag path", "tag-path" and "TAG_PATH" the same.
func columnName(s string) string {
	return strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(s)))
}

// delimiterOf is the one of comma, semicolon and tab that stands most often in
// the first line that is not empty, outside quotes.
func delimiterOf(data []byte) rune {
	count := map[rune]int{}
	quoted := false
	for _, r := range string(bytes.TrimLeft(data, "\r\n")) {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\n':
			return mostOf(count)
		default:
			count[r]++
		}
	}
	return mostOf(count)
}

func mostOf(count map[rune]int) rune {
	best := ','
	for _, r := range ";\t" {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}
