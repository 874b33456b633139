package glyphs

import (
	"math"
	"strconv"
)

// kind sorts objects.
type kind uint8

const (
	null kind = iota
	number
	text // a string, literal or hexadecimal
	name
	array
	dict // list holds key, value, key, value, ...
	ref  // num is the object's number
	operator
	end // of the data
)

// object is one object of PDF syntax, as it stands in content streams, CMaps
// and cross-reference tables.
type object struct {
	kind kind
	num  float64
	str  string // of a string, name or operator
	list []object
}

// key returns a dictionary's value, or null.
func (o object) key(k string) object {
	if o.kind == dict {
		for i := 0; i+1 < len(o.list); i += 2 {
			if o.list[i].str == k {
				return o.list[i+1]
			}
		}
	}
	return object{}
}

// int returns a number as an integer that is safe to compute with.
func (o object) int() int {
	if o.kind != number && o.kind != ref {
		return 0
	}
	return int(max(-1<<40, min(o.num, 1<<40)))
}

const (
	maxNesting = 64      // arrays and dictionaries within one another
	maxElems   = 1 << 16 // in one array or dictionary
)

// lexer cuts bytes into objects. It reads anything: what is malformed is
// skipped or closed where it ends, because half a page beats none.
type lexer struct {
	data []byte
	pos  int
}

const (
	space = 1 << iota
	delim
)

// class tells white space and delimiters from the characters of words.
var class = [256]uint8{
	0: space, '\t': space, '\n': space, '\f': space, '\r': space, ' ': space,
	'(': delim, ')': delim, '<': delim, '>': delim, '[': delim, ']': delim,
	'{': delim, '}': delim, '/': delim, '%': delim,
}

func (l *lexer) skipSpace() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		case class[c] == space:
			l.pos++
		default:
			return
		}
	}
}

// next returns the next object, or one of kind end.
func (l *lexer) next() object { return l.object(0) }

func (l *lexer) object(depth int) object {
	l.skipSpace()
	if l.pos >= len(l.data) {
		return object{kind: end}
	}
	c := l.data[l.pos]
	switch c {
	case '(':
		return object{kind: text, str: l.literal()}
	case '/':
		l.pos++
		return object{kind: name, str: l.name()}
	case '<':
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == '<' {
			l.pos += 2
			return l.collection(dict, depth)
		}
		return object{kind: text, str: l.hex()}
	case '[':
		l.pos++
		return l.collection(array, depth)
	case '>':
		l.pos++
		if l.pos < len(l.data) && l.data[l.pos] == '>' {
			l.pos++
			return object{kind: operator, str: ">>"}
		}
		return object{kind: operator, str: ">"}
	case ']', ')', '{', '}':
		l.pos++
		return object{kind: operator, str: string(c)}
	}
	start := l.pos
	for l.pos < len(l.data) && class[l.data[l.pos]] == 0 {
		l.pos++
	}
	word := l.data[start:l.pos]
	if f, ok := parseNumber(word); ok {
		return object{kind: number, num: f}
	}
	if string(word) == "null" {
		return object{}
	}
	return object{kind: operator, str: string(word)}
}

// collection reads up to the closing bracket and folds "12 0 R" into a
// reference. A bracket that is missing closes at the end of the data.
func (l *lexer) collection(k kind, depth int) object {
	o := object{kind: k}
	closing := "]"
	if k == dict {
		closing = ">>"
	}
	for {
		e := l.object(depth + 1)
		if e.kind == end || e.kind == operator && e.str == closing {
			break
		}
		if e.kind == operator {
			n := len(o.list)
			if e.str == "R" && n >= 2 && o.list[n-1].kind == number && o.list[n-2].kind == number {
				o.list = append(o.list[:n-2], object{kind: ref, num: o.list[n-2].num})
			} else if e.str == "endobj" || e.str == "endstream" {
				break
			} else if e.str == "true" || e.str == "false" {
				o.list = append(o.list, e)
			}
			continue
		}
		if len(o.list) < maxElems && depth < maxNesting {
			o.list = append(o.list, e)
		}
	}
	return o
}

