package app

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
)

// Comparison says which coders are compared, and on what.
type Comparison struct {
	Coders   []annotate.Coder // two to stats.MaxCoders
	Unit     stats.Unit
	Tags     []string // IDs, each with the tags below it; none: all
	Articles []string // IDs; none: see Comparer.Articles
}

// Compared is an article, and whether coders are compared on it.
type Compared struct {
	store.Summary
	In  bool
	Why string // a few words for a person: why it is in, or why not

	highlights []annotate.Highlight // where they had to be read to know; else nil
}

// Comparer compares the coders of a project. It keeps what it has read of
// articles and what never changes, so that the next answer comes faster. It may
// be used from several goroutines.
type Comparer struct {
	p    *store.Project
	mu   sync.Mutex
	kept map[string]stats.Article // by ID, without highlights
}

// NewComparer returns a Comparer for the project.
func NewComparer(p *store.Project) *Comparer {
	return &Comparer{p: p, kept: map[string]stats.Article{}}
}

// Articles lists all articles and says on which of them the coders are
// compared; base says it of all together. Where the comparison names none, it
// is those that each coder has marked done, or, where there is no such article,
// those in which each of them has a highlight.
func (k *Comparer) Articles(c Comparison) (all []Compared, base string, err error) {
	articles, err := k.p.Articles()
	if err != nil {
		return nil, "", err
	}
	anyDone := false
	for _, a := range articles {
		late := unfinished(a, c.Coders)
		one := Compared{Summary: a, In: len(late) == 0, Why: fmt.Sprintf("marked done by %v", everyone(c.Coders))}
		if len(late) > 0 {
			one.Why = "not marked done by " + named(late)
		}
		anyDone = anyDone || one.In
		all = append(all, one)
	}
	switch {
	case len(c.Articles) > 0:
		for i := range all {
			all[i].In = slices.Contains(c.Articles, all[i].ID)
		}
		return all, "chosen by hand", nil
	case anyDone:
		return all, fmt.Sprintf("those that %v marked done", everyone(c.Coders)), nil
	}
	for i := range all {
		highlights, err := k.p.Highlights(all[i].ID)
		if err != nil {
			return nil, "", err
		}
		without := withoutHighlight(c.Coders, highlights)
		all[i].highlights = highlights
		all[i].In, all[i].Why = len(without) == 0, fmt.Sprintf("has highlights of %v", everyone(c.Coders))
		if len(without) > 0 {
			all[i].Why = "no highlight of " + named(without)
		}
	}
	return all, fmt.Sprintf("none is marked done by %v, so those in which each has a highlight", everyone(c.Coders)), nil
}

// unfinished returns the coders who have not marked the article done.
func unfinished(a store.Summary, coders []annotate.Coder) []annotate.Coder {
	return slices.DeleteFunc(slices.Clone(coders), func(c annotate.Coder) bool { return slices.Contains(a.Done, c.ID) })
}

func withoutHighlight(coders []annotate.Coder, highlights []annotate.Highlight) []annotate.Coder {
	return slices.DeleteFunc(slices.Clone(coders), func(c annotate.Coder) bool {
		return slices.ContainsFunc(highlights, func(h annotate.Highlight) bool { return h.Coder == c.ID })
	})
}

// everyone is "both" or "all of them".
func everyone(coders []annotate.Coder) string {
	if len(coders) == 2 {
		return "both"
	}
	return "all of them"
}

