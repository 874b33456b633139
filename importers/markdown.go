package importers

import (
	"bufio"
	"bytes"
	"context"
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	goldhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"

	"gloss/annotate"
)

// readMarkdown reads Markdown with tables and footnotes, and the facts that a
// front matter states. It reads the syntax tree, because rendering to HTML
// would drop raw HTML together with its text.
func readMarkdown(ctx context.Context, s source) (annotate.Article, annotate.Receipt, error) {
	var r annotate.Receipt
	raw, err := decode(s, undeclared, &r)
	if err != nil {
		return annotate.Article{}, r, err
	}
	if tangled(raw) {
		r.Add(annotate.Doubt, "the Markdown is nested deeper than any text is; it was read as plain text", "", 0)
		a, plain, err := readText(ctx, s)
		r.Remarks, r.Candidates = append(r.Remarks, plain.Remarks...), plain.Candidates
		return a, r, err
	}
	noteCleaning(raw, &r)
	var a annotate.Article
	front, body := frontMatter(annotate.Clean(raw))
	m := markdown{source: []byte(body)}
	parser := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser()
	m.blocks(parser.Parse(text.NewReader(m.source)), look{})
	if err := ctx.Err(); err != nil {
		return a, r, err
	}
	m.builder.Into(&a)
	front.fill(&a, m.heading, &r)
	return a, r, nil
}

// tangled reports whether the source is nested so deep, or leaves so many
// brackets open, that parsing it could take minutes.
func tangled(s string) bool {
	const tooDeep, tooOpen = 100, 1000
	if strings.Count(s, "[")-strings.Count(s, "]") > tooOpen || strings.Contains(s, strings.Repeat("[", tooDeep)) ||
		strings.Count(s, "![](") > tooOpen {
		return true
	}
	for line := range strings.Lines(s) {
		rest := strings.TrimLeft(line, " \t>-*+0123456789.)")
		marks := line[:len(line)-len(rest)]
		if strings.Count(marks, ">")+strings.Count(marks, "- ")+strings.Count(marks, "* ")+strings.Count(marks, "+ ")+strings.Count(marks, ". ") > tooDeep ||
			len(marks)-len(strings.TrimLeft(marks, " \t")) > 4*tooDeep {
			return true
		}
	}
	return false
}

// markdown makes blocks of a syntax tree.
type markdown struct {
	source  []byte
	builder annotate.Builder
	pieces  []annotate.Piece
	heading string // the first of level 1
}

// blocks adds the children of n, which are blocks.
func (m *markdown) blocks(n ast.Node, l look) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.block(c, l)
	}
}

func (m *markdown) block(n ast.Node, l look) {
	switch n := n.(type) {
	case *ast.Heading:
		l.kind, l.level = annotate.Heading, n.Level
		m.inline(n, l)
		if s := m.flush(l); n.Level == 1 && m.heading == "" {
			m.heading = s
		}
	case *ast.Paragraph, *ast.TextBlock:
		m.inline(n, l)
		m.flush(l)
	case *ast.Blockquote:
		l.quotes++
		m.blocks(n, l)
	case *ast.List:
		l.lists++
		number := n.Start
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			l.item = &item{}
			if n.IsOrdered() {
				l.item.number = strconv.Itoa(number) + ". "
				number++
			}
			m.blocks(c, l)
		}
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		l.kind = annotate.Preformatted
		m.lines(n)
		m.flush(l)
	case *ast.HTMLBlock:
		m.html(n)
	case *extast.Table:
		m.table(n, l)
	case *extast.FootnoteList:
		l.lists++
		m.blocks(n, l)
	case *extast.Footnote:
		l.item = &item{number: strconv.Itoa(n.Index) + ". "}
		m.blocks(n, l)
	case *ast.ThematicBreak:
	default:
		m.blocks(n, l)
	}
}

// lines adds the lines of a block as they are.
func (m *markdown) lines(n ast.Node) {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		m.add(string(line.Value(m.source)), look{})
	}
}

