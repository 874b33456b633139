package app

import (
	"context"
	"slices"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
)

// Words counts the words of the articles of a project without the stop words:
// where the filter is empty, of all text; otherwise of the passages that it
// lets through, a passage counting if one of its tags does. A cancelled ctx ends
// it with the cause.
func Words(ctx context.Context, p *store.Project, f store.Filter, stop []string) ([]stats.Word, error) {
	articles, err := p.Articles()
	if err != nil {
		return nil, err
	}
	passages := len(f.Tags)+len(f.Coders) > 0
	v := stats.NewVocabulary(stop)
	for _, s := range articles {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(f.Articles) > 0 && !slices.Contains(f.Articles, s.ID) || passages && s.Highlights == 0 {
			continue
		}
		spans := []annotate.Span{{Start: 0, End: s.Length}}
		if passages {
			spans = nil
			only := f
			only.Articles = []string{s.ID}
			for c, err := range p.Codings(only) {
				if err != nil {
					return nil, err
				}
				spans = append(spans, annotate.Span{Start: c.Start, End: c.End})
			}
		}
		if len(spans) == 0 {
			continue
		}
		a, err := p.Article(s.ID)
		if err != nil {
			return nil, err
		}
		v.Add(a.Text, spans)
	}
	return v.Words(), nil
}
