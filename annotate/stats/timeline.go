package stats

import (
	"slices"
	"time"
)

// Unit is Year, Month or Day: the finest one in which the dated articles make a
// timeline of at most 40 periods. It is Year where that is too many, or where
// some article with a date would be left out by a finer one.
func (f Figures) Unit() string {
	const most = 40
	dated := 0
	for _, y := range f.Years {
		if y.Period != "" {
			dated += y.Articles
		}
	}
	for _, unit := range []string{Day, Month} {
		line, here := f.Timeline(unit), 0
		for _, p := range line {
			here += p.Articles
		}
		if len(line) > 0 && len(line) <= most && here == dated {
			return unit
		}
	}
	return Year
}

// Timeline lists the periods of a unit (Year, Month, Day) from the first to the
// last, also those in which nothing was published, so that equal distances are
// equal times. Articles whose date is not known so far are not in it. Should
// there be more than 2000 periods, a slip in a date as a rule, the empty ones are
// left out.
func (f Figures) Timeline(unit string) []Period {
	const most = 2000
	known, layout := f.Years, "2006"
	step := func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }
	switch unit {
	case Month:
		known, layout = f.Months, "2006-01"
		step = func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }
	case Day:
		known, layout = f.Days, time.DateOnly
		step = func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }
	}
	known = slices.DeleteFunc(slices.Clone(known), func(p Period) bool {
		_, err := time.Parse(layout, p.Period)
		return err != nil
	})
	if len(known) < 2 {
		return known
	}
	at, _ := time.Parse(layout, known[0].Period)
	last := known[len(known)-1].Period
	var all []Period
	for next := 0; len(all) <= most; at = step(at) {
		name := at.Format(layout)
		if name == known[next].Period {
			all = append(all, known[next])
			next++
		} else {
			all = append(all, Period{name, Tally{Highlights: make([]int, len(f.Tags)), Tagged: make([]int, len(f.Tags))}})
		}
		if name == last {
			return all
		}
	}
	return known
}
