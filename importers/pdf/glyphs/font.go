package glyphs

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/unicode/norm"
)

// font knows what the codes of one font say and how wide they are.
type font struct {
	index     int // in Document.Fonts
	scale     float64
	height    float64 // of a Type 3 font's characters, in text space; 0 for others
	vertical  bool
	composite bool

	toUnicode *cmap
	chars     [256]string  // a simple font's own encoding
	widths    [256]float64 // thousandths (or a Type 3 font's units); -1 where unknown

	encoding  *cmap // composite: codes to identifiers
	decode    func(code string) string
	cidText   func(cid uint32) string
	cidWidths map[uint32]float64
	defaultW  float64
}

// char is one code of a string.
type char struct {
	text  string
	width float64 // in text space: 1 is the font size
	space bool    // the single-byte code 32, to which word spacing applies
}

// font returns the font of a dictionary, read once.
func (d *Document) font(v pdf.Value) *font {
	key := v.String()
	if f, ok := d.fonts[key]; ok {
		return f
	}
	f := &font{index: len(d.Fonts), scale: 0.001, defaultW: 1000}
	d.Fonts = append(d.Fonts, Font{})
	d.fonts[key] = f
	if len(d.fonts) > 1<<14 {
		return f
	}
	d.try(func() { d.loadFont(f, v) })
	return f
}

func (d *Document) loadFont(f *font, v pdf.Value) {
	descendant := v.Key("DescendantFonts").Index(0)
	descriptor := v.Key("FontDescriptor")
	subtype := v.Key("Subtype").Name()
	if subtype == "Type0" {
		f.composite = true
		descriptor = descendant.Key("FontDescriptor")
	}
	base := v.Key("BaseFont").Name()
	if base == "" {
		base = descriptor.Key("FontName").Name()
	}
	look := lookOf(base, descriptor)
	d.Fonts[f.index] = look
	if s := v.Key("ToUnicode"); s.Kind() == pdf.Stream {
		if data, err := d.stream(s); err == nil {
			f.toUnicode = parseCMap(data, nil)
		}
	}
	if f.composite {
		d.loadComposite(f, v, descendant, descriptor)
		return
	}
	if subtype == "Type3" {
		m := v.Key("FontMatrix")
		if a := m.Index(0).Float64(); a != 0 {
			f.scale = abs(a)
		}
		f.height = abs(m.Index(3).Float64()) * (v.Key("FontBBox").Index(3).Float64() - v.Key("FontBBox").Index(1).Float64())
	}
	d.loadEncoding(f, v, look, descriptor, subtype)
	d.loadWidths(f, v, look, descriptor)
}

// lookOf reads a font's look from its name and its descriptor.
func lookOf(base string, descriptor pdf.Value) Font {
	if i := strings.IndexByte(base, '+'); i == 6 {
		base = base[7:]
	}
	flags := descriptor.Key("Flags").Int64()
	n := strings.ToLower(base)
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(n, w) {
				return true
			}
		}
		return false
	}
	tex := func(prefixes ...string) bool { // Computer Modern: cmbx10, cmti12
		for _, p := range prefixes {
			if rest, ok := strings.CutPrefix(n, p); ok && strings.Trim(rest, "0123456789") == "" {
				return true
			}
		}
		return false
	}
	return Font{
		Name: base,
		Bold: has("bold", "black", "heavy", "demi", "-medi", "semibd") || tex("cmbx", "cmb", "cmbxti", "cmssbx", "sfbx", "ecbx") ||
			flags&(1<<18) != 0 || descriptor.Key("FontWeight").Float64() >= 650,
		Italic: has("italic", "oblique", "slanted", "kursiv") || strings.HasSuffix(n, "-it") || strings.HasSuffix(n, "ital") ||
			tex("cmti", "cmsl", "cmbxti", "cmmi", "sfti", "ecti") || flags&(1<<6) != 0,
		Fixed: has("courier", "mono", "consol", "typewriter") || tex("cmtt", "sftt") || flags&1 != 0 && !has("times", "arial", "helvetica"),
	}
}

