package qda

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gloss/annotate"
)

// virtualEnd stands in a raw text where a line ends that no position counts: at
// the edge of an element of a page. It is a code point that texts may not hold.
const virtualEnd = '\uFDD0'

// unseen stands for a blank that a page has and nobody sees: positions count it,
// and cleaning takes it out.
const unseen = '\x00'

// kindAt says of what kind the block is that begins at an index of a raw text.
type kindAt struct {
	at    int
	kind  annotate.Kind
	level int
}

// lineElements are the elements at whose edges a line ends.
var lineElements = map[atom.Atom]kindAt{
	atom.P: {}, atom.Br: {}, atom.Div: {}, atom.Blockquote: {}, atom.Pre: {}, atom.Caption: {}, atom.Ul: {}, atom.Ol: {}, atom.Dl: {}, atom.Dt: {}, atom.Dd: {},
	atom.Table: {}, atom.Tr: {}, atom.Body: {},
	atom.Li: {kind: annotate.ListItem, level: 1},
	atom.H1: {kind: annotate.Heading, level: 1}, atom.H2: {kind: annotate.Heading, level: 2}, atom.H3: {kind: annotate.Heading, level: 3},
	atom.H4: {kind: annotate.Heading, level: 4}, atom.H5: {kind: annotate.Heading, level: 5}, atom.H6: {kind: annotate.Heading, level: 6},
}

// page is the text of a page as Taguette counts it, all its text nodes one after
// the other, with the line ends that a reader sees.
func page(contents string) (raw []rune, kinds []kindAt) {
	doc, err := html.Parse(strings.NewReader(contents))
	if err != nil {
		return nil, nil
	}
	fresh := true // nothing stands on this line yet
	end := func() {
		raw = append(raw, virtualEnd)
		fresh = true
	}
	var walk func(n *html.Node, pre bool)
	walk = func(n *html.Node, pre bool) {
		switch n.Type {
		case html.TextNode:
			for _, r := range n.Data {
				switch {
				case r == virtualEnd:
					r = unicode.ReplacementChar
				case pre:
				case r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '\f':
					if r = ' '; fresh || raw[len(raw)-1] == ' ' || raw[len(raw)-1] == unseen {
						r = unseen
					}
				}
				fresh = fresh && r == unseen
				raw = append(raw, r)
			}
			return
		case html.ElementNode, html.DocumentNode:
		default:
			return
		}
		k, line := lineElements[n.DataAtom]
		if cell := n.DataAtom == atom.Td || n.DataAtom == atom.Th; cell && n.PrevSibling != nil && !fresh {
			end()
		}
		if line {
			end()
			if k.kind != "" {
				k.at = len(raw)
				kinds = append(kinds, k)
			}
		}
		for c := range n.ChildNodes() {
			walk(c, pre || n.DataAtom == atom.Pre)
		}
		if line {
			end()
		}
	}
	walk(doc, false)
	return raw, kinds
}

// snippet is the text of a piece of a page.
func snippet(contents string) string {
	raw, _ := page(contents)
	return strings.Map(func(r rune) rune {
		if r == virtualEnd || r == unseen {
			return -1
		}
		return r
	}, string(raw))
}
