package importers

import (
	"bytes"
	"context"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"gloss/annotate"
)

// readHTML reads a saved web page: its main text, and what it says about
// itself.
func readHTML(ctx context.Context, s source) (annotate.Article, annotate.Receipt, error) {
	var r annotate.Receipt
	text, err := decodeBytes(s, func() string { return declaredHTML(s.data) }, &r)
	if err != nil {
		return annotate.Article{}, r, err
	}
	a, err := readPage(ctx, text, "", s.part, &r)
	return a, r, err
}

// readPage makes an article of a decoded page. Where the page was saved from
// is known to some callers; else it is looked for in the page.
func readPage(ctx context.Context, text []byte, savedFrom, part string, r *annotate.Receipt) (annotate.Article, error) {
	var a annotate.Article
	doc, err := parseHTML(stripData(text))
	if err != nil {
		return unparsed(text, r)
	}
	if err := ctx.Err(); err != nil {
		return a, err
	}
	facts := pageFacts(doc, text, savedFrom)
	base, _ := url.Parse(facts.first("url"))
	if base != nil && base.Host == "" {
		base = nil
	}
	p := newPage(doc, base)
	if len(p.blocks) == 0 {
		return a, errNoText
	}
	if err := ctx.Err(); err != nil {
		return a, err
	}
	c := choose(p, part, r)
	if err := ctx.Err(); err != nil {
		return a, err
	}
	c.build().Into(&a)
	if a.Text.Len() == 0 {
		return a, errNoText
	}
	facts.fill(&a, p, r)
	c.noteLeftOut(a.Title, r)
	return a, nil
}

// unparsed reads a page that the parser refuses, because it is nested deeper
// than any real page, as a run of tags: the text with its line ends.
func unparsed(text []byte, r *annotate.Receipt) (annotate.Article, error) {
	var a annotate.Article
	var b annotate.Builder
	var line strings.Builder
	flush := func() {
		b.Add(annotate.Paragraph, 0, 0, annotate.Piece{Text: annotate.OneLine(line.String())})
		line.Reset()
	}
	z := html.NewTokenizer(bytes.NewReader(text))
	quiet := 0 // depth of elements whose text is not shown
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		t := z.Token()
		switch {
		case kind == html.TextToken && quiet == 0:
			line.WriteString(t.Data)
		case kind == html.StartTagToken && skipped[t.DataAtom] && closes(t):
			quiet++
		case kind == html.EndTagToken && skipped[t.DataAtom] && quiet > 0:
			quiet--
		}
		if isBlock[t.DataAtom] || t.Data == "br" {
			flush()
		}
	}
	flush()
	b.Into(&a)
	if a.Text.Len() == 0 {
		return a, errNoText
	}
	r.Add(annotate.Doubt, "the page is nested too deep to be understood; all of its text was taken, menus included", "", 0)
	setLanguage(&a, r, "", "")
	return a, nil
}

// closes reports whether an element of that token has an end tag, so that its
// text can be passed over.
func closes(t html.Token) bool { return t.Data != "input" && t.Data != "embed" }
