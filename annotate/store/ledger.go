package store

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// ledger is what a merge knows of one project before it reads records.
type ledger struct {
	last  map[key]string     // the last operation on each record
	known known              // operations that it has seen,
	one   map[string]bool    // and single ones, "action id/number"
	alias map[key]string     // ids that records of other projects have here
	apart map[[2]string]bool // IDs of tags that a person has kept apart, the lesser first
}

// What a merge has learned besides records, as table heard has it.
const (
	heardAction = "action" // an action elsewhere, up to an operation
	heardOne    = "op"     // one operation elsewhere: "action id/number"
	heardApart  = "apart"  // two tags that a person has kept apart: their IDs, the lesser first
)

// has reports whether the project has seen what happened at p.
func (l ledger) has(p point) bool {
	action, seq := p.operation()
	return l.known[action] >= seq || l.one[p.where()]
}

// ledger goes through the log without the records.
func (c *conn) ledger() (ledger, error) {
	l := ledger{map[key]string{}, known{}, map[string]bool{}, map[key]string{}, map[[2]string]bool{}}
	err := c.each(func(scan scanner) error {
		var seq int64
		var action string
		var k key
		err := scan(&seq, &action, &k.kind, &k.id)
		l.last[k] = action + "/" + strconv.FormatInt(seq, 10)
		l.known[action] = seq
		return err
	}, `SELECT op.seq, action.id, op.kind, op.target FROM op JOIN action ON action.seq = op.action ORDER BY op.seq`)
	if err != nil {
		return l, err
	}
	err = c.each(func(scan scanner) error {
		var k key
		var value string
		if err := scan(&k.kind, &k.id, &value); err != nil {
			return err
		}
		switch k.kind {
		case heardAction:
			seq, err := strconv.ParseInt(value, 10, 64)
			l.known[k.id] = max(l.known[k.id], seq)
			return err
		case heardOne:
			l.one[k.id] = true
		case heardApart:
			first, second, _ := strings.Cut(k.id, " ")
			l.apart[[2]string{first, second}] = true
		case articleKind.name, coderKind.name:
			l.alias[k] = value
		}
		return nil
	}, `SELECT heard.kind, heard.id, heard.value FROM heard JOIN action ON action.seq = heard.action
		WHERE action.status IN ('done', 'lasting') ORDER BY heard.action, heard.kind, heard.id`)
	return l, err
}

// follower goes through a log and keeps what has become of each record.
type follower struct {
	all    map[key]past
	hidden map[string]map[string]bool // by tag: those that are one with it
	turns  map[int64]map[key]turn     // by merge
}

// turn is a record before and after a merge.
type turn struct{ before, after past }

// entry is an operation of the log.
type entry struct {
	seq, action    int64
	id, at         string // of the action
	undoes, redoes *int64
	key
	state []byte
	from  *string
}

// pasts follows the records that wanted chooses through the log, and all tags.
// The undo of a merge leads back to the past before it, as if it had never been.
func (c *conn) pasts(wanted func(key) bool) (map[key]past, error) {
	f := follower{map[key]past{}, map[string]map[string]bool{}, map[int64]map[key]turn{}}
	err := c.each(func(scan scanner) error {
		var e entry
		if err := scan(&e.seq, &e.action, &e.id, &e.at, &e.undoes, &e.redoes, &e.kind, &e.key.id, &e.state, &e.from); err != nil {
			return err
		}
		if e.kind != tagKind.name && !wanted(e.key) {
			return nil
		}
		return f.follow(e)
	}, `SELECT op.seq, op.action, action.id, action.at, action.undoes, action.redoes, op.kind, op.target, op.after, op.origin
		FROM op JOIN action ON action.seq = op.action ORDER BY op.seq`)
	// What came with a merge that was undone has never been.
	maps.DeleteFunc(f.all, func(_ key, p past) bool { return len(p.fields) == 0 })
	return f.all, err
}

func (f *follower) follow(e entry) error {
	for _, of := range []*int64{e.undoes, e.redoes} {
		if of == nil {
			continue
		}
		if t, there := f.turns[*of][e.key]; there {
			p := t.before
			if of == e.redoes {
				p = t.after
			}
			f.set(e.key, p.clone())
			return nil
		}
	}
	p := f.all[e.key]
	if e.from != nil {
		next, err := joined(e.kind, e.state, *e.from)
		if f.turns[e.action] == nil {
			f.turns[e.action] = map[key]turn{}
		}
		f.turns[e.action][e.key] = turn{p.clone(), next.clone()}
		f.set(e.key, next)
		return err
	}
	operation := fmt.Sprintf("%s/%d", e.id, e.seq)
	changed, err := p.becomes(e.kind, e.state, e.at, operation, func(tag string) string { return f.all[key{tagKind.name, tag}].into })
	if err != nil {
		return err
	}
	f.set(e.key, p)
	if t, there := f.turns[e.action][e.key]; there {
		f.turns[e.action][e.key] = turn{t.before, p.clone()}
	}
	if e.kind == tagKind.name {
		// Who changes a tag changes those that are one with it.
		for _, id := range slices.Collect(maps.Keys(f.hidden[e.key.id])) {
			k := key{tagKind.name, id}
			h := f.all[k]
			if h.write(changed, e.at, operation); e.state == nil {
				h.alive = nil
			}
			f.set(k, h)
		}
	}
	return nil
}

func (f *follower) set(k key, p past) {
	if k.kind == tagKind.name {
		delete(f.hidden[f.all[k].into], k.id)
		if p.into != "" {
			if f.hidden[p.into] == nil {
				f.hidden[p.into] = map[string]bool{}
			}
			f.hidden[p.into][k.id] = true
		}
	}
	f.all[k] = p
}
