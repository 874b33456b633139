package pdf

import (
	"context"
	"errors"
	"image"
	"math"
	"strings"
	"unicode"

	"gloss/annotate"
	"gloss/importers/pdf/glyphs"
	"gloss/importers/pdf/pdfium"
)

// Picture is a page as it is printed.
type Picture struct {
	Image   *image.RGBA
	Letters []Letter // in the order of the file
}

// Letter is a character, or some, that stand on a page.
type Letter struct {
	Text           string
	X0, Y0, X1, Y1 float64 // parts of the page's width and height, from its upper left corner
}

// errNoPage says that a page could not be drawn.
var errNoPage = errors.New("this page of the PDF cannot be drawn")

// PictureOf draws a page, counted from one, so that it fits into width and
// height in pixels. It is done as Import is, in a child with the same limits,
// and its errors are of the same kind.
func PictureOf(ctx context.Context, data []byte, password string, page, width, height int) (Picture, error) {
	q := request{Data: data, Options: Options{Password: password}, Page: page, Width: width, Height: height}
	if children != nil {
		a, err := children.ask(ctx, q)
		switch {
		case err == errNoChild:
		case err != nil:
			return Picture{}, err
		case a.Err != "":
			return Picture{}, told(a.Err)
		default:
			return a.Picture, nil
		}
	}
	ctx, cancel := context.WithTimeoutCause(ctx, limit, errSlow)
	defer cancel()
	return drawSafely(ctx, q)
}

// drawSafely draws the page of a request; a panic counts as damage.
func drawSafely(ctx context.Context, q request) (p Picture, err error) {
	defer func() {
		if recover() != nil {
			p, err = Picture{}, errDamaged
		}
	}()
	doc, err := pdfium.Open(ctx, q.Data, q.Options.Password)
	switch {
	case errors.Is(err, pdfium.ErrPassword) && q.Options.Password != "":
		return Picture{}, ErrWrongPassword
	case errors.Is(err, pdfium.ErrPassword):
		return Picture{}, ErrPassword
	case err != nil:
		return Picture{}, errDamaged
	}
	defer doc.Close()
	if q.Page < 1 || q.Page > doc.NumPages() {
		return Picture{}, errNoPage
	}
	if p.Image, err = doc.Picture(q.Page-1, q.Width, q.Height); err != nil {
		return Picture{}, errNoPage
	}
	read, err := doc.Page(ctx, q.Page-1)
	if err != nil {
		return Picture{}, err
	}
	for _, g := range read.Glyphs {
		p.Letters = append(p.Letters, letterOf(g, read.Width, read.Height))
	}
	return p, nil
}

// letterOf is where a glyph stands: from a little below its baseline to the
// height of its font's capitals.
func letterOf(g glyphs.Glyph, width, height float64) Letter {
	const below, above = 0.24, 0.80
	x0, x1, y0, y1 := g.X, g.X+g.W, g.Y-below*g.Size, g.Y+above*g.Size
	switch g.Turn {
	case glyphs.Up:
		x0, x1, y0, y1 = g.X-above*g.Size, g.X+below*g.Size, g.Y, g.Y+g.W
	case glyphs.Down:
		x0, x1, y0, y1 = g.X-below*g.Size, g.X+above*g.Size, g.Y-g.W, g.Y
	case glyphs.Left:
		x0, x1 = g.X-g.W, g.X
	}
	part := func(v, whole float64) float64 { return min(max(v/whole, 0), 1) }
	return Letter{g.Text, part(x0, width), part(height-y1, height), part(x1, width), part(height-y0, height)}
}

// Find returns the boxes, one for each piece of a line, in which a passage of
// the page stands, and none where it is not found. Only letters and digits
// count, without case and accents, because hyphens and spaces are not those of
// the article.
func (p *Picture) Find(passage string) []Letter {
	wanted := bare(passage)
	var text strings.Builder
	var owner []int // of each byte
	for i, l := range p.Letters {
		b := bare(l.Text)
		text.WriteString(b)
		for range len(b) {
			owner = append(owner, i)
		}
	}
	at := strings.Index(text.String(), wanted)
	if at < 0 || wanted == "" {
		return nil
	}
	var boxes []Letter
	for i := owner[at]; i <= owner[at+len(wanted)-1]; i++ {
		l := p.Letters[i]
		if n := len(boxes) - 1; n >= 0 && sameLine(boxes[n], l) {
			b := &boxes[n]
			b.Text += l.Text
			b.X0, b.Y0, b.X1, b.Y1 = min(b.X0, l.X0), min(b.Y0, l.Y0), max(b.X1, l.X1), max(b.Y1, l.Y1)
			continue
		}
		boxes = append(boxes, l)
	}
	return boxes
}

// sameLine reports whether l goes on where b ends, on the same line.
func sameLine(b, l Letter) bool {
	high := b.Y1 - b.Y0
	return math.Abs(b.Y1-l.Y1) < high/2 && l.X0 > b.X1-high && l.X0 < b.X1+3*high
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, annotate.Fold(s))
}
