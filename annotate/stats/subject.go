package stats

import (
	"cmp"
	"slices"
	"strings"

	"gloss/annotate"
)

// Subject says what a number counts: the passages of which everything holds
// that is set.
type Subject struct {
	Tag     string // an ID
	With    string // ID of a second tag that occurs together with Tag
	How     How    // in which way, where With is set
	Article string // an ID
	Field   string // the articles that have Value in this field; see Article.Values
	Value   string
}

// How says in which way two tags are together.
type How int

// The ways of being together; see Pair.
const (
	Overlapping How = iota
	InParagraph
	InArticle
)

// Empty reports whether nothing is set, so that every passage is meant.
func (s Subject) Empty() bool { return s == Subject{} }

// Highlights returns the highlights of an article that the subject means. Where
// it names two tags, those are the passages of either that are together with
// one of the other.
func (s Subject) Highlights(a Article) []annotate.Highlight {
	if s.Article != "" && s.Article != a.ID || s.Field != "" && !slices.Contains(a.Values(s.Field), s.Value) {
		return nil
	}
	having := func(tag string) (all []annotate.Highlight) {
		for _, h := range a.Highlights {
			if slices.Contains(h.Tags, tag) {
				all = append(all, h)
			}
		}
		return all
	}
	switch {
	case s.Tag == "":
		return a.Highlights
	case s.With == "":
		return having(s.Tag)
	}
	left, right := having(s.Tag), having(s.With)
	near := func(these, others []annotate.Highlight) []annotate.Highlight {
		spans := make([]annotate.Span, len(others))
		for i, h := range others {
			spans[i] = h.Span
		}
		switch spans = merge(spans); s.How {
		case InArticle:
			if len(others) > 0 {
				return these
			}
			return nil
		case InParagraph:
			units := make([]annotate.Span, 0, len(a.Blocks))
			for _, i := range touched(a.Blocks, spans) {
				units = append(units, a.Blocks[i])
			}
			spans = units
		}
		return slices.DeleteFunc(slices.Clone(these), func(h annotate.Highlight) bool {
			return len(touched(spans, []annotate.Span{h.Span})) == 0
		})
	}
	all := append(near(left, right), near(right, left)...)
	slices.SortStableFunc(all, func(a, b annotate.Highlight) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End), strings.Compare(a.ID, b.ID))
	})
	return slices.CompactFunc(all, func(a, b annotate.Highlight) bool { return a.ID == b.ID })
}
