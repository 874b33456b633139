package stats_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/stats"
)

// bracketed is an article with a block for each line, in which [ ] stand around
// the passages of Ada and { } around those of Bo, all with the tag military;
// passages of one coder may touch and overlap, the first opened being the first
// closed.
func bracketed(t *testing.T, text string) stats.Article {
	t.Helper()
	var plain strings.Builder
	var highlights []annotate.Highlight
	open := map[string][]int{}
	pos := 0
	for _, r := range text {
		switch r {
		case '[', '{':
			who := map[rune]string{'[': "a", '{': "b"}[r]
			open[who] = append(open[who], pos)
		case ']', '}':
			who := map[rune]string{']': "a", '}': "b"}[r]
			if len(open[who]) == 0 {
				t.Fatalf("%q: %c was never opened", text, r)
			}
			h := marked(open[who][0], pos, who, "m")
			h.ID = fmt.Sprint(len(highlights))
			highlights = append(highlights, h)
			open[who] = open[who][1:]
		default:
			plain.WriteRune(r)
			pos++
			if r == '\n' {
				pos++ // a blank line parts blocks
			}
		}
	}
	return lines("Article", plain.String(), highlights...)
}

// TestPlaces writes a place as "start-end Ada|Bo apart/units", the passages of a
// coder parted by commas.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		name, text string
		unit       stats.Unit
		want       string
	}{
		{"nothing", "Cod swims.", stats.Character, ""},
		{"the same", "[{Cod}] swims.", stats.Character, "0-3 0-3|0-3 0/3"},
		{"one only", "[Cod] swims.", stats.Character, "0-3 0-3| 3/3"},
		{"the other only", "Cod {swims}.", stats.Character, "4-9 |4-9 5/5"},
		{"other limits", "[Cod {sw]ims}.", stats.Character, "0-9 0-6|4-9 7/9"},
		{"touching", "[Cod]{ swims}.", stats.Character, "0-3 0-3| 3/3; 3-9 |3-9 6/6"},
		{"two against one", "{[Cod] [swims]}.", stats.Character, "0-9 0-3,4-9|0-9 1/9"},
		{"joined by a third", "[C{o][d} {s]w}ims.", stats.Character, "0-6 0-2,2-5|1-3,4-6 3/6"},
		{"one coder twice", "[Cod [sw]ims]", stats.Character, "0-9 0-6,4-9| 9/9"},

		{"limits inside the unit", "[Cod {sw]ims}.", stats.ParagraphUnit, "0-9 0-6|4-9 0/1"},
		{"apart inside the unit", "[Cod] {swims}.", stats.ParagraphUnit, "0-9 0-3|4-9 0/1"},
		{"over two units", "[Cod {swims}.\nShip] sinks.", stats.ParagraphUnit, "0-16 0-16|4-9 1/2"},
		{"in units side by side", "[Cod] swims.\n{Ship} sinks.", stats.ParagraphUnit, "0-3 0-3| 1/1; 12-16 |12-16 1/1"},
		{"one that joins units", "[Cod] swims.\n{Ship sinks.\nF}ish [bites].", stats.ParagraphUnit, "0-3 0-3| 1/1; 12-35 30-35|12-26 1/2"},
		{"sentences", "[Cod swims]. {Ship} sinks. [Fish] {bites}.", stats.Sentence, "0-9 0-9| 1/1; 11-15 |11-15 1/1; 23-33 23-27|28-33 0/1"},
		{"the whole article", "[Cod] swims.\n{Ship} sinks.", stats.WholeArticle, "0-16 0-3|12-16 0/1"},
	} {
		var got []string
		for _, p := range stats.Places(bracketed(t, c.text), people[:2], []string{"m", "t"}, c.unit) {
			var given []string
			for _, list := range p.Given {
				var spans []string
				for _, h := range list {
					spans = append(spans, fmt.Sprintf("%d-%d", h.Span.Start, h.Span.End))
				}
				given = append(given, strings.Join(spans, ","))
			}
			got = append(got, fmt.Sprintf("%d-%d %s %d/%d", p.Span.Start, p.Span.End, strings.Join(given, "|"), p.Apart, p.Units))
		}
		if got := strings.Join(got, "; "); got != c.want {
			t.Errorf("%s, by %s: %s\ngot  %s\nwant %s", c.name, c.unit, c.text, got, c.want)
		}
	}
}

