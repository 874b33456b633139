package typeset

import (
	"image/color"
	"math"
)

// Paper is the colours on which and with which a text is painted.
type Paper struct {
	Page    color.NRGBA
	Ink     Ink
	Neutral color.NRGBA // highlights without a tag
	Hit     color.NRGBA // search hits
}

// readable is the contrast that text keeps on every tint: level AA of the Web
// Content Accessibility Guidelines 2.2, success criterion 1.4.3.
const readable = 4.5

// Contrast returns the contrast ratio of two opaque colours, 1 to 21, as the
// Web Content Accessibility Guidelines 2.2 define it.
func Contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance of the guidelines.
func luminance(c color.NRGBA) float64 {
	return 0.2126*linear[c.R] + 0.7152*linear[c.G] + 0.0722*linear[c.B]
}

// linear is the light of each value of sRGB, from 0 to 1.
var linear = func() (table [256]float64) {
	for v := range table {
		s := float64(v) / 255
		if s <= 0.04045 {
			table[v] = s / 12.92
		} else {
			table[v] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return table
}()

// Mix lays colour over at the given strength, from 0 to 1, upon colour under.
func Mix(under, over color.NRGBA, strength float64) color.NRGBA {
	m := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + (float64(b)-float64(a))*strength)) }
	return color.NRGBA{m(under.R, over.R), m(under.G, over.G), m(under.B, over.B), 255}
}

// Tint returns the colour of the page below a run that highlights of these
// colours cover: their mean, the stronger the more there are, but never so
// strong that text on it is hard to read. faint says that all of them stand
// back.
func (p Paper) Tint(colors []color.NRGBA, faint bool) color.NRGBA {
	if len(colors) == 0 {
		return p.Page
	}
	var r, g, b int
	for _, c := range colors {
		r, g, b = r+int(c.R), g+int(c.G), b+int(c.B)
	}
	n := len(colors)
	mean := color.NRGBA{uint8(r / n), uint8(g / n), uint8(b / n), 255}
	strength := min(0.26+0.07*float64(n-1), 0.46)
	if luminance(p.Page) < 0.2 {
		strength *= 1.4 // the eye sees less of a tint on black
	}
	if faint {
		strength *= 0.3
	}
	return p.Readable(mean, strength)
}

// Readable lays a colour upon the page at most at the given strength, and less
// strongly where text or links on it would fall below level AA. Where they do
// so on the bare page, they keep what they have there.
func (p Paper) Readable(c color.NRGBA, strength float64) color.NRGBA {
	for ; strength > 0.02; strength -= 0.02 {
		mixed := Mix(p.Page, c, strength)
		if p.keeps(mixed, p.Ink.Text) && p.keeps(mixed, p.Ink.Link) && p.keeps(mixed, p.Ink.Muted) {
			return mixed
		}
	}
	return p.Page
}

// Visible moves a colour towards that of the text until a thin line of it can be
// seen on the page.
func (p Paper) Visible(c color.NRGBA) color.NRGBA {
	seen := c
	for strength := 0.1; strength < 1 && Contrast(seen, p.Page) < 2.1; strength += 0.1 {
		seen = Mix(c, p.Ink.Text, strength)
	}
	return seen
}

func (p Paper) keeps(ground, ink color.NRGBA) bool {
	return Contrast(ground, ink) >= min(readable, Contrast(p.Page, ink))
}
