package store

import (
	"slices"
	"strconv"
	"strings"

	"gloss/annotate"
)

// Placed lists where the highlights stand that a filter lets through, for
// counting: their ID, Article, Span and Tags, by article added, start, end, ID.
// Like the rows of Codings, one has only those of its tags that pass. It reads
// some thousand at a time, so that nobody waits for the connection; before each
// time it tells so how many it has read, and an error from so ends it.
func (v View) Placed(f Filter, so func(n int) error) (all []annotate.Highlight, err error) {
	r := placeReader{filter: f, words: parseQuery(f.Words), ids: map[int64]string{}}
	for more := true; more; {
		if err := so(len(r.all)); err != nil {
			return nil, err
		}
		err := v.read(func(c *conn) (err error) {
			more, err = r.next(c)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return r.all, nil
}

// placeReader goes through the highlights page by page, as codingReader does,
// but without what a table says of them.
type placeReader struct {
	filter Filter
	words  query
	ids    map[int64]string // of the articles
	all    []annotate.Highlight

	n  int64 // the article of the last highlight that was read
	at annotate.Highlight
}

// placedPage is how many highlights Placed reads at a time.
const placedPage = 4000

func (r *placeReader) next(c *conn) (more bool, err error) {
	tags, err := c.tags()
	if err != nil {
		return false, err
	}
	book := codebook(tags)
	passes := map[string]bool{}
	for _, t := range book {
		passes[t.ID] = r.filter.passes(t.ID, book)
	}
	query, args := r.query(book)
	count := 0
	err = c.each(func(scan scanner) error {
		var h annotate.Highlight
		var tags, quote, note string
		dest := []any{&h.ID, &r.n, &h.Span.Start, &h.Span.End, &tags}
		if r.reading() {
			dest = append(dest, &quote, &note)
		}
		if err := scan(dest...); err != nil {
			return err
		}
		count++
		r.at = h
		if r.reading() && !r.words.in(quote, note) {
			return nil
		}
		if tags != "" {
			h.Tags = slices.DeleteFunc(strings.Split(tags, tagSeparator), func(id string) bool { return !passes[id] })
		}
		if h.Article, err = r.named(c, r.n); err != nil {
			return err
		}
		r.all = append(r.all, h)
		return nil
	}, query, args...)
	return count == placedPage, err
}

// reading reports whether the filter asks what stands in a highlight.
func (r *placeReader) reading() bool { return len(r.words.all) > 0 }

// query selects the page after the last highlight.
func (r *placeReader) query(book annotate.Codebook) (string, []any) {
	where, args := r.filter.where(book)
	where = append(where, `(h.article, h.start, h.stop, h.id) > (?, ?, ?, ?)`)
	args = append(args, r.n, r.at.Span.Start, r.at.Span.End, r.at.ID)
	columns := `h.id, h.article, h.start, h.stop, ` + tagsOfHighlight
	if r.reading() {
		columns += `, h.quote, h.note`
	}
	return `SELECT ` + columns + ` FROM highlight h JOIN article a ON a.n = h.article
		WHERE ` + strings.Join(where, " AND ") + ` ORDER BY h.article, h.start, h.stop, h.id LIMIT ` + strconv.Itoa(placedPage), args
}

// named returns the ID of an article.
func (r *placeReader) named(c *conn, n int64) (id string, err error) {
	if id, ok := r.ids[n]; ok {
		return id, nil
	}
	_, err = c.one(into(&id), `SELECT id FROM article WHERE n = ?`, n)
	r.ids[n] = id
	return id, err
}

// Blocks returns what the stretches of an article's text are, without the text.
func (v View) Blocks(id string) (blocks []annotate.Block, err error) {
	err = v.read(func(c *conn) error {
		var a annotate.Article
		var data string
		found, err := c.one(into(&data), `SELECT blocks FROM content JOIN article USING (n) WHERE id = ?`, id)
		if err == nil && !found {
			err = notFound("there is no article with the id %s", id)
		}
		if err == nil {
			err = layOut(&a, data, "[]")
		}
		blocks = a.Blocks
		return err
	})
	return blocks, err
}
