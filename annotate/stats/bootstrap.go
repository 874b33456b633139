package stats

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
)

// The intervals are percentiles (2.5 and 97.5) of the values that Resamples
// draws of the articles, with replacement, give; the draws come from a PCG
// generator with the seed Seed, so the same articles give the same interval.
// From fewer than Fewest articles an interval would pretend to know something.
const (
	Resamples = 1000
	Seed      = 1
	Fewest    = 5
)

// sample is what was found on one tag, ready to be drawn from.
type sample struct {
	items []Item  // one for each set of coders
	units [][]int // by article: units of each item
	found []Continuum
}

// sample gathers what was found on one tag.
func (c *Comparison) sample(tag int) sample {
	s := sample{found: c.found[tag]}
	seen := map[uint]bool{}
	for _, sets := range c.judged[tag] {
		for set := range sets {
			seen[set] = true
		}
	}
	sets := slices.Sorted(maps.Keys(seen))
	for _, set := range sets {
		var it Item
		for k := range c.coders {
			it.Given = append(it.Given, int(set>>k&1))
		}
		s.items = append(s.items, it)
	}
	for _, counts := range c.judged[tag] {
		var units []int
		for _, set := range sets {
			units = append(units, counts[set])
		}
		s.units = append(s.units, units)
	}
	return s
}

// measure computes percent, kappa, pi, alpha and |uα of some articles, each of
// which may stand more than once.
func (s sample) measure(articles []int) [5]Coefficient {
	for i := range s.items {
		s.items[i].Units = 0
		for _, a := range articles {
			s.items[i].Units += s.units[a][i]
		}
	}
	found := emptyContinuum(1)
	for _, a := range articles {
		found.Add(s.found[a])
	}
	return [5]Coefficient{Percent(s.items), Kappa(s.items), Pi(s.items), Alpha(s.items), found.UnitizingAlpha()}
}

// intervals gives each defined measure its interval. Resamples in which it is
// undefined are left out; if they are the half or more, there is no interval.
func (s sample) intervals(measures []*Coefficient) {
	if len(s.units) < Fewest {
		return
	}
	random := rand.New(rand.NewPCG(Seed, Seed))
	values := make([][]float64, len(measures))
	drawn := make([]int, len(s.units))
	for range Resamples {
		for i := range drawn {
			drawn[i] = random.IntN(len(drawn))
		}
		for m, v := range s.measure(drawn) {
			if v.Undefined == "" {
				values[m] = append(values[m], v.Value)
			}
		}
	}
	for m, c := range measures {
		if c.Undefined == "" && len(values[m]) > Resamples/2 {
			slices.Sort(values[m])
			c.Interval = &Interval{percentile(values[m], 0.025), percentile(values[m], 0.975)}
		}
	}
}

// percentile is the value below which a share p of the sorted values lies,
// between two values in proportion.
func percentile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	low := int(math.Floor(at))
	high := min(low+1, len(sorted)-1)
	return sorted[low] + (at-float64(low))*(sorted[high]-sorted[low])
}