// parseNumber reads the numbers of PDF, and what real producers write for
// numbers: "--5", "1.2.3", "12-", ".".
func parseNumber(b []byte) (float64, bool) {
	if len(b) == 0 || len(b) > 64 {
		return 0, false
	}
	if c := b[0]; c != '+' && c != '-' && c != '.' && (c < '0' || c > '9') {
		return 0, false
	}
	var whole, frac float64
	scale, neg, dot, digits := 1.0, false, false, false
	for i, c := range b {
		switch {
		case '0' <= c && c <= '9':
			digits = true
			if dot {
				scale /= 10
				frac += float64(c-'0') * scale
			} else {
				whole = whole*10 + float64(c-'0')
			}
		case c == '-' && !digits && !dot:
			neg = true
		case c == '+' && i == 0:
		case c == '.' && !dot:
			dot = true
		case c == '.' || c == '-':
			if !digits {
				return 0, false
			}
			return signed(whole+frac, neg), true
		default:
			f, err := strconv.ParseFloat(string(b), 64)
			if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
				return 0, false
			}
			return f, true
		}
	}
	if !digits && !dot && !neg {
		return 0, false
	}
	return signed(whole+frac, neg), true
}

func signed(f float64, neg bool) float64 {
	if neg && f != 0 {
		return -f
	}
	return f
}

// name reads a name after its slash.
func (l *lexer) name() string {
	start := l.pos
	escaped := false
	for l.pos < len(l.data) && class[l.data[l.pos]] == 0 {
		escaped = escaped || l.data[l.pos] == '#'
		l.pos++
	}
	raw := l.data[start:l.pos]
	if !escaped {
		return string(raw)
	}
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && hexDigit(raw[i+1]) >= 0 && hexDigit(raw[i+2]) >= 0 {
			out = append(out, byte(hexDigit(raw[i+1])<<4|hexDigit(raw[i+2])))
			i += 2
			continue
		}
		out = append(out, raw[i])
	}
	return string(out)
}

// literal reads a string in parentheses; unknown escapes stand for
// themselves.
func (l *lexer) literal() string {
	l.pos++
	var out []byte
	for depth := 1; l.pos < len(l.data); {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return string(out)
			}
		case '\r':
			if l.pos < len(l.data) && l.data[l.pos] == '\n' {
				l.pos++
			}
			c = '\n'
		case '\\':
			var ok bool
			if c, ok = l.escape(); !ok {
				continue
			}
		}
		out = append(out, c)
	}
	return string(out)
}

// escape reads what follows a backslash; ok is false where it stands for
// nothing, as before a line end.
func (l *lexer) escape() (c byte, ok bool) {
	if l.pos >= len(l.data) {
		return 0, false
	}
	c = l.data[l.pos]
	l.pos++
	switch c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\n':
		return 0, false
	case '\r':
		if l.pos < len(l.data) && l.data[l.pos] == '\n' {
			l.pos++
		}
		return 0, false
	}
	if c < '0' || c > '7' {
		return c, true
	}
	v := int(c - '0')
	for i := 0; i < 2 && l.pos < len(l.data) && '0' <= l.data[l.pos] && l.data[l.pos] <= '7'; i++ {
		v = v*8 + int(l.data[l.pos]-'0')
		l.pos++
	}
	return byte(v), true
}

func (l *lexer) hex() string {
	l.pos++
	var out []byte
	half := -1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		d := hexDigit(c)
		switch {
		case d < 0:
		case half < 0:
			half = d
		default:
			out = append(out, byte(half<<4|d))
			half = -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	return string(out)
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// skipInlineImage moves past the data of an inline image, whose dictionary
// was read up to and including ID. The data may hold anything, so its end is
// an EI between white space that is followed by text, not by more data.
func (l *lexer) skipInlineImage() {
	for i := l.pos + 1; i+1 < len(l.data); i++ {
		if l.data[i] != 'E' || l.data[i+1] != 'I' || class[l.data[i-1]] != space {
			continue
		}
		if i+2 < len(l.data) && class[l.data[i+2]] != space {
			continue
		}
		plain := true
		for _, c := range l.data[i+2 : min(i+12, len(l.data))] {
			plain = plain && (c >= ' ' && c < 0x7f || class[c] == space)
		}
		if plain {
			l.pos = i + 2
			return
		}
	}
	l.pos = len(l.data)
}
