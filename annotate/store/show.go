package store

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// present works out what is shown of what is wanted: a function of nothing else,
// so that it comes out the same whoever has merged with whom, and in which order.
//
//   - A highlight brings back the article, the coder and the tags that it needs,
//     and a status its coder: who uses a tag has touched it, so a deletion by
//     someone who did not know loses. They go when nothing needs them any more.
//   - The codebook is put in order; see book.
//   - Highlights and filters have the tag that stands for theirs.
func (m *merger) present() error {
	if err := m.loadUsers(); err != nil {
		return err
	}
	m.need()
	m.decideDeletions()
	m.arrange()
	if err := m.loadTagged(); err != nil {
		return err
	}
	for k, r := range m.result {
		fields := r.fields
		switch {
		case !m.visible(k):
			continue
		case k.kind == tagKind.name:
			if r.into = m.book.standsFor(k.id); r.into == k.id {
				r.into, fields = "", m.book.shown[k.id]
			} else {
				m.result[k] = r
				continue
			}
		case k.kind == highlightKind.name:
			fields = m.retag(fields)
		case k.kind == filterKind.name:
			fields = m.askFor(fields)
		}
		var err error
		if r.state, err = join(k.kind, fields); err != nil {
			return err
		}
		m.result[k] = r
	}
	return nil
}

// visible reports whether a record is shown, or a part of one that is.
func (m *merger) visible(k key) bool {
	_, needed := m.needed[k]
	return len(m.result[k].alive) > 0 || needed
}

// need finds what was deleted and is needed.
func (m *merger) need() {
	m.needed = map[key]string{}
	for _, kind := range []string{highlightKind.name, articleKind.name} { // a highlight may bring back an article with its statuses
		for _, k := range slices.SortedFunc(maps.Keys(m.result), compareKeys) {
			if k.kind != kind || !m.visible(k) {
				continue
			}
			for _, need := range needs(k, m.result[k]) {
				if r, differs := m.result[need]; differs && len(r.alive) == 0 && m.needed[need] == "" {
					m.needed[need] = m.names[k]
				}
			}
		}
	}
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

// decideDeletions says what becomes of what one side has deleted.
func (m *merger) decideDeletions() {
	for _, k := range slices.SortedFunc(maps.Keys(m.result), compareKeys) {
		ours, theirs := m.ours[k], m.theirPast[k]
		user := m.needed[k]
		switch name := m.names[k]; {
		case ours.gone() == theirs.gone() && (user == "" || !ours.gone()), len(ours.fields) == 0, len(theirs.fields) == 0 && user == "":
		case user != "":
			m.decide("%s was deleted on one side and used on the other by %s; it stays.", name, lower(user))
		case ours.gone() && m.visible(k):
			m.decide("%s was deleted here and changed there; it stays.", name)
		case theirs.gone() && m.visible(k):
			m.decide("%s was changed here and deleted there; it stays.", name)
		case theirs.gone():
			m.decide("%s was deleted there and not changed here since; it is deleted.", name)
		default:
			m.decide("%s was deleted here and not changed there since; it stays deleted.", name)
		}
	}
}

// lower is a name of nameOf inside a sentence.
func lower(name string) string { return "t" + strings.TrimPrefix(name, "T") }

// load takes records into the result that need not have been there because both
// sides have the same, and reports whether there were any.
func (m *merger) load(wanted map[key]bool) (bool, error) {
	maps.DeleteFunc(wanted, func(k key, _ bool) bool { _, there := m.result[k]; return there })
	if len(wanted) == 0 {
		return false, nil
	}
	more, err := m.tx.conn.pasts(func(k key) bool { return wanted[k] })
	for k, p := range more {
		if wanted[k] {
			r := p.clone()
			r.state, r.shown, r.into = nil, nil, ""
			m.ours[k], m.theirPast[k], m.result[k], m.names[k] = p, p, r, nameOf(k, p)
		}
	}
	return true, err
}

// loadUsers loads what here refers to records that nobody wants any more.
func (m *merger) loadUsers() error {
	for more := true; more; {
		wanted := map[key]bool{}
		use := func(kind, query, id string) error {
			ids, err := m.tx.conn.strings(query, id)
			for _, id := range ids {
				wanted[key{kind, id}] = true
			}
			return err
		}
		for k, r := range m.result {
			if len(r.alive) > 0 || m.ours[k].shownAs(k.id) == "" {
				continue
			}
			var err error
			switch k.kind {
			case tagKind.name:
				err = use(highlightKind.name, taggedWith, m.ours[k].shownAs(k.id))
			case articleKind.name:
				err = use(highlightKind.name, `SELECT h.id FROM highlight h JOIN article a ON a.n = h.article WHERE a.id = ?`, k.id)
			case coderKind.name:
				err = cmp.Or(use(highlightKind.name, `SELECT id FROM highlight WHERE coder = ?`, k.id),
					use(articleKind.name, `SELECT a.id FROM status s JOIN article a ON a.n = s.article WHERE s.coder = ?`, k.id))
			}
			if err != nil {
				return err
			}
		}
		var err error
		if more, err = m.load(wanted); err != nil {
			return err
		}
	}
	return nil
}

const taggedWith = `SELECT highlight FROM highlight_tag WHERE tag = ?`

// loadTagged loads the highlights here with a tag that another comes to stand
// for.
func (m *merger) loadTagged() error {
	wanted := map[key]bool{}
	for k := range m.result {
		shown := m.ours[k].shownAs(k.id)
		if k.kind != tagKind.name || shown == "" || shown == m.book.standsFor(k.id) {
			continue
		}
		ids, err := m.tx.conn.strings(taggedWith, shown)
		if err != nil {
			return err
		}
		for _, id := range ids {
			wanted[key{highlightKind.name, id}] = true
		}
	}
	_, err := m.load(wanted)
	return err
}

// retag is the fields of a highlight with the tags that stand for its own.
func (m *merger) retag(fields map[string]field) map[string]field {
	shown := maps.Clone(fields)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		f := fields[name]
		id, ok := strings.CutPrefix(name, tagField)
		if !ok || f.value == "" {
			continue
		}
		if other := m.book.standsFor(id); other != id {
			shown[name] = field{"", f.written}
			if shown[tagField+other].value == "" {
				shown[tagField+other] = f
			}
		}
	}
	return shown
}

// askFor is the fields of a filter with the tags that stand for its own.
func (m *merger) askFor(fields map[string]field) map[string]field {
	var f Filter
	if json.Unmarshal([]byte(fields["filter"].value), &f) != nil {
		return fields
	}
	var tags []string
	for _, id := range f.Tags {
		if id = m.book.standsFor(id); !slices.Contains(tags, id) {
			tags = append(tags, id)
		}
	}
	if slices.Equal(tags, f.Tags) {
		return fields
	}
	f.Tags = tags
	data, _ := encode(f) // plain fields always encode
	shown := maps.Clone(fields)
	shown["filter"] = field{string(data), fields["filter"].written}
	return shown
}
