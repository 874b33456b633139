package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gloss/annotate"
)

// page is how many highlights Codings reads at a time: enough that the cost of
// asking does not show, few enough that nobody waits for the connection.
const page = 500

// Codings streams the rows of the CSV export: by article added, start, end,
// tag path, highlight. With a filter on tags a row's own tag must pass. Rows
// are read as they are asked for, some hundred at a time; the caller may use
// the project, and even change it, while it goes through them, and then sees
// the changes in what comes after the rows it has.
func (v View) Codings(f Filter) annotate.Codings {
	return func(yield func(annotate.Coding, error) bool) {
		r := codingReader{filter: f, words: parseQuery(f.Words)}
		for more := true; more; {
			var rows []codingRow
			err := v.read(func(c *conn) (err error) {
				rows, more, err = r.next(c)
				return err
			})
			if err != nil {
				yield(annotate.Coding{}, err)
				return
			}
			for _, row := range rows {
				if !yield(row.Coding, nil) {
					return
				}
			}
		}
	}
}

// codingRow is a row with what orders it.
type codingRow struct {
	annotate.Coding
	n int64 // the article's
}

func (a codingRow) compare(b codingRow) int {
	return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End),
		strings.Compare(a.TagPath, b.TagPath), strings.Compare(a.HighlightID, b.HighlightID))
}

// codingReader goes through the highlights page by page.
type codingReader struct {
	filter Filter
	words  query

	// the last highlight that was read
	n           int64
	start, stop int
	id          string

	held    []codingRow // of the last span: more highlights may have the same
	article articleRow  // with its blocks and page breaks
}

// next reads the next page and reports whether there may be more.
func (r *codingReader) next(c *conn) (rows []codingRow, more bool, err error) {
	tags, err := c.tags()
	if err != nil {
		return nil, false, err
	}
	book := codebook(tags)
	query, args := r.query(book)
	rows, r.held = r.held, nil
	count := 0
	type place struct {
		codingRow
		tags string
	}
	var places []place
	err = c.each(func(scan scanner) error {
		var p place
		var created, changed string
		if err := scan(&p.HighlightID, &p.n, &p.Start, &p.End, &p.Quote, &p.Note, &p.Coder, &created, &changed, &p.tags); err != nil {
			return err
		}
		p.Created, p.Changed = unstamp(created), unstamp(changed)
		places = append(places, p)
		count++
		return nil
	}, query, args...)
	if err != nil {
		return nil, false, err
	}
	for _, p := range places {
		r.n, r.start, r.stop, r.id = p.n, p.Start, p.End, p.HighlightID
		if !r.words.in(p.Quote, p.Note) {
			continue
		}
		if err := r.describe(c, &p.codingRow); err != nil {
			return nil, false, err
		}
		rows = append(rows, r.spread(p.codingRow, p.tags, book)...)
	}
	slices.SortFunc(rows, codingRow.compare)
	more = count == r.size()
	if more {
		last := len(rows)
		for last > 0 && rows[last-1].n == r.n && rows[last-1].Start == r.start && rows[last-1].End == r.stop {
			last--
		}
		rows, r.held = rows[:last:last], rows[last:]
	}
	return rows, more, nil
}

// size is how many highlights are read at a time: more where words are looked
// for, because finding the articles that hold them costs the most, once a time.
func (r *codingReader) size() int {
	if len(r.words.all) > 0 {
		return 10 * page
	}
	return page
}

// query selects the page after the last highlight.
func (r *codingReader) query(book annotate.Codebook) (string, []any) {
	where, args := r.filter.where(book)
	where = append(where, `(h.article, h.start, h.stop, h.id) > (?, ?, ?, ?)`)
	args = append(args, r.n, r.start, r.stop, r.id)
	return `SELECT h.id, h.article, h.start, h.stop, h.quote, h.note, c.name, h.created, h.changed, ` + tagsOfHighlight + `
		FROM highlight h JOIN coder c ON c.id = h.coder JOIN article a ON a.n = h.article
		WHERE ` + strings.Join(where, " AND ") + ` ORDER BY h.article, h.start, h.stop, h.id LIMIT ` + fmt.Sprint(r.size()), args
}

// describe fills in what the article says of the row.
func (r *codingReader) describe(c *conn, row *codingRow) error {
	if r.article.n != row.n {
		articles, err := c.articles(`WHERE a.n = ?`, row.n)
		if err != nil || len(articles) == 0 {
			return err
		}
		var blocks, breaks string
		if _, err := c.one(into(&blocks, &breaks), `SELECT blocks, breaks FROM content WHERE n = ?`, row.n); err != nil {
			return err
		}
		if err := layOut(&articles[0].Article, blocks, breaks); err != nil {
			return fmt.Errorf("article %s: %w", articles[0].ID, err)
		}
		r.article = articles[0]
	}
	row.Describe(&r.article.Article)
	return nil
}

// spread makes a row for each of the highlight's tags that pass, or one
// without a tag.
func (r *codingReader) spread(row codingRow, tags string, book annotate.Codebook) []codingRow {
	if tags == "" { // the query has seen to it that this passes
		return []codingRow{row}
	}
	var rows []codingRow
	for _, id := range strings.Split(tags, tagSeparator) {
		if r.filter.passes(id, book) {
			t, _ := book.ByID(id)
			row.Tag, row.TagPath = t.Name, book.Path(id)
			rows = append(rows, row)
		}
	}
	return rows
}
