package layout

import (
	"unicode"
	"unicode/utf8"
)

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
	return r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc
}

// logical turns the items of a right-to-left line, which stand from left to
// right, into the order in which they are read: from the right, except that
// numbers and foreign words keep theirs.
func logical(items []item) []item {
	out := make([]item, 0, len(items))
	for end := len(items); end > 0; {
		start := end - 1
		if leftward(items[start]) {
			for start > 0 && (leftward(items[start-1]) || neutralBetween(items, start-1)) {
				start--
			}
		}
		stretch := items[start:end]
		space := false
		if end < len(items) {
			space = items[end].space // drawn between it and what stands to its right
		}
		for i, it := range stretch {
			if i == 0 {
				it.space = space
			}
			out = append(out, it)
		}
		end = start
	}
	return out
}

// leftward reports whether an item is a Latin letter or a digit.
func leftward(it item) bool {
	r, _ := utf8.DecodeRuneInString(it.Text)
	return !isRTL(r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// neutralBetween reports whether items[i] is a sign within a number or a
// foreign word.
func neutralBetween(items []item, i int) bool {
	r, _ := utf8.DecodeRuneInString(items[i].Text)
	return i > 0 && !isRTL(r) && leftward(items[i-1]) && !items[i].space && !items[i+1].space
}
