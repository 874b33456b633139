package store

import (
	"errors"
	"time"

	"gloss/annotate"
)

// Group is one action of a person: what Undo takes back in one go. Several
// calls of Do may share a group.
type Group struct {
	ID    string
	Label string // in plain words: "import 12 articles", "tag passage with trade"
}

// Group starts a new action.
func (p *Project) Group(label string) Group { return Group{p.newID(), label} }

// Tx is a transaction under way: it reads as View does and has the verbs.
// Every verb checks what it is given and refuses it with a sentence; a verb
// that refuses has changed nothing, and the transaction may go on.
type Tx struct {
	View
	conn   *conn
	group  Group
	status status
	at     string // RFC 3339
	coder  annotate.Coder

	ready  bool            // coder stands in the project
	action int64           // seq of the action that operations belong to; 0: none yet
	stale  map[string]bool // articles whose words must be indexed anew
	tags   []tagRow        // the codebook, nil when not read or changed
	// What a listing has to read again: these articles, or all.
	touched   map[string]bool
	reordered bool
	marked    map[string]bool // highlights that have changed
	broken    error           // a verb failed half-way: nothing may be committed
	over      bool            // Do has returned
}

// Do makes the changes of fn in one transaction as part of the group, and
// returns when they are safe on the disk. If fn or the commit fails, nothing
// has changed. Within fn the project must be used through tx only. What another
// action has come between becomes an action of its own with the same label,
// because changes can only be taken back in the order they were made.
func (p *Project) Do(g Group, fn func(tx *Tx) error) error { return p.write(g, done, fn) }

// write runs fn in a transaction whose operations get the status.
func (p *Project) write(g Group, s status, fn func(tx *Tx) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return errClosed(p.path)
	}
	if p.readOnly {
		return readOnly(p.path, nil)
	}
	if err := p.inPlace(); err != nil {
		return err
	}
	if err := p.conn.exec("BEGIN IMMEDIATE"); err != nil {
		return explain(p.path, err)
	}
	tx := &Tx{
		View: View{p: p, tx: true}, conn: p.conn, group: g, status: s,
		at: stamp(p.now()), coder: p.coder, stale: map[string]bool{}, touched: map[string]bool{}, marked: map[string]bool{},
	}
	open := true
	defer func() {
		tx.over = true
		if open { // fn has panicked
			_ = p.conn.script("ROLLBACK")
		}
	}()
	err := fn(tx)
	if err == nil {
		err = tx.broken
	}
	if err == nil {
		err = tx.reindex()
	}
	if err == nil {
		err = p.inPlace()
	}
	open = false
	if err = p.conn.end(err); err != nil {
		return explain(p.path, err)
	}
	if tx.action == 0 {
		return nil
	}
	p.coder = tx.coder
	p.changes++
	p.outdate(tx)
	p.uncover(tx)
	// A file that was replaced during the commit has not got it.
	return p.inPlace()
}

// errOver is for verbs that are called after Do has returned.
var errOver = errors.New("the transaction is over")

// stamp writes a time as it stands in the file.
func stamp(t time.Time) string { return t.UTC().Truncate(time.Second).Format(time.RFC3339) }

// unstamp reads what stamp has written. A time that was damaged is zero.
func unstamp(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}
