package annotate

import (
	"strings"
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
