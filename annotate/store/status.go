package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gloss/annotate"
)

// statusRecord is how far one coder has come with an article, as the log has
// it inside the article's record.
type statusRecord struct {
	Coder  string          `json:"coder"` // ID
	Status annotate.Status `json:"status"`
	At     string          `json:"at"`
}

func (c *conn) putStatuses(article string, all []statusRecord) error {
	if err := c.exec(`DELETE FROM status WHERE article = (SELECT n FROM article WHERE id = ?)`, article); err != nil {
		return err
	}
	for _, s := range all {
		err := c.exec(`INSERT INTO status (article, coder, value, at) SELECT n, ?2, ?3, ?4 FROM article WHERE id = ?1`, article, s.Coder, string(s.Status), s.At)
		if err != nil {
			return err
		}
	}
	return nil
}

// statusOf is how far a coder has come with the article.
func (a *articleRow) statusOf(coder string) annotate.Status {
	for _, s := range a.statuses {
		if s.Coder == coder {
			return s.Status
		}
	}
	return a.base
}

// summarise makes of what the coders have said what a list shows.
func (a *articleRow) summarise() {
	a.Status = a.base
	var finished []statusRecord
	for _, s := range a.statuses {
		if slices.Index(annotate.Statuses, s.Status) > slices.Index(annotate.Statuses, a.Status) {
			a.Status = s.Status
		}
		if s.Status == annotate.Done {
			finished = append(finished, s)
		}
	}
	slices.SortStableFunc(finished, func(a, b statusRecord) int { return strings.Compare(a.At, b.At) })
	a.Done = nil
	for _, s := range finished {
		a.Done = append(a.Done, s.Coder)
	}
}

// SetStatus says how far the coder of the project has come with an article.
// Done is their word that they have finished it, and touches no other coder's.
func (tx *Tx) SetStatus(article string, s annotate.Status) error {
	if tx.over {
		return errOver
	}
	if !slices.Contains(annotate.Statuses, s) {
		return fmt.Errorf("there is no status %q", s)
	}
	row, err := tx.conn.articleByID(article)
	if err != nil {
		return err
	}
	if err := tx.arrive(); err != nil {
		return err
	}
	if row.statusOf(tx.coder.ID) == s {
		return nil
	}
	before := row.record()
	i, found := slices.BinarySearchFunc(row.statuses, tx.coder.ID, func(r statusRecord, id string) int { return cmp.Compare(r.Coder, id) })
	statuses := slices.Clone(row.statuses)
	if !found {
		statuses = slices.Insert(statuses, i, statusRecord{})
	}
	statuses[i] = statusRecord{tx.coder.ID, s, tx.at}
	row.statuses = statuses
	return tx.change(articleKind, article, before, row.record())
}
