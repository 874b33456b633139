package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gloss/annotate"
)

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
