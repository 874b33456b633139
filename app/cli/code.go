package cli

import (
	"bytes"

	"gloss/annotate/store"
	"gloss/app"
)

const aboutCode = `
Adds the highlights of a CSV table. Its first line names the columns, as export
writes them, in any order:

  article_id (or id), article, source_file   which article: an id, a title or a
                                             file name; one of them is enough
  start, end                                 characters, from 0, end exclusive;
  quote                                      or a passage that stands there once
  tag_path or tag                            a path such as "economy > trade", or
                                             a name; made where it is missing
  note, coder                                may be empty

Rows with the same article, span and coder become one highlight with all their
tags. What is there already is not added again, so an export goes back in, also
twice. A row that cannot be used is named by line and left out; all others are
one step in the history.

Without a table it finds and codes:

  --find WORDS    words and phrases, parted by commas; * stands for any letters,
                  case and accents do not count (but see --case, --accents)
  --regex R       a regular expression of RE2
  --list FILE     words and phrases from a CSV with a column term, or one a line
  --tag T         what to tag them with, a name or a path; made where missing

It prints a line for each place,

  new|there TAB article id TAB title TAB start TAB end TAB passage

with the match between ** and **. "there" is a place that the tag covers already,
which is left as it is. --span takes the sentence or paragraph around the match,
--dry-run prints only. In the window (Highlight > Find and code) a person judges
each place.
`

func runCode(c *call) error {
	var o findOptions
	o.words = c.strings("find", "code where these `words` stand, parted by commas; may be given several times")
	c.flags.StringVar(&o.regexp, "regex", "", "code what this regular `expression` finds")
	c.flags.StringVar(&o.list, "list", "", "code where the words of a `file` stand")
	c.flags.StringVar(&o.tag, "tag", "", "give the places this `tag`")
	c.flags.StringVar(&o.span, "span", "", "highlight the `unit` around the match: match, sentence or paragraph")
	c.flags.BoolVar(&o.sameCase, "case", false, "capitals count")
	c.flags.BoolVar(&o.sameAccents, "accents", false, "accents count")
	c.flags.BoolVar(&o.dry, "dry-run", false, "print the places and change nothing")
	o.articles = c.strings("article", "only in this article: a `title`, file name or id; may be given several times")
	c.flags.StringVar(&o.filter, "filter", "", "only in articles that this filter of the project lets through: its `name`")
	args, err := c.parse(1, 2, aboutCode)
	if err != nil {
		return err
	}
	if len(*o.words) > 0 || o.regexp != "" || o.list != "" {
		return o.run(c, args)
	}
	if len(args) < 2 {
		return usage("CODINGS.csv is missing, or --find, --regex or --list")
	}
	file := args[1]
	data, err := readTable(file)
	if err != nil {
		return err
	}
	return c.project(args[0], func(p *store.Project) error {
		r, err := app.Code(c.ctx, p, file, bytes.NewReader(data))
		if err != nil {
			return err
		}
		named := c.rejected(file, r.Rejected)
		c.say("%s: %s added, %d changed; %s there already, %d left out",
			plural(r.Rows, "row"), plural(r.Added, "highlight"), r.Changed, plural(r.Same, "row"), len(r.Rejected))
		if r.Tags+r.Coders > 0 {
			c.say("made on the way: %s, %s", plural(r.Tags, "tag"), plural(r.Coders, "coder"))
		}
		return named
	})
}
