package stats_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gloss/annotate/stats"
)

// table makes items of a table of two coders: rows are the first one's
// categories, columns the second one's.
func table(rows ...[]int) []stats.Item {
	var items []stats.Item
	for a, row := range rows {
		for b, n := range row {
			items = append(items, stats.Item{Given: []int{a, b}, Units: n})
		}
	}
	return items
}

// coders makes items of a line for each coder, with a sign for each unit; * and
// . stand for missing.
func coders(lines ...string) []stats.Item {
	items := make([]stats.Item, len(lines[0]))
	for i := range items {
		items[i].Units = 1
		for _, l := range lines {
			items[i].Given = append(items[i].Given, category(l[i]))
		}
	}
	return items
}

// units makes items of words: a word is a unit, a sign of it a coder.
func units(words string) []stats.Item {
	var items []stats.Item
	for _, w := range strings.Fields(words) {
		it := stats.Item{Units: 1}
		for i := range len(w) {
			it.Given = append(it.Given, category(w[i]))
		}
		items = append(items, it)
	}
	return items
}

func category(sign byte) int {
	switch {
	case sign == '*' || sign == '.':
		return stats.Missing
	case sign >= 'a':
		return int(sign - 'a')
	}
	return int(sign - '0')
}

// raters makes items of how many raters put each unit into each category.
func raters(rows ...string) []stats.Item {
	var items []stats.Item
	for _, row := range rows {
		it := stats.Item{Units: 1}
		for k := range len(row) {
			for range row[k] - '0' {
				it.Given = append(it.Given, k)
			}
		}
		items = append(items, it)
	}
	return items
}

// TestPublished compares with numbers that were published for published data.
// NaN stands for a number that the source does not give.
func TestPublished(t *testing.T) {
	no := math.NaN()
	for _, c := range []struct {
		source                    string
		items                     []stats.Item
		percent, kappa, pi, alpha float64
	}{
		{"Cohen 1960, p. 45", table([]int{88, 14, 18}, []int{10, 40, 10}, []int{2, 6, 12}), .70, .492, no, no},
		{"Artstein and Poesio 2008, p. 558", table([]int{20, 10}, []int{20, 50}), .70, .348, .341, no},
		{"Artstein and Poesio 2008, p. 568", table([]int{46, 0, 0}, []int{6, 32, 6}, []int{0, 0, 10}), .88, .8013, .7995, .800},
		{"Krippendorff 2004, p. 246, even", table([]int{12, 9, 9}, []int{9, 14, 9}, []int{9, 9, 20}), no, .186, .186, no},
		{"Krippendorff 2004, p. 246, uneven", table([]int{12, 18, 18}, []int{0, 14, 18}, []int{0, 0, 20}), no, .258, .186, no},
		{"Zwick 1988, (2)", table([]int{20, 10, 10, 0}, []int{10, 10, 0, 0}, []int{10, 0, 10, 0}, []int{0, 0, 0, 20}), no, .444, .444, no},
		{"Zwick 1988, (3)", table([]int{20, 5, 5, 10}, []int{0, 10, 5, 5}, []int{0, 5, 10, 5}, []int{0, 0, 0, 20}), no, .474, .460, no},
		{"1,000 characters in the manual of NVivo", table([]int{800, 75}, []int{75, 50}), .85, .3143, no, no},
		{"Krippendorff 2004, p. 224", coders("1100000000", "0110010100"), .60, no, no, .095},
		{"Krippendorff 2004, p. 227", units("aa ab bb bb bb bb bc cc cc cc cc cc"), no, no, no, .734},
		{"Krippendorff 1980, p. 139", units("111 122 222 444 144 222 123 333 222"), no, no, no, .642},
		{"Krippendorff 2011", coders("*****34121133*3", "1*213343*******", "**21344*21133*4"), no, no, no, .691},
		{"Krippendorff 2004, p. 230", coders("123321412...", "1233224125.3", ".3332342251.", "12332441251."), no, no, no, .743},
		{"Krippendorff 1995, A", coders("001111111100001111110000", "000011110000000110000000"), no, .385, .314, .329},
		{"Fleiss 1971, p. 379", raters(
			"00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310", "20040", "00006",
			"10050", "11040", "03300", "10050", "02031", "00501", "30012", "51000", "02040", "10203",
			"00006", "01050", "02013", "20040", "10041", "05010", "40002", "02040", "10500", "00006"), .5556, no, .430, no},
	} {
		t.Run(c.source, func(t *testing.T) {
			near(t, "percent", stats.Percent(c.items), c.percent)
			near(t, "kappa", stats.Kappa(c.items), c.kappa)
			near(t, "pi", stats.Pi(c.items), c.pi)
			near(t, "alpha", stats.Alpha(c.items), c.alpha)
		})
	}
}

