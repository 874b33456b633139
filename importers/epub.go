package importers

import (
	"context"
	"errors"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"gloss/annotate"
)

// readEPUB reads a book: all the text of its chapters, in the order in which
// they are meant to be read.
func readEPUB(ctx context.Context, s source) (annotate.Article, annotate.Receipt, error) {
	var a annotate.Article
	var r annotate.Receipt
	p, err := openParts(s.data)
	if err != nil {
		return a, r, err
	}
	container, err := p.tree("META-INF/container.xml")
	if errors.Is(err, errLarge) {
		return a, r, err
	}
	place := ""
	for e := range container.all("rootfile") {
		place = partName("", e.attr("full-path"))
		break
	}
	book, err := p.tree(place)
	if book == nil {
		if err == nil {
			err = errCut
		}
		return a, r, err
	}
	if locked, err := isLocked(p, book, place); err != nil || locked {
		if locked {
			err = errors.New("its text is locked by its seller; import a copy that is not protected")
		}
		return a, r, err
	}
	var f flow
	missing := 0
	for _, chapter := range spine(book, path.Dir(place)) {
		if err := ctx.Err(); err != nil {
			return a, r, err
		}
		data, err := p.read(chapter)
		if errors.Is(err, errLarge) {
			return a, r, err
		}
		if err != nil || len(data) == 0 {
			missing++
			continue
		}
		if err := f.chapter(data); err != nil {
			return a, r, err
		}
	}
	if missing > 0 {
		r.Add(annotate.Doubt, "chapters that the book names are not in it, or are damaged", "", missing)
	}
	f.into(&a, &r, bookProperties(book))
	return a, r, nil
}

// spine lists the parts that hold the chapters, in reading order.
func spine(book *element, folder string) []string {
	items := map[string]*element{}
	for e := range book.all("item") {
		items[e.attr("id")] = e
	}
	var list []string
	for e := range book.all("itemref") {
		item := items[e.attr("idref")]
		kind := item.attr("media-type")
		if item == nil || kind != "" && !strings.Contains(kind, "html") {
			continue // a picture, or a page that is one
		}
		if slices.Contains(strings.Fields(item.attr("properties")), "nav") {
			continue // the table of contents, made of the chapters' headings
		}
		list = append(list, bookPart(folder, item))
	}
	return list
}

// bookPart is the part that an item of the book is.
func bookPart(folder string, item *element) string {
	href := item.attr("href")
	if plain, err := url.PathUnescape(href); err == nil {
		href = plain
	}
	return partName(folder, href)
}

// isLocked reports whether chapters are encrypted. Fonts often are, and that
// does not matter.
func isLocked(p *parts, book *element, place string) (bool, error) {
	encryption, err := p.tree("META-INF/encryption.xml")
	if errors.Is(err, errLarge) {
		return false, err
	}
	chapters := spine(book, path.Dir(place))
	for e := range encryption.all("CipherReference") {
		if slices.Contains(chapters, partName("", e.attr("URI"))) {
			return true, nil
		}
	}
	return false, nil
}

// selfClosed are elements that XHTML may close in themselves and HTML may not:
// read as HTML, one would swallow what comes after it.
var selfClosed = regexp.MustCompile(`<(a|b|i|em|strong|span|div|p|title|script|style|iframe|textarea|section|td|th|li)(\s[^<>]*)?/>`)

// chapter adds all blocks of a page. The first heading of the book may become
// its title.
func (f *flow) chapter(data []byte) error {
	var r annotate.Receipt
	text, err := decodeBytes(source{data: data}, func() string { return declaredHTML(data) }, &r)
	if err != nil {
		return err
	}
	doc, err := parseHTML(stripData(selfClosed.ReplaceAll(text, []byte("<$1$2></$1>"))))
	if err != nil {
		return errors.New("a chapter is nested too deep to be read; save the book as plain text and import that")
	}
	page := newPage(doc, nil)
	for _, b := range page.blocks {
		if b.kind == annotate.Heading && f.heading == "" {
			f.heading = b.string()
		}
		f.builder.Add(b.kind, b.level, 0, page.whole(&b)...)
	}
	return nil
}

// bookProperties are the facts that a book states about itself.
func bookProperties(book *element) []property {
	var list []property
	var names []string
	for e := range book.all("dc:creator") {
		role := e.attr("role")
		if name := e.words(); name != "" && (role == "" || role == "aut") {
			names = append(names, name)
		}
	}
	for e := range book.all("dc:title") {
		list = append(list, property{"title", e.words(), "title of the book"})
	}
	list = append(list, property{"authors", strings.Join(names, "; "), "authors of the book"})
	for e := range book.all("dc:date") {
		if event := e.attr("event"); event == "" || event == "publication" {
			list = append(list, property{"issued", e.words(), "date of the book"})
		}
	}
	for e := range book.all("dc:publisher") {
		list = append(list, property{"site", e.words(), "publisher of the book"})
	}
	for e := range book.all("dc:language") {
		list = append(list, property{"language", e.words(), "language of the book"})
	}
	return list
}
