package importers

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gloss/annotate"
)

// page is a parsed web page, rendered to blocks once. Whoever looks for the
// article, the library or our own witness, only votes on which of these blocks
// belong to it; so the text is the page's own, character by character,
// whatever a library does to its copy of the tree.
type page struct {
	*dom
	title  string     // of the head, white space collapsed
	base   *url.URL   // what relative links are relative to; nil where nobody knows
	texts  []textNode // in document order
	blocks []block    // all that a browser would show, in document order

	furniture map[*html.Node]string // what furnitureOf found
}

// textNode is a text node that is shown, and the block it went into.
type textNode struct {
	node  *html.Node
	block int
	chars int // without white space
}

// block is what becomes a block of the article, if it is chosen.
type block struct {
	kind   annotate.Kind
	level  int
	pieces []piece
	in     *html.Node // the innermost block element around it
	chars  int        // without white space
	linked int        // those of chars that stand in links
}

// piece is part of a block from one text node, or from none where the renderer
// wrote it (an item's number, a tab).
type piece struct {
	annotate.Piece
	text   int // index in page.texts, or -1
	linked bool
	href   string // of the link around it, as the page writes it
}

// string is the block's text.
func (b *block) string() string {
	var s strings.Builder
	for _, p := range b.pieces {
		s.WriteString(p.Text)
	}
	return strings.Trim(s.String(), " \n")
}

// linkShare is the part of the block's characters that stands in links.
func (b *block) linkShare() float64 {
	if b.chars == 0 {
		return 0
	}
	return float64(b.linked) / float64(b.chars)
}

// dom is a parsed page.
type dom struct {
	root     *html.Node
	elements []*html.Node // all elements in document order; many ask for some of them

	named map[string]naming // what names found
}

// parseHTML parses a page. Only a page nested too deep to be one is an error.
func parseHTML(text []byte) (*dom, error) {
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	d := &dom{root: root, named: map[string]naming{}}
	for n := root; n != nil; n = following(n) {
		if n.Type == html.ElementNode {
			d.elements = append(d.elements, n)
		}
	}
	return d, nil
}

// following is the next node in document order, or nil.
func following(n *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for ; n != nil; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling
		}
	}
	return nil
}

// find returns the first element of that kind in document order, or nil.
func (d *dom) find(kind atom.Atom) *html.Node {
	for _, n := range d.elements {
		if n.DataAtom == kind {
			return n
		}
	}
	return nil
}

// stripData empties the data: addresses of 1 kB and more, which are pictures
// and fonts that a saved page carries inside it and may be most of its size.
// A shorter one may be quoted in the text and stays.
func stripData(text []byte) []byte {
	const long = 1024
	var b []byte // what stays; empty while all does
	last := 0
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("data:"))
		if i < 0 {
			break
		}
		start := at + i
		at = start + len("data:")
		if !isDataAddress(text[at:min(len(text), at+200)]) {
			continue
		}
		end := bytes.IndexAny(text[at:], "\"'<> )")
		if end < 0 {
			end = len(text) - at
		}
		end += at
		if end-start >= long {
			if b == nil {
				b = make([]byte, 0, len(text)-(end-start))
			}
			b = append(b, text[last:start]...)
			last = end
		}
		at = end
	}
	if last == 0 {
		return text
	}
	return append(b, text[last:]...)
}

// isDataAddress reports whether what follows "data:" begins with a media type,
// as in "image/png;".
func isDataAddress(s []byte) bool {
	kind := bytes.TrimLeft(s, asciiLetters)
	if len(kind) == len(s) || len(kind) == 0 || kind[0] != '/' {
		return false
	}
	after := bytes.TrimLeft(kind[1:], asciiLetters+"0123456789.+-")
	return len(after) < len(kind)-1 && len(after) > 0 && (after[0] == ';' || after[0] == ',')
}

const asciiLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// newPage renders a parsed page.
func newPage(d *dom, base *url.URL) *page {
	p := &page{dom: d, base: base, furniture: map[*html.Node]string{}}
	if t := d.find(atom.Title); t != nil {
		p.title = annotate.OneLine(innerText(t))
	}
	if b := d.find(atom.Base); b != nil {
		if u, err := url.Parse(strings.TrimSpace(attr(b, "href"))); err == nil && u.IsAbs() {
			p.base = u
		}
	}
	p.texts = make([]textNode, 0, len(d.elements))
	r := renderer{page: p}
	r.walk(d.root, look{})
	r.flush()
	return p
}

// shown is the piece as an article takes it, with the address of its link. It
// is asked only of what becomes text: most links of a page are in its menus.
func (p *page) shown(of piece) annotate.Piece {
	of.URL = p.address(of.href)
	return of.Piece
}

// whole is all of a block.
func (p *page) whole(b *block) []annotate.Piece {
	list := make([]annotate.Piece, len(b.pieces))
	for i, one := range b.pieces {
		list[i] = p.shown(one)
	}
	return list
}

// address is where a link leads, as far as an article keeps it: absolute, and
// not within the page.
func (p *page) address(href string) string {
	href = strings.TrimSpace(href)
	if href == "" || href[0] == '#' {
		return ""
	}
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	if p.base != nil {
		u = p.base.ResolveReference(u)
	}
	return annotate.LinkURL(u.String())
}

// attr returns an attribute's value, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// innerText joins all text below n, shown or not.
func innerText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.DataAtom == atom.Br:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// hidden reports whether a browser does not show the element, as far as the
// element itself says so: style sheets are not read, but the classes by which
// pages hide text for screen readers are known.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "style":
			if strings.Contains(a.Val, ":") && hiddenStyle.MatchString(a.Val) {
				return true
			}
		case "class":
			if hiddenByClass(a.Val) {
				return true
			}
		}
	}
	return n.DataAtom == atom.Dialog && !hasAttr(n, "open")
}

var hiddenStyle = regexp.MustCompile(`(?i)(^|[;\s])(display\s*:\s*none|visibility\s*:\s*hidden)`)

// hiddenClasses are those by which pages hide text for screen readers, and
// formulas that are shown another way.
var hiddenClasses = map[string]bool{
	"sr-only": true, "screen-reader-text": true, "screen-reader-only": true, "visually-hidden": true,
	"visuallyhidden": true, "katex-mathml": true, "MJX_Assistive_MathML": true,
}

// hiddenByClass also knows the fonts that draw a word such as "menu" as a
// picture.
func hiddenByClass(class string) bool {
	return hasClass(class, hiddenClasses) || strings.Contains(class, "material-icons") || strings.Contains(class, "material-symbols")
}
