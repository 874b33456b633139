package export

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gloss/annotate"
)

func TestXLSXGolden(t *testing.T) {
	golden(t, "xlsx.txt", dump(t, bytesOf(t, "xlsx", cod())))
}

// book is a workbook read back: the rows of each sheet by its name, every cell
// as the CSV would have it.
type book struct {
	names  []string
	sheets map[string][][]string
}

var cellEscape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func readBook(t *testing.T, data []byte) book {
	t.Helper()
	_, files := unzip(t, data)
	var index struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := xml.Unmarshal([]byte(files["xl/workbook.xml"]), &index); err != nil {
		t.Fatal(err)
	}
	b := book{sheets: map[string][][]string{}}
	for i, s := range index.Sheets {
		var sheet struct {
			Rows []struct {
				Cells []struct {
					Ref   string `xml:"r,attr"`
					Style int    `xml:"s,attr"`
					Text  string `xml:"is>t"`
					Value string `xml:"v"`
				} `xml:"c"`
			} `xml:"sheetData>row"`
			Filter struct {
				Ref string `xml:"ref,attr"`
			} `xml:"autoFilter"`
		}
		if err := xml.Unmarshal([]byte(files[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)]), &sheet); err != nil {
			t.Fatal(err)
		}
		var rows [][]string
		for n, row := range sheet.Rows {
			cells := make([]string, len(sheet.Rows[0].Cells))
			for _, c := range row.Cells {
				at := slices.IndexFunc(sheet.Rows[0].Cells, func(h struct {
					Ref   string `xml:"r,attr"`
					Style int    `xml:"s,attr"`
					Text  string `xml:"is>t"`
					Value string `xml:"v"`
				}) bool {
					return strings.TrimSuffix(h.Ref, "1")+strconv.Itoa(n+1) == c.Ref
				})
				if at < 0 {
					t.Fatalf("%s: a cell at %s in row %d", s.Name, c.Ref, n+1)
				}
				switch c.Style {
				case dayStyle, momentStyle:
					days, err := strconv.ParseFloat(c.Value, 64)
					if err != nil {
						t.Fatal(err)
					}
					when := zeroDay.Add(time.Duration(days * float64(24*time.Hour))).Round(time.Second)
					cells[at] = when.Format(map[int]string{dayStyle: time.DateOnly, momentStyle: time.RFC3339}[c.Style])
				default:
					cells[at] = c.Value + cellEscape.ReplaceAllStringFunc(c.Text, func(e string) string {
						r, _ := strconv.ParseUint(e[2:6], 16, 16)
						return string(rune(r))
					})
				}
			}
			rows = append(rows, cells)
		}
		if want := fmt.Sprintf("A1:%s%d", columnName(len(rows[0])-1), len(rows)); sheet.Filter.Ref != want {
			t.Errorf("%s: the filter is on %s, want %s", s.Name, sheet.Filter.Ref, want)
		}
		b.names = append(b.names, s.Name)
		b.sheets[s.Name] = rows
	}
	return b
}

// TestXLSXReadsBack: the codings are those of the CSV, cell for cell.
func TestXLSXReadsBack(t *testing.T) {
	p := cod()
	p.Codings = func(string) annotate.Codings { return stream(awkward) }
	p.Variables = []string{"out let", "region", "unused"}
	got := readBook(t, bytesOf(t, "xlsx", p))
	if want := []string{"codings", "articles", "matrix", "codebook"}; !slices.Equal(got.names, want) {
		t.Errorf("sheets: got %q, want %q", got.names, want)
	}
	want := readCSV(t, awkward, Options{Variables: p.Variables})
	for i := range want {
		if !slices.Equal(got.sheets["codings"][i], want[i]) {
			t.Errorf("row %d:\ngot  %q\nwant %q", i, got.sheets["codings"][i], want[i])
		}
	}
}

