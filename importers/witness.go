package importers

import (
	"regexp"
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
	top := p.doc
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

// furniture says which part of a page an element is that is not the article:
// "menus", "page foot" and so on, or "".
func furniture(n *html.Node) string {
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
	name := attr(n, "class") + " " + attr(n, "id")
	if len(name) < 3 || n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Article || n.DataAtom == atom.Main {
		return ""
	}
	for _, f := range furnitureNames {
		if f.names.MatchString(name) {
			return f.what
		}
	}
	return ""
}

// furnitureNames are the words, in class and id, by which pages call their
// furniture.
var furnitureNames = []struct {
	what  string
	names *regexp.Regexp
}{
	{"comments", regexp.MustCompile(`(?i)(^|[\s_-])(comments?|disqus\S*|respond|replies|commentlist)($|[\s_-])`)},
	{"menus", regexp.MustCompile(`(?i)(^|[\s_-])(nav|navbar|navigation|menu|breadcrumbs?|pagination|pager|skip-link|toc)($|[\s_-])`)},
	{"related matter", regexp.MustCompile(`(?i)(^|[\s_-])(related|recommended|recommendations|read-?more|more-stories|trending|popular|most-?read|outbrain|taboola|promo|teasers?|newsletter|subscribe|signup|sign-up)($|[\s_-])`)},
	{"share buttons", regexp.MustCompile(`(?i)(^|[\s_-])(share|sharing|shares|social|sharedaddy|addthis\S*|addtoany\S*|follow-us)($|[\s_-])`)},
	{"advertisements", regexp.MustCompile(`(?i)(^|[\s_-])(ad|ads|advert|advertisement|sponsor|sponsored|ad-slot|adsense)($|[\s_-])`)},
	{"side matter", regexp.MustCompile(`(?i)(^|[\s_-])(sidebar|side-bar|widgets?|rail)($|[\s_-])`)},
	{"foot", regexp.MustCompile(`(?i)(^|[\s_-])(footer|copyright|legal|disclaimer|cookie\S*|gdpr|consent)($|[\s_-])`)},
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
		what = furniture(n)
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
