package importers

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gloss/annotate"
)

// renderer walks a page's tree once and cuts what a browser would show into
// blocks: white space is collapsed as a browser does, hidden elements are
// passed over.
type renderer struct {
	page   *page
	pieces []piece     // of the block that is being put together
	room   slab[piece] // for the pieces of finished blocks
	look   look        // at the block's first character
	last   byte        // last byte of pieces: 0 at the block's start
	cell   bool        // inside a table's cell, where a block does not end the row
}

// look is what the elements around a stretch of text say about it.
type look struct {
	bold, italic, pre bool
	linked            bool          // inside an a element, also one whose address is not kept
	url               string        // as the page writes it
	kind              annotate.Kind // "" for a paragraph
	level             int
	lists, quotes     int   // nesting depth
	item              *item // the innermost list item; nil outside lists
	in                *html.Node
}

// item is a list item. Its number goes before its first character, and only
// its first block is an item: what follows are paragraphs.
type item struct {
	number  string
	started bool
}

// skipped are the elements of which nothing is shown, or nothing that is text.
var skipped = map[atom.Atom]bool{
	atom.Head: true, atom.Title: true, atom.Script: true, atom.Style: true, atom.Noscript: true,
	atom.Template: true, atom.Iframe: true, atom.Object: true, atom.Embed: true, atom.Svg: true,
	atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Select: true, atom.Textarea: true,
	atom.Datalist: true, atom.Input: true, atom.Map: true, atom.Progress: true, atom.Meter: true,
	atom.Rp: true, atom.Noframes: true, atom.Noembed: true,
}

// isBlock are the elements that begin and end a block.
var isBlock = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Dialog: true, atom.Dir: true,
	atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true,
	atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true,
	atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hgroup: true, atom.Hr: true,
	atom.Html: true, atom.Legend: true, atom.Li: true, atom.Listing: true, atom.Main: true,
	atom.Menu: true, atom.Nav: true, atom.Ol: true, atom.P: true, atom.Plaintext: true, atom.Pre: true,
	atom.Search: true, atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tbody: true,
	atom.Td: true, atom.Tfoot: true, atom.Th: true, atom.Thead: true, atom.Tr: true, atom.Ul: true,
	atom.Xmp: true, atom.Caption: true, atom.Optgroup: true,
}

// walk renders the children of n, which look as l says.
func (r *renderer) walk(n *html.Node, l look) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			r.text(c, l)
		case html.ElementNode:
			r.element(c, l)
		}
	}
}

func (r *renderer) element(n *html.Node, l look) {
	if skipped[n.DataAtom] || hidden(n) || n.DataAtom == 0 && n.Data == "annotation" {
		return
	}
	if isBlock[n.DataAtom] {
		r.blockElement(n, l)
		return
	}
	switch n.DataAtom {
	case atom.Br:
		r.lineBreak(l)
		return
	case atom.Img:
		r.image(n, l)
		return
	case atom.A:
		l.url, l.linked = attr(n, "href"), true
	case atom.B, atom.Strong:
		l.bold = true
	case atom.I, atom.Em, atom.Cite, atom.Dfn, atom.Var:
		l.italic = true
	case atom.Q:
		r.write("“", -1, l)
		r.walk(n, l)
		r.write("”", -1, l)
		return
	case atom.Rt:
		r.ruby(n, l)
		return
	case atom.Button:
		r.space(l)
		defer r.space(l)
	}
	if style := attr(n, "style"); style != "" {
		l.bold, l.italic = styled(style, l.bold, l.italic)
	}
	r.walk(n, l)
}

// styled reads weight and slant from an element's own style, which is how
// word processors write them.
func styled(style string, bold, italic bool) (bool, bool) {
	if m := fontWeight.FindStringSubmatch(style); m != nil {
		n, _ := strconv.Atoi(m[1])
		bold = strings.HasPrefix(strings.ToLower(m[1]), "bold") || n >= 600
	}
	if m := fontStyle.FindStringSubmatch(style); m != nil {
		italic = !strings.EqualFold(m[1], "normal")
	}
	return bold, italic
}

var (
	fontWeight = regexp.MustCompile(`(?i)font-weight\s*:\s*(bold(?:er)?|normal|lighter|\d{3})`)
	fontStyle  = regexp.MustCompile(`(?i)font-style\s*:\s*(italic|oblique|normal)`)
)

func (r *renderer) blockElement(n *html.Node, l look) {
	r.flush()
	l.in = n
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		l.kind, l.level = annotate.Heading, int(n.Data[1]-'0')
	case atom.Figcaption, atom.Caption, atom.Figure:
		l.kind, l.level = annotate.Caption, 0
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		l.kind, l.level, l.pre = annotate.Preformatted, 0, true
	case atom.Blockquote:
		l.quotes++
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		l.lists++
		r.list(n, l)
		r.flush()
		return
	case atom.Li: // outside a list
		l.item = &item{}
		l.lists = max(l.lists, 1)
	case atom.Table:
		if rows := dataRows(n); rows != nil && !r.cell {
			r.table(n, rows, l)
			return
		}
	case atom.Div, atom.P:
		if l.kind == "" && r.page.isCaption(n) {
			l.kind = annotate.Caption
		}
	}
	r.walk(n, l)
	r.flush()
}

// isCaption reports whether an element is called a caption and holds no more
// than one.
func (d *dom) isCaption(n *html.Node) bool {
	const longest = 1000 // bytes
	return d.names(n)&namedCaption != 0 && len(innerText(n)) < longest
}

