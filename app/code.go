package app

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"gloss/annotate"
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
//     agree, but for white space.
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
	err = p.Do(p.Group("add codings from "+filepath.Base(name)), func(tx *store.Tx) error {
		c.tx, c.book.tx = tx, tx
		return c.run()
	})
	if err != nil {
		return CodeReport{}, err
	}
	c.report.Rows, c.report.Tags = len(t.rows)+len(t.rejected), c.book.made
	byLine(c.report.Rejected)
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
		if err := reject(&c.report.Rejected, r, err); err != nil {
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
		if err := reject(&c.report.Rejected, r, err); err != nil {
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

// holds reports whether a note says, as a whole or in lines of its own, what
// part says.
func holds(note, part string) bool {
	return part == "" || sameWords(note, part) || strings.Contains("\n"+note+"\n", "\n"+part+"\n")
}
