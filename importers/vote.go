package importers

import (
	"log/slog"
	"strconv"
	"strings"

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
func libraryVote(p *page) []bool {
	kept := make([]bool, len(p.texts))
	t := tree{
		texts:    make([]string, 0, len(p.elements)),
		shown:    make([]int, 0, len(p.elements)),
		elements: make([]reach, 0, len(p.elements)),
		rendered: p.texts,
	}
	doc := t.copy(p.root)
	parser := readability.NewParser()
	parser.DisableJSONLD = true // it is only for metadata, which we read ourselves
	parser.Logger = slog.New(slog.DiscardHandler)
	article, err := parser.ParseAndMutate(doc, nil)
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

	nodes  slab[html.Node] // of the copy
	attrs  slab[html.Attribute]
	buffer []html.Attribute // of the element that is being copied
}

// slab hands out pieces of larger stretches of memory, which costs less than
// one for each.
type slab[T any] struct{ free []T }

// take returns n zero values. What is appended to them goes elsewhere.
func (s *slab[T]) take(n int) []T {
	const stretch = 512
	if n > len(s.free) {
		s.free = make([]T, max(n, stretch))
	}
	taken := s.free[:n:n]
	s.free = s.free[n:]
	return taken
}

// copyOf returns a copy of the values.
func (s *slab[T]) copyOf(values []T) []T {
	taken := s.take(len(values))
	copy(taken, values)
	return taken
}

// reach are the numbers of the text nodes below an element: [from, to).
type reach struct{ from, to int }

func (t *tree) whole() reach { return reach{0, len(t.texts)} }

// copy clones n, as far as the library looks at it, and numbers what it meets.
func (t *tree) copy(n *html.Node) *html.Node {
	c := &t.nodes.take(1)[0]
	c.Type, c.DataAtom, c.Data, c.Namespace = n.Type, n.DataAtom, n.Data, n.Namespace
	id := -1
	switch n.Type {
	case html.TextNode:
		c.Data = trimIndent(n.Data)
		t.texts = append(t.texts, c.Data)
		if t.next < len(t.rendered) && t.rendered[t.next].node == n {
			t.shown = append(t.shown, t.next)
			t.next++
		} else {
			t.shown = append(t.shown, -1)
		}
	case html.ElementNode:
		id = len(t.elements)
		t.elements = append(t.elements, reach{from: len(t.texts)})
		c.Attr = t.copyAttr(n, id)
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

// trimIndent leaves one character of the white space at either end.
func trimIndent(s string) string {
	for len(s) > 1 && isWhite(s[0]) && isWhite(s[1]) {
		s = s[1:]
	}
	for len(s) > 1 && isWhite(s[len(s)-1]) && isWhite(s[len(s)-2]) {
		s = s[:len(s)-1]
	}
	return s
}

// copyAttr returns the attributes by which the library judges an element, and
// that with the element's number. Addresses count for it only where they lead
// to the same page.
func (t *tree) copyAttr(n *html.Node, id int) []html.Attribute {
	attrs := t.buffer[:0]
	some := judgedByFew(n)
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "role", "rel", "itemprop", "style", "hidden", "aria-hidden", "aria-modal":
		case "href":
			if some && !strings.HasPrefix(strings.TrimSpace(a.Val), "#") {
				continue
			}
		default:
			if some {
				continue
			}
		}
		attrs = append(attrs, a)
	}
	attrs = append(attrs, html.Attribute{Key: idAttr, Val: strconv.Itoa(id)})
	t.buffer = attrs
	return t.attrs.copyOf(attrs)
}

// judgedByFew reports whether the library looks at no more than the common
// attributes of an element: pictures, films, tables and what the head says are
// judged by others too.
func judgedByFew(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Img, atom.Picture, atom.Source, atom.Figure, atom.Iframe, atom.Embed, atom.Object, atom.Video, atom.Audio,
		atom.Table, atom.Tr, atom.Td, atom.Th, atom.Meta:
		return false
	}
	return n.DataAtom != 0
}

// unseen reports whether the library would only throw the node away.
func unseen(n *html.Node) bool {
	switch n.Type {
	case html.CommentNode:
		return true
	case html.ElementNode:
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Template, atom.Svg, atom.Link:
			return true
		}
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
