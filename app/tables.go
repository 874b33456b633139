package app

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"gloss/annotate/export"
	"gloss/annotate/stats"
)

// Table is a table of counts, as a person looks at it and takes it along.
type Table struct {
	Name    string // short, for files and sheets
	Columns []Column
	Rows    [][]string // numbers with a point, and nothing between thousands
	// Subject says which passages a cell counts. An empty one means that the cell
	// counts none: a name, or what is no number of passages.
	Subject func(row, col int) stats.Subject
}

// Column is a column of a Table.
type Column struct {
	Name string
	Kind Kind
	Own  bool // the name is that of a tag or a variable, not one of ours
}

// Kind is what the cells of a column are.
type Kind int

// The kinds of cells.
const (
	Text Kind = iota
	Count
	Index // from 0 to 1
	Part  // a share of 1
)

// Export is the table as it is written to files.
func (t Table) Export() export.Table {
	out := export.Table{Name: t.Name, Rows: t.Rows}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, export.Column{Name: c.Name, Number: c.Kind != Text})
	}
	return out
}

func decimals(v float64) string { return strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64) }

// TagTable has a row for each tag of the codebook.
func TagTable(f stats.Figures) Table {
	t := Table{Name: "tags", Columns: []Column{{Name: "tag"}, {Name: "highlights", Kind: Count}, {Name: "articles", Kind: Count}, {Name: "characters", Kind: Count}, {Name: "share of text", Kind: Part}}}
	for _, tag := range f.Tags {
		t.Rows = append(t.Rows, []string{tag.Path, strconv.Itoa(tag.Highlights), strconv.Itoa(tag.Articles), strconv.Itoa(tag.Characters), decimals(tag.Share)})
	}
	t.Subject = func(row, _ int) stats.Subject { return stats.Subject{Tag: f.Tags[row].ID} }
	return t
}

// usedTags lists the tags that were given at all: others would only widen
// tables.
func usedTags(f stats.Figures) (used []int) {
	for i, t := range f.Tags {
		if t.Highlights > 0 {
			used = append(used, i)
		}
	}
	return used
}

// tagColumns adds a column for each of the tags.
func (t *Table) tagColumns(f stats.Figures, tags []int) {
	for _, i := range tags {
		t.Columns = append(t.Columns, Column{Name: f.Tags[i].Path, Kind: Count, Own: true})
	}
}

func picked(numbers, which []int) []string {
	cells := make([]string, len(which))
	for i, k := range which {
		cells[i] = strconv.Itoa(numbers[k])
	}
	return cells
}

// tagAt is the tag that column col counts, where tags begin after some columns
// about the row.
func tagAt(f stats.Figures, tags []int, col, after int) string {
	if col < after {
		return ""
	}
	return f.Tags[tags[col-after]].ID
}

// MatrixTable has a row for each article and a column for each tag that was
// given.
func MatrixTable(f stats.Figures) Table {
	t := Table{Name: "articles by tags", Columns: []Column{{Name: "article"}, {Name: "published"}, {Name: "highlights", Kind: Count}}}
	tags := usedTags(f)
	t.tagColumns(f, tags)
	for _, a := range f.Matrix {
		t.Rows = append(t.Rows, append([]string{cmp.Or(a.Title, a.SourceFile), a.Published, strconv.Itoa(a.Total)}, picked(a.Highlights, tags)...))
	}
	t.Subject = func(row, col int) stats.Subject {
		return stats.Subject{Article: f.Matrix[row].ID, Tag: tagAt(f, tags, col, 3)}
	}
	return t
}

// PairTable has a row for each two tags that share an article, those that are
// nearest in the given way first.
func PairTable(f stats.Figures, how stats.How) Table {
	t := Table{Name: "tags together", Columns: []Column{{Name: "tag"}, {Name: "with"},
		{Name: "overlaps", Kind: Count}, {Name: "Jaccard of characters", Kind: Index}, {Name: "paragraphs", Kind: Count}, {Name: "Jaccard of paragraphs", Kind: Index}, {Name: "articles", Kind: Count}, {Name: "Jaccard of articles", Kind: Index}}}
	pairs := slices.Clone(f.Pairs)
	slices.SortStableFunc(pairs, func(a, b stats.Pair) int {
		n, _ := a.In(how)
		m, _ := b.In(how)
		return m - n
	})
	for _, p := range pairs {
		t.Rows = append(t.Rows, []string{p.A, p.B, strconv.Itoa(p.Places), decimals(p.CharactersJaccard),
			strconv.Itoa(p.Paragraphs), decimals(p.ParagraphsJaccard), strconv.Itoa(p.Articles), decimals(p.ArticlesJaccard)})
	}
	t.Subject = func(row, col int) stats.Subject {
		p := pairs[row]
		switch {
		case col == 0:
			return stats.Subject{Tag: p.AID}
		case col == 1:
			return stats.Subject{Tag: p.BID}
		}
		return stats.Subject{Tag: p.AID, With: p.BID, How: []stats.How{stats.Overlapping, stats.InParagraph, stats.InArticle}[(col-2)/2]}
	}
	return t
}

