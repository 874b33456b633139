package cli

import (
	"bytes"
	"fmt"
	"strconv"

	"gloss/annotate"
	"gloss/annotate/find"
	"gloss/annotate/store"
	"gloss/app"
)

// findOptions are the flags of code that find passages.
type findOptions struct {
	words, articles       *[]string
	filter                string
	regexp, list          string
	tag, span             string
	sameCase, sameAccents bool
	dry                   bool
}

// query is what the flags ask to find.
func (o *findOptions) query() (q find.Query, err error) {
	q = find.Query{Regexp: o.regexp, SameCase: o.sameCase, SameAccents: o.sameAccents}
	if o.regexp != "" && (len(*o.words) > 0 || o.list != "") {
		return q, usage("--regex stands alone; words in it are parted by |")
	}
	for _, s := range *o.words {
		q.Terms = append(q.Terms, find.Terms(s)...)
	}
	if o.list != "" {
		data, err := readTable(o.list)
		if err != nil {
			return q, err
		}
		terms, err := app.ReadTerms(o.list, bytes.NewReader(data))
		if err != nil {
			return q, err
		}
		q.Terms = append(q.Terms, terms...)
	}
	if _, err := q.Compile(); err != nil {
		return q, usageError(err.Error())
	}
	return q, nil
}

// run finds and codes.
func (o *findOptions) run(c *call, args []string) error {
	if len(args) > 1 {
		return usage("%q is one argument too many: a table is coded without --find, --regex and --list", args[1])
	}
	if o.tag == "" && !o.dry {
		return usage("--tag is missing, or --dry-run")
	}
	var units []string
	for _, u := range app.Units {
		units = append(units, string(u))
	}
	if err := oneOf("--span", o.span, units); err != nil {
		return err
	}
	unit := app.Unit(o.span)
	if unit == "" {
		unit = app.UnitMatch
	}
	q, err := o.query()
	if err != nil {
		return err
	}
	return c.project(args[0], func(p *store.Project) error {
		filter, err := chooseCodings(p, o.filter, nil, *o.articles, nil)
		if err != nil {
			return err
		}
		tags, err := p.Tags()
		if err != nil {
			return err
		}
		tag, _ := tags.Find(o.tag) // one that is missing is made
		found, err := app.Find(c.ctx, p, q, filter, unit, tag.ID, nil)
		if err != nil {
			return err
		}
		articles := map[string]bool{}
		var fresh []app.Found
		for _, f := range found {
			articles[f.Article.ID] = true
			state := "there"
			if !f.Coded {
				state = "new"
				fresh = append(fresh, f)
			}
			c.line(state, f.Article.ID, f.Article.Title, strconv.Itoa(f.Span.Start), strconv.Itoa(f.Span.End), f.Before+"**"+f.Text+"**"+f.After)
		}
		places := fmt.Sprintf("%s in %s", plural(len(found), "place"), plural(len(articles), "article"))
		if o.dry {
			c.say("%s: %d new, %d there already; nothing is changed", places, len(fresh), len(found)-len(fresh))
			return nil
		}
		label := fmt.Sprintf("find and code %s as %s", annotate.Excerpt(q.String(), 60), o.tag)
		me, added := p.Coder().ID, 0
		err = p.Do(p.Group(label), func(tx *store.Tx) (err error) {
			added, err = app.CodeFound(c.ctx, tx, me, fresh, o.tag)
			return err
		})
		if err != nil {
			return err
		}
		c.say("%s: %s added or changed, %d there already", places, plural(added, "highlight"), len(found)-len(fresh))
		return nil
	})
}
