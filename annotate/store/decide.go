package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// differ reports a field that both sides have changed.
func (m *merger) differ(k key, name string, ours, theirs field) {
	what, shown := fieldNames[name]
	if v, ok := strings.CutPrefix(name, variableField); ok && k.kind == articleKind.name {
		what, shown = fmt.Sprintf("variable “%s”", v), true
		ours.value, theirs.value = variableValue(ours.value), variableValue(theirs.value)
		if ours.value == theirs.value {
			return
		}
	}
	if !shown {
		return
	}
	stays := "the one here"
	if theirs.written > ours.written {
		stays = "the one there"
	}
	m.decide("%s: the %v is %v here and %v there; %s is later and stays.", m.names[k], what, m.show(name, ours.value), m.show(name, theirs.value), stays)
}

// fieldNames are the fields that people know, in their words.
var fieldNames = map[string]string{
	"title": "title", "authors": "list of authors", "published": "date", "site": "outlet", "url": "address", "language": "language",
	"note": "note", "name": "name", "color": "colour", "description": "description", "key": "key",
	"parent": "tag above", "place": "passage", "filter": "choice",
}

func variableValue(value string) string {
	var v numbered
	if value == "" || json.Unmarshal([]byte(value), &v) != nil {
		return ""
	}
	data, _ := encode(v.Value) // a string always encodes
	return string(data)
}

// show is a value for a person to read.
func (m *merger) show(name, value string) string {
	switch {
	case value == "" || value == `""`:
		return "empty"
	case name == "place":
		var r highlightRecord
		_ = json.Unmarshal([]byte(value), &r)
		return fmt.Sprintf("“%s” (%d–%d)", short(r.Quote), r.Start, r.Stop)
	case name == "parent":
		return cmp.Or(m.names[key{tagKind.name, unquote(value)}], "another tag")
	case name == "filter":
		return value
	case strings.HasPrefix(value, "["):
		var all []string
		_ = json.Unmarshal([]byte(value), &all)
		return "“" + strings.Join(all, "; ") + "”"
	}
	return "“" + unquote(value) + "”"
}

// short cuts a passage for a sentence.
func short(s string) string {
	const most = 60
	s = oneLine(s)
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return s
}

// nameOf is what a sentence calls a record.
func nameOf(k key, pasts ...past) string {
	for _, p := range pasts {
		switch k.kind {
		case highlightKind.name:
			if f, there := p.fields["place"]; there {
				var r highlightRecord
				_ = json.Unmarshal([]byte(f.value), &r)
				return "The highlight “" + short(r.Quote) + "”"
			}
		case articleKind.name:
			if f, there := p.fields["title"]; there {
				return "The article “" + cmp.Or(short(unquote(f.value)), "without a title") + "”"
			}
		default:
			if f, there := p.fields["name"]; there {
				return fmt.Sprintf("The %v “%s”", k.kind, unquote(f.value))
			}
		}
	}
	return fmt.Sprintf("The %v %s", k.kind, k.id)
}

func (m *merger) decide(format string, args ...any) {
	m.report.Decisions = append(m.report.Decisions, fmt.Sprintf(format, args...))
}
