package importers

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gloss/annotate"
)

// witnessVote is our own small extractor, a second opinion beside the
// library's: it goes down the tree as long as one child holds nearly all of
// the running text, and takes what is there except the furniture. It returns
// which blocks it would keep.
func witnessVote(p *page) []bool {
	weight := map[*html.Node]int{}
	for i := range p.blocks {
		b := &p.blocks[i]
		if !isProse(b) || p.inFurniture(b.in) {
			continue
		}
		for n := b.in; n != nil; n = n.Parent {
			weight[n] += b.chars
		}
	}
	const nearlyAll = .85
	top := p.root
	for {
		var heaviest *html.Node
		for c := range top.ChildNodes() {
			if heaviest == nil || weight[c] > weight[heaviest] {
				heaviest = c
			}
		}
		if heaviest == nil || weight[heaviest] == 0 || float64(weight[heaviest]) < nearlyAll*float64(weight[top]) {
			break
		}
		top = heaviest
	}
	votes := make([]bool, len(p.blocks))
	for i := range p.blocks {
		b := &p.blocks[i]
		votes[i] = isBelow(b.in, top) && !p.inFurniture(b.in) && (b.linkShare() < .6 || isProse(b))
	}
	return votes
}

// isProse reports whether a block is running text: some length, few links.
func isProse(b *block) bool {
	return b.chars >= 40 && b.linkShare() < .5 && b.kind != annotate.Heading && b.kind != annotate.Caption
}

func isBelow(n, top *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == top {
			return true
		}
	}
	return false
}

// furnitureIs says which part of a page an element is that is not the article:
// "menus", "page foot" and so on, or "".
func (d *dom) furnitureIs(n *html.Node) string {
	switch n.DataAtom {
	case atom.Nav, atom.Menu:
		return "menus"
	case atom.Footer:
		return "foot"
	case atom.Aside:
		return "side matter"
	case atom.Form, atom.Dialog:
		return "forms"
	}
	switch attr(n, "role") {
	case "navigation", "menu", "menubar", "search":
		return "menus"
	case "banner":
		return "head"
	case "contentinfo":
		return "foot"
	case "complementary":
		return "side matter"
	case "dialog", "alertdialog":
		return "forms"
	}
	switch n.DataAtom {
	case atom.Body, atom.Html, atom.Article, atom.Main:
		return ""
	}
	names := d.names(n)
	for _, f := range furnitureNames {
		if names&f.part != 0 {
			return f.what
		}
	}
	return ""
}

// furnitureNames are what the names of furniture stand for.
var furnitureNames = []struct {
	part naming
	what string
}{
	{namedComments, "comments"},
	{namedMenus, "menus"},
	{namedRelated, "related matter"},
	{namedShare, "share buttons"},
	{namedAds, "advertisements"},
	{namedSide, "side matter"},
	{namedFoot, "foot"},
}

// inFurniture reports whether n or something around it is furniture.
func (p *page) inFurniture(n *html.Node) bool { return p.furnitureOf(n) != "" }

// furnitureOf is the outermost piece of furniture that n is in, or "". It is
// asked for every block, so what was found is remembered.
func (p *page) furnitureOf(n *html.Node) string {
	if n == nil || n.Type != html.ElementNode {
		return ""
	}
	if what, ok := p.furniture[n]; ok {
		return what
	}
	what := p.furnitureOf(n.Parent)
	if what == "" {
		what = p.furnitureIs(n)
	}
	p.furniture[n] = what
	return what
}

// readsAsText reports whether most of the chosen blocks' characters stand in
// sentences, and not in lists of links and labels.
func readsAsText(p *page, chosen []bool) bool {
	all, sentences := 0, 0
	for i := range p.blocks {
		if !chosen[i] {
			continue
		}
		b := &p.blocks[i]
		all += b.chars
		if isProse(b) && strings.ContainsAny(b.string(), ".!?。！？…।؟:") {
			sentences += b.chars
		}
	}
	return all > 0 && sentences*10 >= all*6
}
