package store

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// The log. Every change of a record, by a verb, an undo or a redo, passes
// through one door: it is written down as an operation and then applied to the
// tables from what was written down. So the log folds to the tables, and an
// undo is nothing but the operations of an action backwards, with before and
// after exchanged.

// status says what may become of an action; see schema/1.sql.
type status string

const (
	done    status = "done"
	undone  status = "undone"
	dropped status = "dropped"
	lasting status = "lasting"
)

// kind is a sort of record that the log knows.
type kind struct {
	name string
	// put gives the record with the ID this state, whether it was there or not.
	put func(c *conn, id string, record []byte) error
	// remove takes the record out.
	remove func(c *conn, id string) error
	// all calls fn with every record that is there; Check compares them to the log.
	all func(c *conn, fn func(id string, record any) error) error
}

// reading makes a put of one that takes the record read.
func reading[R any](put func(c *conn, id string, r R) error) func(c *conn, id string, record []byte) error {
	return func(c *conn, id string, record []byte) error {
		var r R
		if err := json.Unmarshal(record, &r); err != nil {
			return err
		}
		return put(c, id, r)
	}
}

var kinds = []kind{coderKind, tagKind, articleKind, highlightKind, filterKind}

func kindOf(name string) (kind, error) {
	for _, k := range kinds {
		if k.name == name {
			return k, nil
		}
	}
	return kind{}, fmt.Errorf("the log holds a change of an unknown kind, %q", name)
}

// change brings a record from the state before to the state after; nil is a
// record that is not there. Without a difference it does nothing.
func (tx *Tx) change(k kind, id string, before, after any) error {
	b, err := encode(before)
	if err != nil {
		return err
	}
	a, err := encode(after)
	if err != nil || bytes.Equal(b, a) {
		return err
	}
	return tx.record(k, id, b, a, nil)
}

// record writes an operation down and applies it; from is for a merge to say
// where the record after it comes from.
func (tx *Tx) record(k kind, id string, before, after, from []byte) error {
	if tx.action == 0 {
		var err error
		if tx.action, err = tx.begin(); err != nil {
			return tx.fail(err)
		}
	}
	err := tx.conn.exec(`INSERT INTO op (action, kind, target, before, after, origin) VALUES (?, ?, ?, ?, ?, ?)`,
		tx.action, k.name, id, text(before), text(after), text(from))
	if err != nil {
		return tx.fail(err)
	}
	return tx.fail(tx.apply(k, id, before, after))
}

// fail remembers that a verb broke off in the middle, so that Do does not
// commit half of it even if fn goes on.
func (tx *Tx) fail(err error) error {
	if tx.broken == nil {
		tx.broken = err
	}
	return err
}

// encode is the JSON of a record, nil for none. Records are structs of plain
// fields, so equal records have equal bytes.
func encode(record any) ([]byte, error) {
	if record == nil {
		return nil, nil
	}
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(record); err != nil {
		return nil, err
	}
	return bytes.TrimRight(buf.Bytes(), "\n"), nil
}

// text is b as SQLite takes it: a string, or NULL for nil.
func text(b []byte) any {
	if b == nil {
		return nil
	}
	return string(b)
}

// apply brings the tables from before to after.
func (tx *Tx) apply(k kind, id string, before, after []byte) error {
	if before == nil && after == nil {
		return nil // what a merge learns of a record that is not shown
	}
	tx.touch(k, id, before, after)
	switch k.name {
	case tagKind.name:
		tx.tags = nil
	case articleKind.name:
		tx.stale[id] = true
	case highlightKind.name:
		if err := tx.noteChanged(before, after); err != nil {
			return err
		}
	}
	if after == nil {
		return k.remove(tx.conn, id)
	}
	return k.put(tx.conn, id, after)
}

// noteChanged marks the article of a highlight for indexing if its note differs
// or goes to another article.
func (tx *Tx) noteChanged(before, after []byte) error {
	var b, a highlightRecord
	for _, r := range []struct {
		data []byte
		into *highlightRecord
	}{{before, &b}, {after, &a}} {
		// Most have none, and decoding is most of the work.
		if bytes.Contains(r.data, []byte(`"note":`)) {
			if err := json.Unmarshal(r.data, r.into); err != nil {
				return err
			}
		}
	}
	if b.Note != a.Note || b.Article != a.Article {
		tx.stale[b.Article], tx.stale[a.Article] = true, true
	}
	return nil
}

// begin returns the action to which the transaction's operations belong: the
// latest one, if it is of the same group and nothing has come between, else a
// new one. What was undone until now cannot be done again after it.
func (tx *Tx) begin() (int64, error) {
	if err := tx.arrive(); err != nil {
		return 0, err
	}
	if tx.group.ID != "" {
		var seq int64
		var group string
		var s status
		found, err := tx.conn.one(into(&seq, &group, &s), `SELECT seq, grp, status FROM action ORDER BY seq DESC LIMIT 1`)
		if err != nil || found && group == tx.group.ID && s == done && tx.status == done {
			return seq, err
		}
	}
	if tx.status == done {
		if err := tx.conn.exec(`UPDATE action SET status = 'dropped' WHERE status = 'undone'`); err != nil {
			return 0, err
		}
	}
	return tx.newAction(tx.status, nil, nil)
}

// newAction writes an action and returns its number.
func (tx *Tx) newAction(s status, undoes, redoes any) (int64, error) {
	id := tx.p.newID()
	group := tx.group.ID
	if group == "" {
		group = id
	}
	err := tx.conn.exec(`INSERT INTO action (id, grp, label, coder, at, undoes, redoes, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		id, group, tx.group.Label, tx.coder.ID, tx.at, undoes, redoes, s)
	if err != nil {
		return 0, err
	}
	var seq int64
	_, err = tx.conn.one(into(&seq), `SELECT last_insert_rowid()`)
	return seq, err
}
