package store

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// settle puts the article of a highlight into its place: merges of version 1
// of the file kept the two apart.
func settle(values map[string]string, written map[string]point) error {
	delete(written, "article")
	article, apart := values["article"]
	if !apart {
		return nil
	}
	delete(values, "article")
	var place map[string]json.RawMessage
	if err := json.Unmarshal([]byte(values["place"]), &place); err != nil {
		return err
	}
	place["article"] = json.RawMessage(article)
	data, err := json.Marshal(place)
	values["place"] = string(data)
	return err
}

// placeFields are those of a highlight that only make sense together.
var placeFields = []string{"article", "start", "stop", "quote", "prefix", "suffix"}

// Some lists are fields for each member, so that both may add to them.
const (
	tagField      = "tag "
	variableField = "variable "
	statusField   = "status "
)

// split cuts a record into fields.
func split(kind string, state []byte) (map[string]string, error) {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(state, &raw); err != nil {
		return nil, err
	}
	values := map[string]string{}
	switch kind {
	case highlightKind.name:
		at := map[string]json.RawMessage{}
		for _, name := range placeFields {
			if v, there := raw[name]; there {
				at[name] = v
				delete(raw, name)
			}
		}
		data, err := json.Marshal(at)
		if err != nil {
			return nil, err
		}
		values["place"] = string(data)
		var tags []string
		if err := unmarshal(raw["tags"], &tags); err != nil {
			return nil, err
		}
		for i, t := range tags {
			values[tagField+t] = strconv.Itoa(i)
		}
		delete(raw, "tags")
	case articleKind.name:
		var variables []variableRecord
		if err := unmarshal(raw["variables"], &variables); err != nil {
			return nil, err
		}
		for i, v := range variables {
			data, err := json.Marshal(numbered{i, v.Value})
			if err != nil {
				return nil, err
			}
			values[variableField+v.Name] = string(data)
		}
		delete(raw, "variables")
		var statuses []statusRecord
		if err := unmarshal(raw["statuses"], &statuses); err != nil {
			return nil, err
		}
		for _, v := range statuses {
			data, err := encode(v)
			if err != nil {
				return nil, err
			}
			values[statusField+v.Coder] = string(data)
		}
		delete(raw, "statuses")
	}
	for name, v := range raw {
		values[name] = string(v)
	}
	return values, nil
}

// numbered is a variable's value and its place among the others.
type numbered struct {
	N     int
	Value string
}

func unmarshal(data json.RawMessage, into any) error {
	if data == nil {
		return nil
	}
	return json.Unmarshal(data, into)
}

// join makes a record of fields, the opposite of split.
func join(kind string, fields map[string]field) ([]byte, error) {
	raw := map[string]json.RawMessage{}
	var tags, variables []string
	var statuses []statusRecord
	for name, f := range fields {
		switch {
		case f.value == "":
		case kind == highlightKind.name && name == "place":
			if err := json.Unmarshal([]byte(f.value), &raw); err != nil {
				return nil, err
			}
		case kind == highlightKind.name && strings.HasPrefix(name, tagField):
			tags = append(tags, name)
		case kind == articleKind.name && strings.HasPrefix(name, variableField):
			variables = append(variables, name)
		case kind == articleKind.name && strings.HasPrefix(name, statusField):
			var s statusRecord
			if err := json.Unmarshal([]byte(f.value), &s); err != nil {
				return nil, err
			}
			statuses = append(statuses, s)
		default:
			raw[name] = json.RawMessage(f.value)
		}
	}
	var record any
	switch kind {
	case coderKind.name:
		record = new(coderRecord)
	case tagKind.name:
		record = new(tagRecord)
	case articleKind.name:
		record = new(articleRecord)
	case highlightKind.name:
		record = new(highlightRecord)
	case filterKind.name:
		record = new(filterRecord)
	}
	data, err := json.Marshal(raw)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, record); err != nil {
		return nil, err
	}
	// In the order they were given; of two in the same place the older first.
	sorted := func(names []string, n func(value string) int) {
		slices.SortFunc(names, func(a, b string) int {
			x, y := fields[a], fields[b]
			if d := n(x.value) - n(y.value); d != 0 {
				return d
			}
			if d := strings.Compare(string(x.written), string(y.written)); d != 0 {
				return d
			}
			return strings.Compare(a, b)
		})
	}
	switch r := record.(type) {
	case *highlightRecord:
		sorted(tags, func(value string) int { n, _ := strconv.Atoi(value); return n })
		for _, name := range tags {
			r.Tags = append(r.Tags, strings.TrimPrefix(name, tagField))
		}
	case *articleRecord:
		read := func(value string) (v numbered) { _ = json.Unmarshal([]byte(value), &v); return v }
		sorted(variables, func(value string) int { return read(value).N })
		for _, name := range variables {
			r.Variables = append(r.Variables, variableRecord{strings.TrimPrefix(name, variableField), read(fields[name].value).Value})
		}
		slices.SortFunc(statuses, func(a, b statusRecord) int { return strings.Compare(a.Coder, b.Coder) })
		r.Statuses = statuses
	}
	return encode(record)
}
