package cli

import (
	"strconv"
	"strings"

	"gloss/annotate/store"
)

const aboutSearch = `
Finds words in texts, notes and titles, whatever their case and accents: all words must
occur in an article; "a phrase" in quotes as it stands; a word that ends in * as
a beginning. In capitals, "cod OR herring" asks for either and "NOT trawler" for
articles without the word; OR binds tighter than the rest, as in
"ban cod OR herring NOT trawler". Prints a line for each place, the best
articles first:

  article id TAB title TAB start TAB end TAB passage

with the match between ** and **, and start and end as in tables: of the passage,
of the highlight on whose note the words stand, and both 0 where they stand in the
title or the article's note. With --json an array with article, title, start,
end, before, match, after, in (text, note or title).
`

// hit is a place in the JSON.
type hit struct {
	Article string `json:"article"`
	Title   string `json:"title"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Before  string `json:"before"`
	Match   string `json:"match"`
	After   string `json:"after"`
	In      string `json:"in,omitempty"`
}

func runSearch(c *call) error {
	asJSON := c.flags.Bool("json", false, "print one JSON document")
	args, err := c.parse(2, -1, aboutSearch)
	if err != nil {
		return err
	}
	query := strings.Join(args[1:], " ")
	if strings.TrimSpace(query) == "" {
		return usage("QUERY is empty")
	}
	return c.project(args[0], func(p *store.Project) error {
		found, err := p.Search(query, 0, 0)
		if err != nil {
			return err
		}
		all := []hit{}
		for _, h := range found {
			all = append(all, hit{h.Article, h.Title, h.Span.Start, h.Span.End, h.Before, h.Match, h.After, string(h.In)})
		}
		if *asJSON {
			return c.json(all)
		}
		for _, h := range all {
			passage := h.Before
			if h.Match != "" {
				passage += "**" + h.Match + "**"
			}
			c.line(h.Article, h.Title, strconv.Itoa(h.Start), strconv.Itoa(h.End), passage+h.After)
		}
		return nil
	})
}
