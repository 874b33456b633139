package pdfium

import (
	"context"
	"errors"

	engine "github.com/klippa-app/go-pdfium"
	wrapper "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gloss/importers/pdf/glyphs"
)

// ErrPassword says that a file cannot be opened without a password, or not
// with the one given. Any other error of Open is damage.
var ErrPassword = errors.New("it is protected by a password")

// Document is an open file. It is for one goroutine.
type Document struct {
	engine engine.Pdfium
	doc    references.FPDF_DOCUMENT
	pages  int
	fonts  []glyphs.Font
	known  map[look]int // index in fonts
}

// look is what the engine tells of a font.
type look struct {
	name  string
	flags int
}

// Tags are none: this engine does not read them.
func (d *Document) Tags() []glyphs.Tag { return nil }

// Open opens a file. An empty password opens files that need none. The
// document has to be closed.
func Open(ctx context.Context, data []byte, password string) (*Document, error) {
	if len(data) == 0 {
		return nil, errors.New("damaged: it is empty")
	}
	e, err := instance(ctx)
	if err != nil {
		return nil, err
	}
	d := &Document{engine: e, known: map[look]int{}}
	err = guarded(func() error {
		opened, err := e.OpenDocument(&requests.OpenDocument{File: &data, Password: &password})
		if err != nil {
			return err
		}
		d.doc = opened.Document
		count, err := e.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.doc})
		if err != nil {
			return err
		}
		if d.pages = count.PageCount; d.pages == 0 {
			return errors.New("damaged: it has no pages")
		}
		return nil
	})
	if err != nil {
		d.Close()
		if errors.Is(err, wrapper.ErrPassword) {
			return nil, ErrPassword
		}
		return nil, err
	}
	return d, nil
}

// Close gives back the memory of the document.
func (d *Document) Close() {
	guarded(d.engine.Close) // an engine that cannot be closed is left to the collector
}

// NumPages is how many pages there are.
func (d *Document) NumPages() int { return d.pages }

// Fonts are those that the glyphs of the pages read so far name by index.
func (d *Document) Fonts() []glyphs.Font { return d.fonts }

// Info returns an entry of the document information dictionary, such as
// Title, or "".
func (d *Document) Info(key string) (value string) {
	guarded(func() error {
		r, err := d.engine.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: d.doc, Tag: key})
		if err == nil {
			value = r.Value
		}
		return err
	})
	return value
}

// Language is the language that the file says it is in, as a BCP 47 tag, or
// "".
func (d *Document) Language() (tag string) {
	guarded(func() error {
		r, err := d.engine.FPDFCatalog_GetLanguage(&requests.FPDFCatalog_GetLanguage{Document: d.doc})
		if err == nil {
			tag = r.Language
		}
		return err
	})
	return tag
}

// font is the index of a font by what the engine tells of it.
func (d *Document) font(l look) int {
	i, ok := d.known[l]
	if !ok {
		i = len(d.fonts)
		d.known[l] = i
		d.fonts = append(d.fonts, glyphs.FontOf(l.name, int64(l.flags), 0))
	}
	return i
}
