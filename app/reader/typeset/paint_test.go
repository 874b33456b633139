package typeset

import (
	"image"
	"image/color"
	"strconv"
	"testing"

	"gloss/annotate"
)

var papers = map[string]Paper{
	"light": {
		Page:    color.NRGBA{255, 255, 255, 255},
		Ink:     Ink{color.NRGBA{0x30, 0x30, 0x30, 255}, color.NRGBA{0x2c, 0x5a, 0x85, 255}, color.NRGBA{0x5f, 0x5c, 0x57, 255}},
		Neutral: color.NRGBA{0x88, 0x88, 0x88, 255}, Hit: color.NRGBA{0xff, 0xc1, 0x07, 255},
	},
	"dark": {
		Page:    color.NRGBA{0x17, 0x17, 0x18, 255},
		Ink:     Ink{color.NRGBA{0xf3, 0xf3, 0xf3, 255}, color.NRGBA{0x62, 0xa0, 0xea, 255}, color.NRGBA{0xa8, 0xa8, 0xa8, 255}},
		Neutral: color.NRGBA{0x88, 0x88, 0x88, 255}, Hit: color.NRGBA{0xff, 0xc1, 0x07, 255},
	},
	"contrast": {
		Page:    color.NRGBA{0, 0, 0, 255},
		Ink:     Ink{color.NRGBA{255, 255, 255, 255}, color.NRGBA{0x8c, 0xc8, 0xff, 255}, color.NRGBA{0xdd, 0xdd, 0xdd, 255}},
		Neutral: color.NRGBA{0x99, 0x99, 0x99, 255}, Hit: color.NRGBA{0xff, 0xc1, 0x07, 255},
	},
}

func hex(s string) color.NRGBA {
	n, _ := strconv.ParseUint(s[1:], 16, 32)
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
}

// TestContrast holds the function against values that are published with the
// guidelines: black on white is 21, the least grey that passes AA is #767676.
func TestContrast(t *testing.T) {
	white, black := color.NRGBA{255, 255, 255, 255}, color.NRGBA{0, 0, 0, 255}
	if got := Contrast(white, black); got != 21 {
		t.Errorf("black on white: %v", got)
	}
	if Contrast(hex("#767676"), white) < 4.5 || Contrast(hex("#777777"), white) >= 4.5 {
		t.Error("the least grey on white is not #767676")
	}
}

// TestTintsStayReadable: no colour of the palette, nor any overlap of two or
// three, takes text, links or captions below level AA.
func TestTintsStayReadable(t *testing.T) {
	for name, p := range papers {
		check := func(ground color.NRGBA, what ...string) {
			t.Helper()
			for _, ink := range []color.NRGBA{p.Ink.Text, p.Ink.Link, p.Ink.Muted} {
				if c := Contrast(ground, ink); c < 4.5 {
					t.Errorf("%s: %v on %v has a contrast of %.2f", name, ink, what, c)
				}
			}
			if ground == p.Page {
				t.Errorf("%s: %v leaves no trace", name, what)
			}
		}
		for _, a := range annotate.Palette {
			check(p.Tint([]color.NRGBA{hex(a)}, false), a)
			check(p.Tint([]color.NRGBA{hex(a)}, true), a, "faint")
			for _, b := range annotate.Palette {
				check(p.Tint([]color.NRGBA{hex(a), hex(b)}, false), a, b)
				check(p.Tint([]color.NRGBA{hex(a), hex(b), hex(a)}, false), a, b, a)
			}
		}
		check(p.Readable(p.Hit, 0.8), "hit")
	}
}

// TestUnderlinesFit: the lines below a tint end above the tint of the next line.
func TestUnderlinesFit(t *testing.T) {
	c := NewColumn(testFaces(t), anyArticle("one\ntwo", 0), Setting{}, 300)
	_, bottom := c.band(&c.lines[0])
	top, _ := c.band(&c.lines[1])
	last := lanes[underlines-1]
	if end := bottom + (last.y+last.h)*c.Em(); end > top {
		t.Errorf("underlines end at %.2f, the next tint begins at %.2f", end, top)
	}
}

