package app

import (
	"context"
	"slices"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
)

// Figures counts what the coders (IDs; none: all) coded in a project. It reads
// article by article. A cancelled ctx ends it with the cause.
func Figures(ctx context.Context, p *store.Project, coders []string) (stats.Figures, error) {
	book, err := p.Tags()
	if err != nil {
		return stats.Figures{}, err
	}
	articles, err := p.Articles()
	if err != nil {
		return stats.Figures{}, err
	}
	counter := stats.NewCounter(book)
	for _, s := range articles {
		if err := ctx.Err(); err != nil {
			return stats.Figures{}, err
		}
		a := stats.Article{ID: s.ID, Title: s.Title, SourceFile: s.SourceName, Published: s.Published, Length: s.Length}
		if s.Highlights > 0 {
			if a.Highlights, err = highlightsOf(p, s.ID, coders); err != nil {
				return stats.Figures{}, err
			}
		}
		if len(a.Highlights) > 0 {
			whole, err := p.Article(s.ID)
			if err != nil {
				return stats.Figures{}, err
			}
			a.Blocks = blockSpans(whole)
		}
		counter.Add(a)
	}
	return counter.Figures(), nil
}

// highlightsOf returns the highlights that the coders (none: all) made in an
// article.
func highlightsOf(p *store.Project, article string, coders []string) ([]annotate.Highlight, error) {
	all, err := p.Highlights(article)
	if len(coders) > 0 {
		all = slices.DeleteFunc(all, func(h annotate.Highlight) bool { return !slices.Contains(coders, h.Coder) })
	}
	return all, err
}

// blockSpans is where the blocks of an article stand.
func blockSpans(a annotate.Article) []annotate.Span {
	spans := make([]annotate.Span, len(a.Blocks))
	for i, b := range a.Blocks {
		spans[i] = b.Span
	}
	return spans
}
