package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// The limits of a sheet in Excel.
const (
	excelRows    = 1 << 20 // the header is one
	excelColumns = 1 << 14
	excelCell    = 1<<15 - 1 // UTF-16 units
)

// The cell formats, as indexes of cellXfs in xlsxStyles.
const (
	plainStyle = iota
	headerStyle
	dayStyle
	momentStyle
)

const (
	xlsxHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	xlsxMain  = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	xlsxRel   = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	xlsxRels  = `http://schemas.openxmlformats.org/package/2006/relationships`
	xlsxMIME  = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
	xlsxTypes = xlsxHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="` + xlsxMIME + `worksheet+xml"/>` + // any number of sheets
		`<Override PartName="/xl/workbook.xml" ContentType="` + xlsxMIME + `sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + xlsxMIME + `styles+xml"/></Types>`
	xlsxRoot = xlsxHead + `<Relationships xmlns="` + xlsxRels + `">` +
		`<Relationship Id="rId1" Type="` + xlsxRel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	xlsxStyles = xlsxHead + `<styleSheet xmlns="` + xlsxMain + `">` +
		`<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts>` +
		`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
		`<cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`
)

// xlsx writes a workbook for Excel and LibreOffice (ECMA-376) with the sheets
// codings, articles, matrix and codebook: a header that stays in view, a filter
// on every column, numbers, days and times as such, and all else as text, so
// that no cell is ever run as a formula.
//
// A sheet that outgrows Excel's rows goes on in another ("codings 2"). A text
// that outgrows a cell is cut and ends in "…"; a last sheet named cut, there
// only if it is needed, lists such cells. More columns than Excel has are an
// error.
func xlsx(w io.Writer, p Project, _ Options) error {
	counts := newTally(p)
	b := &workbook{archive: newArchive(w), rows: excelRows}
	return b.write([]sheet{
		codingSheet(counts.watch(p.Codings("")), p.Variables),
		articleSheet(p, counts),
		tagSheet("matrix", "one row per article, with the number of highlights for each tag", p, counts,
			tagColumn{"", whole, "number of highlights tagged %s", strconv.Itoa}),
		codebookSheet(p, counts),
	})
}

// workbook is an XLSX file that is being written.
type workbook struct {
	archive archive
	rows    int      // of a sheet at most, with the header
	names   []string // of the sheets so far
	cut     [][]string

	w       *bufio.Writer // the sheet under way
	letters []string      // names of its columns
	fields  []field
	row     int // number of its last row
}

func (b *workbook) write(sheets []sheet) error {
	if err := b.archive.add("[Content_Types].xml", xlsxTypes); err != nil {
		return err
	}
	for _, s := range sheets {
		if err := b.sheet(s); err != nil {
			return err
		}
	}
	if len(b.cut) > 0 {
		if err := b.sheet(b.cutSheet()); err != nil {
			return err
		}
	}
	for _, part := range []struct{ name, content string }{
		{"_rels/.rels", xlsxRoot},
		{"xl/styles.xml", xlsxStyles},
		{"xl/workbook.xml", b.index()},
		{"xl/_rels/workbook.xml.rels", b.relations()},
	} {
		if err := b.archive.add(part.name, part.content); err != nil {
			return err
		}
	}
	return b.archive.close()
}

// sheet writes a sheet, or several of the same columns if it is long.
func (b *workbook) sheet(s sheet) error {
	if len(s.fields) > excelColumns {
		return fmt.Errorf("the sheet %s would have %d columns, and Excel takes %d; choose fewer tags, or the CSV", s.name, len(s.fields), excelColumns)
	}
	b.fields, b.letters = s.fields, b.letters[:0]
	for i := range s.fields {
		b.letters = append(b.letters, columnName(i))
	}
	if err := b.begin(s.name); err != nil {
		return err
	}
	for cells, err := range s.rows {
		if err != nil {
			return err
		}
		if b.row == b.rows {
			if err := b.end(); err != nil {
				return err
			}
			if err := b.begin(s.name); err != nil {
				return err
			}
		}
		if err := b.line(cells); err != nil {
			return err
		}
	}
	return b.end()
}

func (b *workbook) begin(name string) error {
	full, n := name, 1
	for _, other := range b.names {
		if other == full {
			n++
			full = name + " " + strconv.Itoa(n)
		}
	}
	b.names = append(b.names, full)
	w, err := b.archive.create(fmt.Sprintf("xl/worksheets/sheet%d.xml", len(b.names)))
	if err != nil {
		return err
	}
	b.w = bufio.NewWriterSize(w, 1<<16)
	selected := ""
	if len(b.names) == 1 {
		selected = ` tabSelected="1"`
	}
	b.w.WriteString(xlsxHead + `<worksheet xmlns="` + xlsxMain + `"><sheetViews><sheetView` + selected + ` workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	for i, f := range b.fields {
		fmt.Fprintf(b.w, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, columnWidths[f.kind])
	}
	b.w.WriteString("</cols><sheetData>\n<row>")
	b.row = 1
	for i, f := range b.fields {
		b.text(i, f.name, headerStyle)
	}
	_, err = b.w.WriteString("</row>\n")
	return err
}

// columnWidths are the widths of columns in digits.
var columnWidths = map[kind]int{word: 22, prose: 70, whole: 11, yesNo: 11, day: 12, moment: 20}

func (b *workbook) end() error {
	fmt.Fprintf(b.w, `</sheetData><autoFilter ref="A1:%s%d"/></worksheet>`, b.letters[len(b.letters)-1], b.row)
	return b.w.Flush()
}

