package stats

import "encoding/json"

// Missing stands where a coder did not judge a unit.
const Missing = -1

// Item is a unit that coders put into categories, or several units that they
// all put into the same ones.
type Item struct {
	Given []int // by each coder: a category from 0, or Missing
	Units int   // how many units were judged like this
}

// Coefficient is a measure of agreement, or the reason why there is none.
type Coefficient struct {
	Value     float64
	Undefined string // why Value says nothing; empty where it does
	// Interval is where 95 of 100 resamples of the articles put the value. It
	// is nil where there are too few articles to tell, and in what was not made
	// by resampling: only the measures of one tag are.
	Interval *Interval
}

// Interval goes from Low to High, both included.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// MarshalJSON writes {"value": 0.5, "interval": {"low": 0.1, "high": 0.9}}, or
// {"value": null, "undefined": "why"}.
func (c Coefficient) MarshalJSON() ([]byte, error) {
	if c.Undefined != "" {
		return json.Marshal(struct {
			Value     *float64 `json:"value"`
			Undefined string   `json:"undefined"`
		}{nil, c.Undefined})
	}
	return json.Marshal(struct {
		Value    float64   `json:"value"`
		Interval *Interval `json:"interval"`
	}{c.Value, c.Interval})
}

// Why a coefficient is undefined.
const (
	noUnits     = "there is no unit that two coders judged"
	oneCategory = "all units fall into one category, so chance alone would agree on every one"
	notTwo      = "it compares two coders; name two of them"
)

func undefined(why string) Coefficient { return Coefficient{Undefined: why} }

// corrected is agreement po beyond the agreement pe that chance would bring.
func corrected(po, pe float64) Coefficient { return Coefficient{Value: (po - pe) / (1 - pe)} }

// Percent is the share of pairs of judgements of a unit that agree, from 0 to
// 1, on average over the units that at least two coders judged. For two coders
// that is the share of units on which they agree.
func Percent(items []Item) Coefficient {
	units, agreed := 0, 0.0
	for _, it := range items {
		counts, m := count(it)
		if m < 2 {
			continue
		}
		same := 0
		for _, n := range counts {
			same += n * (n - 1)
		}
		units += it.Units
		agreed += float64(it.Units) * float64(same) / float64(m*(m-1))
	}
	if units == 0 {
		return undefined(noUnits)
	}
	return Coefficient{Value: agreed / float64(units)}
}

// Kappa is the coefficient of Cohen (1960) for two coders: chance is what each
// coder's own use of the categories would bring. Units that one of them did not
// judge are left out.
func Kappa(items []Item) Coefficient {
	var a, b []int
	units, same := 0, 0
	for _, it := range items {
		if len(it.Given) != 2 {
			return undefined(notTwo)
		}
		if it.Given[0] == Missing || it.Given[1] == Missing {
			continue
		}
		a, b = tally(a, it.Given[0], it.Units), tally(b, it.Given[1], it.Units)
		units += it.Units
		if it.Given[0] == it.Given[1] {
			same += it.Units
		}
	}
	n, chance := float64(units), 0.0
	for k := range min(len(a), len(b)) {
		chance += float64(a[k]) * float64(b[k])
	}
	switch {
	case units == 0:
		return undefined(noUnits)
	case chance == n*n:
		return undefined(oneCategory)
	}
	return corrected(float64(same)/n, chance/(n*n))
}

// Pi is the coefficient of Scott (1955) for two coders and Fleiss (1971) for
// more: chance is what the use of the categories by all coders together would
// bring. Units that one of them did not judge are left out.
func Pi(items []Item) Coefficient {
	var all []int
	var complete []Item
	total := 0
	for _, it := range items {
		if counts, m := count(it); m == len(it.Given) && it.Units > 0 {
			complete = append(complete, it)
			for k, n := range counts {
				all = tally(all, k, n*it.Units)
			}
			total += m * it.Units
		}
	}
	po := Percent(complete)
	if po.Undefined != "" {
		return po
	}
	squares := 0.0
	for _, n := range all {
		squares += float64(n) * float64(n)
	}
	n := float64(total)
	if squares == n*n {
		return undefined(oneCategory)
	}
	return corrected(po.Value, squares/(n*n))
}

// Alpha is the coefficient of Krippendorff (2019) for nominal categories and any
// number of coders: as Pi, but it allows for small samples, and a unit counts
// with all judgements that it has, if there are two.
func Alpha(items []Item) Coefficient {
	var all []int
	total, apart := 0, 0.0
	for _, it := range items {
		counts, m := count(it)
		if m < 2 || it.Units == 0 {
			continue
		}
		for k, n := range counts {
			all = tally(all, k, n*it.Units)
			apart += float64(it.Units) * float64(n*(m-n)) / float64(m-1)
		}
		total += m * it.Units
	}
	if total == 0 {
		return undefined(noUnits)
	}
	chance := 0.0
	for _, n := range all {
		chance += float64(n) * float64(total-n)
	}
	if chance == 0 {
		return undefined(oneCategory)
	}
	return Coefficient{Value: 1 - float64(total-1)*apart/chance}
}

// count counts the judgements of one unit by category, and all of them.
func count(it Item) (counts []int, m int) {
	for _, k := range it.Given {
		if k != Missing {
			counts = tally(counts, k, 1)
			m++
		}
	}
	return counts, m
}

// tally adds n to the count of category k.
func tally(counts []int, k, n int) []int {
	for len(counts) <= k {
		counts = append(counts, 0)
	}
	counts[k] += n
	return counts
}
