package importers

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"gloss/annotate"
)

// readODT reads an OpenDocument text: the text as it reads with all tracked
// changes accepted, then the notes.
func readODT(ctx context.Context, s source) (annotate.Article, annotate.Receipt, error) {
	var a annotate.Article
	var r annotate.Receipt
	p, err := openParts(s.data)
	if err != nil {
		return a, r, err
	}
	manifest, err := p.tree("META-INF/manifest.xml")
	if errors.Is(err, errLarge) {
		return a, r, err
	}
	for range manifest.all("encryption-data") {
		return a, r, errors.New("it is locked by a password; open it in its program and save it without one")
	}
	content, err := p.tree("content.xml")
	if content == nil {
		if err == nil {
			err = errCut
		}
		return a, r, err
	}
	if err != nil {
		r.Add(annotate.Doubt, "the document is damaged; the text ends where the damage begins", "", 0)
	}
	styles, err := p.tree("styles.xml")
	if errors.Is(err, errLarge) {
		return a, r, err
	}
	meta, err := p.tree("meta.xml")
	if errors.Is(err, errLarge) {
		return a, r, err
	}
	d := odt{ctx: ctx, parts: p, styles: readODTStyles(styles, content), counts: map[string][]int{}}
	if err := d.blocks(content.child("office:body"), odtPlace{}); err != nil {
		return a, r, err
	}
	for i := 0; i < len(d.cited); i++ { // a note may cite another
		if err := d.note(d.cited[i]); err != nil {
			return a, r, err
		}
	}
	facts := meta.child("office:meta")
	d.into(&a, &r, []property{
		{"title", facts.child("dc:title").words(), "title in the document's properties"},
		{"authors", facts.child("meta:initial-creator").words(), "author in the document's properties"},
		{"authors", facts.child("dc:creator").words(), "who last changed the document"},
		{"published", facts.child("meta:creation-date").words(), "the day on which the file was made"},
		{"language", facts.child("dc:language").words(), "language in the document's properties"},
	})
	return a, r, nil
}

// odt walks an OpenDocument text.
type odt struct {
	flow
	ctx    context.Context
	parts  *parts
	styles odtStyles
	counts map[string][]int // of the items of each list, by its style, per level
	cited  []odtNote
	boxes  []*element // text boxes that stand behind the paragraph
	last   byte       // last byte of the paragraph; white space after white space is not seen
}

type odtNote struct {
	number string
	body   *element
}

// odtPlace is where a block stands.
type odtPlace struct {
	list   string // style of the list
	level  int    // nesting depth of lists
	number string // of the item, before its first paragraph
	item   bool   // the paragraph is the first of an item
}

// odtAside are elements that are no part of the text.
var odtAside = map[string]bool{
	"text:tracked-changes": true, "text:sequence-decls": true, "text:variable-decls": true,
	"text:user-field-decls": true, "office:forms": true, "text:table-of-content-source": true,
	"text:alphabetical-index-source": true, "text:illustration-index-source": true,
	"text:table-index-source": true, "text:bibliography-source": true, "text:user-index-source": true,
	"text:object-index-source": true, "office:settings": true,
}