// TimeTable has a row for each period of a unit (stats.Year, Month or Day); the
// numbers are highlights or, with tagged, articles that have the tag.
func TimeTable(f stats.Figures, unit string, tagged bool) Table {
	groups := []stats.Value{}
	if unit == stats.Year {
		for _, y := range f.Years {
			if y.Period == "" {
				groups = append(groups, stats.Value{Tally: y.Tally})
			}
		}
	}
	for _, p := range f.Timeline(unit) {
		groups = append(groups, stats.Value{Value: p.Period, Tally: p.Tally})
	}
	return groupTable(f, "tags by "+unit, unit, groups, unit, tagged)
}

// FieldTable has a row for each value of a field, which name calls as people do.
func FieldTable(f stats.Figures, field stats.Field, name string, tagged bool) Table {
	return groupTable(f, "tags by group", name, field.Values, field.Field, tagged)
}

func groupTable(f stats.Figures, sheet, name string, groups []stats.Value, field string, tagged bool) Table {
	t := Table{Name: sheet, Columns: []Column{{Name: name, Own: strings.HasPrefix(field, stats.VariableField)}, {Name: "articles", Kind: Count}}}
	tags := usedTags(f)
	t.tagColumns(f, tags)
	for _, g := range groups {
		numbers := g.Highlights
		if tagged {
			numbers = g.Tagged
		}
		t.Rows = append(t.Rows, append([]string{cmp.Or(g.Value, "not known"), strconv.Itoa(g.Articles)}, picked(numbers, tags)...))
	}
	t.Subject = func(row, col int) stats.Subject {
		return stats.Subject{Field: field, Value: groups[row].Value, Tag: tagAt(f, tags, col, 2)}
	}
	return t
}

// WordTable has a row for each word.
func WordTable(words []stats.Word) Table {
	t := Table{Name: "words", Columns: []Column{{Name: "word"}, {Name: "count", Kind: Count}, {Name: "articles", Kind: Count}}}
	for _, w := range words {
		t.Rows = append(t.Rows, []string{w.Word, strconv.Itoa(w.Count), strconv.Itoa(w.Articles)})
	}
	t.Subject = func(int, int) stats.Subject { return stats.Subject{} }
	return t
}

// PlaceTable has a row for each line of a concordance.
func PlaceTable(places []Place) Table {
	t := Table{Name: "in context", Columns: []Column{{Name: "article"}, {Name: "before"}, {Name: "match"}, {Name: "after"}, {Name: "start", Kind: Count}, {Name: "end", Kind: Count}}}
	for _, p := range places {
		t.Rows = append(t.Rows, []string{p.Title, p.Before, p.Match, p.After, strconv.Itoa(p.Span.Start), strconv.Itoa(p.Span.End)})
	}
	t.Subject = func(int, int) stats.Subject { return stats.Subject{} }
	return t
}

// Describe says in words which passages a subject means.
func (c Coded) Describe(s stats.Subject) string {
	var parts []string
	if s.Tag != "" {
		parts = append(parts, c.Book.Path(s.Tag))
	}
	if s.With != "" {
		how := [...]string{"%s overlapping with %s", "%s in one paragraph with %s", "%s in one article with %s"}[s.How]
		parts[0] = fmt.Sprintf(how, parts[0], c.Book.Path(s.With))
	}
	if s.Field != "" {
		value := cmp.Or(s.Value, "not known")
		switch s.Field {
		case stats.Year, stats.Month, stats.Day:
			parts = append(parts, "published "+value)
		case stats.Site:
			parts = append(parts, "site "+value)
		case stats.Author:
			parts = append(parts, "author "+value)
		case stats.Language:
			parts = append(parts, "language "+value)
		default:
			parts = append(parts, fmt.Sprintf("%s %s", strings.TrimPrefix(s.Field, stats.VariableField), value))
		}
	}
	if s.Article != "" {
		for _, a := range c.Articles {
			if a.ID == s.Article {
				parts = append(parts, "in "+cmp.Or(a.Title, a.SourceFile))
			}
		}
	}
	return strings.Join(parts, ", ")
}
