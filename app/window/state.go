package window

import (
	"gloss/annotate"
	"gloss/annotate/store"
)

// state is what the panes show of a project: plain values, read in one go off
// the UI goroutine and replaced as a whole.
type state struct {
	articles   []store.Summary
	tags       annotate.Codebook
	counts     map[string]store.TagCount // nil: not counted yet, and neither are the articles' highlights
	coders     map[string]annotate.Coder // by ID
	filters    []store.NamedFilter
	me         string // ID of the coder who works here
	undo, redo string // labels of the next actions; "" where there is none
	version    int64

	article    *annotate.Article // the open one, or nil
	highlights []annotate.Highlight
	orphans    []annotate.Highlight // those that were not found in the open article's text when it was replaced
}

// read reads the state of a project around the article with the given ID. The
// article itself is taken from before where it is the same, since its text
// never changes and may be a whole book; what people edit of it is brought up
// to date from the list. An article that is gone gives a state without one.
func read(p *store.Project, article string, before *annotate.Article) (s state, err error) {
	if s.version, err = p.Version(); err != nil {
		return s, err
	}
	if err = s.count(p); err != nil {
		return s, err
	}
	return s, s.fill(p, article, before)
}

// count reads the articles and counts what is in them.
func (s *state) count(p *store.Project) (err error) {
	if s.articles, err = p.Articles(); err != nil {
		return err
	}
	s.counts, err = p.TagCounts()
	return err
}

// countedAtOnce is how many articles are counted at a glance: a dozen
// milliseconds, less than it takes to show the counts afterwards.
const countedAtOnce = 300

// glance reads what is shown first of a project: around the article with the
// given ID or else the first one, and without counting where there are many.
func glance(p *store.Project, article string) (s state, err error) {
	if s.version, err = p.Version(); err != nil {
		return s, err
	}
	if s.articles, err = p.Outline(); err != nil {
		return s, err
	}
	if len(s.articles) <= countedAtOnce {
		if err = s.count(p); err != nil {
			return s, err
		}
	}
	if s.index(article) < 0 && len(s.articles) > 0 {
		article = s.articles[0].ID
	}
	return s, s.fill(p, article, nil)
}

// fill reads what the counts have nothing to do with.
func (s *state) fill(p *store.Project, article string, before *annotate.Article) (err error) {
	if s.tags, err = p.Tags(); err != nil {
		return err
	}
	coders, err := p.Coders()
	if err != nil {
		return err
	}
	s.coders = make(map[string]annotate.Coder, len(coders))
	for _, c := range coders {
		s.coders[c.ID] = c
	}
	s.me = p.Coder().ID
	if s.filters, err = p.Filters(); err != nil {
		return err
	}
	if s.undo, err = labelOf(p.NextUndo()); err != nil {
		return err
	}
	if s.redo, err = labelOf(p.NextRedo()); err != nil {
		return err
	}
	i := s.index(article)
	if i < 0 {
		return nil
	}
	if before != nil && before.ID == article {
		now := s.articles[i].Article
		now.Text, now.Blocks, now.Breaks, now.Marks = before.Text, before.Blocks, before.Breaks, before.Marks
		s.article = &now
	} else {
		a, err := p.Article(article)
		if err != nil {
			return err
		}
		s.article = &a
	}
	if s.highlights, err = p.Highlights(article); err != nil {
		return err
	}
	if s.index(s.articles[i].Replaces) >= 0 {
		s.orphans, err = p.Orphans(article)
	}
	return err
}

func labelOf(a store.Action, ok bool, err error) (string, error) {
	if !ok || err != nil {
		return "", err
	}
	return a.Label, nil
}

// index returns where the article stands in the list, or -1.
func (s *state) index(article string) int {
	for i := range s.articles {
		if s.articles[i].ID == article {
			return i
		}
	}
	return -1
}

// highlight returns one of the open article's highlights.
func (s state) highlight(id string) (annotate.Highlight, bool) {
	for i := range s.highlights { // there may be thousands, and each is large
		if s.highlights[i].ID == id {
			return s.highlights[i], true
		}
	}
	return annotate.Highlight{}, false
}

// mine is how far the coder has come with the open article.
func (s state) mine() annotate.Status {
	if i := s.index(s.articleID()); i >= 0 {
		return s.articles[i].Mine
	}
	return annotate.Unread
}

// here counts the open article's highlights per tag ID.
func (s state) here() map[string]int {
	n := map[string]int{}
	for i := range s.highlights {
		for _, t := range s.highlights[i].Tags {
			n[t]++
		}
	}
	return n
}

// articleID is the open article's ID, or "".
func (s state) articleID() string {
	if s.article == nil {
		return ""
	}
	return s.article.ID
}
