package window

import (
	"context"
	"errors"
	"image"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/panes"
	"gloss/importers/pdf"
)

// pageImage shows the page of a PDF that is being read as it was printed, with
// the passage marked, beside the text.
type pageImage struct {
	root   fyne.CanvasObject
	head   *widget.Label
	image  *canvas.Image
	scroll *container.Scroll

	article string // whose file data is
	data    []byte // nil: not asked for yet
	kept    []keptPage
	shown   pageSight // what the image shows, or will as soon as it is drawn
	drawing int       // the page that is being drawn, or 0
}

// keptPage is a page that was drawn; the latest come first.
type keptPage struct {
	page    int
	picture pdf.Picture
}

// pageSight is what is to be seen: a page and a passage on it.
type pageSight struct {
	article string
	page    int
	passage string
}

const (
	keptPages  = 4    // of some 6 MB each
	pageWidth  = 1000 // of a picture at most, in pixels
	pageHeight = 1420
)

func newPageImage() *pageImage {
	p := &pageImage{head: widget.NewLabel(""), image: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}}
	p.head.Truncation = fyne.TextTruncateEllipsis
	p.head.Importance = widget.LowImportance
	p.scroll = container.NewVScroll(container.New(p, p.image))
	p.root = container.NewBorder(p.head, nil, widget.NewSeparator(), nil, p.scroll)
	p.root.Hide()
	return p
}

// Layout is part of fyne.Layout: the page takes the width that there is.
func (p *pageImage) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	p.image.Resize(fyne.NewSize(size.Width, p.MinSize(nil).Height))
}

// MinSize is part of fyne.Layout.
func (p *pageImage) MinSize([]fyne.CanvasObject) fyne.Size {
	if p.image.Image == nil {
		return fyne.Size{}
	}
	size := p.image.Image.Bounds().Size()
	return fyne.NewSize(0, p.scroll.Size().Width*float32(size.Y)/float32(max(size.X, 1)))
}

// beside is the layout of the text with the page image at its right: about half
// of the width for each, or all for the text.
type beside struct{}

// MinSize is part of fyne.Layout.
func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout is part of fyne.Layout.
func (beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	text, page := objects[0], objects[1]
	left := size.Width
	if page.Visible() {
		left = size.Width * 0.54
		page.Move(fyne.NewPos(left, 0))
		page.Resize(fyne.NewSize(size.Width-left, size.Height))
	}
	text.Resize(fyne.NewSize(left, size.Height))
}

// hasPages reports whether the open article has pages that can be drawn.
func (w *window) hasPages() bool {
	a := w.shown.article
	return a != nil && a.Format == "pdf" && a.Pages() > 0
}

// togglePage shows the page image or takes it away.
func (w *window) togglePage() {
	panes.SetVisible(w.article.page.root, !w.article.page.root.Visible())
	w.article.sides.Refresh()
	w.article.page.shown = pageSight{}
	w.followPage()
	w.refreshMenu()
}

// followPage brings the page image up to date with the text: it shows the page
// of the selection or of the chosen highlight, or, where that is out of sight,
// the one that is being read.
func (w *window) followPage() {
	p, a := w.article.page, w.shown.article
	if !p.root.Visible() {
		return
	}
	if !w.hasPages() {
		p.shown, p.kept, p.data = pageSight{}, nil, nil
		p.say(say("This article was not imported from a PDF: it has no pages."))
		return
	}
	view := w.article.view
	span := view.Selection()
	if h, ok := w.shown.highlight(w.chosen); ok && span.Empty() {
		span = h.Span
	}
	sight := pageSight{article: a.ID, page: a.PageAt(view.Top())}
	if !span.Empty() && view.Shows(span.Start) {
		sight.page = a.PageAt(span.Start)
		sight.passage = a.Text.Slice(annotate.Span{Start: span.Start, End: min(span.End, pageEnd(a, span.Start))})
	}
	if sight == p.shown || sight.page == 0 {
		return
	}
	if p.article != a.ID {
		p.article, p.data, p.kept, p.drawing = a.ID, nil, nil, 0
	}
	p.shown = sight
	if i := slices.IndexFunc(p.kept, func(k keptPage) bool { return k.page == sight.page }); i >= 0 {
		p.paint(p.kept[i].picture, a.Pages())
		return
	}
	p.head.SetText(say("Page %s of %s is being drawn…", number(sight.page), number(a.Pages())))
	if p.drawing != sight.page {
		p.drawing = sight.page
		w.drawPage(sight, a.Pages())
	}
}

