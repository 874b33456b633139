package stats

import (
	"cmp"
	"maps"
	"slices"

	"gloss/annotate"
)

// Figures are the numbers of a project. Lists of numbers have one for each of
// Tags, in that order.
type Figures struct {
	Articles   int `json:"articles"`
	Coded      int `json:"coded_articles"` // articles with at least one highlight
	Characters int `json:"characters"`     // of all articles
	Highlights int `json:"highlights"`
	Untagged   int `json:"untagged_highlights"`

	Tags   []TagFigures     `json:"tags"`
	Matrix []ArticleFigures `json:"matrix"` // every article, in the order they were added to the Counter
	Pairs  []Pair           `json:"pairs"`  // of tags that share an article
	Years  []Period         `json:"years"`  // ascending; the first has no Period where articles have no date
	Months []Period         `json:"months"` // of the articles whose month is known, ascending
	Days   []Period         `json:"days"`   // of the articles whose day is known, ascending
	Fields []Field          `json:"fields"` // what else articles can be grouped by: see Article.Values
}

// TagFigures say how often a tag was given. A highlight with the tag counts
// once, whatever else it has; Characters count once, however many passages lie
// over them.
type TagFigures struct {
	ID         string  `json:"id"`
	Path       string  `json:"path"`
	Color      string  `json:"color"`
	Highlights int     `json:"highlights"`
	Articles   int     `json:"articles"`
	Characters int     `json:"characters"`
	Share      float64 `json:"share"` // Characters of the characters of all articles, 0 to 1
}

// ArticleFigures are a row of the table of articles by tags.
type ArticleFigures struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	SourceFile string `json:"source_file"`
	Published  string `json:"published"`
	Length     int    `json:"length"`
	Total      int    `json:"total"`      // highlights, also those without a tag
	Highlights []int  `json:"highlights"` // with each tag
}

// Tally says how often tags were given in a group of articles.
type Tally struct {
	Articles   int   `json:"articles"`
	Highlights []int `json:"highlights"` // with each tag
	Tagged     []int `json:"tagged"`     // articles with each tag
}

// Period is a year, month or day of publication.
type Period struct {
	Period string `json:"period"` // 2025, 2025-05 or 2025-05-04; empty for articles without a date
	Tally
}

// Counter makes Figures out of articles, one at a time. It keeps numbers only,
// so a project need not fit into memory.
type Counter struct {
	column     map[string]int // of a tag's ID
	f          Figures
	paragraphs []int // with each tag
	pairs      map[[2]int]*Pair
	groups     map[string]map[string]*Tally // by field, then value
}

// NewCounter counts the tags of the codebook, each below the one above it and
// siblings in their order.
func NewCounter(book annotate.Codebook) *Counter {
	c := &Counter{column: map[string]int{}, pairs: map[[2]int]*Pair{}, groups: map[string]map[string]*Tally{}}
	for _, t := range ordered(book) {
		c.column[t.ID] = len(c.f.Tags)
		c.f.Tags = append(c.f.Tags, TagFigures{ID: t.ID, Path: book.Path(t.ID), Color: t.Color})
	}
	c.paragraphs = make([]int, len(c.f.Tags))
	return c
}

// ordered lists the tags of a codebook, each below the one above it.
func ordered(book annotate.Codebook) []annotate.Tag {
	var all []annotate.Tag
	var below func(parent string)
	below = func(parent string) {
		for _, t := range book.Children(parent) {
			all = append(all, t)
			below(t.ID)
		}
	}
	below("")
	return all
}

// Add counts an article. Tags that the codebook does not have are passed over.
func (c *Counter) Add(a Article) {
	c.f.Articles++
	c.f.Characters += a.Length
	if len(a.Highlights) > 0 {
		c.f.Coded++
	}
	counts := make([]int, len(c.f.Tags))
	spans := make([][]annotate.Span, len(c.f.Tags))
	for _, h := range a.Highlights {
		c.f.Highlights++
		if len(h.Tags) == 0 {
			c.f.Untagged++
		}
		for _, id := range h.Tags {
			if i, ok := c.column[id]; ok {
				counts[i]++
				spans[i] = append(spans[i], h.Span)
			}
		}
	}
	c.f.Matrix = append(c.f.Matrix, ArticleFigures{a.ID, a.Title, a.SourceFile, a.Published, a.Length, len(a.Highlights), counts})
	c.addTags(a, counts, spans)
	for _, field := range a.fields() {
		for _, value := range a.Values(field) {
			c.addTally(field, value, counts)
		}
	}
}

// addTags counts tags and pairs of them.
func (c *Counter) addTags(a Article, counts []int, spans [][]annotate.Span) {
	var used []tagged
	for i, s := range spans {
		if len(s) == 0 {
			continue
		}
		s = merge(s)
		u := tagged{i, s, touched(a.Blocks, s)}
		t := &c.f.Tags[i]
		t.Highlights += counts[i]
		t.Articles++
		t.Characters += length(s)
		c.paragraphs[i] += len(u.paragraphs)
		for _, o := range used {
			c.pair(o, u)
		}
		used = append(used, u)
	}
}

// addTally counts an article for a value of a field.
func (c *Counter) addTally(field, value string, counts []int) {
	if c.groups[field] == nil {
		c.groups[field] = map[string]*Tally{}
	}
	t := c.groups[field][value]
	if t == nil {
		t = &Tally{Highlights: make([]int, len(counts)), Tagged: make([]int, len(counts))}
		c.groups[field][value] = t
	}
	t.Articles++
	for i, n := range counts {
		t.Highlights[i] += n
		t.Tagged[i] += min(n, 1)
	}
}

// Figures returns the numbers of all articles so far. No list in them is nil.
func (c *Counter) Figures() Figures {
	f := c.f
	f.Tags = append([]TagFigures{}, f.Tags...)
	for i := range f.Tags {
		f.Tags[i].Share = share(f.Tags[i].Characters, f.Characters)
	}
	f.Matrix = append([]ArticleFigures{}, f.Matrix...)
	f.Pairs = c.allPairs()
	f.Years, f.Months, f.Days = periods(c.groups[Year]), periods(c.groups[Month]), periods(c.groups[Day])
	f.Fields = c.fields()
	return f
}

// share is n of all, and 0 of nothing.
func share(n, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}

// allPairs lists the pairs, with their indices of Jaccard.
func (c *Counter) allPairs() []Pair {
	all := []Pair{}
	keys := slices.SortedFunc(maps.Keys(c.pairs), func(a, b [2]int) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	for _, k := range keys {
		p, a, b := *c.pairs[k], c.f.Tags[k[0]], c.f.Tags[k[1]]
		p.A, p.B, p.AID, p.BID = a.Path, b.Path, a.ID, b.ID
		p.CharactersJaccard = jaccard(p.Characters, a.Characters, b.Characters)
		p.ParagraphsJaccard = jaccard(p.Paragraphs, c.paragraphs[k[0]], c.paragraphs[k[1]])
		p.ArticlesJaccard = jaccard(p.Articles, a.Articles, b.Articles)
		all = append(all, p)
	}
	return all
}
