package pdfium_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"gloss/importers/pdf/glyphs"
	"gloss/importers/pdf/internal/pdftest"
	"gloss/importers/pdf/pdfium"
)

// pages are what one engine finds on every page: the text, with the places of
// its characters.
func pages(t *testing.T, doc interface {
	NumPages() int
	Page(context.Context, int) (glyphs.Page, error)
	Fonts() []glyphs.Font
}) ([]glyphs.Page, []glyphs.Font) {
	t.Helper()
	var out []glyphs.Page
	for i := range doc.NumPages() {
		p, err := doc.Page(t.Context(), i)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out, doc.Fonts()
}

// TestTwin holds this engine to the other one: the same characters at the same
// places, whatever way the page is turned.
func TestTwin(t *testing.T) {
	line := pdftest.Text(100, 700, 12, "F1", "Nets (and) caf\u00e9s, 1976") + pdftest.Text(100, 650, 9, "F5", "cut at dawn") +
		pdftest.Text(100, 600, 20, "F2", "Frigates") + "BT /F3 10 Tf 0 1 -1 0 300 100 Tm (upwards) Tj ET "
	for name, entries := range map[string]string{
		"upright": "", "turned once": "/Rotate 90", "turned twice": "/Rotate 180", "turned thrice": "/Rotate 270",
		"cropped": "/CropBox [50 40 500 780]", "cropped and turned": "/CropBox [50 40 500 780] /Rotate 90",
	} {
		t.Run(name, func(t *testing.T) {
			f := pdftest.New()
			f.Page(line)
			data := []byte(strings.Replace(string(f.Bytes()), "/MediaBox [0 0 612 792]", entries+" /MediaBox [0 0 612 792]", 1))
			first, err := glyphs.Open(data)
			if err != nil {
				t.Fatal(err)
			}
			second, err := pdfium.Open(t.Context(), data, "")
			if err != nil {
				t.Fatal(err)
			}
			defer second.Close()
			want, wantFonts := pages(t, first)
			got, gotFonts := pages(t, second)
			if got[0].Width != want[0].Width || got[0].Height != want[0].Height || len(got[0].Glyphs) != len(want[0].Glyphs) {
				t.Fatalf("got %g by %g with %d glyphs, want %g by %g with %d", got[0].Width, got[0].Height, len(got[0].Glyphs), want[0].Width, want[0].Height, len(want[0].Glyphs))
			}
			near := func(a, b float64) bool { return math.Abs(a-b) < 0.01 }
			at := func(a, b glyphs.Glyph) int {
				return cmp.Or(cmp.Compare(math.Round(a.Y), math.Round(b.Y)), cmp.Compare(a.X, b.X))
			}
			slices.SortFunc(want[0].Glyphs, at) // on a turned page this engine has the lines in another order
			slices.SortFunc(got[0].Glyphs, at)
			for i, w := range want[0].Glyphs {
				g := got[0].Glyphs[i]
				// This engine counts what overhangs as part of the width.
				wide := g.W > w.W-0.02 && g.W < w.W+0.06*w.Size
				if g.Text != w.Text || !near(g.X, w.X) || !near(g.Y, w.Y) || !wide || !near(g.Size, w.Size) || g.Turn != w.Turn || g.Artifact != w.Artifact || gotFonts[g.Font] != wantFonts[w.Font] {
					t.Errorf("got %+v in %+v\nwant %+v in %+v", g, gotFonts[g.Font], w, wantFonts[w.Font])
				}
			}
		})
	}
}

// TestDamaged: a file without a beginning or an end is told from one that asks
// for a password.
func TestDamaged(t *testing.T) {
	f := pdftest.New()
	f.Page("")
	for _, data := range [][]byte{nil, []byte("%PDF-1.7\n"), f.Bytes()[:40]} {
		if _, err := pdfium.Open(t.Context(), data, ""); err == nil || errors.Is(err, pdfium.ErrPassword) {
			t.Errorf("%q: got %v", data, err)
		}
	}
}

// TestWarmed: the machine code is where Warmed looks for it.
func TestWarmed(t *testing.T) {
	pdfium.Warm()
	if !pdfium.Warmed() {
		t.Error("the machine code is not found")
	}
}

func Example() {
	f := pdftest.New()
	f.Page(pdftest.Text(72, 720, 12, "F1", "Nets"))
	doc, err := pdfium.Open(context.Background(), f.Bytes(), "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer doc.Close()
	page, _ := doc.Page(context.Background(), 0)
	for _, g := range page.Glyphs {
		fmt.Printf("%s at %.0f, %.0f\n", g.Text, g.X, g.Y)
	}
	// Output:
	// N at 72, 720
	// e at 81, 720
	// t at 86, 720
	// s at 89, 720
}

func BenchmarkPage(b *testing.B) {
	f := pdftest.New()
	f.Page(pdftest.Lines(72, 720, 10, 12, "F5", pdftest.Wrap(strings.Repeat("The trawlers sailed at dawn. ", 100), 80)...))
	data := f.Bytes()
	b.ReportAllocs()
	for b.Loop() {
		doc, err := pdfium.Open(b.Context(), data, "")
		if err != nil {
			b.Fatal(err)
		}
		if p, err := doc.Page(b.Context(), 0); err != nil || len(p.Glyphs) == 0 {
			b.Fatal(len(p.Glyphs), err)
		}
		doc.Close()
	}
}
