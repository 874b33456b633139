package store

import (
	"gloss/annotate"
)

// Carried says where a highlight went when the text below it was replaced.
type Carried struct {
	Highlight annotate.Highlight // as it is now; an orphan still stands in the old article
	Anchor    annotate.Anchor
}

// ReplaceArticle takes in a better reading of an article: its text mended, or
// taken from the source in another way. a is what an importer made, with the
// facts that it shall have; note, variables and the coders' statuses are the
// old article's. What it is given and returns is otherwise that of AddArticle.
//
// Every highlight is looked for in the new text by its quote and moves there
// under its ID. One that is not found is an orphan: it stays where it is right,
// in the old article, which leaves the project when its last highlight does. A
// text that is that of the old article is refused as a duplicate of it.
func (tx *Tx) ReplaceArticle(id string, a annotate.Article, r annotate.Receipt, original []byte) (annotate.Article, []Carried, error) {
	fail := func(err error) (annotate.Article, []Carried, error) { return annotate.Article{}, nil, err }
	row, err := tx.newArticle(a)
	if err != nil {
		return fail(err)
	}
	old, err := tx.conn.articleByID(id)
	if err != nil {
		return fail(err)
	}
	var there DuplicateError
	found, err := tx.conn.one(into(&there.ID, &there.Title), `SELECT id, title FROM article WHERE text_hash = ? ORDER BY n LIMIT 1`, row.textHash)
	if err != nil {
		return fail(err)
	}
	if found {
		return fail(&there)
	}
	row.Replaces, row.base, row.statuses = id, old.base, old.statuses
	row.Note, row.Variables = old.Note, old.Variables
	if err := tx.addContent(row.Article, r, original); err != nil {
		return fail(tx.fail(err))
	}
	if err := tx.change(articleKind, row.ID, nil, row.record()); err != nil {
		return fail(err)
	}
	highlights, err := tx.conn.highlights(`WHERE h.article = ? ORDER BY h.start, h.stop, h.id`, old.n)
	if err != nil {
		return fail(err)
	}
	var carried []Carried
	for _, h := range highlights {
		span, anchor := h.Quote.Find(a.Text, h.Span)
		if anchor != annotate.Orphan {
			if h, err = tx.rehome(h, row.ID, span); err != nil {
				return fail(tx.fail(err))
			}
		}
		carried = append(carried, Carried{h, anchor})
	}
	out, err := tx.Article(row.ID)
	if err != nil {
		return fail(err)
	}
	return out, carried, tx.dropReplaced(id)
}

// Orphans returns the highlights that were not found when the text below them
// was replaced by the article of that ID, in the order of the old text.
func (v View) Orphans(article string) (all []annotate.Highlight, err error) {
	err = v.read(func(c *conn) error {
		all, err = c.highlights(`WHERE h.article = (SELECT old.n FROM article new JOIN article old ON old.id = new.replaces WHERE new.id = ?)
			ORDER BY h.start, h.stop, h.id`, article)
		return err
	})
	return all, err
}

// SettleOrphan moves an orphan to the place that a person gives it in the
// article that replaces its own.
func (tx *Tx) SettleOrphan(id string, at annotate.Span) error {
	if tx.over {
		return errOver
	}
	h, err := tx.conn.highlight(id)
	if err != nil {
		return err
	}
	var home string
	found, err := tx.conn.one(into(&home), `SELECT id FROM article WHERE replaces = ? ORDER BY n DESC LIMIT 1`, h.Article)
	if err == nil && !found {
		err = notFound("no article replaces the one that the highlight %s stands in", id)
	}
	if err != nil {
		return err
	}
	if _, err := tx.rehome(h, home, at); err != nil {
		return err
	}
	return tx.dropReplaced(h.Article)
}

// rehome moves a highlight to a place in another article.
func (tx *Tx) rehome(h annotate.Highlight, article string, at annotate.Span) (annotate.Highlight, error) {
	next := h
	next.Article, next.Span = article, at
	if err := tx.anchor(&next); err != nil {
		return h, err
	}
	after := recordOf(next)
	after.Changed = tx.at
	next.Changed = unstamp(tx.at)
	return next, tx.change(highlightKind, h.ID, recordOf(h), after)
}

// dropReplaced takes an article out that another replaces, once no highlight
// stands in it.
func (tx *Tx) dropReplaced(id string) error {
	var n int
	found, err := tx.conn.one(into(&n), `SELECT 1 FROM article WHERE id = ?1
		AND EXISTS (SELECT 1 FROM article WHERE replaces = ?1) AND NOT EXISTS (SELECT 1 FROM highlight h WHERE h.article = article.n)`, id)
	if err != nil || !found {
		return err
	}
	return tx.DeleteArticle(id)
}
