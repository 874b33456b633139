package glyphs

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"strings"
	"testing"

	"gloss/importers/pdf/internal/pdftest"
)

// said opens a file and returns the text of its pages, without spaces.
func said(t *testing.T, data []byte) string {
	t.Helper()
	d, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for i := range d.NumPages() {
		p, err := d.Page(context.Background(), i)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range p.Glyphs {
			out.WriteString(strings.TrimSpace(g.Text))
		}
	}
	return out.String()
}

// packedFile has its catalogue, pages and font in an object stream. extra is
// further entries of that stream's dictionary, tail what its data ends with.
func packedFile(extra, tail string) []byte {
	objects := []string{
		"<</Type /Catalog /Pages 2 0 R>>",
		"<</Type /Pages /Kids [3 0 R] /Count 1>>",
		"<</Type /Page /Parent 2 0 R /Resources <</Font <</F1 4 0 R>>>> /Contents 5 0 R>>",
		"<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman>>",
	}
	var head, body string
	for i, o := range objects {
		head += fmt.Sprintf("%d %d ", i+1, len(body))
		body += o + " "
	}
	stm := head + body + tail
	var out bytes.Buffer
	out.WriteString("%PDF-1.5\n")
	content := out.Len()
	text := pdftest.Text(72, 700, 12, "F1", "packed")
	fmt.Fprintf(&out, "5 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", len(text), text)
	container := out.Len()
	fmt.Fprintf(&out, "6 0 obj\n<</Type /ObjStm /N %d /First %d /Length %d %s>>\nstream\n%s\nendstream\nendobj\n", len(objects), len(head), len(stm), extra, stm)
	table := out.Len()
	rows := []byte{0, 0, 0, 0}
	for i := range objects {
		rows = append(rows, 2, 0, 6, byte(i))
	}
	rows = append(rows, 1, byte(content>>8), byte(content), 0, 1, byte(container>>8), byte(container), 0, 1, byte(table>>8), byte(table), 0)
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	var filtered []byte // PNG prediction from the row above
	above := make([]byte, 4)
	for i := 0; i < len(rows); i += 4 {
		filtered = append(filtered, 2)
		for j := range 4 {
			filtered = append(filtered, rows[i+j]-above[j])
		}
		above = rows[i : i+4]
	}
	w.Write(filtered)
	w.Close()
	fmt.Fprintf(&out, "7 0 obj\n<</Type /XRef /Size 8 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 4>> /Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", z.Len(), z.Bytes(), table)
	return out.Bytes()
}

// TestMend is files whose tables are damaged or hostile: the text is read all
// the same, and nothing hangs or grows.
func TestMend(t *testing.T) {
	plain := string(onePage(pdftest.Text(72, 700, 12, "F1", "packed")))
	for _, c := range []struct {
		name string
		data string
	}{
		{"sound", plain},
		{"packed objects", string(packedFile("", ""))},
		{"version 2.0", strings.Replace(plain, "%PDF-1.4\n", "%PDF-2.0\n", 1)},
		{"header without a line", strings.Replace(plain, "%PDF-1.4\n", "%PDF-1.4 ", 1)},
		{"junk after the end", plain + strings.Repeat("\x00", 900)},
		{"no end", strings.Replace(plain, "%%EOF", "", 1)},
		{"table at the wrong place", strings.Replace(plain, "startxref\n", "startxref\n9", 1)},
		{"no table", plain[:strings.Index(plain, "xref\n0")]},
		{"wrong offsets", strings.Replace(plain, "00000 n", "00001 n", 3)},
		{"huge size", strings.Replace(plain, "/Size ", "/Size 9999999", 1)},
		{"huge object number", strings.Replace(plain, "xref\n0 ", "xref\n4000000000 1\n0000000009 00000 n \n0 ", 1)},
		{"table after itself", strings.Replace(plain, "/Size ", "/Prev "+fmt.Sprint(strings.Index(plain, "xref\n0"))+" /Size ", 1)},
		{"object stream in itself", string(packedFile("/Extends 6 0 R", ""))},
		{"length in its own stream", strings.Replace(string(packedFile("", "")), "/N 4", "/DL 3 0 R /N 4", 1)},
		{"open string in an object stream", string(packedFile("", "<4142"))},
		{"wrong stream length", strings.Replace(plain, "/Length ", "/Length 9", 1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := said(t, []byte(c.data)); got != "packed" {
				t.Errorf("it says %q", got)
			}
		})
	}
}

