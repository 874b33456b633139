package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"gloss/annotate"
	"gloss/annotate/stats"
)

// Verdict says what is right at a place: the index of a coder, or one of the
// negative values.
type Verdict int

// The verdicts that are no coder's.
const (
	Open   Verdict = -1 - iota // nobody has settled it
	Every                      // every coder is right; passages that overlap become one
	Nobody                     // the tag should not have been given
	Own                        // Consensus has passages of its own
)

// Word names a verdict as tables do: the coder's name, "every", "nobody", "own"
// or "open".
func (v Verdict) Word(coders []annotate.Coder) string {
	switch {
	case v == Every:
		return "every"
	case v == Nobody:
		return "nobody"
	case v == Own:
		return "own"
	case v >= 0 && int(v) < len(coders):
		return coders[v].Name
	}
	return "open"
}

// Disagreement is a place at which not all coders gave the tag to the same
// units, with what Consensus says of it.
type Disagreement struct {
	stats.Place
	Title     string // of the article, else its source file
	Tag       annotate.Tag
	TagPath   string
	Paragraph int // one-based, in which Span starts
	Quote     string
	Verdict   Verdict
	Note      string // that Consensus has written
}

// Review is what coders agree and disagree about.
type Review struct {
	Disagreements []Disagreement // by article, position, tag
	Agreed        []stats.Place  // places at which all coders gave the tag to the same units
	Missing       []stats.Place  // of these, those at which Consensus has nothing yet
}

// With returns the review with what one article says replaced by another review,
// of that article alone.
func (r Review) With(article string, part Review) Review {
	return Review{
		Disagreements: replaced(r.Disagreements, part.Disagreements, func(d Disagreement) bool { return d.Article == article }),
		Agreed:        replaced(r.Agreed, part.Agreed, func(p stats.Place) bool { return p.Article == article }),
		Missing:       replaced(r.Missing, part.Missing, func(p stats.Place) bool { return p.Article == article }),
	}
}

// replaced puts part where the elements of all stand for which old holds; they
// stand together. Where there are none, it comes last.
func replaced[T any](all, part []T, old func(T) bool) []T {
	at := slices.IndexFunc(all, old)
	if at < 0 {
		at = len(all)
	}
	end := at
	for end < len(all) && old(all[end]) {
		end++
	}
	return slices.Concat(all[:at], part, all[end:])
}

// Settled counts the disagreements that are settled.
func (r Review) Settled() int {
	n := 0
	for _, d := range r.Disagreements {
		if d.Verdict != Open {
			n++
		}
	}
	return n
}

// Methods says what a disagreement is, how many there were and how they were
// settled, ready to be pasted into a paper.
func (r Review) Methods(c Comparison) string {
	places := len(r.Agreed) + len(r.Disagreements)
	text := fmt.Sprintf("Passages that %s gave the same tag were taken as one place where they shared a %s; the coders disagreed about a place unless all of them gave the tag to the same %ss of it. They disagreed about %d of %s.",
		named(c.Coders), c.Unit, c.Unit, len(r.Disagreements), counted(places, "place"))
	if r.Settled() == 0 {
		return text
	}
	var how []string
	count := func(v Verdict, format string, args ...any) {
		n := 0
		for _, d := range r.Disagreements {
			if d.Verdict == v {
				n++
			}
		}
		if n > 0 {
			how = append(how, fmt.Sprintf("%d ", n)+fmt.Sprintf(format, args...))
		}
	}
	for k, coder := range c.Coders {
		count(Verdict(k), "as %s had coded", coder.Name)
	}
	count(Every, "by joining what they had coded")
	count(Nobody, "by not giving the tag")
	count(Own, "with other limits")
	return text + " Settled by hand: " + strings.Join(how, ", ") + "."
}

// counted is "1 place", "2 places".
func counted(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

// Review lists what the coders of a comparison agree and disagree about. The
// errors are those of Agreement.
func (k *Comparer) Review(ctx context.Context, c Comparison) (Review, error) {
	book, err := k.p.Tags()
	if err != nil {
		return Review{}, err
	}
	if _, err := stats.NewComparison(book, nil, c.Coders, c.Unit); err != nil {
		return Review{}, err
	}
	coders, err := k.p.Coders()
	if err != nil {
		return Review{}, err
	}
	consensus := consensusIn(coders).ID
	if slices.ContainsFunc(c.Coders, func(o annotate.Coder) bool { return o.ID == consensus }) {
		return Review{}, fmt.Errorf("what %s disagrees about with others cannot be settled into %s; compare other coders", Consensus, Consensus)
	}
	articles, _, err := k.Articles(c)
	if err != nil {
		return Review{}, err
	}
	tags := c.tags(book)
	if tags == nil {
		for _, t := range book {
			tags = append(tags, t.ID)
		}
	}
	var r Review
	for a, err := range k.read(ctx, c, articles) {
		if err != nil {
			return Review{}, err
		}
		made := slices.DeleteFunc(slices.Clone(a.Highlights), func(h annotate.Highlight) bool { return consensus == "" || h.Coder != consensus })
		for _, p := range stats.Places(a, c.Coders, tags, c.Unit) {
			path := book.Path(p.Tag)
			v, note := verdict(p, made, path)
			if p.Agreed() {
				r.Agreed = append(r.Agreed, p)
				if v == Open {
					r.Missing = append(r.Missing, p)
				}
				continue
			}
			tag, _ := book.ByID(p.Tag)
			r.Disagreements = append(r.Disagreements, Disagreement{
				Place: p, Title: cmp.Or(a.Title, a.SourceFile, a.ID), Tag: tag, TagPath: path,
				Paragraph: paragraph(a, p.Span), Quote: a.Text.Slice(p.Span), Verdict: v, Note: note,
			})
		}
	}
	return r, nil
}

// consensusIn finds the coder Consensus, or returns one without an ID.
func consensusIn(coders []annotate.Coder) annotate.Coder {
	for _, c := range coders {
		if strings.EqualFold(c.Name, Consensus) {
			return c
		}
	}
	return annotate.Coder{Name: Consensus}
}

// verdict reads from the highlights of Consensus in the article how a place was
// settled, and the note. It compares what stands there, so it is right also
// after somebody has moved or tagged a highlight of Consensus by hand.
func verdict(p stats.Place, made []annotate.Highlight, path string) (v Verdict, note string) {
	var has []annotate.Highlight
	v = Open
	for _, h := range made {
		if !h.Span.Overlaps(p.Span) {
			continue
		}
		refused, own := splitNote(h.Note)
		switch {
		case slices.Contains(h.Tags, p.Tag):
			has = append(has, h)
		case slices.Contains(refused, path):
			v = Nobody
		default:
			continue
		}
		if note == "" {
			note = own
		}
	}
	if len(has) == 0 {
		return v, note
	}
	for k, given := range p.Given {
		if slices.Equal(spansOf(given), spansOf(has)) {
			return Verdict(k), note
		}
	}
	if slices.Equal(joinSpans(slices.Concat(p.Given...)), joinSpans(has)) {
		return Every, note
	}
	return Own, note
}
