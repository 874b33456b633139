package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// revive brings back what a living record needs: a highlight its article, its
// coder and its tags, a status its coder. Who highlights a passage or uses a
// tag has touched it, so a deletion by someone who did not know loses.
func (m *merger) revive() error {
	order := slices.SortedFunc(maps.Keys(m.result), compareKeys)
	for _, k := range slices.Backward(order) { // highlights before the articles that they bring back
		h := m.result[k]
		if len(h.alive) == 0 {
			continue
		}
		for _, need := range needs(k, h) {
			p, differs := m.result[need]
			if !differs || slices.ContainsFunc(h.alive, func(a point) bool { return slices.Contains(p.alive, a) }) {
				continue
			}
			if len(p.alive) == 0 {
				m.decide("%s was deleted on one side and used on the other by %s; it stays.", m.names[need], lower(m.names[k]))
				m.revived[need] = true
			}
			if m.revived[need] {
				p.alive = append(slices.Clone(p.alive), h.alive...)
				slices.Sort(p.alive)
				p.alive = slices.Compact(p.alive)
				m.result[need] = p
			}
		}
	}
	return nil
}

// needs lists what a record refers to and cannot be without.
func needs(k key, p past) (all []key) {
	switch k.kind {
	case highlightKind.name:
		all = []key{{articleKind.name, articleOf(p)}, {coderKind.name, unquote(p.fields["coder"].value)}}
		for name, f := range p.fields {
			if id, ok := strings.CutPrefix(name, tagField); ok && f.value != "" {
				all = append(all, key{tagKind.name, id})
			}
		}
	case articleKind.name:
		for name, f := range p.fields {
			if id, ok := strings.CutPrefix(name, statusField); ok && f.value != "" {
				all = append(all, key{coderKind.name, id})
			}
		}
	}
	return all
}

// lower is a name of nameOf inside a sentence.
func lower(name string) string { return "t" + strings.TrimPrefix(name, "T") }

// reparent moves tags up whose tag above was deleted, as Tx.DeleteTag does, and
// cuts rings that come about when each side has put one tag below the other.
func (m *merger) reparent() error {
	parents := map[string]string{}
	if err := m.tx.conn.eachTag(func(t tagRow) { parents[t.ID] = t.Parent }); err != nil {
		return err
	}
	tags := slices.SortedFunc(maps.Keys(m.result), compareKeys)
	tags = slices.DeleteFunc(tags, func(k key) bool { return k.kind != tagKind.name })
	for _, k := range tags {
		if parents[k.id] = unquote(m.result[k].fields["parent"].value); len(m.result[k].alive) == 0 {
			delete(parents, k.id)
		}
	}
	move := func(k key, parent string) {
		value := ""
		if parent != "" {
			data, _ := encode(parent) // a string always encodes
			value = string(data)
		}
		r := m.result[k]
		r.fields["parent"] = field{value, r.fields["parent"].written}
		parents[k.id] = parent
	}
	for _, k := range tags {
		if len(m.result[k].alive) == 0 {
			continue
		}
		parent := parents[k.id]
		for range tags {
			if _, there := parents[parent]; there || parent == "" {
				break
			}
			parent = unquote(m.result[key{tagKind.name, parent}].fields["parent"].value)
		}
		if _, there := parents[parent]; !there {
			parent = ""
		}
		if parent != parents[k.id] {
			m.decide("%s stood below a tag that was deleted; it moves up.", m.names[k])
			move(k, parent)
		}
	}
	for _, k := range tags {
		at := parents[k.id]
		for range parents {
			if at == "" || at == k.id {
				break
			}
			at = parents[at]
		}
		if at == k.id && len(m.result[k].alive) > 0 {
			m.decide("%s was put below a tag that stands below it on the other side; it moves to the top.", m.names[k])
			move(k, "")
		}
	}
	return nil
}

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
	// What came and went elsewhere is no concern of ours, but for a filter: its
	// id is its name, which a third side may have given to one that lives.
	if same(ours, r) || len(ours.fields) == 0 && len(r.alive) == 0 && k.kind != filterKind.name {
		return nil
	}
	kind, err := kindOf(k.kind)
	if err != nil {
		return err
	}
	r.state = nil
	if len(r.alive) > 0 {
		if r.state, err = join(k.kind, r.fields); err != nil {
			return err
		}
	}
	if k.kind == articleKind.name && r.state != nil {
		if err := m.copyContent(k.id); err != nil {
			return err
		}
	}
	from, err := encode(r.origin())
	if err != nil {
		return err
	}
	m.count(k.kind, ours.state, r.state)
	return m.tx.record(kind, k.id, ours.state, r.state, from)
}

// same reports whether two pasts come from the same changes.
func same(a, b past) bool {
	return slices.Equal(a.alive, b.alive) && maps.Equal(a.fields, b.fields)
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

// copyContent takes over what an import brought, unless we have it.
func (m *merger) copyContent(article string) error {
	var n int64
	there, err := m.tx.conn.one(into(&n), `SELECT n FROM content WHERE article = ?`, article)
	if there || err != nil {
		return err
	}
	var text, blocks, breaks, marks, receipt string
	var original []byte
	found, err := m.theirs.one(into(&text, &blocks, &breaks, &marks, &receipt, &original),
		`SELECT text, blocks, breaks, marks, receipt, gzip FROM content LEFT JOIN original USING (n) WHERE article = ?`, m.from[article])
	if err == nil && !found {
		err = notFound("its text is in neither project")
	}
	if err != nil {
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
			rows = append(rows, row{"action", action, fmt.Sprint(seq)})
		}
	}
	for k, id := range m.same {
		if m.ourLog.alias[k] != id {
			rows = append(rows, row{k.kind, k.id, id})
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
