package window

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"gloss/annotate"
	"gloss/annotate/export"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/panes"
)

// preview is how an export begins, and what is to be known of all of it.
type preview struct {
	rows  [][]string // of a table: the header and up to previewRows rows, as they are written
	text  string     // of a format that is text: its beginning
	total int        // rows of codings
	risky bool       // a spreadsheet might run one of the cells as a formula
}

// previewOf shows what a person can read of a format: the CSV as it will stand in
// the file; the same table for what holds it; of reports and REFI-QDA projects
// what they have of each passage; and the text that the others are.
func previewOf(p *store.Project, format export.Format, f store.Filter, o export.Options) (preview, error) {
	switch {
	case format.Name == "csv":
		return tablePreview(p, f, o)
	case format.Name == "xlsx" || format.Name == "datapackage":
		return tablePreview(p, f, export.Options{Delimiter: ','})
	case format.Name == "html" || format.Binary:
		return passagePreview(p, f)
	}
	first, err := tablePreview(p, f, export.Options{Delimiter: ','})
	if err != nil {
		return first, err
	}
	first.rows = nil
	out := &beginning{}
	if err := app.Export(context.Background(), p, out, format, f, o); err != nil && !errors.Is(err, errEnough) {
		return first, err
	}
	first.text = out.String()
	return first, nil
}

// tablePreview writes the first rows as the export will, and reads them back.
func tablePreview(p *store.Project, f store.Filter, o export.Options) (first preview, err error) {
	if o.Variables, err = p.Variables(); err != nil {
		return first, err
	}
	o.BOM = false // csv.Reader would take it for a part of the first name
	var out bytes.Buffer
	begin := func(yield func(annotate.Coding, error) bool) {
		for c, err := range p.Codings(f) {
			first.total++
			first.risky = first.risky || risky(&c)
			if first.total <= previewRows || err != nil {
				if !yield(c, err) {
					return
				}
			}
		}
	}
	if err := export.CSV(&out, begin, o); err != nil {
		return first, err
	}
	r := csv.NewReader(&out)
	r.Comma = o.Delimiter
	first.rows, err = r.ReadAll()
	return first, err
}

// passageColumnNames head what passagePreview gives.
var passageColumnNames = []string{"tag_path", "quote", "source", "coder", "note"}

// passagePreview has the tag, the passage and the citation of each row.
func passagePreview(p *store.Project, f store.Filter) (first preview, err error) {
	first.rows = [][]string{passageColumnNames}
	for c, err := range p.Codings(f) {
		if err != nil {
			return first, err
		}
		if first.total++; first.total <= previewRows {
			first.rows = append(first.rows, []string{c.TagPath, c.Quote, c.Citation(), c.Coder, c.Note})
		}
	}
	return first, nil
}

// errEnough ends an export of which only the beginning is wanted.
var errEnough = errors.New("enough for a preview")

// beginning keeps the first bytes that are written to it, and then fails.
type beginning struct{ bytes.Buffer }

// Write takes what there is room for.
func (b *beginning) Write(p []byte) (int, error) {
	const room, line = 8000, 1200 // of a longer line the middle is left out
	for l := range strings.Lines(string(p)) {
		if len(l) > line {
			l = l[:line/2] + " … " + l[len(l)-line/2:]
		}
		l = strings.ToValidUTF8(l, "")
		b.WriteString(l)
	}
	if b.Len() > room {
		return 0, errEnough
	}
	return len(p), nil
}

// risky reports whether a guard would change one of the coding's cells.
func risky(c *annotate.Coding) bool {
	cells := []string{c.Article, strings.Join(c.Authors, "; "), c.Site, c.URL, c.SourceFile, c.Tag, c.TagPath, c.Quote, c.Note, c.Coder}
	for _, v := range c.Variables {
		cells = append(cells, v.Value)
	}
	return !export.Guarded(cells)
}

// show shows a preview.
func (e *exportSheet) show(first preview) {
	e.rows, e.risky = first.rows, first.risky
	if first.rows == nil {
		e.rows = [][]string{nil}
	}
	for i, name := range e.rows[0] {
		width, ok := columnWidths[name]
		if !ok {
			width = 90
		}
		e.table.SetColumnWidth(i, width)
	}
	e.text.SetText(first.text)
	panes.SetVisible(e.table, first.text == "")
	panes.SetVisible(e.text, first.text != "")
	switch {
	case e.chosen().Name == "qdc" || e.chosen().Name == "codebook":
		e.about.SetText(say("The codebook alone; the file begins so:"))
	case first.total == 0:
		e.about.SetText(say("There are no highlights to export with this choice."))
	case first.text != "":
		e.about.SetText(say("%s; the file begins so:", count(first.total, "tagged passage")))
	case slices.Equal(first.rows[0], passageColumnNames):
		e.about.SetText(say("%s go into it. The first:", count(first.total, "tagged passage")))
	case first.total > previewRows:
		e.about.SetText(say("%s, one for each highlight and tag. These are the first %d:", count(first.total, "row"), previewRows))
	default:
		e.about.SetText(say("%s, one for each highlight and tag:", count(first.total, "row")))
	}
	e.divide()
	e.table.Refresh()
}

// divide gives the options of the format the room that they want.
func (e *exportSheet) divide() {
	if c := e.content; c != nil {
		c.Layout.Layout(c.Objects, c.Size())
	}
}

// optionsAbove sets a scroller over the preview, as high as the options in it
// are, but no higher than leaves some rows of the preview.
type optionsAbove struct{ options fyne.CanvasObject }

const previewLeast = 120

// Layout is part of fyne.Layout.
func (l *optionsAbove) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	high := min(l.options.MinSize().Height, max(size.Height-previewLeast, 0))
	objects[0].Resize(fyne.NewSize(size.Width, high))
	objects[0].Move(fyne.Position{})
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-high))
	objects[1].Move(fyne.NewPos(0, high))
}

// MinSize is that of the options at their least, and of a little of the preview.
func (l *optionsAbove) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(l.options.MinSize().Width, objects[1].MinSize().Width), 2*previewLeast)
}
