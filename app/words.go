package app

import (
	"context"
	"slices"
	"strings"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
)

// Words counts the words of the coded articles without the stop words: of their
// texts, or of the highlighted passages only. A cancelled ctx ends it with the
// cause.
func Words(ctx context.Context, p *store.Project, c Coded, passages bool, stop []string, progress Progress) ([]stats.Word, error) {
	v := stats.NewVocabulary(stop)
	err := eachText(ctx, p, c, passages, progress, func(a annotate.Article, spans []annotate.Span) { v.Add(a.Text, spans) })
	return v.Words(), err
}

// Place is a line of a concordance and the article that it stands in.
type Place struct {
	Article string // ID
	Title   string
	stats.Line
}

// contextWidth is how many code points a concordance shows on each side.
const contextWidth = 60

// Concordance lists the places of a phrase in the texts of the coded articles, or
// in the highlighted passages only, by article added and position. A cancelled
// ctx ends it with the cause.
func Concordance(ctx context.Context, p *store.Project, c Coded, passages bool, phrase stats.Phrase, progress Progress) (all []Place, err error) {
	if phrase.Empty() {
		return nil, nil
	}
	err = eachText(ctx, p, c, passages, progress, func(a annotate.Article, spans []annotate.Span) {
		for _, l := range stats.Concordance(a.Text, spans, phrase, contextWidth) {
			all = append(all, Place{a.ID, titled(a), l})
		}
	})
	return all, err
}

// titled is what a person calls an article: its title, or the file it came from.
func titled(a annotate.Article) string {
	if a.Title != "" {
		return a.Title
	}
	return a.SourceName
}

// eachText calls fn with every coded article and the stretches of it that count.
func eachText(ctx context.Context, p *store.Project, c Coded, passages bool, progress Progress, fn func(a annotate.Article, spans []annotate.Span)) error {
	for i, s := range c.Articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		if progress != nil {
			progress(i, len(c.Articles))
		}
		spans := []annotate.Span{{Start: 0, End: s.Length}}
		if passages {
			spans = spans[:0]
			for _, h := range s.Highlights {
				spans = append(spans, h.Span)
			}
		}
		if len(spans) == 0 {
			continue
		}
		a, err := p.Article(s.ID)
		if err != nil {
			return err
		}
		fn(a, spans)
	}
	return nil
}

// SortPlaces orders the lines of a concordance: "before" by the words before the
// match, the nearest first, "after" by what follows it; any other order leaves
// them as they stand in the articles.
func SortPlaces(places []Place, order string) {
	var key func(p Place) string
	switch order {
	case "before":
		key = func(p Place) string {
			words := strings.Fields(strings.ToLower(p.Before))
			slices.Reverse(words)
			return strings.Join(words, " ")
		}
	case "after":
		key = func(p Place) string { return strings.Join(strings.Fields(strings.ToLower(p.Match+" "+p.After)), " ") }
	default:
		return
	}
	keys := make(map[Place]string, len(places))
	for _, p := range places {
		keys[p] = key(p)
	}
	slices.SortStableFunc(places, func(a, b Place) int { return strings.Compare(keys[a], keys[b]) })
}
