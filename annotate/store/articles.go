package store

import (
	"encoding/json"
	"fmt"
	"slices"

	"gloss/annotate"
)

// articleRecord is an article in the log: all but what stands in content.
type articleRecord struct {
	Title      string           `json:"title"`
	Authors    []string         `json:"authors,omitempty"`
	Published  string           `json:"published,omitempty"`
	Site       string           `json:"site,omitempty"`
	URL        string           `json:"url,omitempty"`
	Language   string           `json:"language,omitempty"`
	Format     string           `json:"format,omitempty"`
	SourceName string           `json:"source_name,omitempty"`
	SourceHash string           `json:"source_hash,omitempty"`
	TextHash   string           `json:"text_hash"`
	Length     int              `json:"length"`
	Words      int              `json:"words"`
	Added      string           `json:"added"`
	Note       string           `json:"note,omitempty"`
	Status     annotate.Status  `json:"status"` // what no coder has said
	Variables  []variableRecord `json:"variables,omitempty"`
	Replaces   string           `json:"replaces,omitempty"` // ID
	Statuses   []statusRecord   `json:"statuses,omitempty"` // ordered by coder
}

type variableRecord struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

var articleKind = kind{
	name: "article",
	put:  reading(putArticle),
	remove: func(c *conn, id string) error {
		for _, statement := range []string{
			`DELETE FROM variable WHERE article = (SELECT n FROM article WHERE id = ?)`,
			`DELETE FROM status WHERE article = (SELECT n FROM article WHERE id = ?)`,
			`DELETE FROM article WHERE id = ?`,
		} {
			if err := c.exec(statement, id); err != nil {
				return err
			}
		}
		return nil
	},
	all: func(c *conn, fn func(id string, record any) error) error {
		articles, err := c.articles(``)
		for _, a := range articles {
			if err == nil {
				err = fn(a.ID, a.record())
			}
		}
		return err
	},
}

func putArticle(c *conn, id string, r articleRecord) error {
	authors, err := json.Marshal(append([]string{}, r.Authors...))
	if err != nil {
		return err
	}
	err = c.exec(`INSERT INTO article (n, id, title, authors, published, site, url, language, format, source_name, source_hash,
			text_hash, length, words, added, note, status, replaces)
		SELECT n, article, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17 FROM content WHERE article = ?1
		ON CONFLICT (n) DO UPDATE SET title = excluded.title, authors = excluded.authors, published = excluded.published,
			site = excluded.site, url = excluded.url, language = excluded.language, note = excluded.note, status = excluded.status, replaces = excluded.replaces`,
		id, r.Title, string(authors), r.Published, r.Site, r.URL, r.Language, r.Format, r.SourceName, r.SourceHash,
		r.TextHash, r.Length, r.Words, r.Added, r.Note, string(r.Status), r.Replaces)
	if err != nil {
		return err
	}
	if err := c.exec(`DELETE FROM variable WHERE article = (SELECT n FROM article WHERE id = ?)`, id); err != nil {
		return err
	}
	for i, v := range r.Variables {
		err := c.exec(`INSERT INTO variable (article, position, name, value) SELECT n, ?2, ?3, ?4 FROM article WHERE id = ?1`, id, i, v.Name, v.Value)
		if err != nil {
			return err
		}
	}
	return c.putStatuses(id, r.Statuses)
}

// Summary is an article without its Text, Blocks and Marks, and what a list
// shows of them.
type Summary struct {
	annotate.Article
	Length     int // code points
	Words      int // in scripts without spaces between words, every character counts as one
	Highlights int
	Mine       annotate.Status // how far Project.Coder has come; Article.Status is the furthest that anyone has
	Done       []string        // IDs of the coders who have finished the article, in the order in which they did
	Replaces   string          // ID of the article whose text this one mends, or empty
}

// articleRow is an article as the article table has it.
type articleRow struct {
	Summary
	n        int64
	textHash string
	base     annotate.Status // what no coder has said
	statuses []statusRecord  // ordered by coder
}

func (a articleRow) record() articleRecord {
	r := articleRecord{
		Title: a.Title, Authors: a.Authors, Published: a.Published, Site: a.Site, URL: a.URL, Language: a.Language,
		Format: a.Format, SourceName: a.SourceName, SourceHash: a.SourceHash, TextHash: a.textHash,
		Length: a.Length, Words: a.Words, Added: stamp(a.Added), Note: a.Note, Status: a.base,
		Replaces: a.Replaces, Statuses: a.statuses,
	}
	for _, v := range a.Variables {
		r.Variables = append(r.Variables, variableRecord(v))
	}
	return r
}

// articles reads the articles a that where chooses, without their texts, in
// the order they were added.
func (c *conn) articles(where string, args ...any) ([]articleRow, error) {
	return c.articlesWith(`(SELECT count(*) FROM highlight h WHERE h.article = a.n)`, where, args...)
}

