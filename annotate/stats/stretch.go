package stats

import (
	"cmp"
	"slices"
	"sort"

	"gloss/annotate"
)

// merge sorts the spans and joins those that share a character. Spans that
// only touch stay apart: two passages side by side are two.
func merge(spans []annotate.Span) []annotate.Span {
	slices.SortFunc(spans, func(a, b annotate.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	merged := spans[:0]
	for _, s := range spans {
		if last := len(merged) - 1; last >= 0 && merged[last].Overlaps(s) {
			merged[last].End = max(merged[last].End, s.End)
		} else if !s.Empty() {
			merged = append(merged, s)
		}
	}
	return merged
}

// length is the number of code points in disjoint spans.
func length(spans []annotate.Span) int {
	n := 0
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// shared counts the stretches that two merged lists have in common, and the
// code points in them.
func shared(a, b []annotate.Span) (places, characters int) {
	for len(a) > 0 && len(b) > 0 {
		if both := a[0].Intersect(b[0]); !both.Empty() {
			places++
			characters += both.Len()
		}
		if a[0].End < b[0].End {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return places, characters
}

// touched returns the indices of the units that share a character with one of
// the merged spans, ascending. Units are in order and disjoint.
func touched(units, spans []annotate.Span) []int {
	var at []int
	for _, s := range spans {
		from := sort.Search(len(units), func(i int) bool { return units[i].End > s.Start })
		if len(at) > 0 {
			from = max(from, at[len(at)-1]+1)
		}
		for i := from; i < len(units) && units[i].Start < s.End; i++ {
			at = append(at, i)
		}
	}
	return at
}

// common counts the numbers that two ascending lists share.
func common(a, b []int) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}
