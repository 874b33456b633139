package cli

import (
	"gloss/annotate"
	"gloss/importers"
)

const aboutText = `
Prints the text that import makes of a file, exactly and nothing else: the
positions in tables count its characters (Unicode code points), from 0.
With --json: title, authors[], published, site, url, language, format, text,
blocks[{start, end, kind, level, page}], page_breaks[{pos, page}],
marks[{start, end, style, url}], pages,
receipt[{kind, detail, text, count, block}], candidates[{field, value, origin}].
`

// article is what text --json prints.
type article struct {
	Title      string               `json:"title"`
	Authors    []string             `json:"authors"`
	Published  string               `json:"published"`
	Site       string               `json:"site"`
	URL        string               `json:"url"`
	Language   string               `json:"language"`
	Format     string               `json:"format"`
	Text       string               `json:"text"`
	Blocks     []block              `json:"blocks"`
	Breaks     []pageBreak          `json:"page_breaks"`
	Marks      []mark               `json:"marks"`
	Pages      int                  `json:"pages"` // the last page with text; 0 where the source has none
	Receipt    []annotate.Remark    `json:"receipt"`
	Candidates []annotate.Candidate `json:"candidates"`
}

type block struct {
	Start int           `json:"start"`
	End   int           `json:"end"`
	Kind  annotate.Kind `json:"kind"`
	Level int           `json:"level"`
	Page  int           `json:"page"`
}

type pageBreak struct {
	Pos  int `json:"pos"`
	Page int `json:"page"`
}

type mark struct {
	Start int            `json:"start"`
	End   int            `json:"end"`
	Style annotate.Style `json:"style"`
	URL   string         `json:"url,omitempty"`
}

func runText(c *call) error {
	options := c.importFlags()
	asJSON := c.flags.Bool("json", false, "print one JSON document with all that is known")
	args, err := c.parse(1, 1, aboutText)
	if err != nil {
		return err
	}
	if err := checkFormat(options.Format); err != nil {
		return err
	}
	r, err := importers.File(c.ctx, args[0], *options)
	if err != nil {
		return err
	}
	if !*asJSON {
		_, err := c.out.WriteString(r.Article.Text.String())
		return err
	}
	a := r.Article
	doc := article{
		Title: a.Title, Authors: list(a.Authors), Published: a.Published, Site: a.Site, URL: a.URL,
		Language: a.Language, Format: a.Format, Text: a.Text.String(),
		Blocks: []block{}, Breaks: []pageBreak{}, Marks: []mark{}, Pages: a.Pages(),
		Receipt: list(r.Receipt.Remarks), Candidates: list(r.Receipt.Candidates),
	}
	for _, b := range a.Blocks {
		doc.Blocks = append(doc.Blocks, block{b.Span.Start, b.Span.End, b.Kind, b.Level, b.Page})
	}
	for _, b := range a.Breaks {
		doc.Breaks = append(doc.Breaks, pageBreak{b.Pos, b.Page})
	}
	for _, m := range a.Marks {
		doc.Marks = append(doc.Marks, mark{m.Span.Start, m.Span.End, m.Style, m.URL})
	}
	return c.json(doc)
}