// blocks adds the blocks that e holds.
func (d *odt) blocks(e *element, at odtPlace) error {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if err := d.ctx.Err(); err != nil {
			return err
		}
		var err error
		switch {
		case c.name == "text:p" || c.name == "text:h":
			err = d.paragraph(c, &at)
		case c.name == "text:list":
			err = d.list(c, at)
		case c.name == "table:table":
			err = d.table(c)
		case c.name == "text:tracked-changes":
			for deletion := range c.all("text:deletion") {
				d.leave("text whose deletion is tracked", deletion.withoutInfo())
			}
		case c.name == "office:annotation":
			d.comment(c)
		case strings.HasPrefix(c.name, "draw:"):
			d.drawing(c)
			err = d.afterParagraph()
		case c.name != "" && !odtAside[c.name]:
			err = d.blocks(c, at)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// withoutInfo is the text of a change or comment without who made it and when.
func (e *element) withoutInfo() string {
	rest := element{name: e.name}
	for _, c := range e.children {
		if c.name != "office:change-info" && c.name != "dc:creator" && c.name != "dc:date" && c.name != "meta:creator-initials" && c.name != "meta:date-string" {
			rest.children = append(rest.children, c)
		}
	}
	return rest.words()
}

func (d *odt) comment(c *element) {
	text := c.withoutInfo()
	if who := c.child("dc:creator").words(); who != "" && text != "" {
		text = who + ": " + text
	}
	d.leave("comments in the margin", text)
}

func (d *odt) paragraph(p *element, at *odtPlace) error {
	style := p.attr("text:style-name")
	m := d.styles.manner(style)
	if p.name == "text:h" && !m.title {
		level, err := strconv.Atoi(p.attr("text:outline-level"))
		if err != nil {
			level = 1
		}
		m = manner{kind: annotate.Heading, level: min(max(level, 1), 6)}
	}
	if at.item {
		m.number = at.number
		if m.kind == "" {
			m.kind, m.level = annotate.ListItem, at.level
		}
	}
	d.last = ' '
	var l look
	if m.kind != annotate.Heading {
		l = d.styles.look(style, l)
	}
	if err := d.inline(p, l); err != nil {
		return err
	}
	if textOf(d.pieces) != "" {
		at.item = false // what follows in the item are paragraphs
	}
	d.end(m)
	return d.afterParagraph()
}

// afterParagraph adds the text boxes that are anchored in the paragraph.
func (d *odt) afterParagraph() error {
	boxes := d.boxes
	d.boxes = nil
	for _, b := range boxes {
		if err := d.blocks(b, odtPlace{}); err != nil {
			return err
		}
	}
	return nil
}

// write adds characters.
func (d *odt) write(s string, l look) {
	if s != "" {
		d.add(s, l)
		d.last = s[len(s)-1]
	}
}

// text adds a text of the document, in which a run of white space is a space.
func (d *odt) text(s string, l look) {
	var b strings.Builder
	last := d.last
	for _, c := range s {
		if c == '\n' || c == '\t' || c == '\r' {
			c = ' '
		}
		if c == ' ' && last == ' ' {
			continue
		}
		b.WriteRune(c)
		last = byte(min(c, 0x7f))
	}
	d.write(b.String(), l)
	d.last = last
}

// inline adds what a paragraph holds.
func (d *odt) inline(e *element, l look) error {
	for _, c := range e.children {
		inner := l
		switch c.name {
		case "":
			d.text(c.text, l)
			continue
		case "text:span":
			inner = d.styles.look(c.attr("text:style-name"), l)
		case "text:a":
			inner.url = c.attr("xlink:href")
		case "text:s":
			n, err := strconv.Atoi(c.attr("text:c"))
			if err != nil {
				n = 1
			}
			d.write(strings.Repeat(" ", min(max(n, 1), 100)), l)
			d.last = 0 // these spaces are meant
			continue
		case "text:tab":
			d.write("\t", look{})
			continue
		case "text:line-break":
			d.write("\n", look{})
			d.last = ' '
			continue
		case "text:note":
			d.cite(c)
			continue
		case "office:annotation":
			d.comment(c)
			continue
		case "text:ruby-text":
			d.write("(", l)
			err := d.inline(c, l)
			d.write(")", l)
			if err != nil {
				return err
			}
			continue
		}
		switch {
		case strings.HasPrefix(c.name, "draw:"):
			d.drawing(c)
		case !odtAside[c.name] && c.name != "office:annotation-end":
			if err := d.inline(c, inner); err != nil {
				return err
			}
		}
	}
	return nil
}

// cite adds the mark of a note.
func (d *odt) cite(n *element) {
	number := n.child("text:note-citation").words()
	if number == "" {
		number = strconv.Itoa(len(d.cited) + 1)
	}
	if body := n.child("text:note-body"); body != nil {
		d.cited = append(d.cited, odtNote{number, body})
	}
	d.write("["+number+"]", look{})
}

// note adds a note with its number, at the end.
func (d *odt) note(n odtNote) error {
	return d.blocks(n.body, odtPlace{level: 1, number: n.number + ".", item: true})
}

// drawing keeps the text boxes of a drawing for the end of the paragraph, adds
// formulas, and notes what pictures are said to show.
func (d *odt) drawing(e *element) {
	switch e.name {
	case "draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:g":
		d.boxes = append(d.boxes, e)
		return
	case "svg:title", "svg:desc":
		d.leave("descriptions of pictures", e.words())
		return
	case "draw:object":
		d.formula(e)
	}
	for _, c := range e.children {
		d.drawing(c)
	}
}

// formula adds the text of an embedded formula.
func (d *odt) formula(object *element) {
	root := object.child("math")
	if href := object.attr("xlink:href"); root == nil && href != "" {
		root, _ = d.parts.tree(partName("", href) + "/content.xml") // one that cannot be read shows nothing
	}
	if root == nil || root.name != "math" {
		return
	}
	var b strings.Builder
	var walk func(*element)
	walk = func(e *element) {
		if e.name == "annotation" {
			return
		}
		b.WriteString(e.text)
		for _, c := range e.children {
			walk(c)
		}
	}
	walk(root)
	d.write(strings.Join(strings.Fields(b.String()), ""), look{})
}
