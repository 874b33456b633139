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
