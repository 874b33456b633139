// Package find finds words, phrases and regular expressions in texts, for
// coding many passages at once with a person in charge. It is pure: a [Query]
// becomes a [Finder], which gives the places in a text.
package find

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"gloss/annotate"
)

// Query says what to find: terms or, where Regexp is not empty, that.
//
// A term is a word or a phrase. Words are those of [annotate.Words]; what stands
// between them (blanks, a line break, punctuation, but no blank line) does not
// matter. A * at the beginning or end of a word stands for any letters or none:
// trawler* finds trawlers. Whole words are found, never parts.
//
// A regular expression is one of RE2 (package regexp), so that its cost grows
// with the text and no faster. It sees the text as it is; ^ and $ are the ends of
// lines. Whether case counts says SameCase; accents always do.
type Query struct {
	Terms       []string
	Regexp      string
	SameCase    bool // Navy is not navy
	SameAccents bool // José is not Jose
}

// Hit is a place where something was found.
type Hit struct {
	Span annotate.Span
	Term int // index in Query.Terms; 0 for a regular expression
}

// Finder finds a query. It may be used from any goroutine.
type Finder struct {
	expression *regexp.Regexp // nil for terms
	fold       func(word string) string
	terms      [][]pattern
	exact      map[string][]int         // terms by their first word
	prefixes   map[int]map[string][]int // those that begin with word*, by its length and itself
	others     []int                    // those that begin with *word or *word*
}

// pattern is a word of a term, folded as the query asks.
type pattern struct {
	word             string
	anyStart, anyEnd bool // * before, behind it
}

// Terms cuts what a person types into terms: at line breaks, commas and
// semicolons. Quotation marks around a term are taken off.
func Terms(s string) (terms []string) {
	for _, t := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("\n\r,;，、；", r) }) {
		if t = strings.TrimSpace(strings.Trim(strings.TrimSpace(t), `"“”„«»`)); t != "" {
			terms = append(terms, t)
		}
	}
	return terms
}

// Compile prepares a query. The error says in words for a person what cannot be
// found.
func (q Query) Compile() (*Finder, error) {
	f := &Finder{fold: q.folding(), exact: map[string][]int{}, prefixes: map[int]map[string][]int{}}
	if q.Regexp != "" {
		flags := "(?im)"
		if q.SameCase {
			flags = "(?m)"
		}
		e, err := regexp.Compile(flags + q.Regexp)
		if err != nil {
			return nil, fmt.Errorf("the regular expression cannot be read: %s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		}
		f.expression = e
		return f, nil
	}
	if len(q.Terms) == 0 {
		return nil, errors.New("there is nothing to find; give words, a phrase or a regular expression")
	}
	for i, term := range q.Terms {
		patterns := f.patterns(annotate.Clean(term))
		if len(patterns) == 0 {
			return nil, fmt.Errorf("%q holds no word; signs are found by a regular expression", term)
		}
		f.terms = append(f.terms, patterns)
		switch p := patterns[0]; {
		case p.anyStart:
			f.others = append(f.others, i)
		case p.anyEnd:
			if f.prefixes[len(p.word)] == nil {
				f.prefixes[len(p.word)] = map[string][]int{}
			}
			f.prefixes[len(p.word)][p.word] = append(f.prefixes[len(p.word)][p.word], i)
		default:
			f.exact[p.word] = append(f.exact[p.word], i)
		}
	}
	return f, nil
}

func (f *Finder) patterns(term string) (patterns []pattern) {
	for start, end := range annotate.Words(term) {
		word := f.fold(term[start:end])
		if word == "" {
			continue
		}
		patterns = append(patterns, pattern{word, strings.HasSuffix(term[:start], "*"), strings.HasPrefix(term[end:], "*")})
	}
	return patterns
}

// folding is how words are brought into the form in which they are compared.
func (q Query) folding() func(string) string {
	caser := cases.Fold()
	switch {
	case q.SameCase && q.SameAccents:
		return func(s string) string { return s }
	case q.SameCase:
		return func(s string) string {
			s = strings.Map(func(r rune) rune {
				if unicode.Is(unicode.Mn, r) {
					return -1
				}
				return r
			}, norm.NFD.String(s))
			return norm.NFC.String(s)
		}
	case q.SameAccents:
		return func(s string) string { return norm.NFC.String(caser.String(s)) }
	}
	return annotate.Fold
}

// In returns the places in a text, in order and without overlaps: of places that
// overlap the first counts, of those that begin together the longest, of terms
// that stand at the same place the first in the query.
func (f *Finder) In(t annotate.Text) (hits []Hit) {
	if f.expression != nil {
		for _, at := range f.expression.FindAllStringIndex(t.String(), -1) {
			if at[0] < at[1] {
				hits = append(hits, Hit{annotate.Span{Start: t.Position(at[0]), End: t.Position(at[1])}, 0})
			}
		}
		return hits
	}
	s := scan{Finder: f, text: t.String(), words: make([]place, 0, t.Len()/5+1)}
	for start, end := range annotate.Words(s.text) {
		if word := f.fold(s.text[start:end]); word != "" {
			s.words = append(s.words, place{word, start, end})
		}
	}
	for i := 0; i < len(s.words); i++ {
		last, term := s.at(i)
		if last < i {
			continue
		}
		hits = append(hits, Hit{annotate.Span{Start: t.Position(s.words[i].start), End: t.Position(s.words[last].end)}, term})
		i = last
	}
	return hits
}

// scan is a text that is gone through.
type scan struct {
	*Finder
	text  string
	words []place
}

type place struct {
	word       string
	start, end int // byte offsets
}

// at returns the index of the last word of the longest term that stands at the
// word with index i, and the term; an index before i where none does.
func (s *scan) at(i int) (last, term int) {
	last = i - 1
	try := func(terms []int) {
		for _, k := range terms {
			end := i + len(s.terms[k]) - 1
			if (end > last || end == last && k < term) && s.stands(k, i) {
				last, term = end, k
			}
		}
	}
	word := s.words[i].word
	try(s.exact[word])
	for n, terms := range s.prefixes {
		if n <= len(word) {
			try(terms[word[:n]])
		}
	}
	try(s.others)
	return last, term
}

// stands reports whether a term stands at the word with index i.
func (s *scan) stands(term, i int) bool {
	patterns := s.terms[term]
	if i+len(patterns) > len(s.words) {
		return false
	}
	for k, p := range patterns {
		if !p.matches(s.words[i+k].word) || k > 0 && strings.Contains(s.text[s.words[i+k-1].end:s.words[i+k].start], "\n\n") {
			return false
		}
	}
	return true
}

func (p pattern) matches(word string) bool {
	switch {
	case p.anyStart && p.anyEnd:
		return strings.Contains(word, p.word)
	case p.anyStart:
		return strings.HasSuffix(word, p.word)
	case p.anyEnd:
		return strings.HasPrefix(word, p.word)
	}
	return word == p.word
}

// String says in a few words what the query finds, for a label.
func (q Query) String() string {
	if q.Regexp != "" {
		return "/" + q.Regexp + "/"
	}
	const most = 3
	terms := q.Terms
	if len(terms) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(slices.Clone(terms[:most]), ", "), len(terms)-most)
	}
	return strings.Join(terms, ", ")
}