// TestDrawnInside: nothing is drawn outside the boxes that are promised, at any
// scale. Each line is drawn into a larger image, whose rim must stay empty.
func TestDrawnInside(t *testing.T) {
	a := article(t, "# Heading Ág\n\nText with fjords, *bold* and _slanted f_ and [links], x\u0301.\n\n- item\n\nשלום (עולם)\n\n! mono |")
	c := NewColumn(testFaces(t), a, Setting{}, 200)
	s := NewSheet([]Cover{{Span: annotate.Span{Start: 3, End: 60}, Colors: []color.NRGBA{hex("#0072B2"), hex("#D55E00")}}, {Span: annotate.Span{Start: 20, End: 40}, Dim: true}})
	hits := Hits{Spans: []annotate.Span{{Start: 24, End: 30}}, Current: 0}
	for _, scale := range []float64{1, 1.5, 2} {
		for i := range c.Lines() {
			for _, draw := range []struct {
				name string
				box  Rect
				f    func(dst *image.RGBA, origin Point)
			}{
				{"ink", c.InkBox(i), func(dst *image.RGBA, o Point) { c.DrawInk(dst, i, o, scale, papers["light"].Ink) }},
				{"wash", c.WashBox(i), func(dst *image.RGBA, o Point) { c.DrawWash(dst, i, o, scale, s, hits, papers["light"]) }},
			} {
				const rim = 20.0
				origin := Point{draw.box.X - rim, draw.box.Y - rim}
				dst := image.NewRGBA(image.Rect(0, 0, int((draw.box.W+2*rim)*scale), int((draw.box.H+2*rim)*scale)))
				draw.f(dst, origin)
				inner := dst.Bounds().Inset(int(rim*scale) - 1)
				for y := range dst.Bounds().Max.Y {
					for x := range dst.Bounds().Max.X {
						if !image.Pt(x, y).In(inner) && dst.RGBAAt(x, y).A != 0 {
							t.Fatalf("%s of line %d at scale %v reaches (%d,%d) outside %v", draw.name, i, scale, x, y, inner)
						}
					}
				}
			}
		}
	}
}

// TestScalesAlike: the picture of a line covers about the same share of paper
// at every scale.
func TestScalesAlike(t *testing.T) {
	c := NewColumn(testFaces(t), anyArticle("The quick brown fox jumps over the lazy dog", 0), Setting{}, 600)
	share := func(scale float64) float64 {
		box := c.InkBox(0)
		dst := image.NewRGBA(image.Rect(0, 0, int(box.W*scale), int(box.H*scale)))
		c.DrawInk(dst, 0, box.Corner(), scale, papers["light"].Ink)
		sum := 0
		for i := 3; i < len(dst.Pix); i += 4 {
			sum += int(dst.Pix[i])
		}
		return float64(sum) / float64(len(dst.Pix)/4)
	}
	one := share(1)
	for _, scale := range []float64{1.25, 1.5, 2, 3} {
		if got := share(scale) / one; got < 0.93 || got > 1.07 {
			t.Errorf("at scale %v a line is %.2f times as dark as at scale 1", scale, got)
		}
	}
}

// TestEmoji: coloured glyphs bring their own colours.
func TestEmoji(t *testing.T) {
	c := NewColumn(testFaces(t), anyArticle("👍🏽", 0), Setting{}, 200)
	box := c.InkBox(0)
	dst := image.NewRGBA(image.Rect(0, 0, int(box.W), int(box.H)))
	c.DrawInk(dst, 0, box.Corner(), 1, papers["light"].Ink)
	colored := 0
	for i := 0; i < len(dst.Pix); i += 4 {
		if p := dst.Pix[i : i+4]; p[3] > 0 && (p[0] > p[2]+20 || p[2] > p[0]+20) {
			colored++
		}
	}
	if colored < 40 {
		t.Errorf("%d coloured pixels", colored)
	}
}

// TestFacesAreReadLate: a plain text costs one font; a broken one is made good by
// the regular one.
func TestFacesAreReadLate(t *testing.T) {
	fs := testFaces(t)
	read := func() (n int) {
		for _, f := range fs.faces {
			if f.Face != nil {
				n++
			}
		}
		return n
	}
	NewColumn(fs, article(t, "Plain words, naïve and “quoted”."), Setting{}, 300)
	if n := read(); n != 1 {
		t.Errorf("%d fonts are read for a plain text", n)
	}
	NewColumn(fs, article(t, "Words in *bold*."), Setting{}, 300)
	if n := read(); n != 2 {
		t.Errorf("%d fonts are read for regular and bold text", n)
	}
}
