package store

import (
	"cmp"
	"maps"
	"slices"

	"gloss/annotate"
)

// coverage is the highlights of the article that was asked for last, kept from
// one reading to the next: with ten thousand of them a reading takes longer than
// all else that one more costs. What Project.Highlights returns is what it would
// read (a test compares the two after every history).
type coverage struct {
	version int64  // SQLite's count of what others have committed
	article string // ID
	list    []annotate.Highlight
	tags    map[string]int  // how many of list have each tag; none with 0
	touched map[string]bool // IDs of highlights that our own changes have touched since
}

// uncover notes which highlights a transaction that was committed has touched.
func (p *Project) uncover(tx *Tx) {
	k := p.covered
	if k == nil {
		return
	}
	if len(tx.marked)+len(k.touched) > mostTouched {
		p.covered = nil
		return
	}
	for id := range tx.marked {
		k.touched[id] = true
	}
}

// highlightsOf returns an article's highlights, ordered by start, end, ID. It
// needs the lock and a transaction that only reads.
func (p *Project) highlightsOf(c *conn, article string) ([]annotate.Highlight, error) {
	k, err := p.coverage(c, article)
	if err != nil {
		return nil, err
	}
	if k == nil {
		k = &coverage{article: article, tags: map[string]int{}, touched: map[string]bool{}}
		if _, err = c.one(into(&k.version), "PRAGMA data_version"); err == nil {
			k.list, err = c.highlightsOf(article)
		}
		if err != nil {
			return nil, err
		}
		p.share(k)
		for i := range k.list {
			k.count(&k.list[i], 1)
		}
		p.covered = k
	}
	return append([]annotate.Highlight(nil), k.list...), nil
}

// share keeps once what highlights have in common: identifiers, and with the
// text their quotes, which are parts of it. Of ten thousand highlights that is
// the greater part.
func (p *Project) share(k *coverage) {
	known := map[string]string{}
	once := func(id string) string {
		if have, ok := known[id]; ok {
			return have
		}
		known[id] = id
		return id
	}
	var text annotate.Text
	if p.last.article == k.article {
		text = p.last.text
	}
	for i := range k.list {
		h := &k.list[i]
		h.Article, h.Coder = k.article, once(h.Coder)
		for t, tag := range h.Tags {
			h.Tags[t] = once(tag)
		}
		if q := annotate.QuoteOf(text, h.Span); q == h.Quote {
			h.Quote = q
		}
	}
}

// coverage returns the coverage that is kept, up to date, if it is of an
// article; else nil.
func (p *Project) coverage(c *conn, article string) (*coverage, error) {
	k := p.covered
	if k == nil || k.article != article {
		return nil, nil
	}
	p.covered = nil // until it is whole again
	var version int64
	if _, err := c.one(into(&version), "PRAGMA data_version"); err != nil || version != k.version {
		return nil, err
	}
	for id := range k.touched {
		if err := k.renew(c, id); err != nil {
			return nil, err
		}
	}
	clear(k.touched)
	p.covered = k
	return k, nil
}

// tagsOf counts how many highlights of an article have each tag.
func (p *Project) tagsOf(c *conn, article articleRow) (map[string]int, error) {
	k, err := p.coverage(c, article.ID)
	if err != nil {
		return nil, err
	}
	if k != nil {
		return maps.Clone(k.tags), nil
	}
	n := map[string]int{}
	err = c.each(func(scan scanner) error {
		var tag string
		var count int
		err := scan(&tag, &count)
		n[tag] = count
		return err
	}, `SELECT tag.id, count(*) FROM tag JOIN highlight_tag t ON t.tag = tag.id WHERE t.article = ? GROUP BY tag.id`, article.n) // by the index alone
	return n, err
}

// renew reads one highlight again.
func (k *coverage) renew(c *conn, id string) error {
	for i := range k.list {
		if k.list[i].ID == id {
			k.count(&k.list[i], -1)
			k.list = slices.Delete(k.list, i, i+1)
			break
		}
	}
	now, err := c.highlights(`WHERE h.id = ?`, id)
	for _, h := range now {
		if h.Article == k.article {
			k.count(&h, 1)
			i, _ := slices.BinarySearchFunc(k.list, h, inOrder)
			k.list = slices.Insert(k.list, i, h)
		}
	}
	return err
}

// count adds a highlight to the counts, or with -1 takes it out.
func (k *coverage) count(h *annotate.Highlight, by int) {
	for _, tag := range h.Tags {
		if k.tags[tag] += by; k.tags[tag] == 0 {
			delete(k.tags, tag)
		}
	}
}

// inOrder is the order of an article's highlights.
func inOrder(a, b annotate.Highlight) int {
	return cmp.Or(a.Span.Start-b.Span.Start, a.Span.End-b.Span.End, cmp.Compare(a.ID, b.ID))
}

func (c *conn) highlightsOf(article string) ([]annotate.Highlight, error) {
	return c.highlights(`WHERE h.article = (SELECT n FROM article WHERE id = ?) ORDER BY h.start, h.stop, h.id`, article)
}
