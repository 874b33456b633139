package typeset

import "gloss/annotate"

// sentences returns the sentences of block i.
func (c *Column) sentences(i int) []annotate.Span {
	return annotate.Sentences(c.article.Text, []annotate.Span{c.blocks[i].Span})
}

// SentenceAt returns the sentence that holds pos, without white space at its
// ends; between two it is the later one, behind the last of a block that one.
func (c *Column) SentenceAt(pos int) annotate.Span {
	i := c.article.BlockAt(pos)
	if i < 0 {
		return annotate.Span{}
	}
	var found annotate.Span
	for _, s := range c.sentences(i) {
		if found = s; pos < s.End {
			break
		}
	}
	return c.SnapSpan(found)
}

// NextSentence returns the start of the first sentence behind pos, and the end
// of the text where there is none.
func (c *Column) NextSentence(pos int) int {
	for i := max(0, c.article.BlockAt(pos)); i < len(c.blocks); i++ {
		for _, s := range c.sentences(i) {
			if s.Start > pos {
				return c.Snap(s.Start)
			}
		}
	}
	return c.article.Text.Len()
}

// PreviousSentence returns the start of the last sentence that begins before
// pos, and 0 where there is none.
func (c *Column) PreviousSentence(pos int) int {
	for i := c.article.BlockAt(pos); i >= 0; i-- {
		all := c.sentences(i)
		for k := len(all) - 1; k >= 0; k-- {
			if all[k].Start < pos {
				return c.Snap(all[k].Start)
			}
		}
	}
	return 0
}