// TestXLSXLimits: a sheet that is full goes on in another, a cell that is full
// is cut and listed, and too many columns are refused.
func TestXLSXLimits(t *testing.T) {
	write := func(rows int, s sheet) book {
		var out bytes.Buffer
		b := &workbook{archive: newArchive(&out), rows: rows}
		if err := b.write([]sheet{s}); err != nil {
			t.Fatal(err)
		}
		return readBook(t, out.Bytes())
	}
	one := func(cells ...string) sheet {
		var rows [][]string
		for _, c := range cells {
			rows = append(rows, []string{c})
		}
		return sheet{name: "s", fields: []field{{"c", word, ""}}, rows: rowsOf(rows)}
	}
	got := write(3, one("1", "2", "3", "4", "5"))
	if want := "[[c] [1] [2]] [[c] [3] [4]] [[c] [5]]"; fmt.Sprint(got.sheets["s"], got.sheets["s 2"], got.sheets["s 3"]) != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if got := write(3, one("1", "2")); len(got.names) != 1 {
		t.Errorf("a sheet that is just full: %v", got)
	}

	full, long := strings.Repeat("🐟", excelCell/2)+"x", strings.Repeat("é🐟", 20_000)
	got = write(9, one(full, full+"x", long))
	rows := got.sheets["s"]
	if rows[1][0] != full {
		t.Error("a cell that is just full was changed")
	}
	for i, s := range []string{full + "x", long} {
		cell := rows[i+2][0]
		if head, ok := strings.CutSuffix(cell, "…"); !ok || !strings.HasPrefix(s, head) || !utf8.ValidString(head) || unitsOf(cell) > excelCell || unitsOf(cell) < excelCell-1 {
			t.Errorf("cell %d was cut to %d units", i, unitsOf(cell))
		}
	}
	if want := fmt.Sprintf("[[sheet cell characters] [s A3 %d] [s A4 40000]]", excelCell/2+2); fmt.Sprint(got.sheets["cut"]) != want {
		t.Errorf("got %v, want %s", got.sheets["cut"], want)
	}

	b := &workbook{archive: newArchive(io.Discard), rows: 9}
	if err := b.write([]sheet{{name: "matrix", fields: make([]field, excelColumns+1)}}); err == nil || !strings.Contains(err.Error(), "matrix") {
		t.Errorf("too many columns: %v", err)
	}
}

func TestXLSXColumns(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA", excelColumns - 1: "XFD"} {
		if got := columnName(i); got != want {
			t.Errorf("%d: got %s, want %s", i, got, want)
		}
	}
}

// FuzzXLSXCell: whatever stands in a cell, XML and then Excel's own escapes
// give it back. Bytes that are not UTF-8 become U+FFFD.
func FuzzXLSXCell(f *testing.F) {
	for _, s := range []string{"", "a<b>&c", "_x0041_", "_x005F_x0041_", "__x0041__", "_x00", "_x0041\x01", "\x00\x1f\x7f\r\n\t", "\xff\xfe", "\ufffe\uffff\ufffd", "🐟é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		w := bufio.NewWriter(&b)
		w.WriteString("<t>")
		escapeCell(w, s)
		w.WriteString("</t>")
		w.Flush()
		var text string
		if err := xml.Unmarshal(b.Bytes(), &text); err != nil {
			t.Fatalf("%q: %v", b.String(), err)
		}
		got := cellEscape.ReplaceAllStringFunc(text, func(e string) string {
			r, _ := strconv.ParseUint(e[2:6], 16, 16)
			return string(rune(r))
		})
		if want := string([]rune(s)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// BenchmarkXLSX writes 100,000 codings.
func BenchmarkXLSX(b *testing.B) {
	p := cod()
	p.Codings = func(string) annotate.Codings { return repeated(100_000) }
	b.ReportAllocs()
	for b.Loop() {
		count := &counter{}
		if err := xlsx(count, p, Options{}); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(count.n)
	}
}

// repeated streams n rows.
func repeated(n int) iter.Seq2[annotate.Coding, error] {
	return func(yield func(annotate.Coding, error) bool) {
		for i := range n {
			if !yield(awkward[i%len(awkward)], nil) {
				return
			}
		}
	}
}
