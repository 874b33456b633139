package qda

import (
	"encoding/json"
	"slices"
	"strings"

	"gloss/annotate"
)

// What Gloss keeps of its own things in a QDPX file beside what the standard
// has a place for: JSON in processing instructions, which other programs pass
// over. annotate/export/refi.go writes them.
type (
	homeProject struct {
		Positions string `json:"positions"`
	}
	homeCoders struct {
		Colors map[string]string `json:"colors"` // by GUID
	}
	homeTag struct {
		Key string `json:"key"`
	}
	homeArticle struct {
		Untitled bool            `json:"untitled,omitempty"` // the name is that of the file
		Authors  []string        `json:"authors,omitempty"`
		Format   string          `json:"format"`
		Hash     string          `json:"hash,omitempty"`
		Status   annotate.Status `json:"status"`
		Blocks   []homeBlock     `json:"blocks"`
		Breaks   [][2]int        `json:"breaks,omitempty"` // position, page
		Marks    []homeMark      `json:"marks,omitempty"`
	}
	homeBlock struct {
		Start int           `json:"s"`
		End   int           `json:"e"`
		Kind  annotate.Kind `json:"k"`
		Level int           `json:"l,omitempty"`
		Page  int           `json:"p,omitempty"`
	}
	homeMark struct {
		Start int            `json:"s"`
		End   int            `json:"e"`
		Style annotate.Style `json:"k"`
		URL   string         `json:"u,omitempty"`
	}
)

// readings is how the positions of a file of Gloss count, which need no guess.
func (p homeProject) readings() []Reading {
	switch p.Positions {
	case "code points":
		return []Reading{{Unit: CodePoints, LineEnds: AsWritten}}
	case "UTF-16":
		return []Reading{{Unit: UTF16, LineEnds: AsWritten}}
	}
	return nil
}

// home reads what Gloss kept into v, and reports whether there was anything.
func (r *refi) home(data string, v any) bool {
	return data != "" && json.Unmarshal([]byte(data), v) == nil
}

// into gives the article what was kept, each part if the article is sound with
// it: another program may have changed the text.
func (h *homeArticle) into(a *annotate.Article) {
	try := func(change func(a *annotate.Article)) {
		changed := *a
		if change(&changed); changed.Check() == nil {
			*a = changed
		}
	}
	try(func(a *annotate.Article) {
		a.Blocks, a.Breaks, a.Marks = nil, nil, nil
		for _, b := range h.Blocks {
			a.Blocks = append(a.Blocks, annotate.Block{Span: annotate.Span{Start: b.Start, End: b.End}, Kind: b.Kind, Level: b.Level, Page: b.Page})
		}
		for _, b := range h.Breaks {
			a.Breaks = append(a.Breaks, annotate.PageBreak{Pos: b[0], Page: b[1]})
		}
		for _, m := range h.Marks {
			a.Marks = append(a.Marks, annotate.Mark{Span: annotate.Span{Start: m.Start, End: m.End}, Style: m.Style, URL: m.URL})
		}
	})
	try(func(a *annotate.Article) { a.Status = h.Status })
	try(func(a *annotate.Article) { a.Format, a.SourceHash = h.Format, h.Hash })
	if len(h.Authors) > 0 {
		try(func(a *annotate.Article) { a.Authors = h.Authors })
	}
	if h.Untitled {
		a.Title = ""
	}
}

// factNames are the variables that Gloss writes for what it knows about every
// article, and the prefix of those that a researcher added.
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
		name := oneLine(strings.TrimPrefix(v.Name, variablePrefix))
		if name == "" || slices.ContainsFunc(a.Variables, func(o annotate.Variable) bool { return o.Name == name }) {
			name = oneLine(v.Name)
		}
		for n, first := 2, name; slices.ContainsFunc(a.Variables, func(o annotate.Variable) bool { return o.Name == name }); n++ {
			name = first + " (" + itoa(n) + ")"
		}
		a.Variables = append(a.Variables, annotate.Variable{Name: name, Value: annotate.Clean(v.Value)})
	}
}
