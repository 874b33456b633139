package app

import (
	"context"
	"slices"

	"gloss/annotate/stats"
	"gloss/annotate/store"
)

// Alike are articles of which one holds much of the other's text, such as one
// agency's story in several papers.
type Alike struct {
	Articles []store.Summary // two or more, in the order in which they were added
	Share    float64         // see stats.Alike
}

// enoughAlike is the share of a text in another from which the two count as
// versions of one: half of the shorter one, so that a story that was cut is
// found and one that quotes the same statement is not.
const enoughAlike = .5

// FindAlike groups the articles of a project that are alike. It reads one text
// after the other and calls report for each. A cancelled ctx ends it with the
// cause.
func FindAlike(ctx context.Context, p *store.Project, report func(done, total int)) ([]Alike, error) {
	articles, err := p.Articles()
	if err != nil {
		return nil, err
	}
	earlier := map[string]bool{} // IDs of articles that stand beside the one that replaces them
	for _, s := range articles {
		earlier[s.Replaces] = true
	}
	articles = slices.DeleteFunc(articles, func(s store.Summary) bool { return earlier[s.ID] })
	sketches := make([]stats.Sketch, len(articles))
	for i, s := range articles {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		a, err := p.Article(s.ID)
		if err != nil {
			return nil, err
		}
		sketches[i] = stats.SketchOf(a.Text.String())
		report(i+1, len(articles))
	}
	var groups []Alike
	for _, g := range stats.Group(sketches, enoughAlike) {
		group := Alike{Share: g.Share}
		for _, i := range g.Texts {
			group.Articles = append(group.Articles, articles[i])
		}
		groups = append(groups, group)
	}
	return groups, nil
}
