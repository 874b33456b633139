package qda

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Unit is what a program counts.
type Unit string

// The units.
const (
	CodePoints Unit = "code points"
	UTF16      Unit = "UTF-16 units"
	Bytes      Unit = "bytes of UTF-8"
)

// LineEnds says how a program counts the end of a line.
type LineEnds string

// The ways to count the end of a line.
const (
	AsWritten LineEnds = "as they stand in the text" // LF one, CR LF two
	CountOne  LineEnds = "as one"                    // also where the text has CR LF
	CountTwo  LineEnds = "as two"                    // also where the text has LF
)

// Reading is a way to understand the positions of a source.
type Reading struct {
	Unit      Unit
	LineEnds  LineEnds
	BOM       bool // a byte order mark counts as one unit before the text
	Inclusive bool // the end is the last character, not the one behind it
}

// String says the reading in the words of a proof. What is as the standard has
// it (mark not counted, end behind the last character) is not said.
func (r Reading) String() string {
	parts := []string{string(r.Unit), "line ends " + string(r.LineEnds)}
	if r.BOM {
		parts = append(parts, "byte order mark counted")
	}
	if r.Inclusive {
		parts = append(parts, "end inclusive")
	}
	return strings.Join(parts, ", ")
}

// Proof says how well a source's positions were understood.
type Proof struct {
	Passages int // selections in the source
	InText   int // that lie in its text
	Clean    int // that begin and end at the edges of words
	Quoted   int // that say what stands there, as far as it could be compared
	Agree    int // of these, where it does stand there
	Found    int // that stood elsewhere and were found by what they say

	Reading Reading
	Next    int  // Clean of the best other reading that leads elsewhere; -1: there is none
	Even    bool // that reading fits as well: a person should look
}

// String is the proof in one sentence: "281 of 303 passages begin and end at
// the edges of words: UTF-16 units, line ends as they stand in the text; the
// next best reading has 33".
func (p Proof) String() string {
	if p.Passages == 0 {
		return "no passages"
	}
	fits := fmt.Sprintf("%d of %d passages begin and end at the edges of words", p.Clean, p.Passages)
	if p.Agree > 0 {
		fits = fmt.Sprintf("%d of %d passages begin and end at the edges of words, %d of %d agree with their quotes", p.Clean, p.Passages, p.Agree, p.Quoted)
	}
	parts := []string{fits + ": " + p.Reading.String()}
	if p.Found > 0 {
		parts = append(parts, fmt.Sprintf("%d stood elsewhere and were found by their quotes", p.Found))
	}
	switch {
	case p.Even:
		parts = append(parts, "another reading fits as well, so look at some of them")
	case p.Next >= 0:
		parts = append(parts, fmt.Sprintf("the next best reading has %d", p.Next))
	}
	return strings.Join(parts, "; ")
}

// place is a passage as a program gives it.
type place struct {
	start, end int
	quote      string // what the program says stands there, or ""
	whole      bool   // quote is all of it, not a name that may be shortened or made up
}

// rawSpan is a stretch of a raw text, by index of code points; ok is false where
// the place does not lie in the text or is empty.
type rawSpan struct {
	from, to int
	ok       bool
}

// measured is a raw text in one unit: where each code point begins.
type measured struct {
	starts []int // one more than there are code points, never descending
}

// measure counts a raw text.
func measure(raw []rune, u Unit, e LineEnds) measured {
	m := measured{make([]int, len(raw)+1)}
	n := 0
	for i, r := range raw {
		m.starts[i] = n
		switch {
		case r == virtualEnd, r == '\n' && i > 0 && raw[i-1] == '\r' && e == CountOne:
		case r == '\n' && (i == 0 || raw[i-1] != '\r') && e == CountTwo:
			n += 2
		case u == UTF16 && r > 0xFFFF:
			n += 2
		case u == Bytes:
			n += max(1, utf8.RuneLen(r))
		default:
			n++
		}
	}
	m.starts[len(raw)] = n
	return m
}

// index is the code point that begins at pos; exact is false where one only
// contains it. Of several, of which all but the last take no room, the last.
func (m measured) index(pos int) (i int, exact, inside bool) {
	if pos < 0 || pos > m.starts[len(m.starts)-1] {
		return 0, false, false
	}
	i, _ = slices.BinarySearch(m.starts, pos+1)
	i--
	return i, m.starts[i] == pos, true
}

// marks is how many units a byte order mark takes.
func (r Reading) mark() int {
	switch {
	case !r.BOM:
		return 0
	case r.Unit == Bytes:
		return 3
	}
	return 1
}

// locate finds where the places stand in the raw text under a reading.
func locate(m measured, r Reading, places []place) []rawSpan {
	spans := make([]rawSpan, len(places))
	shift := r.mark()
	for i, p := range places {
		from, _, okFrom := m.index(p.start - shift)
		end := p.end - shift
		if r.Inclusive {
			end++
		}
		to, exact, okTo := m.index(end)
		if !exact && okTo {
			to++ // the character that the end cuts belongs to the passage
		}
		spans[i] = rawSpan{from, to, okFrom && okTo && from < to}
	}
	return spans
}

// score is how well spans fit their text.
type score struct {
	points int
	clean  int
	agree  int
	inText int
}

