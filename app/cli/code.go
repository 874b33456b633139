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
`

func runCode(c *call) error {
	args, err := c.parse(2, 2, aboutCode)
	if err != nil {
		return err
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