// near wants a coefficient within the last digit of what was published.
func near(t *testing.T, name string, got stats.Coefficient, want float64) {
	t.Helper()
	if math.IsNaN(want) {
		return
	}
	within := .0006
	if want != math.Round(want*1000)/1000 {
		within = .00006
	}
	if got.Undefined != "" || math.Abs(got.Value-want) > within {
		t.Errorf("%s: got %.5f %s, want %v", name, got.Value, got.Undefined, want)
	}
}

func TestUndefined(t *testing.T) {
	for _, c := range []struct {
		name                      string
		items                     []stats.Item
		percent, kappa, pi, alpha string // how the reason begins; empty where there is a value
	}{
		{"nothing", nil, "there is no unit", "there is no unit", "there is no unit", "there is no unit"},
		{"no units", table([]int{0, 0}, []int{0, 0}), "there is no unit", "there is no unit", "there is no unit", "there is no unit"},
		{"all alike", table([]int{0, 0}, []int{0, 9}), "", "all units", "all units", "all units"},
		{"each coder constant", table([]int{0, 9}, []int{0, 0}), "", "", "", ""},
		{"three coders", units("111 110"), "", "it compares two", "", ""},
		{"each unit misses one", coders("1*", "*1"), "there is no unit", "there is no unit", "there is no unit", "there is no unit"},
		{"one unit whole", coders("1*1", "10*", "01*"), "", "it compares two", "", ""},
	} {
		for _, m := range []struct {
			name string
			got  stats.Coefficient
			want string
		}{
			{"percent", stats.Percent(c.items), c.percent}, {"kappa", stats.Kappa(c.items), c.kappa},
			{"pi", stats.Pi(c.items), c.pi}, {"alpha", stats.Alpha(c.items), c.alpha},
		} {
			if (m.want == "") != (m.got.Undefined == "") || !strings.HasPrefix(m.got.Undefined, m.want) || math.IsNaN(m.got.Value) {
				t.Errorf("%s: %s: got %+v, want %q", c.name, m.name, m.got, m.want)
			}
		}
	}
}

// TestLaws holds on random tables: kappa and pi do not mind who is first, the
// order of categories or whether equal units are counted together; pi is at
// most kappa; alpha comes to pi by the correction for small samples.
func TestLaws(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		const k = 3
		var rows, turned, renamed [k][]int
		n := 0
		for a := range k {
			rows[a], turned[a], renamed[a] = make([]int, k), make([]int, k), make([]int, k)
		}
		var single []stats.Item
		for a := range k {
			for b := range k {
				x := random.IntN(6)
				rows[a][b], turned[b][a], renamed[k-1-a][k-1-b] = x, x, x
				n += x
				for range x {
					single = append(single, stats.Item{Given: []int{a, b}, Units: 1})
				}
			}
		}
		items := table(rows[:]...)
		for _, other := range [][]stats.Item{table(turned[:]...), table(renamed[:]...), single} {
			for _, m := range []func([]stats.Item) stats.Coefficient{stats.Percent, stats.Kappa, stats.Pi, stats.Alpha} {
				if x, y := m(items), m(other); math.Abs(x.Value-y.Value) > 1e-12 || x.Undefined != y.Undefined {
					t.Fatalf("%v: got %v and %v", rows, x, y)
				}
			}
		}
		kappa, pi, alpha := stats.Kappa(items), stats.Pi(items), stats.Alpha(items)
		if pi.Undefined != "" || kappa.Undefined != "" {
			continue
		}
		if pi.Value > kappa.Value+1e-12 {
			t.Fatalf("%v: pi %v is above kappa %v", rows, pi.Value, kappa.Value)
		}
		if want := 1 - (1-pi.Value)*float64(2*n-1)/float64(2*n); math.Abs(alpha.Value-want) > 1e-12 {
			t.Fatalf("%v: got alpha %v, want %v", rows, alpha.Value, want)
		}
	}
}
