package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"gloss/annotate"
	"gloss/annotate/export"
	"gloss/annotate/store"
)

// CodeReport says what became of a table of codings.
type CodeReport struct {
	Rows     int // rows with anything in them, rejected ones too
	Added    int // highlights
	Changed  int // highlights that were there and gained a tag or a note
	Same     int // rows that said nothing new
	Tags     int // tags made on the way
	Coders   int // coders made on the way
	Rejected []Rejected
}

// Code adds the highlights of a CSV table to the project, as one action. The
// columns are those of export.CSV, found by name, in any order:
//
//   - article_id (or id), article, source_file: which article. The first that
//     names one decides; each may be an ID, an exact title or a file name. A
//     name that several articles have is told apart by the next column.
//   - start, end: code points, zero-based, end exclusive; or quote, which must
//     then stand in the article exactly once. Where all are given they must
//     agree, but for blanks at the quote's ends.
//   - tag_path (a path from the root) or tag (a name or a path); a tag is made
//     where it is missing. Without a tag, the highlight is a plain one.
//   - note; coder, by name, made where it is missing; none is p.Coder.
//
// Other columns are passed over. Rows with the same article, span and coder
// become one highlight with all their tags, and their notes one below the
// other. A row is compared with the highlights of that place and coder, of
// this table or of the project: what one of them says already, tag and note,
// changes nothing, else one of them gains it. So an export goes back in, and
// nothing is ever taken away.
//
// Rows that cannot be used are in the report, by line, and all others are
// done. On an error nothing has changed.
func Code(ctx context.Context, p *store.Project, name string, r io.Reader) (CodeReport, error) {
	t, err := readTable(name, r)
	if err != nil {
		return CodeReport{}, err
	}
	if !t.has("article_id", "id", "article", "source_file") {
		return CodeReport{}, fmt.Errorf("%s: there is no column article; the first line must name the columns, such as article, quote, tag", name)
	}
	if !t.has("quote") && !(t.has("start") && t.has("end")) {
		return CodeReport{}, fmt.Errorf("%s: there is no column quote, and not both start and end; one of them must say what is highlighted", name)
	}
	c := &coding{ctx: ctx, table: t, me: p.Coder()}
	c.report.Rejected = t.rejected
	err = p.Do(p.Group("add codings from "+name), func(tx *store.Tx) error {
		c.tx, c.book.tx = tx, tx
		return c.run()
	})
	if err != nil {
		return CodeReport{}, err
	}
	c.report.Rows, c.report.Tags = len(t.rows)+len(t.rejected), c.book.made
	slices.SortStableFunc(c.report.Rejected, func(a, b Rejected) int { return a.Line - b.Line })
	return c.report, nil
}

// coding is the state of one call of Code.
type coding struct {
	ctx    context.Context
	tx     *store.Tx
	table  *table
	me     annotate.Coder
	book   codebook
	coders []annotate.Coder
	report CodeReport
}

func (c *coding) run() (err error) {
	if c.book.tags, err = c.tx.Tags(); err != nil {
		return err
	}
	if c.coders, err = c.tx.Coders(); err != nil {
		return err
	}
	// Rows are taken article by article, so that one text is in memory at a time.
	rows := map[string][]row{}
	var order []string
	find := c.finder()
	for _, r := range c.table.rows {
		id, err := find(r)
		if err := c.reject(r, err); err != nil {
			return err
		}
		if err != nil {
			continue
		}
		if rows[id] == nil {
			order = append(order, id)
		}
		rows[id] = append(rows[id], r)
	}
	for _, id := range order {
		if err := c.article(id, rows[id]); err != nil {
			return err
		}
	}
	return nil
}

// reason is an error that is about one row.
type reason string

func (r reason) Error() string { return string(r) }

func because(format string, args ...any) error { return reason(fmt.Sprintf(format, args...)) }

// reject takes a reason into the report. Other errors come back.
func (c *coding) reject(r row, err error) error {
	var why reason
	if errors.As(err, &why) {
		c.report.Rejected = append(c.report.Rejected, Rejected{r.line, string(why)})
		return nil
	}
	return err
}

