package annotate

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// stride is the distance, in code points, between two entries of a Text's
// index: one int for 64 characters costs an eighth of the text at worst and
// leaves at most 63 characters to step over.
const stride = 64

// Text is an article's text, addressed by code points. It never changes. Text
// is the only type that knows how positions and bytes relate: it keeps the
// byte offset of every 64th code point, and nothing at all for plain ASCII.
// The zero Text is empty. A Text may be copied and used from any goroutine.
type Text struct {
	s     string
	n     int
	index []int // byte offset of code point k*stride; nil while n == len(s)
}

// NewText wraps s. Bytes that are not UTF-8 count as one code point each, as
// they do when Go ranges over a string; [Clean] removes them beforehand.
func NewText(s string) Text {
	t := Text{s: s, n: utf8.RuneCountInString(s)}
	if t.n == len(s) {
		return t
	}
	t.index = make([]int, 0, t.n/stride+1)
	k := 0
	for i := range s {
		if k%stride == 0 {
			t.index = append(t.index, i)
		}
		k++
	}
	return t
}

// String returns the whole text.
func (t Text) String() string { return t.s }

// Len is the length in code points.
func (t Text) Len() int { return t.n }

// Slice returns the characters of the span. A span that reaches past the text
// is cut to it, so that drawing never fails; [Span.Check] is the judge at the
// door. The cost does not depend on where in the text the span lies.
func (t Text) Slice(s Span) string {
	from, to := t.Offset(s.Start), t.Offset(s.End)
	if to <= from {
		return ""
	}
	return t.s[from:to]
}

// Trim returns the span without the white space at its ends; where it holds
// nothing else, an empty one. Like Slice it cuts the span to the text.
func (t Text) Trim(s Span) Span {
	s = Span{max(0, s.Start), min(s.End, t.n)}
	part := t.Slice(s)
	left := strings.TrimLeftFunc(part, unicode.IsSpace)
	s.Start = min(s.Start+utf8.RuneCountInString(part[:len(part)-len(left)]), t.n)
	return Span{s.Start, s.Start + utf8.RuneCountInString(strings.TrimRightFunc(left, unicode.IsSpace))}
}

// Offset returns the byte offset at which position pos begins in String. A
// position before the text gives 0, one past it the length in bytes.
func (t Text) Offset(pos int) int {
	switch {
	case pos <= 0:
		return 0
	case pos >= t.n:
		return len(t.s)
	case t.index == nil:
		return pos
	}
	i := t.index[pos/stride]
	for range pos % stride {
		_, size := utf8.DecodeRuneInString(t.s[i:])
		i += size
	}
	return i
}

// Position is the inverse of Offset: the position of the code point in which
// byte offset lies. It is for results of searchers that count in bytes, such
// as regexp. Offsets outside the text give 0 and Len.
func (t Text) Position(offset int) int {
	switch {
	case offset <= 0:
		return 0
	case offset >= len(t.s):
		return t.n
	case t.index == nil:
		return offset
	}
	k := sort.SearchInts(t.index, offset+1) - 1
	pos, i := k*stride, t.index[k]
	for {
		_, size := utf8.DecodeRuneInString(t.s[i:])
		if i+size > offset {
			return pos
		}
		i += size
		pos++
	}
}

// Find returns the first place at or after position from where needle stands,
// and whether there is one. An empty needle is never found.
func (t Text) Find(needle string, from int) (Span, bool) {
	if needle == "" || from > t.n {
		return Span{}, false
	}
	base := t.Offset(from)
	i := strings.Index(t.s[base:], needle)
	if i < 0 {
		return Span{}, false
	}
	start := t.Position(base + i)
	return Span{start, start + utf8.RuneCountInString(needle)}, true
}
