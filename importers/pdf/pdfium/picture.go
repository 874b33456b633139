package pdfium

import (
	"errors"
	"image"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"
)

// Picture draws page i, counted from zero, on white, so that it fits into width
// and height in pixels.
func (d *Document) Picture(i, width, height int) (picture *image.RGBA, err error) {
	err = guarded(func() error {
		drawn, err := d.engine.RenderPageInPixels(&requests.RenderPageInPixels{
			Page:  requests.Page{ByIndex: &requests.PageByIndex{Document: d.doc, Index: i}},
			Width: width, Height: height, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
		})
		if err != nil {
			return err
		}
		defer drawn.Cleanup()
		lent, ok := drawn.Result.RenderedImage.(*image.RGBA)
		if !ok {
			return errors.New("the page was drawn in colours that were not asked for")
		}
		picture = image.NewRGBA(lent.Rect) // what is lent goes with the engine's memory
		copy(picture.Pix, lent.Pix)
		return nil
	})
	return picture, err
}
