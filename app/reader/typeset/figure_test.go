package typeset

import (
	"math"
	"testing"
)

// TestFigures: a figure stands between the block before and its own, moves what
// follows by its room, and leaves everything else as it was.
func TestFigures(t *testing.T) {
	a := article(t, "A paragraph of some words that takes more than a line.\n\n~ a caption\n\nThe end.")
	plain := NewColumn(testFaces(t), a, Setting{}, 180)
	c := NewColumn(testFaces(t), a, Setting{}, 180)
	if !c.SetFigures([]Figure{{Block: 1, Height: 100}}) {
		t.Fatal("nothing was done")
	}
	if c.SetFigures([]Figure{{Block: 1, Height: 100}}) {
		t.Error("the same figures again are something to do")
	}
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
	room := 100 + figureGap*c.setting.Size
	for i := range plain.lines {
		want := plain.lines[i].y
		if plain.lines[i].block > 0 {
			want += room
		}
		if got := c.lines[i].y; !near(got, want) {
			t.Errorf("line %d stands at %v, want %v", i, got, want)
		}
	}
	if got, want := c.FigureTop(1), plain.BlockBox(1).Y; !near(got, want) {
		t.Errorf("the figure stands at %v, want %v", got, want)
	}
	if got, want := c.FigureTop(2), c.BlockBox(2).Y; got != want {
		t.Errorf("without a figure: %v, want the top of the block, %v", got, want)
	}
	if got, want := c.Height(), plain.Height()+room; !near(got, want) {
		t.Errorf("height %v, want %v", got, want)
	}
	c.Reset(Setting{}, 120)
	if c.FigureTop(1) == c.BlockBox(1).Y {
		t.Error("another width took the figure away")
	}
	checkLaws(t, c)
	c.SetFigures(nil)
	c.Reset(Setting{}, 180)
	if dump(c) != dump(plain) {
		t.Error("without figures the column is not what it was")
	}
}
