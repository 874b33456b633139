package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/importers/qda"
)

// CodebookReport says what became of a table of tags.
type CodebookReport struct {
	Added    int // tags
	Changed  int // tags that were there and differ now
	Rejected []Rejected
}

// The columns that name a tag: by its path from the root, or by its name.
var (
	pathColumns = []string{"tag_path", "path"}
	nameColumns = []string{"tag", "name"}
)

// ImportCodebook adds the tags of a CSV table to the project, as one action.
// Its columns, in any order, are tag (or name; or path or tag_path, such as
// "economy > trade"), parent, description, color (or colour) and key; all but
// the first may be missing. Parents are made where they are missing. A tag is
// known by its path, in a table without paths and parents by its name. One
// that is there already is changed in what its row says; an empty cell says
// nothing. With replace, the project's tags are deleted first.
//
// Rows that cannot be used are in the report, by line, and all others are
// done. On an error nothing has changed.
func ImportCodebook(ctx context.Context, p *store.Project, name string, r io.Reader, replace bool) (CodebookReport, error) {
	t, err := readTable(name, r)
	if err != nil {
		return CodebookReport{}, err
	}
	if !t.has(pathColumns...) && !t.has(nameColumns...) {
		return CodebookReport{}, fmt.Errorf("%s: there is no column tag; the first line must name the columns: tag, description, color, key, parent", name)
	}
	report := CodebookReport{Rejected: t.rejected}
	err = p.Do(p.Group("import tags from "+filepath.Base(name)), func(tx *store.Tx) error {
		c := &codebook{tx: tx}
		if c.tags, err = tx.Tags(); err != nil {
			return err
		}
		if replace {
			if err := c.clear(); err != nil {
				return err
			}
		}
		for _, r := range t.rows {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := reject(&report.Rejected, r, c.apply(t, r, &report)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return CodebookReport{}, err
	}
	byLine(report.Rejected)
	return report, nil
}

// ImportCodebookFile takes the tags of the file at path into the project, as one
// action: of a CSV table, see ImportCodebook, or of a REFI-QDA codebook (QDC) or
// another program's project, of which the codebook alone counts. Tags of the
// latter are known by their ids, else by their paths; one that is there already
// gains a description where it has none.
func ImportCodebookFile(ctx context.Context, p *store.Project, path string) (CodebookReport, error) {
	if projects, _ := Foreign(p, []string{path}); len(projects) > 0 {
		from, err := qda.Open(ctx, path)
		if err != nil {
			return CodebookReport{}, err
		}
		from.Sources, from.Coders = nil, nil
		r, err := AddForeign(ctx, p, from, func(int, int) {})
		return CodebookReport{Added: r.Tags, Changed: r.Described}, err
	}
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return CodebookReport{}, fmt.Errorf("%s: there is no such file; check its name and folder", path)
	case err != nil:
		return CodebookReport{}, fmt.Errorf("%s: the file cannot be read; check its permissions", path)
	}
	defer f.Close()
	return ImportCodebook(ctx, p, path, f, false)
}

// codebook is the project's codebook while a table is read into it.
type codebook struct {
	tx   *store.Tx
	tags annotate.Codebook
	made int
}

// clear deletes all tags, the lowest first.
func (c *codebook) clear() error {
	for len(c.tags) > 0 {
		i := slices.IndexFunc(c.tags, func(t annotate.Tag) bool { return len(c.tags.Children(t.ID)) == 0 })
		if err := c.tx.DeleteTag(c.tags[i].ID); err != nil {
			return err
		}
		c.tags = slices.Delete(c.tags, i, i+1)
	}
	return nil
}

// apply brings one row into the codebook. The error is a reason where it is
// the row's fault.
func (c *codebook) apply(t *table, r row, report *CodebookReport) error {
	names, err := c.names(t, r)
	if err != nil {
		return err
	}
	wanted := annotate.Tag{Name: names[len(names)-1]}
	tag, known := c.at(names)
	if known {
		wanted = tag
	}
	set := func(to *string, s string) {
		if s = strings.TrimSpace(annotate.Clean(s)); s != "" {
			*to = s
		}
	}
	set(&wanted.Description, t.cell(r, "description"))
	color := strings.TrimSpace(t.cell(r, "color", "colour"))
	if annotate.IsColor(color) {
		color = strings.ToUpper(color)
	}
	set(&wanted.Color, color)
	set(&wanted.Key, strings.ToLower(t.cell(r, "key")))
	whole := wanted
	whole.Color = cmp.Or(wanted.Color, annotate.Palette[0]) // the project gives a new tag one
	if err := whole.Check(); err != nil {
		return reason(err.Error())
	}
	if other, taken := c.tags.ByKey(wanted.Key); taken && other.ID != wanted.ID {
		return because("the key %s applies %s already; give %s another", wanted.Key, c.tags.Path(other.ID), wanted.Name)
	}
	if !known {
		made := c.made
		wanted.Parent, err = c.ensure(names[:len(names)-1])
		report.Added += c.made - made + 1
		if err == nil {
			_, err = c.add(wanted)
		}
		return err
	}
	if wanted == tag {
		return nil
	}
	report.Changed++
	c.tags[slices.Index(c.tags, tag)] = wanted
	return c.tx.SetTag(wanted)
}

// names returns the path of the tag that a row is about, or a reason why there
// is none.
func (c *codebook) names(t *table, r row) ([]string, error) {
	ref := t.cell(r, pathColumns...)
	exact := ref != "" || t.has("parent")
	if ref == "" {
		ref = t.cell(r, nameColumns...)
	}
	names, err := c.path(ref, exact)
	above := t.cell(r, "parent")
	if err != nil || above == "" {
		return names, err
	}
	parents, err := c.path(above, false)
	if err != nil {
		return nil, because("parent: %v", err)
	}
	if startsWith(names, parents) {
		return names, nil
	}
	return append(parents, names[len(names)-1]), nil
}

// path returns the names, from the root, of the tag that ref means: the path
// that it spells, or, unless it must be exact, the only tag of that name. The
// tag may be missing yet. Where ref means nothing there is a reason.
func (c *codebook) path(ref string, exact bool) ([]string, error) {
	names := annotate.SplitPath(ref)
	if len(names) == 0 {
		return nil, because("there is no tag name")
	}
	for _, n := range names {
		if err := (annotate.Tag{Name: n, Color: annotate.Palette[0]}).Check(); err != nil {
			return nil, reason(err.Error())
		}
	}
	if _, there := c.at(names); there || exact || len(names) > 1 {
		return names, nil
	}
	var same []string
	for _, t := range c.tags {
		if strings.EqualFold(t.Name, names[0]) {
			same = append(same, c.tags.Path(t.ID))
		}
	}
	switch len(same) {
	case 0:
		return names, nil
	case 1:
		return annotate.SplitPath(same[0]), nil
	}
	return nil, because("%d tags are called %s; write the path of one: %s", len(same), names[0], strings.Join(same, ", "))
}

// at returns the tag at a path from the root.
func (c *codebook) at(names []string) (annotate.Tag, bool) {
	parent, tag := "", annotate.Tag{}
	for _, n := range names {
		i := slices.IndexFunc(c.tags, func(t annotate.Tag) bool { return t.Parent == parent && strings.EqualFold(t.Name, n) })
		if i < 0 {
			return annotate.Tag{}, false
		}
		tag = c.tags[i]
		parent = tag.ID
	}
	return tag, len(names) > 0
}

// ensure makes what is missing of a path and returns the ID of its last tag.
func (c *codebook) ensure(names []string) (string, error) {
	parent := ""
	for i, n := range names {
		t, ok := c.at(names[:i+1])
		if !ok {
			var err error
			if t, err = c.add(annotate.Tag{Parent: parent, Name: n}); err != nil {
				return "", err
			}
		}
		parent = t.ID
	}
	return parent, nil
}

func (c *codebook) add(t annotate.Tag) (annotate.Tag, error) {
	t, err := c.tx.AddTag(t)
	if err == nil {
		c.tags = append(c.tags, t)
		c.made++
	}
	return t, err
}

// startsWith reports whether the names lie right or further below parents.
func startsWith(names, parents []string) bool {
	return len(names) > len(parents) && slices.EqualFunc(names[:len(parents)], parents, strings.EqualFold)
}
