package annotate

import (
	"cmp"
	"slices"
)

// Run is a stretch of text that the same spans cover throughout. Runs are what
// is painted, in place of the overlapping spans they come from.
type Run struct {
	Span  Span
	Cover []int // indexes of the covering spans in the slice given to Runs, ascending; never empty
}

// Runs cuts overlapping spans into disjoint runs, ordered by start. Stretches
// that no span covers give no run, and neither do empty spans. Neighbouring
// runs have different covers. The cost is n log n for n spans, plus the size of
// the covers.
func Runs(spans []Span) []Run {
	byStart := make([]int, 0, len(spans))
	cuts := make([]int, 0, 2*len(spans))
	for i, s := range spans {
		if !s.Empty() {
			byStart = append(byStart, i)
			cuts = append(cuts, s.Start, s.End)
		}
	}
	slices.SortStableFunc(byStart, func(a, b int) int { return cmp.Compare(spans[a].Start, spans[b].Start) })
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)

	var runs []Run
	var active []int // covering spans from the current cut on, ascending
	next := 0
	for k, at := range cuts {
		active = slices.DeleteFunc(active, func(i int) bool { return spans[i].End <= at })
		for ; next < len(byStart) && spans[byStart[next]].Start == at; next++ {
			i := byStart[next]
			where, _ := slices.BinarySearch(active, i)
			active = slices.Insert(active, where, i)
		}
		if len(active) > 0 {
			runs = append(runs, Run{Span{at, cuts[k+1]}, slices.Clone(active)})
		}
	}
	return runs
}
