package importers

import (
	"strconv"
	"strings"

	"gloss/annotate"
)

// silent are the elements of a Word document that hold no text of their own.
var silent = map[string]bool{
	"w:pPr": true, "w:rPr": true, "w:tblPr": true, "w:trPr": true, "w:tcPr": true, "w:tblGrid": true,
	"w:sectPr": true, "w:sdtPr": true, "w:sdtEndPr": true, "w:instrText": true, "w:delInstrText": true,
	"w:fldData": true, "mc:Fallback": true, "m:ctrlPr": true, "m:rPr": true,
}

// wordField is a field that has begun, such as a link: first its instruction,
// then what it shows.
type wordField struct {
	instruction strings.Builder
	shows       bool
	url         string
}

// walk adds the children of e.
func (d *docx) walk(e *element, l look) error {
	for _, c := range e.children {
		if err := d.element(c, l); err != nil {
			return err
		}
	}
	return nil
}

// element adds an element of the text. One that is not known may hold some
// that are.
func (d *docx) element(e *element, l look) error {
	switch e.name {
	case "w:p":
		return d.paragraph(e)
	case "w:tbl":
		return d.table(e)
	case "w:r":
		return d.run(e, l)
	case "w:hyperlink":
		if url := d.links.of(e.attr("r:id")); url != "" {
			l.url = url
		}
	case "w:fldSimple":
		if url := linkField(e.attr("w:instr")); url != "" {
			l.url = url
		}
	case "w:del":
		d.leave("text whose deletion is tracked", deleted(e))
		return nil
	case "w:moveFrom": // it stands where it was moved to
		return nil
	case "w:altChunk":
		return d.foreign(d.links.of(e.attr("r:id")))
	case "m:oMath":
		d.math(e, l)
		return nil
	}
	if silent[e.name] {
		return nil
	}
	return d.walk(e, l)
}

func deleted(e *element) string {
	var b strings.Builder
	for t := range e.all("w:delText") {
		b.WriteString(innerOf(t))
	}
	return b.String()
}

// innerOf is the characters directly in e.
func innerOf(e *element) string {
	var b strings.Builder
	for _, c := range e.children {
		b.WriteString(c.text)
	}
	return b.String()
}

func (d *docx) paragraph(p *element) error {
	if err := d.ctx.Err(); err != nil {
		return err
	}
	properties := p.child("w:pPr")
	style := properties.child("w:pStyle").attr("w:val")
	joined := textOf(d.pieces) != "" && d.cells == 0 // to a paragraph that goes on
	if !joined {
		d.manner = d.styles.manner(style, properties)
		if num, level := d.styles.numbering(style, properties); num != "" {
			d.number(num, level)
		}
	}
	if err := d.walk(p, d.styles.look(style, d.manner.kind)); err != nil {
		return err
	}
	if goesOn(properties) && d.cells == 0 {
		return nil
	}
	if d.cells > 0 {
		d.end(manner{})
	} else {
		d.flush()
	}
	return d.afterParagraph()
}

// goesOn reports whether the next paragraph belongs to this one: its end was
// deleted, or it is a large first letter.
func goesOn(properties *element) bool {
	drop := properties.child("w:framePr").attr("w:dropCap")
	return properties.child("w:rPr", "w:del") != nil || drop != "" && drop != "none"
}

// afterParagraph adds the text boxes that are anchored in the paragraph.
func (d *docx) afterParagraph() error {
	boxes := d.boxes
	d.boxes = nil
	for _, b := range boxes {
		if err := d.walk(b, look{}); err != nil {
			return err
		}
	}
	return nil
}

// number makes the paragraph an item of its list. A heading stays one, with its
// number.
func (d *docx) number(num string, level int) {
	number, found := d.numbers.next(num, level)
	if !found {
		return
	}
	d.manner.number = number
	if d.manner.kind == "" {
		d.manner.kind, d.manner.level = annotate.ListItem, level+1
	}
}

func (d *docx) run(r *element, l look) error {
	properties := r.child("w:rPr")
	if on(properties.child("w:vanish")) {
		d.leave("hidden text", r.words())
		return nil
	}
	l = d.styles.runLook(properties, l)
	for _, c := range r.children {
		if err := d.runChild(c, l); err != nil {
			return err
		}
	}
	return nil
}

func (d *docx) runChild(e *element, l look) error {
	for _, f := range d.fields {
		if !f.shows {
			if e.name == "w:instrText" {
				d.fields[len(d.fields)-1].instruction.WriteString(innerOf(e))
				return nil
			}
			if e.name != "w:fldChar" {
				return nil
			}
		} else if f.url != "" {
			l.url = f.url
		}
	}
	switch e.name {
	case "w:t":
		d.add(innerOf(e), l)
	case "w:br", "w:cr":
		d.add("\n", look{})
	case "w:tab", "w:ptab":
		d.add("\t", look{})
	case "w:noBreakHyphen":
		d.add("\u2011", l)
	case "w:sym":
		d.add(symbol(e.attr("w:font"), e.attr("w:char")), l)
	case "w:fldChar":
		d.field(e.attr("w:fldCharType"))
	case "w:footnoteReference":
		d.cite("footnote", e.attr("w:id"))
	case "w:endnoteReference":
		d.cite("endnote", e.attr("w:id"))
	case "w:delText":
		d.leave("text whose deletion is tracked", innerOf(e))
	case "w:rt":
		d.add("(", l)
		err := d.walk(e, l)
		d.add(")", l)
		return err
	case "mc:AlternateContent":
		return d.alternative(e, l)
	case "w:drawing", "w:pict", "w:object":
		d.drawing(e)
	default:
		return d.element(e, l)
	}
	return nil
}

