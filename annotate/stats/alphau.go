package stats

import (
	"slices"
	"sort"

	"gloss/annotate"
)

// AlphaU is what coders found in texts with one category: what the coefficient
// αU of Krippendorff (1995; 2004, section 11.6) needs, which uα has replaced and
// other programs still report. Texts that are added stand end to end; a passage
// and a gap end with their text.
type AlphaU struct {
	coders   int
	length   int
	observed float64 // sum of squared differences over ordered pairs of coders
	units    []int   // lengths of the passages of all coders
	gaps     []int   // lengths of the gaps of all coders
}

// NewAlphaU looks at one text of length code points. Each coder has a list of
// passages, in order and disjoint.
func NewAlphaU(coders [][]annotate.Span, length int) AlphaU {
	o := AlphaU{coders: len(coders), length: length}
	full := make([][]Valued, len(coders))
	for i, list := range coders {
		var valued []Valued
		for _, s := range list {
			valued = append(valued, Valued{s, 1})
		}
		full[i] = withGaps(valued, length)
		for _, u := range full[i] {
			if u.Category == 0 {
				o.gaps = append(o.gaps, u.Span.Len())
			} else {
				o.units = append(o.units, u.Span.Len())
			}
		}
	}
	for i := range full {
		for j := range full {
			if i != j {
				o.observed += apart(full[i], full[j])
			}
		}
	}
	return o
}

// apart sums the squared differences between the passages of two coders, each of
// whom has passages and gaps up to the end of the text: passages that overlap
// differ by the distances of their ends, one that lies in a gap by its length.
// The second kind counts for the first coder's passages; those of the second are
// counted when the two change places.
func apart(a, b []Valued) float64 {
	sum := 0.0
	for _, u := range a {
		if u.Category == 0 {
			continue
		}
		for len(b) > 0 && b[0].Span.End <= u.Span.Start {
			b = b[1:]
		}
		for _, v := range b {
			if !v.Span.Overlaps(u.Span) {
				break
			}
			switch {
			case v.Category != 0:
				begin, end := float64(u.Span.Start-v.Span.Start), float64(u.Span.End-v.Span.End)
				sum += begin*begin + end*end
			case v.Span.Covers(u.Span):
				// Twice: this pair is met once from each side, and the gap's side has
				// no passage to start from.
				sum += 2 * float64(u.Span.Len()) * float64(u.Span.Len())
			}
		}
	}
	return sum
}

// Add adds what was found in another text by the same coders.
func (o *AlphaU) Add(p AlphaU) {
	o.coders = p.coders
	o.length += p.length
	o.observed += p.observed
	o.units = append(o.units, p.units...)
	o.gaps = append(o.gaps, p.gaps...)
}

// Alpha is the coefficient αU.
func (o AlphaU) Alpha() Coefficient {
	if len(o.units) == 0 {
		return undefined("no coder marked anything")
	}
	m, l := float64(o.coders), float64(o.length)
	expected, within := 0.0, 0.0
	room := roomIn(o.gaps)
	for _, n := range o.units {
		u := float64(n)
		expected += float64(len(o.units)-1)/3*(2*u*u*u-3*u*u+u) + u*u*room(n)
		within += u * (u - 1)
	}
	expected *= 2 / l / (m*l*(m*l-1) - within)
	if expected == 0 {
		return undefined("all coders marked everything")
	}
	return Coefficient{Value: 1 - o.observed/(m*(m-1)*l*l)/expected}
}

// roomIn returns how many places a passage of n characters has in the gaps.
func roomIn(gaps []int) func(n int) float64 {
	sorted := slices.Sorted(slices.Values(gaps))
	sums := make([]int, len(sorted)+1) // of those from an index on
	for i := len(sorted) - 1; i >= 0; i-- {
		sums[i] = sums[i+1] + sorted[i]
	}
	return func(n int) float64 {
		from := sort.SearchInts(sorted, n)
		return float64(sums[from] - (len(sorted)-from)*(n-1))
	}
}