// ruby writes the reading of a word in brackets behind it, as browsers do that
// cannot set it above.
func (r *renderer) ruby(n *html.Node, l look) {
	r.write("(", -1, l)
	r.walk(n, l)
	r.write(")", -1, l)
}

// image writes what a picture stands for where it is a single sign, such as
// the emoji that pages replace by pictures. Other pictures are no text.
func (r *renderer) image(n *html.Node, l look) {
	alt := attr(n, "alt")
	if alt == "" || utf8.RuneCountInString(alt) > 8 {
		return
	}
	for _, c := range alt {
		if !unicode.In(c, unicode.So, unicode.Sk, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cs, unicode.Sm) || c < 0x2000 {
			return
		}
	}
	r.write(alt, -1, l)
}

// text renders a text node.
func (r *renderer) text(n *html.Node, l look) {
	if l.pre {
		r.write(n.Data, len(r.page.texts), l)
		r.note(n)
		return
	}
	if n.Data != "" && isWhite(n.Data[0]) {
		r.space(l)
	}
	text := collapse(n.Data)
	if text == "" {
		return
	}
	r.write(text, len(r.page.texts), l)
	r.note(n)
	if isWhite(n.Data[len(n.Data)-1]) {
		r.space(l)
	}
}

// isWhite reports whether a browser takes c for white space.
func isWhite(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// collapse makes one space of each run of white space and none at the ends.
func collapse(s string) string {
	s = strings.Trim(s, " \t\n\r\f")
	i := 0 // up to here s is as it should be
	for i < len(s) && (!isWhite(s[i]) || s[i] == ' ' && !isWhite(s[i+1])) {
		i++
	}
	if i == len(s) {
		return s
	}
	b := append(make([]byte, 0, len(s)), s[:i]...)
	for ; i < len(s); i++ {
		if !isWhite(s[i]) {
			b = append(b, s[i])
		} else if !isWhite(s[i+1]) {
			b = append(b, ' ')
		}
	}
	return string(b)
}

// asciiSpace are the ASCII characters that unicode.IsSpace takes for spaces.
var asciiSpace = [utf8.RuneSelf]bool{'\t': true, '\n': true, '\v': true, '\f': true, '\r': true, ' ': true}

// note remembers the text node just written.
func (r *renderer) note(n *html.Node) {
	chars := 0
	for _, c := range n.Data {
		if c < utf8.RuneSelf && asciiSpace[c] || c >= utf8.RuneSelf && unicode.IsSpace(c) {
			continue
		}
		chars++
	}
	r.page.texts = append(r.page.texts, textNode{n, -1, chars})
}

// space ends a word. It looks plain, so that marks do not begin or end in it.
func (r *renderer) space(l look) {
	if r.last != 0 && r.last != ' ' && r.last != '\n' && r.last != '\t' {
		r.write(" ", -1, look{pre: l.pre})
	}
}

// lineBreak renders a br; two in a row end a paragraph.
func (r *renderer) lineBreak(l look) {
	switch {
	case l.pre:
		r.write("\n", -1, l)
	case r.cell:
		r.space(l)
	case r.last == '\n':
		r.flush()
	case r.last != 0:
		if n := len(r.pieces); r.pieces[n-1].Text == " " {
			r.pieces = r.pieces[:n-1]
		}
		r.write("\n", -1, look{})
	}
}

// write appends characters of a text node to the block.
func (r *renderer) write(s string, text int, l look) {
	if s == "" {
		return
	}
	if r.last == 0 {
		if i := l.item; i != nil && !i.started && i.number != "" && !r.cell {
			r.pieces = append(r.pieces, piece{annotate.Piece{Text: i.number}, -1, false, ""})
		}
		if !r.cell {
			r.look = l
		}
	}
	r.pieces = append(r.pieces, piece{annotate.Piece{Text: s, Bold: l.bold, Italic: l.italic}, text, l.linked, l.url})
	r.last = s[len(s)-1]
}

// flush ends the block, or the line of a cell.
func (r *renderer) flush() {
	if r.cell {
		r.space(look{})
		return
	}
	if len(r.pieces) > 0 {
		b := block{kind: r.look.kind, level: r.look.level, in: r.look.in}
		if b.kind == "" {
			b.kind, b.level = r.look.context()
		}
		r.end(b)
	}
	r.pieces, r.last = r.pieces[:0], 0
}

// end takes a finished block in, if it shows anything.
func (r *renderer) end(b block) {
	texts := r.page.texts
	for _, p := range r.pieces {
		if p.text >= 0 {
			b.chars += texts[p.text].chars
			if p.linked {
				b.linked += texts[p.text].chars
			}
		}
	}
	if b.chars == 0 {
		return
	}
	b.pieces = r.room.copyOf(r.pieces)
	for _, p := range b.pieces {
		if p.text >= 0 {
			texts[p.text].block = len(r.page.blocks)
		}
	}
	r.page.blocks = append(r.page.blocks, b)
}

// context is the kind of a block that has none of its own.
func (l look) context() (annotate.Kind, int) {
	switch {
	case l.item != nil && !l.item.started:
		l.item.started = true
		return annotate.ListItem, l.lists
	case l.quotes > 0:
		return annotate.Blockquote, l.quotes
	}
	return annotate.Paragraph, 0
}
