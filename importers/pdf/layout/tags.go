package layout

import (
	"gloss/annotate"
	"gloss/importers/pdf/glyphs"
)

// The structure tree of a tagged file says which glyphs make a paragraph, a
// heading, an item of a list. Many trees are bad: programs tag every line as a
// paragraph, or a page as one, or name blocks that lie across the columns. So
// the tree is only believed where it agrees with what is seen, and even then it
// says where blocks begin and what they are, not in which order they are read.

// mainTag is the tag of most of the items' characters.
func mainTag(items []item) int {
	count := map[int32]int{}
	best, most := int32(0), 0
	for _, it := range items {
		count[it.Tag]++
		if n := count[it.Tag]; n > most {
			best, most = it.Tag, n
		}
	}
	return int(best)
}

// agrees reports whether the tags fit the lines:
//
//   - four fifths of the characters are tagged;
//   - a block's lines follow one another, nearly always;
//   - no paragraph is most of a long text;
//   - few paragraphs end where their line is full and in the middle of a
//     sentence, with the next one going on below.
func agrees(cols []Column, tags []glyphs.Tag) bool {
	if len(tags) == 0 {
		return false
	}
	all, tagged, lines, runs, cut, seams := 0, 0, 0, 0, 0, 0
	chars := map[int]int{}
	for i := range cols {
		c := &cols[i]
		for j, l := range c.Lines {
			n := l.length()
			all += n
			if l.Tag <= 0 || l.Tag > len(tags) {
				continue
			}
			tagged += n
			lines++
			chars[l.Tag] += n
			if j == 0 {
				continue // a block may go on in another column
			}
			above := c.Lines[j-1]
			if above.Tag == l.Tag {
				continue
			}
			runs++
			if above.Tag > 0 && above.Tag <= len(tags) && tags[above.Tag-1].Role == glyphs.ParagraphRole && tags[l.Tag-1].Role == glyphs.ParagraphRole {
				seams++
				if same(above.Size, l.Size) && above.Bold == l.Bold && c.X1-above.X1 < 2*above.Size && above.Y-l.Y < 1.6*l.Size && !endsSentence(above.Text) {
					cut++
				}
			}
		}
	}
	longest := 0
	for tag, n := range chars {
		if tags[tag-1].Role != glyphs.InTable {
			longest = max(longest, n)
		}
	}
	const short = 3000 // characters: a text of one paragraph may be so long
	return tagged*5 >= all*4 && runs*10 <= len(chars)*11+20 && (all < short || longest*2 < all) && cut*5 <= seams
}

// tag is what the file says of a line, or a tag of no role.
func (s *style) tag(l *Line) glyphs.Tag {
	if l.Tag <= 0 || l.Tag > len(s.tags) {
		return glyphs.Tag{}
	}
	return s.tags[l.Tag-1]
}

// tagged reports whether two lines, by their tags, are of one block, and
// whether the tags say anything of them.
func (s *style) tagged(a, b *Line) (one, known bool) {
	x, y := s.tag(a).Role, s.tag(b).Role
	if x == glyphs.OtherRole || y == glyphs.OtherRole || x == glyphs.InTable || y == glyphs.InTable {
		return false, false
	}
	return a.Tag == b.Tag, true
}

// named gives the block the kind that the file says, where it says more than
// that it is a paragraph.
func (s *style) named(b *Block, p *paragraph) {
	tag := s.tag(p.first())
	switch tag.Role {
	case glyphs.HeadingRole:
		const longest, sentence = 300, 120 // characters of a heading; of one that ends like a sentence
		n := 0
		for _, l := range p.lines {
			n += l.length()
		}
		if n > longest || n > sentence && endsSentence(p.last().Text) {
			return
		}
		if b.Kind != annotate.Heading || tag.Level > 0 {
			b.Level = max(tag.Level, 1)
		}
		b.Kind = annotate.Heading
		for i := range b.Pieces {
			b.Pieces[i].Bold = false
		}
	case glyphs.ItemRole:
		b.Kind, b.Level = annotate.ListItem, tag.Level
	case glyphs.QuoteRole:
		b.Kind, b.Level = annotate.Blockquote, tag.Level
	case glyphs.CaptionRole:
		b.Kind, b.Level = annotate.Caption, 0
	}
}
