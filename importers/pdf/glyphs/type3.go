package glyphs

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

// The characters of a Type 3 font are small drawings. Those that TeX made of
// its bitmap fonts have names that only a person understands, no size, and a
// bounding box that may say anything.

// texLigatures are what TeX's text fonts have at codes 11 to 15.
var texLigatures = [5]string{"ff", "fi", "fl", "ffi", "ffl"}

// loadType3 reads what is special to a Type 3 font, after its encoding and
// widths.
func (d *Document) loadType3(f *font, v pdf.Value) {
	m, box := v.Key("FontMatrix"), v.Key("FontBBox")
	if a := m.Index(0).Float64(); a != 0 {
		f.scale = abs(a)
	}
	f.texNames(v.Key("Encoding").Key("Differences"))
	// As a font whose size is said would have it, its em.
	em := f.em() * f.scale
	f.height = abs(m.Index(3).Float64()) * (box.Index(3).Float64() - box.Index(1).Float64())
	if em > 0 && (f.height < 0.6*em || f.height > 2*em) {
		f.height = em
	}
}

// texNames mends the encoding of a font of TeX's: its characters are named
// after their codes in decimals, whatever code the file draws them by, and a
// font that has letters in the places of ASCII has ligatures below.
func (f *font) texNames(differences pdf.Value) {
	names := map[int]string{}
	code := 0
	for i := range min(differences.Len(), 1024) {
		switch e := differences.Index(i); e.Kind() {
		case pdf.Integer:
			code = int(e.Int64())
		case pdf.Name:
			if code >= 0 && code < 256 {
				names[code] = e.Name()
			}
			code++
		}
	}
	own := map[int]int{} // TeX's code by the file's
	decimal := 0
	for c, n := range names {
		if v, ok := texCode(n); ok {
			own[c] = v
			if len(n) > 1 && n[0] != '#' {
				decimal++
			}
		}
	}
	if decimal*2 < len(own) {
		decimal = 0 // a digit is named after itself
	}
	text := false // and not symbols: those have no comma, hyphen or full stop there
	letters := 0
	for c, v := range own {
		if n := names[c]; decimal == 0 && len(n) == 1 {
			v = int(n[0])
			own[c] = v
		}
		text = text || v >= ',' && v <= '.'
		if v >= 'a' && v <= 'z' {
			letters++
		}
	}
	text = text && letters >= 5
	for c, v := range own {
		switch {
		case text && v < 128 && texText[v] != "":
			f.chars[c] = texText[v]
		case decimal == 0:
		case v > ' ' && v < 0x7f:
			f.chars[c] = string(rune(v))
		default:
			f.chars[c] = ""
		}
	}
	if text {
		f.toUnicode = nil // it would say the codes
	}
}

// texCode is the code that a character is named after: in decimals, in
// hexadecimals after #, or as the character itself.
func texCode(n string) (code int, ok bool) {
	if hex, is := strings.CutPrefix(n, "#"); is && len(hex) == 2 {
		v, err := strconv.ParseUint(hex, 16, 8)
		return int(v), err == nil
	}
	if v, err := strconv.Atoi(n); err == nil && v >= 0 && v < 256 {
		return v, true
	}
	if len(n) == 1 {
		return int(n[0]), true
	}
	return 0, false
}

// texText is where TeX's text fonts differ from ASCII.
var texText = func() (t [128]string) {
	for i, s := range texLigatures {
		t[11+i] = s
	}
	for c, s := range map[byte]string{'"': "”", '\\': "“", '`': "‘", '\'': "’", '{': "–", '|': "—", 16: "ı", 25: "ß"} {
		t[c] = s
	}
	return t
}()

// em is the size of a font in its own units, as far as the widths of its
// characters give it away: they are compared with those of Times. 0 is unknown.
func (f *font) em() float64 {
	width := coreFont("times", Font{})
	var known, all []float64
	for c, w := range f.widths {
		if w <= 0 {
			continue
		}
		all = append(all, 2*w)
		s := f.chars[c]
		if len(s) == 1 && strings.ContainsAny(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;-") {
			known = append(known, 1000*w/width(rune(s[0])))
		}
	}
	if len(known) == 0 {
		known = all
	}
	if len(known) == 0 {
		return 0
	}
	slices.Sort(known)
	return known[len(known)/2]
}
