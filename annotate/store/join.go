package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gloss/annotate"
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

// unclash makes two tags of one name in one place one tag, until there are no
// such two.
func (m *merger) unclash() error {
	for {
		keep, gone, found := m.sameName()
		if !found {
			return nil
		}
		m.decide("The tag “%s” stands in the same place twice, under two ids; the two become one.", unquote(m.result[keep].fields["name"].value))
		if m.ours[keep].state != nil && m.ours[gone].state == nil {
			m.report.SameTags = append(m.report.SameTags, MergePair{m.path(keep), keep.id, gone.id})
		}
		one := union(m.result[keep], m.result[gone])
		for _, name := range []string{"name", "parent"} {
			// The place is that of the one that stays, whatever the other was called before.
			f := m.result[keep].fields[name]
			for _, p := range []past{m.result[gone], m.theirPast[keep], m.theirPast[gone], m.ours[gone]} {
				f.written = max(f.written, p.fields[name].written)
			}
			one.fields[name] = f
		}
		m.result[keep] = one
		dead := m.result[gone].clone()
		dead.alive, dead.state = nil, nil
		m.result[gone] = dead
		m.same[gone] = keep.id
		for k, id := range m.same {
			if k.kind == tagKind.name && id == gone.id {
				m.same[k] = keep.id
			}
		}
		if err := m.loadTagged(gone.id); err != nil {
			return err
		}
		for k, r := range m.result {
			if k.kind == highlightKind.name || k.kind == filterKind.name || k.kind == tagKind.name && len(r.alive) > 0 {
				m.result[k] = m.rename(k.kind, r)
			}
		}
	}
}

// loadTagged takes the highlights with a tag into the result that need not have
// been there because both sides have the same.
func (m *merger) loadTagged(tag string) error {
	missing := map[key]bool{}
	ids, err := m.tx.conn.strings(`SELECT highlight FROM highlight_tag WHERE tag = ?`, tag)
	for _, id := range ids {
		k := key{highlightKind.name, id}
		if _, there := m.result[k]; !there {
			missing[k] = true
		}
	}
	if err != nil || len(missing) == 0 {
		return err
	}
	more, err := m.tx.conn.pasts(func(k key) bool { return missing[k] })
	for k, p := range more {
		m.ours[k], m.result[k], m.names[k] = p, p.clone(), nameOf(k, p)
	}
	return err
}

// sameName finds two tags of one name in one place. The one that was here
// stays, of two that were here or were not the older.
func (m *merger) sameName() (keep, gone key, found bool) {
	at := map[[2]string]key{}
	for _, k := range slices.SortedFunc(maps.Keys(m.result), compareKeys) {
		r := m.result[k]
		if k.kind != tagKind.name || len(r.alive) == 0 {
			continue
		}
		place := [2]string{unquote(r.fields["parent"].value), folded(unquote(r.fields["name"].value))}
		other, there := at[place]
		if !there {
			at[place] = k
			continue
		}
		if m.apart(other) || m.apart(k) {
			continue // separate gives one of them another name
		}
		if m.ours[other].state == nil && m.ours[k].state != nil {
			return k, other, true
		}
		return other, k, true
	}
	return key{}, key{}, false
}

// apart reports whether a tag came from there and is to stay apart.
func (m *merger) apart(k key) bool {
	return m.ours[k].state == nil && slices.Contains(m.choices.TagsApart, k.id)
}

// path is the path of a tag in the result.
func (m *merger) path(k key) string {
	names := []string{unquote(m.result[k].fields["name"].value)}
	for range m.result {
		if k.id = unquote(m.result[k].fields["parent"].value); k.id == "" {
			break
		}
		names = append(names, unquote(m.result[k].fields["name"].value))
	}
	slices.Reverse(names)
	return strings.Join(names, annotate.PathSeparator)
}

// separate gives another name to tags that stay apart from one of their name.
func (m *merger) separate() error {
	rows, err := m.tx.conn.tags()
	taken := map[[2]string]int{}
	place := func(r tagRow, name string) [2]string { return [2]string{r.Parent, folded(name)} }
	for _, r := range rows {
		taken[place(r, r.Name)]++
	}
	for _, r := range rows {
		if err != nil || !m.apart(key{tagKind.name, r.ID}) || taken[place(r, r.Name)] < 2 {
			continue
		}
		before := r.record()
		for n := 2; taken[place(r, r.Name)] > 0; n++ {
			r.Name = fmt.Sprintf("%s (%d)", before.Name, n)
		}
		if slices.ContainsFunc(rows, func(o tagRow) bool { return o.ID != r.ID && o.Key == r.Key }) {
			r.Key = ""
		}
		taken[place(r, before.Name)]--
		taken[place(r, r.Name)]++
		m.decide("The tag “%s” there is another than the one here, as you said; it is called “%s” now.", before.Name, r.Name)
		err = m.tx.change(tagKind, r.ID, before, r.record())
	}
	return err
}

// unlock takes a key that applies two tags from one of them.
func (m *merger) unlock() error {
	rows, err := m.tx.conn.tags()
	if err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b tagRow) int { return cmp.Or(a.position-b.position, cmp.Compare(a.ID, b.ID)) })
	holder := map[string]string{}
	for i, r := range rows {
		if first, taken := holder[r.Key]; taken && r.Key != "" {
			m.decide("The key %s applies “%s” and “%s”; it stays with “%s”.", r.Key, first, r.Name, first)
			rows[i].Key = ""
			if err := m.tx.change(tagKind, r.ID, r.record(), rows[i].record()); err != nil {
				return err
			}
			continue
		}
		holder[r.Key] = r.Name
	}
	return codebook(rows).Check()
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
