package cli

import (
	"strconv"
	"strings"

	"gloss/annotate/stats"
	"gloss/annotate/store"
	"gloss/app"
)

const aboutKWIC = `
Shows every place of a word, or of words that follow one another, with what
stands around it (keyword in context): in all articles or, with --tag or --coder,
in such passages. Case does not count, accents do; a word that ends in * is a
beginning. A word without * has as many lines as "gloss words" counts. Prints a
line for each place:

  article id TAB title TAB start TAB end TAB before TAB match TAB after

with start and end as in tables. --sort says in which order: text, as the places
stand in the articles; before, by the words before the match, the nearest first;
after, by the words after it. With --json an array with article, title, start,
end, before, match, after.
`

func runKWIC(c *call) error {
	asJSON := c.flags.Bool("json", false, "print one JSON document")
	order := c.flags.String("sort", "text", "`ORDER` of the lines: text, before or after")
	part := c.partFlags()
	args, err := c.parse(2, -1, aboutKWIC)
	if err != nil {
		return err
	}
	phrase := stats.ParsePhrase(strings.Join(args[1:], " "))
	if phrase.Empty() {
		return usage("WORD holds no letter or digit")
	}
	if err := oneOf("--sort", *order, []string{"text", "before", "after"}); err != nil {
		return err
	}
	return part.project(args[0], func(p *store.Project, coded app.Coded) error {
		places, err := app.Concordance(c.ctx, p, coded, part.passages(), phrase, nil)
		if err != nil {
			return err
		}
		app.SortPlaces(places, *order)
		all := []hit{}
		for _, l := range places {
			all = append(all, hit{l.Article, l.Title, l.Span.Start, l.Span.End, l.Before, l.Match, l.After, ""})
		}
		if *asJSON {
			return c.json(all)
		}
		for _, h := range all {
			c.line(h.Article, h.Title, strconv.Itoa(h.Start), strconv.Itoa(h.End), h.Before, h.Match, h.After)
		}
		return nil
	})
}
