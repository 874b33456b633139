package importers

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotate"
)

var errNoText = errors.New("the page holds no text; it may need a browser to build it: open it there and save it, or paste the article")

// choice is which text nodes of a page make the article.
type choice struct {
	page *page
	keep []bool // by index in page.texts
}

const (
	agreement = .8  // below this share of common text, a person should look
	rescue    = 2   // the witness is taken if it has more than so many times the text
	tooShort  = 250 // characters without white space; less is hardly an article
)

// choose lets the library and the witness vote, and notes how sure it is. A
// person who asks for a part of the page gets that.
func choose(p *page, part string, r *annotate.Receipt) choice {
	witness := choice{p, make([]bool, len(p.texts))}
	votes := witnessVote(p)
	for i, t := range p.texts {
		witness.keep[i] = t.block >= 0 && votes[t.block]
	}
	if part == partPage {
		r.Add(annotate.Read, "the whole page was taken, as was asked for", "", 0)
		return everything(p)
	}
	c := choice{p, libraryVote(p)}
	c.complete()
	c.refine()
	if part == partWider {
		for i, also := range witness.keep {
			c.keep[i] = c.keep[i] || also
		}
		r.Add(annotate.Read, "all running text around the article was taken, as was asked for", "", 0)
		return c
	}
	mine, theirs, common := c.count(), witness.count(), c.common(witness)
	all := 0
	for i := range p.blocks {
		all += p.blocks[i].chars
	}
	switch {
	case theirs > rescue*mine && theirs >= tooShort && readsAsText(p, votes):
		r.Add(annotate.Doubt, "the main text was hard to find; a wider part of the page was taken than usual", "", 0)
		return witness
	case mine == 0, mine < tooShort && all > 2*mine:
		c = everything(p)
		r.Add(annotate.Doubt, "no article was found on the page; all of its text was taken, menus included", "", 0)
	case float64(2*common) < agreement*float64(mine+theirs):
		r.Add(annotate.Doubt, fmt.Sprintf("two ways of finding the main text agree on %d%% only; look whether something is missing or too much", 200*common/(mine+theirs)), "", 0)
	}
	return c
}

// everything is the whole page.
func everything(p *page) choice {
	c := choice{p, make([]bool, len(p.texts))}
	for i := range c.keep {
		c.keep[i] = true
	}
	return c
}

// complete evens the choice out within blocks: one that was kept for the most
// part is kept whole.
func (c *choice) complete() {
	kept := make([]int, len(c.page.blocks))
	for i, t := range c.page.texts {
		if c.keep[i] && t.block >= 0 {
			kept[t.block] += t.chars
		}
	}
	for i, t := range c.page.texts {
		if t.block >= 0 && 2*kept[t.block] >= c.page.blocks[t.block].chars {
			c.keep[i] = true
		}
	}
}

// count is the number of characters chosen, without white space.
func (c *choice) count() int { return c.common(*c) }

// common is the number of characters that both have chosen.
func (c *choice) common(other choice) int {
	n := 0
	for i, t := range c.page.texts {
		if c.keep[i] && other.keep[i] && t.block >= 0 {
			n += t.chars
		}
	}
	return n
}

// build makes the blocks of the article.
func (c *choice) build() *annotate.Builder {
	var b annotate.Builder
	var pieces []annotate.Piece
	for i := range c.page.blocks {
		block := &c.page.blocks[i]
		if pieces = c.pieces(block, pieces[:0]); len(pieces) > 0 {
			b.Add(block.kind, block.level, 0, pieces...)
		}
	}
	return &b
}

// pieces appends those of a block that were chosen to list, or none where no
// text was.
func (c *choice) pieces(b *block, list []annotate.Piece) []annotate.Piece {
	some, before := false, len(list)
	for _, p := range b.pieces {
		if p.text >= 0 {
			if !c.keep[p.text] {
				continue
			}
			some = true
		}
		list = append(list, c.page.shown(p))
	}
	if !some {
		return list[:before]
	}
	return list
}

// maxLeftOut is how much of what was left out a receipt shows, in bytes; the
// counts are always true.
const maxLeftOut = 20 << 10

// noteLeftOut tells what of the page is not in the article, by the part of the
// page it was in.
func (c *choice) noteLeftOut(title string, r *annotate.Receipt) {
	type part struct {
		blocks int
		text   strings.Builder
	}
	parts := map[string]*part{}
	room := maxLeftOut
	for i := range c.page.blocks {
		b := &c.page.blocks[i]
		left := c.left(b)
		if left == "" || sameWords(left, title) {
			continue
		}
		what := c.page.furnitureOf(b.in)
		if what == "" {
			what = "around the article"
		}
		if parts[what] == nil {
			parts[what] = &part{}
		}
		p := parts[what]
		p.blocks++
		if room -= len(left) + 1; room >= 0 {
			p.text.WriteString(left)
			p.text.WriteByte('\n')
		}
	}
	var names []string
	for name := range parts {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		p := parts[name]
		r.Add(annotate.LeftOut, fmt.Sprintf("of the page, %v", name), strings.TrimSuffix(p.text.String(), "\n"), p.blocks)
	}
}

// left is the text of the block that was not chosen.
func (c *choice) left(b *block) string {
	if c.whole(b) {
		return ""
	}
	var s strings.Builder
	for _, p := range b.pieces {
		if p.text < 0 || !c.keep[p.text] {
			s.WriteString(p.Text)
		}
	}
	if !strings.ContainsFunc(s.String(), unicode.IsLetter) && !strings.ContainsFunc(s.String(), unicode.IsDigit) {
		return ""
	}
	return annotate.OneLine(s.String())
}

// whole reports whether all of the block was chosen.
func (c *choice) whole(b *block) bool {
	for _, p := range b.pieces {
		if p.text >= 0 && !c.keep[p.text] {
			return false
		}
	}
	return true
}

// sameWords compares two lines by their letters and digits only, and reports
// false where they have none.
func sameWords(a, b string) bool {
	some := false
	for {
		var x, y rune
		x, a = nextFolded(a)
		y, b = nextFolded(b)
		if x != y {
			return false
		}
		if x == 0 {
			return some
		}
		some = true
	}
}

// nextFolded returns the first letter or digit of s, in lower case, and what
// follows it; 0 where there is none.
func nextFolded(s string) (rune, string) {
	for i, c := range s {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c), s[i+utf8.RuneLen(c):]
		}
	}
	return 0, ""
}

// fold keeps the letters and digits of s, in lower case.
func fold(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, s)
}
