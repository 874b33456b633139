package pdf

import (
	"context"
	"errors"
	"fmt"

	"gloss/annotate"
	"gloss/importers/pdf/glyphs"
	"gloss/importers/pdf/layout"
	"gloss/importers/pdf/pdfium"
)

// document is a file that one of the engines has opened.
type document interface {
	NumPages() int
	Page(ctx context.Context, i int) (glyphs.Page, error)
	Fonts() []glyphs.Font
	Tags() []glyphs.Tag
	Info(key string) string
	Language() string
}

// reading is what an engine finds in a file.
type reading struct {
	doc  document
	cols []layout.Column
	seen tally
}

// read lets the first engine read the file, and the second one as well where
// the first one's reading fails the check. The one that knows more characters
// is taken. opened hears how many pages there are, once for each engine that
// reads them.
func read(ctx context.Context, data []byte, o Options, opened func(pages int)) (annotate.Article, annotate.Receipt, error) {
	var first, second reading
	doc, err := glyphs.Open(data)
	switch {
	case errors.Is(err, glyphs.ErrNotPDF):
		return annotate.Article{}, annotate.Receipt{}, errNotPDF
	case errors.Is(err, glyphs.ErrPassword) && o.Password == "":
		return annotate.Article{}, annotate.Receipt{}, ErrPassword
	case err == nil:
		if first, err = readPages(ctx, doc, opened); err != nil {
			return annotate.Article{}, annotate.Receipt{}, err
		}
	}
	doubt := first.doubt()
	if doubt == "" {
		return first.article("", o.Whole)
	}
	other, err := pdfium.Open(ctx, data, o.Password)
	switch {
	case errors.Is(err, pdfium.ErrPassword) && o.Password == "":
		return annotate.Article{}, annotate.Receipt{}, ErrPassword
	case errors.Is(err, pdfium.ErrPassword):
		return annotate.Article{}, annotate.Receipt{}, ErrWrongPassword
	case err == nil:
		defer other.Close()
		if second, err = readPages(ctx, other, opened); err != nil {
			return annotate.Article{}, annotate.Receipt{}, err
		}
	}
	switch {
	case ctx.Err() != nil:
		return annotate.Article{}, annotate.Receipt{}, ctx.Err()
	case second.seen.letters > first.seen.letters, first.doc == nil && second.doc != nil:
		return second.article(doubt, o.Whole)
	case first.doc == nil:
		return annotate.Article{}, annotate.Receipt{}, errDamaged
	}
	return first.article("", o.Whole)
}

// readPages reads a document page by page, so that never more than one page of
// glyphs is in memory. The only error is that of a cancelled context.
func readPages(ctx context.Context, doc document, opened func(pages int)) (reading, error) {
	opened(doc.NumPages())
	r := reading{doc: doc}
	for i := range doc.NumPages() {
		page, err := doc.Page(ctx, i)
		if err != nil {
			return r, err
		}
		r.seen.add(i+1, page)
		r.cols = append(r.cols, layout.Page(page, doc.Fonts(), i+1)...)
	}
	return r, nil
}

// doubt is what speaks for another engine, as the end of a sentence, or "".
func (r *reading) doubt() string {
	switch s := r.seen; {
	case r.doc == nil:
		return "could not open it"
	case s.glyphs == 0 && s.pictures > 0 && len(s.broken) == 0:
		return "" // a scan
	case s.glyphs == 0:
		return "found no text in it"
	case len(s.broken) > 0:
		return fmt.Sprintf("could not read all of %s", count(len(s.broken), "page"))
	case s.unmapped*100 >= s.glyphs:
		return fmt.Sprintf("could not tell %.1f %% of its characters", 100*float64(s.unmapped)/float64(s.glyphs))
	}
	return ""
}

// article makes an article of the reading. doubt is what spoke against the
// first engine's, where this is the second one's; whole keeps running heads and
// the like.
func (r *reading) article(doubt string, whole bool) (annotate.Article, annotate.Receipt, error) {
	var a annotate.Article
	var receipt annotate.Receipt
	pages := r.doc.NumPages()
	if r.seen.glyphs == 0 {
		switch {
		case r.seen.pictures > 0:
			return a, receipt, errScan
		case len(r.seen.broken) == pages:
			return a, receipt, errDamaged
		}
		return a, receipt, errNoText
	}
	blocks, report := layout.Blocks(r.cols, r.doc.Tags(), whole)
	var b annotate.Builder
	for _, block := range blocks {
		b.Add(block.Kind, block.Level, block.Page, block.Pieces...)
	}
	if b.Len() == 0 {
		return a, receipt, errNoText
	}
	b.Into(&a)
	describe(&a, &receipt, r.doc, blocks)
	kind := fmt.Sprintf("PDF of %s.", count(pages, "page"))
	if doubt != "" {
		kind = fmt.Sprintf("PDF of %s, read by the second engine (PDFium): the first one %s.", count(pages, "page"), doubt)
	}
	receipt.Add(annotate.Read, kind, "", pages)
	r.seen.tell(&receipt)
	tellLayout(&receipt, report)
	tellRaised(&receipt, report.Raised)
	return a, receipt, nil
}
