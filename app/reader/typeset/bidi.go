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