// drawPage draws a page beside the window's other work.
func (w *window) drawPage(sight pageSight, pages int) {
	p, project, data := w.article.page, w.project, w.article.page.data
	w.queue.aside(func() func() {
		var err error
		if data == nil {
			data, err = project.Original(sight.article)
		}
		var picture pdf.Picture
		if err == nil {
			picture, err = pdf.PictureOf(context.Background(), data, "", sight.page, pageWidth, pageHeight)
		}
		return func() {
			if p.article != sight.article || w.project != project {
				return
			}
			if p.drawing == sight.page {
				p.drawing = 0
			}
			if err == nil {
				p.data = data
				p.keep(keptPage{sight.page, picture})
			}
			switch {
			case p.shown.article != sight.article || p.shown.page != sight.page:
			case errors.Is(err, store.ErrNotFound):
				p.say(say("This project does not keep the imported files, so there are no pages to show."))
			case err != nil:
				p.say(sentence(err.Error()))
			default:
				p.paint(picture, pages)
			}
		}
	})
}

func (p *pageImage) keep(k keptPage) {
	p.kept = slices.DeleteFunc(p.kept, func(old keptPage) bool { return old.page == k.page })
	p.kept = append([]keptPage{k}, p.kept...)
	p.kept = p.kept[:min(len(p.kept), keptPages)]
}

// say shows a sentence in place of a page.
func (p *pageImage) say(text string) {
	p.head.SetText(text)
	p.image.Image = nil
	p.root.Refresh()
}

// paint shows a page with the passage marked.
func (p *pageImage) paint(picture pdf.Picture, pages int) {
	head := say("Page %s of %s", number(p.shown.page), number(pages))
	img, top := picture.Image, 0.0
	if p.shown.passage != "" {
		boxes := picture.Find(p.shown.passage)
		if len(boxes) == 0 {
			head = say("Page %s of %s · the passage was not found on it", number(p.shown.page), number(pages))
		} else {
			img, top = marked(img, boxes), boxes[0].Y0*float64(img.Rect.Dy())
		}
	}
	p.head.SetText(head)
	part := printed(img)
	p.image.Image = img.SubImage(part)
	p.root.Refresh()
	scale := float64(p.scroll.Size().Width) / float64(part.Dx())
	p.scroll.ScrollToOffset(fyne.NewPos(0, float32(max(0, (top-float64(part.Min.Y))*scale-80))))
}

// printed returns the part of a page within its white margins.
func printed(page *image.RGBA) image.Rectangle {
	part := image.Rectangle{}
	for y := page.Rect.Min.Y; y < page.Rect.Max.Y; y++ {
		for x := page.Rect.Min.X; x < page.Rect.Max.X; x++ {
			if c := page.RGBAAt(x, y); min(c.R, c.G, c.B) < 240 {
				part = part.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	const rim = 24
	if part = part.Inset(-rim).Intersect(page.Rect); part.Dx() < page.Rect.Dx()/3 {
		return page.Rect
	}
	return part
}

// marker is what a passage is marked with; letters stay black on it.
var marker = color.RGBA{0xff, 0xd9, 0x4d, 0xff}

// marked returns a copy of a page on which boxes are coloured as by a marker.
func marked(page *image.RGBA, boxes []pdf.Letter) *image.RGBA {
	out := image.NewRGBA(page.Rect)
	copy(out.Pix, page.Pix)
	w, h := float64(page.Rect.Dx()), float64(page.Rect.Dy())
	for _, b := range boxes {
		for y := int(b.Y0 * h); y < min(int(b.Y1*h)+1, page.Rect.Dy()); y++ {
			for x := max(int(b.X0*w)-2, 0); x < min(int(b.X1*w)+2, page.Rect.Dx()); x++ {
				px := page.RGBAAt(x, y)
				mix := func(a, b uint8) uint8 { return uint8(int(a) * int(b) / 255) }
				out.SetRGBA(x, y, color.RGBA{mix(px.R, marker.R), mix(px.G, marker.G), mix(px.B, marker.B), px.A})
			}
		}
	}
	return out
}

// pageEnd returns the position at which the page of pos ends.
func pageEnd(a *annotate.Article, pos int) int {
	page, end := a.PageAt(pos), a.Text.Len()
	for _, b := range a.Blocks {
		if b.Span.Start > pos && b.Page != page {
			end = min(end, b.Span.Start)
			break
		}
	}
	for _, b := range a.Breaks {
		if b.Pos > pos && b.Page != page {
			return min(end, b.Pos)
		}
	}
	return end
}
