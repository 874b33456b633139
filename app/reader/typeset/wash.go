package typeset

import (
	"image"
	"image/color"
	"math"

	"gloss/annotate"
)

// Hits are search hits, ordered by start and without overlaps.
type Hits struct {
	Spans   []annotate.Span
	Current int // index of the one that stands out, or -1
}

// underlines is how many lines are drawn below a run at most.
const underlines = 3

// Washed reports whether DrawWash would draw anything on a line.
func (c *Column) Washed(index int, s *Sheet, hits Hits) bool {
	line := c.lines[index].span()
	k := firstHit(hits.Spans, line.Start)
	return s.spans.any(line.Start, line.End) || k < len(hits.Spans) && hits.Spans[k].Start < line.End
}

// firstHit returns the index of the first hit that ends after pos.
func firstHit(hits []annotate.Span, pos int) int {
	from, to := 0, len(hits)
	for from < to {
		if mid := (from + to) / 2; hits[mid].End <= pos {
			from = mid + 1
		} else {
			to = mid
		}
	}
	return from
}

// lanes are the places of underlines below the tint and their thickness, in
// parts of an em. All of them fit between the tints of two lines.
var lanes = [underlines]struct{ y, h float64 }{{0, 0.11}, {0.19, 0.07}, {0.32, 0.07}}

// band returns the top and the bottom of the tints of a line: from a little
// above capitals to a little below the baseline.
func (c *Column) band(l *line) (top, bottom float64) {
	em := c.blocks[l.block].em
	base := c.baseline(l)
	return base - 0.86*em, base + 0.23*em
}

// WashBox returns the part of the column that DrawWash can reach.
func (c *Column) WashBox(index int) Rect {
	l := &c.lines[index]
	top, bottom := c.band(l)
	bottom += 0.4 * c.blocks[l.block].em
	r := c.box(l)
	top, bottom = min(top, r.Y), max(bottom, r.Y+r.H)
	return c.window(l, Rect{r.X - 3, top, r.W + 6, bottom - top}, rim)
}

// DrawWash draws what lies behind the letters of a line: the tints of its
// highlights, cut into runs, with a thin line in the colour of each below them,
// and search hits. dst, origin and scale are those of DrawInk; what is drawn
// stays within WashBox.
func (c *Column) DrawWash(dst *image.RGBA, index int, origin Point, scale float64, s *Sheet, hits Hits, paper Paper) {
	l := &c.lines[index]
	em := c.blocks[l.block].em
	line := l.span()
	which := s.Overlapping(line, nil)
	spans := make([]annotate.Span, len(which))
	for k, i := range which {
		spans[k] = s.covers[i].Span.Intersect(line)
	}
	top, bottom := c.band(l)
	var rects []Rect
	var colors []color.NRGBA
	for _, run := range annotate.Runs(spans) {
		colors = colors[:0]
		faint := true
		for _, k := range run.Cover {
			faint = faint && s.covers[which[k]].Dim
		}
		for _, k := range run.Cover {
			if h := &s.covers[which[k]]; h.Dim == faint {
				colors = append(colors, h.colors(paper)...)
			}
		}
		tint := paper.Tint(colors, faint)
		rects = c.AppendText(rects[:0], index, run.Span)
		for _, r := range rects {
			fillRect(dst, Rect{r.X, top, r.W, bottom - top}, origin, scale, tint)
		}
	}
	for k, i := range which {
		lane := int(s.under[i])
		if lane >= underlines {
			continue
		}
		h := &s.covers[i]
		rects = c.AppendText(rects[:0], index, spans[k])
		for n, r := range rects {
			if h.Span.Start >= line.Start && n == 0 { // a gap parts neighbours
				r.X, r.W = r.X+1/scale, r.W-1/scale
			}
			r.Y, r.H = bottom+lanes[lane].y*em, lanes[lane].h*em
			underline(dst, r, origin, scale, em, h.colors(paper), h.Dim, paper)
		}
	}
	for k := firstHit(hits.Spans, line.Start); k < len(hits.Spans) && hits.Spans[k].Start < line.End; k++ {
		strength := 0.45
		if k == hits.Current {
			strength = 0.8
		}
		for _, r := range c.AppendText(rects[:0], index, hits.Spans[k]) {
			box := Rect{r.X - 1/scale, top, r.W + 2/scale, bottom - top}
			fillRect(dst, box, origin, scale, paper.Readable(paper.Hit, strength))
			if k == hits.Current {
				outline(dst, box, origin, scale, Mix(paper.Hit, paper.Ink.Text, 0.4))
			}
		}
	}
}

func (h *Cover) colors(p Paper) []color.NRGBA {
	if len(h.Colors) == 0 {
		return []color.NRGBA{p.Neutral}
	}
	return h.Colors
}