func TestFilters(t *testing.T) {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	w.Write([]byte("some text, some text"))
	w.Close()
	for _, c := range []struct {
		name, in string
		filter   filter
		want     string
	}{
		{"flate", z.String(), filter{name: "FlateDecode"}, "some text, some text"},
		{"flate without checksum", z.String()[:z.Len()-4], filter{name: "Fl"}, "some text, some text"},
		{"flate without header", z.String()[2:], filter{name: "FlateDecode"}, "some text, some text"},
		{"LZW, the example of the specification", "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter{name: "LZWDecode"}, "-----A---B"},
		{"ASCII85", "<~87cURD]i,\"Ebo80~>"[2:], filter{name: "ASCII85Decode"}, "Hello World!"},
		{"ASCII85 with zeros and a rest", "z87cUR~>", filter{name: "A85"}, "\x00\x00\x00\x00Hell"},
		{"hexadecimal", "48 65 6C6c 6F>", filter{name: "ASCIIHexDecode"}, "Hello"},
		{"run length", "\x02abc\xfed\x80zzz", filter{name: "RunLengthDecode"}, "abcddd"},
	} {
		got, err := unfilter([]byte(c.in), []filter{c.filter}, 1<<16)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v, want %q", c.name, got, err, c.want)
		}
	}
	// One row of each kind of prediction, three samples wide.
	rows := []byte{0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1}
	got := predict(rows, filter{predictor: 15, columns: 3, colors: 1, bits: 8})
	want := []byte{1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5}
	if !bytes.Equal(got, want) {
		t.Errorf("prediction gives %v, want %v", got, want)
	}
	if _, err := unfilter(nil, []filter{{name: "DCTDecode"}}, 10); err == nil {
		t.Error("a picture was read as text")
	}
	bomb := bytes.Repeat([]byte{129, 'x'}, 1000)
	if got, _ := unfilter(bomb, []filter{{name: "RL"}}, 1000); len(got) != 1000 {
		t.Errorf("%d bytes, more than the limit", len(got))
	}
}

// TestPlace checks coordinates: what the page's matrices do to a glyph.
func TestPlace(t *testing.T) {
	f := pdftest.New()
	f.Page("q 2 0 0 2 10 20 cm BT /F5 10 Tf 5 Tc 50 Tz 3 Ts 30 40 Td (ab) Tj ET Q")
	d, err := Open(f.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Page(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	// Courier is 0.6 wide: 6 points, 3 when halved, 6 when doubled; the
	// spacing of 5 points is halved and doubled as well.
	want := []Glyph{
		{Text: "a", X: 70, Y: 106, W: 6, Size: 20},
		{Text: "b", X: 81, Y: 106, W: 6, Size: 20},
	}
	for i, g := range p.Glyphs {
		if w := want[i]; g.Text != w.Text || abs(g.X-w.X) > 1e-9 || abs(g.Y-w.Y) > 1e-9 || abs(g.W-w.W) > 1e-9 || abs(g.Size-w.Size) > 1e-9 {
			t.Errorf("glyph %d is %+v, want %+v", i, g, w)
		}
	}
	if len(p.Glyphs) != 2 || !d.Fonts()[p.Glyphs[0].Font].Fixed {
		t.Errorf("%d glyphs, fonts %+v", len(p.Glyphs), d.Fonts())
	}
}
