package pdf

import (
	"context"
	"testing"

	"gloss/importers/pdf/internal/pdftest"
)

// TestPicture draws a page and finds a passage on it that is broken by a hyphen
// and two lines: its boxes hold ink, and the paper above them holds none.
func TestPicture(t *testing.T) {
	f := pdftest.New()
	f.Page(pdftest.Text(72, 700, 12, "F1", "Another page"))
	f.Page(pdftest.Lines(72, 500, 12, 16, "F1", "The line was drawn in Reyk-", "javik and cut in the nets."))
	p, err := PictureOf(context.Background(), f.Bytes(), "", 2, 600, 800)
	if err != nil {
		t.Fatal(err)
	}
	size := p.Image.Rect.Size()
	if size.X > 600 || size.Y > 800 || size.X < 500 {
		t.Errorf("the picture is %v", size)
	}
	boxes := p.Find("drawn in Reykjavik\nand cut")
	if len(boxes) != 2 || boxes[0].Text != "drawn in Reyk-" && boxes[0].Text != "drawninReyk-" {
		t.Fatalf("got %+v", boxes)
	}
	dark := func(x0, y0, x1, y1 float64) (n int) {
		for y := int(y0 * float64(size.Y)); y < int(y1*float64(size.Y)); y++ {
			for x := int(x0 * float64(size.X)); x < int(x1*float64(size.X)); x++ {
				if p.Image.RGBAAt(x, y).R < 128 {
					n++
				}
			}
		}
		return n
	}
	for _, b := range boxes {
		if dark(b.X0, b.Y0, b.X1, b.Y1) < 50 {
			t.Errorf("there is no ink in %+v", b)
		}
	}
	if n := dark(0, 0, 1, boxes[0].Y0); n > 0 {
		t.Errorf("%d dark pixels above the text", n)
	}
	if got := p.Find("the herring"); got != nil {
		t.Errorf("found what is not there: %+v", got)
	}
	if _, err := PictureOf(context.Background(), f.Bytes(), "", 3, 600, 800); err != errNoPage {
		t.Errorf("a page behind the last: %v", err)
	}
	if _, err := PictureOf(context.Background(), []byte("%PDF-1.4 nothing"), "", 1, 600, 800); err != errDamaged {
		t.Errorf("a damaged file: %v", err)
	}
}
