package store

import (
	"bytes"
	"fmt"
)

// listing is what lists show of the whole project, kept from one reading to the
// next: with ten thousand articles a reading takes longer than a change, and
// a change touches one article. Whatever Project.Articles and TagCounts return
// is what they would read (a test compares the two after every history).
type listing struct {
	version int64           // SQLite's count of what others have committed
	touched map[string]bool // IDs of articles that our own changes have touched since
	rows    []articleRow    // in the order they were added
	at      map[string]int  // where an article, by its ID, stands in rows
	counted bool            // the highlights in rows, and what follows
	tags    map[int64]map[string]int
	counts  map[string]TagCount // sums of tags
}

// mostTouched is how many articles are read again one by one; with more, all
// are.
const mostTouched = 200

// touch notes that an operation has changed what a listing shows of an article.
func (tx *Tx) touch(k kind, id string, before, after []byte) {
	switch k.name {
	case articleKind.name:
		if before == nil || after == nil {
			tx.reordered = true
		}
		tx.touched[id] = true
	case highlightKind.name:
		tx.marked[id] = true
		for _, record := range [][]byte{before, after} {
			if record == nil {
				continue
			}
			// The article comes first in the JSON of a highlight, and decoding all of
			// it would be most of the work of a large undo.
			rest, ok := bytes.CutPrefix(record, []byte(`{"article":"`))
			article, _, closed := bytes.Cut(rest, []byte(`"`))
			if !ok || !closed {
				tx.reordered = true
				continue
			}
			tx.touched[string(article)] = true
		}
	}
}

// outdate notes what a transaction that was committed has touched.
func (p *Project) outdate(tx *Tx) {
	if p.list == nil {
		return
	}
	if tx.reordered || len(tx.touched)+len(p.list.touched) > mostTouched {
		p.list = nil
		return
	}
	for id := range tx.touched {
		p.list.touched[id] = true
	}
}

// listed returns an up-to-date listing, counted if wanted. It needs the lock and
// a transaction that only reads.
func (p *Project) listed(c *conn, counted bool) (*listing, error) {
	var version int64
	if _, err := c.one(into(&version), "PRAGMA data_version"); err != nil {
		return nil, err
	}
	l := p.list
	p.list = nil // until it is whole again
	if l == nil || l.version != version {
		var err error
		if l, err = readListing(c); err != nil {
			return nil, err
		}
		l.version = version
	}
	for id := range l.touched {
		if err := l.renew(c, id, p.tagsOf); err != nil {
			return nil, err
		}
	}
	clear(l.touched)
	if counted && !l.counted {
		if err := l.countAll(c); err != nil {
			return nil, err
		}
	}
	p.list = l
	return l, nil
}

func readListing(c *conn) (*listing, error) {
	l := &listing{touched: map[string]bool{}, at: map[string]int{}}
	var err error
	l.rows, err = c.articlesWith(fmt.Sprint(Uncounted), ``)
	for i, r := range l.rows {
		l.at[r.ID] = i
	}
	return l, err
}

// countAll counts the highlights of all articles and tags.
func (l *listing) countAll(c *conn) error {
	l.tags, l.counts = map[int64]map[string]int{}, map[string]TagCount{}
	highlights := map[int64]int{}
	err := c.each(func(scan scanner) error {
		var article int64
		var n int
		err := scan(&article, &n)
		highlights[article] = n
		return err
	}, `SELECT article, count(*) FROM highlight GROUP BY article`)
	if err != nil {
		return err
	}
	for i := range l.rows {
		l.rows[i].Highlights = highlights[l.rows[i].n]
	}
	l.counted = true
	return c.each(func(scan scanner) error {
		var tag string
		var article int64
		var n int
		err := scan(&tag, &article, &n)
		l.count(article, tag, n)
		return err
	}, `SELECT tag, article, count(*) FROM highlight_tag GROUP BY tag, article`)
}

// count says how many highlights of an article have a tag.
func (l *listing) count(article int64, tag string, n int) {
	was := l.tags[article][tag]
	if l.tags[article] == nil {
		l.tags[article] = map[string]int{}
	}
	l.tags[article][tag] = n
	c := l.counts[tag]
	c.Highlights += n - was
	switch {
	case was == 0 && n > 0:
		c.Articles++
	case was > 0 && n == 0:
		c.Articles--
	}
	l.counts[tag] = c
	if c.Highlights == 0 {
		delete(l.counts, tag)
	}
	if n == 0 {
		delete(l.tags[article], tag)
	}
}

// renew reads one article again; tagsOf counts its tags.
func (l *listing) renew(c *conn, id string, tagsOf func(c *conn, article articleRow) (map[string]int, error)) error {
	i, there := l.at[id]
	if !there {
		return nil // it came and went
	}
	row, err := c.articleByID(id)
	if err != nil {
		return err
	}
	if l.rows[i] = row; !l.counted {
		return nil
	}
	now, err := tagsOf(c, row)
	for tag := range l.tags[row.n] {
		if now[tag] == 0 {
			l.count(row.n, tag, 0)
		}
	}
	for tag, n := range now {
		l.count(row.n, tag, n)
	}
	return err
}
