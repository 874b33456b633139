package typeset

import (
	"image/color"
	"math"
	"testing"

	"gloss/annotate"
)

// sights are how colours are seen with normal vision and with the three kinds of
// colour blindness at full strength: matrices for linear RGB from Machado,
// Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color
// Vision Deficiency (2009).
var sights = []struct {
	name   string
	matrix [9]float64
	least  float64 // distance of any two colours of the palette
}{
	{"normal", [9]float64{1, 0, 0, 0, 1, 0, 0, 0, 1}, 20},
	{"protanopia", [9]float64{0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998}, 10},
	{"deuteranopia", [9]float64{0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881}, 10},
	{"tritanopia", [9]float64{1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}, 10},
}

// lab is a colour, as it is seen, in CIE L*a*b* (D65).
func lab(c color.NRGBA, m [9]float64) [3]float64 {
	in := [3]float64{linear[c.R], linear[c.G], linear[c.B]}
	var rgb [3]float64
	for i := range rgb {
		rgb[i] = min(max(m[3*i]*in[0]+m[3*i+1]*in[1]+m[3*i+2]*in[2], 0), 1)
	}
	f := func(v float64) float64 {
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (24389.0/27*v + 16) / 116
	}
	x := f((0.4124564*rgb[0] + 0.3575761*rgb[1] + 0.1804375*rgb[2]) / 0.95047)
	y := f(0.2126729*rgb[0] + 0.7151522*rgb[1] + 0.0721750*rgb[2])
	z := f((0.0193339*rgb[0] + 0.1191920*rgb[1] + 0.9503041*rgb[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func distance(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}

// TestPaletteApart: any two colours of stripes and underlines can be told apart,
// whichever kind of colour blindness one has. A distance (CIE 1976) of about 2.3
// is the least that is seen at all.
func TestPaletteApart(t *testing.T) {
	for _, sight := range sights {
		nearest := math.Inf(1)
		for i, a := range annotate.Palette {
			for _, b := range annotate.Palette[:i] {
				d := distance(lab(hex(a), sight.matrix), lab(hex(b), sight.matrix))
				nearest = min(nearest, d)
				if d < sight.least {
					t.Errorf("%s: %s and %s are %.1f apart, want %.0f", sight.name, a, b, d, sight.least)
				}
			}
		}
		t.Logf("%s: the nearest two are %.1f apart", sight.name, nearest)
	}
}

// TestTintsApart: tints are pale, because letters stand on them; those of the
// first eight tags, which most codebooks do not exceed, can be seen and, as far
// as the eye allows, told from one another without the underline.
func TestTintsApart(t *testing.T) {
	for name, p := range papers {
		for _, sight := range sights {
			nearest, faintest := math.Inf(1), math.Inf(1)
			for i, a := range annotate.Palette[:8] {
				tint := lab(p.Tint([]color.NRGBA{hex(a)}, false), sight.matrix)
				faintest = min(faintest, distance(tint, lab(p.Page, sight.matrix)))
				for _, b := range annotate.Palette[:i] {
					nearest = min(nearest, distance(tint, lab(p.Tint([]color.NRGBA{hex(b)}, false), sight.matrix)))
				}
			}
			t.Logf("%s, %s: nearest %.1f, faintest %.1f from the page", name, sight.name, nearest, faintest)
			if faintest < 7 {
				t.Errorf("%s, %s: a tint is only %.1f from the page", name, sight.name, faintest)
			}
			if nearest < 2.3 && sight.name == "normal" {
				t.Errorf("%s: two tints are only %.1f apart", name, nearest)
			}
		}
	}
}
