package app

import (
	"context"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
)

// Coded is what of a project is counted: the articles that a filter chooses,
// without their texts, each with the highlights that it lets through. A
// highlight has only those of its tags that pass, as in tables.
type Coded struct {
	Book     annotate.Codebook
	Articles []stats.Article
}

// Progress is told how far some work has come: n of total steps. It may be nil.
type Progress func(n, total int)

// ReadCoded reads what a filter chooses of a project. blocks keeps what was read
// of articles' paragraphs, which never change, for the next time; it may be nil.
// A cancelled ctx ends it with the cause.
func ReadCoded(ctx context.Context, p *store.Project, f store.Filter, blocks map[string][]annotate.Span, progress Progress) (c Coded, err error) {
	if blocks == nil {
		blocks = map[string][]annotate.Span{}
	}
	if c.Book, err = p.Tags(); err != nil {
		return c, err
	}
	articles, err := p.ArticlesIn(f)
	if err != nil {
		return c, err
	}
	total := 0
	for _, a := range articles {
		total += a.Highlights
	}
	placed, err := p.Placed(f, func(n int) error {
		if progress != nil {
			progress(n, total)
		}
		return ctx.Err()
	})
	if err != nil {
		return c, err
	}
	highlights := map[string][]annotate.Highlight{}
	for _, h := range placed {
		highlights[h.Article] = append(highlights[h.Article], h)
	}
	for _, s := range articles {
		if err := ctx.Err(); err != nil {
			return c, err
		}
		a := known(s)
		a.Highlights = highlights[s.ID]
		if len(a.Highlights) > 0 && blocks[s.ID] == nil {
			list, err := p.Blocks(s.ID)
			if err != nil {
				return c, err
			}
			blocks[s.ID] = blockSpans(list)
		}
		a.Blocks = blocks[s.ID]
		c.Articles = append(c.Articles, a)
	}
	return c, nil
}

// known is what the numbers need to know of an article.
func known(s store.Summary) stats.Article {
	return stats.Article{
		ID: s.ID, Title: s.Title, SourceFile: s.SourceName, Published: s.Published, Length: s.Length,
		Site: s.Site, Language: s.Language, Authors: s.Authors, Variables: s.Variables,
	}
}

// Figures counts what was coded.
func (c Coded) Figures() stats.Figures {
	counter := stats.NewCounter(c.Book)
	for _, a := range c.Articles {
		counter.Add(a)
	}
	return counter.Figures()
}

// Highlights returns the IDs of the highlights that a number counts, and of the
// articles in which they stand.
func (c Coded) Highlights(s stats.Subject) (ids, articles []string) {
	for _, a := range c.Articles {
		found := s.Highlights(a)
		for _, h := range found {
			ids = append(ids, h.ID)
		}
		if len(found) > 0 {
			articles = append(articles, a.ID)
		}
	}
	return ids, articles
}

// blockSpans is where blocks stand.
func blockSpans(blocks []annotate.Block) []annotate.Span {
	spans := make([]annotate.Span, len(blocks))
	for i, b := range blocks {
		spans[i] = b.Span
	}
	return spans
}
