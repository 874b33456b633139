package export

import "gloss/annotate"

// What Gloss keeps in a QDPX file beside what REFI-QDA has a place for. The
// reader is importers/qda/home.go, which knows the same shapes.
type (
	keptProject struct {
		Positions string `json:"positions"` // what they count, see target
	}
	keptCoders struct {
		Colors map[string]string `json:"colors"` // by GUID
	}
	keptTag struct {
		Key string `json:"key"`
	}
	keptArticle struct {
		Untitled bool            `json:"untitled,omitempty"` // the name is that of the file
		Authors  []string        `json:"authors,omitempty"`
		Format   string          `json:"format"`
		Hash     string          `json:"hash,omitempty"`
		Status   annotate.Status `json:"status"`
		Blocks   []keptBlock     `json:"blocks"`
		Breaks   [][2]int        `json:"breaks,omitempty"` // position, page
		Marks    []keptMark      `json:"marks,omitempty"`
	}
	keptBlock struct {
		Start int           `json:"s"`
		End   int           `json:"e"`
		Kind  annotate.Kind `json:"k"`
		Level int           `json:"l,omitempty"`
		Page  int           `json:"p,omitempty"`
	}
	keptMark struct {
		Start int            `json:"s"`
		End   int            `json:"e"`
		Style annotate.Style `json:"k"`
		URL   string         `json:"u,omitempty"`
	}
)

// keep is what is kept of an article.
func keep(a *annotate.Article) keptArticle {
	k := keptArticle{Untitled: a.Title == "", Authors: a.Authors, Format: a.Format, Hash: a.SourceHash, Status: a.Status}
	for _, b := range a.Blocks {
		k.Blocks = append(k.Blocks, keptBlock{b.Span.Start, b.Span.End, b.Kind, b.Level, b.Page})
	}
	for _, b := range a.Breaks {
		k.Breaks = append(k.Breaks, [2]int{b.Pos, b.Page})
	}
	for _, m := range a.Marks {
		k.Marks = append(k.Marks, keptMark{m.Span.Start, m.Span.End, m.Style, m.URL})
	}
	return k
}
