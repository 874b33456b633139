package stats_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/stats"
)

var people = []annotate.Coder{{ID: "a", Name: "Ada"}, {ID: "b", Name: "Bo"}, {ID: "c", Name: "Cy"}}

// lines is an article with a block for each line, and highlights in it.
func lines(title, text string, highlights ...annotate.Highlight) stats.Article {
	var b annotate.Builder
	for _, l := range strings.Split(text, "\n") {
		b.Add(annotate.Paragraph, 0, 0, annotate.Piece{Text: l})
	}
	var made annotate.Article
	b.Into(&made)
	a := stats.Article{Title: title, Length: made.Text.Len(), Text: made.Text, Highlights: highlights}
	for _, k := range made.Blocks {
		a.Blocks = append(a.Blocks, k.Span)
	}
	return a
}

func compare(t *testing.T, coders []annotate.Coder, unit stats.Unit, articles ...stats.Article) stats.Agreement {
	t.Helper()
	c, err := stats.NewComparison(book, nil, coders, unit)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		c.Add(a)
	}
	return c.Agreement("all")
}

// small holds two sentences of 10 characters in the first block, one of 5 in
// the second.
var small = lines("Small", "Cod swims. Fish bite.\nShip.",
	marked(0, 5, "a", "m"), marked(3, 10, "a", "m"), marked(2, 8, "b", "m"), // one stretch against one
	marked(11, 15, "a", "t"), marked(23, 26, "b", "t"), marked(0, 28, "z", "t"), marked(0, 28, "a"))

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		unit            stats.Unit
		units           int
		military, trade [4]int // both, only Ada, only Bo, neither
	}{
		{stats.Character, 28, [4]int{6, 4, 0, 18}, [4]int{0, 4, 3, 21}},
		{stats.Sentence, 3, [4]int{1, 0, 0, 2}, [4]int{0, 1, 1, 1}},
		{stats.ParagraphUnit, 2, [4]int{1, 0, 0, 1}, [4]int{0, 1, 1, 0}},
		{stats.WholeArticle, 1, [4]int{1, 0, 0, 0}, [4]int{1, 0, 0, 0}},
	} {
		g := compare(t, people[:2], c.unit, small)
		if g.Units != c.units || g.Articles != 1 {
			t.Errorf("%s: got %d units of %d articles, want %d of 1", c.unit, g.Units, g.Articles, c.units)
		}
		for i, want := range [][4]int{c.military, c.trade} {
			var got [4]int
			for k, cell := range g.Tags[i].Table {
				got[k] = cell.Units
			}
			if got != want {
				t.Errorf("%s, %s: got %v, want %v", c.unit, g.Tags[i].Path, got, want)
			}
		}
	}
}

// TestTableOfThree lists the sets of coders that have units, most coders first.
func TestTableOfThree(t *testing.T) {
	a := lines("Three", "One.\nTwo.\nThree.\nFour.", marked(0, 1, "a", "m"), marked(0, 9, "c", "m"), marked(12, 13, "b", "m"))
	got := compare(t, people, stats.ParagraphUnit, a).Tags[0]
	want := []stats.Cell{{Coders: []string{"Ada", "Cy"}, Units: 1}, {Coders: []string{"Bo"}, Units: 1}, {Coders: []string{"Cy"}, Units: 1}, {Coders: []string{}, Units: 1}}
	if !reflect.DeepEqual(got.Table, want) {
		t.Errorf("got %v, want %v", got.Table, want)
	}
	if got.Kappa.Undefined == "" || got.Pi.Undefined != "" {
		t.Errorf("three coders have a value of kappa, or none of pi: %+v, %+v", got.Kappa, got.Pi)
	}
}

