package typeset

import (
	"slices"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// word is a stretch of text without a place to break, shaped at a size of one
// em.
type word struct {
	width  milli
	token  int32   // the newest token that has it; 0: none
	glyphs []glyph // from left to right

	// edges[i] is how far, in em, code point i begins from the edge of the word
	// at which reading starts (the right one in right-to-left words); the last
	// is the width. All of a grapheme cluster but its first code point begins at
	// the cluster's end, so a caret can stand before i only if edges[i+1] is
	// greater than edges[i].
	edges []float32
}

type glyph struct {
	id      font.GID
	face    uint16
	cluster uint16  // code point in the word from which the glyph comes
	x, y    float32 // em, from the word's left edge and up from the baseline
}

func (w *word) len() int { return len(w.edges) - 1 }

// shapingSize is the size at which words are shaped, large enough that the
// fixed-point numbers of the shaper lose nothing that can be seen.
const shapingSize = 1024

// ems converts a length of the shaper.
func ems(v fixed.Int26_6) float32 { return float32(v) / (64 * shapingSize) }

// shape shapes runs of one face each and joins them.
func (fs *Faces) shape(text []rune, s style, rtl bool) word {
	starts := clusterStarts(text)
	edges := fs.slabs.edgesOf(len(text) + 1)
	widths := edges[1:] // of the clusters, at their first code points
	glyphs := fs.slabs.scratch[:0]
	var x float32
	for from := 0; from < len(text); {
		end := nextStart(starts, from)
		chosen := fs.faceFor(text[from:end], s)
		for end < len(text) {
			next := nextStart(starts, end)
			if fs.faceFor(text[end:next], s) != chosen {
				break
			}
			end = next
		}
		first := len(glyphs)
		var width float32
		glyphs, width = fs.shapeRun(glyphs, text, from, end, chosen, rtl, starts, widths)
		if rtl { // what is read later stands to the left
			for i := range glyphs[:first] {
				glyphs[i].x += width
			}
			slices.Reverse(glyphs[first:])
		} else {
			for i := range glyphs[first:] {
				glyphs[first+i].x += x
			}
		}
		x += width
		from = end
	}
	if rtl {
		slices.Reverse(glyphs)
	}
	fs.slabs.scratch = glyphs
	for i, width := range widths {
		edges[i+1] = edges[i] + width
	}
	return word{glyphs: fs.slabs.glyphsOf(glyphs), edges: edges}
}

// slabs are the memory of words, which live and go together.
type slabs struct {
	edges   []float32
	glyphs  []glyph
	scratch []glyph
}

const slab = 4096

func (m *slabs) edgesOf(n int) []float32 {
	if len(m.edges) < n {
		m.edges = make([]float32, max(slab, n))
	}
	var out []float32
	out, m.edges = m.edges[:n:n], m.edges[n:]
	return out
}

func (m *slabs) glyphsOf(g []glyph) []glyph {
	if len(m.glyphs) < len(g) {
		m.glyphs = make([]glyph, max(slab, len(g)))
	}
	var out []glyph
	out, m.glyphs = m.glyphs[:len(g):len(g)], m.glyphs[len(g):]
	copy(out, g)
	return out
}

// shapeRun shapes text[from:end] in one face, appends its glyphs and adds
// the widths of its grapheme clusters to widths.
func (fs *Faces) shapeRun(glyphs []glyph, text []rune, from, end int, chosen uint16, rtl bool, starts []bool, widths []float32) ([]glyph, float32) {
	in := shaping.Input{
		Text: text, RunStart: from, RunEnd: end,
		Face: fs.face(chosen).Face, Size: fixed.I(shapingSize),
		Script: script(text[from:end]), Language: fs.language,
	}
	if rtl {
		in.Direction = di.DirectionRTL
	}
	out := fs.shaper.Shape(in)
	var x float32
	for i := 0; i < len(out.Glyphs); {
		first, width := out.Glyphs[i], float32(0)
		at := first.TextIndex()
		for ; i < len(out.Glyphs) && out.Glyphs[i].TextIndex() == at; i++ {
			g := out.Glyphs[i]
			if g.GlyphID != font.EmptyGlyph && !(g.GlyphID == 0 && blank(text[at])) {
				glyphs = append(glyphs, glyph{
					id: g.GlyphID, face: chosen, cluster: uint16(at),
					x: x + ems(g.XOffset), y: ems(g.YOffset),
				})
			}
			x += ems(g.Advance)
			width += ems(g.Advance)
		}
		share(widths, starts, at, at+first.RunesCount(), max(0, width))
	}
	return glyphs, x
}

// share divides the width of what the shaper made of code points from to end
// evenly among the grapheme clusters that begin there (a ligature has several),
// or adds it to the one that goes on there.
func share(widths []float32, starts []bool, from, end int, width float32) {
	n := 0
	for i := from; i < end; i++ {
		if starts[i] {
			n++
		}
	}
	if n == 0 {
		for !starts[from] {
			from--
		}
		widths[from] += width
		return
	}
	for i := from; i < end; i++ {
		if starts[i] {
			widths[i] += width / float32(n)
		}
	}
}

// blank reports whether a character that a font lacks is drawn as nothing.
func blank(r rune) bool { return isSpace(r) || invisible(r) }

func isSpace(r rune) bool {
	switch {
	case r == ' ', r == '\u00a0', r >= '\u2000' && r <= '\u200b', r == '\u202f', r == '\u205f', r == '\u3000':
		return true
	}
	return false
}

// script returns the script of the first character that has one.
func script(text []rune) language.Script {
	for _, r := range text {
		if s := language.LookupScript(r); s != language.Common && s != language.Inherited && s != language.Unknown {
			return s
		}
	}
	return language.Latin
}

// clusterStarts tells for each code point whether a grapheme cluster begins
// there (Unicode Annex 29).
func clusterStarts(text []rune) []bool {
	starts := make([]bool, len(text))
	if everyRuneStands(text) {
		for i := range starts {
			starts[i] = true
		}
		return starts
	}
	i := 0
	for it := graphemes.FromString(string(text)); it.Next(); {
		starts[i] = true
		i += utf8.RuneCountInString(it.Value())
	}
	return starts
}

func nextStart(starts []bool, from int) int {
	for from++; from < len(starts) && !starts[from]; from++ {
	}
	return from
}

func everyRuneStands(text []rune) bool {
	for _, r := range text {
		if !standsAlone(r) {
			return false
		}
	}
	return true
}

// standsAlone reports whether r is always a grapheme cluster by itself among
// characters of its kind, and is written from left to right or takes the
// direction around it. It knows only the common ones; the rest take the long
// way.
func standsAlone(r rune) bool {
	return r < 0x300 && r != '\u00ad' && r != '\r' ||
		r >= 0x370 && r < 0x483 || // Greek, Cyrillic
		r >= 0x2010 && r < 0x2028 || r >= 0x2030 && r < 0x203c || r == '\u20ac' ||
		r >= 0x3001 && r < 0x302a || r >= 0x3041 && r < 0x3097 || r >= 0x30a1 && r < 0x3100 ||
		r >= 0x4e00 && r < 0xa000
}

// space returns the width of U+0020 in a style.
func (fs *Faces) space(s style) milli {
	if fs.spaces[s] == 0 {
		fs.spaces[s] = fs.words[fs.word(" ", s, false)].width
	}
	return fs.spaces[s]
}
