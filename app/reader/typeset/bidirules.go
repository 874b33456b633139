package typeset

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// The rules of Unicode Annex 9 that settle the directions within one isolating
// run sequence, and the order in which a line is seen.

// sequence is an isolating run sequence: the indexes of its characters, and
// the classes that count as standing before and after it (sos and eos).
type sequence struct {
	*bidiText
	at       []int
	level    uint8
	sos, eos bidi.Class
}

// sequences is rule X10.
func (b *bidiText) sequences(base uint8) []*sequence {
	var runs [][]int
	runOf := make([]int, len(b.text))
	for i := range b.text {
		if removed(b.original[i]) {
			continue
		}
		n := len(runs)
		if n == 0 || b.levels[runs[n-1][len(runs[n-1])-1]] != b.levels[i] {
			runs = append(runs, nil)
			n++
		}
		runs[n-1] = append(runs[n-1], i)
		runOf[i] = n - 1
	}
	var out []*sequence
	for _, run := range runs {
		if b.original[run[0]] == bidi.PDI && b.partner[run[0]] >= 0 {
			continue // goes on from the initiator's run
		}
		seq := &sequence{bidiText: b, at: slices.Clone(run), level: b.levels[run[0]]}
		for {
			last := seq.at[len(seq.at)-1]
			if !isInitiator(b.original[last]) || b.partner[last] < 0 {
				break
			}
			seq.at = append(seq.at, runs[runOf[b.partner[last]]]...)
		}
		first, last := seq.at[0], seq.at[len(seq.at)-1]
		before, after := base, base
		for i := first - 1; i >= 0; i-- {
			if !removed(b.original[i]) {
				before = b.levels[i]
				break
			}
		}
		if !isInitiator(b.original[last]) {
			for i := last + 1; i < len(b.text); i++ {
				if !removed(b.original[i]) {
					after = b.levels[i]
					break
				}
			}
		}
		seq.sos, seq.eos = direction(max(before, seq.level)), direction(max(after, seq.level))
		out = append(out, seq)
	}
	return out
}

func direction(level uint8) bidi.Class {
	if level%2 == 1 {
		return bidi.R
	}
	return bidi.L
}

