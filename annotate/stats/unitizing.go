package stats

import (
	"math"

	"gloss/annotate"
)

// Valued is a passage with a category from 1 up; 0 is for the gaps between
// passages.
type Valued struct {
	Span     annotate.Span
	Category int
}

// Continuum is what coders found in texts where each chose where a passage
// begins and ends: the numbers that the unitizing coefficients of Krippendorff,
// Mathet, Bouvry and Widlöcher (2016) need. The numbers of several texts add up.
//
// The formulas are those of Krippendorff (2019), section 12.6.
type Continuum struct {
	// pairs[c][k] is the number of characters to which one coder gave c and
	// another k, over all ordered pairs of coders, divided by coders less one.
	pairs [][]float64
	// units[c] sums, over the passages of category c of all coders, the square
	// of the length; for gaps the length itself, since a gap can break anywhere.
	units []float64
	// shares[c] sums the square of the length that a passage shares with the
	// passages of the other coders, on average over those.
	shares []float64
}

// NewContinuum looks at one text of length code points. Each coder has a list
// of passages, in order and disjoint; categories go from 1 to the given number.
func NewContinuum(coders [][]Valued, length, categories int) Continuum {
	c := emptyContinuum(categories)
	full := make([][]Valued, len(coders))
	for i, list := range coders {
		full[i] = withGaps(list, length)
	}
	others := float64(len(coders) - 1)
	for i := range full {
		inUnits := make([]float64, len(full[i])) // of the others
		for j := range full {
			if i == j {
				continue
			}
			b := full[j]
			for k, u := range full[i] {
				for len(b) > 0 && b[0].Span.End <= u.Span.Start {
					b = b[1:]
				}
				for _, v := range b {
					n := float64(u.Span.Intersect(v.Span).Len()) / others
					if n == 0 {
						break
					}
					c.pairs[u.Category][v.Category] += n
					if v.Category > 0 {
						inUnits[k] += n
					}
				}
			}
		}
		for k, u := range full[i] {
			n := float64(u.Span.Len())
			if u.Category == 0 {
				c.units[0] += n
				continue
			}
			c.units[u.Category] += n * n
			c.shares[u.Category] += inUnits[k] * inUnits[k]
		}
	}
	return c
}

func emptyContinuum(categories int) Continuum {
	c := Continuum{units: make([]float64, categories+1), shares: make([]float64, categories+1)}
	for range categories + 1 {
		c.pairs = append(c.pairs, make([]float64, categories+1))
	}
	return c
}

// withGaps fills a coder's list up to a partition of the text.
func withGaps(list []Valued, length int) []Valued {
	var full []Valued
	at := 0
	for _, u := range list {
		if u.Span.Start > at {
			full = append(full, Valued{annotate.Span{Start: at, End: u.Span.Start}, 0})
		}
		full = append(full, u)
		at = u.Span.End
	}
	if at < length {
		full = append(full, Valued{annotate.Span{Start: at, End: length}, 0})
	}
	return full
}

// Add adds what was found in another text, with the same categories.
func (c *Continuum) Add(o Continuum) {
	for k := range o.units {
		c.units[k] += o.units[k]
		c.shares[k] += o.shares[k]
		for l := range o.pairs[k] {
			c.pairs[k][l] += o.pairs[k][l]
		}
	}
}

// UnitizingAlpha is uα: agreement on where passages are and what they mean,
// gaps being a category of their own. Where there is but one category besides,
// this is |uα, agreement on where passages are.
func (c Continuum) UnitizingAlpha() Coefficient { return c.alpha(0, c.units) }

// CodingAlpha is cuα: agreement on what passages mean, looking only at the
// characters that lie in passages of two coders.
func (c Continuum) CodingAlpha() Coefficient { return c.alpha(1, c.shares) }

// alpha compares the categories from the given one up; own holds, for each
// category, what cannot come together by chance since it is one passage.
func (c Continuum) alpha(from int, own []float64) Coefficient {
	total, same, ownTotal := 0.0, 0.0, 0.0
	rows := make([]float64, len(c.pairs))
	used := 0
	for k := from; k < len(c.pairs); k++ {
		for _, n := range c.pairs[k][from:] {
			rows[k] += n
		}
		total += rows[k]
		same += c.pairs[k][k]
		ownTotal += own[k]
		if rows[k] > 0 {
			used++
		}
	}
	switch {
	case total == 0 && from > 0:
		return undefined("no passages of two coders overlap")
	case total == 0:
		return undefined(noUnits)
	case used < 2 && from > 0:
		return undefined("all passages that overlap have the same tag")
	case used < 2 && rows[0] > 0:
		return undefined("no coder marked anything")
	case used < 2:
		return undefined("all coders marked everything")
	}
	expected := 0.0 // agreement
	for k := from; k < len(c.pairs); k++ {
		expected += total * (rows[k]*rows[k] - own[k]) / (total*total - ownTotal)
	}
	// Sums of fractions miss zero by a hair.
	if math.Abs(total-expected) < 1e-9*total || math.IsNaN(expected) {
		return undefined("there are too few passages to tell what chance would bring")
	}
	return Coefficient{Value: 1 - (total-same)/(total-expected)}
}
