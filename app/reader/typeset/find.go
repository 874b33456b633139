package typeset

import (
	"io"
	"log"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// FindFonts looks among the fonts of the system for some that draw the given
// characters, in the forms that a language (BCP 47, may be empty) wants. The
// first look of a program takes some tenths of a second, so it belongs on a
// goroutine of its own; it touches nothing shared. Characters that no font of
// the system can draw are passed over.
func FindFonts(missing []rune, tag string) []*font.Font {
	fonts, ok := systemFonts()
	if !ok {
		return nil
	}
	fonts.SetQuery(fontscan.Query{Families: append(hanFamilies(missing, tag), families...)})
	var found []*font.Font
search:
	for _, r := range missing {
		for _, f := range found {
			if _, ok := f.NominalGlyph(r); ok {
				continue search
			}
		}
		fonts.SetScript(language.LookupScript(r))
		if f := fonts.ResolveFace(r); f != nil {
			if _, ok := f.NominalGlyph(r); ok {
				found = append(found, f.Font)
			}
		}
	}
	return found
}

// families are faces made for reading, of the usual systems, that go with the
// text face; the scan would take any font that has the character.
var families = []string{
	"Noto Naskh Arabic", "Geeza Pro", "Noto Sans Arabic", "Segoe UI",
	"Noto Sans", "Noto Sans Hebrew", "Noto Sans Thai", "Noto Sans Devanagari", "DejaVu Sans", "Arial", "Arial Unicode MS", fontscan.SansSerif,
}

// hanFamilies returns the families to ask first for Chinese characters, which
// China, Taiwan, Japan and Korea write differently: by the language, or else by
// the company in which the characters stand.
func hanFamilies(missing []rune, tag string) []string {
	hans := map[string][]string{
		"ja": {"Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", "Meiryo"},
		"ko": {"Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic"},
		"tw": {"Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei"},
		"zh": {"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"},
	}
	tag = strings.ToLower(tag)
	key := tag[:min(2, len(tag))]
	for _, r := range missing {
		switch s := language.LookupScript(r); {
		case hans[key] != nil:
		case s == language.Hiragana || s == language.Katakana:
			key = "ja"
		case s == language.Hangul:
			key = "ko"
		}
	}
	switch {
	case strings.Contains(tag, "hant"), strings.HasSuffix(tag, "-tw"), strings.HasSuffix(tag, "-hk"):
		key = "tw"
	case hans[key] == nil:
		key = "zh"
	}
	return hans[key]
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
