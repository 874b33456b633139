package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"gloss/annotate"
)

// docxReport writes a report as a document for Word and LibreOffice
// (WordprocessingML, ECMA-376): headings that the navigation pane knows, every
// article as a table of two columns, its text and its margin, page numbers. A
// stretch under several tags has their colours in layers, since a run can have
// one only. Links lead from numbers to the margin and from citations to the
// text.
func docxReport(w io.Writer, p Project, o Options) error {
	a := newArchive(w)
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", docxTypes},
		{"_rels/.rels", docxRoot},
		{"word/_rels/document.xml.rels", docxRelations},
		{"word/styles.xml", docxStyles},
		{"word/footer1.xml", docxFooter},
	} {
		if err := a.add(part.name, part.content); err != nil {
			return err
		}
	}
	out, err := a.create("word/document.xml")
	if err != nil {
		return err
	}
	r := &docxWriter{newReporter(p, o.Parts), wordWriter{bufio.NewWriterSize(out, 1<<16)}, 0, map[string]int{}}
	if err := r.document(); err != nil {
		return err
	}
	if err := r.Flush(); err != nil {
		return err
	}
	return a.close()
}

// docxWriter is a document under way. Its writer keeps the first error for
// Flush.
type docxWriter struct {
	*reporter
	wordWriter
	articles int            // so far
	anchors  map[string]int // running number of a highlight, for links
}

func (r *docxWriter) document() error {
	r.WriteString(xlsxHead + `<w:document xmlns:w="` + docxMain + `" xmlns:r="` + xlsxRel + `"><w:body>`)
	r.paragraph(look{style: "Title"}, run{text: r.project.Name})
	r.legend()
	if r.parts != PassagesPart && len(r.project.Articles) > 0 {
		r.paragraph(look{style: "Heading1"}, run{text: "Articles"})
		for i := range r.project.Articles {
			title := titleOf(&r.project.Articles[i].Article)
			r.paragraph(look{style: "Margin"}, run{text: strconv.Itoa(i+1) + ".  "}, run{text: title, link: "a" + strconv.Itoa(i+1)})
		}
	}
	begin := func() {
		r.paragraph(look{style: "Heading1", newPage: true}, run{text: "Passages by tag"})
	}
	if err := r.tour(r.article, begin, r.tagged); err != nil {
		return err
	}
	r.paragraph(look{style: "Margin"}) // a document does not end in a table
	_, err := r.WriteString(docxPage + "</w:body></w:document>")
	return err
}

func (r *docxWriter) legend() {
	if len(r.project.Codebook) == 0 {
		return
	}
	r.paragraph(look{style: "Heading1"}, run{text: "Codebook"})
	var list func(parent string, depth int)
	list = func(parent string, depth int) {
		for _, t := range r.project.Codebook.Children(parent) {
			r.paragraph(look{style: "Margin", edge: t.Color, indent: depth}, run{text: t.Name, bold: true}, run{text: strings.TrimRight("  "+t.Description, " ")})
			list(t.ID, depth+1)
		}
	}
	list("", 0)
}

// blockStyles are the styles of the kinds of blocks.
var blockStyles = map[annotate.Kind]string{
	annotate.Paragraph: "Text", annotate.Heading: "TextHeading", annotate.ListItem: "TextItem", annotate.Blockquote: "TextQuote",
	annotate.Caption: "TextCaption", annotate.TableRow: "TextTable", annotate.Preformatted: "TextTable",
}

func (r *docxWriter) article(t *reading) error {
	r.articles++
	a := &t.article
	r.paragraph(look{style: "Heading1", newPage: true, mark: "a" + strconv.Itoa(r.articles)}, run{text: titleOf(a)})
	about := aboutArticle(a)
	if a.URL != "" {
		about = append(about, a.URL)
	}
	r.paragraph(look{style: "About"}, run{text: strings.Join(about, " · ")})
	for i := range t.all {
		r.anchors[t.all[i].HighlightID] = len(r.anchors) + 1
	}
	if len(a.Blocks) == 0 {
		return nil
	}
	r.WriteString(docxTable)
	page := 0
	for i, b := range a.Blocks {
		next := t.next(i)
		var runs []run
		t.block(b.Span, next, func(text string, cover []int) {
			shade := ""
			if cover != nil {
				shade = layered(r.covering(t, cover))
			}
			runs = append(runs, run{text: text, shade: shade})
		}, func(i int) {
			n := r.anchors[t.all[i].HighlightID]
			if k := len(runs); k > 0 && runs[k-1].raised {
				runs = append(runs, run{text: ",", raised: true})
			}
			runs = append(runs, run{text: strconv.Itoa(i + 1), raised: true, link: fmt.Sprint("m", n), mark: fmt.Sprint("h", n)})
		})
		r.WriteString(docxRow)
		r.paragraph(look{style: blockStyles[b.Kind]}, runs...)
		r.WriteString(docxNextCell)
		empty := true
		if b.Page != page {
			page, empty = b.Page, false
			r.paragraph(look{style: "Margin"}, run{text: "p. " + strconv.Itoa(page)})
		}
		t.margin(next, func(i int) {
			empty = false
			r.stripe(&t.all[i], i+1)
		})
		if empty {
			r.paragraph(look{style: "Margin"}) // a cell has at least one paragraph
		}
		r.WriteString("</w:tc></w:tr>")
	}
	_, err := r.WriteString("</w:tbl>")
	return err
}

// stripe is a highlight in the margin.
func (r *docxWriter) stripe(h *passage, number int) {
	n := r.anchors[h.HighlightID]
	edge := r.colors(h)[0]
	r.paragraph(look{style: "Margin", edge: edge, mark: fmt.Sprint("m", n)},
		run{text: strconv.Itoa(number), link: fmt.Sprint("h", n)}, run{text: " " + tagList(h), bold: true}, run{text: " · " + h.Coder})
	if h.Note != "" {
		r.paragraph(look{style: "Margin", edge: edge}, run{text: h.Note, italic: true})
	}
}

// tagged writes all passages of a tag; "" are those without.
func (r *docxWriter) tagged(path string, all annotate.Codings) error {
	title, color := r.heading(path)
	r.paragraph(look{style: "Heading2", edge: color}, run{text: title})
	for c, err := range all {
		if err != nil {
			return err
		}
		r.paragraph(look{style: "Passage"}, run{text: c.Quote})
		about := []run{{text: c.Citation()}, {text: " · " + articleLine(&c)}}
		if n := r.number[c.HighlightID]; n > 0 {
			about[0].link = fmt.Sprint("h", r.anchors[c.HighlightID])
			about = append(about, run{text: ", no. " + strconv.Itoa(n)})
		}
		r.paragraph(look{style: "Source"}, append(about, run{text: " · " + c.Coder})...)
		if c.Note != "" {
			r.paragraph(look{style: "Source"}, run{text: c.Note, italic: true})
		}
	}
	return nil
}