// alternative adds what has an older form beside it. A drawing counts in its
// new form; of anything else, such as an emoji, only the older is known.
func (d *docx) alternative(e *element, l look) error {
	for range e.child("mc:Choice").all("w:drawing") {
		d.drawing(e)
		return nil
	}
	if old := e.child("mc:Fallback"); old != nil {
		for _, c := range old.children {
			if err := d.runChild(c, l); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *docx) field(kind string) {
	last := len(d.fields) - 1
	switch {
	case kind == "begin" && last < maxDepth:
		d.fields = append(d.fields, wordField{})
	case kind == "separate" && last >= 0:
		f := &d.fields[last]
		f.shows, f.url = true, linkField(f.instruction.String())
	case kind == "end" && last >= 0:
		d.fields = d.fields[:last]
	}
}

// linkField is the address in a field's instruction, or "".
func linkField(instruction string) string {
	rest, found := strings.CutPrefix(strings.TrimSpace(instruction), "HYPERLINK")
	if !found {
		return ""
	}
	rest = strings.TrimSpace(rest)
	if rest, found = strings.CutPrefix(rest, `"`); found {
		rest, _, _ = strings.Cut(rest, `"`)
		return rest
	}
	rest, _, _ = strings.Cut(rest, " ")
	return rest
}

// drawing keeps the text boxes of a drawing for the end of the paragraph, and
// notes what pictures are said to show.
func (d *docx) drawing(e *element) {
	switch e.name {
	case "w:txbxContent":
		d.boxes = append(d.boxes, e)
		return
	case "mc:Fallback": // the same in an older form
		return
	case "wp:docPr":
		d.leave("descriptions of pictures", e.attr("descr"))
	case "v:shape":
		d.leave("descriptions of pictures", e.attr("alt"))
	}
	for _, c := range e.children {
		d.drawing(c)
	}
}

// table adds the rows of a table. A table of one column only lays out the page.
func (d *docx) table(t *element) error {
	rows := tableRows(t)
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row.cells))
	}
	if d.cells > 0 || columns < 2 {
		for _, row := range rows {
			for _, cell := range row.cells {
				if err := d.walk(cell, look{}); err != nil {
					return err
				}
			}
		}
		return nil
	}
	for _, row := range rows {
		for i, cell := range row.cells {
			if i > 0 {
				d.tab()
			}
			d.cells++
			err := d.walk(cell, look{})
			d.cells--
			if err != nil {
				return err
			}
			if span, err := strconv.Atoi(cell.child("w:tcPr", "w:gridSpan").attr("w:val")); err == nil {
				for range min(span, 50) - 1 {
					d.tab()
				}
			}
		}
		d.row(on(row.properties.child("w:tblHeader")))
		if err := d.afterParagraph(); err != nil {
			return err
		}
	}
	return nil
}

type wordRow struct {
	properties *element
	cells      []*element
}

// tableRows finds the rows and cells of a table, which may stand in wrappers.
func tableRows(t *element) []wordRow {
	var rows []wordRow
	var walk func(*element)
	walk = func(e *element) {
		for _, c := range e.children {
			switch c.name {
			case "w:tr":
				rows = append(rows, wordRow{properties: c.child("w:trPr")})
				walk(c)
			case "w:tc":
				if n := len(rows); n > 0 {
					rows[n-1].cells = append(rows[n-1].cells, c)
				}
			default:
				if !silent[c.name] {
					walk(c)
				}
			}
		}
	}
	walk(t)
	return rows
}

// math adds a formula in one line.
func (d *docx) math(e *element, l look) {
	before := map[string]string{"m:den": "/", "m:sup": "^", "m:sub": "_"}[e.name]
	if before != "" && len(e.children) > 0 {
		d.add(before, l)
	}
	if e.name == "m:t" || e.name == "w:t" {
		d.add(innerOf(e), l)
	}
	for _, c := range e.children {
		if !silent[c.name] {
			d.math(c, l)
		}
	}
}

// symbolFont are the characters of the font Symbol from A to z.
const symbolFont = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ"

// symbol is a character that is named by its place in a font of symbols.
func symbol(font, place string) string {
	n, err := strconv.ParseUint(place, 16, 21)
	if err != nil {
		return ""
	}
	c := rune(n)
	if c >= 0xF000 && c <= 0xF0FF {
		c -= 0xF000
	}
	letters := []rune(symbolFont)
	switch {
	case strings.EqualFold(font, "Symbol") && c >= 'A' && c <= 'z':
		return string(letters[c-'A'])
	case strings.HasPrefix(strings.ToLower(font), "wingdings"), strings.EqualFold(font, "Webdings"), strings.EqualFold(font, "Symbol"):
		if c < 0x100 {
			return map[rune]string{
				0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0xA7: "▪", 0xA8: "◻", 0xB7: "•", 0xD8: "➢",
				0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
			}[c]
		}
	}
	return string(c)
}