// loadEncoding finds what the codes of a simple font say without /ToUnicode.
func (d *Document) loadEncoding(f *font, v pdf.Value, look Font, descriptor pdf.Value, subtype string) {
	enc := v.Key("Encoding")
	baseName := enc.Name()
	if enc.Kind() == pdf.Dict {
		baseName = enc.Key("BaseEncoding").Name()
	}
	base, known := encodings[baseName]
	lower := strings.ToLower(look.Name)
	switch {
	case known:
	case strings.HasPrefix(lower, "symbol"):
		base = symbol
	case strings.Contains(lower, "dingbats"):
		base = dingbats
	case subtype == "TrueType":
		base = winAnsi
	default:
		base = standard
	}
	for c, r := range base {
		if r != 0 {
			f.chars[c] = string(r)
		}
	}
	if !known {
		d.builtin(f, descriptor)
	}
	diff := enc.Key("Differences")
	code := 0
	for i := range min(diff.Len(), 1024) {
		switch e := diff.Index(i); e.Kind() {
		case pdf.Integer:
			code = int(e.Int64())
		case pdf.Name:
			if code >= 0 && code < 256 && !namesCode(e.Name(), code) {
				f.chars[code] = glyphText(e.Name())
			}
			code++
		}
	}
}

// namesCode reports whether a glyph is named after its own code, as "a65" and
// "G41" are: then the code says more than the name.
func namesCode(n string, code int) bool {
	if len(n) < 3 || glyphText(n) != "" {
		return false
	}
	return n[1:] == strconv.Itoa(code) || n[1:] == fmt.Sprintf("%02X", code)
}

// builtin takes the encoding from an embedded Type 1 font program, the first
// part of which is plain text: dup 65 /A put.
func (d *Document) builtin(f *font, descriptor pdf.Value) {
	program := descriptor.Key("FontFile")
	if program.Kind() != pdf.Stream {
		return
	}
	data, err := d.stream(program)
	if err != nil {
		return
	}
	l := lexer{data: data[:min(len(data), 1<<16)]}
	var last [3]object
	for started := false; ; {
		o := l.next()
		if o.kind == end || o.str == "eexec" {
			return
		}
		if o.kind == name && o.str == "Encoding" {
			if started {
				return
			}
			if next := l.next(); next.str == "StandardEncoding" {
				return
			}
			started = true
			f.chars = [256]string{}
		}
		if started && o.str == "put" && last[2].kind == name && last[1].kind == number {
			if c := last[1].int(); c >= 0 && c < 256 {
				f.chars[c] = glyphText(last[2].str)
			}
		}
		last[0], last[1], last[2] = last[1], last[2], o
	}
}

func (d *Document) loadWidths(f *font, v pdf.Value, look Font, descriptor pdf.Value) {
	widths := v.Key("Widths")
	firstChar := int(v.Key("FirstChar").Int64())
	missing := -1.0
	if m := descriptor.Key("MissingWidth"); !m.IsNull() {
		missing = m.Float64()
	}
	for c := range f.widths {
		f.widths[c] = missing
	}
	for i := range min(widths.Len(), 256) {
		if c := firstChar + i; c >= 0 && c < 256 {
			f.widths[c] = widths.Index(i).Float64()
		}
	}
	if widths.Len() > 0 {
		for c := range f.widths {
			f.widths[c] = max(f.widths[c], 0)
		}
		return
	}
	core := coreFont(look.Name, look)
	for c := range f.widths {
		f.widths[c] = 600
		if s := f.chars[c]; s != "" {
			f.widths[c] = core([]rune(s)[0])
		}
	}
}

func (d *Document) loadComposite(f *font, v, descendant, descriptor pdf.Value) {
	if w := descendant.Key("DW"); !w.IsNull() {
		f.defaultW = w.Float64()
	}
	f.cidWidths = map[uint32]float64{}
	w := descendant.Key("W")
	for i := 0; i < w.Len() && len(f.cidWidths) < 1<<17; {
		from := w.Index(i).Int64()
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for j := range min(list.Len(), 1<<16) {
				f.cidWidths[uint32(from)+uint32(j)] = list.Index(j).Float64()
			}
			i += 2
			continue
		}
		width := w.Index(i + 2).Float64()
		for c := from; c <= w.Index(i+1).Int64() && c-from < 1<<16; c++ {
			f.cidWidths[uint32(c)] = width
		}
		i += 3
	}
	enc := v.Key("Encoding")
	encName := enc.Name()
	if enc.Kind() == pdf.Stream {
		encName = enc.Key("CMapName").Name()
		f.vertical = enc.Key("WMode").Int64() == 1
		if data, err := d.stream(enc); err == nil {
			f.encoding = parseCMap(data, func(n string) *cmap { m, _ := predefined(n); return m })
		}
	}
	if f.encoding == nil || len(f.encoding.spaces) == 0 {
		f.encoding, f.decode = predefined(encName)
	}
	f.vertical = f.vertical || strings.HasSuffix(encName, "-V")
	if program := descriptor.Key("FontFile2"); program.Kind() == pdf.Stream && (f.toUnicode == nil || len(f.toUnicode.text)+len(f.toUnicode.ranges) == 0) {
		d.loadTrueType(f, program, descendant.Key("CIDToGIDMap"))
	}
}

