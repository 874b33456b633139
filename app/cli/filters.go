package cli

import (
	"cmp"

	"gloss/annotate"
	"gloss/annotate/store"
)

const aboutFilters = `
Prints a line for each filter that is kept in the project, by name:

  name TAB condition TAB condition ...

Conditions of one sort are joined by or (done by: and), those of different sorts
by and; a filter without conditions lets everything through. The window saves
filters; --filter NAME of export, stats, words, kwic, plot and code takes one.

With --json an array with name, conditions[] and filter: the same as ids, as the
project keeps it.
`

// namedFilter is a filter in the JSON.
type namedFilter struct {
	Name       string       `json:"name"`
	Conditions []string     `json:"conditions"`
	Filter     store.Filter `json:"filter"`
}

func runFilters(c *call) error {
	asJSON := c.flags.Bool("json", false, "print one JSON document")
	args, err := c.parse(1, 1, aboutFilters)
	if err != nil {
		return err
	}
	return c.project(args[0], func(p *store.Project) error {
		kept, err := p.Filters()
		if err != nil {
			return err
		}
		n, err := readNames(p)
		if err != nil {
			return err
		}
		all := []namedFilter{}
		for _, k := range kept {
			f := namedFilter{k.Name, n.conditions(k.Filter), k.Filter}
			all = append(all, f)
			if !*asJSON {
				c.line(append([]string{f.Name}, f.Conditions...)...)
			}
		}
		if *asJSON {
			return c.json(all)
		}
		return nil
	})
}

// names are what people call what filters name by ID.
type names struct {
	codebook         annotate.Codebook
	articles, coders map[string]string
}

func readNames(p *store.Project) (n names, err error) {
	if n.codebook, err = p.Tags(); err != nil {
		return n, err
	}
	articles, err := p.Articles()
	if err != nil {
		return n, err
	}
	n.articles, n.coders = map[string]string{}, map[string]string{}
	for _, a := range articles {
		n.articles[a.ID] = cmp.Or(a.Title, a.SourceName, a.ID)
	}
	coders, err := p.Coders()
	for _, k := range coders {
		n.coders[k.ID] = k.Name
	}
	return n, err
}

// conditions is a filter in words.
func (n names) conditions(f store.Filter) []string {
	all := []string{}
	add := func(what, name, gone string) { all = append(all, what+cmp.Or(name, gone)) }
	for _, id := range f.Tags {
		add("tag: ", n.codebook.Path(id), "one that was deleted")
	}
	if f.Untagged {
		all = append(all, "without tags")
	}
	for _, id := range f.Articles {
		add("article: ", n.articles[id], "one that was deleted")
	}
	for _, id := range f.Coders {
		add("coder: ", n.coders[id], "one who is not here")
	}
	for _, s := range f.Statuses {
		all = append(all, "article "+string(s))
	}
	for _, id := range f.DoneBy {
		add("done by ", n.coders[id], "one who is not here")
	}
	for _, v := range f.Variables {
		add(v.Name+": ", v.Value, "none")
	}
	if f.Published != (store.Dates{}) {
		all = append(all, "published "+stretch(f.Published))
	}
	if f.Made != (store.Dates{}) {
		all = append(all, "made "+stretch(f.Made))
	}
	if f.Words != "" {
		all = append(all, "words: "+f.Words)
	}
	return all
}

// stretch is dates as a person says them.
func stretch(d store.Dates) string {
	switch {
	case d.From == "":
		return "until " + d.To
	case d.To == "":
		return "from " + d.From
	case d.From == d.To:
		return d.From
	}
	return d.From + " to " + d.To
}
