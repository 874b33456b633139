package stats_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gloss/annotate"
	"gloss/annotate/stats"
)

func unit(start, end, category int) stats.Valued {
	return stats.Valued{Span: annotate.Span{Start: start, End: end}, Category: category}
}

// alex, paul and suzan are the three coders of Krippendorff (2019), figure
// 12.11, on a text of 60 characters.
var (
	alex  = []stats.Valued{unit(0, 7, 1), unit(7, 13, 2), unit(30, 32, 5), unit(32, 37, 6), unit(37, 44, 6), unit(44, 60, 7)}
	paul  = []stats.Valued{unit(0, 7, 1), unit(7, 13, 3), unit(13, 21, 5), unit(32, 44, 6)}
	suzan = []stats.Valued{unit(0, 7, 1), unit(7, 13, 4), unit(13, 21, 5), unit(32, 37, 6), unit(37, 41, 6), unit(41, 44, 6)}
)

// collapse makes all categories one.
func collapse(list []stats.Valued) []stats.Valued {
	var all []stats.Valued
	for _, v := range list {
		all = append(all, stats.Valued{Span: v.Span, Category: 1})
	}
	return all
}

func TestUnitizingPublished(t *testing.T) {
	c := stats.NewContinuum([][]stats.Valued{alex, paul, suzan}, 60, 7)
	near(t, "uα", c.UnitizingAlpha(), .510)
	near(t, "cuα", c.CodingAlpha(), .724)
	binary := stats.NewContinuum([][]stats.Valued{collapse(alex), collapse(paul), collapse(suzan)}, 60, 1)
	near(t, "|uα", binary.UnitizingAlpha(), .4136) // between the .413 and .414 that are printed
}

func TestUnitizingUndefined(t *testing.T) {
	one, two := []stats.Valued{unit(0, 5, 1)}, []stats.Valued{unit(5, 9, 2)}
	for _, c := range []struct {
		name              string
		coders            [][]stats.Valued
		unitizing, coding string
	}{
		{"nothing marked", [][]stats.Valued{nil, nil}, "no coder marked anything", "no passages of two coders overlap"},
		{"nothing shared", [][]stats.Valued{one, two}, "", "no passages of two coders overlap"},
		{"one tag", [][]stats.Valued{one, one}, "", "all passages that overlap have the same tag"},
		{"all marked", [][]stats.Valued{{unit(0, 9, 1)}, {unit(0, 9, 1)}}, "all coders marked everything", "all passages that overlap have the same tag"},
	} {
		found := stats.NewContinuum(c.coders, 9, 2)
		if got := found.UnitizingAlpha(); got.Undefined != c.unitizing {
			t.Errorf("%s: uα: got %+v, want %q", c.name, got, c.unitizing)
		}
		if got := found.CodingAlpha(); got.Undefined != c.coding {
			t.Errorf("%s: cuα: got %+v, want %q", c.name, got, c.coding)
		}
	}
}

// TestUnitizingLaws: coders who did the same agree fully; the order of coders
// does not count; and texts that are added are as texts that follow one another,
// since gaps may be cut anywhere.
func TestUnitizingLaws(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	draw := func(length int) []stats.Valued {
		var list []stats.Valued
		for at := random.IntN(10); at < length-10; at += random.IntN(10) {
			n := 1 + random.IntN(9)
			list = append(list, unit(at, at+n, 1+random.IntN(2)))
			at += n
		}
		return list
	}
	after := func(a, b []stats.Valued, by int) []stats.Valued {
		all := append([]stats.Valued{}, a...)
		for _, v := range b {
			all = append(all, unit(v.Span.Start+by, v.Span.End+by, v.Category))
		}
		return all
	}
	for range 200 {
		a, b, c, d := draw(60), draw(60), draw(40), draw(40)
		same := stats.NewContinuum([][]stats.Valued{a, a, a}, 60, 2)
		if got := same.UnitizingAlpha(); got.Undefined == "" && math.Abs(got.Value-1) > 1e-9 {
			t.Fatalf("%v: got %v of the same coder", a, got.Value)
		}
		first := stats.NewContinuum([][]stats.Valued{a, b}, 60, 2)
		turned := stats.NewContinuum([][]stats.Valued{b, a}, 60, 2)
		if x, y := first.UnitizingAlpha(), turned.UnitizingAlpha(); math.Abs(x.Value-y.Value) > 1e-9 {
			t.Fatalf("%v %v: got %v and %v", a, b, x, y)
		}
		whole := stats.NewContinuum([][]stats.Valued{after(a, c, 60), after(b, d, 60)}, 100, 2)
		first.Add(stats.NewContinuum([][]stats.Valued{c, d}, 40, 2))
		if x, y := first.UnitizingAlpha(), whole.UnitizingAlpha(); math.Abs(x.Value-y.Value) > 1e-9 {
			t.Fatalf("added %v, in one %v", x, y)
		}
		if x, y := first.CodingAlpha(), whole.CodingAlpha(); math.Abs(x.Value-y.Value) > 1e-9 || x.Undefined != y.Undefined {
			t.Fatalf("cuα: added %v, in one %v", x, y)
		}
	}
}

