package export

import (
	"bufio"
	_ "embed"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// What a document for Word is made of: its unchanging parts, paragraphs and runs.

const (
	docxMain  = `http://schemas.openxmlformats.org/wordprocessingml/2006/main`
	docxMIME  = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
	docxTypes = xlsxHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + docxMIME + `document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="` + docxMIME + `styles+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="` + docxMIME + `footer+xml"/></Types>`
	docxRoot = xlsxHead + `<Relationships xmlns="` + xlsxRels + `">` +
		`<Relationship Id="rId1" Type="` + xlsxRel + `/officeDocument" Target="word/document.xml"/></Relationships>`
	docxRelations = xlsxHead + `<Relationships xmlns="` + xlsxRels + `">` +
		`<Relationship Id="rId1" Type="` + xlsxRel + `/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="` + xlsxRel + `/footer" Target="footer1.xml"/></Relationships>`
	docxFooter = xlsxHead + `<w:ftr xmlns:w="` + docxMain + `"><w:p><w:pPr><w:pStyle w:val="Margin"/><w:jc w:val="center"/></w:pPr>` +
		`<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>`

	// A4 with margins of 2 cm leaves 9,638 twentieths of a point.
	docxPage = `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`
	docxTable = `<w:tbl><w:tblPr><w:tblW w:w="9638" w:type="dxa"/><w:tblLayout w:type="fixed"/>` +
		`<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
		`<w:tblGrid><w:gridCol w:w="6600"/><w:gridCol w:w="3038"/></w:tblGrid>` + "\n"
	docxRow      = `<w:tr><w:tc><w:tcPr><w:tcW w:w="6600" w:type="dxa"/></w:tcPr>`
	docxNextCell = `</w:tc><w:tc><w:tcPr><w:tcW w:w="3038" w:type="dxa"/><w:tcMar><w:left w:w="400" w:type="dxa"/></w:tcMar></w:tcPr>`
)

//go:embed word.styles.xml
var docxStyles string

// look is how a paragraph looks.
type look struct {
	style   string
	newPage bool
	edge    string // #RRGGBB of a bar at its side
	indent  int    // steps
	mark    string // a name to link to: a letter of marks and a number
}

// run is characters of a paragraph that look alike.
type run struct {
	text                 string
	bold, italic, raised bool
	shade                string // RRGGBB behind the characters
	link                 string // the name of a mark to go to
	mark                 string // a name of its own
}

// marks are the letters with which the names of marks begin: an article, a
// highlight in the text, and one in the margin.
const marks = "ahm"

// wordWriter writes paragraphs. Its writer keeps the first error for Flush.
type wordWriter struct{ *bufio.Writer }

// paragraph writes a paragraph; properties stand in the order that the schema
// asks for.
func (w wordWriter) paragraph(l look, runs ...run) {
	w.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + l.style + `"/>`)
	if l.newPage {
		w.WriteString(`<w:pageBreakBefore/>`)
	}
	backwards := false
	for _, x := range runs {
		if d := direction(x.text); d != 0 {
			backwards = d < 0
			break
		}
	}
	if l.edge != "" {
		side := "left"
		if backwards {
			side = "right"
		}
		w.WriteString(`<w:pBdr><w:` + side + ` w:val="single" w:sz="36" w:space="6" w:color="` + l.edge[1:] + `"/></w:pBdr>`)
	}
	if backwards {
		w.WriteString(`<w:bidi/>`)
	}
	if l.edge != "" || l.indent > 0 {
		fmt.Fprintf(w, `<w:ind w:left="%d"/>`, 160+400*min(l.indent, 8))
	}
	w.WriteString(`</w:pPr>`)
	w.name(l.mark)
	for _, x := range runs {
		w.run(x, backwards)
	}
	w.WriteString("</w:p>\n")
}

// name puts a mark down.
func (w wordWriter) name(mark string) {
	if mark == "" {
		return
	}
	n, _ := strconv.Atoi(mark[1:])
	id := len(marks)*n + strings.IndexByte(marks, mark[0])
	fmt.Fprintf(w, `<w:bookmarkStart w:id="%d" w:name="%s"/><w:bookmarkEnd w:id="%d"/>`, id, mark, id)
}

func (w wordWriter) run(x run, backwards bool) {
	w.name(x.mark)
	if x.link != "" {
		w.WriteString(`<w:hyperlink w:anchor="` + x.link + `">`)
	}
	w.WriteString(`<w:r><w:rPr>`)
	if x.bold {
		w.WriteString(`<w:b/>`)
	}
	if x.italic {
		w.WriteString(`<w:i/>`)
	}
	if x.shade != "" {
		w.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="` + x.shade + `"/>`)
	}
	if x.raised {
		w.WriteString(`<w:vertAlign w:val="superscript"/>`)
	}
	if backwards {
		w.WriteString(`<w:rtl/>`)
	}
	w.WriteString(`</w:rPr>`)
	for s := x.text; s != ""; {
		switch i := strings.IndexAny(s, "\n\t"); {
		case i == 0 && s[0] == '\n':
			w.WriteString(`<w:br/>`)
			s = s[1:]
		case i == 0:
			w.WriteString(`<w:tab/>`)
			s = s[1:]
		default:
			if i < 0 {
				i = len(s)
			}
			w.WriteString(`<w:t xml:space="preserve">`)
			xml.EscapeText(w, []byte(s[:i])) // the error stays in the writer
			w.WriteString(`</w:t>`)
			s = s[i:]
		}
	}
	w.WriteString(`</w:r>`)
	if x.link != "" {
		w.WriteString(`</w:hyperlink>`)
	}
}

// direction is that of the first letter of s: 1 from left to right, -1 from
// right to left, 0 without letters.
func direction(s string) int {
	for _, r := range s {
		if unicode.IsLetter(r) {
			if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) {
				return -1
			}
			return 1
		}
	}
	return 0
}

// layered are thin layers of the colours #RRGGBB on white, one over the other,
// as RRGGBB: the more of them, the darker.
func layered(colors []string) string {
	const strength = 0x44 // of 255, as in the HTML
	at := [3]int{255, 255, 255}
	for _, c := range colors {
		for i := range at {
			v, _ := strconv.ParseUint(c[1+2*i:3+2*i], 16, 8)
			at[i] = (int(v)*strength + at[i]*(255-strength)) / 255
		}
	}
	return fmt.Sprintf("%02X%02X%02X", at[0], at[1], at[2])
}