// weak is rules W1 to W7.
func (s *sequence) weak() {
	c := s.classes
	previous := s.sos
	for _, i := range s.at { // W1
		if c[i] == bidi.NSM {
			c[i] = previous
			if isInitiator(previous) || previous == bidi.PDI {
				c[i] = bidi.ON
			}
		}
		previous = c[i]
	}
	strong := s.sos
	for _, i := range s.at { // W2, W3
		switch c[i] {
		case bidi.L, bidi.R, bidi.AL:
			strong = c[i]
		case bidi.EN:
			if strong == bidi.AL {
				c[i] = bidi.AN
			}
		}
	}
	for _, i := range s.at {
		if c[i] == bidi.AL {
			c[i] = bidi.R
		}
	}
	for k := 1; k+1 < len(s.at); k++ { // W4
		before, i, after := c[s.at[k-1]], s.at[k], c[s.at[k+1]]
		if before == after && (before == bidi.EN && (c[i] == bidi.ES || c[i] == bidi.CS) || before == bidi.AN && c[i] == bidi.CS) {
			c[i] = before
		}
	}
	for k := 0; k < len(s.at); k++ { // W5
		if c[s.at[k]] != bidi.ET {
			continue
		}
		end := k
		for end < len(s.at) && c[s.at[end]] == bidi.ET {
			end++
		}
		if k > 0 && c[s.at[k-1]] == bidi.EN || end < len(s.at) && c[s.at[end]] == bidi.EN {
			for _, i := range s.at[k:end] {
				c[i] = bidi.EN
			}
		}
		k = end - 1
	}
	strong = s.sos
	for _, i := range s.at { // W6, W7
		switch c[i] {
		case bidi.ES, bidi.ET, bidi.CS:
			c[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = c[i]
		case bidi.EN:
			if strong == bidi.L {
				c[i] = bidi.L
			}
		}
	}
}

// side returns the direction that a class counts as in rules N0 to N2, or ON.
func side(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// brackets is rule N0.
func (s *sequence) brackets() {
	type pair struct{ open, close int } // indexes into s.at
	type opened struct {
		closing rune
		at      int
	}
	var stack []opened
	var pairs []pair
scan:
	for k, i := range s.at {
		r := s.text[i]
		p, _ := bidi.LookupRune(r)
		if !p.IsBracket() || s.classes[i] != bidi.ON {
			continue
		}
		if p.IsOpeningBracket() {
			if len(stack) == 63 {
				break scan
			}
			stack = append(stack, opened{canonicalBracket(mirrored(r)), k})
			continue
		}
		for n := len(stack) - 1; n >= 0; n-- {
			if stack[n].closing == canonicalBracket(r) {
				pairs = append(pairs, pair{stack[n].at, k})
				stack = stack[:n]
				break
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return a.open - b.open })
	embedding := direction(s.level)
	for _, p := range pairs {
		found := bidi.ON
		for _, i := range s.at[p.open+1 : p.close] {
			if d := side(s.classes[i]); d == embedding {
				found = embedding
				break
			} else if d != bidi.ON {
				found = d
			}
		}
		if found == bidi.ON {
			continue
		}
		if found != embedding {
			context := s.sos
			for k := p.open - 1; k >= 0; k-- {
				if d := side(s.classes[s.at[k]]); d != bidi.ON {
					context = d
					break
				}
			}
			if context != found {
				found = embedding
			}
		}
		for _, k := range []int{p.open, p.close} {
			s.classes[s.at[k]] = found
			for k++; k < len(s.at) && s.original[s.at[k]] == bidi.NSM; k++ {
				s.classes[s.at[k]] = found
			}
		}
	}
}

// mirrored returns the other bracket of a pair.
func mirrored(r rune) rune {
	for _, m := range bidi.ReverseString(string(r)) {
		return m
	}
	return r
}

// canonicalBracket makes the angle brackets that are canonically equivalent
// the same.
func canonicalBracket(r rune) rune {
	switch r {
	case '\u3008':
		return '\u2329'
	case '\u3009':
		return '\u232a'
	}
	return r
}

// neutral is rules N1 and N2.
func (s *sequence) neutral() {
	for k := 0; k < len(s.at); k++ {
		if side(s.classes[s.at[k]]) != bidi.ON {
			continue
		}
		end := k
		for end < len(s.at) && side(s.classes[s.at[end]]) == bidi.ON {
			end++
		}
		before, after := s.sos, s.eos
		if k > 0 {
			before = side(s.classes[s.at[k-1]])
		}
		if end < len(s.at) {
			after = side(s.classes[s.at[end]])
		}
		if before != after {
			before = direction(s.level)
		}
		for _, i := range s.at[k:end] {
			s.classes[i] = before
		}
		k = end - 1
	}
}

// implicit is rules I1 and I2.
func (s *sequence) implicit() {
	for _, i := range s.at {
		switch c := s.classes[i]; {
		case s.level%2 == 0 && c == bidi.R, s.level%2 == 1 && c != bidi.R:
			s.levels[i]++
		case s.level%2 == 0 && (c == bidi.AN || c == bidi.EN):
			s.levels[i] += 2
		}
	}
}

// settleRemoved gives the characters that rule X9 removes the level of what
// stands before them, so that they part no word.
func (b *bidiText) settleRemoved(base uint8) {
	for i := range b.levels {
		if removed(b.original[i]) {
			if b.levels[i] = base; i > 0 {
				b.levels[i] = b.levels[i-1]
			}
		}
	}
}

// visualOrder is rule L2: it returns the indexes of the levels of a line in
// the order in which they are drawn from left to right.
func visualOrder(levels []uint8, order []int) []int {
	order = order[:0]
	highest, lowestOdd := uint8(0), uint8(255)
	for i, l := range levels {
		order = append(order, i)
		highest = max(highest, l)
		if l%2 == 1 {
			lowestOdd = min(lowestOdd, l)
		}
	}
	for l := highest; l >= lowestOdd && l > 0; l-- {
		for i := 0; i < len(order); i++ {
			end := i
			for end < len(order) && levels[end] >= l {
				end++
			}
			if end > i {
				slices.Reverse(order[i:end])
				i = end - 1
			}
		}
	}
	return order
}
