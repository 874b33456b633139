package cli

import (
	"fmt"
	"strconv"
	"strings"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
	"gloss/app"
)

const aboutAgree = `
Says how far coders agree on each tag, each unit of text having it or not: how
many units all of them, some or none gave the tag; percent agreement; Cohen's
kappa (for two coders); Scott's pi, which is Fleiss' kappa for more; Krippendorff's
alpha; and |uα and the older αU, which look at where passages begin and end and
ask for no unit.
In brackets stand 95% intervals from resamples of the articles, if there are five.
Last come uα, |uα and cuα over all tags, and how it was done, to paste.

It looks at the articles that each of the coders has marked done or, if there are
none, at those in which each has a highlight, and says which; --article names
others. A number that would say nothing is "-", with the reason below the table.

With --json one document with coders[], articles, base, unit, units, tags[],
u_alpha, u_alpha_binary, cu_alpha, methods. A tag has id, path, table[{coders[],
units}] (units that exactly these coders gave the tag), percent (0 to 1), kappa,
pi, alpha, u_alpha, alpha_u. A coefficient has value and interval{low, high} (null for alpha_u,
over all tags and for fewer than five articles), or value null and the reason as undefined.

With --disagreements it prints a line for each place where the coders do not
agree, by article and position, in place of the numbers:

  article TAB paragraph TAB start TAB end TAB tag TAB units TAB settled TAB
  passages of each coder TAB ... TAB quote

A place is where a tag was given: passages that share a unit are at one place.
Coders disagree there unless all of them gave the tag to the same units; units is
how many of the place's units only some of them gave it, such as 1/2. Settled is
"open", or whose passages the coder Consensus has: a name, "every", "nobody" or
"own". In JSON: disagreements[{article_id, article, paragraph, start, end,
tag_path, units, units_apart, given[{coder, passages[{start, end, note}]}],
settled, note, quote}], agreed (places), methods.
`

func runAgree(c *call) error {
	var units []string
	for _, u := range stats.Units {
		units = append(units, string(u))
	}
	asJSON := c.flags.Bool("json", false, "print one JSON document")
	coders := c.flags.String("coders", "", "compare the coders `A,B[,C...]`, names or ids")
	unit := c.flags.String("unit", string(stats.ParagraphUnit), "compare on each `UNIT`, one of "+strings.Join(units, ", "))
	tags := c.strings("tag", "only this tag and those below it: a `name`, path or id; may be given several times")
	articles := c.strings("article", "only this article, done or not: a `title`, file name or id; may be given several times")
	disagreements := c.flags.Bool("disagreements", false, "list what the coders disagree about")
	args, err := c.parse(1, 1, aboutAgree)
	if err != nil {
		return err
	}
	if *unit == "" {
		return usage("--unit is empty; there is %s", strings.Join(units, ", "))
	}
	if err := oneOf("--unit", *unit, units); err != nil {
		return err
	}
	return c.project(args[0], func(p *store.Project) error {
		who, err := chooseCoders(p, *coders)
		if err != nil {
			return err
		}
		filter, err := chooseCodings(p, "", *tags, *articles, nil)
		if err != nil {
			return err
		}
		o := app.Comparison{Coders: who, Unit: stats.Unit(*unit), Tags: filter.Tags, Articles: filter.Articles}
		if *disagreements {
			r, err := app.NewComparer(p).Review(c.ctx, o)
			if err != nil {
				return err
			}
			return c.printReview(r, o, *asJSON)
		}
		g, err := app.NewComparer(p).Agreement(c.ctx, o)
		if err != nil {
			return err
		}
		if *asJSON {
			return c.json(struct {
				stats.Agreement
				Methods string `json:"methods"`
			}{g, g.Methods()})
		}
		c.printAgreement(g)
		return nil
	})
}

