package cli

import (
	"fmt"
	"strconv"
	"strings"

	"gloss/annotate"
	"gloss/app"
)

// spanJSON is a passage in JSON.
type spanJSON struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Note  string `json:"note,omitempty"`
}

// givenJSON is what one coder gave the tag at a place.
type givenJSON struct {
	Coder    string     `json:"coder"`
	Passages []spanJSON `json:"passages"`
}

// disagreementJSON is a place on which coders disagree.
type disagreementJSON struct {
	ArticleID string      `json:"article_id"`
	Article   string      `json:"article"`
	Paragraph int         `json:"paragraph"`
	Start     int         `json:"start"`
	End       int         `json:"end"`
	Tag       string      `json:"tag_path"`
	Units     int         `json:"units"`
	Apart     int         `json:"units_apart"`
	Given     []givenJSON `json:"given"`
	Settled   string      `json:"settled"`
	Note      string      `json:"note"`
	Quote     string      `json:"quote"`
}

// printReview prints what coders disagree about.
func (c *call) printReview(r app.Review, o app.Comparison, asJSON bool) error {
	if asJSON {
		all := []disagreementJSON{}
		for _, d := range r.Disagreements {
			j := disagreementJSON{
				ArticleID: d.Article, Article: d.Title, Paragraph: d.Paragraph, Start: d.Span.Start, End: d.Span.End,
				Tag: d.TagPath, Units: d.Units, Apart: d.Apart, Settled: d.Verdict.Word(o.Coders), Note: d.Note, Quote: d.Quote,
			}
			for k, coder := range o.Coders {
				g := givenJSON{coder.Name, []spanJSON{}}
				for _, h := range d.Given[k] {
					g.Passages = append(g.Passages, spanJSON{h.Span.Start, h.Span.End, h.Note})
				}
				j.Given = append(j.Given, g)
			}
			all = append(all, j)
		}
		return c.json(struct {
			Disagreements []disagreementJSON `json:"disagreements"`
			Agreed        int                `json:"agreed"`
			Methods       string             `json:"methods"`
		}{all, len(r.Agreed), r.Methods(o)})
	}
	for _, d := range r.Disagreements {
		cells := []string{d.Title, strconv.Itoa(d.Paragraph), strconv.Itoa(d.Span.Start), strconv.Itoa(d.Span.End), d.TagPath,
			fmt.Sprintf("%d/%d", d.Apart, d.Units), d.Verdict.Word(o.Coders)}
		for _, list := range d.Given {
			cells = append(cells, spansText(list))
		}
		c.line(append(cells, d.Quote)...)
	}
	c.say("%s", r.Methods(o))
	return nil
}

// spansText is "0-8 12-20", or "-" where there are none.
func spansText(list []annotate.Highlight) string {
	var spans []string
	for _, h := range list {
		spans = append(spans, fmt.Sprintf("%d-%d", h.Span.Start, h.Span.End))
	}
	if len(spans) == 0 {
		return "-"
	}
	return strings.Join(spans, " ")
}
