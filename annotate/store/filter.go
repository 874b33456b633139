package store

import (
	"encoding/json"
	"slices"
	"strings"

	"gloss/annotate"
)

// Filter chooses codings: the rows of the passages view, of exports and of
// counts. A field that is empty leaves it free; the fields are joined by and,
// the members of a list by or, except where it says otherwise. Tags, articles
// and coders are IDs; one that the project does not have chooses nothing. The
// zero Filter chooses everything.
type Filter struct {
	Tags     []string `json:"tags,omitempty"`     // these tags and those below them
	Untagged bool     `json:"untagged,omitempty"` // highlights without a tag, beside those with one of Tags
	Articles []string `json:"articles,omitempty"`
	Coders   []string `json:"coders,omitempty"`
	// Statuses are those of the article: the furthest that any coder has come.
	Statuses []annotate.Status `json:"statuses,omitempty"`
	DoneBy   []string          `json:"done_by,omitempty"` // articles that all of these coders have finished
	// Variables are those of the article. Values of one name are joined by or,
	// different names by and. An empty value stands for articles without it.
	Variables []annotate.Variable `json:"variables,omitempty"`
	Published Dates               `json:"published,omitzero"` // of the article
	Made      Dates               `json:"made,omitzero"`      // of the highlight, in UTC
	// Words is a query as for Search that the quote or the note must answer.
	Words string `json:"words,omitempty"`
}

// Dates is a stretch of time from the beginning of one date to the end of
// another, each as far as it is given: 2025-05-04, 2025-05 or 2025. An empty
// one is open. What has no date, or one less exact than From, is not in it.
type Dates struct {
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// Equal reports whether both filters are the same, member by member.
func (f Filter) Equal(g Filter) bool {
	a, _ := encode(f) // plain fields always encode
	b, _ := encode(g)
	return string(a) == string(b)
}

// Zero reports whether the filter chooses everything.
func (f Filter) Zero() bool { return f.Equal(Filter{}) }

// where is the filter as conditions on highlight h and article a, for all but
// whether the words stand in the very highlight; see query.in.
func (f Filter) where(book annotate.Codebook) (conditions []string, args []any) {
	and := func(condition string, values ...any) {
		conditions = append(conditions, condition)
		args = append(args, values...)
	}
	if len(f.Tags) > 0 || f.Untagged {
		var ids []string
		for _, t := range book {
			if len(f.Tags) > 0 && f.passes(t.ID, book) {
				ids = append(ids, t.ID)
			}
		}
		and(`(EXISTS (SELECT 1 FROM highlight_tag t WHERE t.highlight = h.id AND t.tag IN (SELECT value FROM json_each(?)))
			OR ? AND NOT EXISTS (SELECT 1 FROM highlight_tag t WHERE t.highlight = h.id))`, list(ids), f.Untagged)
	}
	if len(f.Coders) > 0 {
		and(`h.coder IN (SELECT value FROM json_each(?))`, list(f.Coders))
	}
	f.whereArticle(and)
	if f.Made.From != "" {
		and(`h.created >= ?`, f.Made.From)
	}
	if f.Made.To != "" {
		and(`substr(h.created, 1, length(?)) <= ?`, f.Made.To, f.Made.To)
	}
	if q := parseQuery(f.Words); len(q.all) > 0 {
		// Quotes stand in the indexed text, notes beside it.
		and(`h.article IN (SELECT rowid FROM words WHERE words MATCH ?)`, query{all: q.all}.match())
	}
	return conditions, args
}

// ArticlesIn lists the articles that a filter lets through, whether they hold
// highlights or not: what it says of tags, coders, words and when a highlight
// was made does not count. The order is that in which they were added.
func (v View) ArticlesIn(f Filter) (list []Summary, err error) {
	conditions, args := []string{"TRUE"}, []any(nil)
	f.whereArticle(func(condition string, values ...any) {
		conditions = append(conditions, condition)
		args = append(args, values...)
	})
	err = v.read(func(c *conn) error {
		list, err = v.summaries(c, `WHERE `+strings.Join(conditions, " AND "), args...)
		return err
	})
	return list, err
}

// whereArticle is the part of where that is about the article alone.
func (f Filter) whereArticle(and func(condition string, values ...any)) {
	if len(f.Articles) > 0 {
		and(`a.id IN (SELECT value FROM json_each(?))`, list(f.Articles))
	}
	if len(f.Statuses) > 0 {
		all := make([]string, len(f.Statuses))
		for i, s := range f.Statuses {
			all[i] = string(s)
		}
		// The furthest that anyone has come, as articleRow.summarise says it.
		and(`(SELECT CASE max(CASE value WHEN 'done' THEN 2 WHEN 'in progress' THEN 1 ELSE 0 END) WHEN 2 THEN 'done' WHEN 1 THEN 'in progress' ELSE 'unread' END
			FROM (SELECT value FROM status s WHERE s.article = a.n UNION ALL SELECT a.status)) IN (SELECT value FROM json_each(?))`, list(all))
	}
	for _, coder := range f.DoneBy {
		and(`EXISTS (SELECT 1 FROM status s WHERE s.article = a.n AND s.coder = ? AND s.value = 'done')`, coder)
	}
	var names []string
	values := map[string][]string{}
	for _, v := range f.Variables {
		if !slices.Contains(names, v.Name) {
			names = append(names, v.Name)
		}
		values[v.Name] = append(values[v.Name], v.Value)
	}
	for _, name := range names {
		and(`coalesce((SELECT value FROM variable v WHERE v.article = a.n AND v.name = ?), '') IN (SELECT value FROM json_each(?))`, name, list(values[name]))
	}
	if f.Published.From != "" {
		and(`a.published >= ?`, f.Published.From)
	}
	if f.Published.To != "" {
		and(`a.published <> '' AND substr(a.published, 1, length(?)) <= ?`, f.Published.To, f.Published.To)
	}
}

// passes reports whether the filter lets a row with the tag through.
func (f Filter) passes(tag string, book annotate.Codebook) bool {
	return len(f.Tags) == 0 && !f.Untagged || slices.ContainsFunc(f.Tags, func(root string) bool {
		return tag != "" && book.Within(tag, root)
	})
}

// list is IDs as json_each takes them.
func list(ids []string) string {
	data, err := json.Marshal(append([]string{}, ids...))
	if err != nil { // strings always encode
		return "[]"
	}
	return string(data)
}
