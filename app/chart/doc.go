// Package chart draws what package stats has counted: bars, heat maps and
// timelines.
//
//	numbers ── Bars, Heat, Timeline ── Scene ─┬─ Paint: an image, on screen or as PNG
//	(stats)        (layout)                   └─ SVG: text that stays text
//
// A [Scene] is plain rectangles and texts with what each stands for, so that a
// click on it finds the passages behind a number. That, the fonts of the window
// and its two looks are why the layout is ours: the plotting libraries for Go
// give out pictures that no longer know what is where.
//
// Lengths are in units, the device-independent pixels of the toolkit; x grows to
// the right, y downwards. Colours of tags are their own (annotate.Palette stays
// apart under the common forms of colour blindness); what they mean always
// stands beside them in words. The package knows no toolkit and needs no display.
package chart
