package importers

import (
	"context"
	"errors"
	"path"
	"strconv"
	"strings"

	"gloss/annotate"
)

// readDOCX reads a Word document: the text as it reads with all tracked
// changes accepted, then the notes.
func readDOCX(ctx context.Context, s source) (annotate.Article, annotate.Receipt, error) {
	var a annotate.Article
	var r annotate.Receipt
	p, err := openParts(s.data)
	if err != nil {
		return a, r, err
	}
	d := docx{ctx: ctx, parts: p, notes: map[string]*element{}}
	top, err := d.relations("")
	if err != nil {
		return a, r, err
	}
	main := top.target("officeDocument")
	if main == "" {
		main = "word/document.xml"
	}
	root, err := p.tree(main)
	if root == nil {
		if err == nil {
			err = errCut
		}
		return a, r, err
	}
	if err != nil {
		r.Add(annotate.Doubt, "the document is damaged; the text ends where the damage begins", "", 0)
	}
	if d.links, err = d.relations(main); err != nil {
		return a, r, err
	}
	if err := d.load(); err != nil {
		return a, r, err
	}
	if err := d.walk(root, look{}); err != nil {
		return a, r, err
	}
	d.flush()
	if err := d.endNotes(); err != nil {
		return a, r, err
	}
	core, err := p.tree(top.target("core-properties"))
	if err != nil && core == nil {
		return a, r, err
	}
	d.into(&a, &r, append(coreProperties(core), property{"language", d.styles.language, "language of the document's styles"}))
	return a, r, nil
}

// coreProperties are the facts in the part that Office documents keep them in.
func coreProperties(core *element) []property {
	return []property{
		{"title", core.child("dc:title").words(), "title in the document's properties"},
		{"authors", core.child("dc:creator").words(), "author in the document's properties"},
		{"published", core.child("dcterms:created").words(), "the day on which the file was made"},
		{"language", core.child("dc:language").words(), "language in the document's properties"},
	}
}

// relations are what a part refers to.
type relations []relation

type relation struct {
	id, kind, target string // kind is the last word of the type; target a part or an address
}

// relations reads those of a part; of the whole document for "".
func (d *docx) relations(part string) (relations, error) {
	folder, base := path.Split(part)
	root, err := d.parts.tree(folder + "_rels/" + base + ".rels")
	if errors.Is(err, errLarge) {
		return nil, err
	}
	var list relations
	for e := range root.all("Relationship") {
		target := e.attr("Target")
		if e.attr("TargetMode") != "External" {
			target = partName(folder, target)
		}
		list = append(list, relation{e.attr("Id"), path.Base(e.attr("Type")), target})
	}
	return list, nil
}

// target is what the first relation of a kind leads to, or "".
func (l relations) target(kind string) string {
	for _, r := range l {
		if r.kind == kind {
			return r.target
		}
	}
	return ""
}

// of is what the relation of that identifier leads to, or "".
func (l relations) of(id string) string {
	for _, r := range l {
		if r.id == id {
			return r.target
		}
	}
	return ""
}

// docx walks the parts of a Word document.
type docx struct {
	flow
	ctx     context.Context
	parts   *parts
	links   relations // of the part that is being walked
	styles  wordStyles
	numbers wordNumbers
	notes   map[string]*element // by kind and identifier: "footnote 2"
	cited   []note
	manner  manner      // of the paragraph that is being put together
	fields  []wordField // that have begun
	boxes   []*element  // text boxes that stand behind the paragraph
}

// note is a footnote or endnote that the text has cited.
type note struct {
	number string
	body   *element
	links  relations
}

// load reads the parts beside the text.
func (d *docx) load() error {
	var trees [4]*element
	for i, kind := range []string{"styles", "numbering", "footnotes", "endnotes"} {
		var err error
		if target := d.links.target(kind); target != "" {
			if trees[i], err = d.parts.tree(target); errors.Is(err, errLarge) {
				return err
			}
		}
	}
	d.styles = readWordStyles(trees[0])
	d.numbers = readWordNumbers(trees[1], d.styles)
	for _, tree := range trees[2:] {
		for _, kind := range []string{"footnote", "endnote"} {
			for e := range tree.all("w:" + kind) {
				d.notes[kind+" "+e.attr("w:id")] = e
			}
		}
	}
	for _, r := range d.links {
		what := map[string]string{
			"comments": "comments in the margin",
			"header":   "running heads and feet",
			"footer":   "running heads and feet",
		}[r.kind]
		if what == "" {
			continue
		}
		tree, err := d.parts.tree(r.target)
		if errors.Is(err, errLarge) {
			return err
		}
		if r.kind != "comments" {
			d.leave(what, tree.words())
			continue
		}
		for e := range tree.all("w:comment") {
			d.leave(what, e.attr("w:author")+": "+e.words())
		}
	}
	return nil
}

// endNotes adds the notes that the text cites, in the order of their marks.
func (d *docx) endNotes() error {
	for i := 0; i < len(d.cited); i++ { // a note may cite another
		n := d.cited[i]
		d.links = n.links
		d.manner = manner{kind: annotate.ListItem, level: 1, number: n.number + "."}
		if err := d.paragraphs(n.body, true); err != nil {
			return err
		}
	}
	return nil
}

// paragraphs adds what a container holds. The first paragraph of a note has
// the note's number before it.
func (d *docx) paragraphs(e *element, numbered bool) error {
	for _, c := range e.children {
		if numbered && c.name == "w:p" {
			m := d.manner
			if err := d.walk(c, look{}); err != nil {
				return err
			}
			if textOf(d.pieces) == "" {
				continue
			}
			d.manner, numbered = m, false
			d.flush()
			if err := d.afterParagraph(); err != nil {
				return err
			}
			continue
		}
		if err := d.element(c, look{}); err != nil {
			return err
		}
	}
	d.flush()
	return nil
}

// flush ends the paragraph, if there is one.
func (d *docx) flush() {
	d.end(d.manner)
	d.manner = manner{}
}

// foreign adds a part that is a web page, which programs put there that leave
// it to Word to make a document of it.
func (d *docx) foreign(name string) error {
	data, err := d.parts.read(name)
	if errors.Is(err, errLarge) {
		return err
	}
	if mhtmlHead.Match(data[:min(len(data), 8192)]) {
		page, err := rootPart(data)
		if err != nil {
			d.note(annotate.Doubt, "a part of the document that could not be read", name)
			return nil
		}
		data = page.body
	}
	if len(data) == 0 || isZip(data) || isBinary(data) {
		d.note(annotate.Doubt, "a part of the document that could not be read", name)
		return nil
	}
	d.flush()
	return d.chapter(data)
}

// cite adds the mark of a note.
func (d *docx) cite(kind, id string) {
	body := d.notes[kind+" "+id]
	if body == nil {
		return
	}
	delete(d.notes, kind+" "+id) // cited twice, it stands once
	n := 1
	for _, c := range d.cited {
		if strings.HasPrefix(c.body.name, "w:"+kind) {
			n++
		}
	}
	number := strconv.Itoa(n)
	if kind == "endnote" {
		number = numeral(n, "i")
	}
	links := d.links
	if part := d.links.target(kind + "s"); part != "" {
		if own, err := d.relations(part); err == nil && len(own) > 0 {
			links = own
		}
	}
	d.cited = append(d.cited, note{number, body, links})
	d.add("["+number+"]", look{})
}