// TestOverAllTags: what is compared over all tags needs one tag at a time.
func TestOverAllTags(t *testing.T) {
	apart := lines("Apart", "0123456789", marked(0, 3, "a", "m"), marked(3, 6, "a", "t"), marked(0, 6, "b", "m"))
	g := compare(t, people[:2], stats.Character, apart)
	for _, c := range []stats.Coefficient{g.Unitizing, g.Boundaries, g.Coding} {
		if c.Undefined != "" {
			t.Errorf("tags side by side: %s", c.Undefined)
		}
	}
	over := lines("Over", "0123456789", marked(0, 4, "a", "m"), marked(3, 6, "a", "t"), marked(0, 6, "b", "m"))
	g = compare(t, people[:2], stats.Character, apart, over)
	for _, c := range []stats.Coefficient{g.Unitizing, g.Boundaries, g.Coding} {
		if want := `Ada gave overlapping passages of "Over" different tags, and it needs one tag at a time`; c.Undefined != want {
			t.Errorf("got %+v, want %s", c, want)
		}
	}
}

// TestChosenTags compares on these alone, also over all tags.
func TestChosenTags(t *testing.T) {
	over := lines("Over", "0123456789", marked(0, 4, "a", "m"), marked(3, 6, "a", "t"), marked(0, 6, "b", "m"))
	c, err := stats.NewComparison(book, []string{"m"}, people[:2], stats.Character)
	if err != nil {
		t.Fatal(err)
	}
	c.Add(over)
	g := c.Agreement("all")
	if len(g.Tags) != 1 || g.Tags[0].Path != "military" || g.Unitizing.Undefined != "" {
		t.Errorf("got %+v", g)
	}
}

// TestCharacters counts characters a second time, one by one.
func TestCharacters(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		const length = 40
		var has [length]uint
		a := stats.Article{Length: length, Blocks: []annotate.Span{{Start: 0, End: length}}}
		for range random.IntN(12) {
			start, who := random.IntN(length), random.IntN(len(people))
			end := start + 1 + random.IntN(length-start)
			a.Highlights = append(a.Highlights, marked(start, end, people[who].ID, "m"))
			for i := start; i < end; i++ {
				has[i] |= 1 << who
			}
		}
		want := map[string]int{}
		for _, set := range has {
			who := []string{}
			for k, p := range people {
				if set>>k&1 == 1 {
					who = append(who, p.Name)
				}
			}
			want[fmt.Sprint(who)]++
		}
		got := map[string]int{}
		for _, cell := range compare(t, people, stats.Character, a).Tags[0].Table {
			got[fmt.Sprint(cell.Coders)] = cell.Units
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v: got %v, want %v", a.Highlights, got, want)
		}
	}
}

// many are ten articles on which the first two coders agree more or less.
func many() []stats.Article {
	random := rand.New(rand.NewPCG(7, 8))
	var all []stats.Article
	for i := range 10 {
		a := lines(fmt.Sprint(i), "One.\nTwo.\nThree.\nFour.\nFive.")
		for _, b := range a.Blocks {
			given := random.IntN(2) == 0
			for _, p := range people[:2] {
				if given != (random.IntN(5) == 0) {
					a.Highlights = append(a.Highlights, marked(b.Start, b.End, p.ID, "m"))
				}
			}
		}
		all = append(all, a)
	}
	return all
}

// TestIntervals holds the value, is the same each time, and is not given for
// few articles.
func TestIntervals(t *testing.T) {
	first, again := compare(t, people[:2], stats.ParagraphUnit, many()...), compare(t, people[:2], stats.ParagraphUnit, many()...)
	if !reflect.DeepEqual(first, again) {
		t.Error("the same articles gave two answers")
	}
	m := first.Tags[0]
	for name, c := range map[string]stats.Coefficient{"percent": m.Percent, "kappa": m.Kappa, "pi": m.Pi, "alpha": m.Alpha, "|uα": m.Unitizing} {
		if c.Interval == nil || c.Interval.Low >= c.Value || c.Value >= c.Interval.High {
			t.Errorf("%s: %v is not inside %v", name, c.Value, c.Interval)
		}
	}
	// The mean of the shares of ten articles has a standard error that can be
	// computed; 95 of 100 lie within 1.96 of it.
	var shares []float64
	mean, squares := 0.0, 0.0
	for _, a := range many() {
		x := compare(t, people[:2], stats.ParagraphUnit, a).Tags[0].Percent.Value
		shares = append(shares, x)
		mean += x / 10
	}
	for _, x := range shares {
		squares += (x - mean) * (x - mean)
	}
	width := 2 * 1.96 * math.Sqrt(squares/10) / math.Sqrt(10)
	if got := m.Percent.Interval.High - m.Percent.Interval.Low; math.Abs(got/width-1) > 0.15 {
		t.Errorf("the interval of percent is %.3f wide, not about %.3f", got, width)
	}
	if few := compare(t, people[:2], stats.ParagraphUnit, many()[:stats.Fewest-1]...); few.Tags[0].Percent.Interval != nil {
		t.Error("four articles have an interval")
	}
}

