package annotate

import (
	"strings"
	"unicode/utf8"
)

// contextLength is how many code points a Quote keeps on either side, the
// number that the Hypothesis client and the W3C's examples use.
const contextLength = 32

// Quote says what stands at a span and around it, so that a passage proves
// itself and can be found again in another version of the text. Its parts are
// those of the TextQuoteSelector of the W3C Web Annotation Data Model.
type Quote struct {
	Exact  string // the passage
	Prefix string // up to 32 code points before it
	Suffix string // up to 32 code points after it
}

// QuoteOf returns the quote for a span of t.
func QuoteOf(t Text, s Span) Quote {
	return Quote{
		Exact:  t.Slice(s),
		Prefix: t.Slice(Span{max(0, s.Start-contextLength), s.Start}),
		Suffix: t.Slice(Span{s.End, s.End + contextLength}),
	}
}

// Anchor says how a quote was found again.
type Anchor string

// The outcomes of Quote.Find. An orphan is a state that a person sees and
// settles, never a loss.
const (
	Exact  Anchor = "exact"  // at the place it was expected
	Moved  Anchor = "moved"  // elsewhere, or in slightly other words
	Orphan Anchor = "orphan" // nowhere
)

// Find looks for the quote in t, first at the place where it is expected, then
// anywhere, then for the most similar passage with at most one change in five
// characters. Of several places the one with the best context wins, then the
// one nearest to the expected place. An orphan comes with an empty span.
func (q Quote) Find(t Text, expected Span) (Span, Anchor) {
	if q.Exact == "" {
		return Span{}, Orphan
	}
	if expected.Check(t.Len()) == nil && t.Slice(expected) == q.Exact {
		return expected, Exact
	}
	best, bestScore, found := Span{}, 0, false
	for from := 0; ; {
		s, ok := t.Find(q.Exact, from)
		if !ok {
			break
		}
		score := q.contextScore(t, s)
		if !found || score > bestScore ||
			score == bestScore && distance(s, expected) < distance(best, expected) {
			best, bestScore, found = s, score, true
		}
		from = s.Start + 1
	}
	if found {
		return best, Moved
	}
	if s, ok := q.similar(t, expected); ok {
		return s, Moved
	}
	return Span{}, Orphan
}

// contextScore counts the characters next to s that agree with the context.
func (q Quote) contextScore(t Text, s Span) int {
	here := QuoteOf(t, s)
	return commonSuffix(here.Prefix, q.Prefix) + commonPrefix(here.Suffix, q.Suffix)
}

// maxSimilar bounds the work of similar: characters of the passage times
// characters searched. Texts beyond it are searched around the expected place.
const maxSimilar = 100 << 20

// similar finds the stretch of t with the fewest insertions, deletions and
// replacements against the passage: Sellers' variant of edit distance, in
// which a match may start anywhere at no cost.
func (q Quote) similar(t Text, expected Span) (Span, bool) {
	pattern := []rune(q.Exact)
	limit := len(pattern) / 5
	if limit == 0 {
		return Span{}, false
	}
	window := Span{0, t.Len()}
	if reach := maxSimilar / len(pattern); window.Len() > reach {
		start := max(0, min(expected.Start-reach/2, t.Len()-reach))
		window = Span{start, start + reach}
	}
	type cell struct{ cost, start int }
	column := make([]cell, len(pattern)+1)
	for i := range column {
		column[i] = cell{i, window.Start}
	}
	best, found := Span{}, false
	bestCost := limit + 1
	pos := window.Start
	for _, r := range t.Slice(window) {
		diagonal := column[0]
		column[0] = cell{0, pos + 1}
		for i := 1; i <= len(pattern); i++ {
			next := diagonal
			if pattern[i-1] != r {
				next.cost++
			}
			if c := column[i]; c.cost+1 < next.cost {
				next = cell{c.cost + 1, c.start}
			}
			if c := column[i-1]; c.cost+1 < next.cost {
				next = cell{c.cost + 1, c.start}
			}
			diagonal, column[i] = column[i], next
		}
		pos++
		if c := column[len(pattern)]; c.cost < bestCost ||
			found && c.cost == bestCost && distance(Span{c.start, pos}, expected) < distance(best, expected) {
			best, bestCost, found = Span{c.start, pos}, c.cost, true
		}
	}
	return best, found && !best.Empty()
}

func distance(a, b Span) int { return max(a.Start-b.Start, b.Start-a.Start) }

// commonPrefix counts the code points with which both strings begin.
func commonPrefix(a, b string) int {
	n := 0
	for _, r := range a {
		if !strings.HasPrefix(b, string(r)) {
			break
		}
		b = b[utf8.RuneLen(r):]
		n++
	}
	return n
}

// commonSuffix counts the code points with which both strings end.
func commonSuffix(a, b string) int {
	n := 0
	for a != "" && b != "" {
		ra, size := utf8.DecodeLastRuneInString(a)
		rb, _ := utf8.DecodeLastRuneInString(b)
		if ra != rb {
			break
		}
		a, b = a[:len(a)-size], b[:len(b)-size]
		n++
	}
	return n
}
