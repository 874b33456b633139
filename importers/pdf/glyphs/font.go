package glyphs

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/unicode/norm"
)

// font knows what the codes of one font say and how wide they are.
type font struct {
	index     int // in Document.looks
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
	f := &font{index: len(d.looks), scale: 0.001, defaultW: 1000}
	d.looks = append(d.looks, Font{})
	d.fonts[key] = f
	if len(d.fonts) > 1<<14 {
		return f
	}
	d.try(func() { d.loadFont(f, v) })
	return f
}

// loadFont reads everything about a font.
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
	look := FontOf(base, descriptor.Key("Flags").Int64(), descriptor.Key("FontWeight").Float64())
	d.looks[f.index] = look
	if s := v.Key("ToUnicode"); s.Kind() == pdf.Stream {
		if data, err := d.stream(s); err == nil {
			f.toUnicode = parseCMap(data, nil)
		}
	}
	if f.composite {
		d.loadComposite(f, v, descendant, descriptor)
		return
	}
	d.loadEncoding(f, v, look, descriptor, subtype)
	d.loadWidths(f, v, look, descriptor)
	if subtype == "Type3" {
		d.loadType3(f, v)
	}
}

// FontOf tells a font's look from its name and from the flags and the weight
// of its descriptor, which are 0 where there are none.
func FontOf(base string, flags int64, weight float64) Font {
	if i := strings.IndexByte(base, '+'); i == 6 {
		base = base[7:]
	}
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
			flags&(1<<18) != 0 || weight >= 650,
		Italic: has("italic", "oblique", "slanted", "kursiv") || strings.HasSuffix(n, "-it") || strings.HasSuffix(n, "ital") ||
			tex("cmti", "cmsl", "cmbxti", "cmmi", "sfti", "ecti") || flags&(1<<6) != 0,
		Fixed: has("courier", "mono", "consol", "typewriter") || tex("cmtt", "sftt") || flags&1 != 0 && !has("times", "arial", "helvetica"),
	}
}

// computerModern are the names of TeX's text fonts, which have ligatures at
// codes of their own even where the file does not say so.
var computerModern = regexp.MustCompile(`^cm(r|bx|b|ti|sl|ss|ssbx|ssi|u|dunh|bxti|bxsl)\d`)

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
	if computerModern.MatchString(lower) {
		for i, s := range texLigatures {
			if f.chars[11+i] == "" {
				f.chars[11+i] = s
			}
		}
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

// builtin takes the encoding from an embedded font program: a CFF font, or a
// Type 1 font, the first part of which is plain text: dup 65 /A put.
func (d *Document) builtin(f *font, descriptor pdf.Value) {
	program := descriptor.Key("FontFile")
	if cff := descriptor.Key("FontFile3"); cff.Kind() == pdf.Stream {
		if data, err := d.stream(cff); err == nil {
			if own := cffEncoding(data); own != nil {
				f.chars = *own
			}
		}
		return
	}
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

// loadWidths reads the widths of a simple font, or takes those of the core
// font that it stands for.
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

// each calls yield for the codes of a string.
func (f *font) each(s string, yield func(char)) {
	if !f.composite {
		for i := range len(s) {
			c := s[i]
			t, ok := f.toUnicode.lookup(uint32(c))
			if !ok || !readable(t) {
				t = f.chars[c]
			}
			yield(char{Clean(t), f.widths[c] * f.scale, c == ' '})
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
		yield(char{Clean(t), w * f.scale, n == 1 && code == ' '})
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

// Clean makes what a font says fit for text: ligatures become letters, white
// space a space, and what says nothing U+FFFD.
func Clean(t string) string {
	if len(t) == 1 && t[0] > ' ' && t[0] < 0x7f {
		return t
	}
	if !readable(t) {
		return "\uFFFD"
	}
	var out strings.Builder
	for _, r := range t {
		switch {
		case r >= 0xfb00 && r <= 0xfb06, r >= 0xfb1d && r <= 0xfd3d, r >= 0xfd50 && r <= 0xfdfb, r >= 0xfe70 && r <= 0xfefc:
			// Ligatures, and the forms that letters have within words. Marks
			// that stand alone there begin with a space.
			out.WriteString(strings.TrimLeft(norm.NFKC.String(string(r)), " "))
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
