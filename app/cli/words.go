package cli

import (
	"strconv"
	"strings"

	"gloss/annotate/store"
	"gloss/app"
)

const aboutWords = `
Counts the words of all articles or, with --tag or --coder, of the passages that
have such a tag, or one below it, and are by such a coder; a character counts
once, however many passages lie over it. Prints a line for each word, the most
frequent first:

  word TAB count TAB articles in which it occurs

Words are in small letters; don't, north-west and 3.5 are one word each; in
scripts without spaces between words every character is one. "gloss search" shows
a word in its context. With --json an array with word, count, articles.
`

func runWords(c *call) error {
	asJSON := c.flags.Bool("json", false, "print one JSON document")
	stop := c.flags.String("stop", "", "leave out the words of `FILE`, a list in UTF-8 with blanks or line breaks between them")
	tags := c.strings("tag", "only passages with this tag: a `name`, path or id; may be given several times")
	articles := c.strings("article", "only this article: a `title`, file name or id; may be given several times")
	coders := c.strings("coder", "only passages of this coder: a `name` or id; may be given several times")
	args, err := c.parse(1, 1, aboutWords)
	if err != nil {
		return err
	}
	var left []string
	if *stop != "" {
		data, err := readTable(*stop)
		if err != nil {
			return err
		}
		left = strings.Fields(string(data))
	}
	return c.project(args[0], func(p *store.Project) error {
		filter, err := chooseCodings(p, *tags, *articles, *coders)
		if err != nil {
			return err
		}
		words, err := app.Words(c.ctx, p, filter, left)
		if err != nil {
			return err
		}
		if *asJSON {
			return c.json(words)
		}
		for _, w := range words {
			c.line(w.Word, strconv.Itoa(w.Count), strconv.Itoa(w.Articles))
		}
		return nil
	})
}
