package chart

import (
	"image/color"

	"gloss/annotate/stats"
)

// Plot is what can be laid out: Bars, Heat or Timeline.
type Plot interface {
	// Scene lays the plot out for a width in units. Some need more, and are wider.
	Scene(width float64, l Look, f *Fonts) Scene
}

// Scene is a drawing: the rectangles in their order, then the texts over them.
type Scene struct {
	Title         string
	Width, Height float64 // units
	Paper         color.NRGBA
	Rects         []Rect
	Texts         []Text
	Marks         []Mark
}

// Rect is a filled rectangle; thin ones are lines.
type Rect struct {
	X, Y, W, H float64
	Fill       color.NRGBA
}

// Text is one line of text.
type Text struct {
	X, Y   float64 // of the baseline, where Anchor says
	Text   string
	Size   float64 // of an em, in units
	Bold   bool
	Anchor Anchor
	Up     bool // turned by a quarter, to be read upwards
	Color  color.NRGBA
}

// Anchor says which point of a text stands at its X and Y.
type Anchor int

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Mark is a place that stands for a number.
type Mark struct {
	X, Y, W, H float64
	Tip        string        // what it says, in words
	Subject    stats.Subject // the passages that were counted
	Word       string        // in place of them, for counts of words
}

// At returns the mark at a point, and whether there is one.
func (s *Scene) At(x, y float64) (Mark, bool) {
	for _, m := range s.Marks {
		if x >= m.X && x < m.X+m.W && y >= m.Y && y < m.Y+m.H {
			return m, true
		}
	}
	return Mark{}, false
}

func (s *Scene) rect(x, y, w, h float64, fill color.NRGBA) {
	s.Rects = append(s.Rects, Rect{x, y, w, h, fill})
}

func (s *Scene) text(t Text) { s.Texts = append(s.Texts, t) }

// The sizes of text in units, and the space around a plot.
const (
	titleSize = 15
	textSize  = 12
	smallSize = 11
	margin    = 16
)

// page is a scene under way.
type page struct {
	Scene
	look  Look
	fonts *Fonts
	y     float64 // how far down it is filled
}

// newPage begins a scene with a title and, in smaller letters, what is to be
// known of the numbers.
func newPage(title, about string, width float64, l Look, f *Fonts) *page {
	p := &page{Scene: Scene{Title: title, Width: width, Paper: l.Paper}, look: l, fonts: f, y: margin}
	p.y += titleSize
	p.text(Text{X: margin, Y: p.y, Text: f.clip(title, titleSize, true, width-2*margin), Size: titleSize, Bold: true, Color: l.Ink})
	for _, line := range f.wrap(about, smallSize, width-2*margin) {
		p.y += smallSize + 6
		p.text(Text{X: margin, Y: p.y, Text: line, Size: smallSize, Color: l.Quiet})
	}
	p.y += 14
	return p
}

// done closes the scene below what is filled.
func (p *page) done() Scene {
	p.Height = p.y + margin
	return p.Scene
}