// html adds what a browser would show of a block of HTML.
func (m *markdown) html(n *ast.HTMLBlock) {
	m.lines(n)
	var raw strings.Builder
	for _, p := range m.pieces {
		raw.WriteString(p.Text)
	}
	if n.HasClosure() {
		raw.Write(n.ClosureLine.Value(m.source))
	}
	m.pieces = nil
	doc, err := parseHTML([]byte(raw.String()))
	if err != nil {
		m.builder.Add(annotate.Preformatted, 0, 0, annotate.Piece{Text: raw.String()})
		return
	}
	page := newPage(doc, nil)
	for _, b := range page.blocks {
		m.builder.Add(b.kind, b.level, 0, page.whole(&b)...)
	}
}

func (m *markdown) table(n *extast.Table, l look) {
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		l.kind, l.level, l.item = annotate.TableRow, 0, nil
		if row.Kind() == extast.KindTableHeader {
			l.level = 1
		}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell != row.FirstChild() {
				m.add("\t", look{})
			}
			m.inline(cell, l)
		}
		m.flush(l)
	}
}

// inline adds the children of n, which are inline.
func (m *markdown) inline(n ast.Node, l look) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		inner := l
		switch c := c.(type) {
		case *ast.Text:
			m.text(c, l)
			continue
		case *ast.String:
			m.add(string(c.Value), l)
			continue
		case *ast.Emphasis:
			inner.italic = l.italic || c.Level == 1
			inner.bold = l.bold || c.Level > 1
		case *ast.Link:
			inner.url = string(c.Destination)
		case *ast.AutoLink:
			inner.url = string(c.URL(m.source))
			m.add(string(c.Label(m.source)), inner)
			continue
		case *ast.RawHTML:
			if tag := string(c.Segments.Value(m.source)); strings.HasPrefix(strings.ToLower(tag), "<br") {
				m.add("\n", l)
			}
			continue
		case *extast.FootnoteLink:
			m.add("["+strconv.Itoa(c.Index)+"]", l)
			continue
		case *extast.FootnoteBacklink:
			continue
		case *extast.TaskCheckBox:
			if c.IsChecked {
				m.add("[x] ", l)
			} else {
				m.add("[ ] ", l)
			}
			continue
		}
		m.inline(c, inner)
	}
}

// text adds a text node: escapes and entities are resolved by the library's
// own writer, whose HTML escapes are undone.
func (m *markdown) text(n *ast.Text, l look) {
	value := string(n.Segment.Value(m.source))
	if !n.IsRaw() {
		var b bytes.Buffer
		w := bufio.NewWriter(&b)
		goldhtml.DefaultWriter.Write(w, []byte(value))
		w.Flush() // a bytes.Buffer takes everything
		value = html.UnescapeString(b.String())
	}
	m.add(value, l)
	switch {
	case n.HardLineBreak():
		m.add("\n", l)
	case n.SoftLineBreak():
		m.add(" ", l)
	}
}

func (m *markdown) add(s string, l look) {
	if s != "" {
		m.pieces = append(m.pieces, annotate.Piece{Text: s, Bold: l.bold, Italic: l.italic, URL: l.url})
	}
}

// flush ends the block and returns its text.
func (m *markdown) flush(l look) string {
	var s strings.Builder
	for _, p := range m.pieces {
		s.WriteString(p.Text)
	}
	pieces := m.pieces
	m.pieces = nil
	if strings.TrimSpace(s.String()) == "" {
		return ""
	}
	if l.item != nil && !l.item.started && l.item.number != "" {
		pieces = append([]annotate.Piece{{Text: l.item.number}}, pieces...)
	}
	kind, level := l.kind, l.level
	if kind == "" {
		kind, level = l.context()
	} else if l.item != nil {
		l.item.started = true
	}
	m.builder.Add(kind, level, 0, pieces...)
	return annotate.OneLine(s.String())
}
