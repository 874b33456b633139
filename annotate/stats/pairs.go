package stats

import "gloss/annotate"

// Pair says how two tags occur together, in three ways of being together: on
// the same characters, in the same paragraph, in the same article. The index of
// Jaccard (1901) is what both have, divided by what either has: from 0, never
// together, to 1, never apart.
type Pair struct {
	A                 string  `json:"a"` // paths
	B                 string  `json:"b"`
	AID               string  `json:"a_id"`
	BID               string  `json:"b_id"`
	Places            int     `json:"overlaps"`           // stretches of text that have both tags
	Characters        int     `json:"overlap_characters"` // in those stretches
	CharactersJaccard float64 `json:"overlap_jaccard"`    // of characters
	Paragraphs        int     `json:"paragraphs"`         // that both tags touch
	ParagraphsJaccard float64 `json:"paragraphs_jaccard"`
	Articles          int     `json:"articles"` // in which both tags occur
	ArticlesJaccard   float64 `json:"articles_jaccard"`
}

// tagged is where a tag stands in one article.
type tagged struct {
	column     int
	spans      []annotate.Span // merged
	paragraphs []int           // indices of the blocks they touch
}

// pair counts two tags that share an article; a stands before b.
func (c *Counter) pair(a, b tagged) {
	key := [2]int{a.column, b.column}
	p := c.pairs[key]
	if p == nil {
		p = &Pair{}
		c.pairs[key] = p
	}
	places, characters := shared(a.spans, b.spans)
	p.Places += places
	p.Characters += characters
	p.Paragraphs += common(a.paragraphs, b.paragraphs)
	p.Articles++
}

// jaccard is the index for sets of a and b members, both of which they share.
func jaccard(both, a, b int) float64 { return share(both, a+b-both) }

// In returns how often the two tags are together in a way, as a count of places,
// paragraphs or articles, and the index of Jaccard.
func (p Pair) In(how How) (count int, jaccard float64) {
	switch how {
	case InParagraph:
		return p.Paragraphs, p.ParagraphsJaccard
	case InArticle:
		return p.Articles, p.ArticlesJaccard
	}
	return p.Places, p.CharactersJaccard
}
