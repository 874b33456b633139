package export

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"gloss/annotate"
)

// kind is what the cells of a column are.
type kind int

const (
	word   kind = iota // a short text
	prose              // a text of any length
	whole              // a whole number
	yesNo              // 0 or 1
	day                // 2025-05-04; or 2025-05 or 2025, which are no dates to other programs
	moment             // RFC 3339, UTC, whole seconds
)

// field is a column of a sheet.
type field struct {
	name  string
	kind  kind
	about string // one sentence for the data dictionary, without a full stop
}

// sheet is a table: what several formats write, each in its way. A cell is the
// string that stands in the CSV, empty for what is not known. The slice that
// rows yields is good until the next.
type sheet struct {
	name   string
	about  string // as for field
	key    string // the column that identifies a row; empty if none does
	fields []field
	rows   iter.Seq2[[]string, error]
}

// each streams one row for each item.
func each[T any](items []T, cells func(item T) []string) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, item := range items {
			if !yield(cells(item), nil) {
				return
			}
		}
	}
}

// rowsOf streams rows that are there already.
func rowsOf(rows [][]string) iter.Seq2[[]string, error] {
	return each(rows, func(row []string) []string { return row })
}

// VariablePrefix stands before the name of an article variable in the header.
const VariablePrefix = "var_"

// column is a column of the codings.
type column struct {
	field
	cell func(c *annotate.Coding) string
}

// columns lists the columns of the CSV in order, but for those of the article
// variables, which follow. Those who read the table know them by these names.
var columns = []column{
	{field{"highlight_id", word, "identifier of the highlight"}, func(c *annotate.Coding) string { return c.HighlightID }},
	{field{"article_id", word, "identifier of the article"}, func(c *annotate.Coding) string { return c.ArticleID }},
	{field{"article", word, "title of the article"}, func(c *annotate.Coding) string { return c.Article }},
	{field{"authors", word, "authors, parted by '; '"}, func(c *annotate.Coding) string { return authors(c.Authors) }},
	{field{"published", day, "date of publication as far as it is known: 2025-05-04, 2025-05 or 2025"}, func(c *annotate.Coding) string { return c.Published }},
	{field{"site", word, "outlet"}, func(c *annotate.Coding) string { return c.Site }},
	{field{"url", word, "address"}, func(c *annotate.Coding) string { return c.URL }},
	{field{"source_file", word, "name of the imported file"}, func(c *annotate.Coding) string { return c.SourceFile }},
	{field{"language", word, "language code, such as en"}, func(c *annotate.Coding) string { return c.Language }},
	{field{"tag", word, "name of the tag; empty for a highlight without tags"}, func(c *annotate.Coding) string { return c.Tag }},
	{field{"tag_path", word, "name of the tag after those of the tags above it"}, func(c *annotate.Coding) string { return c.TagPath }},
	{field{"quote", prose, "the passage"}, func(c *annotate.Coding) string { return c.Quote }},
	{field{"note", prose, "the note on the highlight"}, func(c *annotate.Coding) string { return c.Note }},
	{field{"coder", word, "who highlighted"}, func(c *annotate.Coding) string { return c.Coder }},
	{field{"start", whole, "position of the passage in the article's text, in code points, counted from 0"}, func(c *annotate.Coding) string { return strconv.Itoa(c.Start) }},
	{field{"end", whole, "position of the first character after the passage"}, func(c *annotate.Coding) string { return strconv.Itoa(c.End) }},
	{field{"page", whole, "page on which the passage starts, from 1; empty where the source has no pages"}, func(c *annotate.Coding) string { return oneBased(c.Page) }},
	{field{"paragraph", whole, "paragraph in which the passage starts, from 1"}, func(c *annotate.Coding) string { return oneBased(c.Paragraph) }},
	{field{"created", moment, "when the highlight was made, UTC"}, func(c *annotate.Coding) string { return stamp(c.Created) }},
	{field{"changed", moment, "when the highlight was last changed, UTC"}, func(c *annotate.Coding) string { return stamp(c.Changed) }},
}

// codingSheet has one row per highlight and tag.
func codingSheet(rows annotate.Codings, variables []string) sheet {
	s := sheet{name: "codings", about: "one row per highlight and tag; a highlight without tags has one row with an empty tag"}
	for _, c := range columns {
		s.fields = append(s.fields, c.field)
	}
	s.fields = append(s.fields, variableFields(variables)...)
	s.rows = func(yield func([]string, error) bool) {
		cells := make([]string, len(s.fields))
		for c, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range columns {
				cells[i] = columns[i].cell(&c)
			}
			for i, name := range variables {
				cells[len(columns)+i] = variable(c.Variables, name)
			}
			if !yield(cells, nil) {
				return
			}
		}
	}
	return s
}

