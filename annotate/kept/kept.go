// Package kept is what Gloss keeps in a REFI-QDA file beside what the standard
// has a place for: JSON in processing instructions, which other programs pass
// over. annotate/export writes it, importers/qda reads it.
package kept

import "gloss/annotate"

// What Project.Positions says that positions count.
const (
	CodePoints = "code points"
	UTF16      = "UTF-16" // units, as NVivo for Windows counts
)

// Project stands at the head of the project.
type Project struct {
	Positions string `json:"positions"` // CodePoints or UTF16
}

// Coders stands with the users.
type Coders struct {
	Colors map[string]string `json:"colors"` // by GUID
}

// Tag stands with a code.
type Tag struct {
	Key string `json:"key"`
}

// Article stands with a text source. Positions are code points of its text.
type Article struct {
	Untitled bool            `json:"untitled,omitempty"` // the name is that of the file
	Authors  []string        `json:"authors,omitempty"`
	Format   string          `json:"format"`
	Hash     string          `json:"hash,omitempty"`
	Status   annotate.Status `json:"status"`
	Blocks   []block         `json:"blocks"`
	Breaks   [][2]int        `json:"breaks,omitempty"` // position, page
	Marks    []mark          `json:"marks,omitempty"`
}

type block struct {
	Start int           `json:"s"`
	End   int           `json:"e"`
	Kind  annotate.Kind `json:"k"`
	Level int           `json:"l,omitempty"`
	Page  int           `json:"p,omitempty"`
}

type mark struct {
	Start int            `json:"s"`
	End   int            `json:"e"`
	Style annotate.Style `json:"k"`
	URL   string         `json:"u,omitempty"`
}

// Of is what is kept of an article.
func Of(a *annotate.Article) Article {
	k := Article{Untitled: a.Title == "", Authors: a.Authors, Format: a.Format, Hash: a.SourceHash, Status: a.Status}
	for _, b := range a.Blocks {
		k.Blocks = append(k.Blocks, block{b.Span.Start, b.Span.End, b.Kind, b.Level, b.Page})
	}
	for _, b := range a.Breaks {
		k.Breaks = append(k.Breaks, [2]int{b.Pos, b.Page})
	}
	for _, m := range a.Marks {
		k.Marks = append(k.Marks, mark{m.Span.Start, m.Span.End, m.Style, m.URL})
	}
	return k
}

// Into gives the article what was kept, each part if the article is sound with
// it: another program may have changed the text.
func (k *Article) Into(a *annotate.Article) {
	try := func(change func(a *annotate.Article)) {
		changed := *a
		if change(&changed); changed.Check() == nil {
			*a = changed
		}
	}
	try(func(a *annotate.Article) {
		a.Blocks, a.Breaks, a.Marks = nil, nil, nil
		for _, b := range k.Blocks {
			a.Blocks = append(a.Blocks, annotate.Block{Span: annotate.Span{Start: b.Start, End: b.End}, Kind: b.Kind, Level: b.Level, Page: b.Page})
		}
		for _, b := range k.Breaks {
			a.Breaks = append(a.Breaks, annotate.PageBreak{Pos: b[0], Page: b[1]})
		}
		for _, m := range k.Marks {
			a.Marks = append(a.Marks, annotate.Mark{Span: annotate.Span{Start: m.Start, End: m.End}, Style: m.Style, URL: m.URL})
		}
	})
	try(func(a *annotate.Article) { a.Status = k.Status })
	try(func(a *annotate.Article) { a.Format, a.SourceHash = k.Format, k.Hash })
	if len(k.Authors) > 0 {
		try(func(a *annotate.Article) { a.Authors = k.Authors })
	}
	if k.Untitled {
		a.Title = ""
	}
}