// line writes a row.
func (b *workbook) line(cells []string) error {
	b.row++
	b.w.WriteString("<row>")
	for i, s := range cells {
		if s == "" {
			continue
		}
		switch b.fields[i].kind {
		case whole, yesNo:
			b.number(i, s, plainStyle)
		case day:
			b.time(i, s, time.DateOnly, dayStyle)
		case moment:
			b.time(i, s, time.RFC3339, momentStyle)
		default:
			b.text(i, s, plainStyle)
		}
	}
	_, err := b.w.WriteString("</row>\n")
	return err
}

// start writes the beginning of a cell's tag.
func (b *workbook) start(column, style int) {
	b.w.WriteString(`<c r="`)
	b.w.WriteString(b.letters[column])
	b.w.Write(strconv.AppendInt(b.w.AvailableBuffer(), int64(b.row), 10))
	if style != plainStyle {
		b.w.WriteString(`" s="`)
		b.w.WriteByte(byte('0' + style))
	}
	b.w.WriteByte('"')
}

func (b *workbook) number(column int, s string, style int) {
	b.start(column, style)
	b.w.WriteString("><v>")
	b.w.WriteString(s)
	b.w.WriteString("</v></c>")
}

// firstDay is the first day that all spreadsheets number alike: Excel believes
// that there was a 29 February 1900. Day 0 of the count is zeroDay.
var (
	firstDay = time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)
	zeroDay  = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
)

// time writes a day or time as the number of days that spreadsheets count, and
// what is none, or too early for them, as text.
func (b *workbook) time(column int, s, layout string, style int) {
	t, err := time.Parse(layout, s)
	if err != nil || t.Before(firstDay) {
		b.text(column, s, plainStyle)
		return
	}
	// Not by t.Sub, which overflows after 292 years.
	seconds := t.Unix() - zeroDay.Unix()
	b.number(column, strconv.FormatFloat(float64(seconds)/(24*60*60), 'f', -1, 64), style)
}

func (b *workbook) text(column int, s string, style int) {
	if units := unitsOf(s); units > excelCell {
		b.cut = append(b.cut, []string{b.names[len(b.names)-1], b.letters[column] + strconv.Itoa(b.row), strconv.Itoa(utf8.RuneCountInString(s))})
		s = firstUnits(s, excelCell-1) + "…"
	}
	b.start(column, style)
	b.w.WriteString(` t="inlineStr"><is><t xml:space="preserve">`)
	escapeCell(b.w, s)
	b.w.WriteString("</t></is></c>")
}

// cutSheet lists the cells that were cut.
func (b *workbook) cutSheet() sheet {
	return sheet{
		name:   "cut",
		fields: []field{{"sheet", word, ""}, {"cell", word, ""}, {"characters", whole, ""}},
		rows:   rowsOf(b.cut),
	}
}

func (b *workbook) index() string {
	var s strings.Builder
	s.WriteString(xlsxHead + `<workbook xmlns="` + xlsxMain + `" xmlns:r="` + xlsxRel + `"><sheets>`)
	for i, name := range b.names {
		fmt.Fprintf(&s, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, name, i+1, i+1)
	}
	s.WriteString("</sheets></workbook>")
	return s.String()
}

func (b *workbook) relations() string {
	var s strings.Builder
	s.WriteString(xlsxHead + `<Relationships xmlns="` + xlsxRels + `">`)
	for i := range b.names {
		fmt.Fprintf(&s, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, xlsxRel, i+1)
	}
	fmt.Fprintf(&s, `<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/></Relationships>`, len(b.names)+1, xlsxRel)
	return s.String()
}

// columnName is the name of the column at index i: A, B, ..., Z, AA, ...
func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// unitsOf is the length of s in UTF-16 units.
func unitsOf(s string) int {
	if len(s) <= excelCell {
		return len(s) // at least as many; nothing that short is too long
	}
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// firstUnits is the beginning of s that takes at most n UTF-16 units.
func firstUnits(s string, n int) string {
	for i, r := range s {
		if n -= utf16.RuneLen(r); n < 0 {
			return s[:i]
		}
	}
	return s
}

// escapeCell writes s as the text of a cell. What XML cannot hold, and a
// carriage return, which it would change, become _xHHHH_; where that stands in
// s by itself, its first character is escaped so that it stays what it is.
func escapeCell(w *bufio.Writer, s string) {
	from := 0
	for i, r := range s {
		var with string
		switch {
		case r == '&':
			with = "&amp;"
		case r == '<':
			with = "&lt;"
		case r == '>':
			with = "&gt;"
		case r == '_':
			if !isEscape(s[i:]) {
				continue
			}
			with = "_x005F_"
		case r == '\t' || r == '\n' || r >= ' ' && r < 0xfffe || r > 0xffff:
			if r != utf8.RuneError {
				continue
			}
			if _, size := utf8.DecodeRuneInString(s[i:]); size > 1 {
				continue
			}
			w.WriteString(s[from:i])
			w.WriteString("\ufffd")
			from = i + 1
			continue
		default:
			with = fmt.Sprintf("_x%04X_", r)
		}
		w.WriteString(s[from:i])
		w.WriteString(with)
		from = i + utf8.RuneLen(r)
	}
	w.WriteString(s[from:])
}

// isEscape reports whether s begins as _xHHHH_ does. The last _ is not asked
// for: it may come from an escape of what follows.
func isEscape(s string) bool {
	if len(s) < 6 || s[:2] != "_x" {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}
