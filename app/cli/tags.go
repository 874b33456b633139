package cli

import (
	"strconv"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app"
)

const aboutTags = `
Prints a line for each tag of the codebook, each above those below it:

  path TAB color TAB key TAB highlights TAB articles TAB description

With --json an array with id, path, name, parent (an id), color, key,
highlights, articles, description.

--import first adds the tags of a table, and changes those that are there; or
those of a REFI-QDA codebook (QDC), which only fills what is empty.
` + aboutCodebook

// tag is a tag in the JSON.
type tag struct {
	ID          string `json:"id"`
	Path        string `json:"path"`
	Name        string `json:"name"`
	Parent      string `json:"parent"`
	Color       string `json:"color"`
	Key         string `json:"key"`
	Highlights  int    `json:"highlights"`
	Articles    int    `json:"articles"`
	Description string `json:"description"`
}

func runTags(c *call) error {
	asJSON := c.flags.Bool("json", false, "print one JSON document")
	table := c.flags.String("import", "", "first add the tags of this `FILE`: a CSV table, or a REFI-QDA codebook (QDC)")
	args, err := c.parse(1, 1, aboutTags)
	if err != nil {
		return err
	}
	return c.project(args[0], func(p *store.Project) error {
		var named error
		if *table != "" {
			report, err := app.ImportCodebookFile(c.ctx, p, *table)
			if err != nil {
				return err
			}
			named = c.rejected(*table, report.Rejected)
			c.say("%s added, %d changed, %s left out", plural(report.Added, "tag"), report.Changed, plural(len(report.Rejected), "row"))
		}
		if err := c.listTags(p, *asJSON); err != nil {
			return err
		}
		return named
	})
}

func (c *call) listTags(p *store.Project, asJSON bool) error {
	codebook, err := p.Tags()
	if err != nil {
		return err
	}
	counts, err := p.TagCounts()
	if err != nil {
		return err
	}
	all := []tag{}
	var below func(parent string)
	below = func(parent string) {
		for _, t := range codebook.Children(parent) {
			n := counts[t.ID]
			all = append(all, tag{t.ID, codebook.Path(t.ID), t.Name, t.Parent, t.Color, t.Key, n.Highlights, n.Articles, t.Description})
			below(t.ID)
		}
	}
	below("")
	if asJSON {
		return c.json(all)
	}
	for _, t := range all {
		c.line(t.Path, t.Color, t.Key, strconv.Itoa(t.Highlights), strconv.Itoa(t.Articles), t.Description)
	}
	return nil
}

// findTag returns the tag that a person means: by ID, path or only name.
func findTag(codebook annotate.Codebook, ref string) (annotate.Tag, bool) {
	if t, ok := codebook.ByID(ref); ok {
		return t, true
	}
	return codebook.Find(ref)
}
