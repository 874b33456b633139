package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

func TestAddArticle(t *testing.T) {
	p := newProject(t)
	in := article("Nets cut", "The trawlers “came” back — twice.", "Nobody expected it.")
	a := add(t, p, in)
	if a.ID == "" || a.Added.IsZero() || a.Status != annotate.Unread {
		t.Errorf("got ID %q, added %v, status %q", a.ID, a.Added, a.Status)
	}
	got, err := p.Article(a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, a) {
		t.Errorf("got  %+v\nwant %+v", got, a)
	}
	list := must(t, p.Articles)
	if len(list) != 1 || list[0].Length != a.Text.Len() || list[0].Words != 10 || list[0].Highlights != 0 {
		t.Errorf("got %+v", list)
	}
	if original, err := p.Original(a.ID); string(original) != "original of Nets cut" || err != nil {
		t.Errorf("original %q, %v", original, err)
	}
	if r, err := p.Receipt(a.ID); err != nil || len(r.Remarks) != 1 || r.Remarks[0].Detail != "plain text in UTF-8" {
		t.Errorf("receipt %+v, %v", r, err)
	}
	sound(t, p)

	err = p.Do(p.Group("again"), func(tx *store.Tx) error {
		_, err := tx.AddArticle(in, annotate.Receipt{}, nil)
		return err
	})
	var there *store.DuplicateError
	if !errors.As(err, &there) || !errors.Is(err, store.ErrDuplicate) || there.ID != a.ID || there.Title != "Nets cut" {
		t.Errorf("second import: %v", err)
	}
}

func TestHighlights(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("A", "Žluťoučký kůň 😀 pěl ódy."))
	h := mark(t, p, a, "kůň 😀", "a horse", "trade", "military")
	if h.Quote.Exact != "kůň 😀" || h.Quote.Prefix != "Žluťoučký " || h.Coder != "ann" || h.Created.IsZero() {
		t.Errorf("got %+v", h)
	}
	got, err := p.Highlight(h.ID)
	if err != nil || !reflect.DeepEqual(got, h) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, h)
	}
	h.Tags, h.Span.End = h.Tags[1:], h.Span.End+4
	do(t, p, "resize", func(tx *store.Tx) error { return tx.SetHighlight(h) })
	if got, _ = p.Highlight(h.ID); got.Quote.Exact != "kůň 😀 pěl" || len(got.Tags) != 1 || !got.Changed.After(got.Created) {
		t.Errorf("after the change %+v", got)
	}
	for _, at := range []annotate.Span{h.Span, {Start: h.Span.Start, End: h.Span.End - 1}, {Start: h.Span.Start + 1, End: h.Span.End}} {
		there, err := p.HighlightsAt(a.ID, at)
		if err != nil || (len(there) == 1) != (at == h.Span) {
			t.Errorf("at %v there are %v, %v", at, there, err)
		}
	}
	do(t, p, "delete", func(tx *store.Tx) error { return tx.DeleteHighlight(h.ID) })
	if _, err := p.Highlight(h.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("after deletion: %v", err)
	}
	sound(t, p)
}