// TestAlphaUPublished is the example of Krippendorff (2004), p. 254: two coders on
// a text from 150 to 450, category c and category k.
func TestAlphaUPublished(t *testing.T) {
	passages := func(startLength ...int) []annotate.Span {
		var spans []annotate.Span
		for i := 0; i < len(startLength); i += 2 {
			start := startLength[i] - 150
			spans = append(spans, annotate.Span{Start: start, End: start + startLength[i+1]})
		}
		return spans
	}
	c := stats.NewAlphaU([][]annotate.Span{passages(225, 70, 370, 30), passages(220, 80, 355, 20, 400, 20)}, 300)
	near(t, "αU of c", c.Alpha(), .7286)
	k := stats.NewAlphaU([][]annotate.Span{passages(180, 60, 300, 50), passages(180, 60, 300, 50)}, 300)
	near(t, "αU of k", k.Alpha(), 1)
}

// TestAlphaUTwin holds αU to the formula written out: every passage and gap of a
// coder against every one of each other coder.
func TestAlphaUTwin(t *testing.T) {
	type section struct {
		annotate.Span
		gap bool
	}
	random := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		const length = 40
		m := 2 + random.IntN(2)
		var coders [][]annotate.Span
		var full [][]section
		for range m {
			var list []annotate.Span
			var sections []section
			at := 0
			for at < length {
				n := min(1+random.IntN(9), length-at)
				s := section{annotate.Span{Start: at, End: at + n}, random.IntN(2) == 0}
				if last := len(sections) - 1; s.gap && last >= 0 && sections[last].gap {
					sections[last].End = s.End
				} else {
					sections = append(sections, s)
				}
				if !s.gap {
					list = append(list, s.Span)
				}
				at += n
			}
			coders, full = append(coders, list), append(full, sections)
		}
		const l = float64(length)
		observed, expected, within := 0.0, 0.0, 0.0
		units := 0
		for i, a := range full {
			for _, g := range a {
				if !g.gap {
					units++
					within += float64(g.Len() * (g.Len() - 1))
				}
				for j, b := range full {
					for _, h := range b {
						begin, end := float64(g.Start-h.Start), float64(g.End-h.End)
						switch {
						case i == j:
						case !g.gap && !h.gap && g.Overlaps(h.Span):
							observed += begin*begin + end*end
						case !g.gap && h.gap && h.Covers(g.Span):
							observed += float64(g.Len() * g.Len())
						case g.gap && !h.gap && g.Covers(h.Span):
							observed += float64(h.Len() * h.Len())
						}
					}
				}
			}
		}
		for _, a := range full {
			for _, g := range a {
				if g.gap {
					continue
				}
				n := float64(g.Len())
				expected += float64(units-1) / 3 * (2*n*n*n - 3*n*n + n)
				for _, b := range full {
					for _, h := range b {
						if h.gap && h.Len() >= g.Len() {
							expected += n * n * float64(h.Len()-g.Len()+1)
						}
					}
				}
			}
		}
		if units == 0 {
			continue
		}
		c := float64(m)
		want := 1 - observed/(c*(c-1)*l*l)/(2/l*expected/(c*l*(c*l-1)-within))
		if got := stats.NewAlphaU(coders, length).Alpha(); math.Abs(got.Value-want) > 1e-9 {
			t.Fatalf("%v: got %v %s, want %v", coders, got.Value, got.Undefined, want)
		}
	}
}

func TestAlphaUUndefined(t *testing.T) {
	for _, c := range []struct {
		coders [][]annotate.Span
		want   string
	}{
		{[][]annotate.Span{nil, nil}, "no coder marked anything"},
		{[][]annotate.Span{{{Start: 0, End: 9}}, {{Start: 0, End: 9}}}, ""},
		{[][]annotate.Span{{{Start: 0, End: 5}}, {{Start: 0, End: 5}}}, ""},
	} {
		if got := stats.NewAlphaU(c.coders, 9).Alpha(); got.Undefined != c.want || math.IsNaN(got.Value) {
			t.Errorf("%v: got %+v, want %q", c.coders, got, c.want)
		}
	}
}
