package app

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"gloss/annotate"
	"gloss/annotate/find"
	"gloss/annotate/store"
)

// Unit is how much is highlighted where something was found.
type Unit string

// The units.
const (
	UnitMatch     Unit = "match"
	UnitSentence  Unit = "sentence"  // the sentences that the match touches; see annotate.Sentences
	UnitParagraph Unit = "paragraph" // the blocks that the match touches
)

// Units lists the units, the default first.
var Units = []Unit{UnitMatch, UnitSentence, UnitParagraph}

// Found is a place where a search found something, with what a person needs to
// judge it.
type Found struct {
	Article *store.Summary
	Match   annotate.Span
	Span    annotate.Span // what would be highlighted: the unit around the match
	Coded   bool          // a highlight of the same coder that overlaps the match has the tag

	Before, Text, After string // the match, and up to 100 characters of its paragraph on either side
}

// contextLength is how many code points Found has on either side of a match.
const contextLength = 100

// Find looks for a query in the articles that a filter lets through, see
// [store.View.ArticlesIn], in their order. tag is the ID of the tag that Found.Coded is about, or "". progress, which may
// be nil, is called after every article. A cancelled ctx ends it with the cause.
func Find(ctx context.Context, p *store.Project, q find.Query, in store.Filter, unit Unit, tag string, progress func(done, total int)) ([]Found, error) {
	finder, err := q.Compile()
	if err != nil {
		return nil, err
	}
	list, err := p.ArticlesIn(in)
	if err != nil {
		return nil, err
	}
	tags, err := p.Tags()
	if err != nil {
		return nil, err
	}
	var all []Found
	for i := range list {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		a, err := p.Article(list[i].ID)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Path(), err)
		}
		hits := finder.In(a.Text)
		var coded []annotate.Span // by start, those that begin behind the hit
		codedTo := 0              // the last end of the others
		if len(hits) > 0 && tag != "" && list[i].Highlights > 0 {
			if coded, err = codedWith(p, a.ID, tag, tags); err != nil {
				return nil, err
			}
		}
		units := unitSpans(&a, unit, len(hits) > 0)
		for _, h := range hits {
			f := Found{Article: &list[i], Match: h.Span, Span: widen(h.Span, units)}
			for ; len(coded) > 0 && coded[0].Start < h.Span.End; coded = coded[1:] {
				codedTo = max(codedTo, coded[0].End)
			}
			f.Coded = codedTo > h.Span.Start
			f.Before, f.Text, f.After = inContext(&a, h.Span)
			all = append(all, f)
		}
		if progress != nil {
			progress(i+1, len(list))
		}
	}
	return all, nil
}

// codedWith lists where the coder who works has highlighted an article with a
// tag or one below it.
func codedWith(p *store.Project, article, tag string, tags annotate.Codebook) (spans []annotate.Span, err error) {
	highlights, err := p.Highlights(article)
	if err != nil {
		return nil, err
	}
	me := p.Coder().ID
	for _, h := range highlights {
		if h.Coder == me && slices.ContainsFunc(h.Tags, func(id string) bool { return tags.Within(id, tag) }) {
			spans = append(spans, h.Span)
		}
	}
	return spans, nil
}

// unitSpans are the sentences or paragraphs of an article in order; none for
// matches as they are.
func unitSpans(a *annotate.Article, unit Unit, wanted bool) (spans []annotate.Span) {
	if unit == UnitMatch || !wanted {
		return nil
	}
	for _, b := range a.Blocks {
		spans = append(spans, b.Span)
	}
	if unit == UnitSentence {
		spans = annotate.Sentences(a.Text, spans)
	}
	return spans
}

// widen is s with all units that it touches; they are in order and disjoint.
func widen(s annotate.Span, units []annotate.Span) annotate.Span {
	at := sort.Search(len(units), func(i int) bool { return units[i].End > s.Start })
	for ; at < len(units) && units[at].Start < s.End; at++ {
		s = annotate.Span{Start: min(s.Start, units[at].Start), End: max(s.End, units[at].End)}
	}
	return s
}

