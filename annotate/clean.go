package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean brings characters into the form that every article text and every
// name has: valid UTF-8 (anything else becomes U+FFFD) in normal form NFC,
// lines ended by \n, and no byte order mark, soft hyphen or control character
// other than \n and \t. Cleaning twice changes nothing more.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r', r == '\u0085', r == '\u2028', r == '\u2029':
			return '\n'
		case unwanted(r):
			return -1
		}
		return r
	}, s)
	return norm.NFC.String(s)
}

// OneLine is s, cleaned, on one line: without white space at its ends, and with
// one space where there was more or a line ended.
func OneLine(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

// isClean is the judge that Clean and Article.Check share.
func isClean(s string) bool {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || r == '\u2028' || r == '\u2029' || unwanted(r) {
			return false
		}
		i += size
	}
	return norm.NFC.IsNormalString(s)
}

func unwanted(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' ||
		0x7f <= r && r <= 0x9f || r == '\u00ad' || r == '\ufeff'
}

// Unspaced reports whether a character is of a script without spaces between
// words, in which none stands for a line's end either: Chinese or Japanese, with
// their punctuation. Korean has spaces.
func Unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff60
}

// NoSpaceBetween reports whether two stretches of text, such as two lines of a
// paragraph, go on without a space: a ends and b begins with a character that is
// [Unspaced].
func NoSpaceBetween(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	return Unspaced(last) && Unspaced(first)
}
