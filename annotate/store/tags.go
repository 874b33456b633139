package store

import (
	"fmt"
	"maps"
	"slices"

	"gloss/annotate"
)

// tagRecord is a tag in the log.
type tagRecord struct {
	Parent      string `json:"parent,omitempty"`
	Position    int    `json:"position"` // orders siblings
	Name        string `json:"name"`
	Color       string `json:"color"`
	Description string `json:"description,omitempty"`
	Key         string `json:"key,omitempty"`
}

// tagRow is a tag with its place among its siblings.
type tagRow struct {
	annotate.Tag
	position int
}

func (t tagRow) record() tagRecord {
	return tagRecord{t.Parent, t.position, t.Name, t.Color, t.Description, t.Key}
}

var tagKind = kind{
	name: "tag",
	put: reading(func(c *conn, id string, r tagRecord) error {
		return c.exec(`INSERT INTO tag (id, parent, position, name, color, description, key) VALUES (?, nullif(?, ''), ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, position = excluded.position, name = excluded.name,
			color = excluded.color, description = excluded.description, key = excluded.key`,
			id, r.Parent, r.Position, r.Name, r.Color, r.Description, r.Key)
	}),
	remove: func(c *conn, id string) error { return c.exec(`DELETE FROM tag WHERE id = ?`, id) },
	all: func(c *conn, fn func(id string, record any) error) error {
		rows, err := c.tags()
		for _, r := range rows {
			if err == nil {
				err = fn(r.ID, r.record())
			}
		}
		return err
	},
}

// tags reads the codebook, depth first: every tag stands before those below it.
func (c *conn) tags() ([]tagRow, error) {
	below := map[string][]tagRow{}
	n := 0
	err := c.eachTag(func(t tagRow) {
		below[t.Parent] = append(below[t.Parent], t)
		n++
	})
	all := make([]tagRow, 0, n)
	var add func(parent string)
	add = func(parent string) {
		for _, t := range below[parent] {
			all = append(all, t)
			add(t.ID)
		}
	}
	add("")
	return all, err
}

// eachTag calls fn for every tag, siblings in their order.
func (c *conn) eachTag(fn func(t tagRow)) error {
	return c.each(func(scan scanner) error {
		var t tagRow
		err := scan(&t.ID, &t.Parent, &t.position, &t.Name, &t.Color, &t.Description, &t.Key)
		fn(t)
		return err
	}, `SELECT id, coalesce(parent, ''), position, name, color, description, key FROM tag ORDER BY position, id`)
}

// codebook is the rows without their places.
func codebook(rows []tagRow) annotate.Codebook {
	book := make(annotate.Codebook, len(rows))
	for i, r := range rows {
		book[i] = r.Tag
	}
	return book
}

// Tags returns the codebook: every tag before those below it, siblings in the
// order they are shown.
func (v View) Tags() (annotate.Codebook, error) {
	var rows []tagRow
	err := v.read(func(c *conn) (err error) {
		rows, err = c.tags()
		return err
	})
	return codebook(rows), err
}

// TagCount is how often a tag is used.
type TagCount struct{ Highlights, Articles int }

// TagCounts returns how many highlights have each tag ID, and in how many
// articles they stand; tags without highlights are left out.
func (v View) TagCounts() (map[string]TagCount, error) {
	counts := map[string]TagCount{}
	err := v.read(func(c *conn) error {
		if !v.tx {
			l, err := v.p.listed(c, true)
			if err == nil {
				maps.Copy(counts, l.counts)
			}
			return err
		}
		return c.each(func(scan scanner) error {
			var id string
			var n TagCount
			err := scan(&id, &n.Highlights, &n.Articles)
			counts[id] = n
			return err
		}, `SELECT tag, sum(highlights), count(*) FROM (SELECT tag, article, count(*) AS highlights FROM highlight_tag GROUP BY tag, article) GROUP BY tag`)
	})
	return counts, err
}

// book reads the codebook once for the verbs of a transaction.
func (tx *Tx) book() ([]tagRow, error) {
	var err error
	if tx.tags == nil {
		tx.tags, err = tx.conn.tags()
	}
	return slices.Clone(tx.tags), err
}

