package glyphs

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestGlyphText(t *testing.T) {
	for name, want := range map[string]string{
		"A": "A", "space": " ", "quoteright": "’", "fi": "fi", "f_f_i": "ffi", "eacute": "é", "Scommaaccent": "Ş", "zcaron": "ž",
		"Aacutesmall": "á", "one.oldstyle": "1", "oneoldstyle": "1", "a.sc": "a", "uni20AC": "€", "uni00660069": "fi", "u1F600": "😀",
		"afii10017": "А", "afii10097": "я", "alpha": "α", "integral": "∫", "endash": "–", "nbspace": "\u00a0", "aringacute": "ǻ",
		".notdef": "", "g123": "", "cid:77": "", "": "", "uniXYZW": "",
	} {
		if got := glyphText(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

// TestEncodings checks characters at both ends of the encodings' runs, where
// a slip would show.
func TestEncodings(t *testing.T) {
	for _, c := range []struct {
		name string
		enc  *[256]rune
		code int
		want rune
	}{
		{"standard", standard, 0x27, '’'}, {"standard", standard, 0x60, '‘'}, {"standard", standard, 0x7e, '~'}, {"standard", standard, 0xae, 'ﬁ'},
		{"standard", standard, 0xd0, '—'}, {"standard", standard, 0xfb, 'ß'}, {"standard", standard, 0xb0, 0},
		{"WinAnsi", winAnsi, 0x80, '€'}, {"WinAnsi", winAnsi, 0x95, '•'}, {"WinAnsi", winAnsi, 0xff, 'ÿ'}, {"WinAnsi", winAnsi, 0x81, '•'},
		{"MacRoman", macRoman, 0x80, 'Ä'}, {"MacRoman", macRoman, 0xde, 'ﬁ'},
		{"symbol", symbol, 0x61, 'α'}, {"symbol", symbol, 0x7e, '∼'}, {"symbol", symbol, 0xa0, '€'}, {"symbol", symbol, 0xe5, '∑'}, {"symbol", symbol, 0xf2, '∫'}, {"symbol", symbol, 0xfe, '⎭'},
		{"dingbats", dingbats, 0x21, '✁'}, {"dingbats", dingbats, 0x33, '✓'}, {"dingbats", dingbats, 0x6c, '●'}, {"dingbats", dingbats, 0xfe, '➾'},
	} {
		if got := c.enc[c.code]; got != c.want {
			t.Errorf("%s: code %#x is %q, want %q", c.name, c.code, got, c.want)
		}
	}
}

func TestCoreFonts(t *testing.T) {
	for _, c := range []struct {
		font string
		look Font
		char rune
		want float64
	}{
		{"Helvetica", Font{}, 'W', 944}, {"Arial,Bold", Font{Bold: true}, 'i', 278}, {"Times-Roman", Font{}, 'm', 778},
		{"TimesNewRomanPS-BoldItalicMT", Font{Bold: true, Italic: true}, '—', 1000}, {"Courier", Font{}, 'i', 600},
		{"Times-Italic", Font{Italic: true}, 'é', 444}, {"Times-Roman", Font{}, 'í', 278}, {"Unknown", Font{}, '“', 333},
	} {
		if got := coreFont(c.font, c.look)(c.char); got != c.want {
			t.Errorf("%s: %q is %g wide, want %g", c.font, c.char, got, c.want)
		}
	}
}

func TestCMap(t *testing.T) {
	m := parseCMap([]byte(`/CIDInit /ProcSet findresource begin
2 begincodespacerange <00> <7F> <8140> <FEFE> endcodespacerange
3 beginbfchar <01> <0041> <02> <00660066> <03> /eacute endbfchar
3 beginbfrange <10> <12> <0061> <8140> <8240> <4E00> <20> <22> [<0058> <0059>] endbfrange
1 begincidrange <8140> <8150> 500 endcidrange
1 begincidchar <10> 7 endcidchar`), nil)
	for code, want := range map[uint32]string{
		1: "A", 2: "ff", 3: "é", 0x10: "a", 0x12: "c", 0x13: "", 0x20: "X", 0x21: "Y", 0x22: "",
		0x8140: "一", 0x81ff: string(rune(0x4e00 + 0xbf)), 0x8240: string(rune(0x4e00 + 0x100)), // carried into the high byte
	} {
		if got, ok := m.lookup(code); got != want || ok != (want != "") {
			t.Errorf("code %#x is %q, want %q", code, got, want)
		}
	}
	if cid, _ := m.cid(0x8142); cid != 502 {
		t.Errorf("code 0x8142 has identifier %d, want 502", cid)
	}
	if code, n := m.cut("\x10\x81"); code != 0x10 || n != 1 {
		t.Errorf("the first code is %#x of %d bytes", code, n)
	}
	if code, n := m.cut("\x81\x41x"); code != 0x8141 || n != 2 {
		t.Errorf("the first code is %#x of %d bytes", code, n)
	}
}

// FuzzCMap: whatever the CMap, a string is cut to its end and gives text.
func FuzzCMap(f *testing.F) {
	f.Add([]byte("begincodespacerange <00> <FFFF> endcodespacerange beginbfrange <00> <FFFFFFFF> <D800> endbfrange"), "abc")
	f.Add([]byte("begincidrange <00> <ff> 99999999999999 endcidrange /x usecmap"), "\x00\xff")
	f.Fuzz(func(t *testing.T, data []byte, s string) {
		m := parseCMap(data, func(string) *cmap { return nil })
		font := &font{composite: true, encoding: m, toUnicode: m, scale: 0.001}
		n := 0
		font.each(s, func(c char) {
			n++
			if c.text == "" || !utf8.ValidString(c.text) || strings.ContainsAny(c.text, "\n\x00") {
				t.Errorf("a code gives %q", c.text)
			}
		})
		if n > len(s) {
			t.Errorf("%d codes in %d bytes", n, len(s))
		}
	})
}

// TestCFF reads the encoding of a font of three glyphs put together by hand:
// .notdef, a standard name and one of the font's own.
func TestCFF(t *testing.T) {
	list := func(items ...string) string { // an INDEX with offsets of one byte
		if len(items) == 0 {
			return "\x00\x00"
		}
		out, at := string([]byte{0, byte(len(items)), 1, 1}), 1
		body := ""
		for _, s := range items {
			at += len(s)
			out += string([]byte{byte(at)})
			body += s
		}
		return out + body
	}
	number := func(n int) string { return string([]byte{28, byte(n >> 8), byte(n)}) }
	font := func(charset, encoding, chars int) string {
		top := number(charset) + "\x0f" + number(encoding) + "\x10" + number(chars) + "\x11"
		return "\x01\x00\x04\x01" + list("Font") + list(top) + list("f_f_i") + list()
	}
	at := len(font(0, 0, 0))
	charset := "\x00" + "\x00\x22" + "\x01\x87" // format 0: strings 34 and 391
	encoding := "\x80\x02" + "AB" + "\x01" + "C\x00\x23"
	data := font(at, at+len(charset), at+len(charset)+len(encoding)) + charset + encoding + list("x", "y", "z")
	got := cffEncoding([]byte(data))
	if got == nil {
		t.Fatal("no encoding found")
	}
	if got['A'] != "A" || got['B'] != "ffi" || got['C'] != "B" || got['D'] != "" {
		t.Errorf("the codes say %q, %q, %q, %q", got['A'], got['B'], got['C'], got['D'])
	}
	for i := range len(data) {
		cffEncoding([]byte(data)[:i]) // cut short anywhere it must not panic
	}
}
