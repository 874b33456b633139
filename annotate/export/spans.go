package export

import (
	"bufio"
	"encoding/json"
	"io"
	"slices"

	"gloss/annotate"
)

// Two formats for programs that learn from marked text. Both have a line per
// article with its whole text and the spans of its tags, in code points, zero-based,
// end exclusive, which is what Python counts in. A label is a tag's path. What
// several coders marked alike stands there once; highlights without tags have no
// label and are left out. An article without spans is a counter-example, and is
// written only where its coding is done: elsewhere nobody may have looked.

// spacySpans writes the JSON Lines of Prodigy (prodi.gy/docs/api-interfaces,
// interface spans), which spaCy's converters read: text, spans with start, end
// and label, and meta. Spans may overlap, so they are for the span categorizer:
// doc.spans["sc"] of char_span(start, end, label).
func spacySpans(w io.Writer, p Project, _ Options) error {
	return spanLines(w, p, func(a *annotate.Article, spans []labelled) any {
		return spacyLine{a.Text.String(), spans, sourceOf(a)}
	})
}

// doccanoSpans writes the JSONL that doccano takes for sequence labeling
// (doccano.github.io/doccano/tutorial): text, label as triples of start, end and
// label; doccano keeps the other fields with the text. A project there must
// allow overlapping spans, and count in code points, not in grapheme clusters.
func doccanoSpans(w io.Writer, p Project, _ Options) error {
	return spanLines(w, p, func(a *annotate.Article, spans []labelled) any {
		line := doccanoLine{a.Text.String(), make([][3]any, len(spans)), sourceOf(a)}
		for i, s := range spans {
			line.Label[i] = [3]any{s.Start, s.End, s.Label}
		}
		return line
	})
}

type spacyLine struct {
	Text  string     `json:"text"`
	Spans []labelled `json:"spans"`
	Meta  source     `json:"meta"`
}

type doccanoLine struct {
	Text  string   `json:"text"`
	Label [][3]any `json:"label"`
	source
}

// labelled is a span with its tag's path.
type labelled struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Label string `json:"label"`
}

// source says which article a line is.
type source struct {
	ArticleID string `json:"article_id"`
	Article   string `json:"article"`
	Published string `json:"published,omitempty"`
	Site      string `json:"site,omitempty"`
	URL       string `json:"url,omitempty"`
	Language  string `json:"language,omitempty"`
}

func sourceOf(a *annotate.Article) source {
	return source{a.ID, titleOf(a), a.Published, a.Site, a.URL, a.Language}
}

func spanLines(w io.Writer, p Project, line func(a *annotate.Article, spans []labelled) any) error {
	out := bufio.NewWriterSize(w, 1<<16)
	e := json.NewEncoder(out) // its Encode ends a line
	e.SetEscapeHTML(false)
	for _, listed := range p.Articles {
		spans := []labelled{}
		for c, err := range p.Codings(listed.ID) {
			if err != nil {
				return err
			}
			s := labelled{c.Start, c.End, c.TagPath}
			same := len(spans) // the first of those that begin where s does
			for same > 0 && spans[same-1].Start == s.Start {
				same--
			}
			if s.Label != "" && !slices.Contains(spans[same:], s) {
				spans = append(spans, s)
			}
		}
		if len(spans) == 0 && listed.Status != annotate.Done {
			continue
		}
		a, err := p.Whole(listed.ID)
		if err != nil {
			return err
		}
		if err := e.Encode(line(&a, spans)); err != nil {
			return err
		}
	}
	return out.Flush()
}
