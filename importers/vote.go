package importers

import (
	"net/url"
	"strconv"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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
	t := treeOf(p)
	doc := t.copy(p.root)
	parser := readability.NewParser()
	parser.DisableJSONLD = true // it is only for metadata, which we read ourselves
	article, err := parser.ParseAndMutate(doc, address)
	if err != nil || article.Node == nil {
		return kept
	}
	after := 0
	t.matches(article.Node, t.whole(), func(r reach, data string) {
		n := t.lookUp(r, data, after)
		if n < 0 {
			return
		}
		after = n + 1
		if i := t.shown[n]; i >= 0 {
			kept[i] = true
		}
	})
	return kept
}

// tree numbers the text nodes of a page in document order and knows, for each
// element, which of them it holds.
type tree struct {
	texts    []string // what the text nodes hold, by number
	shown    []int    // their index in rendered, by number; -1: it is not shown
	elements []reach  // by the number that an element carries
	rendered []textNode
	next     int // in rendered, while copying

	nodes []html.Node      // room for the copy: one piece of memory for all
	attrs []html.Attribute // instead of one for each
}

// treeOf makes room for the copy of a page.
func treeOf(p *page) tree {
	texts, attrs := 0, len(p.elements)
	for n := p.root; n != nil; n = following(n) {
		if n.Type != html.ElementNode {
			texts++
		}
		attrs += len(n.Attr)
	}
	return tree{
		texts:    make([]string, 0, texts),
		shown:    make([]int, 0, texts),
		elements: make([]reach, 0, len(p.elements)),
		rendered: p.texts,
		nodes:    make([]html.Node, texts+len(p.elements)),
		attrs:    make([]html.Attribute, attrs),
	}
}

// reach are the numbers of the text nodes below an element: [from, to).
type reach struct{ from, to int }

func (t *tree) whole() reach { return reach{0, len(t.texts)} }

// copy clones n and numbers what it meets.
func (t *tree) copy(n *html.Node) *html.Node {
	c := &t.nodes[0]
	t.nodes = t.nodes[1:]
	*c = html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace}
	id := -1
	switch n.Type {
	case html.TextNode:
		t.texts = append(t.texts, n.Data)
		if t.next < len(t.rendered) && t.rendered[t.next].node == n {
			t.shown = append(t.shown, t.next)
			t.next++
		} else {
			t.shown = append(t.shown, -1)
		}
	case html.ElementNode:
		id = len(t.elements)
		t.elements = append(t.elements, reach{from: len(t.texts)})
		c.Attr = t.attrs[: len(n.Attr)+1 : len(n.Attr)+1] // what the library adds goes elsewhere
		t.attrs = t.attrs[len(n.Attr)+1:]
		copy(c.Attr, n.Attr)
		c.Attr[len(n.Attr)] = html.Attribute{Key: idAttr, Val: strconv.Itoa(id)}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if !unseen(child) {
			c.AppendChild(t.copy(child))
		}
	}
	if id >= 0 {
		t.elements[id].to = len(t.texts)
	}
	return c
}

// unseen reports whether the library would only throw the node away.
func unseen(n *html.Node) bool {
	switch n.Type {
	case html.CommentNode:
		return true
	case html.ElementNode:
		return n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Template || n.DataAtom == atom.Svg
	}
	return false
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
