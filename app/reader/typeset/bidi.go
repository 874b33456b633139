package typeset

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// The bidirectional algorithm, Unicode Annex 9. Package bidi of x/text knows
// the classes of characters but gives out directions only; to order a line the
// levels are needed, so the rules (named as in the annex) are carried out here.

// maxDepth is max_depth of rule X1.
const maxDepth = 125

// mayBeRTL reports whether r can make a text anything but left to right.
func mayBeRTL(r rune) bool {
	return r >= 0x590 && (r < 0x900 || r >= 0xfb1d && r < 0xfe00 || r >= 0xfe70 && r < 0xff00 ||
		r >= 0x10800 && r < 0x11000 || r >= 0x1e800 && r < 0x1f000 ||
		r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069)
}

// bidiLevels returns the embedding level of each character of a paragraph and
// of the paragraph itself; odd levels are read from right to left. Rule L1 is
// left to whoever breaks the lines.
func bidiLevels(text []rune) (levels []uint8, base uint8) {
	b := bidiText{
		text:     text,
		original: make([]bidi.Class, len(text)),
		levels:   make([]uint8, len(text)),
		partner:  make([]int, len(text)),
	}
	for i, r := range text {
		p, _ := bidi.LookupRune(r)
		b.original[i] = p.Class()
		b.partner[i] = -1
	}
	b.classes = slices.Clone(b.original)
	b.matchIsolates()
	if b.firstStrong(0, len(text)) == 1 {
		base = 1
	}
	b.explicit(base)
	for _, seq := range b.sequences(base) {
		seq.weak()
		seq.brackets()
		seq.neutral()
		seq.implicit()
	}
	b.settleRemoved(base)
	return b.levels, base
}

type bidiText struct {
	text     []rune
	original []bidi.Class
	classes  []bidi.Class // as resolved so far
	levels   []uint8
	partner  []int // of an isolate initiator its PDI and the reverse; -1: none
}

func isInitiator(c bidi.Class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

// removed reports whether rule X9 takes a character out of the text.
func removed(c bidi.Class) bool {
	switch c {
	case bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.BN:
		return true
	}
	return false
}

// matchIsolates is rule BD9.
func (b *bidiText) matchIsolates() {
	var open []int
	for i, c := range b.original {
		if isInitiator(c) {
			open = append(open, i)
		} else if c == bidi.PDI && len(open) > 0 {
			k := open[len(open)-1]
			open = open[:len(open)-1]
			b.partner[k], b.partner[i] = i, k
		}
	}
}

// firstStrong is rules P2 and P3: 0 or 1 for the direction of the first strong
// character outside isolates, -1 where there is none.
func (b *bidiText) firstStrong(from, end int) int {
	for i := from; i < end; i++ {
		switch c := b.original[i]; {
		case c == bidi.L:
			return 0
		case c == bidi.R || c == bidi.AL:
			return 1
		case isInitiator(c):
			if b.partner[i] < 0 {
				return -1
			}
			i = b.partner[i]
		}
	}
	return -1
}

// explicit is rules X1 to X8.
func (b *bidiText) explicit(base uint8) {
	type status struct {
		level    uint8
		override bidi.Class // L, R, or ON for none
		isolate  bool
	}
	stack := []status{{base, bidi.ON, false}}
	overflowIsolates, overflowEmbeddings, validIsolates := 0, 0, 0
	next := func(rtl bool) uint8 { // the least greater level of a direction
		if l := stack[len(stack)-1].level; rtl {
			return (l + 1) | 1
		} else {
			return (l + 2) &^ 1
		}
	}
	for i, c := range b.original {
		top := stack[len(stack)-1]
		switch {
		case c == bidi.RLE || c == bidi.LRE || c == bidi.RLO || c == bidi.LRO: // X2 to X5
			b.levels[i] = top.level
			level := next(c == bidi.RLE || c == bidi.RLO)
			if level > maxDepth || overflowIsolates > 0 || overflowEmbeddings > 0 {
				if overflowIsolates == 0 {
					overflowEmbeddings++
				}
				continue
			}
			override := bidi.ON
			if c == bidi.RLO {
				override = bidi.R
			} else if c == bidi.LRO {
				override = bidi.L
			}
			stack = append(stack, status{level, override, false})
		case isInitiator(c): // X5a to X5c
			b.levels[i] = top.level
			if top.override != bidi.ON {
				b.classes[i] = top.override
			}
			end := b.partner[i]
			if end < 0 {
				end = len(b.text)
			}
			level := next(c == bidi.RLI || c == bidi.FSI && b.firstStrong(i+1, end) == 1)
			if level > maxDepth || overflowIsolates > 0 || overflowEmbeddings > 0 {
				overflowIsolates++
				continue
			}
			validIsolates++
			stack = append(stack, status{level, bidi.ON, true})
		case c == bidi.PDI: // X6a
			if overflowIsolates > 0 {
				overflowIsolates--
			} else if validIsolates > 0 {
				overflowEmbeddings = 0
				for !stack[len(stack)-1].isolate {
					stack = stack[:len(stack)-1]
				}
				stack = stack[:len(stack)-1]
				validIsolates--
			}
			top = stack[len(stack)-1]
			b.levels[i] = top.level
			if top.override != bidi.ON {
				b.classes[i] = top.override
			}
		case c == bidi.PDF: // X7
			b.levels[i] = top.level
			if overflowIsolates > 0 {
				continue
			}
			if overflowEmbeddings > 0 {
				overflowEmbeddings--
			} else if !top.isolate && len(stack) > 1 {
				stack = stack[:len(stack)-1]
			}
		default: // X6
			b.levels[i] = top.level
			if top.override != bidi.ON && c != bidi.BN {
				b.classes[i] = top.override
			}
		}
	}
}

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