// charsets are the multi-byte encodings that the predefined CMaps of the
// specification stand for, by parts of their names.
var charsets = []struct {
	part string
	enc  encoding.Encoding
}{
	{"GBK2K", simplifiedchinese.GB18030}, {"GBK", simplifiedchinese.GBK}, {"GBpc", simplifiedchinese.GBK}, {"GB-EUC", simplifiedchinese.GBK},
	{"B5pc", traditionalchinese.Big5}, {"ETen", traditionalchinese.Big5}, {"HKscs", traditionalchinese.Big5}, {"ETHK", traditionalchinese.Big5},
	{"RKSJ", japanese.ShiftJIS}, {"KSC", korean.EUCKR}, {"EUC", japanese.EUCJP},
}

// predefined returns the CMap of a name: how codes are cut, and what decodes
// them where the name says so.
func predefined(n string) (*cmap, func(string) string) {
	two := &cmap{wide: true}
	switch {
	case strings.Contains(n, "UTF16") || strings.Contains(n, "UCS2"):
		return two, utf16Text
	case strings.HasPrefix(n, "Identity"), n == "":
		return two, nil
	}
	for _, c := range charsets {
		if strings.Contains(n, c.part) {
			m := &cmap{spaces: []codeRange{{1, 0x00, 0x80}, {1, 0xa0, 0xa0}, {2, 0x8140, 0xfefe}}}
			if c.part == "RKSJ" {
				m.spaces = []codeRange{{1, 0x00, 0x80}, {1, 0xa0, 0xdf}, {2, 0x8140, 0xfcfc}}
			}
			dec := c.enc.NewDecoder()
			return m, func(code string) string {
				s, err := dec.String(code)
				if err != nil {
					return ""
				}
				return s
			}
		}
	}
	return two, nil
}

// each calls yield for the codes of a string.
func (f *font) each(s string, yield func(char)) {
	if !f.composite {
		for i := range len(s) {
			c := s[i]
			t, ok := f.toUnicode.lookup(uint32(c))
			if !ok || !readable(t) {
				t = f.chars[c]
			}
			yield(char{clean(t), f.widths[c] * f.scale, c == ' '})
		}
		return
	}
	for s != "" {
		code, n := f.encoding.cut(s)
		cid, ok := f.encoding.cid(code)
		if !ok {
			cid = code
		}
		t, ok := f.toUnicode.lookup(code)
		if (!ok || !readable(t)) && f.decode != nil {
			t = f.decode(s[:n])
		}
		if !readable(t) && f.cidText != nil {
			t = f.cidText(cid)
		}
		w, ok := f.cidWidths[cid]
		if !ok {
			w = f.defaultW
		}
		if f.vertical {
			w = 1000
		}
		yield(char{clean(t), w * f.scale, n == 1 && code == ' '})
		s = s[n:]
	}
}

// readable reports whether a mapping says anything.
func readable(t string) bool {
	for _, r := range t {
		if r != '\uFFFD' && (r >= ' ' || r == '\t') {
			return true
		}
	}
	return false
}

// clean makes what a font says fit for text: ligatures become letters, white
// space a space, and what says nothing U+FFFD.
func clean(t string) string {
	if len(t) == 1 && t[0] > ' ' && t[0] < 0x7f {
		return t
	}
	if !readable(t) {
		return "\uFFFD"
	}
	var out strings.Builder
	for _, r := range t {
		switch {
		case r >= 0xfb00 && r <= 0xfb06:
			out.WriteString(norm.NFKC.String(string(r)))
		case unicode.IsSpace(r):
			out.WriteByte(' ')
		case r >= ' ' && !unicode.Is(unicode.Cc, r):
			out.WriteRune(r)
		}
	}
	if out.Len() == 0 {
		return "\uFFFD"
	}
	return out.String()
}

func abs(f float64) float64 { return max(f, -f) }
