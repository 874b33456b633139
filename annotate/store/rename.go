package store

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"gloss/annotate"
)

// unify finds the records that are the same under different ids, and gives
// theirs our ids.
func (m *merger) unify() error {
	m.same, m.from = map[key]string{}, map[string]string{}
	for k, id := range m.theirLog.alias {
		if _, here := m.ourLog.last[k]; !here {
			m.same[k] = cmp.Or(m.ourLog.alias[key{k.kind, id}], id)
		}
	}
	maps.Copy(m.same, m.ourLog.alias)
	m.unifyArticles()
	if err := m.unifyCoders(); err != nil {
		return err
	}
	renamed := map[key]past{}
	for _, k := range slices.SortedFunc(maps.Keys(m.theirPast), compareKeys) {
		p := m.rename(k.kind, m.theirPast[k])
		id := cmp.Or(m.same[k], k.id)
		if k.kind == articleKind.name && (m.from[id] == "" || p.state != nil) {
			m.from[id] = k.id
		}
		ours := key{k.kind, id}
		if there, twice := renamed[ours]; twice {
			p = union(there, p)
		}
		renamed[ours] = p
	}
	m.theirPast = renamed
	return nil
}

func compareKeys(a, b key) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id)) }

// union is two pasts of one project that turn out to be of the same record.
func union(a, b past) past {
	u := past{state: a.state, fields: maps.Clone(a.fields), alive: append(slices.Clone(a.alive), b.alive...)}
	if u.state == nil {
		u.state = b.state
	}
	for name, f := range b.fields {
		if f.written > u.fields[name].written {
			u.fields[name] = f
		}
	}
	slices.Sort(u.alive)
	u.alive = slices.Compact(u.alive)
	return u
}

// unifyArticles takes articles of one text for one, also those that were
// deleted: the one that is there, else the least of their ids, stands for all.
func (m *merger) unifyArticles() {
	stands := map[string]string{} // by hash, in JSON
	m.twins = map[string][]string{}
	for _, pasts := range []map[key]past{m.ours, m.theirPast} {
		for _, there := range []bool{true, false} {
			for _, k := range slices.SortedFunc(maps.Keys(pasts), compareKeys) {
				p := pasts[k]
				hash := p.fields["text_hash"].value
				if k.kind != articleKind.name || (p.state != nil) != there {
					continue
				}
				if stands[hash] == "" {
					stands[hash] = k.id
				}
				if delete(m.same, k); stands[hash] != k.id {
					m.same[k] = stands[hash]
				}
			}
		}
	}
	for k := range m.ours {
		if id := m.same[k]; k.kind == articleKind.name && id != "" {
			m.twins[id] = append(m.twins[id], k.id)
		}
	}
}

// unifyCoders takes coders for one person whom the choices say are, and reports
// the others of one name.
func (m *merger) unifyCoders() error {
	ours, err := m.tx.conn.coders()
	if err != nil {
		return err
	}
	theirs, err := m.theirs.coders()
	for _, t := range theirs {
		k := key{coderKind.name, t.ID}
		if slices.ContainsFunc(ours, func(o annotate.Coder) bool { return o.ID == t.ID }) || m.same[k] != "" {
			continue
		}
		for _, o := range ours {
			if m.choices.SameCoders[t.ID] == o.ID {
				m.same[k] = o.ID
				m.decide("The coder “%s” here and the coder “%s” there are the same person, as you said.", o.Name, t.Name)
			} else if folded(o.Name) == folded(t.Name) && m.choices.SameCoders[t.ID] == "" {
				m.report.SameNames = append(m.report.SameNames, MergePair{t.Name, o.ID, t.ID})
			}
		}
	}
	return err
}

// folded is a name without case, as [annotate.Codebook.Check] compares them.
func folded(s string) string { return strings.ToLower(strings.ToUpper(s)) }

// rename gives what p refers to our ids.
func (m *merger) rename(kind string, p past) past {
	fields := make(map[string]field, len(p.fields))
	for name, f := range p.fields {
		switch {
		case kind == highlightKind.name && name == "place":
			f.value = m.rehome(f.value)
		case kind == articleKind.name && name == "replaces":
			f.value = m.ourID(articleKind.name, f.value)
		case kind == filterKind.name && name == "filter":
			f.value = m.refilter(f.value)
		case kind == highlightKind.name && name == "coder":
			f.value = m.ourID(coderKind.name, f.value)
		case kind == articleKind.name && strings.HasPrefix(name, statusField):
			name, f.value = m.restatus(name, f.value)
		}
		// Two coders may be one; an article has the status of either.
		if there, twice := fields[name]; !twice || there.value == "" && f.value != "" || (there.value == "") == (f.value == "") && there.written < f.written {
			fields[name] = f
		}
	}
	p.fields = fields
	return p
}

// rehome gives the article in the place of a highlight our id.
func (m *merger) rehome(value string) string {
	var raw map[string]json.RawMessage
	if len(m.same) == 0 || json.Unmarshal([]byte(value), &raw) != nil || raw["article"] == nil {
		return value
	}
	raw["article"] = json.RawMessage(m.ourID(articleKind.name, string(raw["article"])))
	data, _ := json.Marshal(raw) // was JSON before
	return string(data)
}

// restatus gives a coder's status of an article our id of the coder.
func (m *merger) restatus(name, value string) (string, string) {
	var s statusRecord
	ours, other := m.same[key{coderKind.name, strings.TrimPrefix(name, statusField)}]
	if !other {
		return name, value
	}
	if value != "" && json.Unmarshal([]byte(value), &s) == nil {
		s.Coder = ours
		data, _ := encode(s) // plain fields always encode
		value = string(data)
	}
	return statusField + ours, value
}

// refilter gives what a filter asks for our ids.
func (m *merger) refilter(value string) string {
	var f Filter
	if len(m.same) == 0 || json.Unmarshal([]byte(value), &f) != nil {
		return value
	}
	for kind, ids := range map[string][][]string{articleKind.name: {f.Articles}, coderKind.name: {f.Coders, f.DoneBy}} {
		for _, list := range ids {
			for i, id := range list {
				list[i] = cmp.Or(m.same[key{kind, id}], id)
			}
		}
	}
	data, _ := encode(f) // plain fields always encode
	return string(data)
}

// articleOf is the id of the article that a highlight stands in.
func articleOf(h past) string {
	var r highlightRecord
	_ = json.Unmarshal([]byte(h.fields["place"].value), &r) // what is no place is in no article
	return r.Article
}

// ourID is our id, in JSON, for theirs.
func (m *merger) ourID(kind, value string) string {
	if id, ok := m.same[key{kind, unquote(value)}]; ok {
		data, _ := encode(id) // a string always encodes
		return string(data)
	}
	return value
}

// unquote is a string from its JSON.
func unquote(value string) (s string) {
	_ = json.Unmarshal([]byte(value), &s) // what is no string names nothing
	return s
}
