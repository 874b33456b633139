package pdfium

import (
	"context"
	"math"
	"strings"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gloss/importers/pdf/glyphs"
)

const (
	maxGlyphs  = 1 << 17 // on a page
	maxObjects = 64      // looked at for a picture; a scan is among the first
	lineHyphen = 0x02    // what the engine makes of a hyphen at the end of a line
)

// Page reads page i, counted from zero. A page of which a part cannot be read
// is returned with what there is, and marked as broken. The only error is
// that of a cancelled context.
func (d *Document) Page(ctx context.Context, i int) (glyphs.Page, error) {
	r := reader{ctx: ctx, doc: d, font: -1}
	if err := guarded(func() error { return r.read(i) }); err != nil {
		r.page.Broken = true
	}
	return r.page, ctx.Err()
}

// reader reads one page.
type reader struct {
	ctx    context.Context
	doc    *Document
	page   glyphs.Page
	handle requests.Page
	text   references.FPDF_TEXTPAGE
	x0, y0 float64 // lower left corner of the page, as the file counts
	w, h   float64 // its size before it is turned
	turn   int     // quarters clockwise by which it is seen turned
	hidden bool    // the text stands invisibly behind a picture

	font   int  // of the word being read, -1 between words
	high   rune // first half of a character in two
	origin [2]float64
}

func (r *reader) read(i int) error {
	e := r.doc.engine
	loaded, err := e.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: r.doc.doc, Index: i})
	if err != nil {
		return err
	}
	defer e.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	r.handle = requests.Page{ByReference: &loaded.Page}
	if err := r.measure(); err != nil {
		return err
	}
	r.findPicture()
	text, err := e.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: r.handle})
	if err != nil {
		return err
	}
	r.text = text.TextPage
	defer e.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: r.text})
	count, err := e.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: r.text})
	if err != nil {
		return err
	}
	if count.Count > maxGlyphs {
		r.page.Broken = true
	}
	for n := range min(count.Count, maxGlyphs) {
		if n%1024 == 0 && r.ctx.Err() != nil {
			break
		}
		if err := r.char(n); err != nil {
			return err
		}
	}
	return nil
}

// measure finds out where the page lies and how it is turned.
func (r *reader) measure() error {
	e := r.doc.engine
	box, err := e.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: r.handle})
	if err != nil {
		return err
	}
	rotation, err := e.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: r.handle})
	if err != nil {
		return err
	}
	b := box.Rect
	r.x0, r.y0 = float64(b.Left), float64(min(b.Bottom, b.Top))
	r.w, r.h = float64(b.Right-b.Left), math.Abs(float64(b.Top-b.Bottom))
	r.turn = int(rotation.PageRotation)
	r.page.Width, r.page.Height = r.w, r.h
	if r.turn%2 == 1 {
		r.page.Width, r.page.Height = r.h, r.w
	}
	return nil
}

// seen turns a place in the file's coordinates into one on the page as it is
// seen.
func (r *reader) seen(x, y float64) (float64, float64) {
	x, y = x-r.x0, y-r.y0
	switch r.turn {
	case 1:
		return y, r.w - x
	case 2:
		return r.w - x, r.h - y
	case 3:
		return r.h - y, x
	}
	return x, y
}

// along turns a direction in the same way.
func (r *reader) along(x, y float64) (float64, float64) {
	for range r.turn {
		x, y = y, -x
	}
	return x, y
}

// findPicture looks for a picture that covers most of the page, as scans have,
// and for invisible text with it.
func (r *reader) findPicture() {
	e := r.doc.engine
	count, err := e.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: r.handle})
	if err != nil {
		return
	}
	invisible, visible := 0, 0
	for i := range min(count.Count, maxObjects) {
		o, err := e.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: r.handle, Index: i})
		if err != nil {
			return
		}
		kind, err := e.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o.PageObject})
		if err != nil {
			return
		}
		switch kind.Type {
		case enums.FPDF_PAGEOBJ_IMAGE:
			b, err := e.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o.PageObject})
			if err == nil && math.Abs(float64((b.Right-b.Left)*(b.Top-b.Bottom))) > 0.6*r.w*r.h {
				r.page.Picture = true
			}
		case enums.FPDF_PAGEOBJ_TEXT:
			mode, err := e.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: o.PageObject})
			if err == nil && (mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_INVISIBLE || mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_CLIP) {
				invisible++
			} else {
				visible++
			}
		}
	}
	r.hidden = r.page.Picture && invisible > visible
}

