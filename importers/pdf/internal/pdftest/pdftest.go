// Package pdftest writes small PDF files for tests: pages with text at given
// places, and whatever objects a test wants beside them.
package pdftest

import (
	"bytes"
	"fmt"
	"strings"
)

// File is a PDF file in the making. The zero File has no pages; New gives one
// with fonts.
type File struct {
	objects   []string // object i+1
	pages     []int
	pagesRef  int
	Resources string // of every page
	Trailer   string // further entries of the trailer dictionary
	Catalog   string // further entries of the catalog
	Entries   string // further entries of the pages that come next
	Password  string // that opens the file, if it is to be locked
}

// New returns a file whose pages have the fonts F1 (Times), F2 (Times bold),
// F3 (Times italic), F4 (Helvetica) and F5 (Courier).
func New() *File {
	f := &File{}
	f.pagesRef = f.Add("") // its kids are known at the end
	var fonts strings.Builder
	for i, base := range []string{"Times-Roman", "Times-Bold", "Times-Italic", "Helvetica", "Courier"} {
		n := f.Add(fmt.Sprintf("<</Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding>>", base))
		fmt.Fprintf(&fonts, "/F%d %d 0 R ", i+1, n)
	}
	f.Resources = "<</Font <<" + fonts.String() + ">>>>"
	return f
}

// Add appends an object and returns its number.
func (f *File) Add(body string) int {
	f.objects = append(f.objects, body)
	return len(f.objects)
}

// Stream appends a stream object and returns its number. dict holds entries
// besides the length.
func (f *File) Stream(dict, data string) int {
	return f.Add(fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data))
}

// Page appends a page of US letter size with a content stream.
func (f *File) Page(content string) {
	c := f.Stream("", content)
	f.pages = append(f.pages, f.Add(fmt.Sprintf("<</Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Resources %s /Contents %d 0 R %s>>", f.pagesRef, f.Resources, c, f.Entries)))
}

// Set replaces the body of an object.
func (f *File) Set(n int, body string) { f.objects[n-1] = body }

// Bytes writes the file.
func (f *File) Bytes() []byte {
	kids := ""
	for _, p := range f.pages {
		kids += fmt.Sprintf("%d 0 R ", p)
	}
	if f.objects[f.pagesRef-1] == "" {
		f.Set(f.pagesRef, fmt.Sprintf("<</Type /Pages /Kids [%s] /Count %d>>", kids, len(f.pages)))
	}
	root := f.Add(fmt.Sprintf("<</Type /Catalog /Pages %d 0 R %s>>", f.pagesRef, f.Catalog))
	objects, trailer := f.objects, f.Trailer
	if f.Password != "" {
		objects, trailer = lock(objects, f.Password)
		trailer += " " + f.Trailer
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, body := range objects {
		offsets[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d /Root %d 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, root, trailer, table)
	f.objects = f.objects[:root-1]
	return out.Bytes()
}

// Text is the operators that draw one line at a place; font is such as "F1".
func Text(x, y, size float64, font, s string) string {
	return fmt.Sprintf("BT /%s %g Tf %g %g Td (%s) Tj ET\n", font, size, x, y, Escape(s))
}

// Lines draws lines one below the other, the first at y.
func Lines(x, y, size, leading float64, font string, lines ...string) string {
	var b strings.Builder
	for i, l := range lines {
		b.WriteString(Text(x, y-float64(i)*leading, size, font, l))
	}
	return b.String()
}

// Escape writes a string for a literal in WinAnsiEncoding; characters beyond
// Latin-1 are left to octal escapes by the caller.
func Escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '(' || r == ')' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x80:
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, "\\%03o", r)
		default:
			if c, ok := winAnsi[r]; ok {
				fmt.Fprintf(&b, "\\%03o", c)
			} else {
				b.WriteByte('?')
			}
		}
	}
	return b.String()
}

var winAnsi = map[rune]int{'€': 128, '…': 133, '‘': 145, '’': 146, '“': 147, '”': 148, '•': 149, '–': 150, '—': 151}

// Wrap cuts a text into lines of at most width characters, so that in F5
// (Courier, every character 0.6 of the size wide) all lines fill a column.
func Wrap(text string, width int) []string {
	var out []string
	line := ""
	for _, w := range strings.Fields(text) {
		switch {
		case line == "":
			line = w
		case len(line)+1+len(w) <= width:
			line += " " + w
		default:
			out = append(out, line)
			line = w
		}
	}
	return append(out, line)
}
