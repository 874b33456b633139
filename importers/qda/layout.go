package qda

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gloss/annotate"
)

// laidOut is a text in the form that articles have, and where each character of
// the text that it was made of has gone.
type laidOut struct {
	text   string
	blocks []annotate.Block
	at     []int // by index of a raw code point, and its length: the position in text
}

// line is a line of a raw text, cleaned.
type line struct {
	from, to int    // raw, without the line end
	next     int    // raw, behind the line end
	text     string // cleaned
	at       []int  // position in text of each raw code point; nil: the same
}

// layOut brings a raw text into the form of an article. Each line becomes a
// paragraph; but where paragraphs are mostly parted by blank lines, a single
// line end stays within its paragraph. With verbatim all line ends stay as they
// are, which gives back a text that Gloss wrote; a text that begins or ends with
// one is not of Gloss.
func layOut(raw []rune, verbatim bool) laidOut {
	lines := linesOf(raw)
	if verbatim {
		l := join(lines, len(raw), func(i, last int) string { return "\n" }, false)
		if l.text != "" && l.text[0] != '\n' && l.text[len(l.text)-1] != '\n' {
			return l
		}
	}
	soft := softEnds(lines)
	return join(lines, len(raw), func(i, last int) string {
		if soft && i == last+1 {
			return "\n"
		}
		return "\n\n"
	}, true)
}

// join puts lines together. between gives what stands between the lines with
// the indices last and i; blank lines may be left out.
func join(lines []line, length int, between func(i, last int) string, skipBlank bool) laidOut {
	l := laidOut{at: make([]int, length+1)}
	var b strings.Builder
	n, last := 0, -1
	for i, line := range lines {
		blank := skipBlank && isBlank(line.text)
		if !blank {
			if last >= 0 {
				s := between(i, last)
				b.WriteString(s)
				n += len(s)
			}
			last = i
		}
		end := n
		if !blank {
			end += utf8.RuneCountInString(line.text)
			b.WriteString(line.text)
		}
		for k := line.from; k < line.next; k++ {
			switch {
			case blank:
				l.at[k] = n
			case k >= line.to:
				l.at[k] = end
			case line.at == nil:
				l.at[k] = n + k - line.from
			default:
				l.at[k] = n + line.at[k-line.from]
			}
		}
		n = end
	}
	l.at[length] = n
	l.text = b.String()
	l.blocks = parted(l.text)
	return l
}

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }

// parted cuts a text into blocks as Gloss lays it out: a blank line parts two,
// more than one blank line stands within preformatted text.
func parted(text string) []annotate.Block {
	if text == "" {
		return nil
	}
	var blocks []annotate.Block
	kind, start, n, run := annotate.Paragraph, 0, 0, 0
	for _, r := range text {
		if r == '\n' {
			run++
		} else {
			switch {
			case run == 2:
				blocks = append(blocks, annotate.Block{Span: annotate.Span{Start: start, End: n - 2}, Kind: kind})
				kind, start = annotate.Paragraph, n
			case run > 2:
				kind = annotate.Preformatted
			}
			run = 0
		}
		n++
	}
	return append(blocks, annotate.Block{Span: annotate.Span{Start: start, End: n}, Kind: kind})
}

// softEnds reports whether a single line end stays within its paragraph: where
// most paragraphs are parted by blank lines, or where some are and the lines
// were broken at a fixed width.
func softEnds(lines []line) bool {
	widest, last := 0, -1
	length := func(i int) int { return utf8.RuneCountInString(lines[i].text) }
	for i := range lines {
		widest = max(widest, length(i))
	}
	single, full, double := 0, 0, 0
	for i, l := range lines {
		if isBlank(l.text) {
			continue
		}
		switch {
		case last < 0:
		case i == last+1:
			single++
			if length(last)*3 > widest*2 {
				full++
			}
		default:
			double++
		}
		last = i
	}
	const maxWidth = 110 // of a page of typed text
	return double > single || double > 0 && widest <= maxWidth && full*5 > single*4
}

// isLineEnd reports whether a raw character ends a line, as annotate.Clean and
// the importer of plain text have it.
func isLineEnd(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029', virtualEnd:
		return true
	}
	return false
}

// linesOf cuts a raw text into lines. CR LF is one line end.
func linesOf(raw []rune) []line {
	var lines []line
	from := 0
	for i := 0; i <= len(raw); i++ {
		if i < len(raw) && !isLineEnd(raw[i]) {
			continue
		}
		next := min(i+1, len(raw))
		if i+1 < len(raw) && raw[i] == '\r' && raw[i+1] == '\n' {
			next = i + 2
		}
		l := line{from: from, to: i, next: next}
		l.text, l.at = cleaned(raw[from:i])
		lines = append(lines, l)
		from = next
		i = max(i, next-1)
	}
	return lines
}

// cleaned is what annotate.Clean makes of a line, and where each of its
// characters goes: nil where all stay in place. A character that joins with
// those before it, such as an accent, goes behind what they become.
func cleaned(raw []rune) (string, []int) {
	s := string(raw)
	if clean := annotate.Clean(s); clean == s {
		return s, nil
	}
	var b strings.Builder
	at := make([]int, len(raw))
	n := 0
	var segment []rune // characters that may join
	var before []int   // for each raw character since the last flush: how many of segment stand before it
	flush := func(next int) {
		out := norm.NFC.String(string(segment))
		length := utf8.RuneCountInString(out)
		for k, count := range before {
			at[next-len(before)+k] = n + min(count, length)
		}
		b.WriteString(out)
		n += length
		segment, before = segment[:0], before[:0]
	}
	for i, r := range raw {
		s := string(r)
		if annotate.Clean(s) == "" { // it is taken out
			before = append(before, len(segment))
			continue
		}
		if len(segment) > 0 && norm.NFC.PropertiesString(s).BoundaryBefore() {
			flush(i)
		}
		before = append(before, len(segment))
		segment = append(segment, r)
	}
	flush(len(raw))
	return b.String(), at
}

// span is where a raw span has gone, without line ends at its ends, and whether
// any text is left of it. With exact it keeps them.
func (l *laidOut) span(t annotate.Text, from, to int, exact bool) (annotate.Span, bool) {
	s := annotate.Span{Start: l.at[from], End: l.at[to]}
	if !exact {
		for !s.Empty() && t.Slice(annotate.Span{Start: s.Start, End: s.Start + 1}) == "\n" {
			s.Start++
		}
		for !s.Empty() && t.Slice(annotate.Span{Start: s.End - 1, End: s.End}) == "\n" {
			s.End--
		}
	}
	return s, !s.Empty()
}
