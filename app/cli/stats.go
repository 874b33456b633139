package cli

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"

	"gloss/annotate/stats"
	"gloss/annotate/store"
	"gloss/app"
)

const aboutStats = `
Prints what was coded as tables to read: how often each tag was given, the
articles by tags, the tags that occur together, and the tags by year and month
of publication, by site, author, language and the variables of articles. A passage with several tags counts for each; a tag does not count
for the tags above it. Characters count once, however many passages of a tag lie
over them.

Two tags occur together on the same characters (overlaps: stretches of text that
have both), in the same paragraph, or in the same article. The index of Jaccard
is what both tags have, divided by what either has: 0 never together, 1 never
apart; for overlaps it is that of the characters.

With --json one document with articles, coded_articles, characters, highlights,
untagged_highlights, tags[], matrix[], pairs[], years[], months[], days[],
fields[], every number and every article: the numbers that the Analysis view of
the window shows. The numbers of highlights in matrix, years and so on, and of
tagged articles, are one for each of tags, in that order; share is between 0 and
1; pairs are those that share an article. A field is site, author, language or
var_NAME, with its values[]; an article with several authors counts for each. The
year or value of articles that have none is empty.
`

func runStats(c *call) error {
	asJSON := c.flags.Bool("json", false, "print one JSON document")
	part := c.partFlags()
	args, err := c.parse(1, 1, aboutStats)
	if err != nil {
		return err
	}
	return part.project(args[0], func(p *store.Project, coded app.Coded) error {
		f := coded.Figures()
		if *asJSON {
			return c.json(f)
		}
		c.printFigures(f)
		return nil
	})
}

func (c *call) printFigures(f stats.Figures) {
	fmt.Fprintf(c.out, "%s, %d of them coded; %s, %d of them without a tag\n",
		plural(f.Articles, "article"), f.Coded, plural(f.Highlights, "highlight"), f.Untagged)
	header := []string{"tag", "highlights", "articles", "characters", "share of text"}
	var paths []string // of the tags that were given at all; others would only widen tables
	var used []int
	var rows [][]string
	for i, t := range f.Tags {
		if t.Highlights > 0 {
			paths, used = append(paths, t.Path), append(used, i)
		}
		rows = append(rows, []string{t.Path, strconv.Itoa(t.Highlights), strconv.Itoa(t.Articles), strconv.Itoa(t.Characters), percent(t.Share)})
	}
	c.table("Tags", header, rows)

	rows = nil
	for _, a := range f.Matrix {
		if sum(a.Highlights) > 0 {
			rows = append(rows, append([]string{clip(cmp.Or(a.Title, a.SourceFile, a.ID))}, pick(a.Highlights, used)...))
		}
	}
	c.table("Highlights by article and tag", append([]string{"article"}, paths...), rows)

	header = []string{"tags", "", "overlaps", "Jaccard", "paragraphs", "Jaccard", "articles", "Jaccard"}
	rows = nil
	for _, p := range f.Pairs {
		rows = append(rows, []string{p.A, p.B,
			strconv.Itoa(p.Places), decimal(p.CharactersJaccard), strconv.Itoa(p.Paragraphs), decimal(p.ParagraphsJaccard),
			strconv.Itoa(p.Articles), decimal(p.ArticlesJaccard)})
	}
	c.table("Tags that occur together", header, rows)

	for _, t := range []struct {
		title   string
		periods []stats.Period
	}{{"Highlights by year of publication", f.Years}, {"Highlights by month of publication", f.Months}} {
		rows = nil
		for _, p := range t.periods {
			rows = append(rows, append([]string{cmp.Or(p.Period, "no date"), strconv.Itoa(p.Articles)}, pick(p.Highlights, used)...))
		}
		c.table(t.title, append([]string{"published", "articles"}, paths...), rows)
	}
	for _, field := range f.Fields {
		rows = nil
		for _, g := range field.Values {
			rows = append(rows, append([]string{clip(cmp.Or(g.Value, "not known")), strconv.Itoa(g.Articles)}, pick(g.Highlights, used)...))
		}
		c.table("Highlights by "+field.Field, append([]string{field.Field, "articles"}, paths...), rows)
	}
}

// table prints an aligned table under a title, or nothing where it has no rows.
func (c *call) table(title string, header []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(c.out, "\n%s\n", title)
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, row := range append([][]string{header}, rows...) {
		for i, cell := range row {
			if i > 0 {
				io.WriteString(w, "\t")
			}
			io.WriteString(w, flat.Replace(cell))
		}
		io.WriteString(w, "\n")
	}
	w.Flush()
}

// clip cuts a title so that a table stays readable.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}

func percent(share float64) string { return fmt.Sprintf("%.1f%%", 100*share) }

// decimal is a number with two places; what rounds to zero has no minus.
func decimal(x float64) string {
	if s := fmt.Sprintf("%.2f", x); s != "-0.00" {
		return s
	}
	return "0.00"
}

func sum(numbers []int) int {
	n := 0
	for _, x := range numbers {
		n += x
	}
	return n
}

// pick returns some of the numbers as cells.
func pick(numbers, which []int) []string {
	var cells []string
	for _, i := range which {
		cells = append(cells, strconv.Itoa(numbers[i]))
	}
	return cells
}
