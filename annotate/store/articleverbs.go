package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"gloss/annotate"
)

// AddArticle takes in what an importer made, with the original bytes (nil to
// leave them out), and returns the article with its ID, Added and Status. An
// article whose SourceHash or whose text is in the project already is refused
// with a *DuplicateError.
func (tx *Tx) AddArticle(a annotate.Article, r annotate.Receipt, original []byte) (annotate.Article, error) {
	a.ID, a.Added = "", time.Time{}
	return tx.BringArticle(a, r, original)
}

// BringArticle is AddArticle for an article that may have an ID and a time of
// adding from elsewhere, and keeps them. Only an ID that another text has here,
// or once had, gives way to a new one.
func (tx *Tx) BringArticle(a annotate.Article, r annotate.Receipt, original []byte) (annotate.Article, error) {
	row, err := tx.newArticle(a)
	if !a.Added.IsZero() {
		row.Added = a.Added.UTC().Truncate(time.Second)
	}
	if err != nil {
		return annotate.Article{}, err
	}
	var there DuplicateError
	found, err := tx.conn.one(into(&there.ID, &there.Title),
		`SELECT id, title FROM article WHERE text_hash = ?1 OR source_hash = ?2 AND ?2 <> '' ORDER BY n LIMIT 1`, row.textHash, a.SourceHash)
	if err != nil {
		return annotate.Article{}, err
	}
	if found {
		return annotate.Article{}, &there
	}
	known, err := tx.keepID(&row.Article, a.ID)
	if err != nil {
		return annotate.Article{}, err
	}
	if !known {
		if err := tx.addContent(row.Article, r, original); err != nil {
			return annotate.Article{}, tx.fail(err)
		}
	}
	return row.Article, tx.change(articleKind, row.ID, nil, row.record())
}

// keepID gives a new article the ID that is wanted, if that may be, and reports
// whether content has its text under it already: the article was deleted, or
// its import undone.
func (tx *Tx) keepID(a *annotate.Article, wanted string) (known bool, err error) {
	if wanted == "" {
		return false, nil
	}
	var text string
	known, err = tx.conn.one(into(&text), `SELECT text FROM content WHERE article = ?`, wanted)
	if err != nil || known && text != a.Text.String() {
		return false, err
	}
	a.ID = wanted
	return known, nil
}

// newArticle is the row of an article that comes in.
func (tx *Tx) newArticle(a annotate.Article) (articleRow, error) {
	if tx.over {
		return articleRow{}, errOver
	}
	if a.Text.Len() == 0 {
		return articleRow{}, fmt.Errorf("the article %q holds no text", a.Title)
	}
	row := articleRow{Summary: Summary{Article: a, Length: a.Text.Len(), Words: countWords(a.Text.String())}}
	sum := sha256.Sum256([]byte(a.Text.String()))
	row.textHash = hex.EncodeToString(sum[:])
	row.ID, row.Added, row.Status, row.base = tx.p.newID(), unstamp(tx.at), annotate.Unread, annotate.Unread
	return row, tidyArticle(&row.Article)
}

// tidyArticle cleans what may have several lines and checks the rest.
func tidyArticle(a *annotate.Article) error {
	a.Note = annotate.Clean(a.Note)
	a.Variables = slices.Clone(a.Variables)
	for i, v := range a.Variables {
		if annotate.Clean(v.Name) != v.Name || strings.TrimSpace(v.Name) != v.Name || strings.ContainsAny(v.Name, "\n\t") {
			return fmt.Errorf("the variable name %q must be one line without blanks at its ends", v.Name)
		}
		a.Variables[i].Value = annotate.Clean(v.Value)
	}
	return a.Check()
}

// SetArticle changes everything about an article but its text, blocks, marks
// and source, which never change, and its status, which SetStatus changes.
func (tx *Tx) SetArticle(a annotate.Article) error {
	if tx.over {
		return errOver
	}
	old, err := tx.conn.articleByID(a.ID)
	if err != nil {
		return err
	}
	row := old
	row.Title, row.Authors, row.Published = a.Title, a.Authors, a.Published
	row.Site, row.URL, row.Language = a.Site, a.URL, a.Language
	row.Note, row.Variables = a.Note, a.Variables
	if err := tidyArticle(&row.Article); err != nil {
		return err
	}
	return tx.change(articleKind, a.ID, old.record(), row.record())
}

// DeleteArticle takes an article and its highlights out of the project.
func (tx *Tx) DeleteArticle(id string) error {
	if tx.over {
		return errOver
	}
	row, err := tx.conn.articleByID(id)
	if err != nil {
		return err
	}
	highlights, err := tx.conn.highlights(`WHERE h.article = ? ORDER BY h.start, h.stop, h.id`, row.n)
	if err != nil {
		return err
	}
	for _, h := range highlights {
		if err := tx.change(highlightKind, h.ID, recordOf(h), nil); err != nil {
			return err
		}
	}
	return tx.change(articleKind, id, row.record(), nil)
}
