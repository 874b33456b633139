package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// What a merge reads out of the log of a project: of every record, what each of
// its fields is and who wrote that when. Fields join by the later writer, which
// is why it does not matter who merges with whom, in which order and how often.
// Records join as observed-remove sets do (Shapiro et al. 2011): a deletion
// takes what its author had seen and nothing else.
//
// What people wanted, joined like that, may be no project: two tags of one name
// in one place, each of two tags below the other, a highlight in an article that
// was deleted. So there is what was wanted, and what is shown of it, which
// show.go works out anew from all that was wanted, each time. The log keeps the
// two apart: an operation holds the record as it is shown, its origin what was
// wanted where that is another. Whoever changes a record later changes what they
// saw; what they left alone stays wanted as it was.

// key names a record.
type key struct{ kind, id string }

// point is a moment in the log of a project: the time, a counter for moments
// of the same second, and the operation, "action id/number". A later change of
// a record has a point that compares higher as a string, even if the clock was
// set back between them.
type point string

// after returns the point of an operation at a time, behind p.
func (p point) after(at, operation string) point {
	n := 0
	if t, rest, ok := strings.Cut(string(p), " "); ok && t >= at {
		at = t
		count, _, _ := strings.Cut(rest, " ")
		n, _ = strconv.Atoi(count)
		n++
	}
	return point(fmt.Sprintf("%s %06d %s", at, n, operation))
}

// where is the operation: "action id/number".
func (p point) where() string { return string(p)[strings.LastIndexByte(string(p), ' ')+1:] }

// operation takes where apart.
func (p point) operation() (action string, seq int64) {
	s := p.where()
	cut := strings.LastIndexByte(s, '/')
	if cut < 0 {
		return s, 0
	}
	seq, _ = strconv.ParseInt(s[cut+1:], 10, 64)
	return s[:cut], seq
}

// known is what a project has seen: of each action, by its id, the number of
// the last operation.
type known map[string]int64

// field is a value, in JSON ("": none), and when it was written.
type field struct {
	value   string
	written point
}

// past is a record as the log has left it.
type past struct {
	state  []byte            // as it is shown; nil: it is not
	fields map[string]field  // as they are wanted
	shown  map[string]string // those that are shown with another value
	alive  []point           // the changes that stand; a deletion takes away those it has seen
	into   string            // of a tag that is shown as one with another: the ID of that
}

func (p past) clone() past {
	return past{p.state, maps.Clone(p.fields), maps.Clone(p.shown), slices.Clone(p.alive), p.into}
}

// shows is the value with which a field is shown.
func (p past) shows(name string) string {
	if v, other := p.shown[name]; other {
		return v
	}
	return p.fields[name].value
}

// gone reports whether the record was here and is deleted.
func (p past) gone() bool { return len(p.fields) > 0 && p.state == nil && p.into == "" }

// shownAs is the ID under which a record with that ID is shown, or empty.
func (p past) shownAs(id string) string {
	if p.state != nil {
		return id
	}
	return p.into
}

// latest is the point of the last change.
func (p past) latest() (last point) {
	for _, f := range p.fields {
		last = max(last, f.written)
	}
	for _, a := range p.alive {
		last = max(last, a)
	}
	return last
}

// origin is what the log keeps beside an operation that a merge wrote: what
// has come together in it.
type origin struct {
	Alive   []point           `json:"alive,omitempty"`
	Written point             `json:"written,omitempty"` // of the fields that Fields does not name
	Fields  map[string]point  `json:"fields,omitempty"`
	Values  map[string]string `json:"values,omitempty"` // of a record that is not shown: all fields
	Wanted  map[string]string `json:"wanted,omitempty"` // of one that is: the fields that are wanted with another value
	Into    string            `json:"into,omitempty"`   // see past
}

// origin says where the parts of p come from.
func (p past) origin(kind string) (origin, error) {
	o := origin{Alive: p.alive, Into: p.into}
	for _, f := range p.fields {
		if o.Written == "" || f.written < o.Written {
			o.Written = f.written
		}
	}
	other := map[string]string{}
	for name, f := range p.fields {
		if f.written != o.Written || f.value == "" {
			if o.Fields == nil {
				o.Fields = map[string]point{}
			}
			o.Fields[name] = f.written
		}
		other[name] = f.value
	}
	if p.state == nil {
		o.Values = other
		return o, nil
	}
	shown, err := split(kind, p.state)
	for name, v := range shown {
		if wanted, there := other[name]; !there {
			other[name] = ""
		} else if v == wanted {
			delete(other, name)
		}
	}
	maps.DeleteFunc(other, func(name, v string) bool { _, is := shown[name]; return v == "" && !is })
	o.Wanted = other
	return o, err
}

// joined is the past after an operation of a merge.
func joined(kind string, state []byte, from string) (past, error) {
	var o origin
	if err := json.Unmarshal([]byte(from), &o); err != nil {
		return past{}, err
	}
	p := past{state: state, fields: map[string]field{}, alive: o.Alive, into: o.Into}
	values := o.Values
	var shown map[string]string
	if state != nil {
		var err error
		if shown, err = split(kind, state); err != nil {
			return past{}, err
		}
		values = maps.Clone(shown)
		maps.Copy(values, o.Wanted)
	}
	if kind == highlightKind.name {
		if err := settle(values, o.Fields); err != nil {
			return past{}, err
		}
	}
	for name, v := range values {
		if v != "" {
			p.fields[name] = field{v, o.Written}
		}
	}
	for name, written := range o.Fields {
		p.fields[name] = field{values[name], written}
	}
	if state != nil {
		p.shown = map[string]string{}
		for name := range p.fields {
			if v := shown[name]; v != p.fields[name].value {
				p.shown[name] = v
			}
		}
		for name, v := range shown {
			if _, wanted := p.fields[name]; !wanted {
				p.shown[name] = v
			}
		}
	}
	return p, nil
}

// becomes is the past after an operation of its own project, and the fields
// that the operation has changed. The tag that stands for another, standsFor
// knows.
func (p *past) becomes(kind string, state []byte, at, operation string, standsFor func(tag string) string) (changed map[string]string, err error) {
	p.state = state
	if state == nil {
		p.alive = nil
		return nil, nil
	}
	values, err := split(kind, state)
	if err != nil {
		return nil, err
	}
	changed = map[string]string{}
	for _, name := range slices.Concat(slices.Collect(maps.Keys(p.fields)), slices.Collect(maps.Keys(p.shown))) {
		if values[name] != p.shows(name) {
			changed[name] = values[name]
		}
	}
	for name, v := range values {
		if p.shows(name) != v {
			changed[name] = v
		}
	}
	if kind == highlightKind.name {
		// Who takes a tag from a highlight takes those that are one with it.
		for name, f := range p.fields {
			if id, ok := strings.CutPrefix(name, tagField); ok && f.value != "" {
				if v, is := changed[tagField+standsFor(id)]; is && v == "" {
					changed[name] = ""
				}
			}
		}
	}
	p.write(changed, at, operation)
	return changed, nil
}

// write gives fields new values in an operation.
func (p *past) write(changed map[string]string, at, operation string) {
	here := p.latest().after(at, operation)
	if p.fields == nil {
		p.fields = map[string]field{}
	}
	for name, v := range changed {
		p.fields[name] = field{v, here}
		delete(p.shown, name)
	}
	p.alive = []point{here}
}
