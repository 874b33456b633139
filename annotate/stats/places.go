package stats

import (
	"cmp"
	"slices"
	"sort"

	"gloss/annotate"
)

// Place is where coders gave a tag. Passages that share a unit are at the same
// place, whoever marked them, and so are those that further passages join in
// this way.
type Place struct {
	Article string // ID
	Tag     string // ID
	// Span goes from the first character of the first passage to the last one
	// of the last.
	Span  annotate.Span
	Units int                    // of the place
	Apart int                    // of these: units that some of the coders, but not all, gave the tag
	Given [][]annotate.Highlight // by coder: the passages with the tag, by position
}

// Agreed reports whether all coders gave the tag to the same units.
func (p Place) Agreed() bool { return p.Apart == 0 }

// Without lists the indices of the coders who gave the tag to nothing here.
func (p Place) Without() []int {
	var who []int
	for k, list := range p.Given {
		if len(list) == 0 {
			who = append(who, k)
		}
	}
	return who
}

// Places returns where the coders gave the tags (IDs), by start, end and the
// order of the tags. Each unit that some of the coders, but not all, gave a tag
// lies in exactly one place: the Apart of a tag's places add up to the units
// outside the cells "all" and "none" of its TagAgreement.
func Places(a Article, coders []annotate.Coder, tags []string, unit Unit) []Place {
	g := newGrid(a, unit)
	var all []Place
	for _, tag := range tags {
		given := givenBy(a, coders, tag)
		covers, joined := g.covers(given)
		places := make([]Place, len(joined))
		for i, on := range joined {
			places[i] = Place{Article: a.ID, Tag: tag, Units: on.Len(), Given: make([][]annotate.Highlight, len(coders))}
		}
		for k, list := range given {
			for _, h := range list {
				if on := g.cover([]annotate.Span{h.Span}); len(on) > 0 {
					i := behind(joined, on[0].Start)
					places[i].take(k, h)
				}
			}
		}
		for on, set := range g.sets(covers) {
			if set == 0 || set == 1<<len(coders)-1 {
				continue
			}
			for i := behind(joined, on.Start); i < len(joined) && joined[i].Start < on.End; i++ {
				places[i].Apart += on.Intersect(joined[i]).Len()
			}
		}
		all = append(all, places...)
	}
	slices.SortStableFunc(all, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	return all
}

// behind returns the index of the first merged span that ends behind position
// pos.
func behind(spans []annotate.Span, pos int) int {
	return sort.Search(len(spans), func(i int) bool { return spans[i].End > pos })
}

// take adds a passage of the coder with index k.
func (p *Place) take(k int, h annotate.Highlight) {
	if p.Span.Empty() {
		p.Span = h.Span
	}
	p.Span.Start, p.Span.End = min(p.Span.Start, h.Span.Start), max(p.Span.End, h.Span.End)
	p.Given[k] = append(p.Given[k], h)
}

// Judged is a unit, or for characters a stretch of them, and who gave it a tag.
type Judged struct {
	Span  annotate.Span // in the text
	Units int
	Given []bool // by coder
}

// Judgements returns all units of an article in order, with who gave them the
// tag (an ID). They add up to the table of the tag's TagAgreement.
func Judgements(a Article, coders []annotate.Coder, tag string, unit Unit) []Judged {
	g := newGrid(a, unit)
	covers, _ := g.covers(givenBy(a, coders, tag))
	var all []Judged
	for on, set := range g.sets(covers) {
		given := make([]bool, len(coders))
		for k := range given {
			given[k] = set>>k&1 == 1
		}
		if g.characters {
			all = append(all, Judged{on, on.Len(), given})
			continue
		}
		for i := on.Start; i < on.End; i++ {
			all = append(all, Judged{g.units[i], 1, given})
		}
	}
	return all
}

// givenBy returns each coder's highlights with the tag, by position.
func givenBy(a Article, coders []annotate.Coder, tag string) [][]annotate.Highlight {
	given := make([][]annotate.Highlight, len(coders))
	for _, h := range a.Highlights {
		k := slices.IndexFunc(coders, func(c annotate.Coder) bool { return c.ID == h.Coder })
		if k >= 0 && slices.Contains(h.Tags, tag) {
			given[k] = append(given[k], h)
		}
	}
	for _, list := range given {
		slices.SortStableFunc(list, func(a, b annotate.Highlight) int {
			return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
		})
	}
	return given
}

// covers returns the units that each coder's highlights cover, and where those
// of all coders join.
func (g grid) covers(given [][]annotate.Highlight) (covers [][]annotate.Span, joined []annotate.Span) {
	for _, list := range given {
		var spans []annotate.Span
		for _, h := range list {
			spans = append(spans, h.Span)
		}
		cover := g.cover(merge(spans))
		covers = append(covers, cover)
		joined = append(joined, cover...)
	}
	return covers, merge(joined)
}