func TestNewComparison(t *testing.T) {
	for _, c := range []struct {
		coders []annotate.Coder
		unit   stats.Unit
		want   string
	}{
		{people[:1], stats.Character, "agreement needs two coders"},
		{make([]annotate.Coder, 11), stats.Character, "no more than 10 coders can be compared at once"},
		{[]annotate.Coder{people[0], people[0]}, stats.Character, "the coder Ada is named twice"},
		{people, "word", `there is no unit "word"`},
	} {
		if _, err := stats.NewComparison(book, nil, c.coders, c.unit); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestCoefficientJSON(t *testing.T) {
	data, err := json.Marshal([]stats.Coefficient{{Value: .5}, {Value: .5, Interval: &stats.Interval{Low: .25, High: 1}}, {Undefined: "why"}})
	if want := `[{"value":0.5,"interval":null},{"value":0.5,"interval":{"low":0.25,"high":1}},{"value":null,"undefined":"why"}]`; err != nil || string(data) != want {
		t.Errorf("got %s, %v, want %s", data, err, want)
	}
}

func ExampleComparison() {
	book := annotate.Codebook{{ID: "m", Name: "military"}}
	coders := []annotate.Coder{{ID: "a", Name: "Ada"}, {ID: "b", Name: "Bo"}}
	c, err := stats.NewComparison(book, nil, coders, stats.ParagraphUnit)
	if err != nil {
		fmt.Println(err)
		return
	}
	c.Add(stats.Article{
		Title: "Cod and gunboats", Length: 66,
		Blocks: []annotate.Span{{Start: 0, End: 20}, {Start: 22, End: 42}, {Start: 44, End: 66}},
		Highlights: []annotate.Highlight{
			{Coder: "a", Span: annotate.Span{Start: 0, End: 8}, Tags: []string{"m"}},
			{Coder: "b", Span: annotate.Span{Start: 4, End: 30}, Tags: []string{"m"}},
		},
	})
	for _, t := range c.Agreement("all articles").Tags {
		fmt.Printf("%s: %.2f agree, kappa %.2f\n", t.Path, t.Percent.Value, t.Kappa.Value)
	}
	// Output: military: 0.67 agree, kappa 0.40
}

// BenchmarkAgreement compares two coders on 3 tags in 100 articles of 60
// paragraphs, with intervals.
func BenchmarkAgreement(b *testing.B) {
	var articles []stats.Article
	for n := range 100 {
		a := stats.Article{Length: 6000}
		for i := range 60 {
			a.Blocks = append(a.Blocks, annotate.Span{Start: i * 100, End: i*100 + 98})
		}
		for i := range 40 {
			start := (i*n*7 + i*113) % 5800
			a.Highlights = append(a.Highlights, marked(start, start+150, people[i%2].ID, book[i%3].ID))
		}
		articles = append(articles, a)
	}
	for b.Loop() {
		c, err := stats.NewComparison(book, nil, people[:2], stats.ParagraphUnit)
		if err != nil {
			b.Fatal(err)
		}
		for _, a := range articles {
			c.Add(a)
		}
		c.Agreement("all")
	}
}
