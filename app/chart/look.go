package chart

import (
	"image/color"
	"math"
	"strconv"
	"strings"
)

// Look is the colours of a plot.
type Look struct {
	Paper, Ink, Quiet, Grid color.NRGBA
	Bar                     color.NRGBA // of what has no colour of its own
	Low, High               color.NRGBA // the ends of a heat map; Low stands for nearly nothing
	lighten                 float64     // how far the colours of tags move towards white
}

// Light is the look by day, and of every plot that is saved.
var Light = Look{
	Paper: color.NRGBA{0xff, 0xff, 0xff, 0xff}, Ink: color.NRGBA{0x2a, 0x26, 0x22, 0xff},
	Quiet: color.NRGBA{0x6a, 0x62, 0x59, 0xff}, Grid: color.NRGBA{0xe6, 0xe2, 0xda, 0xff},
	Bar: color.NRGBA{0x2c, 0x5a, 0x85, 0xff},
	Low: color.NRGBA{0xe3, 0xed, 0xf5, 0xff}, High: color.NRGBA{0x0b, 0x45, 0x75, 0xff},
}

// Dark is the look by night.
var Dark = Look{
	Paper: color.NRGBA{0x25, 0x23, 0x20, 0xff}, Ink: color.NRGBA{0xe6, 0xe0, 0xd4, 0xff},
	Quiet: color.NRGBA{0xa6, 0x9e, 0x91, 0xff}, Grid: color.NRGBA{0x3a, 0x37, 0x32, 0xff},
	Bar: color.NRGBA{0x93, 0xb9, 0xdd, 0xff},
	Low: color.NRGBA{0x2b, 0x37, 0x42, 0xff}, High: color.NRGBA{0xa9, 0xd2, 0xf5, 0xff},
	lighten: 0.2,
}

// tag is the colour of a tag (#RRGGBB) in this look, or that of Bar.
func (l Look) tag(hex string) color.NRGBA {
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil || len(hex) != 7 {
		return l.Bar
	}
	return mix(color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}, color.NRGBA{0xff, 0xff, 0xff, 0xff}, l.lighten)
}

// heat is the colour of a number between 0 and 1.
func (l Look) heat(t float64) color.NRGBA { return mix(l.Low, l.High, max(0, min(1, t))) }

// on is the ink, black or white, that can be read better on a colour: its
// contrast (WCAG 2) is at least 4.5.
func on(ground color.NRGBA) color.NRGBA {
	if luminance(ground) > 0.179 {
		return color.NRGBA{0, 0, 0, 0xff}
	}
	return color.NRGBA{0xff, 0xff, 0xff, 0xff}
}

func mix(a, b color.NRGBA, t float64) color.NRGBA {
	m := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + (float64(b)-float64(a))*t)) }
	return color.NRGBA{m(a.R, b.R), m(a.G, b.G), m(a.B, b.B), 0xff}
}

// luminance is the relative luminance of WCAG 2.
func luminance(c color.NRGBA) float64 {
	channel := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B)
}
