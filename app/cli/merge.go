package cli

import (
	"fmt"

	"gloss/annotate/store"
)

const aboutMerge = `
Takes what OTHER.gloss has and PROJECT.gloss has not into PROJECT.gloss, for
example what someone else has coded in a copy of it. OTHER.gloss stays as it is.
A verified backup is made before; Undo in the window takes the merge back.

Articles are the same if their texts are; tags if their ids are, or else their
names in the same place; highlights and coders by their ids, so two people of
one name stay two. Where both sides have changed the same thing, the later
change stays and the line names both. What was deleted on one side and left
alone on the other is deleted; what was changed there stays. Prints a line for
each such decision, and then what came of it:

  articles|highlights|tags|coders TAB added TAB changed TAB deleted
  backup TAB path
`

func runMerge(c *call) error {
	args, err := c.parse(2, 2, aboutMerge)
	if err != nil {
		return err
	}
	return c.project(args[0], func(p *store.Project) error {
		r, err := p.Merge(args[1], store.MergeChoices{})
		if err != nil {
			return err
		}
		for _, d := range r.Decisions {
			c.line(d)
		}
		for _, row := range []struct {
			what string
			n    store.MergeCount
		}{{"articles", r.Articles}, {"highlights", r.Highlights}, {"tags", r.Tags}, {"coders", r.Coders}} {
			c.line(row.what, fmt.Sprint(row.n.Added), fmt.Sprint(row.n.Changed), fmt.Sprint(row.n.Deleted))
		}
		c.line("backup", r.Backup)
		return nil
	})
}
