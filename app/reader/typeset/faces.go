package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
)

// Fonts are font files (TrueType, OpenType, or the first font of a
// collection). Regular is needed; for a nil one the nearest other stands in.
type Fonts struct {
	Regular, Bold, Italic, BoldItalic, Mono []byte

	// Text, where its first is not nil, stands in for Regular, Bold, Italic and
	// BoldItalic, in this order; see FindSerif.
	Text [4]*font.Font

	// More are tried in order for characters that the others lack: symbols,
	// emoji.
	More [][]byte
}

// style is a choice among the faces: a set of the bits below. The size of text
// is no part of it, because words are shaped for one em.
type style uint8

const (
	bold style = 1 << iota
	italic
	mono
	styles = 8 // how many styles there are
)

// face is one font with what is asked of it over and over. A font takes some
// megabytes once it is read, and many texts have no bold italics, no emoji; so it
// is read when it is first asked for, see Faces.face.
type face struct {
	*font.Face                  // nil: not read yet
	loader     *opentype.Loader // from which it will be
	upem       float32
	ascent     float32 // em, above the baseline
	descent    float32 // em, below the baseline, positive
	symbols    bool    // one of Fonts.More: coloured glyphs are looked for here first
	upright    bool    // a fallback: made bold by hand where the text is
}

// Faces are the fonts of a text and the cache of its shaped words and glyph
// images. It is not safe for concurrent use.
type Faces struct {
	faces   []*face
	byStyle [styles]uint16   // index into faces
	order   [styles][]uint16 // which of their own faces a style tries, in order
	own     int              // faces[:own] are those of Fonts; the rest are fallbacks

	shaper   shaping.HarfbuzzShaper
	language language.Language
	words    []word
	tokens   []token
	others   []int32               // for each token another one with its word; 0: none
	byText   [2 * styles]wordTable // by style, then direction
	slabs    slabs
	spaces   [styles]milli // of U+0020; 0: not measured yet
	missing  map[rune]bool // met, and in no face; false: given up
	masks    map[maskKey]*mask
}

// NewFaces reads the fonts. The error names the style of a font that cannot be
// read.
func NewFaces(f Fonts) (*Faces, error) {
	fs := &Faces{missing: map[rune]bool{}, masks: map[maskKey]*mask{}}
	if f.Regular == nil && f.Text[0] == nil {
		return nil, errors.New("fonts: there is no regular face")
	}
	add := func(name string, file []byte, otherwise uint16) (uint16, error) {
		if file == nil {
			return otherwise, nil
		}
		loaders, err := opentype.NewLoaders(bytes.NewReader(file))
		if err != nil {
			return 0, fmt.Errorf("fonts: the %s face cannot be read: %w", name, err)
		}
		fs.faces = append(fs.faces, &face{loader: loaders[0]})
		return uint16(len(fs.faces) - 1), nil
	}
	var regular, boldFace, italicFace, boldItalic, monoFace uint16
	if f.Text[0] != nil {
		f.Regular, f.Bold, f.Italic, f.BoldItalic = nil, nil, nil, nil
	}
	for _, step := range []struct {
		name      string
		file      []byte
		face      *uint16
		otherwise *uint16
	}{
		{"regular", f.Regular, &regular, &regular},
		{"bold", f.Bold, &boldFace, &regular},
		{"italic", f.Italic, &italicFace, &regular},
		{"bold italic", f.BoldItalic, &boldItalic, &boldFace},
		{"monospaced", f.Mono, &monoFace, &regular},
	} {
		var err error
		if *step.face, err = add(step.name, step.file, *step.otherwise); err != nil {
			return nil, err
		}
	}
	if f.Text[0] != nil {
		for i, target := range []*uint16{&regular, &boldFace, &italicFace, &boldItalic} {
			if f.Text[i] != nil {
				*target = fs.add(f.Text[i])
			}
		}
	}
	fs.byStyle = [styles]uint16{regular, boldFace, italicFace, boldItalic, monoFace, monoFace, monoFace, monoFace}
	for _, file := range f.More {
		i, err := add("symbol", file, 0)
		if err != nil {
			return nil, err
		}
		fs.faces[i].symbols = true
	}
	fs.own = len(fs.faces)
	for s := range fs.order {
		order := []uint16{fs.byStyle[s], regular}
		for i, f := range fs.faces {
			if f.symbols {
				order = append(order, uint16(i))
			}
		}
		fs.order[s] = order
	}
	if err := fs.faces[regular].read(); err != nil {
		return nil, fmt.Errorf("fonts: the regular face cannot be read: %w", err)
	}
	fs.forget()
	return fs, nil
}

func (fs *Faces) add(f *font.Font) uint16 {
	n := &face{}
	n.set(f)
	fs.faces = append(fs.faces, n)
	return uint16(len(fs.faces) - 1)
}

