package glyphs

import (
	"bytes"
	"context"
	"testing"

	"gloss/importers/pdf/internal/pdftest"
)

// print writes all objects of a content stream, parted by spaces.
func print(data string) string {
	var out bytes.Buffer
	for l := (lexer{data: []byte(data)}); ; {
		o := l.next()
		if o.kind == end {
			return out.String()
		}
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		o.write(&out)
	}
}

func TestLexer(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"numbers", "1 -2 +3 .5 -.5 4. --7 1.2.3 12-3 1e3", "1 -2 3 0.5 -0.5 4 -7 1.2 12 1000"},
		{"not numbers", "- . -- T*", "0 0 0 T*"},
		{"names", "/A /B#20C /D#zz / /E/F", "/A /B#20C /D#23zz / /E /F"},
		{"literal strings", `(a(b)c) (\(\)\\) (\101\7x) (line\` + "\n" + `on) (\q)`, "<6128622963> <28295c> <410778> <6c696e656f6e> <71>"},
		{"line ends in strings", "(a\r\nb\rc)", "<610a620a63>"},
		{"hexadecimal strings", "<41 4> <4x2> <>", "<4140> <42> <>"},
		{"collections", "[1 [2 (x)] 12 0 R] <</K [3] /L <</M 4>>>>", "[ 1 [ 2 <78> ] 12 0 R ] << /K [ 3 ] /L << /M 4 >> >>"},
		{"comments", "1 % two 2\n3", "1 3"},
		{"unclosed", "[1 (two", "[ 1 <74776f> ]"},
		{"stray brackets", ") > >> ] 1", ") > >> ] 1"},
	} {
		if got := print(c.in); got != c.want {
			t.Errorf("%s: %q gave %s, want %s", c.name, c.in, got, c.want)
		}
	}
}

func TestInlineImage(t *testing.T) {
	l := lexer{data: []byte(" \x00EI\xff EI\x01\x02\nEI Q (x) Tj")}
	l.skipInlineImage()
	if got := print(string(l.data[l.pos:])); got != "Q <78> Tj" {
		t.Errorf("after the image comes %q", got)
	}
}

// FuzzContentLexer runs anything as the content of a page: no panic, an end,
// and glyphs within the page's limits.
func FuzzContentLexer(f *testing.F) {
	f.Add([]byte(pdftest.Text(72, 700, 12, "F1", "some text")))
	f.Add([]byte("BT [(a)-200(b)] TJ T* ' \" ET q Q Q BI ID x EI /X Do /A <</ActualText (x)>> BDC EMC"))
	f.Add([]byte("<< << [ [ ( < <12 /#"))
	doc, err := Open(onePage(""))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		in := newInterpreter(context.Background(), doc, doc.pages[0])
		in.run(data, doc.pages[0].resources, 0)
		if n := len(in.page.Glyphs); n > len(data) || n > maxGlyphs {
			t.Errorf("%d glyphs from %d bytes", n, len(data))
		}
	})
}

func onePage(content string) []byte {
	f := pdftest.New()
	f.Page(content)
	return f.Bytes()
}
