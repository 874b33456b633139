package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/app/chart"
)

var (
	update = flag.Bool("update", false, "rewrite golden files")
	look   = flag.String("look", "", "write every plot as PNG, light and dark, into this `folder`")
)

func fonts(t testing.TB) *chart.Fonts {
	t.Helper()
	f, err := chart.NewFonts(chart.PlainFonts())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// made is a made-up project: the same each time.
func made(tags, articles, highlights int) stats.Figures {
	rng := rand.New(rand.NewPCG(7, 7))
	names := []string{"sovereignty", "military", "trade", "fishing limits", "diplomacy", "public opinion & the press", "law", "labour"}
	var book annotate.Codebook
	for i := range tags {
		t := annotate.Tag{ID: fmt.Sprint(i), Name: names[i%len(names)], Color: annotate.Palette[i%len(annotate.Palette)]}
		if i >= len(names) {
			t.Name, t.Parent = fmt.Sprintf("%s %d", t.Name, i), fmt.Sprint(i%len(names))
		}
		book = append(book, t)
	}
	c := stats.NewCounter(book)
	titles := []string{"Cod and gunboats", "Landing ban <hits> the Humber", "Talks in Reykjavík end without a word of agreement between the two", "Trawler arrested"}
	for i := range articles {
		a := stats.Article{
			ID: fmt.Sprint("a", i), Title: fmt.Sprint(titles[i%len(titles)], " ", i), Length: 5000,
			Published: fmt.Sprintf("%d-%02d-%02d", 1972+i%5, 1+i%12, 1+i%28), Site: []string{"The Courier", "Morgunblaðið", ""}[i%3],
			Blocks: []annotate.Span{{Start: 0, End: 2500}, {Start: 2502, End: 5000}},
		}
		for range highlights {
			start := rng.IntN(4800)
			tag := int(float64(tags) * rng.Float64() * rng.Float64())
			a.Highlights = append(a.Highlights, annotate.Highlight{Span: annotate.Span{Start: start, End: start + 20 + rng.IntN(180)}, Tags: []string{fmt.Sprint(tag)}})
		}
		c.Add(a)
	}
	return c.Figures()
}

type namedPlot struct {
	name string
	plot chart.Plot
}

// plots lists every kind of plot of a project.
func plots(f stats.Figures) []namedPlot {
	words := []stats.Word{{Word: "fish", Count: 1204}, {Word: "limit", Count: 611}, {Word: "漁業", Count: 12}}
	return []namedPlot{
		{"tags", chart.Tags(f, chart.Highlights)},
		{"share", chart.Tags(f, chart.Share)},
		{"matrix", chart.Matrix(f)},
		{"together", chart.Together(f, stats.InParagraph, false)},
		{"jaccard", chart.Together(f, stats.Overlapping, true)},
		{"time", chart.Time(f, f.Unit(), chart.Highlights)},
		{"site", chart.ByField(f, f.Fields[0], "site", chart.Articles)},
		{"words", chart.Words(words, "All texts.")},
	}
}

// TestSVG holds each plot to its golden file, which can be opened in a browser.
func TestSVG(t *testing.T) {
	fonts := fonts(t)
	for _, p := range plots(made(10, 6, 12)) {
		s := p.plot.Scene(720, chart.Light, fonts)
		var got bytes.Buffer
		if err := chart.SVG(&got, &s); err != nil {
			t.Fatal(err)
		}
		wellFormed(t, p.name, got.Bytes())
		path := filepath.Join("testdata", p.name+".svg")
		if *update {
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s: not as in %s; look at it in a browser, then run with -update", p.name, path)
		}
	}
}

func wellFormed(t *testing.T, name string, svg []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// TestPNG: a saved picture has two pixels to a unit, and says something.
func TestPNG(t *testing.T) {
	fonts := fonts(t)
	for _, p := range plots(made(10, 6, 12)) {
		s := p.plot.Scene(640, chart.Light, fonts)
		var out bytes.Buffer
		if err := chart.PNG(&out, &s, fonts); err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(&out)
		if err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		if got := img.Bounds().Size(); got.X != 1280 || float64(got.Y) < 2*s.Height-1 {
			t.Errorf("%s: %v for %v x %v units", p.name, got, s.Width, s.Height)
		}
		colors := map[any]bool{}
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				colors[img.At(x, y)] = true
			}
		}
		if len(colors) < 10 {
			t.Errorf("%s: only %d colours", p.name, len(colors))
		}
	}
}

// TestInside: whatever the width and the numbers, nothing reaches out of a
// plot, and no two texts that are read the same way overlap.
func TestInside(t *testing.T) {
	fonts := fonts(t)
	for _, size := range [][3]int{{1, 1, 1}, {3, 1, 40}, {10, 6, 12}, {80, 90, 30}} {
		for _, width := range []float64{420, 720, 1400} {
			for _, p := range plots(made(size[0], size[1], size[2])) {
				s := p.plot.Scene(width, chart.Dark, fonts)
				for _, r := range s.Rects {
					if r.X < 0 || r.Y < 0 || r.X+r.W > s.Width+0.5 || r.Y+r.H > s.Height+0.5 {
						t.Errorf("%s of %v at %v: %+v lies outside %v x %v", p.name, size, width, r, s.Width, s.Height)
					}
				}
				for _, m := range s.Marks {
					if got, ok := s.At(m.X+m.W/2, m.Y+m.H/2); !ok || got.Tip == "" {
						t.Errorf("%s: nothing at %+v", p.name, m)
					}
				}
				boxes := chart.Boxes(&s, fonts)
				for i, a := range boxes {
					if a.X < -0.5 || a.Y < -2 || a.X+a.W > s.Width+0.5 || a.Y+a.H > s.Height+0.5 {
						t.Errorf("%s of %v at %v: the text %q lies outside %v x %v", p.name, size, width, s.Texts[i].Text, s.Width, s.Height)
					}
					for k, b := range boxes[:i] {
						if a.X+1 < b.X+b.W && b.X+1 < a.X+a.W && a.Y+3 < b.Y+b.H && b.Y+3 < a.Y+a.H {
							t.Errorf("%s of %v at %v: %q and %q overlap", p.name, size, width, s.Texts[i].Text, s.Texts[k].Text)
						}
					}
				}
			}
		}
	}
}

// TestMostIsSaid: a plot that leaves something out says so.
func TestMostIsSaid(t *testing.T) {
	d := chart.Tags(made(80, 90, 30), chart.Highlights)
	if len(d.Bars) != chart.MaxBars || !strings.Contains(d.About, "The 60 most frequent of") {
		t.Errorf("%d bars; %q", len(d.Bars), d.About)
	}
}

// TestLook writes pictures for a person to look at, where -look says where to.
func TestLook(t *testing.T) {
	fonts := fonts(t)
	for name, f := range map[string]stats.Figures{"small": made(3, 3, 6), "large": made(24, 40, 60)} {
		for _, p := range plots(f) {
			for theme, l := range map[string]chart.Look{"light": chart.Light, "dark": chart.Dark} {
				s := p.plot.Scene(900, l, fonts)
				var out bytes.Buffer
				if err := chart.PNG(&out, &s, fonts); err != nil {
					t.Fatal(err)
				}
				if *look != "" {
					if err := os.WriteFile(filepath.Join(*look, name+"-"+p.name+"-"+theme+".png"), out.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}