// chooseCoders turns a list such as "Ada,Bo" into coders.
func chooseCoders(p *store.Project, refs string) ([]annotate.Coder, error) {
	people, err := p.Coders()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, k := range people {
		names = append(names, k.Name)
	}
	var chosen []annotate.Coder
	for ref := range strings.SplitSeq(refs, ",") {
		if ref = strings.TrimSpace(ref); ref == "" {
			continue
		}
		found := false
		for _, k := range people {
			if !found && (k.ID == ref || strings.EqualFold(k.Name, ref)) {
				for _, other := range chosen {
					if other.ID == k.ID {
						return nil, usage("--coders %q: %s is named twice", refs, k.Name)
					}
				}
				chosen, found = append(chosen, k), true
			}
		}
		if !found {
			return nil, usage("--coders %q: the project has no such coder; there is %s", ref, strings.Join(names, ", "))
		}
	}
	if len(chosen) < 2 || len(chosen) > stats.MaxCoders {
		return nil, usage("--coders %q: name from 2 to %d coders, with commas between them; there is %s", refs, stats.MaxCoders, strings.Join(names, ", "))
	}
	return chosen, nil
}

func (c *call) printAgreement(g stats.Agreement) {
	fmt.Fprintf(c.out, "%s: %s (%s), %s\n", strings.Join(g.Coders, ", "), plural(g.Articles, "article"), g.Base, plural(g.Units, string(g.Unit)))
	header := []string{"tag"}
	if len(g.Coders) == 2 {
		header = append(header, "both", "only "+g.Coders[0], "only "+g.Coders[1], "neither", "percent", "kappa", "pi", "alpha", "|uα", "αU")
	} else {
		header = append(header, "all", "some", "none", "percent", "Fleiss' kappa", "alpha", "|uα", "αU")
	}
	var rows [][]string
	type reason struct{ of, names, why string }
	var reasons []reason
	cell := func(of, name string, v stats.Coefficient) string {
		if v.Undefined != "" {
			if last := len(reasons) - 1; last >= 0 && reasons[last].of == of && reasons[last].why == v.Undefined {
				reasons[last].names += ", " + name
			} else {
				reasons = append(reasons, reason{of, name, v.Undefined})
			}
			return "-"
		}
		if v.Interval == nil {
			return decimal(v.Value)
		}
		return fmt.Sprintf("%s [%s, %s]", decimal(v.Value), decimal(v.Interval.Low), decimal(v.Interval.High))
	}
	var unused []string
	for _, t := range g.Tags {
		if t.Unused() {
			unused = append(unused, t.Path)
			continue
		}
		row := []string{t.Path}
		if len(g.Coders) == 2 {
			for _, n := range t.Table {
				row = append(row, strconv.Itoa(n.Units))
			}
		} else {
			all, some, none := g.Shared(&t)
			row = append(row, strconv.Itoa(all), strconv.Itoa(some), strconv.Itoa(none))
		}
		row = append(row, percent(t.Percent.Value))
		if len(g.Coders) == 2 {
			row = append(row, cell(t.Path, "kappa", t.Kappa), cell(t.Path, "pi", t.Pi))
		} else {
			row = append(row, cell(t.Path, "Fleiss' kappa", t.Pi))
		}
		rows = append(rows, append(row, cell(t.Path, "alpha", t.Alpha), cell(t.Path, "|uα", t.Unitizing), cell(t.Path, "αU", t.AlphaU)))
	}
	c.table("Tags", header, rows)
	c.table("All tags", []string{"uα", "|uα", "cuα"}, [][]string{{
		cell("all tags", "uα", g.Unitizing), cell("all tags", "|uα", g.Boundaries), cell("all tags", "cuα", g.Coding),
	}})
	if len(unused) > 0 {
		fmt.Fprintf(c.out, "\nGiven by none of them\n%s\n", strings.Join(unused, "\n"))
	}
	for i, r := range reasons {
		if i == 0 {
			fmt.Fprintf(c.out, "\nUndefined\n")
		}
		fmt.Fprintf(c.out, "%s, %s: %s\n", r.of, r.names, r.why)
	}
	fmt.Fprintf(c.out, "\n%s\n", g.Methods())
}