// articleSheet has one row per article. The highlights are those that counts
// has seen.
func articleSheet(p Project, counts *tally) sheet {
	s := sheet{name: "articles", about: "one row per article", key: "article_id", fields: append([]field{
		{"article_id", word, "identifier of the article"},
		{"article", word, "title"},
		{"authors", word, "authors, parted by '; '"},
		{"published", day, "date of publication as far as it is known: 2025-05-04, 2025-05 or 2025"},
		{"site", word, "outlet"},
		{"url", word, "address"},
		{"source_file", word, "name of the imported file"},
		{"source_hash", word, "SHA-256 of the imported file"},
		{"language", word, "language code, such as en"},
		{"format", word, "what the imported file was"},
		{"status", word, "how far the coding has come: unread, in progress or done"},
		{"note", prose, "the note on the article"},
		{"added", moment, "when the article was imported, UTC"},
		{"characters", whole, "length of the text in code points"},
		{"words", whole, "length of the text in words"},
		{"highlights", whole, "number of its highlights in this export"},
	}, variableFields(p.Variables)...)}
	s.rows = each(p.Articles, func(a Article) []string {
		cells := []string{a.ID, a.Title, authors(a.Authors), a.Published, a.Site, a.URL, a.SourceName, a.SourceHash, a.Language, a.Format,
			string(a.Status), a.Note, stamp(a.Added), strconv.Itoa(a.Length), strconv.Itoa(a.Words), strconv.Itoa(counts.highlights[a.ID])}
		for _, name := range p.Variables {
			cells = append(cells, variable(a.Variables, name))
		}
		return cells
	})
	return s
}

// tagColumn is a column that a sheet of articles has for every chosen tag.
type tagColumn struct {
	prefix string // of the name, before the tag's path
	kind   kind
	about  string // as for field, with %s for the tag's path
	cell   func(highlights int) string
}

// tagSheet has one row per article and these columns for every chosen tag. The
// highlights are those that counts has seen.
func tagSheet(name, about string, p Project, counts *tally, columns ...tagColumn) sheet {
	s := sheet{name: name, about: about, key: "article_id", fields: []field{
		{"article_id", word, "identifier of the article"},
		{"article", word, "title of the article"},
	}}
	for _, t := range p.Tags {
		path := p.Codebook.Path(t.ID)
		for _, c := range columns {
			s.fields = append(s.fields, field{c.prefix + path, c.kind, fmt.Sprintf(c.about, path)})
		}
	}
	s.rows = each(p.Articles, func(a Article) []string {
		cells := []string{a.ID, a.Title}
		for i := range p.Tags {
			for _, c := range columns {
				cells = append(cells, c.cell(counts.of(a.ID, i)))
			}
		}
		return cells
	})
	return s
}

// codebookSheet has one row per tag, with counts where they were asked for.
func codebookSheet(p Project, counts *tally) sheet {
	s := sheet{name: "codebook", about: "one row per tag", key: "tag_id", fields: []field{
		{"tag_id", word, "identifier of the tag"},
		{"parent_id", word, "identifier of the tag above; empty at the top"},
		{"tag", word, "name"},
		{"tag_path", word, "name after those of the tags above it"},
		{"color", word, "colour, #RRGGBB"},
		{"key", word, "the key that applies it"},
		{"description", prose, "when to use it"},
		{"highlights", whole, "number of highlights that have it, in this export; empty where it was left out"},
		{"articles", whole, "number of articles that have such a highlight"},
	}}
	s.rows = each(p.Codebook, func(t annotate.Tag) []string {
		cells := []string{t.ID, t.Parent, t.Name, p.Codebook.Path(t.ID), t.Color, t.Key, t.Description, "", ""}
		for i := range p.Tags {
			if p.Tags[i].ID == t.ID {
				highlights, articles := counts.total(i)
				cells[7], cells[8] = strconv.Itoa(highlights), strconv.Itoa(articles)
			}
		}
		return cells
	})
	return s
}

func variableFields(names []string) (fields []field) {
	for _, name := range names {
		fields = append(fields, field{VariablePrefix + name, word, "the article variable " + name})
	}
	return fields
}

// tally counts codings as they go by, so that one reading of the project gives
// the rows and all numbers about them, and the two agree.
type tally struct {
	tags       map[string]int   // index of a tag in Project.Tags by its path
	codings    map[string][]int // highlights per tag by article ID
	highlights map[string]int   // by article ID, each once
}

func newTally(p Project) *tally {
	t := &tally{tags: map[string]int{}}
	for i, tag := range p.Tags {
		t.tags[p.Codebook.Path(tag.ID)] = i
	}
	return t
}

// watch counts what a reader of rows gets, from nothing each time it starts.
func (t *tally) watch(rows annotate.Codings) annotate.Codings {
	return func(yield func(annotate.Coding, error) bool) {
		t.codings, t.highlights = map[string][]int{}, map[string]int{}
		var last annotate.Coding
		seen := map[string]bool{} // highlights of the last span
		for c, err := range rows {
			if err == nil {
				if c.ArticleID != last.ArticleID || c.Start != last.Start || c.End != last.End {
					clear(seen)
				}
				t.count(&c, seen)
				last = c
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

func (t *tally) count(c *annotate.Coding, seen map[string]bool) {
	if !seen[c.HighlightID] {
		seen[c.HighlightID] = true
		t.highlights[c.ArticleID]++
	}
	i, ok := t.tags[c.TagPath]
	if !ok {
		return
	}
	if t.codings[c.ArticleID] == nil {
		t.codings[c.ArticleID] = make([]int, len(t.tags))
	}
	t.codings[c.ArticleID][i]++
}

// of is the number of an article's highlights with the tag at index i.
func (t *tally) of(article string, i int) int {
	if n := t.codings[article]; n != nil {
		return n[i]
	}
	return 0
}

// total is the number of highlights with the tag at index i, and of the
// articles that have any.
func (t *tally) total(i int) (highlights, articles int) {
	for _, n := range t.codings {
		if n[i] > 0 {
			highlights += n[i]
			articles++
		}
	}
	return highlights, articles
}

func authors(names []string) string { return strings.Join(names, "; ") }

func oneBased(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func variable(vs []annotate.Variable, name string) string {
	for _, v := range vs {
		if v.Name == name {
			return v.Value
		}
	}
	return ""
}
