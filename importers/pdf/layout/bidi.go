package layout

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Glyphs stand on a line as they are seen. Where a script runs from right to
// left, that is not the order in which they are read, and this file turns it
// back: an inverse of the Unicode bidirectional algorithm (UAX 9) for lines
// whose base direction is that of most of their letters.

// rightToLeft reports whether most letters of a line are Arabic, Hebrew or
// the like.
func rightToLeft(items []item) bool {
	rtl, all := 0, 0
	for _, it := range items {
		if r, _ := utf8.DecodeRuneInString(it.Text); unicode.IsLetter(r) {
			all++
			if isRTL(r) {
				rtl++
			}
		}
	}
	return rtl*2 > all && rtl > 0
}

func isRTL(r rune) bool {
	return r >= 0x590 && r <= 0x8ff && !isRTLDigit(r) || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc
}

// isRTLDigit reports whether a digit is one of the Arabic scripts, whose
// numbers run from left to right all the same.
func isRTLDigit(r rune) bool { return r >= 0x660 && r <= 0x669 || r >= 0x6f0 && r <= 0x6f9 }

// direction is what a character says about the order of its line.
type direction uint8

const (
	neutral  direction = iota // follows its neighbours: spaces, punctuation
	leftward                  // runs from left to right: Latin letters
	rightward
	digit
)

func directionOf(it item) direction {
	r, _ := utf8.DecodeRuneInString(it.Text)
	switch {
	case isRTL(r):
		return rightward
	case unicode.IsDigit(r):
		return digit
	case unicode.IsLetter(r):
		return leftward
	}
	return neutral
}

// logical turns the items of a line, which stand from left to right, into the
// order in which they are read.
func logical(items []item) []item {
	if rightToLeft(items) {
		return fromRight(items)
	}
	// Within a line that runs from the left, words of the other kind are turned.
	out := make([]item, 0, len(items))
	for i := 0; i < len(items); {
		if directionOf(items[i]) != rightward {
			out = append(out, items[i])
			i++
			continue
		}
		end := i + 1
		for j := end; j < len(items); j++ {
			switch directionOf(items[j]) {
			case rightward:
				end = j + 1
			case leftward:
				j = len(items)
			}
		}
		space := items[i].space
		turned := fromRight(items[i:end])
		turned[0].space = space
		out = append(out, turned...)
		i = end
	}
	return out
}

// fromRight reads items from the right, but for numbers and foreign words.
func fromRight(items []item) []item {
	out := make([]item, 0, len(items))
	for end := len(items); end > 0; {
		start := end - 1
		switch directionOf(items[start]) {
		case leftward, digit:
			start = stretch(items, start)
		}
		out = append(out, items[start:end]...)
		end = start
	}
	for i := range out {
		out[i].space = false // drawn before it, on whichever side; gaps tell
	}
	marksAfterLetters(out)
	mirrorBrackets(out)
	return out
}

// stretch returns where the foreign words or the number begin that end at
// items[i].
func stretch(items []item, i int) int {
	words := false // and not numbers only, which follow one another from the right
	start := i
	for j := i; j >= 0; j-- {
		switch d := directionOf(items[j]); {
		case d == leftward:
			words, start = true, j
		case d == digit && (words || j == i || close(items[j], items[j+1])):
			start = j
		case d == neutral && j > 0 && (words || close(items[j-1], items[j]) && close(items[j], items[j+1])):
		default:
			return start
		}
	}
	return start
}

// close reports whether no space parts two neighbours.
func close(a, b item) bool { return b.X-(a.X+a.W) < wordGap*min(a.Size, b.Size) }

// marksAfterLetters puts vowel points and the like behind the letters that they
// are drawn over.
func marksAfterLetters(items []item) {
	for i := 0; i+1 < len(items); i++ {
		mark, letter := items[i], items[i+1]
		r, _ := utf8.DecodeRuneInString(mark.Text)
		next, _ := utf8.DecodeRuneInString(letter.Text)
		middle := mark.X + mark.W/2
		if unicode.IsMark(r) && !unicode.IsMark(next) && middle > letter.X && middle <= letter.X+letter.W {
			items[i], items[i+1] = letter, mark
		}
	}
}

var mirrored = map[string]string{"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "«": "»", "»": "«", "<": ">", ">": "<"}

// mirrorBrackets turns brackets that files name as they look and not as they
// are meant: a line that first closes what it opens later.
func mirrorBrackets(items []item) {
	wrong, right := 0, 0
	open := 0
	for _, it := range items {
		switch it.Text {
		case "(", "[", "{", "«":
			open++
			right++
		case ")", "]", "}", "»":
			if open == 0 {
				wrong++
			}
			open = max(open-1, 0)
		}
	}
	if wrong == 0 || right < wrong {
		if wrong == 0 || right > 0 {
			return
		}
	}
	foreign := slices.ContainsFunc(items, func(it item) bool { return directionOf(it) == leftward })
	for i, it := range items {
		if m, ok := mirrored[it.Text]; ok && !(foreign && between(items, i)) {
			items[i].Text = m
		}
	}
}

// between reports whether a bracket stands within foreign words, where it is
// not turned.
func between(items []item, i int) bool {
	return i > 0 && i+1 < len(items) && directionOf(items[i-1]) == leftward && directionOf(items[i+1]) == leftward
}

// gapBefore returns how far apart an item and the one read before it are seen.
// Where the direction turns between them, that is the gap beside one of the
// two, not that between them.
func gapBefore(prev, it item, right, left map[int]float64) float64 {
	if it.X >= prev.X || right == nil {
		return it.X - (prev.X + prev.W)
	}
	return max(right[it.seq], left[prev.seq])
}

// seenGaps returns the gaps to the right and to the left of the items of a
// line, by their places in the order of drawing.
func seenGaps(items []item) (right, left map[int]float64) {
	right, left = map[int]float64{}, map[int]float64{}
	end := items[0]
	for _, it := range items[1:] {
		gap := it.X - (end.X + end.W)
		right[end.seq], left[it.seq] = gap, gap
		if it.X+it.W > end.X+end.W { // and not a mark over it
			end = it
		}
	}
	return right, left
}

// mirror turns a column that is read from the right, so that its lines begin
// and end where those of others do.
func mirror(c *Column) {
	n := 0
	for _, l := range c.Lines {
		if l.Mirrored {
			n++
		}
	}
	if n*2 <= len(c.Lines) {
		return
	}
	for i := range c.Lines {
		l := &c.Lines[i]
		l.X0, l.X1, l.Words = -l.X1, -l.X0, nil
	}
	c.X0, c.X1 = -c.X1, -c.X0
}
