package store

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/annotate"
)

// Hit is a place that a search found.
type Hit struct {
	Article string // ID
	Title   string // or, where there is none, the name of its source
	In      Part
	Span    annotate.Span // of the text; for a note that of its highlight, and empty for the title and the article's own note
	Before  string        // up to 40 code points of context, line breaks as spaces
	Match   string
	After   string
}

// Part is what of an article a search found words in.
type Part string

// The parts of an article.
const (
	InText  Part = "text"
	InTitle Part = "title"
	InNote  Part = "note" // on the article or one of its highlights
)

// hitContext is how many code points Before and After have at most.
const hitContext = 40

// Search finds words in texts, titles and notes, whatever their case and
// accents: all words of the query must occur in an article, a "quoted phrase"
// as it stands, a word that ends in * as a beginning. In capitals, a OR b asks
// for either, NOT a for articles without it, and AND may stand between words;
// OR binds tighter than the rest. Where one of them joins nothing it is left
// out, so no query is wrong; one that only excludes finds nothing. At most
// perArticle hits
// are returned for an article and limit in all (0: no limit), best articles
// first; of an article those in the text, in its order, before those in notes,
// at most one for each note, and one in the title where there is no other.
func (v View) Search(query string, perArticle, limit int) (hits []Hit, err error) {
	q := parseQuery(query)
	if len(q.all) == 0 {
		return nil, nil
	}
	terms := slices.Concat(q.all...)
	err = v.read(func(c *conn) error {
		ranked, err := c.ranked(q, limit)
		if err != nil {
			return err
		}
		for _, n := range ranked {
			found, err := c.hits(n, terms)
			if err != nil {
				return err
			}
			if perArticle > 0 && len(found) > perArticle {
				found = found[:perArticle]
			}
			hits = append(hits, found...)
			if limit > 0 && len(hits) >= limit {
				hits = hits[:limit]
				break
			}
		}
		return nil
	})
	return hits, err
}

// term is a word or phrase of a query. It has at least one word.
type term struct {
	words  []string // folded
	prefix bool     // the last word is a beginning
}

// query is what a person asks for: one of each list of all, and none of none.
type query struct {
	all  [][]term
	none []term
}

// parseQuery cuts a query into terms. Whatever a person types is a query; what
// holds no word asks for nothing.
func parseQuery(typed string) query {
	var q query
	joins, excluded := "AND", false // what stands before the next term, and whether the last one is excluded
	add := func(s string) {
		t := term{prefix: strings.HasSuffix(s, "*")}
		for w := range words(s) {
			t.words = append(t.words, w.folded)
		}
		if len(t.words) == 0 {
			return
		}
		last := len(q.all) - 1
		excluded = joins == "NOT" || joins == "OR" && excluded
		switch {
		case excluded:
			q.none = append(q.none, t)
		case joins == "OR" && last >= 0:
			q.all[last] = append(q.all[last], t)
		default:
			q.all = append(q.all, []term{t})
		}
		joins = "AND"
	}
	// Typographic quotation marks are what some keyboards give.
	typed = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(annotate.Clean(typed))
	for i, part := range strings.Split(typed, `"`) {
		if i%2 == 1 {
			add(part)
			continue
		}
		for _, s := range strings.Fields(part) {
			switch s {
			case "AND", "OR", "NOT":
				joins = s
			default:
				add(s)
			}
		}
	}
	return q
}

// match is the query in the language of FTS5. Words are letters, digits and
// marks only, so nothing in them can be taken for syntax.
func (q query) match() string {
	var all []string
	for _, terms := range q.all {
		all = append(all, either(terms))
	}
	s := strings.Join(all, " AND ")
	if len(q.none) > 0 {
		s = "(" + s + ") NOT " + either(q.none)
	}
	return s
}

// either is a match for one of the terms.
func either(terms []term) string {
	var all []string
	for _, t := range terms {
		s := `"` + strings.Join(t.words, " ") + `"`
		if t.prefix {
			s += "*"
		}
		all = append(all, s)
	}
	return "(" + strings.Join(all, " OR ") + ")"
}

// ranked returns the articles that match, best first: a title weighs most. An
// article gives at least one hit, so limit of them are enough.
func (c *conn) ranked(q query, limit int) (ns []int64, err error) {
	if limit <= 0 {
		limit = -1 // SQLite's word for all
	}
	err = c.each(func(scan scanner) error {
		var n int64
		err := scan(&n)
		ns = append(ns, n)
		return err
	}, `SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 8.0, 2.0, 1.0), rowid LIMIT ?`, q.match(), limit)
	return ns, err
}

