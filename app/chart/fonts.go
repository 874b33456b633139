package chart

import (
	"image"
	"image/draw"
	"math"
	"strings"

	"github.com/go-text/typesetting/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"gloss/annotate"
	"gloss/app/reader/typeset"
)

// Fonts measures and draws texts of one line: shaped, and in the right order
// where they are read from right to left. It is not safe for concurrent use.
type Fonts struct {
	faces *typeset.Faces
	lines map[lineKey]*typeset.Column
}

type lineKey struct {
	text string
	size float64
	bold bool
}

// PlainFonts are fonts for plots outside the window, where nothing else is at
// hand. They draw Latin, Greek and Cyrillic letters.
func PlainFonts() typeset.Fonts {
	return typeset.Fonts{Regular: goregular.TTF, Bold: gobold.TTF}
}

// NewFonts reads fonts. The error is that of typeset.NewFaces.
func NewFonts(f typeset.Fonts) (*Fonts, error) {
	faces, err := typeset.NewFaces(f)
	if err != nil {
		return nil, err
	}
	return &Fonts{faces, map[lineKey]*typeset.Column{}}, nil
}

// Missing returns the characters of the texts so far that no font draws; see
// typeset.Faces.
func (f *Fonts) Missing() []rune { return f.faces.Missing() }

// Add takes fonts for them, as typeset.FindFonts finds them, and reports whether
// anything changed: plots must then be laid out anew.
func (f *Fonts) Add(found []*font.Font) bool {
	clear(f.lines)
	return f.faces.AddFallback(found)
}

// maxLines bounds the cache: texts of plots that are no longer shown.
const maxLines = 4000

// line sets a text. A very wide column keeps it on one line.
func (f *Fonts) line(text string, size float64, bold bool) *typeset.Column {
	key := lineKey{text, size, bold}
	if c, ok := f.lines[key]; ok {
		return c
	}
	if len(f.lines) >= maxLines {
		clear(f.lines)
		f.faces.Trim()
	}
	a := &annotate.Article{Text: annotate.NewText(strings.Join(strings.Fields(text), " "))}
	all := annotate.Span{End: a.Text.Len()}
	if !all.Empty() {
		a.Blocks = []annotate.Block{{Span: all, Kind: annotate.Paragraph}}
	}
	if bold {
		a.Marks = []annotate.Mark{{Span: all, Style: annotate.Bold}}
	}
	c := typeset.NewColumn(f.faces, a, typeset.Setting{Size: size, Leading: 1.2}, 1e6)
	f.lines[key] = c
	return c
}

// width is the length of a text in units.
func (f *Fonts) width(text string, size float64, bold bool) float64 {
	if c := f.line(text, size, bold); c.Lines() > 0 {
		return c.Line(0).Box.W
	}
	return 0
}

// clip shortens a text, with "…" at its end, to a width.
func (f *Fonts) clip(text string, size float64, bold bool, width float64) string {
	if f.width(text, size, bold) <= width {
		return text
	}
	r := []rune(text)
	least, most := 0, len(r) // of what can stay
	for least < most {
		half := (least + most + 1) / 2
		if f.width(string(r[:half])+"…", size, bold) <= width {
			least = half
		} else {
			most = half - 1
		}
	}
	return strings.TrimRight(string(r[:least]), " ") + "…"
}

// clipPath shortens the path of a tag to a width: first the tags above it go,
// since its own name says most.
func (f *Fonts) clipPath(path string, size, width float64) string {
	names := strings.Split(path, annotate.PathSeparator)
	for i := range names {
		s := strings.Join(names[i:], annotate.PathSeparator)
		if i > 0 {
			s = "…" + annotate.PathSeparator + s
		}
		if f.width(s, size, false) <= width {
			return s
		}
	}
	return f.clip(names[len(names)-1], size, false, width)
}

// wrap breaks a text into lines of a width; an empty one has none.
func (f *Fonts) wrap(text string, size, width float64) (lines []string) {
	for _, word := range strings.Fields(text) {
		if n := len(lines); n > 0 && f.width(lines[n-1]+" "+word, size, false) <= width {
			lines[n-1] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

// draw draws a text over dst at scale pixels to a unit.
func (f *Fonts) draw(dst *image.RGBA, t Text, scale float64) {
	c := f.line(t.Text, t.Size, t.Bold)
	if c.Lines() == 0 {
		return
	}
	box, ink := c.Line(0).Box, typeset.Ink{Text: t.Color, Link: t.Color, Muted: t.Color}
	start := box.X // what of the column stands at the anchor
	switch t.Anchor {
	case Middle:
		start += box.W / 2
	case End:
		start += box.W
	}
	base := c.Baseline(0)
	if !t.Up {
		c.DrawInk(dst, 0, typeset.Point{X: start - t.X, Y: base - t.Y}, scale, ink)
		return
	}
	reach := c.InkBox(0)
	flat := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(reach.W*scale)), int(math.Ceil(reach.H*scale))))
	c.DrawInk(flat, 0, typeset.Point{X: reach.X, Y: reach.Y}, scale, ink)
	turned := image.NewRGBA(image.Rect(0, 0, flat.Rect.Dy(), flat.Rect.Dx()))
	for y := range flat.Rect.Dy() {
		for x := range flat.Rect.Dx() {
			turned.SetRGBA(y, flat.Rect.Dx()-1-x, flat.RGBAAt(x, y))
		}
	}
	// The point (start, base) of the column comes to stand at (t.X, t.Y).
	x := int(math.Round((t.X - (base - reach.Y)) * scale))
	y := int(math.Round((t.Y+(start-reach.X))*scale)) - flat.Rect.Dx()
	draw.Draw(dst, turned.Rect.Add(image.Pt(x, y)), turned, image.Point{}, draw.Over)
}
