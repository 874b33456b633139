package cli

import (
	"gloss/annotate"
	"gloss/annotate/store"
)

const aboutHandout = `
Writes COPY.gloss for someone to code in: with all articles and the codebook, and
with what that coder has done so far, but without the highlights of all others
and without their history, so that nobody is led by what others have seen. Whoever
opens the copy is that coder, unless they give another name.

"gloss merge PROJECT.gloss COPY.gloss" takes what was done in the copy. It never
deletes what the copy did not carry.
`

func runHandout(c *call) error {
	name := c.flags.String("coder", "", "the copy is for the coder of this `NAME`, who may be new")
	args, err := c.parse(2, 2, aboutHandout)
	if err != nil {
		return err
	}
	if *name == "" {
		return usage("--coder is missing: for whom is the copy?")
	}
	return c.project(args[0], func(p *store.Project) error {
		who, err := p.HandOut(args[1], annotate.Coder{Name: *name})
		if err != nil {
			return err
		}
		c.say("%s: made for %s", args[1], who.Name)
		return nil
	})
}