// hits finds the terms in article n: in its text and in notes, else in its
// title.
func (c *conn) hits(n int64, terms []term) ([]Hit, error) {
	var id, title, source, note, text string
	_, err := c.one(into(&id, &title, &source, &note, &text), `SELECT id, title, source_name, note, text FROM article JOIN content USING (n) WHERE n = ?`, n)
	if err != nil {
		return nil, err
	}
	hits := places(annotate.NewText(text), terms)
	for i := range hits {
		hits[i].In = InText
	}
	first := func(s string, in Part, at annotate.Span) {
		if found := places(annotate.NewText(s), terms); len(found) > 0 {
			found[0].In, found[0].Span = in, at
			hits = append(hits, found[0])
		}
	}
	first(note, InNote, annotate.Span{})
	err = c.each(func(scan scanner) error {
		var s string
		var at annotate.Span
		err := scan(&s, &at.Start, &at.End)
		first(s, InNote, at)
		return err
	}, `SELECT note, start, stop FROM highlight WHERE article = ? AND note <> '' ORDER BY start, stop, id`, n)
	if len(hits) == 0 {
		first(title, InTitle, annotate.Span{})
	}
	for i := range hits {
		hits[i].Article, hits[i].Title = id, cmp.Or(title, source)
	}
	return hits, err
}

// notes reads the notes of the highlights of article n, in the order of the text.
func (c *conn) notes(n int64) ([]string, error) {
	return c.strings(`SELECT note FROM highlight WHERE article = ? AND note <> '' ORDER BY start, stop, id`, n)
}

// places finds the terms in t, in order of their place. Places do not overlap.
func places(t annotate.Text, terms []term) []Hit {
	ws := slices.Collect(words(t.String()))
	var hits []Hit
	for i := 0; i < len(ws); i++ {
		length := 0
		for _, term := range terms {
			if len(term.words) > length && term.at(ws[i:]) {
				length = len(term.words)
			}
		}
		if length == 0 {
			continue
		}
		span := annotate.Span{Start: t.Position(ws[i].start)}
		span.End = span.Start + utf8.RuneCountInString(t.String()[ws[i].start:ws[i+length-1].end])
		hits = append(hits, Hit{
			Span:   span,
			Before: oneLine(t.Slice(annotate.Span{Start: max(0, span.Start-hitContext), End: span.Start})),
			Match:  oneLine(t.Slice(span)),
			After:  oneLine(t.Slice(annotate.Span{Start: span.End, End: span.End + hitContext})),
		})
		i += length - 1
	}
	return hits
}

// at reports whether the term stands at the beginning of ws.
func (t term) at(ws []word) bool {
	if len(ws) < len(t.words) {
		return false
	}
	for i, w := range t.words {
		if got := ws[i].folded; got != w && !(t.prefix && i == len(t.words)-1 && strings.HasPrefix(got, w)) {
			return false
		}
	}
	return true
}

// in reports whether the texts together answer the query: a term must stand
// within one of them. A query without words is answered by anything.
func (q query) in(texts ...string) bool {
	if len(q.all) == 0 {
		return true
	}
	var all [][]word
	for _, s := range texts {
		all = append(all, slices.Collect(words(s)))
	}
	stands := func(t term) bool {
		return slices.ContainsFunc(all, func(ws []word) bool {
			for i := range ws {
				if t.at(ws[i:]) {
					return true
				}
			}
			return false
		})
	}
	for _, terms := range q.all {
		if !slices.ContainsFunc(terms, stands) {
			return false
		}
	}
	return !slices.ContainsFunc(q.none, stands)
}

// lines makes line breaks and tabs spaces, one for one.
var lines = strings.NewReplacer("\n", " ", "\t", " ")

func oneLine(s string) string { return lines.Replace(s) }

// reindex renews the search index for the articles that have changed.
func (tx *Tx) reindex() error {
	for id := range tx.stale {
		if err := tx.conn.index(id); err != nil {
			return err
		}
	}
	clear(tx.stale)
	return nil
}

// index puts the words of an article into the search index, or takes them out
// if the article is not in the project.
func (c *conn) index(id string) error {
	if err := c.exec(`DELETE FROM words WHERE rowid = (SELECT n FROM content WHERE article = ?)`, id); err != nil {
		return err
	}
	var n int64
	var title, note, text string
	found, err := c.one(into(&n, &title, &note, &text), `SELECT n, title, note, text FROM article JOIN content USING (n) WHERE id = ?`, id)
	if err != nil || !found {
		return err
	}
	notes, err := c.notes(n)
	if err != nil {
		return err
	}
	return c.exec(`INSERT INTO words (rowid, title, note, text) VALUES (?, ?, ?, ?)`,
		n, indexed(title), indexed(append([]string{note}, notes...)...), indexed(text))
}

// indexed is the words of texts as the index takes them. A phrase must not
// reach from one text into the next, so between them stands a word that no
// query can hold.
func indexed(texts ...string) string {
	var b strings.Builder
	for i, s := range texts {
		if i > 0 && s != "" {
			b.WriteString(boundary)
		}
		for w := range words(s) {
			b.WriteString(w.folded)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// boundary is a private-use character, which the tokenizer takes for a word.
const boundary = "\ue000 "
