package annotate

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Piece is part of a block that a Builder takes: characters that look alike.
type Piece struct {
	Text   string
	Bold   bool
	Italic bool
	URL    string // a link's address; anything but http, https and mailto is dropped
	Page   int    // one-based page that begins with this piece; 0 where none does
}

// maxMarking bounds the work of placing a block's marks, which is quadratic in
// the number of pieces: pieces times bytes. A page of a thousand links in one
// paragraph stays far below; a hostile one keeps its text and loses its looks.
const maxMarking = 200 << 20

// Builder makes the text, blocks and marks of an article, block by block. What
// it makes passes [Article.Check], whatever it is given. The zero Builder is
// ready to use.
type Builder struct {
	text   strings.Builder
	n      int // code points in text
	blocks []Block
	breaks []PageBreak
	marks  []Mark
}

// Add appends a block made of the pieces, cleaned by [Clean] and without white
// space at its ends (line breaks only, for Preformatted). A blank line inside
// becomes a line break, except in Preformatted. A block that is empty after
// that is left out, and Add reports false.
func (b *Builder) Add(kind Kind, level, page int, pieces ...Piece) bool {
	var raw strings.Builder
	for _, p := range pieces {
		raw.WriteString(p.Text)
	}
	whole := tidy(raw.String(), kind)
	body, lead := trim(whole, kind)
	if body == "" {
		return false
	}
	if len(b.blocks) > 0 {
		b.text.WriteString("\n\n")
		b.n += 2
	}
	length := utf8.RuneCountInString(body)
	block := Span{b.n, b.n + length}

	// A piece's ends are found by tidying everything before them, because
	// cleaning may drop or join characters anywhere.
	marked := slices.ContainsFunc(pieces, func(p Piece) bool { return p.Bold || p.Italic || p.URL != "" || p.Page > 0 })
	if marked && len(pieces)*raw.Len() <= maxMarking {
		raw.Reset()
		at := func() int {
			n := utf8.RuneCountInString(tidy(raw.String(), kind)) - lead
			return block.Start + min(max(n, 0), length)
		}
		start := at()
		for _, p := range pieces {
			raw.WriteString(p.Text)
			end := at()
			b.turn(start, p.Page, block, page)
			b.mark(Span{start, end}, p)
			start = end
		}
	}
	b.text.WriteString(body)
	b.n += length
	b.blocks = append(b.blocks, Block{Span: block, Kind: kind, Level: max(level, 0), Page: max(page, 0)})
	return true
}

// turn notes that a page begins at pos, if that is inside the block and the
// block does not stand on that page already.
func (b *Builder) turn(pos, to int, block Span, page int) {
	if to <= 0 || page <= 0 || pos <= block.Start || pos >= block.End {
		return
	}
	if k := len(b.breaks) - 1; k >= 0 && b.breaks[k].Pos > block.Start {
		if b.breaks[k].Pos == pos {
			b.breaks[k].Page = to
			return
		}
		page = b.breaks[k].Page
	}
	if to != page {
		b.breaks = append(b.breaks, PageBreak{pos, to})
	}
}

// mark adds what the piece asks for, joined to an equal mark that ends where
// this one starts.
func (b *Builder) mark(s Span, p Piece) {
	if s.Empty() {
		return
	}
	add := func(style Style, url string) {
		for i := len(b.marks) - 1; i >= 0 && i >= len(b.marks)-4; i-- {
			if m := &b.marks[i]; m.Span.End == s.Start && m.Style == style && m.URL == url {
				m.Span.End = s.End
				return
			}
		}
		b.marks = append(b.marks, Mark{s, style, url})
	}
	if p.Bold {
		add(Bold, "")
	}
	if p.Italic {
		add(Italic, "")
	}
	if u := LinkURL(p.URL); u != "" {
		add(Link, u)
	}
}

// Len is the number of blocks so far.
func (b *Builder) Len() int { return len(b.blocks) }

// Into gives the article what was built.
func (b *Builder) Into(a *Article) {
	a.Text, a.Blocks, a.Breaks, a.Marks = NewText(b.text.String()), b.blocks, b.breaks, b.marks
}

// tidy cleans s and takes out what a block of this kind may not hold inside.
func tidy(s string, kind Kind) string {
	s = Clean(s)
	if kind != Preformatted {
		for strings.Contains(s, "\n\n") {
			s = strings.ReplaceAll(s, "\n\n", "\n")
		}
	}
	return s
}

// trim cuts a block's ends and says how many code points went from the front.
func trim(s string, kind Kind) (body string, lead int) {
	cut := " \t\n\u00a0"
	if kind == Preformatted {
		cut = "\n"
	} else if kind == TableRow {
		cut = " \n\u00a0" // a tab at the edge is an empty cell
		if strings.Trim(s, cut+"\t") == "" {
			return "", 0
		}
	}
	body = strings.TrimLeft(s, cut)
	lead = utf8.RuneCountInString(s) - utf8.RuneCountInString(body)
	return strings.TrimRight(body, cut), lead
}
