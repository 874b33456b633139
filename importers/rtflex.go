package importers

import "strconv"

// rtfToken is a brace, a control word with or without a number, or a byte of
// text.
type rtfToken struct {
	kind  rtfKind
	word  string
	value int
	has   bool // there is a number
	char  byte
}

type rtfKind int

const (
	rtfOpen rtfKind = iota
	rtfClose
	rtfWord
	rtfByte
)

// rtfLexer cuts an RTF file into tokens.
type rtfLexer struct {
	data []byte
	at   int
}

// next returns the next token; more is false at the end.
func (l *rtfLexer) next() (t rtfToken, more bool) {
	for l.at < len(l.data) {
		c := l.data[l.at]
		l.at++
		switch c {
		case '{':
			return rtfToken{kind: rtfOpen}, true
		case '}':
			return rtfToken{kind: rtfClose}, true
		case '\r', '\n', 0:
			continue
		case '\t':
			return rtfToken{kind: rtfWord, word: "tab"}, true
		case '\\':
			return l.control(), true
		}
		return rtfToken{kind: rtfByte, char: c}, true
	}
	return rtfToken{}, false
}

// control reads what follows a backslash.
func (l *rtfLexer) control() rtfToken {
	if l.at >= len(l.data) {
		return rtfToken{kind: rtfWord}
	}
	c := l.data[l.at]
	if !isLetter(c) {
		l.at++
		switch c {
		case '\'':
			if l.at+2 <= len(l.data) {
				if n, err := strconv.ParseUint(string(l.data[l.at:l.at+2]), 16, 8); err == nil {
					l.at += 2
					return rtfToken{kind: rtfByte, char: byte(n)}
				}
			}
			return rtfToken{kind: rtfWord}
		case '\r', '\n':
			return rtfToken{kind: rtfWord, word: "par"}
		}
		return rtfToken{kind: rtfWord, word: string(rune(c))}
	}
	start := l.at
	for l.at < len(l.data) && isLetter(l.data[l.at]) && l.at-start < 32 {
		l.at++
	}
	t := rtfToken{kind: rtfWord, word: string(l.data[start:l.at])}
	start = l.at
	if l.at < len(l.data) && l.data[l.at] == '-' {
		l.at++
	}
	for l.at < len(l.data) && '0' <= l.data[l.at] && l.data[l.at] <= '9' && l.at-start < 11 {
		l.at++
	}
	n, err := strconv.ParseInt(string(l.data[start:l.at]), 10, 32)
	t.value, t.has = int(n), err == nil
	if l.at < len(l.data) && l.data[l.at] == ' ' {
		l.at++
	}
	return t
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// pass skips n bytes that are no text.
func (l *rtfLexer) pass(n int) { l.at = min(l.at+max(n, 0), len(l.data)) }
