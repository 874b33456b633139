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

// operation is "action id/number".
func (p point) operation() (action string, seq int64) {
	s := string(p)[strings.LastIndexByte(string(p), ' ')+1:]
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

func (k known) has(p point) bool {
	action, seq := p.operation()
	return k[action] >= seq
}

// field is a value, in JSON ("": none), and when it was written.
type field struct {
	value   string
	written point
}

// past is a record as the log has left it.
type past struct {
	state  []byte // as the last operation has it; nil: not there
	fields map[string]field
	alive  []point // the changes that stand; a deletion takes away those it has seen
}

func (p past) clone() past {
	fields := make(map[string]field, len(p.fields))
	for name, f := range p.fields {
		fields[name] = f
	}
	return past{p.state, fields, slices.Clone(p.alive)}
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
// has come together in it. Dead records keep their values here.
type origin struct {
	Alive   []point           `json:"alive,omitempty"`
	Written point             `json:"written,omitempty"` // of the fields that Fields does not name
	Fields  map[string]point  `json:"fields,omitempty"`
	Values  map[string]string `json:"values,omitempty"`
}

// origin says where the parts of p come from.
func (p past) origin() origin {
	o := origin{Alive: p.alive}
	for _, f := range p.fields {
		if o.Written == "" || f.written < o.Written {
			o.Written = f.written
		}
	}
	for name, f := range p.fields {
		if f.written != o.Written || f.value == "" {
			if o.Fields == nil {
				o.Fields = map[string]point{}
			}
			o.Fields[name] = f.written
		}
		if p.state == nil {
			if o.Values == nil {
				o.Values = map[string]string{}
			}
			o.Values[name] = f.value
		}
	}
	return o
}

// becomes is the past after an operation of its own project.
func (p *past) becomes(kind string, state []byte, at, operation string) error {
	p.state = state
	if state == nil {
		p.alive = nil
		return nil
	}
	values, err := split(kind, state)
	if err != nil {
		return err
	}
	here := p.latest().after(at, operation)
	if p.fields == nil {
		p.fields = map[string]field{}
	}
	for name, f := range p.fields {
		if _, there := values[name]; !there && f.value != "" {
			p.fields[name] = field{"", here}
		}
	}
	for name, v := range values {
		if p.fields[name].value != v {
			p.fields[name] = field{v, here}
		}
	}
	p.alive = []point{here}
	return nil
}

// joined is the past after an operation of a merge.
func joined(kind string, state []byte, from string) (past, error) {
	var o origin
	if err := json.Unmarshal([]byte(from), &o); err != nil {
		return past{}, err
	}
	p := past{state: state, fields: map[string]field{}, alive: o.Alive}
	values := o.Values
	if state != nil {
		var err error
		if values, err = split(kind, state); err != nil {
			return past{}, err
		}
	}
	if kind == highlightKind.name {
		if err := settle(values, o.Fields); err != nil {
			return past{}, err
		}
	}
	for name, v := range values {
		p.fields[name] = field{v, o.Written}
	}
	for name, written := range o.Fields {
		p.fields[name] = field{values[name], written}
	}
	return p, nil
}

// ledger is what a merge knows of one project before it reads records.
type ledger struct {
	last  map[key]string // the last operation on each record
	known known
	alias map[key]string // ids that records of other projects have here
}

// ledger goes through the log without the records.
func (c *conn) ledger() (ledger, error) {
	l := ledger{map[key]string{}, known{}, map[key]string{}}
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
		if k.kind != "action" {
			l.alias[k] = value
			return nil
		}
		seq, err := strconv.ParseInt(value, 10, 64)
		l.known[k.id] = max(l.known[k.id], seq)
		return err
	}, `SELECT heard.kind, heard.id, heard.value FROM heard JOIN action ON action.seq = heard.action
		WHERE action.status IN ('done', 'lasting') ORDER BY heard.action, heard.kind, heard.id`)
	return l, err
}

// pasts follows the records that wanted chooses through the log. The undo of a
// merge leads back to the past before it, as if it had never been.
func (c *conn) pasts(wanted func(key) bool) (map[key]past, error) {
	type turn struct{ before, after past }
	turns := map[int64]map[key]turn{} // by merge
	all := map[key]past{}
	err := c.each(func(scan scanner) error {
		var seq, action int64
		var id, at string
		var undoes, redoes *int64
		var k key
		var state []byte
		var from *string
		if err := scan(&seq, &action, &id, &at, &undoes, &redoes, &k.kind, &k.id, &state, &from); err != nil {
			return err
		}
		if !wanted(k) {
			return nil
		}
		p := all[k]
		for _, of := range []*int64{undoes, redoes} {
			if of == nil {
				continue
			}
			if t, there := turns[*of][k]; there {
				p = t.before
				if of == redoes {
					p = t.after
				}
				all[k] = p.clone()
				return nil
			}
		}
		if from != nil {
			if turns[action] == nil {
				turns[action] = map[key]turn{}
			}
			next, err := joined(k.kind, state, *from)
			turns[action][k] = turn{p.clone(), next.clone()}
			all[k] = next
			return err
		}
		err := p.becomes(k.kind, state, at, fmt.Sprintf("%s/%d", id, seq))
		all[k] = p
		if t, there := turns[action][k]; there {
			turns[action][k] = turn{t.before, p.clone()}
		}
		return err
	}, `SELECT op.seq, op.action, action.id, action.at, action.undoes, action.redoes, op.kind, op.target, op.after, op.origin
		FROM op JOIN action ON action.seq = op.action ORDER BY op.seq`)
	// What came with a merge that was undone has never been.
	maps.DeleteFunc(all, func(_ key, p past) bool { return len(p.fields) == 0 })
	return all, err
}
