package cli

import (
	"strings"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app"
)

const aboutMerge = `
Takes what OTHER.gloss has and PROJECT.gloss has not into PROJECT.gloss, for
example what someone else has coded in a copy of it. OTHER.gloss stays as it is.
A verified backup is made before; Undo in the window takes the merge back.

Articles are the same if their texts are; tags if their ids are, or else their
names in the same place; highlights and coders by their ids, so two people of one
name stay two. Where both sides have changed the same thing, the later change
stays and the line names both. What was deleted on one side and left alone on the
other is deleted; what was changed there stays. What a copy that was handed out
for coding does not carry, it does not delete. Prints a line for each such
decision, and then what came of it:

  articles|highlights|tags|coders|filters TAB added TAB changed TAB deleted
  backup TAB path

--apart keeps a tag of OTHER.gloss apart from the one of the same name, under
another name; --same says that a coder there is the coder of that name here.
--dry-run prints what would come, and changes nothing.
`

func runMerge(c *call) error {
	apart := c.strings("apart", "keep this `tag` of OTHER.gloss apart: its name, path or id; may be given several times")
	same := c.strings("same", "the `coder` of this name is one person in both; may be given several times")
	dry := c.flags.Bool("dry-run", false, "say what would come, and change nothing")
	args, err := c.parse(2, 2, aboutMerge)
	if err != nil {
		return err
	}
	return c.project(args[0], func(p *store.Project) error {
		choices, err := c.mergeChoices(p, args[1], *apart, *same)
		if err != nil {
			return err
		}
		merge := p.Merge
		if *dry {
			merge = p.TryMerge
		}
		r, err := merge(args[1], choices)
		if err != nil {
			return err
		}
		for _, line := range app.MergeLines(r) {
			c.line(strings.Split(line, "\t")...)
		}
		return nil
	})
}

// mergeChoices turns what a person calls tags and coders into IDs.
func (c *call) mergeChoices(p *store.Project, other string, apart, same []string) (choices store.MergeChoices, err error) {
	if len(apart)+len(same) == 0 {
		return choices, nil
	}
	guess, err := p.TryMerge(other, choices)
	if err != nil {
		return choices, err
	}
	for _, name := range apart {
		found := len(choices.TagsApart)
		for _, t := range guess.SameTags {
			path := strings.Split(t.Name, annotate.PathSeparator)
			if strings.EqualFold(t.Name, name) || strings.EqualFold(path[len(path)-1], name) || t.There == name {
				choices.TagsApart = append(choices.TagsApart, t.There)
			}
		}
		if len(choices.TagsApart) == found {
			return choices, usage("--apart %q: no tag of that name stands in both projects under two ids; --dry-run says which do", name)
		}
	}
	choices.SameCoders = map[string]string{}
	for _, name := range same {
		found := len(choices.SameCoders)
		for _, k := range guess.SameNames {
			if strings.EqualFold(k.Name, name) || k.There == name {
				choices.SameCoders[k.There] = k.Here
			}
		}
		if len(choices.SameCoders) == found {
			return choices, usage("--same %q: no coder of that name stands in both projects under two ids", name)
		}
	}
	return choices, nil
}
