package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"

	"gloss/annotate"
)

// Check examines the whole project: the database itself, every article, every
// highlight's quote against its slice, the search index, and whether the
// history leads to what is there. It returns a sentence for each fault; none
// means all is well.
func (p *Project) Check() ([]string, error) {
	var faults []string
	err := p.read(func(c *conn) error {
		k := checker{c: c}
		for _, look := range []func() error{k.database, k.codebook, k.counted, k.articles, k.index, k.log, k.actions} {
			if err := look(); err != nil {
				return err
			}
		}
		faults = k.faults
		return nil
	})
	return faults, err
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
	faults []string
}

func (k *checker) fault(format string, args ...any) {
	k.faults = append(k.faults, fmt.Sprintf(format, args...))
}

// maxFaults is how many faults of one sort SQLite lists.
const maxFaults = 20

// database asks SQLite about its pages, indexes and references.
func (k *checker) database() error {
	lines, err := k.c.strings(fmt.Sprintf("PRAGMA integrity_check(%d)", maxFaults))
	if err != nil {
		return err
	}
	for _, line := range lines {
		if line != "ok" {
			k.fault("the database is damaged: %s", line)
		}
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
