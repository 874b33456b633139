package app

import (
	"context"
	"fmt"
	"strings"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
)

// Agreement compares coders (from two to stats.MaxCoders) on the articles that
// are done, or, where none is, on those in which each of them has a highlight;
// the Base of what it returns says which. Where there are none of these either,
// that is an error. A cancelled ctx ends it with the cause.
func Agreement(ctx context.Context, p *store.Project, coders []annotate.Coder, unit stats.Unit) (stats.Agreement, error) {
	book, err := p.Tags()
	if err != nil {
		return stats.Agreement{}, err
	}
	c, err := stats.NewComparison(book, coders, unit)
	if err != nil {
		return stats.Agreement{}, err
	}
	articles, err := p.Articles()
	if err != nil {
		return stats.Agreement{}, err
	}
	base := "those marked done"
	done := false
	for _, a := range articles {
		done = done || a.Status == annotate.Done
	}
	if !done {
		base = "none is marked done, so those in which every coder has a highlight"
	}
	found := 0
	for _, s := range articles {
		if err := ctx.Err(); err != nil {
			return stats.Agreement{}, err
		}
		if done && s.Status != annotate.Done || !done && s.Highlights == 0 {
			continue
		}
		highlights, err := p.Highlights(s.ID)
		if err != nil {
			return stats.Agreement{}, err
		}
		if !done && !allIn(coders, highlights) {
			continue
		}
		a, err := p.Article(s.ID)
		if err != nil {
			return stats.Agreement{}, err
		}
		c.Add(stats.Article{
			ID: a.ID, Title: a.Title, SourceFile: a.SourceName, Published: a.Published, Length: a.Text.Len(),
			Blocks: blockSpans(a), Text: a.Text, Highlights: highlights,
		})
		found++
	}
	if found == 0 {
		var names []string
		for _, k := range coders {
			names = append(names, k.Name)
		}
		return stats.Agreement{}, fmt.Errorf("%s: there is nothing to compare: no article is marked done, and none has highlights of all of %s",
			p.Path(), strings.Join(names, ", "))
	}
	return c.Agreement(base), nil
}

// allIn reports whether each coder made one of the highlights.
func allIn(coders []annotate.Coder, highlights []annotate.Highlight) bool {
	made := map[string]bool{}
	for _, h := range highlights {
		made[h.Coder] = true
	}
	for _, c := range coders {
		if !made[c.ID] {
			return false
		}
	}
	return true
}
