package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gloss/annotate"
)

// book is the codebook that a merge works out of all that was wanted of tags.
// Nothing but that, and which tags a person has kept apart, plays a part in it:
//
//   - A tag below one that was deleted stands below the next that is there.
//   - Of tags that stand below one another in a ring, the one that was moved
//     last stands at the top.
//   - Tags of one name in one place are one tag, with the later of their colours
//     and so on; the one that was shown here goes on standing for all. Those that
//     a person has kept apart are not: each after the first, in the order of
//     their IDs, has a number behind its name.
//   - A key that applies several tags stays with the first of them in order.
type book struct {
	above map[string]string           // the ID of the tag above, before tags become one
	below map[string][]string         // the opposite
	into  map[string]string           // which tag stands for a tag, of all that are there
	shown map[string]map[string]field // the tags that are shown, as they are
	one   map[string][]string         // of each of them, the tags that it stands for, in order
	apart map[[2]string]bool          // kept apart, see ledger
}

// standsFor is the tag that is shown for a tag, or empty.
func (b book) standsFor(id string) string { return b.into[id] }

// arrange works the codebook out.
func (m *merger) arrange() {
	b := &m.book
	*b = book{map[string]string{}, map[string][]string{}, map[string]string{}, map[string]map[string]field{}, map[string][]string{}, map[[2]string]bool{}}
	maps.Copy(b.apart, m.ourLog.apart)
	maps.Copy(b.apart, m.theirLog.apart)
	var ids []string
	for k := range m.result {
		if k.kind == tagKind.name && m.visible(k) {
			ids = append(ids, k.id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		b.above[id] = m.nextAbove(id)
	}
	m.cutRings(ids)
	for _, id := range ids {
		b.below[b.above[id]] = append(b.below[b.above[id]], id)
	}
	m.settleBelow("", []string{""})
	for _, stands := range slices.Sorted(maps.Keys(b.one)) {
		m.decidePlace(stands, b.one[stands], b.shown[stands])
	}
	m.unlock()
}

func (m *merger) tag(id string) past { return m.result[key{tagKind.name, id}] }

// wants is a field of a tag as it is wanted.
func (m *merger) wants(id, name string) string { return unquote(m.tag(id).fields[name].value) }

// nextAbove is the tag above one, or the next that is there.
func (m *merger) nextAbove(id string) string {
	parent := m.wants(id, "parent")
	for range m.result {
		if parent == "" || m.visible(key{tagKind.name, parent}) {
			return parent
		}
		parent = m.wants(parent, "parent")
	}
	return "" // the deleted ones stand below one another
}

// cutRings puts one tag of each ring at the top.
func (m *merger) cutRings(ids []string) {
	above := m.book.above
	for _, id := range ids {
		ring := []string{id}
		for at := above[id]; at != "" && at != id && len(ring) <= len(ids); at = above[at] {
			ring = append(ring, at)
		}
		if above[ring[len(ring)-1]] != id {
			continue
		}
		last := slices.MaxFunc(ring, func(a, b string) int {
			return cmp.Or(cmp.Compare(m.tag(a).fields["parent"].written, m.tag(b).fields["parent"].written), cmp.Compare(a, b))
		})
		above[last] = ""
	}
}

// settleBelow settles the tags below some that are one, which parent stands for.
func (m *merger) settleBelow(parent string, one []string) {
	named := map[string][]string{} // IDs by name
	for _, id := range one {
		for _, child := range m.book.below[id] {
			name := folded(m.wants(child, "name"))
			named[name] = append(named[name], child)
		}
	}
	var first, further [][]string
	taken := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(named)) {
		taken[name] = true
		slices.Sort(named[name])
		same := m.cluster(named[name])
		first, further = append(first, same[0]), append(further, same[1:]...)
	}
	for _, ids := range first {
		m.settle(ids, parent, m.wants(ids[0], "name"))
	}
	for _, ids := range further {
		wanted := m.wants(ids[0], "name")
		name := wanted
		for n := 2; taken[folded(name)]; n++ {
			name = fmt.Sprintf("%s (%d)", wanted, n)
		}
		taken[folded(name)] = true
		m.settle(ids, parent, name)
	}
	for _, ids := range append(first, further...) {
		m.settleBelow(m.book.into[ids[0]], ids)
	}
}

// cluster parts tags of one name in one place into those that are one.
func (m *merger) cluster(ids []string) (all [][]string) {
	for _, a := range ids {
		for _, b := range ids {
			if a < b && m.keepApart(a, b) {
				m.book.apart[[2]string{a, b}] = true
			}
		}
	}
next:
	for _, id := range ids {
		for i, one := range all {
			if !slices.ContainsFunc(one, func(other string) bool { return m.book.apart[[2]string{other, id}] }) {
				all[i] = append(one, id)
				continue next
			}
		}
		all = append(all, []string{id})
	}
	return all
}

// keepApart reports whether a person has just said that two tags are not one.
func (m *merger) keepApart(a, b string) bool {
	named := func(id string) bool {
		k := key{tagKind.name, id}
		return m.ours[k].shownAs(id) == "" && slices.Contains(m.choices.TagsApart, m.theirPast[k].shownAs(id))
	}
	here := func(id string) bool { return m.ours[key{tagKind.name, id}].shownAs(id) != "" }
	return named(a) && here(b) || here(a) && named(b)
}

// settle makes tags one that has this place and name.
func (m *merger) settle(ids []string, parent, name string) {
	stands := ids[0]
	if i := slices.IndexFunc(ids, func(id string) bool { return m.ours[key{tagKind.name, id}].state != nil }); i >= 0 {
		stands = ids[i]
	}
	b := &m.book
	fields := maps.Clone(m.tag(stands).fields)
	for _, id := range ids {
		b.into[id] = stands
		for name, f := range m.tag(id).fields {
			if f.written > fields[name].written {
				fields[name] = f
			}
		}
	}
	for field, value := range map[string]string{"parent": parent, "name": name} {
		f := fields[field]
		if f.value = ""; value != "" {
			data, _ := encode(value) // a string always encodes
			f.value = string(data)
		}
		fields[field] = f
	}
	b.shown[stands] = fields
	b.one[stands] = ids
}

// decidePlace says what is new to us about the tags ids, which are one.
func (m *merger) decidePlace(stands string, ids []string, fields map[string]field) {
	first := key{tagKind.name, stands}
	name := unquote(fields["name"].value)
	for _, id := range ids {
		k := key{tagKind.name, id}
		one := func(pasts map[key]past) bool {
			return pasts[k].shownAs(id) != "" && pasts[k].shownAs(id) == pasts[first].shownAs(stands)
		}
		if id == stands || one(m.ours) || one(m.theirPast) {
			continue
		}
		m.decide("The tag “%s” stands in the same place twice, under two ids; the two become one.", name)
		if there := m.theirPast[k].shownAs(id); m.ours[first].state != nil && m.ours[k].shownAs(id) == "" && there != "" {
			m.report.SameTags = append(m.report.SameTags, MergePair{m.path(stands), stands, there})
		}
	}
	ours := m.ours[first]
	new := ours.state == nil
	if wanted := m.wants(ids[0], "name"); wanted != name && (new || unquote(ours.shows("name")) != name) {
		if new {
			m.decide("The tag “%s” there is another than the one here, as you said; it is called “%s” now.", wanted, name)
		} else {
			m.decide("The tag “%s” here is another than the one there, as you said; it is called “%s” now.", wanted, name)
		}
	}
	parent := fields["parent"].value
	if wanted := m.wants(ids[0], "parent"); wanted != "" && (parent == "" || m.book.into[wanted] != unquote(parent)) && (new || ours.shows("parent") != parent) {
		if m.book.above[ids[0]] == "" && m.visible(key{tagKind.name, wanted}) {
			m.decide("%s was put below a tag that stands below it on the other side; it moves to the top.", m.names[first])
		} else {
			m.decide("%s stood below a tag that was deleted; it moves up.", m.names[first])
		}
	}
}

// path is the path of a tag that is shown.
func (m *merger) path(id string) string {
	var names []string
	for id != "" {
		fields := m.book.shown[id]
		names = append(names, unquote(fields["name"].value))
		id = unquote(fields["parent"].value)
	}
	slices.Reverse(names)
	return strings.Join(names, annotate.PathSeparator)
}

// unlock takes a key that applies several tags from all but the first.
func (m *merger) unlock() {
	shown := m.book.shown
	position := func(id string) (n int) {
		_, _ = fmt.Sscan(shown[id]["position"].value, &n) // what is no number comes first
		return n
	}
	holder := map[string]string{}
	for _, id := range slices.SortedFunc(maps.Keys(shown), func(a, b string) int {
		return cmp.Or(position(a)-position(b), cmp.Compare(m.book.one[a][0], m.book.one[b][0]))
	}) {
		f := shown[id]["key"]
		pressed := unquote(f.value)
		if pressed == "" {
			continue
		}
		name := unquote(shown[id]["name"].value)
		first, taken := holder[pressed]
		if !taken {
			holder[pressed] = name
			continue
		}
		if ours := m.ours[key{tagKind.name, id}]; ours.state == nil || ours.shows("key") != "" {
			m.decide("The key %s applies “%s” and “%s”; it stays with “%s”.", pressed, first, name, first)
		}
		shown[id]["key"] = field{"", f.written}
	}
}