// TestPlaceSays says who has nothing at a place, and whether all agree there.
func TestPlaceSays(t *testing.T) {
	for text, want := range map[string]string{
		"[{Cod}] swims.": "true []",
		"[Cod] swims.":   "false [1]",
		"[C{od] s}wims.": "false []",
	} {
		p := stats.Places(bracketed(t, text), people[:2], []string{"m"}, stats.Character)[0]
		if got := fmt.Sprint(p.Agreed(), p.Without()); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// TestPlacesOrder is by position, then by the order of the tags that was asked
// for.
func TestPlacesOrder(t *testing.T) {
	a := lines("", "0123456789", marked(5, 8, "a", "m"), marked(0, 3, "b", "t", "m"), marked(0, 2, "a", "c"))
	var got []string
	for _, p := range stats.Places(a, people[:2], []string{"t", "m", "c"}, stats.Character) {
		got = append(got, p.Tag+p.Span.String())
	}
	if want := "c[0,2) t[0,3) m[0,3) m[5,8)"; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, " "), want)
	}
}

// TestPlacesAndTable holds, for random articles and each unit: the units of the
// judgements, counted by who gave the tag, are the table of the tag; they cover
// what the unit covers, in order; every passage that touches a unit is at one
// place; and the units apart at all places are those of the cells between all
// and none.
func TestPlacesAndTable(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		a := lines("", "Cod swims. Fish bite.\nShip.\nA trawler sinks. Who knows? Nobody.")
		for i := range random.IntN(9) {
			start := random.IntN(a.Length)
			h := marked(start, start+1+random.IntN(min(20, a.Length-start)), people[random.IntN(3)].ID, "m")
			h.ID = fmt.Sprint(i)
			a.Highlights = append(a.Highlights, h)
		}
		for _, unit := range stats.Units {
			want := compare(t, people, unit, a).Tags[0].Table
			var cells []stats.Cell
			last := 0
			for _, j := range stats.Judgements(a, people, "m", unit) {
				if j.Span.Start < last || j.Span.Empty() {
					t.Fatalf("%s: %v does not follow %d", unit, j.Span, last)
				}
				last = j.Span.End
				who := []string{}
				for k, given := range j.Given {
					if given {
						who = append(who, people[k].Name)
					}
				}
				at := slices.IndexFunc(cells, func(c stats.Cell) bool { return slices.Equal(c.Coders, who) })
				if at < 0 {
					at, cells = len(cells), append(cells, stats.Cell{Coders: who})
				}
				cells[at].Units += j.Units
			}
			apart := 0
			for _, c := range want {
				if len(c.Coders) > 0 && len(c.Coders) < 3 {
					apart += c.Units
				}
				if !slices.ContainsFunc(cells, func(o stats.Cell) bool { return slices.Equal(o.Coders, c.Coders) && o.Units == c.Units }) {
					t.Fatalf("%s %+v: judgements count %v, the table is %v", unit, a.Highlights, cells, want)
				}
			}
			seen := map[string]bool{}
			for _, p := range stats.Places(a, people, []string{"m"}, unit) {
				apart -= p.Apart
				for _, list := range p.Given {
					for _, h := range list {
						if seen[h.ID] || !p.Span.Covers(h.Span) {
							t.Fatalf("%s %+v: %v is at two places or outside %v", unit, a.Highlights, h.Span, p.Span)
						}
						seen[h.ID] = true
					}
				}
			}
			if apart != 0 {
				t.Fatalf("%s %+v: %d units apart are at no place", unit, a.Highlights, apart)
			}
			if unit != stats.Sentence && len(seen) != len(a.Highlights) && !slices.ContainsFunc(a.Highlights, func(h annotate.Highlight) bool {
				return strings.TrimSpace(a.Text.Slice(h.Span)) == "" // between blocks
			}) {
				t.Fatalf("%s %+v: only %d passages are at a place", unit, a.Highlights, len(seen))
			}
		}
	}
}

// BenchmarkPlaces finds the places of 3 tags of two coders in an article of 500
// paragraphs with 1,000 highlights.
func BenchmarkPlaces(b *testing.B) {
	a := stats.Article{Length: 50000}
	for i := range 500 {
		a.Blocks = append(a.Blocks, annotate.Span{Start: i * 100, End: i*100 + 98})
	}
	for i := range 1000 {
		start := i * 7919 % 49800
		a.Highlights = append(a.Highlights, marked(start, start+150, people[i%2].ID, book[i%3].ID))
	}
	for b.Loop() {
		stats.Places(a, people[:2], []string{"m", "c", "t"}, stats.ParagraphUnit)
	}
}