// TestTags tells each change as a codebook before and after: paths, and for
// each tag how many highlights it has.
func TestTags(t *testing.T) {
	for _, test := range []struct {
		name string
		verb func(t *testing.T, p *store.Project, tx *store.Tx) error
		want string // the codebook, or what the verb says
	}{
		{"nothing", func(*testing.T, *store.Project, *store.Tx) error { return nil },
			"sovereignty(1) military trade(2) trade > fish(1) trade > fish > cod trade > oil"},
		{"add", func(t *testing.T, p *store.Project, tx *store.Tx) error {
			_, err := tx.AddTag(annotate.Tag{Name: "navy", Parent: find(t, tx, "military")})
			return err
		}, "sovereignty(1) military military > navy trade(2) trade > fish(1) trade > fish > cod trade > oil"},
		{"add twin", func(t *testing.T, p *store.Project, tx *store.Tx) error {
			_, err := tx.AddTag(annotate.Tag{Name: "Trade"})
			return err
		}, "there is a tag Trade in the same place already"},
		{"add below nothing", func(t *testing.T, p *store.Project, tx *store.Tx) error {
			_, err := tx.AddTag(annotate.Tag{Name: "x", Parent: "none"})
			return err
		}, "tag x stands below a tag that does not exist"},
		{"move to the end of the siblings", func(t *testing.T, p *store.Project, tx *store.Tx) error {
			return tx.SetTag(with(t, tx, "sovereignty", func(g *annotate.Tag) { g.Parent = find(t, tx, "trade") }))
		}, "military trade(2) trade > fish(1) trade > fish > cod trade > oil trade > sovereignty(1)"},
		{"below itself", func(t *testing.T, p *store.Project, tx *store.Tx) error {
			return tx.SetTag(with(t, tx, "trade", func(g *annotate.Tag) { g.Parent = find(t, tx, "trade > fish") }))
		}, "tag trade cannot stand below itself"},
		{"taken key", func(t *testing.T, p *store.Project, tx *store.Tx) error {
			return tx.SetTag(with(t, tx, "trade", func(g *annotate.Tag) { g.Key = "1" }))
		}, "the key 1 applies sovereignty already; give trade another"},
		{"unknown", func(t *testing.T, p *store.Project, tx *store.Tx) error {
			return tx.SetTag(annotate.Tag{ID: "none", Name: "x"})
		}, "there is no tag with the id none"},
		{"merge", func(t *testing.T, p *store.Project, tx *store.Tx) error {
			return tx.MergeTags(find(t, tx, "trade"), find(t, tx, "sovereignty"))
		}, "sovereignty(2) sovereignty > fish(1) sovereignty > fish > cod sovereignty > oil military"},
		{"merge into the tag below", func(t *testing.T, p *store.Project, tx *store.Tx) error {
			return tx.MergeTags(find(t, tx, "trade"), find(t, tx, "trade > fish > cod"))
		}, "sovereignty(1) military cod(2) cod > fish(1) cod > oil"},
		{"merge with itself", func(t *testing.T, p *store.Project, tx *store.Tx) error {
			return tx.MergeTags(find(t, tx, "trade"), find(t, tx, "trade"))
		}, "a tag cannot be merged with itself"},
		{"merge into nothing", func(t *testing.T, p *store.Project, tx *store.Tx) error {
			return tx.MergeTags(find(t, tx, "trade"), "")
		}, "there is no tag with the id "},
		{"delete", func(t *testing.T, p *store.Project, tx *store.Tx) error { return tx.DeleteTag(find(t, tx, "trade")) },
			"sovereignty(1) military fish(1) fish > cod oil"},
		{"delete below", func(t *testing.T, p *store.Project, tx *store.Tx) error {
			return tx.DeleteTag(find(t, tx, "trade > fish"))
		},
			"sovereignty(1) military trade(2) trade > oil trade > cod"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProject(t)
			a := add(t, p, article("A", "one two three"))
			do(t, p, "tags", func(tx *store.Tx) error {
				for _, path := range []string{"trade > fish", "trade > fish > cod", "trade > oil"} {
					names := annotate.SplitPath(path)
					above := find(t, tx, strings.Join(names[:len(names)-1], annotate.PathSeparator))
					if _, err := tx.AddTag(annotate.Tag{Name: names[len(names)-1], Parent: above}); err != nil {
						return err
					}
				}
				return nil
			})
			mark(t, p, a, "one", "", "trade", "sovereignty")
			mark(t, p, a, "two", "", "trade > fish", "trade")
			before := read(t, p)
			var said error
			do(t, p, test.name, func(tx *store.Tx) error { said = test.verb(t, p, tx); return nil })
			got := outline(t, p)
			if said != nil {
				got = said.Error()
			}
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if now := read(t, p); said != nil && !reflect.DeepEqual(now, before) {
				t.Errorf("it was refused, and yet changed: %+v", now)
			}
			sound(t, p)
		})
	}
}

func find(t testing.TB, tx *store.Tx, path string) string {
	t.Helper()
	book, err := tx.Tags()
	if err != nil {
		t.Fatal(err)
	}
	tag, _ := book.Find(path)
	return tag.ID
}

func with(t testing.TB, tx *store.Tx, path string, change func(g *annotate.Tag)) annotate.Tag {
	t.Helper()
	book, err := tx.Tags()
	if err != nil {
		t.Fatal(err)
	}
	tag, _ := book.Find(path)
	change(&tag)
	return tag
}

func outline(t testing.TB, p *store.Project) string {
	t.Helper()
	counts := must(t, p.TagCounts)
	book := must(t, p.Tags)
	var paths []string
	for _, tag := range book {
		path := book.Path(tag.ID)
		if n := counts[tag.ID]; n.Highlights > 0 {
			path += fmt.Sprintf("(%d)", n.Highlights)
		}
		paths = append(paths, path)
	}
	return strings.Join(paths, " ")
}