// char reads character n of the page. What the engine adds to the file's own
// characters, spaces between words and line ends, is left out: the layout
// finds them itself.
func (r *reader) char(n int) error {
	e := r.doc.engine
	generated, err := e.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: r.text, Index: n})
	if err != nil {
		return err
	}
	if generated.IsGenerated {
		r.font = -1
		return nil
	}
	code, err := e.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: r.text, Index: n})
	if err != nil {
		return err
	}
	text, whole := r.character(rune(code.Unicode))
	if !whole {
		return nil
	}
	origin, err := e.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: r.text, Index: n})
	if err != nil {
		return err
	}
	// A ligature comes as its letters, all at one place. Drawn apart they would
	// look like a word drawn twice.
	at := [2]float64{origin.X, origin.Y}
	if last := len(r.page.Glyphs) - 1; last >= 0 && at == r.origin && r.font >= 0 && text != "\uFFFD" {
		r.page.Glyphs[last].Text += text
		return nil
	}
	g, err := r.glyph(n, at)
	if err != nil || !(g.Size > 0 && finite(g.X) && finite(g.Y) && finite(g.W) && finite(g.Size)) {
		return err
	}
	if text == "\uFFFD" {
		r.page.Unmapped++
	}
	if g.Text = text; text == " " {
		r.font = -1
	}
	r.origin = at
	r.page.Glyphs = append(r.page.Glyphs, g)
	return nil
}

// character is the text of a code that the engine gives. Two codes may make
// one character, as in UTF-16; of the first alone there is nothing to show.
func (r *reader) character(c rune) (text string, whole bool) {
	high := r.high
	r.high = 0
	switch {
	case c == lineHyphen || c == 0xfffe:
		return "-", true
	case c == 0 || c == 0xffff:
		return "\uFFFD", true
	case c >= 0xd800 && c < 0xdc00:
		r.high = c
		return "", false
	case high != 0 && c >= 0xdc00 && c < 0xe000:
		c = utf16.DecodeRune(high, c)
	}
	return glyphs.Clean(string(c)), true
}

// glyph is where and how character n is drawn.
func (r *reader) glyph(n int, at [2]float64) (glyphs.Glyph, error) {
	e := r.doc.engine
	var g glyphs.Glyph
	size, err := e.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: r.text, Index: n})
	if err != nil {
		return g, err
	}
	m, err := e.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: r.text, Index: n})
	if err != nil {
		return g, err
	}
	box, err := e.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: r.text, Index: n})
	if err != nil {
		return g, err
	}
	// Fonts seldom change within a word, and asking is slow.
	if r.font < 0 {
		r.font = 0
		info, err := e.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: r.text, Index: n})
		if err == nil {
			r.font = r.doc.font(look{strings.ToValidUTF8(info.FontName, ""), info.Flags})
		} else {
			r.font = r.doc.font(look{}) // Type 3 fonts have no name
		}
	}
	ax, ay := r.along(float64(m.Matrix.A), float64(m.Matrix.B))
	g = glyphs.Glyph{
		Size: math.Abs(size.FontSize) * math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D)),
		Font: r.font, Turn: glyphs.TurnOf(ax, ay), Hidden: r.hidden,
	}
	g.X, g.Y = r.seen(at[0], at[1])
	x0, y0 := r.seen(float64(box.Rect.Left), float64(box.Rect.Bottom))
	x1, y1 := r.seen(float64(box.Rect.Right), float64(box.Rect.Top))
	switch g.Turn {
	case glyphs.Right:
		g.W = max(x0, x1) - g.X
	case glyphs.Left:
		g.W = g.X - min(x0, x1)
	case glyphs.Up:
		g.W = max(y0, y1) - g.Y
	case glyphs.Down:
		g.W = g.Y - min(y0, y1)
	default:
		g.W = math.Hypot(x1-x0, y1-y0) / 2
	}
	g.W = max(g.W, 0)
	g.Artifact = g.X < -g.W-g.Size || g.X > r.page.Width+g.Size || g.Y < -g.Size || g.Y > r.page.Height+g.Size
	return g, nil
}

func finite(f float64) bool { return math.Abs(f) < 1e6 }
