package typeset

import (
	"io"
	"log"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// FindFonts looks among the fonts of the system for some that draw the given
// characters, the better suited for a language (BCP 47, may be empty) first. The
// first look of a program takes some tenths of a second, so it belongs on a
// goroutine of its own; it touches nothing shared. Characters that no font of
// the system can draw are passed over.
func FindFonts(missing []rune, tag string) []*font.Font {
	fonts, ok := systemFonts()
	if !ok {
		return nil
	}
	fonts.SetQuery(fontscan.Query{Families: []string{fontscan.SansSerif}})
	var found []*font.Face
	draws := func(f *font.Face, r rune) bool {
		_, ok := f.NominalGlyph(r)
		return ok
	}
	if id, ok := language.NewLangID(language.NewLanguage(tag)); ok && tag != "" {
		if f := fonts.ResolveFaceForLang(id); f != nil && draws(f, missing[0]) {
			found = append(found, f)
		}
	}
search:
	for _, r := range missing {
		for _, f := range found {
			if draws(f, r) {
				continue search
			}
		}
		fonts.SetScript(language.LookupScript(r))
		if f := fonts.ResolveFace(r); f != nil && draws(f, r) {
			found = append(found, f)
		}
	}
	out := make([]*font.Font, len(found))
	for i, f := range found {
		out[i] = f.Font
	}
	return out
}

// FindSerif looks for a serif family of the system: upright, bold, italic and
// bold italic. It reports false where there is none. It may be slow; see
// FindFonts.
func FindSerif() ([4]*font.Font, bool) {
	fonts, ok := systemFonts()
	if !ok {
		return [4]*font.Font{}, false
	}
	// Names first that are made for reading and likely to be complete.
	families := []string{"Noto Serif", "Charter", "Georgia", "Source Serif 4", "Libertinus Serif", "DejaVu Serif", "Liberation Serif", "Times New Roman", fontscan.Serif}
	var out [4]*font.Font
	for i, aspect := range []font.Aspect{
		{}, {Weight: font.WeightBold}, {Style: font.StyleItalic}, {Weight: font.WeightBold, Style: font.StyleItalic},
	} {
		fonts.SetQuery(fontscan.Query{Families: families, Aspect: aspect})
		f := fonts.ResolveFace('a')
		if f == nil {
			return [4]*font.Font{}, false
		}
		out[i] = f.Font
	}
	return out, true
}

func systemFonts() (*fontscan.FontMap, bool) {
	fonts := fontscan.NewFontMap(log.New(io.Discard, "", 0)) // it grumbles about every damaged font
	if err := fonts.UseSystemFonts(""); err != nil {
		return nil, false
	}
	return fonts, true
}
