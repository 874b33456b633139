package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/maphash"
	"os"
	"slices"

	"gloss/annotate"
)

// Check examines the whole project: the database itself, every article, every
// highlight's quote against its slice, the search index, and whether the
// history leads to what is there. It returns a sentence for each fault; none
// means all is well. Nobody else can use the project meanwhile.
func (p *Project) Check() (faults []string, err error) {
	err = p.read(func(c *conn) error {
		faults, err = c.check(background)
		return err
	})
	return faults, err
}

// CheckCopy is Check for a large project that a person works in. It examines a
// copy, which it makes in steps as KeepBackup does, in the folder of the
// backups, and deletes: pages are copied as they are, with whatever is wrong in
// them, and no reader and no verb waits longer than for a step. Close gives it
// up (ErrClosed).
//
// Verbs need not be held back until it is through. They only add to the log,
// and SQLite refuses to write on pages that make no sense to it; should there
// be other damage, then what is done meanwhile neither hides nor spreads it, and
// the backups from before are there.
//
// Where no copy can be made, such as on a full disk, it is Check.
func (p *Project) CheckCopy() ([]string, error) {
	p.checking.Lock()
	defer p.checking.Unlock()
	path, done, err := p.copyToCheck()
	defer done()
	var faults []string
	if err == nil {
		faults, err = p.checkCopyAt(path)
	} else if p.life.Err() == nil {
		return p.Check()
	}
	if p.life.Err() != nil {
		return nil, errClosed(p.path)
	}
	return faults, explain(p.path, err)
}

// copyToCheck makes a copy in the folder of the backups and returns its path.
// done deletes it, also one that was not finished.
func (p *Project) copyToCheck() (path string, done func(), err error) {
	var folder string
	if err := p.locked(func() (err error) {
		folder, err = p.makeBackups()
		return err
	}); err != nil {
		return "", func() {}, err
	}
	copied := copying(folder)
	part, err := os.CreateTemp(folder, partPattern)
	if err != nil {
		return "", copied, err
	}
	done = func() {
		_ = os.Remove(part.Name())
		copied()
	}
	return part.Name(), done, errors.Join(part.Close(), p.copyInSteps(part.Name()))
}

func (p *Project) checkCopyAt(path string) ([]string, error) {
	c, err := connect(dsn(path, true))
	if err != nil {
		return nil, err
	}
	faults, err := c.check(p.life)
	return faults, errors.Join(err, c.close())
}

// check looks for faults until ctx ends. What cannot be read at all because of
// a fault that was found is no error.
func (c *conn) check(ctx context.Context) ([]string, error) {
	k := checker{c: c, ctx: ctx}
	for _, look := range []func() error{k.database, k.codebook, k.counted, k.articles, k.index, k.log, k.actions} {
		err := look()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil && len(k.faults) > 0 && errors.Is(explain("", err), ErrDamaged) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	return k.faults, nil
}

// QuickCheck reads the whole file and returns ErrDamaged if its pages do not
// hang together. It is for the background: it goes table by table, and others
// may use the project in between.
func (p *Project) QuickCheck() error {
	var tables []string
	err := p.locked(func() (err error) {
		tables, err = p.conn.strings(`SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0`)
		return err
	})
	for i := 0; i < len(tables) && err == nil; i++ {
		err = p.locked(func() error { return p.conn.quickCheck(tables[i]) })
	}
	var known *fault
	if err == nil || errors.As(explain(p.path, err), &known) {
		return explain(p.path, err)
	}
	return about(p.path, ErrDamaged, err, "the project file is damaged (%v); restore a backup", err)
}

// checker collects faults.
type checker struct {
	c      *conn
	ctx    context.Context // once it has ended, nobody waits for the rest
	faults []string
}

func (k *checker) fault(format string, args ...any) {
	k.faults = append(k.faults, fmt.Sprintf(format, args...))
}

// maxFaults is how many faults of one sort SQLite lists.
const maxFaults = 20

// database asks SQLite about its pages, indexes and references.
func (k *checker) database() error {
	rows, err := k.c.c.QueryContext(k.ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", maxFaults))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			k.fault("the database is damaged: %s", line)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	return k.c.each(func(scan scanner) error {
		var table, parent string
		var row *int64
		var id int
		if err := scan(&table, &row, &parent, &id); err != nil {
			return err
		}
		k.fault("a row of %s refers to a row of %s that is not there", table, parent)
		return nil
	}, "PRAGMA foreign_key_check")
}

// counted sees whether the codebook counts the highlights where they are.
func (k *checker) counted() error {
	var n int
	_, err := k.c.one(into(&n), `SELECT count(*) FROM highlight_tag t JOIN highlight h ON h.id = t.highlight WHERE t.article <> h.article`)
	if n > 0 {
		k.fault("%d tags of highlights are counted in another article", n)
	}
	return err
}

func (k *checker) codebook() error {
	rows, err := k.c.tags()
	if err != nil {
		return err
	}
	if err := codebook(rows).Check(); err != nil {
		k.fault("the codebook: %v", err)
	}
	var n int
	if _, err := k.c.one(into(&n), `SELECT count(*) FROM tag`); err != nil {
		return err
	}
	if n != len(rows) {
		k.fault("the codebook: %d of %d tags stand below themselves", n-len(rows), n)
	}
	return nil
}

