package chart

import (
	"image"
	"image/draw"
	"image/png"
	"io"
	"math"
)

// Paint draws a scene as an image of scale pixels to a unit. Edges lie on whole
// pixels, so that bars and lines are crisp at every scale.
func Paint(s *Scene, f *Fonts, scale float64) *image.RGBA {
	at := func(v float64) int { return int(math.Round(v * scale)) }
	dst := image.NewRGBA(image.Rect(0, 0, at(s.Width), at(s.Height)))
	draw.Draw(dst, dst.Rect, image.NewUniform(s.Paper), image.Point{}, draw.Src)
	for _, r := range s.Rects {
		area := image.Rect(at(r.X), at(r.Y), at(r.X+r.W), at(r.Y+r.H))
		area.Max.X, area.Max.Y = max(area.Max.X, area.Min.X+1), max(area.Max.Y, area.Min.Y+1)
		draw.Draw(dst, area, image.NewUniform(r.Fill), image.Point{}, draw.Over)
	}
	for _, t := range s.Texts {
		f.draw(dst, t, scale)
	}
	return dst
}

// PNG writes a scene as a picture of two pixels to a unit.
func PNG(w io.Writer, s *Scene, f *Fonts) error { return png.Encode(w, Paint(s, f, 2)) }