// finder returns a function that finds the article of a row and remembers what
// it has found.
func (c *coding) finder() func(row) (string, error) {
	type key struct{ id, title, file string }
	type found struct {
		id  string
		err error
	}
	known := map[key]found{}
	return func(r row) (string, error) {
		k := key{c.table.cell(r, "article_id", "id"), c.table.cell(r, "article"), c.table.cell(r, "source_file")}
		f, ok := known[k]
		if !ok {
			f.id, f.err = c.find(k.id, k.title, k.file)
			known[k] = f
		}
		return f.id, f.err
	}
}

// find returns the one article that the references name together: the matches
// of the first that has any, narrowed by those that follow.
func (c *coding) find(refs ...string) (string, error) {
	var candidates []string
	named := ""
	for _, ref := range refs {
		if ref = strings.TrimSpace(annotate.Clean(ref)); ref == "" {
			continue
		}
		named = cmp.Or(named, ref)
		ids, err := c.tx.FindArticles(ref)
		if err != nil {
			return "", err
		}
		if both := intersect(candidates, ids); len(both) > 0 {
			candidates = both
		} else if len(candidates) == 0 {
			candidates = ids
		}
		if len(candidates) == 1 {
			return candidates[0], nil
		}
	}
	switch {
	case named == "":
		return "", because("no article is named")
	case len(candidates) == 0:
		return "", because("the project has no article %q", named)
	}
	return "", because("%d articles are called %q; name the one that is meant by its id: %s", len(candidates), named, strings.Join(candidates, ", "))
}

func intersect(a, b []string) []string {
	var both []string
	for _, s := range a {
		if slices.Contains(b, s) {
			both = append(both, s)
		}
	}
	return both
}

// place is where and by whom a highlight was made.
type place struct {
	span  annotate.Span
	coder string // ID
}

// draft is a highlight, of the project or new, that rows are compared with.
type draft struct {
	annotate.Highlight // without an ID where it is new
	changed            bool
}

