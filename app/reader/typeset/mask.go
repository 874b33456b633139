package typeset

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/go-text/render"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// mask is the picture of a glyph at one size: how much of each pixel it covers,
// or, for emoji, its own colours. The zero mask draws nothing.
type mask struct {
	alpha     *image.Alpha
	colored   *image.RGBA
	left, top int // pixels from the pen to the upper left corner; top is negative above the baseline
}

// subPositions is the number of places within a pixel, from left to right, at
// which a glyph can stand: letters keep their distances without being drawn
// anew for each.
const subPositions = 4

type maskKey struct {
	id   font.GID
	face uint16
	sub  uint8 // place within the pixel, in parts of subPositions
	size int32 // of an em, in 1/64 pixel
}

// maxMasks bounds the memory of the cache; when it is full it is emptied, which
// costs a few milliseconds for a view full of text.
const maxMasks = 20000

// mask returns the picture of a glyph for an em of size pixels.
func (fs *Faces) mask(g *glyph, size float64, sub uint8) *mask {
	key := maskKey{g.id, g.face, sub, int32(math.Round(size * 64))}
	if m, ok := fs.masks[key]; ok {
		return m
	}
	if len(fs.masks) >= maxMasks {
		clear(fs.masks)
	}
	m := fs.face(g.face).draw(g.id, float32(size), float32(sub)/subPositions)
	fs.masks[key] = m
	return m
}

// maxGlyph is the greatest side of a glyph's picture in pixels; a damaged font
// can ask for more.
const maxGlyph = 4096

func (f *face) draw(id font.GID, size, shift float32) *mask {
	switch data := f.GlyphData(id).(type) {
	case font.GlyphOutline:
		return drawOutline(data, size/f.upem, shift)
	case font.GlyphSVG:
		return f.drawColored(id, size, true)
	case font.GlyphBitmap:
		return f.drawColored(id, size, false)
	case font.GlyphColor: // layers of colours are drawn as their plain outline
		if o, ok := f.GlyphDataOutline(tables.GlyphID(id)); ok {
			return drawOutline(o, size/f.upem, shift)
		}
	}
	return &mask{}
}

// drawOutline fills an outline; scale is pixels per font unit, shift moves it
// to the right by a part of a pixel.
func drawOutline(o font.GlyphOutline, scale, shift float32) *mask {
	minX, minY := float32(math.Inf(1)), float32(math.Inf(1))
	maxX, maxY := -minX, -minY
	for i := range o.Segments {
		for _, p := range o.Segments[i].ArgsSlice() {
			x, y := p.X*scale+shift, -p.Y*scale
			minX, maxX, minY, maxY = min(minX, x), max(maxX, x), min(minY, y), max(maxY, y)
		}
	}
	if minX > maxX {
		return &mask{}
	}
	left, top := int(math.Floor(float64(minX))), int(math.Floor(float64(minY)))
	w, h := int(math.Ceil(float64(maxX)))-left, int(math.Ceil(float64(maxY)))-top
	if w <= 0 || h <= 0 || w > maxGlyph || h > maxGlyph {
		return &mask{}
	}
	z := vector.NewRasterizer(w, h)
	z.DrawOp = draw.Src
	at := func(p font.SegmentPoint) (x, y float32) {
		return p.X*scale + shift - float32(left), -p.Y*scale - float32(top)
	}
	for i := range o.Segments {
		s := &o.Segments[i]
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			z.ClosePath()
			z.MoveTo(ax, ay)
		case opentype.SegmentOpLineTo:
			z.LineTo(ax, ay)
		case opentype.SegmentOpQuadTo:
			z.QuadTo(ax, ay, bx, by)
		case opentype.SegmentOpCubeTo:
			z.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	z.ClosePath()
	m := &mask{alpha: image.NewAlpha(image.Rect(0, 0, w, h)), left: left, top: top}
	z.Draw(m.alpha, m.alpha.Bounds(), image.Opaque, image.Point{})
	return m
}

// drawColored draws an emoji.
func (f *face) drawColored(id font.GID, size float32, svg bool) *mask {
	e, ok := f.GlyphExtents(id)
	if !ok {
		return &mask{}
	}
	if svg {
		// The extents are those of the shape inside; the picture is the square in
		// which the shape stands, a seventh of it below the baseline.
		side := f.HorizontalAdvance(id)
		e = font.GlyphExtents{YBearing: 0.85 * side, Width: side, Height: -side}
	}
	scale := size / f.upem
	w, h := float64(e.Width*scale), float64(-e.Height*scale)
	if !(w >= 1 && h >= 1 && w <= maxGlyph && h <= maxGlyph) {
		return &mask{}
	}
	m := &mask{
		colored: image.NewRGBA(image.Rect(0, 0, int(math.Ceil(w)), int(math.Ceil(h)))),
		left:    int(math.Round(float64(e.XBearing * scale))),
		top:     -int(math.Round(float64(e.YBearing * scale))),
	}
	toFixed := func(v float64) fixed.Int26_6 { return fixed.Int26_6(math.Round(v * 64)) }
	r := render.Renderer{FontSize: size, PixScale: 1, Color: color.Black}
	r.DrawShapedRunAt(shaping.Output{
		Face: f.Face, Size: toFixed(float64(size)),
		// Without bearings the picture lands in the image's corner.
		Glyphs: []shaping.Glyph{{GlyphID: id, Width: toFixed(w), Height: -toFixed(h)}},
	}, m.colored, 0, 0)
	return m
}
