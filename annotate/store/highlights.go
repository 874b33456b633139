package store

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"gloss/annotate"
)

// highlightRecord is a highlight in the log.
type highlightRecord struct {
	Article string   `json:"article"` // ID
	Start   int      `json:"start"`
	Stop    int      `json:"stop"`
	Quote   string   `json:"quote"`
	Prefix  string   `json:"prefix,omitempty"`
	Suffix  string   `json:"suffix,omitempty"`
	Tags    []string `json:"tags,omitempty"`
	Note    string   `json:"note,omitempty"`
	Coder   string   `json:"coder"` // ID
	Created string   `json:"created"`
	Changed string   `json:"changed"`
}

func recordOf(h annotate.Highlight) highlightRecord {
	if len(h.Tags) == 0 {
		h.Tags = nil
	}
	return highlightRecord{
		Article: h.Article, Start: h.Span.Start, Stop: h.Span.End,
		Quote: h.Quote.Exact, Prefix: h.Quote.Prefix, Suffix: h.Quote.Suffix,
		Tags: h.Tags, Note: h.Note, Coder: h.Coder, Created: stamp(h.Created), Changed: stamp(h.Changed),
	}
}

var highlightKind = kind{
	name: "highlight",
	put:  reading(putHighlight),
	remove: func(c *conn, id string) error {
		err := c.exec(`DELETE FROM highlight_tag WHERE highlight = ?`, id)
		if err == nil {
			err = c.exec(`DELETE FROM highlight WHERE id = ?`, id)
		}
		return err
	},
	all: func(c *conn, fn func(id string, record any) error) error {
		return c.eachHighlight(func(h annotate.Highlight) error { return fn(h.ID, recordOf(h)) }, ``)
	},
}

func putHighlight(c *conn, id string, r highlightRecord) error {
	err := c.exec(`INSERT INTO highlight (id, article, start, stop, quote, prefix, suffix, note, coder, created, changed)
		VALUES (?, (SELECT n FROM article WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET article = excluded.article, start = excluded.start, stop = excluded.stop, quote = excluded.quote,
			prefix = excluded.prefix, suffix = excluded.suffix, note = excluded.note, changed = excluded.changed`,
		id, r.Article, r.Start, r.Stop, r.Quote, r.Prefix, r.Suffix, r.Note, r.Coder, r.Created, r.Changed)
	if err != nil {
		return err
	}
	if err := c.exec(`DELETE FROM highlight_tag WHERE highlight = ?`, id); err != nil {
		return err
	}
	for i, tag := range r.Tags {
		if err := c.exec(`INSERT INTO highlight_tag (highlight, tag, position, article) SELECT id, ?2, ?3, article FROM highlight WHERE id = ?1`, id, tag, i); err != nil {
			return err
		}
	}
	return nil
}

// tagSeparator joins tag IDs in a result. An ID cannot hold it, see AddHighlight.
const tagSeparator = "\n"

// tagsOfHighlight is the tag IDs of highlight h in their order.
const tagsOfHighlight = `coalesce((SELECT group_concat(tag, char(10) ORDER BY position) FROM highlight_tag WHERE highlight = h.id), '')`

// eachHighlight calls fn for the highlights h that the rest of the query chooses.
func (c *conn) eachHighlight(fn func(annotate.Highlight) error, where string, args ...any) error {
	return c.each(func(scan scanner) error {
		var h annotate.Highlight
		var tags, created, changed string
		err := scan(&h.ID, &h.Article, &h.Span.Start, &h.Span.End, &h.Quote.Exact, &h.Quote.Prefix, &h.Quote.Suffix,
			&h.Note, &h.Coder, &created, &changed, &tags)
		if err != nil {
			return err
		}
		h.Created, h.Changed = unstamp(created), unstamp(changed)
		if tags != "" {
			h.Tags = strings.Split(tags, tagSeparator)
		}
		return fn(h)
	}, `SELECT h.id, a.id, h.start, h.stop, h.quote, h.prefix, h.suffix, h.note, h.coder, h.created, h.changed, `+tagsOfHighlight+`
		FROM highlight h JOIN article a ON a.n = h.article `+where, args...)
}

func (c *conn) highlights(where string, args ...any) (all []annotate.Highlight, err error) {
	err = c.eachHighlight(func(h annotate.Highlight) error {
		all = append(all, h)
		return nil
	}, where, args...)
	return all, err
}

// Highlights returns an article's highlights, ordered by start, end, ID.
func (v View) Highlights(article string) (all []annotate.Highlight, err error) {
	err = v.read(func(c *conn) error {
		if v.tx {
			all, err = c.highlightsOf(article)
		} else {
			all, err = v.p.highlightsOf(c, article)
		}
		return err
	})
	return all, err
}

// HighlightsAt returns an article's highlights that have exactly this span,
// ordered by ID: one for each coder at most, as long as nobody makes more.
func (v View) HighlightsAt(article string, s annotate.Span) (all []annotate.Highlight, err error) {
	err = v.read(func(c *conn) error {
		all, err = c.highlights(`WHERE h.article = (SELECT n FROM article WHERE id = ?) AND h.start = ? AND h.stop = ? ORDER BY h.id`,
			article, s.Start, s.End)
		return err
	})
	return all, err
}

