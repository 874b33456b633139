package qda

import (
	"encoding/json"
	"slices"
	"strings"

	"gloss/annotate"
	"gloss/annotate/kept"
)

// known is how the positions of a file of Gloss count, which need no guess.
func known(p kept.Project) []Reading {
	switch p.Positions {
	case kept.CodePoints:
		return []Reading{{Unit: CodePoints, LineEnds: AsWritten}}
	case kept.UTF16:
		return []Reading{{Unit: UTF16, LineEnds: AsWritten}}
	}
	return nil
}

// home reads what Gloss kept into v, and reports whether there was anything.
func (r *refi) home(data string, v any) bool {
	return data != "" && json.Unmarshal([]byte(data), v) == nil
}

// variablePrefix begins the names of variables that a researcher added.
const variablePrefix = "var_"

// describe gives an article what variables say of it: those that are named as
// Gloss names its fields fill them if they can, all others become variables.
func describe(a *annotate.Article, variables []annotate.Variable) {
	for _, v := range variables {
		changed := *a
		switch v.Name {
		case "authors":
			changed.Authors = strings.Split(v.Value, "; ")
		case "published":
			changed.Published = v.Value
		case "site":
			changed.Site = v.Value
		case "url":
			changed.URL = v.Value
		case "language":
			changed.Language = v.Value
		case "source_file":
			changed.SourceName = v.Value
		default:
			changed.ID = ""
		}
		if changed.ID != "" && changed.Check() == nil {
			*a = changed
			continue
		}
		name := annotate.OneLine(strings.TrimPrefix(v.Name, variablePrefix))
		if name == "" || slices.ContainsFunc(a.Variables, func(o annotate.Variable) bool { return o.Name == name }) {
			name = annotate.OneLine(v.Name)
		}
		for n, first := 2, name; slices.ContainsFunc(a.Variables, func(o annotate.Variable) bool { return o.Name == name }); n++ {
			name = first + " (" + itoa(n) + ")"
		}
		a.Variables = append(a.Variables, annotate.Variable{Name: name, Value: annotate.Clean(v.Value)})
	}
}
