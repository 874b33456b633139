package typeset

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"gloss/annotate"
)

// Ink is the colours of text.
type Ink struct {
	Text  color.NRGBA
	Link  color.NRGBA
	Muted color.NRGBA // captions, bullets
}

// overhang is how far, in ems, glyphs may reach out of their line's box: tall
// scripts, slanted letters, accents on capitals.
const overhang = 0.4

// InkBox returns the part of the column that the drawing of a line can reach:
// more than its box, because letters hang over, and bullets stand beside. What
// is drawn outside of it, of a wide table, is not to be seen.
func (c *Column) InkBox(index int) Rect {
	l := &c.lines[index]
	b := &c.blocks[l.block]
	pad := overhang * b.em
	r := c.box(l)
	r = Rect{r.X - pad, r.Y - pad, r.W + 2*pad, r.H + 2*pad}
	if index == b.lines[0] && c.shape(int(l.block)).bullet {
		r.W += 1.2 * b.em
		if !l.rtl {
			r.X -= 1.2 * b.em
		}
	}
	return c.window(l, r, rim)
}

// Baseline returns the y on which the letters of a line stand.
func (c *Column) Baseline(index int) float64 { return c.baseline(&c.lines[index]) }

// baseline returns the y of a line's baseline.
func (c *Column) baseline(l *line) float64 {
	b := &c.blocks[l.block]
	f := c.faces.faces[c.faces.byStyle[0]]
	return l.y + (b.leading-float64(f.ascent+f.descent)*b.em)/2 + float64(f.ascent)*b.em
}

// DrawInk draws the glyphs of a line over dst, whose upper left pixel stands at
// origin in the column and which has scale pixels to a unit.
func (c *Column) DrawInk(dst *image.RGBA, index int, origin Point, scale float64, ink Ink) {
	l := &c.lines[index]
	b := &c.blocks[l.block]
	base := c.baseline(l)
	text := ink.Text
	if b.Kind == annotate.Caption {
		text = ink.Muted
	}
	pen := pen{
		Faces: c.faces, dst: dst, origin: origin, scale: scale,
		y: int(math.Round((base - origin.Y) * scale)), size: b.em * scale,
	}
	items := c.place(index)
	for i := range items {
		it := &items[i]
		if it.edges == nil {
			continue
		}
		pen.word(it, text, ink.Link, c.linkAt)
	}
	for k := c.linkFrom(int(l.start)); k < len(c.links) && c.links[k].Span.Start < int(l.end); k++ {
		for _, r := range c.AppendText(nil, index, c.links[k].Span) {
			fillRect(dst, Rect{r.X, base + 0.14*b.em, r.W, max(0.055*b.em, 1/scale)}, origin, scale, ink.Link)
		}
	}
	if index == b.lines[0] && c.shape(int(l.block)).bullet {
		x := l.x() - 0.8*b.em
		if l.rtl {
			x = float64(l.right) + 0.8*b.em
		}
		pen.bullet(Point{x, base - 0.34*b.em}, 0.15*b.em, b.Level > 1, ink.Muted)
	}
}

// linkFrom returns the index of the first link that ends after pos.
func (c *Column) linkFrom(pos int) int {
	from, to := 0, len(c.links)
	for from < to {
		if mid := (from + to) / 2; c.links[mid].Span.End <= pos {
			from = mid + 1
		} else {
			to = mid
		}
	}
	return from
}

func (c *Column) linkAt(pos int) bool { return c.LinkAt(pos) != "" }

// LinkAt returns the address of the link at pos, or "".
func (c *Column) LinkAt(pos int) string {
	if k := c.linkFrom(pos); k < len(c.links) && c.links[k].Span.Contains(pos) {
		return c.links[k].URL
	}
	return ""
}

// pen draws into one image.
type pen struct {
	*Faces
	dst    *image.RGBA
	origin Point
	scale  float64
	y      int     // baseline, in pixels of dst
	size   float64 // of an em, in pixels
}