// articles examines every article and its highlights, one after the other.
func (k *checker) articles() error {
	rows, err := k.c.articles(``)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if k.ctx.Err() != nil {
			return k.ctx.Err()
		}
		a, err := k.c.whole(row)
		if err != nil {
			k.fault("article %q (%s): %v", row.Title, row.ID, err)
			continue
		}
		sum := sha256.Sum256([]byte(a.Text.String()))
		switch err := a.Check(); {
		case err != nil:
			k.fault("article %q (%s): %v", a.Title, a.ID, err)
		case hex.EncodeToString(sum[:]) != row.textHash:
			k.fault("article %q (%s): the text is not the one that was imported", a.Title, a.ID)
		case a.Text.Len() != row.Length:
			k.fault("article %q (%s): the text has %d characters, not %d", a.Title, a.ID, a.Text.Len(), row.Length)
		}
		err = k.c.eachHighlight(func(h annotate.Highlight) error {
			if err := h.Check(a.Text); err != nil {
				k.fault("highlight %s in article %q: %v", h.ID, a.Title, err)
			} else if h.Quote != annotate.QuoteOf(a.Text, h.Span) {
				k.fault("highlight %s in article %q: the context is not what stands around it", h.ID, a.Title)
			}
			return nil
		}, `WHERE h.article = ? ORDER BY h.start, h.stop, h.id`, row.n)
		if err != nil {
			return err
		}
	}
	return nil
}

// index sees whether the search index holds every article and no other. That
// it is sound in itself, the check of the database has said.
func (k *checker) index() error {
	return k.c.each(func(scan scanner) error {
		var n int64
		var there bool
		if err := scan(&n, &there); err != nil {
			return err
		}
		if there {
			k.fault("article number %d cannot be found by a search", n)
		} else {
			k.fault("the search finds article number %d, which is not there", n)
		}
		return nil
	}, `SELECT n, 1 FROM article WHERE n NOT IN (SELECT rowid FROM words)
		UNION ALL SELECT rowid, 0 FROM words WHERE rowid NOT IN (SELECT n FROM article)`)
}

// log folds the log: each operation must start where the one before it on the
// same record has ended, and the last ones must be what the tables hold.
func (k *checker) log() error {
	// Hashes in place of the records keep the memory small.
	seed := maphash.MakeSeed()
	type key struct{ kind, id string }
	state := map[key]uint64{}
	hash := func(record []byte) uint64 {
		if record == nil {
			return 0
		}
		return maphash.Bytes(seed, record) | 1
	}
	err := k.c.each(func(scan scanner) error {
		if k.ctx.Err() != nil {
			return k.ctx.Err()
		}
		var seq int64
		var at key
		var before, after []byte
		if err := scan(&seq, &at.kind, &at.id, &before, &after); err != nil {
			return err
		}
		if state[at] != hash(before) {
			k.fault("the history is torn at step %d: %v %s was not as it says", seq, at.kind, at.id)
		}
		state[at] = hash(after)
		if after == nil {
			delete(state, at)
		}
		return nil
	}, `SELECT seq, kind, target, before, after FROM op ORDER BY seq`)
	if err != nil {
		return err
	}
	for _, kind := range kinds {
		err := kind.all(k.c, func(id string, record any) error {
			if k.ctx.Err() != nil {
				return k.ctx.Err()
			}
			data, err := encode(record)
			if err != nil {
				return err
			}
			at := key{kind.name, id}
			if want, there := state[at]; !there {
				k.fault("%v %s is in the project and not in the history", kind.name, id)
			} else if want != hash(data) {
				k.fault("%v %s is not as the history has left it", kind.name, id)
			}
			delete(state, at)
			return nil
		})
		if err != nil {
			return err
		}
	}
	for at := range state {
		k.fault("%v %s is in the history and not in the project", at.kind, at.id)
	}
	return nil
}

// actions goes through the history and sees whether every action has the
// status that the undos and redos after it have given it.
func (k *checker) actions() error {
	want := map[int64]status{}
	got := map[int64]status{}
	var seqs []int64
	var open []int64 // undone, and nothing else was done since
	err := k.c.each(func(scan scanner) error {
		var seq int64
		var undoes, redoes *int64
		var s status
		if err := scan(&seq, &undoes, &redoes, &s); err != nil {
			return err
		}
		seqs, got[seq], want[seq] = append(seqs, seq), s, lasting
		switch {
		case undoes != nil:
			want[*undoes] = undone
			open = append(open, *undoes)
		case redoes != nil:
			want[*redoes] = done
			open = slices.DeleteFunc(open, func(o int64) bool { return o == *redoes })
		case s != lasting:
			want[seq] = done
			for _, o := range open {
				want[o] = dropped
			}
			open = nil
		}
		return nil
	}, `SELECT seq, undoes, redoes, status FROM action ORDER BY seq`)
	if err != nil {
		return err
	}
	for _, seq := range seqs {
		if got[seq] != want[seq] {
			k.fault("action %d of the history counts as %s, not as %s", seq, got[seq], want[seq])
		}
	}
	return nil
}