// inContext is what stands before, at and behind a match in its paragraph.
func inContext(a *annotate.Article, match annotate.Span) (before, text, after string) {
	room := annotate.Span{Start: 0, End: a.Text.Len()}
	if i := a.BlockAt(match.Start); i >= 0 {
		room.Start = a.Blocks[i].Span.Start
	}
	if i := a.BlockAt(match.End - 1); i >= 0 {
		room.End = max(match.End, a.Blocks[i].Span.End)
	}
	before = a.Text.Slice(annotate.Span{Start: max(room.Start, match.Start-contextLength), End: match.Start})
	after = a.Text.Slice(annotate.Span{Start: match.End, End: min(room.End, match.End+contextLength)})
	return before, a.Text.Slice(match), after
}

// CodeFound highlights places for a coder with a tag, a name or a path such as
// "economy > trade" that is made where it is missing. A passage that the coder
// has highlighted already with just these limits gains the tag; places with the
// same span become one highlight. It returns how many highlights were made or
// have changed. A cancelled ctx ends it with the cause.
func CodeFound(ctx context.Context, tx *store.Tx, coder string, found []Found, tag string) (n int, err error) {
	book := &codebook{tx: tx}
	if book.tags, err = tx.Tags(); err != nil {
		return 0, err
	}
	names, err := book.path(tag, false)
	if err != nil {
		return 0, err
	}
	id, err := book.ensure(names)
	if err != nil {
		return 0, err
	}
	there := map[annotate.Span]annotate.Highlight{}
	article := ""
	for _, f := range found {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		if f.Article.ID != article {
			article = f.Article.ID
			clear(there)
			highlights, err := tx.Highlights(article)
			if err != nil {
				return 0, err
			}
			for _, h := range highlights {
				if h.Coder == coder {
					there[h.Span] = h
				}
			}
		}
		h, known := there[f.Span]
		if slices.Contains(h.Tags, id) {
			continue
		}
		n++
		h.Tags = append(slices.Clone(h.Tags), id)
		if known {
			err = tx.SetHighlight(h)
		} else {
			h, err = tx.AddHighlight(annotate.Highlight{Article: article, Span: f.Span, Tags: h.Tags, Coder: coder})
		}
		if err != nil {
			return 0, err
		}
		there[f.Span] = h
	}
	return n, nil
}

// FoundLabel is what the history says of a search whose hits were judged: what
// was sought, the path of the tag, and how many of the hits were right. So the
// project remembers the precision of a search; see [Precision].
func FoundLabel(q find.Query, tag string, accepted, rejected int) string {
	return fmt.Sprintf("find and code %s as %s: %d of %d accepted", annotate.Excerpt(q.String(), 60), tag, accepted, accepted+rejected)
}

// Precision reads the label of an action and returns how many hits of the same
// search for the same tag were accepted, of how many that were judged; ok is
// false for other actions.
func Precision(q find.Query, tag, label string) (accepted, judged int, ok bool) {
	none := FoundLabel(q, tag, 0, 0)
	numbers, ok := strings.CutPrefix(label, strings.TrimSuffix(none, "0 of 0 accepted"))
	if _, err := fmt.Sscanf(numbers, "%d of %d accepted", &accepted, &judged); !ok || err != nil {
		return 0, 0, false
	}
	return accepted, judged, true
}

// ReadTerms reads a list of words and phrases: a CSV table with a column term (or
// word, or phrase), or lines with one each.
func ReadTerms(name string, r io.Reader) ([]string, error) {
	t, err := readTable(name, r)
	if err != nil {
		return nil, err
	}
	columns := []string{"term", "word", "phrase"}
	var terms []string
	switch {
	case len(t.rejected) > 0:
		return nil, fmt.Errorf("%s: line %d: %s", name, t.rejected[0].Line, t.rejected[0].Reason)
	case !t.has(columns...) && len(t.header) > 1:
		return nil, fmt.Errorf("%s: there is no column term; the first line must name the columns", name)
	case !t.has(columns...):
		terms, columns = append(terms, t.header[0]), []string{columnName(t.header[0])}
	}
	for _, row := range t.rows {
		if s := strings.TrimSpace(t.cell(row, columns...)); s != "" {
			terms = append(terms, s)
		}
	}
	if len(terms) == 0 {
		return nil, fmt.Errorf("%s: the list is empty", name)
	}
	return terms, nil
}
