package typeset

import (
	"cmp"
	"image/color"
	"slices"
	"sort"

	"gloss/annotate"
)

// Cover is what is painted of one highlight.
type Cover struct {
	Span   annotate.Span
	Colors []color.NRGBA // one per tag; none: the paper's neutral colour
	Dim    bool          // stands back
}

// Sheet is the highlights of an article, arranged so that those of one line, or
// of one view, are found without looking at the others.
type Sheet struct {
	covers []Cover // as given
	spans  intervals
	under  []uint8 // lane of each cover's underline, by place in the text

	lane  []uint8      // of each cover's stripe
	lanes int          // in use
	tall  intervals    // of the stripes, in line numbers
	y     [][2]float64 // of each cover's stripe, top and bottom
	of    *Column      // for which they were stacked
	fill  int          // of it
}

// Stripe is the coding stripe of a highlight in the margin.
type Stripe struct {
	Cover  int     // index of the highlight
	Lane   int     // 0 is nearest to the text
	Y0, Y1 float64 // from the top of its first line to the bottom of its last
}

// MaxLanes is how many stripes stand beside one another; what overlaps further
// shares the last lane.
const MaxLanes = 8

// NewSheet arranges highlights for painting.
func NewSheet(covers []Cover) *Sheet {
	s := &Sheet{covers: covers, under: make([]uint8, len(covers))}
	spans := make([][2]int, len(covers))
	for i := range covers {
		spans[i] = [2]int{covers[i].Span.Start, covers[i].Span.End}
	}
	s.spans = newIntervals(spans, nil)
	s.spans.lanes(underlines+1, func(i, lane int) { s.under[i] = uint8(lane) })
	return s
}

// Len is the number of highlights.
func (s *Sheet) Len() int { return len(s.covers) }

// Overlapping appends to out the indexes of the highlights that share a
// character with a span, in the order of their starts.
func (s *Sheet) Overlapping(span annotate.Span, out []int) []int {
	return s.spans.overlapping(span.Start, span.End, out)
}

// At returns the indexes of the highlights that hold the character at pos, the
// shortest first.
func (s *Sheet) At(pos int) []int {
	out := s.Overlapping(annotate.Span{Start: pos, End: pos + 1}, nil)
	slices.SortStableFunc(out, func(a, b int) int { return s.covers[a].Span.Len() - s.covers[b].Span.Len() })
	return out
}

// Stack gives each highlight its stripe, for a column as it is filled now.
func (s *Sheet) Stack(c *Column) { s.StackAfter(c, &Sheet{}) }

// StackAfter is Stack, with less to look up where the sheet that was stacked
// before for the same column has many of the same highlights.
func (s *Sheet) StackAfter(c *Column, before *Sheet) {
	s.of, s.fill = c, c.fills
	var known []int // highlights of before, in the order of s.spans
	if before.of == c && before.fill == c.fills {
		known = before.spans.order
	}
	s.lane = make([]uint8, len(s.covers))
	s.y = make([][2]float64, len(s.covers))
	extents := make([][2]int, len(s.covers))
	first := 0
	for _, i := range s.spans.order { // by start, so lines need not be looked for from afar
		if len(c.lines) == 0 {
			break
		}
		span := s.spans.ends[i]
		for len(known) > 0 && inOrder(before.spans.ends[known[0]], span) < 0 {
			known = known[1:]
		}
		if len(known) > 0 && before.spans.ends[known[0]] == span {
			extents[i], s.y[i] = before.tall.ends[known[0]], before.y[known[0]]
			first = extents[i][0]
			continue
		}
		first = c.lineFrom(first, span[0])
		last := c.lineFrom(first, span[1]-1)
		extents[i] = [2]int{first, last + 1}
		a, b := &c.lines[first], &c.lines[last]
		s.y[i] = [2]float64{min(a.y, b.y), max(b.y+c.blocks[b.block].leading, a.y+c.blocks[a.block].leading)}
	}
	s.lanes = 0
	s.tall = newIntervals(extents, s.spans.order)
	s.tall.lanes(MaxLanes, func(i, lane int) {
		s.lane[i] = uint8(lane)
		s.lanes = max(s.lanes, lane+1)
	})
}

// Lanes is how many lanes Stack has used.
func (s *Sheet) Lanes() int { return s.lanes }

// Stripes appends to out the stripes that reach into the band from y to y+h,
// from the top, as Stack has left them.
func (s *Sheet) Stripes(c *Column, y, h float64, out []Stripe) []Stripe {
	if len(s.lane) == 0 || len(c.lines) == 0 {
		return out
	}
	visible := c.Visible(y, h, nil)
	if len(visible) == 0 {
		return out
	}
	for _, i := range s.tall.overlapping(visible[0], visible[len(visible)-1]+1, nil) {
		out = append(out, s.stripe(i))
	}
	return out
}

// stripe returns the stripe of a highlight.
func (s *Sheet) stripe(i int) Stripe {
	return Stripe{Cover: i, Lane: int(s.lane[i]), Y0: s.y[i][0], Y1: s.y[i][1]}
}

// intervals finds overlapping half-open intervals among many: they are sorted
// by start, and for each it is known how far those up to it reach, so a query
// looks at no more than it finds but for the ones a long interval hides behind.
type intervals struct {
	ends  [][2]int
	order []int // as inOrder says
	reach []int // greatest end of order[:k+1]
}

// newIntervals arranges intervals; about, if not nil, is their order by start.
func newIntervals(ends [][2]int, about []int) intervals {
	v := intervals{ends: ends, order: slices.Clone(about), reach: make([]int, len(ends))}
	if about == nil {
		v.order = make([]int, len(ends))
		for i := range v.order {
			v.order[i] = i
		}
	}
	byStart := func(a, b int) int { return ends[a][0] - ends[b][0] }
	if !slices.IsSortedFunc(v.order, byStart) {
		slices.SortFunc(v.order, byStart)
	}
	for from := 0; from < len(v.order); { // only those with one start are to be sorted further
		to := from + 1
		for to < len(v.order) && byStart(v.order[from], v.order[to]) == 0 {
			to++
		}
		if to > from+1 {
			slices.SortFunc(v.order[from:to], func(a, b int) int { return cmp.Or(inOrder(ends[a], ends[b]), a-b) })
		}
		from = to
	}
	reach := 0
	for k, i := range v.order {
		reach = max(reach, ends[i][1])
		v.reach[k] = reach
	}
	return v
}

// inOrder compares intervals by start, then the longer first.
func inOrder(a, b [2]int) int { return cmp.Or(a[0]-b[0], b[1]-a[1]) }

func (v *intervals) overlapping(start, end int, out []int) []int {
	from := sort.Search(len(v.reach), func(k int) bool { return v.reach[k] > start })
	for k := from; k < len(v.order); k++ {
		switch e := v.ends[v.order[k]]; {
		case e[0] >= end:
			return out
		case e[1] > start:
			out = append(out, v.order[k])
		}
	}
	return out
}

// any reports whether an interval overlaps another one.
func (v *intervals) any(start, end int) bool {
	k := sort.Search(len(v.reach), func(k int) bool { return v.reach[k] > start })
	return k < len(v.order) && v.ends[v.order[k]][0] < end
}

// lanes tells for each interval the first of n lanes that is free where it
// starts, or the last one where none is.
func (v *intervals) lanes(n int, set func(i, lane int)) {
	free := make([]int, n)
	for _, i := range v.order {
		e := v.ends[i]
		lane := 0
		for lane < n-1 && free[lane] > e[0] {
			lane++
		}
		free[lane] = max(free[lane], e[1])
		set(i, lane)
	}
}
