package stats

import (
	"iter"
	"maps"
	"slices"

	"gloss/annotate"
)

// grid is an article cut into the units of a comparison. On it a span counts
// units instead of characters: from the index of the first to that behind the
// last.
type grid struct {
	units      []annotate.Span // in order and disjoint
	characters bool            // each character is a unit, and units is not needed
	n          int             // units
}

func newGrid(a Article, unit Unit) grid {
	var units []annotate.Span
	switch unit {
	case Character:
		return grid{characters: true, n: a.Length}
	case Sentence:
		units = annotate.Sentences(a.Text, a.Blocks)
	case ParagraphUnit:
		units = a.Blocks
	case WholeArticle:
		units = []annotate.Span{{Start: 0, End: a.Length}}
	}
	return grid{units: units, n: len(units)}
}

// cover returns the units that share a character with one of the merged spans
// of the text, merged.
func (g grid) cover(spans []annotate.Span) []annotate.Span {
	if g.characters {
		return spans
	}
	var on []annotate.Span
	for _, s := range spans {
		if at := touched(g.units, []annotate.Span{s}); len(at) > 0 {
			on = append(on, annotate.Span{Start: at[0], End: at[len(at)-1] + 1})
		}
	}
	return merge(on)
}

// sets goes through all units in stretches on which the same coders gave the
// tag: bit k is the coder with index k, whose cover is covers[k].
func (g grid) sets(covers [][]annotate.Span) iter.Seq2[annotate.Span, uint] {
	edges := map[int]uint{} // which coders begin or end there; who does both does neither
	for k, list := range covers {
		for _, s := range list {
			edges[s.Start] ^= 1 << k
			edges[s.End] ^= 1 << k
		}
	}
	return func(yield func(annotate.Span, uint) bool) {
		set, at := uint(0), 0
		for _, pos := range slices.Sorted(maps.Keys(edges)) {
			if pos > at && edges[pos] != 0 {
				if !yield(annotate.Span{Start: at, End: pos}, set) {
					return
				}
				at = pos
			}
			set ^= edges[pos]
		}
		if at < g.n {
			yield(annotate.Span{Start: at, End: g.n}, set)
		}
	}
}