// Highlight returns one highlight, or ErrNotFound.
func (v View) Highlight(id string) (h annotate.Highlight, err error) {
	err = v.read(func(c *conn) error {
		h, err = c.highlight(id)
		return err
	})
	return h, err
}

func (c *conn) highlight(id string) (annotate.Highlight, error) {
	all, err := c.highlights(`WHERE h.id = ?`, id)
	if err == nil && len(all) == 0 {
		err = notFound("there is no highlight with the id %s", id)
	}
	if err != nil {
		return annotate.Highlight{}, err
	}
	return all[0], nil
}

// text returns the text of an article that is in the project.
func (tx *Tx) text(article string) (annotate.Text, error) {
	var n int64
	found, err := tx.conn.one(into(&n), `SELECT n FROM article WHERE id = ?`, article)
	if err == nil && !found {
		err = notFound("there is no article with the id %s", article)
	}
	if err != nil {
		return annotate.Text{}, err
	}
	if last := &tx.p.last; last.article != article {
		var s string
		if _, err := tx.conn.one(into(&s), `SELECT text FROM content WHERE n = ?`, n); err != nil {
			return annotate.Text{}, err
		}
		giveBack(len(s))
		*last = lastText{article, annotate.NewText(s)}
	}
	return tx.p.last.text, nil
}

// anchor gives the highlight the quote that stands at its span, and checks it.
func (tx *Tx) anchor(h *annotate.Highlight) error {
	text, err := tx.text(h.Article)
	if err != nil {
		return err
	}
	h.Note = annotate.Clean(h.Note)
	h.Quote = annotate.QuoteOf(text, h.Span)
	if err := h.Check(text); err != nil {
		return err
	}
	rows, err := tx.book()
	for _, id := range h.Tags {
		if err == nil && indexOf(rows, id) < 0 {
			err = notFound("there is no tag with the id %s", id)
		}
	}
	return err
}

// AddHighlight adds a highlight; Article, Span, Tags and Note count. It gives
// ID, Quote, Created, Changed and, where none is given, Coder.
func (tx *Tx) AddHighlight(h annotate.Highlight) (annotate.Highlight, error) {
	h.ID, h.Created, h.Changed = "", time.Time{}, time.Time{}
	return tx.BringHighlight(h)
}

// BringHighlight is AddHighlight for a highlight that may have an ID and times
// from elsewhere, and keeps them. An ID that another highlight has is refused.
func (tx *Tx) BringHighlight(h annotate.Highlight) (annotate.Highlight, error) {
	if tx.over {
		return annotate.Highlight{}, errOver
	}
	if err := tx.anchor(&h); err != nil {
		return annotate.Highlight{}, err
	}
	if h.Coder == "" {
		if err := tx.arrive(); err != nil {
			return annotate.Highlight{}, err
		}
		h.Coder = tx.coder.ID
	} else if _, known, err := tx.conn.knownCoder(annotate.Coder{ID: h.Coder}); err != nil {
		return annotate.Highlight{}, err
	} else if !known && h.Coder != tx.coder.ID {
		return annotate.Highlight{}, notFound("there is no coder with the id %s", h.Coder)
	} else if !known {
		if err := tx.arrive(); err != nil {
			return annotate.Highlight{}, err
		}
	}
	if h.ID == "" {
		h.ID = tx.p.newID()
	} else if taken, err := tx.conn.one(into(new(int)), `SELECT 1 FROM highlight WHERE id = ?`, h.ID); err != nil {
		return annotate.Highlight{}, err
	} else if taken {
		return annotate.Highlight{}, fmt.Errorf("there is a highlight with the id %s already", h.ID)
	}
	if h.Created.IsZero() {
		h.Created = unstamp(tx.at)
	}
	if h.Changed.IsZero() {
		h.Changed = h.Created
	}
	h.Created, h.Changed = h.Created.UTC().Truncate(time.Second), h.Changed.UTC().Truncate(time.Second)
	return h, tx.change(highlightKind, h.ID, nil, recordOf(h))
}

// SetHighlight changes a highlight's Span, Tags and Note; the quote follows.
func (tx *Tx) SetHighlight(h annotate.Highlight) error {
	if tx.over {
		return errOver
	}
	old, err := tx.conn.highlight(h.ID)
	if err != nil {
		return err
	}
	next := old
	next.Span, next.Tags, next.Note = h.Span, h.Tags, h.Note
	if err := tx.anchor(&next); err != nil {
		return err
	}
	before, after := recordOf(old), recordOf(next)
	if reflect.DeepEqual(before, after) {
		return nil
	}
	after.Changed = tx.at
	return tx.change(highlightKind, h.ID, before, after)
}

// DeleteHighlight deletes a highlight.
func (tx *Tx) DeleteHighlight(id string) error {
	if tx.over {
		return errOver
	}
	h, err := tx.conn.highlight(id)
	if err != nil {
		return err
	}
	if err := tx.change(highlightKind, id, recordOf(h), nil); err != nil {
		return err
	}
	return tx.dropReplaced(h.Article)
}
