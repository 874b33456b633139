package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/importers/qda"
)

// ForeignReport says what became of a project of another program.
type ForeignReport struct {
	Articles   int    // added
	Known      int    // whose text the project has already
	Highlights int    // added
	Changed    int    // that were there and gained a tag or a note
	Same       int    // that were there and say all of it
	Tags       int    // added
	Described  int    // tags that were there and gained a description
	Coders     int    // added
	First      string // ID of the first article that was added, or ""
	Left       []qda.Left
}

// Foreign sorts paths into projects of other programs and what is none. The
// open project itself is not looked at: see read.
func Foreign(p *store.Project, paths []string) (projects, others []string) {
	for _, path := range paths {
		if !SameFile(p.Path(), path) {
			if _, ok := qda.Recognise(path); ok {
				projects = append(projects, path)
				continue
			}
		}
		others = append(others, path)
	}
	return projects, others
}

// AddForeign takes what another program's project holds into the project, as
// one action. Articles are the same if their texts are; coders if their ids are,
// else their names; tags if their ids are, else their paths; highlights if
// their ids are. What is there already stays as it is: a highlight gains tags
// and lines of its note, a tag or an article fills what is empty, and nothing is
// taken away. So the same project taken in twice changes nothing the second
// time, and one that Gloss wrote comes home under the same ids.
//
// It calls progress after each source. On an error, a cancelled ctx among them,
// nothing has changed.
func AddForeign(ctx context.Context, p *store.Project, from *qda.Project, progress func(done, total int)) (ForeignReport, error) {
	f := &foreign{ctx: ctx, me: p.Coder(), from: from, tags: map[string]string{}, coders: map[string]string{}}
	f.report.Left = slices.Clone(from.Left)
	err := p.Do(p.Group("import project "+filepath.Base(from.Path)), func(tx *store.Tx) (err error) {
		f.tx = tx
		if f.articles, err = tx.Articles(); err != nil {
			return err
		}
		if err := f.addTags(); err != nil {
			return err
		}
		for i := range from.Sources {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := f.add(&from.Sources[i]); err != nil {
				return fmt.Errorf("%s: %s: %w", from.Path, from.Sources[i].Article.Title, err)
			}
			progress(i+1, len(from.Sources))
		}
		if from.Home { // people without highlights belong to it too
			for _, c := range from.Coders {
				if _, err := f.coder(c.ID); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return ForeignReport{}, err
	}
	return f.report, nil
}

// foreign is the state of one call of AddForeign.
type foreign struct {
	ctx      context.Context
	me       annotate.Coder
	tx       *store.Tx
	from     *qda.Project
	articles []store.Summary
	tags     map[string]string // our ID by theirs
	coders   map[string]string // our ID by theirs
	report   ForeignReport
}

// leave notes one more thing that was not carried.
func (f *foreign) leave(what, name, why string) {
	f.report.Left = append(f.report.Left, qda.Left{What: what, Names: []string{name}, Count: 1, Why: why})
}

func (f *foreign) addTags() error {
	book, err := f.tx.Tags()
	if err != nil {
		return err
	}
	for _, t := range f.from.Codebook {
		if err := f.ctx.Err(); err != nil {
			return err
		}
		t.Parent = f.tags[t.Parent]
		there, ok := book.ByID(t.ID)
		if !ok {
			siblings := book.Children(t.Parent)
			if i := slices.IndexFunc(siblings, func(o annotate.Tag) bool { return strings.EqualFold(o.Name, t.Name) }); i >= 0 {
				there, ok = siblings[i], true
			}
		}
		if ok {
			f.tags[t.ID] = there.ID
			if there.Description == "" && t.Description != "" {
				there.Description = t.Description
				if err := f.tx.SetTag(there); err != nil {
					return err
				}
				f.report.Described++
				book[slices.IndexFunc(book, func(o annotate.Tag) bool { return o.ID == there.ID })] = there
			}
			continue
		}
		if _, taken := book.ByKey(t.Key); taken {
			t.Key = ""
		}
		id := t.ID
		if t, err = f.tx.BringTag(t); err != nil {
			return err
		}
		f.tags[id] = t.ID
		book = append(book, t)
		f.report.Tags++
	}
	return nil
}

// coder is our ID of one of their coders, who is added if missing.
func (f *foreign) coder(id string) (string, error) {
	i := slices.IndexFunc(f.from.Coders, func(c annotate.Coder) bool { return c.ID == id })
	if known := f.coders[id]; known != "" || i < 0 {
		return known, nil // "" is who imports
	}
	theirs := f.from.Coders[i]
	all, err := f.tx.Coders()
	if err != nil {
		return "", err
	}
	for _, same := range []func(o annotate.Coder) bool{
		func(o annotate.Coder) bool { return o.ID == theirs.ID },
		func(o annotate.Coder) bool { return o.Name == theirs.Name },
		func(o annotate.Coder) bool { return strings.EqualFold(o.Name, theirs.Name) },
	} {
		if k := slices.IndexFunc(all, same); k >= 0 {
			f.coders[id] = all[k].ID
			return all[k].ID, nil
		}
	}
	added, err := f.tx.BringCoder(theirs)
	if err != nil {
		return "", err
	}
	f.coders[id] = added.ID
	f.report.Coders++
	return added.ID, nil
}

// add adds a source and its highlights.
func (f *foreign) add(s *qda.Source) error {
	article, err := f.article(s)
	if err != nil {
		return err
	}
	for _, h := range s.Highlights {
		if err := f.highlight(article, h); err != nil {
			return err
		}
	}
	return nil
}

// article finds the article with the text of a source, or adds it.
func (f *foreign) article(s *qda.Source) (id string, err error) {
	a, err := f.tx.BringArticle(s.Article, s.Receipt, s.Original)
	var twin *store.DuplicateError
	if errors.As(err, &twin) && s.Article.SourceHash != "" {
		// The same file may have given another text.
		if there, err := f.tx.Article(twin.ID); err != nil {
			return "", err
		} else if there.Text.String() != s.Article.Text.String() {
			bare := s.Article
			bare.SourceHash = ""
			return f.article(&qda.Source{Article: bare, Receipt: s.Receipt, Original: s.Original})
		}
	}
	if err == nil {
		f.report.Articles++
		f.report.First = cmp.Or(f.report.First, a.ID)
		if f.mine() && s.Article.Status != "" {
			err = f.tx.SetStatus(a.ID, s.Article.Status)
		}
		return a.ID, err
	}
	if !errors.As(err, &twin) {
		return "", err
	}
	f.report.Known++
	return twin.ID, f.fill(twin.ID, s.Article)
}

// mine reports whether the project is one of Gloss in which who imports has
// worked too: then the states of its articles are their word.
func (f *foreign) mine() bool {
	return f.from.Home && slices.ContainsFunc(f.from.Coders, func(c annotate.Coder) bool { return c.ID == f.me.ID || c.Name == f.me.Name })
}

// fill gives an article that is there what it does not say yet.
func (f *foreign) fill(id string, from annotate.Article) error {
	i := slices.IndexFunc(f.articles, func(a store.Summary) bool { return a.ID == id })
	if i < 0 {
		return nil // this import added it
	}
	a := f.articles[i].Article
	for _, field := range []struct{ to, from *string }{
		{&a.Title, &from.Title}, {&a.Published, &from.Published}, {&a.Site, &from.Site}, {&a.URL, &from.URL}, {&a.Language, &from.Language},
	} {
		*field.to = cmp.Or(*field.to, *field.from)
	}
	if len(a.Authors) == 0 {
		a.Authors = from.Authors
	}
	if !holds(a.Note, from.Note) && !strings.Contains(a.Note, from.Note) {
		a.Note = strings.TrimLeft(a.Note+"\n"+from.Note, "\n")
	}
	for _, v := range from.Variables {
		if !slices.ContainsFunc(a.Variables, func(o annotate.Variable) bool { return o.Name == v.Name }) {
			a.Variables = append(a.Variables[:len(a.Variables):len(a.Variables)], v)
		}
	}
	return f.tx.SetArticle(a)
}

// highlight adds a highlight to an article, or what it says to one that is
// there.
func (f *foreign) highlight(article string, h qda.Highlight) error {
	tags := make([]string, 0, len(h.Tags))
	for _, t := range h.Tags {
		if ours := f.tags[t]; ours != "" && !slices.Contains(tags, ours) {
			tags = append(tags, ours)
		}
	}
	for _, id := range append([]string{h.ID}, h.Same...) {
		there, err := f.tx.Highlight(id)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		return f.join(there, article, h, tags)
	}
	coder, err := f.coder(h.Coder)
	if err != nil {
		return err
	}
	h.Article, h.Tags, h.Coder = article, tags, coder
	if _, err := f.tx.BringHighlight(h.Highlight); err != nil {
		return err
	}
	f.report.Highlights++
	return nil
}

// join gives a highlight that is there the tags and the note of one that comes.
func (f *foreign) join(there annotate.Highlight, article string, h qda.Highlight, tags []string) error {
	if there.Article != article || there.Span != h.Span {
		f.leave("moved passage", shortened(h.Quote.Exact), "the project has it at another place already, and there it stays")
		return nil
	}
	gained := false
	for _, t := range tags {
		if !slices.Contains(there.Tags, t) {
			there.Tags, gained = append(there.Tags, t), true
		}
	}
	if note := strings.TrimSpace(h.Note); !holds(there.Note, note) && !strings.Contains(there.Note, note) {
		there.Note, gained = strings.TrimLeft(there.Note+"\n"+note, "\n"), true
	}
	if !gained {
		f.report.Same++
		return nil
	}
	f.report.Changed++
	return f.tx.SetHighlight(there)
}

// shortened is the beginning of a passage on one line.
func shortened(s string) string {
	const most = 60
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