func (f *face) set(of *font.Font) {
	f.Face, f.upem = font.NewFace(of), float32(of.Upem())
	f.ascent, f.descent = 1, 0.3
	if e, ok := f.FontHExtents(); ok {
		f.ascent, f.descent = e.Ascender/f.upem, -e.Descender/f.upem
	}
}

func (f *face) read() error {
	if f.Face != nil {
		return nil
	}
	of, err := font.NewFont(f.loader)
	if err == nil {
		f.set(of)
	}
	return err
}

// face returns one of the faces for use. In place of one that cannot be read
// there is the regular one.
func (fs *Faces) face(i uint16) *face {
	f := fs.faces[i]
	if f.Face == nil && f.read() != nil {
		regular := fs.faces[fs.byStyle[0]]
		f.Face, f.upem, f.ascent, f.descent = regular.Face, regular.upem, regular.ascent, regular.descent
	}
	return f
}

// forget drops every shaped word.
func (fs *Faces) forget() {
	fs.words = []word{{edges: []float32{0}}}       // word 0 is the empty one
	fs.tokens, fs.others = []token{{}}, []int32{0} // token 0 stands for none
	fs.slabs = slabs{}
	fs.spaces = [styles]milli{}
	fs.byText = [2 * styles]wordTable{}
}

// SetLanguage tells the language (BCP 47) of what is set from now on; fonts
// draw some letters differently by language.
func (fs *Faces) SetLanguage(tag string) {
	if l := language.NewLanguage(tag); l != fs.language {
		fs.language = l
		fs.forget()
	}
}

// Trim forgets the shaped words when they have become too many. Columns that
// were set before must not be used any more.
func (fs *Faces) Trim() {
	if len(fs.words) > maxWords {
		fs.forget()
	}
}

// maxWords is how many shaped words, of about 300 bytes each, are kept over
// many articles.
const maxWords = 150_000

// Missing returns the characters for which no face, or only the monospaced one,
// was found so far. [FindFonts] looks for fonts that have them.
func (fs *Faces) Missing() []rune {
	var out []rune
	for r, wanted := range fs.missing {
		if wanted {
			out = append(out, r)
		}
	}
	return out
}

// AddFallback takes fonts for the characters that were missing. Those that are
// still in no face will not be reported again. It reports whether anything
// changed: columns that were set before must then be set anew.
func (fs *Faces) AddFallback(fonts []*font.Font) bool {
	for _, f := range fonts {
		fs.faces[fs.add(f)].upright = true
	}
	for r := range fs.missing {
		fs.missing[r] = false
	}
	if len(fonts) > 0 {
		fs.forget()
	}
	return len(fonts) > 0
}

// invisible reports whether r is drawn by no font: joiners, marks of direction
// and other format characters, variation selectors.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector) || r == '\u034f' || r < ' '
}

// emojiSelector asks for the coloured form of the character before it.
const emojiSelector = '\ufe0f'

// faceFor returns the face that draws a whole grapheme cluster, in the style if
// it can.
func (fs *Faces) faceFor(cluster []rune, s style) uint16 {
	wanted := fs.byStyle[s]
	symbolsFirst := false
	for _, r := range cluster {
		if r == emojiSelector || r >= 0x1f300 && r < 0x1fb00 {
			symbolsFirst = true
		}
	}
	if symbolsFirst {
		for i := range fs.faces[:fs.own] {
			if fs.faces[i].symbols && fs.face(uint16(i)).draws(cluster) {
				return uint16(i)
			}
		}
	}
	// The monospaced face comes last: it has letters of many scripts, and makes
	// most of them ugly. So a better one is asked for even where it would do.
	for _, i := range fs.order[s] {
		if fs.face(i).draws(cluster) {
			return i
		}
	}
	for i := fs.own; i < len(fs.faces); i++ {
		if fs.face(uint16(i)).draws(cluster) {
			return uint16(i)
		}
	}
	for _, r := range cluster {
		if _, known := fs.missing[r]; !known && !invisible(r) && !fs.face(wanted).draws([]rune{r}) {
			fs.missing[r] = true
		}
	}
	for i := range fs.faces[:fs.own] {
		if fs.face(uint16(i)).draws(cluster) {
			return uint16(i)
		}
	}
	return wanted
}

func (f *face) draws(cluster []rune) bool {
	for _, r := range cluster {
		if _, ok := f.NominalGlyph(r); !ok && !invisible(r) {
			return false
		}
	}
	return true
}

// Measure returns the width, in ems, of a line of so many characters of common
// English text.
func (fs *Faces) Measure(characters int) float64 {
	const sample = "the quick brown fox jumps over the lazy dog and then rests in the shade of a tree"
	w := fs.words[fs.word(sample, 0, false)].width
	return w.units(1) / float64(len(sample)) * float64(characters)
}