// TestRefused: a verb that refuses says so to a person, and changes nothing.
func TestRefused(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("A", "one two three"))
	h := mark(t, p, a, "one", "", "trade")
	span := annotate.Span{Start: 0, End: 3}
	for _, test := range []struct {
		name string
		verb func(tx *store.Tx) error
		want string
	}{
		{"empty article", func(tx *store.Tx) error {
			_, err := tx.AddArticle(annotate.Article{Title: "B"}, noReceipt, nil)
			return err
		}, `the article "B" holds no text`},
		{"unclean title", func(tx *store.Tx) error {
			_, err := tx.AddArticle(annotate.Article{Title: "B\x00", Text: annotate.NewText("x")}, noReceipt, nil)
			return err
		}, "is not one clean line"},
		{"article without blocks", func(tx *store.Tx) error {
			_, err := tx.AddArticle(annotate.Article{Title: "B", Text: annotate.NewText("x")}, noReceipt, nil)
			return err
		}, "a text without blocks"},
		{"unknown article", func(tx *store.Tx) error { return tx.SetArticle(annotate.Article{ID: "none"}) }, "there is no article with the id none"},
		{"bad date", func(tx *store.Tx) error { return tx.SetArticle(annotate.Article{ID: a.ID, Published: "May"}) }, "is not a date"},
		{"variable twice", func(tx *store.Tx) error {
			return tx.SetArticle(annotate.Article{ID: a.ID, Variables: []annotate.Variable{{Name: "x"}, {Name: "x"}}})
		}, "stands twice"},
		{"variable of two lines", func(tx *store.Tx) error {
			return tx.SetArticle(annotate.Article{ID: a.ID, Variables: []annotate.Variable{{Name: "x\ny"}}})
		}, "must be one line"},
		{"deleting nothing", func(tx *store.Tx) error { return tx.DeleteArticle("") }, "there is no article with the id"},
		{"highlight in nothing", func(tx *store.Tx) error {
			_, err := tx.AddHighlight(annotate.Highlight{Span: span})
			return err
		}, "there is no article with the id"},
		{"highlight past the text", func(tx *store.Tx) error {
			_, err := tx.AddHighlight(annotate.Highlight{Article: a.ID, Span: annotate.Span{Start: 3, End: 99}})
			return err
		}, "end 99 is past the end of the text (17 characters)"},
		{"unknown tag", func(tx *store.Tx) error {
			_, err := tx.AddHighlight(annotate.Highlight{Article: a.ID, Span: span, Tags: []string{"none"}})
			return err
		}, "there is no tag with the id none"},
		{"same tag twice", func(tx *store.Tx) error {
			_, err := tx.AddHighlight(annotate.Highlight{Article: a.ID, Span: span, Tags: []string{h.Tags[0], h.Tags[0]}})
			return err
		}, "stands twice"},
		{"unknown coder", func(tx *store.Tx) error {
			_, err := tx.AddHighlight(annotate.Highlight{Article: a.ID, Span: span, Coder: "none"})
			return err
		}, "there is no coder with the id none"},
		{"empty span", func(tx *store.Tx) error {
			return tx.SetHighlight(annotate.Highlight{ID: h.ID, Span: annotate.Span{Start: 3, End: 3}})
		}, "end 3 is not after start 3"},
		{"unknown highlight", func(tx *store.Tx) error { return tx.SetHighlight(annotate.Highlight{ID: "none"}) }, "there is no highlight with the id none"},
		{"same coder", func(tx *store.Tx) error {
			_, err := tx.AddCoder(annotate.Coder{Name: "ANN"})
			return err
		}, "there is a coder ANN already"},
		{"coder without a name", func(tx *store.Tx) error {
			_, err := tx.AddCoder(annotate.Coder{})
			return err
		}, "a coder needs a name"},
	} {
		before, version := read(t, p), must(t, p.Version)
		do(t, p, test.name, func(tx *store.Tx) error {
			if err := test.verb(tx); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: got %v, want %s", test.name, err, test.want)
			}
			return nil
		})
		if now := read(t, p); !reflect.DeepEqual(now, before) || must(t, p.Version) != version {
			t.Errorf("%s: got  %+v\nwant %+v", test.name, now, before)
		}
	}
	sound(t, p)
}

func TestSetArticle(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("A", "one two"))
	want := a
	want.Title, want.Authors, want.Note = "B", []string{"New Name"}, "line\nline"
	want.Variables = []annotate.Variable{{Name: "zone", Value: "x"}, {Name: "Area", Value: ""}}
	changed := want
	changed.Text, changed.Blocks, changed.SourceHash, changed.Format = annotate.NewText("other"), nil, "other", "pdf"
	changed.Note = "line\r\nline"
	do(t, p, "set", func(tx *store.Tx) error { return tx.SetArticle(changed) })
	if got, err := p.Article(a.ID); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
	}
	if names := must(t, p.Variables); fmt.Sprint(names) != "[Area zone]" {
		t.Errorf("variables %q", names)
	}
	version := must(t, p.Version)
	do(t, p, "the same again", func(tx *store.Tx) error { return tx.SetArticle(changed) })
	if must(t, p.Version) != version {
		t.Error("a change that changes nothing was written")
	}
	sound(t, p)
}

func TestFindArticles(t *testing.T) {
	p := newProject(t)
	a, b := add(t, p, article("A", "one")), article("A", "two")
	b.SourceHash, b.SourceName = "", "b.txt"
	b = add(t, p, b)
	c := article("b.txt", "three")
	c = add(t, p, c)
	for ref, want := range map[string][]string{
		a.ID: {a.ID}, "A": {a.ID, b.ID}, "A.txt": {a.ID}, "b.txt": {c.ID}, "b.txt.txt": {c.ID}, "a": nil, "": nil,
	} {
		if got, err := p.FindArticles(ref); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %q, %v, want %q", ref, got, err, want)
		}
	}
	if _, err := p.Original("none"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("original of nothing: %v", err)
	}
	if _, err := p.Receipt("none"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("receipt of nothing: %v", err)
	}
	if _, err := p.Article(""); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("article of nothing: %v", err)
	}
}
