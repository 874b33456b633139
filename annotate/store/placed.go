package store

import (
	"slices"
	"strings"

	"gloss/annotate"
)

// Placed lists where the highlights stand that a filter lets through, for
// counting: their ID, Article, Span and Tags, by article added, start, end, ID.
// Like the rows of Codings, one has only those of its tags that pass. It reads
// page by page, so that nobody waits for the connection; stop is asked in
// between and ends it with its error.
func (v View) Placed(f Filter, stop func() error) (all []annotate.Highlight, err error) {
	r := placeReader{codingReader: codingReader{filter: f, words: parseQuery(f.Words)}, ids: map[int64]string{}}
	for more := true; more; {
		if err := stop(); err != nil {
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
	codingReader
	ids map[int64]string // of the articles
	all []annotate.Highlight
}

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
		var quote, note, tags string
		var coder, created, changed any
		if err := scan(&h.ID, &r.n, &h.Span.Start, &h.Span.End, &quote, &note, &coder, &created, &changed, &tags); err != nil {
			return err
		}
		count++
		r.start, r.stop, r.id = h.Span.Start, h.Span.End, h.ID
		if !r.words.in(quote, note) {
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
	return count == page, err
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
