package store

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// write brings the project to the result. Highlights go before and come after
// what they refer to, so that an undo can walk the same way back.
func (m *merger) write() error {
	order := slices.SortedFunc(maps.Keys(m.result), func(a, b key) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(m.result[a].fields["added"].value, m.result[b].fields["added"].value), cmp.Compare(a.id, b.id))
	})
	for _, phase := range []func(k key, dead bool) bool{
		func(k key, dead bool) bool { return k.kind == highlightKind.name && dead },
		func(k key, _ bool) bool { return k.kind != highlightKind.name },
		func(k key, dead bool) bool { return k.kind == highlightKind.name && !dead },
	} {
		for _, k := range order {
			if phase(k, len(m.result[k].alive) == 0) {
				if err := m.writeOne(k); err != nil {
					return fmt.Errorf("%s: %w", m.names[k], err)
				}
			}
		}
	}
	return nil
}

func (m *merger) writeOne(k key) error {
	ours, r := m.ours[k], m.result[k]
	if same(ours, r) {
		return nil
	}
	kind, err := kindOf(k.kind)
	if err != nil {
		return err
	}
	if k.kind == articleKind.name {
		if err := m.copyContent(k.id, r.state != nil); err != nil {
			return err
		}
	}
	origin, err := r.origin(k.kind)
	if err != nil {
		return err
	}
	from, err := encode(origin)
	if err != nil {
		return err
	}
	m.count(k.kind, ours.state, r.state)
	return m.tx.record(kind, k.id, ours.state, r.state, from)
}

// same reports whether two pasts come from the same changes and show the same.
func same(a, b past) bool {
	return slices.Equal(a.alive, b.alive) && maps.Equal(a.fields, b.fields) && a.into == b.into && bytes.Equal(a.state, b.state)
}

func (m *merger) count(kind string, before, after []byte) {
	n := map[string]*MergeCount{
		articleKind.name: &m.report.Articles, highlightKind.name: &m.report.Highlights,
		tagKind.name: &m.report.Tags, coderKind.name: &m.report.Coders, filterKind.name: &m.report.Filters,
	}[kind]
	switch {
	case before == nil && after != nil:
		n.Added++
	case before != nil && after == nil:
		n.Deleted++
	case string(before) != string(after):
		n.Changed++
	}
}

// copyContent takes over what an import brought, unless we have it: also of an
// article that was deleted, because a third side may still need it.
func (m *merger) copyContent(article string, shown bool) error {
	var n int64
	there, err := m.tx.conn.one(into(&n), `SELECT n FROM content WHERE article = ?`, article)
	if there || err != nil {
		return err
	}
	var text, blocks, breaks, marks, receipt string
	var original []byte
	found, err := m.theirs.one(into(&text, &blocks, &breaks, &marks, &receipt, &original),
		`SELECT text, blocks, breaks, marks, receipt, gzip FROM content LEFT JOIN original USING (n) WHERE article = ?`, m.from[article])
	if err == nil && !found && shown {
		err = notFound("its text is in neither project")
	}
	if err != nil || !found {
		return err
	}
	err = m.tx.conn.exec(`INSERT INTO content (article, text, blocks, breaks, marks, receipt) VALUES (?, ?, ?, ?, ?, ?)`, article, text, blocks, breaks, marks, receipt)
	if err != nil || original == nil {
		return m.tx.fail(err)
	}
	return m.tx.fail(m.tx.conn.exec(`INSERT INTO original (n, gzip) SELECT n, ? FROM content WHERE article = ?`, original, article))
}

// hear keeps in the open action what was learned besides records.
func (tx *Tx) hear(kind, id, value string) error {
	return tx.fail(tx.conn.exec(`INSERT OR REPLACE INTO heard (action, kind, id, value) VALUES (?, ?, ?, ?)`, tx.action, kind, id, value))
}

// hear keeps what they have seen and which records are the same, and says which
// coders have one name.
func (m *merger) hear() error {
	type row struct{ kind, id, value string }
	var rows []row
	for action, seq := range m.theirLog.known {
		if m.ourLog.known[action] < seq {
			rows = append(rows, row{heardAction, action, fmt.Sprint(seq)})
		}
	}
	for operation := range m.theirLog.one {
		if !m.ourLog.has(point(operation)) {
			rows = append(rows, row{heardOne, operation, ""})
		}
	}
	for k, id := range m.same {
		if m.ourLog.alias[k] != id {
			rows = append(rows, row{k.kind, k.id, id})
		}
	}
	for pair := range m.book.apart {
		if !m.ourLog.apart[pair] {
			rows = append(rows, row{heardApart, pair[0] + " " + pair[1], ""})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if m.tx.action == 0 {
		// Nothing changes, so there is nothing to undo.
		m.tx.status = lasting
		action, err := m.tx.begin()
		if err != nil {
			return m.tx.fail(err)
		}
		m.tx.action = action
	}
	for _, r := range rows {
		if err := m.tx.hear(r.kind, r.id, r.value); err != nil {
			return err
		}
	}
	coders, err := m.tx.conn.coders()
	for i, c := range coders {
		if i > 0 && folded(coders[i-1].Name) == folded(c.Name) {
			m.decide("Two coders are called %s; they stay two people.", c.Name)
		}
	}
	return err
}
