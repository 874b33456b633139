package importers

import (
	"golang.org/x/net/html"

	"gloss/annotate"
)

// The library decides by element and by density, so it errs at the edges: it
// loses a lone line among those that it keeps, and keeps bits of menus that
// stand above the text. Refining mends that, by what the blocks are and where
// they stand. Every rule is about blocks that are neither long nor prose, or
// about ones between neighbours that were chosen: an article never loses a
// paragraph of running text to it.

// refine restores and drops blocks of the choice.
func (c *choice) refine() {
	blocks := c.page.blocks
	kept := make([]bool, len(blocks))
	first, last := len(blocks), -1 // the article's first and last block of prose
	for i := range blocks {
		kept[i] = c.whole(&blocks[i])
		if kept[i] && isProse(&blocks[i]) {
			first, last = min(first, i), i
		}
	}
	if last < 0 {
		return
	}
	c.restore(kept, first, last)
	for i := range blocks {
		b := &blocks[i]
		if kept[i] && !isProse(b) && (i < first && isPreamble(b) || c.isStray(b)) {
			c.set(b, false)
			kept[i] = false
		}
	}
	c.dropLinkRuns(kept)
	c.dropTail(kept)
}

// set chooses or drops a whole block.
func (c *choice) set(b *block, keep bool) {
	for _, p := range b.pieces {
		if p.text >= 0 {
			c.keep[p.text] = keep
		}
	}
}

// restore takes back what stands between chosen blocks as one of them: a
// heading, a line or a quotation that the library took for furniture.
func (c *choice) restore(kept []bool, first, last int) {
	blocks := c.page.blocks
	for i := first + 1; i < last; i++ {
		if kept[i] {
			continue
		}
		end := i
		for end < last && !kept[end] {
			end++
		}
		before, after := &blocks[i-1], &blocks[end]
		for j := i; j < end; j++ {
			b := &blocks[j]
			among := areSiblings(b.in, before.in) || areSiblings(b.in, after.in)
			lone := end-i == 1 && b.kind == annotate.Heading && b.linkShare() < .5
			if isPost(b) || among && (lone || isProse(b)) {
				c.set(b, true)
				kept[j] = true
			}
		}
		i = end
	}
}

// areSiblings reports whether two elements stand side by side: below one parent,
// or each in frames of its own that do and are alike, as pages write that set
// every paragraph on a card.
func areSiblings(a, b *html.Node) bool {
	const frames = 3
	for range frames {
		a, b = a.Parent, b.Parent
		switch {
		case a == nil || b == nil:
			return false
		case a == b:
			return true
		case a.DataAtom != b.DataAtom || attr(a, "class") != attr(b, "class"):
			return false
		}
	}
	return false
}

// postClass are the classes of such posts.
var postClass = map[string]bool{
	"twitter-tweet": true, "twitter-video": true, "instagram-media": true, "fb-post": true,
	"bluesky-embed": true, "mastodon-embed": true, "tiktok-embed": true,
}

// isPost reports whether a block is a post of a social network that the page
// quotes.
func isPost(b *block) bool {
	for n := b.in; n != nil; n = n.Parent {
		if hasClass(attr(n, "class"), postClass) {
			return true
		}
	}
	return false
}

// isPreamble reports whether a block above the text is one of those that
// stand above every text: a link to somewhere, a byline, a date.
func isPreamble(b *block) bool {
	s := annotate.OneLine(b.string())
	return b.linkShare() > .8 || dateLine(s) != "" || byLine.MatchString(s) || saysModified(s)
}

// isStray reports whether a short block is furniture inside the article, by
// what the elements around it are or are called.
func (c *choice) isStray(b *block) bool {
	switch c.page.furnitureOf(b.in) {
	case "menus", "related matter", "share buttons", "comments", "forms":
		return true
	}
	return around(b.in, 2, func(n *html.Node) bool { return c.page.names(n)&namedByline != 0 })
}

// around reports whether n or one of the next depth elements around it is so.
func around(n *html.Node, depth int, is func(*html.Node) bool) bool {
	for range depth + 1 {
		if n == nil || n.Type != html.ElementNode {
			return false
		}
		if is(n) {
			return true
		}
		n = n.Parent
	}
	return false
}

// dropLinkRuns drops three and more short blocks in a row that are nothing but
// links: a list of other articles in the middle of one.
func (c *choice) dropLinkRuns(kept []bool) {
	blocks := c.page.blocks
	for i := 0; i < len(blocks); i++ {
		end := i
		for end < len(blocks) && kept[end] && blocks[end].linkShare() > .9 {
			end++
		}
		if end-i >= 3 {
			for j := i; j < end; j++ {
				c.set(&blocks[j], false)
				kept[j] = false
			}
		}
		i = max(i, end)
	}
}

// dropTail drops headings after which nothing follows, and short links there.
func (c *choice) dropTail(kept []bool) {
	for i := len(kept) - 1; i >= 0; i-- {
		b := &c.page.blocks[i]
		if !kept[i] {
			continue
		}
		if b.kind != annotate.Heading && (b.linkShare() < .9 || isProse(b)) {
			return
		}
		c.set(b, false)
		kept[i] = false
	}
}