// underline draws a line in the colours of a highlight: of several tags, in
// turns.
func underline(dst *image.RGBA, r Rect, origin Point, scale, em float64, colors []color.NRGBA, dim bool, paper Paper) {
	piece := r.W
	if len(colors) > 1 {
		piece = 0.6 * em
	}
	for k, x := 0, r.X; x < r.X+r.W-0.01; k, x = k+1, x+piece {
		ink := paper.Visible(colors[k%len(colors)])
		if dim {
			ink = Mix(paper.Page, ink, 0.35)
		}
		fillRect(dst, Rect{x, r.Y, min(piece, r.X+r.W-x), r.H}, origin, scale, ink)
	}
}

// outline draws a frame one pixel wide just inside a rectangle.
func outline(dst *image.RGBA, r Rect, origin Point, scale float64, ink color.NRGBA) {
	px := 1 / scale
	fillRect(dst, Rect{r.X, r.Y, r.W, px}, origin, scale, ink)
	fillRect(dst, Rect{r.X, r.Y + r.H - px, r.W, px}, origin, scale, ink)
	fillRect(dst, Rect{r.X, r.Y, px, r.H}, origin, scale, ink)
	fillRect(dst, Rect{r.X + r.W - px, r.Y, px, r.H}, origin, scale, ink)
}

// DrawOverview draws the highlights and hits of a whole column: what a scroll
// bar shows behind its handle. The height of dst stands for a page of the given
// height, on which the column begins at top.
func DrawOverview(dst *image.RGBA, c *Column, s *Sheet, hits Hits, top, height float64, paper Paper) {
	size := dst.Bounds().Size()
	if c.height <= 0 || height <= 0 {
		return
	}
	perUnit := float64(size.Y) / height
	tick := func(y0, y1 float64, x0, x1 int, ink color.NRGBA) {
		a := int((y0 + top) * perUnit)
		b := max(int(math.Ceil((y1+top)*perUnit)), a+max(2, size.X/6))
		for y := max(a, 0); y < min(b, size.Y); y++ {
			for x := x0; x < x1; x++ {
				dst.SetRGBA(x, y, color.RGBA{ink.R, ink.G, ink.B, 255})
			}
		}
	}
	const columns = 2
	for i := range s.lane {
		st, h := s.stripe(i), &s.covers[i]
		lane := min(st.Lane, columns-1)
		x := size.X / 5
		w := (size.X - 2*x) / columns
		ink := h.colors(paper)[0]
		if h.Dim {
			ink = Mix(paper.Page, ink, 0.3)
		}
		tick(st.Y0, st.Y1, x+lane*w, x+(lane+1)*w-1, ink)
	}
	for k, hit := range hits.Spans {
		ink := Mix(paper.Page, paper.Hit, 0.9)
		if k == hits.Current {
			ink = paper.Ink.Text
		}
		y := c.TopOf(hit.Start)
		tick(y, y, 0, size.X/6, ink)
	}
}

// Decor is a shape that stands with the text but is not made of letters.
type Decor struct {
	Rect
	Kind DecorKind
}

// DecorKind says what a Decor is.
type DecorKind int

// The kinds of Decor.
const (
	QuoteBar  DecorKind = iota // beside quoted text
	TableRule                  // below a row of a table
	HeadRule                   // below a header row
	Panel                      // behind preformatted text
)

// AppendDecor appends to out the shapes in the band from y to y+h.
func (c *Column) AppendDecor(out []Decor, y, h float64) []Decor {
	size := c.setting.Size
	for i := max(c.blockAtY(y)-1, 0); i < len(c.blocks) && c.blocks[i].y < y+h+2*size; i++ {
		b := &c.blocks[i]
		switch b.Kind {
		case annotate.Blockquote:
			end := b.y + b.h
			if i+1 < len(c.blocks) && c.blocks[i+1].Kind == annotate.Blockquote {
				end = c.blocks[i+1].y // neighbouring quotes share their bar
			}
			for k := range c.shape(i).bars {
				x := (1.5*float64(k) + 0.35) * size
				if c.rtl(i) {
					x = c.width - x - 3
				}
				out = append(out, Decor{Rect{x, b.y, 3, end - b.y}, QuoteBar})
			}
		case annotate.TableRow:
			kind := TableRule
			if b.Level == 1 {
				kind = HeadRule
			}
			out = append(out, Decor{Rect{0, b.y + b.h + c.shape(i).below/2*size, c.width, 1}, kind})
		case annotate.Preformatted:
			out = append(out, Decor{Rect{0, b.y - 0.5*size, c.width, b.h + size}, Panel})
		}
	}
	return out
}