func (p *pen) word(it *item, text, link color.NRGBA, isLink func(int) bool) {
	w := &p.words[it.token.word]
	left := it.edges[0] // of the part that is drawn, from the word's left edge
	if it.level%2 == 1 {
		left = w.edges[w.len()] - it.edges[len(it.edges)-1]
	}
	for i := range w.glyphs {
		g := &w.glyphs[i]
		pos := it.from - it.first + int(g.cluster)
		if pos < it.from || pos >= it.to {
			continue
		}
		ink := text
		if isLink(pos) {
			ink = link
		}
		x := (it.x-p.origin.X)*p.scale + float64(g.x-left)*p.size
		at := int(math.Floor(x*subPositions + 0.5))
		px, sub := at>>2, uint8(at&3)
		py := p.y - int(math.Round(float64(g.y)*p.size))
		m := p.mask(g, p.size, sub)
		p.stamp(m, px, py, ink)
		if it.token.flags&heavy != 0 && p.faces[g.face].upright {
			p.stamp(m, px+max(1, int(p.size/24)), py, ink)
		}
	}
}

// stamp lays a glyph on the image with the pen at (x, y).
func (p *pen) stamp(m *mask, x, y int, ink color.NRGBA) {
	x, y = x+m.left, y+m.top
	switch {
	case m.colored != nil:
		r := m.colored.Bounds().Add(image.Pt(x, y))
		draw.Draw(p.dst, r, m.colored, image.Point{}, draw.Over)
	case m.alpha != nil:
		blend(p.dst, m.alpha, x, y, ink)
	}
}

// blend draws a colour through a mask whose corner lies at (x, y).
func blend(dst *image.RGBA, m *image.Alpha, x, y int, ink color.NRGBA) {
	area := m.Rect.Add(image.Pt(x, y)).Intersect(dst.Rect)
	a := uint32(ink.A)
	for row := area.Min.Y; row < area.Max.Y; row++ {
		in := m.Pix[(row-y)*m.Stride+area.Min.X-x:]
		o := dst.PixOffset(area.Min.X, row)
		out := dst.Pix[o : o+4*area.Dx()]
		for i := 0; i < area.Dx(); i++ {
			cover := uint32(in[i]) * a
			if cover == 0 {
				continue
			}
			cover = (cover + 127) / 255
			rest := 255 - cover
			px := out[4*i : 4*i+4 : 4*i+4]
			px[0] = uint8((uint32(ink.R)*cover + uint32(px[0])*rest + 127) / 255)
			px[1] = uint8((uint32(ink.G)*cover + uint32(px[1])*rest + 127) / 255)
			px[2] = uint8((uint32(ink.B)*cover + uint32(px[2])*rest + 127) / 255)
			px[3] = uint8(cover + (uint32(px[3])*rest+127)/255)
		}
	}
}

// fillRect paints a rectangle of the column, from whole pixel to whole pixel so
// that thin lines stay crisp.
func fillRect(dst *image.RGBA, r Rect, origin Point, scale float64, ink color.NRGBA) {
	x0 := int(math.Round((r.X - origin.X) * scale))
	x1 := int(math.Round((r.X + r.W - origin.X) * scale))
	y0 := int(math.Round((r.Y - origin.Y) * scale))
	y1 := y0 + max(1, int(math.Round(r.H*scale)))
	draw.Draw(dst, image.Rect(x0, y0, x1, y1), image.NewUniform(ink), image.Point{}, draw.Over)
}

// bullet draws a disc, or a ring, with a radius in units.
func (p *pen) bullet(at Point, radius float64, hollow bool, ink color.NRGBA) {
	r := float32(radius * p.scale)
	side := int(math.Ceil(float64(2*r))) + 2
	z := vector.NewRasterizer(side, side)
	z.DrawOp = draw.Src
	center := float32(side) / 2
	circle := func(r, turn float32) {
		const k = 0.5522848 // of a circle drawn by four cubic curves
		z.MoveTo(center+r, center)
		z.CubeTo(center+r, center+turn*k*r, center+k*r, center+turn*r, center, center+turn*r)
		z.CubeTo(center-k*r, center+turn*r, center-r, center+turn*k*r, center-r, center)
		z.CubeTo(center-r, center-turn*k*r, center-k*r, center-turn*r, center, center-turn*r)
		z.CubeTo(center+k*r, center-turn*r, center+r, center-turn*k*r, center+r, center)
		z.ClosePath()
	}
	circle(r, 1)
	if hollow {
		circle(r*0.6, -1)
	}
	m := image.NewAlpha(image.Rect(0, 0, side, side))
	z.Draw(m, m.Bounds(), image.Opaque, image.Point{})
	x := int(math.Round((at.X-p.origin.X)*p.scale)) - side/2
	y := int(math.Round((at.Y-p.origin.Y)*p.scale)) - side/2
	blend(p.dst, m, x, y, ink)
}