// judge scores the spans. A quote that agrees counts most, the edge of a line
// more than the edge of a word, and what lies outside the text tells most
// against a reading.
func judge(raw []rune, places []place, spans []rawSpan, heads []string) score {
	var s score
	for i, sp := range spans {
		if !sp.ok {
			s.points -= 8
			continue
		}
		s.inText++
		start, end := edge(raw, sp.from, true), edge(raw, sp.to, false)
		s.points += start + end
		if start > 1 && end > 1 { // a blank at an end may be a reading that is one off
			s.clean++
		}
		if heads[i] != "" && agrees(raw, sp, heads[i], places[i].whole) {
			s.points += 10
			s.agree++
		}
	}
	return s
}

// edge rates the place before index i as the beginning or the end of a passage:
// 3 at the edge of a line, 2 at that of a word, or behind a line end that
// belongs to the passage, 1 between characters that are not of one word, 0 inside
// a word.
func edge(raw []rune, i int, beginning bool) int {
	before, after := '\n', '\n'
	if i > 0 {
		before = raw[i-1]
	}
	if i < len(raw) {
		after = raw[i]
	}
	outer, inner := before, after
	if !beginning {
		outer, inner = after, before
	}
	switch {
	case isWord(before) && isWord(after) || unicode.Is(unicode.M, after):
		return 0
	case isLineEnd(outer) && !unicode.IsSpace(inner):
		return 3
	case !unicode.IsSpace(inner) && !isWord(outer), !beginning && isLineEnd(inner):
		return 2
	}
	return 1
}

// isWord reports whether a character is part of words. Scripts without spaces
// between words have an edge everywhere.
func isWord(r rune) bool {
	if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '_'
}

// maxHead is how many characters of a quote are compared, blanks not counted.
const maxHead = 40

// head is the beginning of a quote without blanks and the sign that it was cut;
// "" where it is too short to say anything.
func head(quote string) string {
	quote = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(quote), "…"), "...")
	h := squeezed([]rune(quote), maxHead)
	if utf8.RuneCountInString(h) < 3 {
		return ""
	}
	return h
}

// squeezed is the first n characters that are neither blank nor invisible.
func squeezed(raw []rune, n int) string {
	var b strings.Builder
	for _, r := range raw {
		if r == virtualEnd || unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			continue
		}
		b.WriteRune(r)
		if n--; n == 0 {
			break
		}
	}
	return b.String()
}

// agrees reports whether a span begins as its quote does; a whole quote must
// also be as long.
func agrees(raw []rune, s rawSpan, h string, whole bool) bool {
	text := squeezed(raw[s.from:s.to], maxHead)
	if whole && utf8.RuneCountInString(h) < maxHead {
		return text == h
	}
	return strings.HasPrefix(text, h)
}

// understand finds the reading under which the places make most sense, and
// where they stand in the raw text. Of readings that are as good the first of
// those that are tried wins.
func understand(raw []rune, places []place, try []Reading) ([]rawSpan, Proof) {
	proof := Proof{Passages: len(places), Next: -1, Reading: try[0]}
	if len(places) == 0 {
		return nil, proof
	}
	heads := make([]string, len(places))
	for i, p := range places {
		if heads[i] = head(p.quote); heads[i] != "" {
			proof.Quoted++
		}
	}
	var best, next score
	var spans []rawSpan
	other := false // next holds something
	for _, r := range try {
		here := locate(measure(raw, r.Unit, r.LineEnds), r, places)
		if spans != nil && slices.Equal(here, spans) {
			continue
		}
		s := judge(raw, places, here, heads)
		switch {
		case spans == nil:
			best, spans, proof.Reading = s, here, r
		case s.points > best.points:
			next, other = best, true
			best, spans, proof.Reading = s, here, r
		case !other || s.points > next.points:
			next, other = s, true
		}
	}
	if proof.Agree = best.agree; proof.Agree == 0 {
		proof.Quoted = 0 // names that people gave, or that say nothing
	}
	proof.Clean, proof.InText = best.clean, best.inText
	if other {
		proof.Next, proof.Even = next.clean, next.points == best.points
	}
	proof.Found = rescue(raw, places, spans, heads)
	return spans, proof
}

// readings lists what there is to try, the preferred first, then the one that
// the standard wants. Readings that cannot differ for this text are left out.
func readings(raw []rune, bom bool, prefer []Reading) []Reading {
	astral, ascii, crlf, ends := false, true, false, false
	for i, r := range raw {
		astral = astral || r > 0xFFFF
		ascii = ascii && r < utf8.RuneSelf
		ends = ends || r == '\n'
		crlf = crlf || r == '\n' && i > 0 && raw[i-1] == '\r'
	}
	units, lines := []Unit{CodePoints}, []LineEnds{AsWritten}
	if astral {
		units = append(units, UTF16)
	}
	if !ascii {
		units = append(units, Bytes)
	}
	if crlf {
		lines = append(lines, CountOne)
	}
	if ends {
		lines = append(lines, CountTwo)
	}
	all := slices.Clone(prefer)
	for _, inclusive := range []bool{false, true} {
		for _, mark := range []bool{false, true} {
			for _, u := range units {
				for _, e := range lines {
					r := Reading{u, e, mark, inclusive}
					// Programs that count a mark that they did not write are not known.
					if (!mark || bom) && !slices.Contains(all, r) {
						all = append(all, r)
					}
				}
			}
		}
	}
	return all
}
