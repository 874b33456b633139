package app

import (
	"strconv"
	"strings"

	"gloss/annotate/export"
	"gloss/annotate/stats"
)

// AgreementTable is the numbers of an agreement as a table to export: a row for
// each tag that somebody gave, and a last one over all tags. A number that is
// undefined is empty, with the reason in the last column.
func AgreementTable(g stats.Agreement) export.Table {
	t := export.Table{Name: "agreement"}
	add := func(number bool, names ...string) {
		for _, n := range names {
			t.Columns = append(t.Columns, export.Column{Name: n, Number: number})
		}
	}
	add(false, "tag_path", "coders", "unit")
	add(true, "articles", "units", "all", "some", "none")
	if len(g.Coders) == 2 {
		add(true, "only_first", "only_second")
	}
	add(true, "agree")
	measures := []string{"kappa", "pi", "alpha", "u_alpha", "cu_alpha", "alpha_u"}
	for _, m := range measures {
		add(true, m, m+"_low", m+"_high")
	}
	add(false, "undefined")

	row := func(name string, counts []string, agree stats.Coefficient, of ...stats.Coefficient) {
		cells := append([]string{name, strings.Join(g.Coders, "; "), string(g.Unit), strconv.Itoa(g.Articles), strconv.Itoa(g.Units)}, counts...)
		cells = append(cells, value(agree))
		var why []string
		for i, c := range of {
			low, high := "", ""
			if c.Interval != nil {
				low, high = decimal(c.Interval.Low), decimal(c.Interval.High)
			}
			cells = append(cells, value(c), low, high)
			if c.Undefined != "" && c != notReported {
				why = append(why, measures[i]+": "+c.Undefined)
			}
		}
		t.Rows = append(t.Rows, append(cells, strings.Join(why, "; ")))
	}
	for _, tag := range g.Tags {
		if tag.Unused() {
			continue
		}
		all, some, none := g.Shared(&tag)
		counts := []string{strconv.Itoa(all), strconv.Itoa(some), strconv.Itoa(none)}
		kappa := tag.Kappa
		if len(g.Coders) == 2 {
			counts = append(counts, strconv.Itoa(tag.Table[1].Units), strconv.Itoa(tag.Table[2].Units))
		} else {
			kappa = notReported
		}
		row(tag.Path, counts, tag.Percent, kappa, tag.Pi, tag.Alpha, tag.Unitizing, notReported, tag.AlphaU)
	}
	counts := make([]string, 3)
	if len(g.Coders) == 2 {
		counts = make([]string, 5)
	}
	row("(all tags at once)", counts, notReported, notReported, notReported, notReported, g.Unitizing, g.Coding, notReported)
	return t
}

// notReported stands for a measure that a row does not have.
var notReported = stats.Coefficient{Undefined: "not reported"}

// value is a coefficient with all its digits, or empty.
func value(c stats.Coefficient) string {
	if c.Undefined != "" {
		return ""
	}
	return decimal(c.Value)
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
