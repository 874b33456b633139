package importers

import (
	"net/url"
	"strconv"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// idAttr names, in the library's copy of the tree, the element of ours that
// an element was copied from.
const idAttr = "data-gloss-id"

// libraryVote asks go-readability for the article and returns which of the
// page's text nodes it kept.
//
// The library rebuilds the tree: it clones, splits, joins and renames. But it
// neither changes what text nodes hold nor their order, and it keeps the
// attributes of elements. So every element of its copy carries our number, and
// each text node that comes back is looked for below that element of ours,
// after the one found before it.
func libraryVote(p *page, address *url.URL) []bool {
	kept := make([]bool, len(p.texts))
	t := tree{numbers: map[*html.Node]int{}}
	doc := t.copy(p.doc)
	parser := readability.NewParser()
	parser.DisableJSONLD = true // it is only for metadata, which we read ourselves
	article, err := parser.ParseAndMutate(doc, address)
	if err != nil || article.Node == nil {
		return kept
	}
	shown := make(map[int]int, len(p.texts)) // number of a text node to its index in p.texts
	for i, text := range p.texts {
		if n, ok := t.numbers[text.node]; ok {
			shown[n] = i
		}
	}
	after := 0
	t.matches(article.Node, t.whole(), func(r reach, data string) {
		n := t.lookUp(r, data, after)
		if n < 0 {
			return
		}
		after = n + 1
		if i, ok := shown[n]; ok {
			kept[i] = true
		}
	})
	return kept
}

// tree numbers the text nodes of a page in document order and knows, for each
// element, which of them it holds.
type tree struct {
	texts    []string // what the text nodes hold, by number
	numbers  map[*html.Node]int
	elements []reach // by the number that an element carries
}

// reach are the numbers of the text nodes below an element: [from, to).
type reach struct{ from, to int }

func (t *tree) whole() reach { return reach{0, len(t.texts)} }

// copy clones n and numbers what it meets.
func (t *tree) copy(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace}
	id := -1
	switch n.Type {
	case html.TextNode:
		t.numbers[n] = len(t.texts)
		t.texts = append(t.texts, n.Data)
	case html.ElementNode:
		id = len(t.elements)
		t.elements = append(t.elements, reach{from: len(t.texts)})
		c.Attr = make([]html.Attribute, len(n.Attr), len(n.Attr)+1)
		copy(c.Attr, n.Attr)
		c.Attr = append(c.Attr, html.Attribute{Key: idAttr, Val: strconv.Itoa(id)})
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.AppendChild(t.copy(child))
	}
	if id >= 0 {
		t.elements[id].to = len(t.texts)
	}
	return c
}

// matches calls found for every text node below n with the reach of the
// innermost numbered element around it.
func (t *tree) matches(n *html.Node, r reach, found func(reach, string)) {
	if n.Type == html.TextNode {
		found(r, n.Data)
		return
	}
	if id, err := strconv.Atoi(attr(n, idAttr)); err == nil && 0 <= id && id < len(t.elements) {
		r = t.elements[id]
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.matches(c, r, found)
	}
}

// lookUp returns the number of the text node within the reach that holds data,
// the first one at or after number after if there is one, or -1.
func (t *tree) lookUp(r reach, data string, after int) int {
	for n := max(r.from, after); n < r.to; n++ {
		if t.texts[n] == data {
			return n
		}
	}
	for n := r.from; n < min(r.to, after); n++ {
		if t.texts[n] == data {
			return n
		}
	}
	return -1
}