// articlesWith is articles with an expression for how many highlights one has.
func (c *conn) articlesWith(highlights, where string, args ...any) ([]articleRow, error) {
	all, at := []articleRow{}, map[int64]int{}
	err := c.each(func(scan scanner) error {
		var a articleRow
		var authors, added string
		if err := scan(&a.n, &a.ID, &a.Title, &authors, &a.Published, &a.Site, &a.URL, &a.Language, &a.Format,
			&a.SourceName, &a.SourceHash, &a.textHash, &a.Length, &a.Words, &added, &a.Note, &a.base, &a.Replaces, &a.Highlights); err != nil {
			return err
		}
		if authors != "[]" {
			if err := json.Unmarshal([]byte(authors), &a.Authors); err != nil {
				return fmt.Errorf("authors of article %s: %w", a.ID, err)
			}
		}
		a.Added = unstamp(added)
		at[a.n] = len(all)
		all = append(all, a)
		return nil
	}, `SELECT n, id, title, authors, published, site, url, language, format, source_name, source_hash, text_hash, length, words,
			added, note, status, replaces, `+highlights+` FROM article a `+where+` ORDER BY n`, args...)
	if err != nil {
		return nil, err
	}
	err = c.each(func(scan scanner) error {
		var n int64
		var v annotate.Variable
		if err := scan(&n, &v.Name, &v.Value); err != nil {
			return err
		}
		all[at[n]].Variables = append(all[at[n]].Variables, v)
		return nil
	}, `SELECT article, name, value FROM variable WHERE article IN (SELECT n FROM article a `+where+`) ORDER BY article, position`, args...)
	if err != nil {
		return nil, err
	}
	err = c.each(func(scan scanner) error {
		var n int64
		var s statusRecord
		if err := scan(&n, &s.Coder, &s.Status, &s.At); err != nil {
			return err
		}
		all[at[n]].statuses = append(all[at[n]].statuses, s)
		return nil
	}, `SELECT article, coder, value, at FROM status WHERE article IN (SELECT n FROM article a `+where+`) ORDER BY article, coder`, args...)
	for i := range all {
		all[i].summarise()
	}
	return all, err
}

// articleByID reads one article without its text.
func (c *conn) articleByID(id string) (articleRow, error) {
	rows, err := c.articles(`WHERE a.id = ?`, id)
	if err == nil && len(rows) == 0 {
		err = notFound("there is no article with the id %s", id)
	}
	if err != nil {
		return articleRow{}, err
	}
	return rows[0], nil
}

// Articles lists all articles in the order they were added.
func (v View) Articles() (list []Summary, err error) {
	err = v.read(func(c *conn) error {
		if v.tx {
			list, err = v.summaries(c, ``)
			return err
		}
		l, err := v.p.listed(c, true)
		if err == nil {
			list = summaries(l.rows, v.p.coder.ID)
		}
		return err
	})
	return list, err
}

// Outline is Articles for the first moment: where the highlights of the project
// would have to be counted, which takes longer than all the rest, Highlights is
// Uncounted.
func (p *Project) Outline() (list []Summary, err error) {
	err = p.read(func(c *conn) error {
		l, err := p.listed(c, false)
		if err == nil {
			list = summaries(l.rows, p.coder.ID)
		}
		return err
	})
	return list, err
}

// Uncounted stands in Summary.Highlights for a number that is not known yet.
const Uncounted = -1

// summaries are the articles a that where chooses, as the coder sees them.
func (v View) summaries(c *conn, where string, args ...any) (list []Summary, err error) {
	rows, err := c.articles(where, args...)
	return summaries(rows, v.p.coder.ID), err
}

// summaries are rows as a coder sees them. They share nothing with the rows,
// which may be kept.
func summaries(rows []articleRow, coder string) []Summary {
	if len(rows) == 0 {
		return nil
	}
	list := make([]Summary, len(rows))
	for i, r := range rows {
		s := r.Summary
		s.Mine = r.statusOf(coder)
		s.Authors, s.Variables, s.Done = slices.Clone(s.Authors), slices.Clone(s.Variables), slices.Clone(s.Done)
		list[i] = s
	}
	return list
}

// Article returns a whole article, or ErrNotFound.
func (v View) Article(id string) (a annotate.Article, err error) {
	err = v.read(func(c *conn) error {
		row, err := c.articleByID(id)
		if err != nil {
			return err
		}
		if a, err = c.whole(row); err == nil {
			v.p.last = lastText{id, a.Text} // of which highlights may follow
		}
		return err
	})
	if err != nil {
		return annotate.Article{}, err
	}
	return a, nil
}

// FindArticles returns the IDs of the articles that ref names: an ID, an exact
// title or a source file name, tried in this order.
func (v View) FindArticles(ref string) (ids []string, err error) {
	err = v.read(func(c *conn) error {
		for _, query := range []string{
			`SELECT id FROM article WHERE id = ?`,
			`SELECT id FROM article WHERE title = ? ORDER BY n`,
			`SELECT id FROM article WHERE source_name = ? ORDER BY n`,
		} {
			if ids, err = c.strings(query, ref); err != nil || ref == "" || len(ids) > 0 {
				return err
			}
		}
		return nil
	})
	return ids, err
}

// strings reads a column.
func (c *conn) strings(query string, args ...any) (all []string, err error) {
	err = c.each(func(scan scanner) error {
		var s string
		err := scan(&s)
		all = append(all, s)
		return err
	}, query, args...)
	return all, err
}

// Variables lists the names of all article variables, in alphabetical order.
func (v View) Variables() (names []string, err error) {
	err = v.read(func(c *conn) error {
		names, err = c.strings(`SELECT DISTINCT name FROM variable ORDER BY name COLLATE NOCASE, name`)
		return err
	})
	return names, err
}
