package cli

import (
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"gloss/annotate/stats"
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
scripts without spaces between words every character is one. "gloss kwic" shows
a word in its context. --stop leaves out words such as "the": a code stands for a
list that Gloss brings along (LANGUAGES), anything else is a file of words. With
--json an array with word, count, articles.
`

func runWords(c *call) error {
	asJSON := c.flags.Bool("json", false, "print one JSON document")
	stop := c.strings("stop", "leave out the words of a `LIST`: de, en, ... or a file in UTF-8 with blanks or line breaks between them; may be given several times")
	part := c.partFlags()
	args, err := c.parse(1, 1, strings.ReplaceAll(aboutWords, "LANGUAGES", strings.Join(stats.StopLanguages(), ", ")))
	if err != nil {
		return err
	}
	left, err := stopWords(*stop)
	if err != nil {
		return err
	}
	return part.project(args[0], func(p *store.Project, coded app.Coded) error {
		words, err := app.Words(c.ctx, p, coded, part.passages(), left, nil)
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

// stopWords joins lists of words: our own by their codes, and files.
func stopWords(lists []string) (all []string, err error) {
	for _, name := range lists {
		if words, ok := stats.StopWords(name); ok {
			if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
				all = append(all, words...)
				continue
			}
		}
		data, err := readTable(name)
		if err != nil {
			return nil, err
		}
		all = append(all, strings.Fields(string(data))...)
	}
	return all, nil
}

// part is the flags that choose a part of a project to count in.
type part struct {
	c                      *call
	filter                 *string
	tags, articles, coders *[]string
}

func (c *call) partFlags() part {
	return part{
		c:        c,
		filter:   c.filterFlag(),
		tags:     c.strings("tag", "only passages with this tag: a `name`, path or id; may be given several times"),
		articles: c.strings("article", "only this article: a `title`, file name or id; may be given several times"),
		coders:   c.strings("coder", "only passages of this coder: a `name` or id; may be given several times"),
	}
}

// passages reports whether passages were chosen, and not only articles.
func (o part) passages() bool { return len(*o.tags)+len(*o.coders)+len(*o.filter) > 0 }

// project is call.project for what was chosen.
func (o part) project(path string, fn func(p *store.Project, coded app.Coded) error) error {
	return o.c.project(path, func(p *store.Project) error {
		f, err := chooseCodings(p, *o.filter, *o.tags, *o.articles, *o.coders)
		if err != nil {
			return err
		}
		coded, err := app.ReadCoded(o.c.ctx, p, f, nil, nil)
		if err != nil {
			return err
		}
		return fn(p, coded)
	})
}
