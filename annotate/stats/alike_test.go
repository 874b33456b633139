package stats_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gloss/annotate/stats"
)

// prose makes n words, the same for the same seed.
func prose(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprint("w", r.IntN(500))
	}
	return strings.Join(words, " ")
}

func TestGroup(t *testing.T) {
	story := prose(1, 600)
	half := strings.Join(strings.Fields(story)[:300], " ")
	changed := strings.Fields(story)
	for i := 40; i < len(changed); i += 50 {
		changed[i] = "edited"
	}
	rights := prose(9, 80) // what every page ends with
	texts := []string{
		prose(2, 500),
		story,
		strings.ToUpper(story) + "!",
		"Reuters. " + half + " " + prose(3, 40),
		prose(4, 700),
		strings.Join(changed, ", "),
		"too short to tell",
		prose(4, 700),
		"",
	}
	for i := range uint64(60) {
		texts = append(texts, prose(100+i, 100)+" "+rights)
	}
	var sketches []stats.Sketch
	for _, s := range texts {
		sketches = append(sketches, stats.SketchOf(s))
	}
	got := stats.Group(sketches, .5)
	if len(got) != 2 || !slices.Equal(got[0].Texts, []int{1, 2, 3, 5}) || !slices.Equal(got[1].Texts, []int{4, 7}) {
		t.Fatalf("got %v", got)
	}
	if got[1].Share != 1 || got[0].Share < .5 || got[0].Share > .95 {
		t.Errorf("shares %v and %v", got[0].Share, got[1].Share)
	}
	if all := stats.Group(sketches, 1); len(all) != 2 || !slices.Equal(all[0].Texts, []int{1, 2}) {
		t.Errorf("wholly alike: %v", all)
	}
}

// TestSketch: the share that two texts have in common is told from sketches to
// within a tenth.
func TestSketch(t *testing.T) {
	for _, share := range []int{20, 50, 80} {
		words := strings.Fields(prose(7, 2000))
		cut := len(words) * share / 100
		a := stats.SketchOf(strings.Join(words, " "))
		b := stats.SketchOf(strings.Join(words[:cut], " ") + " " + prose(8, len(words)-cut))
		for _, bound := range []struct {
			least float64
			found int
		}{{float64(share)/100 - .1, 1}, {float64(share)/100 + .1, 0}} {
			if got := stats.Group([]stats.Sketch{a, b}, bound.least); len(got) != bound.found {
				t.Errorf("%d%% in common, %v asked for: %v", share, bound.least, got)
			}
		}
	}
}

func BenchmarkSketch(b *testing.B) {
	text := prose(1, 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		stats.SketchOf(text)
	}
}

// BenchmarkGroup groups 10,000 articles of 1,000 words, every fifth one of them
// twice.
func BenchmarkGroup(b *testing.B) {
	sketches := make([]stats.Sketch, 10000)
	for i := range sketches {
		sketches[i] = stats.SketchOf(prose(uint64(i-i%5/4), 1000))
	}
	for b.Loop() {
		stats.Group(sketches, .5)
	}
}