// article applies the rows of one article.
func (c *coding) article(id string, rows []row) error {
	a, err := c.tx.Article(id)
	if err != nil {
		return err
	}
	there, err := c.tx.Highlights(id)
	if err != nil {
		return err
	}
	at := map[place][]*draft{}
	for _, h := range there {
		at[place{h.Span, h.Coder}] = append(at[place{h.Span, h.Coder}], &draft{Highlight: h})
	}
	var drafts []*draft // those that rows are about, in the order of rows
	for _, r := range rows {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		d, err := c.row(&a, r, at)
		if err := c.reject(r, err); err != nil {
			return err
		}
		if d != nil && !d.changed {
			d.changed = true
			drafts = append(drafts, d)
		}
	}
	for _, d := range drafts {
		if d.ID == "" {
			c.report.Added++
			_, err = c.tx.AddHighlight(d.Highlight)
		} else {
			c.report.Changed++
			err = c.tx.SetHighlight(d.Highlight)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// row applies one row to the drafts, and returns the draft that it changed, if
// it did.
func (c *coding) row(a *annotate.Article, r row, at map[place][]*draft) (*draft, error) {
	span, err := c.span(a.Text, r)
	if err != nil {
		return nil, err
	}
	names, err := c.tag(r)
	if err != nil {
		return nil, err
	}
	coder, err := c.coder(r)
	if err != nil {
		return nil, err
	}
	tag := ""
	if names != nil {
		if tag, err = c.book.ensure(names); err != nil {
			return nil, err
		}
	}
	note := strings.TrimSpace(annotate.Clean(c.table.cell(r, "note")))
	here := place{span, coder}
	if len(at[here]) == 0 {
		d := &draft{Highlight: annotate.Highlight{Article: a.ID, Span: span, Coder: coder}}
		d.gain(tag, note)
		at[here] = []*draft{d}
		return d, nil
	}
	// The one that says the most of the row already is the one that gains.
	best := slices.MaxFunc(at[here], func(a, b *draft) int { return cmp.Compare(a.says(tag, note), b.says(tag, note)) })
	if !best.gain(tag, note) {
		c.report.Same++
		return nil, nil
	}
	return best, nil
}

// says counts what of a row the highlight says already: the tag for two, the
// note for one.
func (d *draft) says(tag, note string) int {
	n := 0
	if tag == "" || slices.Contains(d.Tags, tag) {
		n = 2
	}
	if holds(d.Note, note) {
		n++
	}
	return n
}

// gain adds what the highlight does not say yet, and reports whether there was
// anything.
func (d *draft) gain(tag, note string) bool {
	before := d.says(tag, note)
	if tag != "" && !slices.Contains(d.Tags, tag) {
		d.Tags = append(d.Tags, tag)
	}
	if !holds(d.Note, note) {
		d.Note = strings.TrimLeft(d.Note+"\n"+note, "\n")
	}
	return before < 3
}

// holds reports whether a note says, in lines of its own, what part says.
func holds(note, part string) bool {
	return part == "" || strings.TrimSpace(note) == part || strings.Contains("\n"+note+"\n", "\n"+part+"\n")
}

// span is where the row says the passage stands.
func (c *coding) span(t annotate.Text, r row) (annotate.Span, error) {
	start, end := strings.TrimSpace(c.table.cell(r, "start")), strings.TrimSpace(c.table.cell(r, "end"))
	quote := annotate.Clean(c.table.cell(r, "quote"))
	switch {
	case start == "" && end == "" && quote == "":
		return annotate.Span{}, because("there is neither a quote nor start and end")
	case start == "" && end == "":
		return quoted(t, quote)
	case start == "" || end == "":
		return annotate.Span{}, because("start and end must both be given, or neither")
	}
	var s annotate.Span
	for _, n := range []struct {
		name, text string
		to         *int
	}{{"start", start, &s.Start}, {"end", end, &s.End}} {
		v, err := strconv.Atoi(n.text)
		if err != nil {
			return s, because("%s %q is not a whole number", n.name, n.text)
		}
		*n.to = v
	}
	if err := s.Check(t.Len()); err != nil {
		return s, reason(err.Error())
	}
	// Programs trim cells, and a guard may have been seen where none was.
	if got := strings.TrimSpace(t.Slice(s)); quote != "" && got != strings.TrimSpace(quote) && got != strings.TrimSpace(export.Unguard(quote)) {
		return s, because("the text at %v is %s, not the quote %s", s, shorten(got), shorten(quote))
	}
	return s, nil
}

// quoted finds the only place where the quote stands.
func quoted(t annotate.Text, quote string) (annotate.Span, error) {
	s, ok := t.Find(quote, 0)
	if !ok {
		quote = strings.TrimSpace(quote)
		s, ok = t.Find(quote, 0)
	}
	if !ok {
		return s, because("the quote %s does not stand in the article", shorten(quote))
	}
	if again, twice := t.Find(quote, s.Start+1); twice {
		return s, because("the quote %s stands more than once in the article, at %d and at %d; give start and end", shorten(quote), s.Start, again.Start)
	}
	return s, nil
}

// shorten quotes the beginning of s for a message.
func shorten(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		s = string(r[:most-1]) + "…"
	}
	return strconv.Quote(s)
}

// tag is the path of the row's tag, or nil where it has none.
func (c *coding) tag(r row) ([]string, error) {
	path, name := c.table.cell(r, "tag_path"), c.table.cell(r, "tag")
	if path == "" && name == "" {
		return nil, nil
	}
	names, why := c.book.path(cmp.Or(path, name), path != "")
	if why != "" {
		return nil, reason(why)
	}
	if last := annotate.SplitPath(name); path != "" && len(last) > 0 && !strings.EqualFold(last[len(last)-1], names[len(names)-1]) {
		return nil, because("tag %q and tag_path %q do not agree; empty one of them", name, path)
	}
	return names, nil
}

// coder is the ID of the row's coder, who is made if missing.
func (c *coding) coder(r row) (string, error) {
	name := strings.Join(strings.Fields(annotate.Clean(c.table.cell(r, "coder"))), " ")
	if name == "" {
		return c.me.ID, nil
	}
	known := append(slices.Clip(c.coders), c.me) // who works may not stand in the project yet
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		if i := slices.IndexFunc(known, func(k annotate.Coder) bool { return same(k.Name, name) }); i >= 0 {
			return known[i].ID, nil
		}
	}
	k, err := c.tx.AddCoder(annotate.Coder{Name: name})
	if err != nil {
		return "", err
	}
	c.coders = append(c.coders, k)
	c.report.Coders++
	return k.ID, nil
}