// edit checks a codebook as a whole and writes what has changed in it. Tags
// that are in the project and not in rows are deleted.
func (tx *Tx) edit(rows []tagRow) error {
	if err := codebook(rows).Check(); err != nil {
		return err
	}
	old, err := tx.book()
	if err != nil {
		return err
	}
	was := map[string]tagRow{}
	for _, r := range old {
		was[r.ID] = r
	}
	for _, r := range rows {
		var before any
		if o, there := was[r.ID]; there {
			before = o.record()
		}
		if err := tx.change(tagKind, r.ID, before, r.record()); err != nil {
			return err
		}
		delete(was, r.ID)
	}
	for _, o := range old {
		if _, gone := was[o.ID]; gone {
			if err := tx.change(tagKind, o.ID, o.record(), nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// end is the place behind all other tags.
func end(rows []tagRow) int {
	last := 0
	for _, r := range rows {
		last = max(last, r.position)
	}
	return last + 1
}

// AddTag adds a tag at the end of its siblings. It gives the ID, and a colour
// where none is given.
func (tx *Tx) AddTag(t annotate.Tag) (annotate.Tag, error) {
	t.ID = ""
	return tx.BringTag(t)
}

// BringTag is AddTag for a tag that may have an ID from elsewhere, and keeps it.
// An ID that another tag has is refused.
func (tx *Tx) BringTag(t annotate.Tag) (annotate.Tag, error) {
	if tx.over {
		return annotate.Tag{}, errOver
	}
	rows, err := tx.book()
	if err != nil {
		return annotate.Tag{}, err
	}
	if t.ID == "" {
		t.ID = tx.p.newID()
	}
	if t.Color == "" {
		t.Color = codebook(rows).NextColor()
	}
	if err := tx.edit(append(rows, tagRow{t, end(rows)})); err != nil {
		return annotate.Tag{}, err
	}
	return t, nil
}

// codebookFor reads the codebook for a verb about the tag with the ID.
func (tx *Tx) codebookFor(id string) ([]tagRow, error) {
	if tx.over {
		return nil, errOver
	}
	rows, err := tx.book()
	if err == nil && indexOf(rows, id) < 0 {
		err = notFound("there is no tag with the id %s", id)
	}
	return rows, err
}

func indexOf(rows []tagRow, id string) int {
	return slices.IndexFunc(rows, func(r tagRow) bool { return r.ID == id })
}

// SetTag changes a tag: name, colour, description, key or parent. A tag that
// gets another parent goes to the end of its new siblings.
func (tx *Tx) SetTag(t annotate.Tag) error {
	rows, err := tx.codebookFor(t.ID)
	if err != nil {
		return err
	}
	i := indexOf(rows, t.ID)
	if rows[i].Parent != t.Parent {
		rows[i].position = end(rows)
	}
	rows[i].Tag = t
	return tx.edit(rows)
}

// MergeTags gives every highlight of from the tag into, moves the tags below
// from to into, and deletes from; filters ask for into instead. If into stands below from, it first takes
// from's place.
func (tx *Tx) MergeTags(from, into string) error {
	rows, err := tx.codebookFor(from)
	if err == nil {
		_, err = tx.codebookFor(into)
	}
	if err != nil {
		return err
	}
	if from == into {
		return fmt.Errorf("a tag cannot be merged with itself")
	}
	f, i := rows[indexOf(rows, from)], indexOf(rows, into)
	if codebook(rows).Within(into, from) {
		rows[i].Parent, rows[i].position = f.Parent, f.position
	}
	if err := tx.dissolve(rows, from, into, into); err != nil {
		return err
	}
	filters, err := tx.conn.filters()
	for _, f := range filters {
		before := filterRecord(f)
		f.Filter.Tags = instead(f.Filter.Tags, from, into)
		if err == nil {
			err = tx.change(filterKind, folded(f.Name), before, filterRecord(f))
		}
	}
	return err
}

// instead is a list of IDs with one in place of another, each once.
func instead(ids []string, gone, with string) []string {
	var all []string
	for _, id := range ids {
		if id == gone {
			id = with
		}
		if id != "" && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// DeleteTag deletes a tag. Its highlights stay and lose it; the tags below it
// move up to its parent.
func (tx *Tx) DeleteTag(id string) error {
	rows, err := tx.codebookFor(id)
	if err != nil {
		return err
	}
	return tx.dissolve(rows, id, rows[indexOf(rows, id)].Parent, "")
}

// dissolve deletes the tag gone from the codebook rows: the tags below it go to
// parent, its highlights get the tag heir, or none.
func (tx *Tx) dissolve(rows []tagRow, gone, parent, heir string) error {
	for i := range rows {
		if rows[i].Parent == gone {
			rows[i].Parent, rows[i].position = parent, end(rows)
		}
	}
	rows = slices.DeleteFunc(rows, func(r tagRow) bool { return r.ID == gone })
	if err := codebook(rows).Check(); err != nil {
		return err
	}
	tagged, err := tx.conn.highlights(`WHERE h.id IN (SELECT highlight FROM highlight_tag WHERE tag = ?) ORDER BY h.id`, gone)
	if err != nil {
		return err
	}
	for _, h := range tagged {
		before := recordOf(h)
		h.Tags = instead(h.Tags, gone, heir)
		after := recordOf(h)
		after.Changed = tx.at
		if err := tx.change(highlightKind, h.ID, before, after); err != nil {
			return err
		}
	}
	return tx.edit(rows)
}

// identify gives a new project its identity.
func (tx *Tx) identify() error {
	for _, entry := range [][2]string{{"project_id", tx.p.newID()}, {"created", tx.at}} {
		if err := tx.conn.exec(`INSERT INTO meta (key, value) VALUES (?, ?)`, entry[0], entry[1]); err != nil {
			return err
		}
	}
	return nil
}

// found gives a new project its identity and its first tags.
func (tx *Tx) found() error {
	if err := tx.identify(); err != nil {
		return err
	}
	for _, t := range annotate.DefaultTags() {
		if _, err := tx.AddTag(t); err != nil {
			return err
		}
	}
	return nil
}
