package export

import (
	"bufio"
	"encoding/json"
	"io"

	"gloss/annotate"
)

// jsonLines writes a W3C Web Annotation per line and highlight (JSON-LD,
// w3.org/TR/annotation-model), in the order of the CSV. A tag is a body with
// the purpose tagging, whose value is the tag's path, a note one with the
// purpose commenting. The target is the article's text, with its address as
// what it was made from; a TextPositionSelector gives start and end in code
// points, from 0, end exclusive, and a TextQuoteSelector the passage with up to
// 32 code points on either side.
func jsonLines(w io.Writer, p Project, _ Options) error {
	out := bufio.NewWriterSize(w, 1<<16)
	e := json.NewEncoder(out) // its Encode ends a line
	e.SetEscapeHTML(false)
	tags, coders := byPath(p.Codebook), byName(p.Coders)
	for _, listed := range p.Articles {
		var whole annotate.Article
		for h, err := range passages(p.Codings(listed.ID)) {
			if err == nil && whole.ID == "" { // read where it is needed
				whole, err = p.Whole(listed.ID)
			}
			if err != nil {
				return err
			}
			if err := e.Encode(annotationOf(&h, &whole, tags, coders)); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

// byPath finds tags by what the rows of codings call them.
func byPath(codebook annotate.Codebook) map[string]annotate.Tag {
	tags := make(map[string]annotate.Tag, len(codebook))
	for _, t := range codebook {
		tags[codebook.Path(t.ID)] = t
	}
	return tags
}

// byName finds coders by what the rows of codings call them.
func byName(coders []annotate.Coder) map[string]annotate.Coder {
	all := make(map[string]annotate.Coder, len(coders))
	for _, c := range coders {
		all[c.Name] = c
	}
	return all
}

// annotation is a line. The names are those of the Web Annotation vocabulary.
type annotation struct {
	Context    string           `json:"@context"`
	ID         string           `json:"id"`
	Type       string           `json:"type"`
	Motivation string           `json:"motivation"`
	Created    string           `json:"created,omitempty"`
	Modified   string           `json:"modified,omitempty"`
	Creator    annotationAgent  `json:"creator"`
	Body       []annotationBody `json:"body,omitempty"`
	Target     annotationTarget `json:"target"`
}

type annotationAgent struct {
	ID   string `json:"id"`
	Type string `json:"type"`
	Name string `json:"name"`
}

type annotationBody struct {
	ID      string `json:"id,omitempty"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Value   string `json:"value"`
}

type annotationTarget struct {
	Source   annotationSource `json:"source"`
	Selector [2]any           `json:"selector"` // two ways to the same passage
}

type annotationSource struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Label    string `json:"label,omitempty"`
	Format   string `json:"format"`
	Language string `json:"language,omitempty"`
	Via      string `json:"via,omitempty"`
}

type positionSelector struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type quoteSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

func annotationOf(h *passage, a *annotate.Article, tags map[string]annotate.Tag, coders map[string]annotate.Coder) annotation {
	quote := annotate.QuoteOf(a.Text, annotate.Span{Start: h.Start, End: h.End})
	out := annotation{
		Context: "http://www.w3.org/ns/anno.jsonld", ID: urn(h.HighlightID), Type: "Annotation", Motivation: "highlighting",
		Created: stamp(h.Created), Modified: stamp(h.Changed),
		Creator: annotationAgent{urn(coders[h.Coder].ID), "Person", h.Coder},
		Target: annotationTarget{
			Source: annotationSource{urn(a.ID), "Text", a.Title, "text/plain", a.Language, a.URL},
			Selector: [2]any{
				positionSelector{"TextPositionSelector", h.Start, h.End},
				quoteSelector{"TextQuoteSelector", quote.Exact, quote.Prefix, quote.Suffix},
			},
		},
	}
	for _, path := range h.paths {
		out.Motivation = "tagging"
		out.Body = append(out.Body, annotationBody{urn(tags[path].ID), "TextualBody", "tagging", path})
	}
	if h.Note != "" {
		out.Body = append(out.Body, annotationBody{"", "TextualBody", "commenting", h.Note})
	}
	return out
}

// urn is the IRI of something that a UUID identifies.
func urn(id string) string { return "urn:uuid:" + id }