// named is "Ada", "Ada and Bo", "Ada, Bo and Cy".
func named(coders []annotate.Coder) string {
	var names []string
	for _, c := range coders {
		names = append(names, c.Name)
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// Agreement says how far the coders agree. Where there is no article to compare
// them on, that is an error. A cancelled ctx ends it with the cause.
func (k *Comparer) Agreement(ctx context.Context, c Comparison) (stats.Agreement, error) {
	book, err := k.p.Tags()
	if err != nil {
		return stats.Agreement{}, err
	}
	sum, err := stats.NewComparison(book, c.tags(book), c.Coders, c.Unit)
	if err != nil {
		return stats.Agreement{}, err
	}
	articles, base, err := k.Articles(c)
	if err != nil {
		return stats.Agreement{}, err
	}
	for a, err := range k.read(ctx, c, articles) {
		if err != nil {
			return stats.Agreement{}, err
		}
		sum.Add(a)
	}
	return sum.Agreement(base), nil
}

// Judged is a unit of an article that exactly some of the coders gave a tag.
type Judged struct {
	Article   string // ID
	Title     string // of the article, else its source file
	Span      annotate.Span
	Paragraph int // one-based, in which Span starts
	Quote     string
}

// Judged lists the units, or stretches of them where the unit is the character,
// that the coders for whom want holds gave the tag (an ID): what a cell of the
// tag's table counts. want is asked which of the coders gave the tag, in their
// order.
func (k *Comparer) Judged(ctx context.Context, c Comparison, tag string, want func(given []bool) bool) ([]Judged, error) {
	articles, _, err := k.Articles(c)
	if err != nil {
		return nil, err
	}
	var all []Judged
	for a, err := range k.read(ctx, c, articles) {
		if err != nil {
			return nil, err
		}
		for _, j := range stats.Judgements(a, c.Coders, tag, c.Unit) {
			if want(j.Given) {
				all = append(all, Judged{a.ID, cmp.Or(a.Title, a.SourceFile, a.ID), j.Span, paragraph(a, j.Span), a.Text.Slice(j.Span)})
			}
		}
	}
	return all, nil
}

// paragraph is the one-based number of the block in which a span starts; the
// blank line behind a block counts to it.
func paragraph(a stats.Article, s annotate.Span) int {
	i, found := slices.BinarySearchFunc(a.Blocks, s.Start, func(b annotate.Span, pos int) int { return b.Start - pos })
	if found {
		return i + 1
	}
	return max(i, 1)
}

// tags are the IDs of the tags that are compared, in the order of the codebook;
// nil stands for all.
func (c Comparison) tags(book annotate.Codebook) []string {
	if len(c.Tags) == 0 {
		return nil
	}
	ids := []string{}
	for _, t := range book {
		if slices.ContainsFunc(c.Tags, func(root string) bool { return book.Within(t.ID, root) }) {
			ids = append(ids, t.ID)
		}
	}
	return ids
}

// read reads the articles that are in with their highlights. Where none is,
// that is an error.
func (k *Comparer) read(ctx context.Context, c Comparison, articles []Compared) iter.Seq2[stats.Article, error] {
	return func(yield func(stats.Article, error) bool) {
		found := false
		for _, s := range articles {
			if !s.In {
				continue
			}
			found = true
			a, err := k.whole(s.ID)
			if err == nil {
				a.Title, a.SourceFile = s.Title, s.SourceName
				a.Highlights = s.highlights
			}
			if err == nil && a.Highlights == nil {
				a.Highlights, err = k.p.Highlights(s.ID)
			}
			if err == nil {
				err = ctx.Err()
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
		if !found {
			yield(stats.Article{}, fmt.Errorf("%s: there is nothing to compare: no article is marked done by %s, and none has highlights of each; mark articles as done, or choose some",
				k.p.Path(), named(c.Coders)))
		}
	}
}

// whole returns an article as the numbers want it, without highlights.
func (k *Comparer) whole(id string) (stats.Article, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if a, ok := k.kept[id]; ok {
		return a, nil
	}
	a, err := k.p.Article(id)
	if err != nil {
		return stats.Article{}, err
	}
	k.kept[id] = stats.Article{ID: a.ID, Published: a.Published, Length: a.Text.Len(), Blocks: blockSpans(a.Blocks), Text: a.Text}
	return k.kept[id], nil
}
