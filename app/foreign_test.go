package app_test

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/annotate"
	"gloss/annotate/export"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/importers/qda"
)

// uuids gives identifiers in the form of UUIDs, those of a project apart from
// those of another.
func uuids(project int) func() string {
	n := 0
	return func() string { n++; return fmt.Sprintf("0197a2c4-5e6f-7abc-%04x-%012x", 0x8000+project, n) }
}

func open(t testing.TB, name string, project int, coder string) *store.Project {
	t.Helper()
	next := uuids(project)
	p, err := store.Create(filepath.Join(t.TempDir(), name), store.Options{
		Coder: annotate.Coder{ID: "0197a2c4-5e6f-7abc-8000-000000000001", Name: coder, Color: "#0072B2"},
		Now:   func() time.Time { return time.Date(2026, 3, 1, 9, 0, project, 0, time.UTC) }, NewID: next,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// words are what random texts are made of: what positions are easily counted
// wrong in, and what markup and JSON must escape.
var words = []string{"a", "fish", "🐟", "cod war", "ä", "漁業", "<b>", "&amp;", "?>", "\"", "é", "👩‍👩‍👧", "x\ty", "it's", "]]>", "𝔘", "\u200d", "\u00a0", " ", "\n"}

func phrase(r *rand.Rand, most int) string {
	var b strings.Builder
	for range 1 + r.IntN(most) {
		b.WriteString(words[r.IntN(len(words))] + " ")
	}
	return b.String()
}

func line(r *rand.Rand) string {
	s := annotate.OneLine(phrase(r, 5))
	return cmp.Or(s, "empty")
}

// random fills a project with what a project can hold.
func random(t testing.TB, p *store.Project, r *rand.Rand) {
	t.Helper()
	kinds := []annotate.Kind{annotate.Paragraph, annotate.Heading, annotate.ListItem, annotate.Preformatted, annotate.TableRow}
	err := p.Do(p.Group("random"), func(tx *store.Tx) error {
		coders := []string{""}
		for i := range r.IntN(3) {
			c, err := tx.AddCoder(annotate.Coder{Name: fmt.Sprintf("%s %d", line(r), i)})
			if err != nil {
				return err
			}
			coders = append(coders, c.ID)
		}
		book, err := tx.Tags()
		if err != nil {
			return err
		}
		for i := range r.IntN(6) {
			parent := ""
			if r.IntN(2) == 0 {
				parent = book[r.IntN(len(book))].ID
			}
			tag, err := tx.AddTag(annotate.Tag{Parent: parent, Name: strings.ReplaceAll(fmt.Sprintf("%s %d", line(r), i), ">", ""), Key: []string{"", string(rune('a' + i))}[r.IntN(2)], Description: "d" + phrase(r, 5)})
			if err != nil {
				return err
			}
			book = append(book, tag)
		}
		for i := range 1 + r.IntN(4) {
			var b annotate.Builder
			b.Add(annotate.Heading, 1, 1, annotate.Piece{Text: fmt.Sprintf("Article %d", i)})
			for range r.IntN(6) {
				b.Add(kinds[r.IntN(len(kinds))], r.IntN(3), 1+r.IntN(3),
					annotate.Piece{Text: phrase(r, 20), Bold: true}, annotate.Piece{Text: strings.Repeat("\n", r.IntN(5)) + phrase(r, 5), URL: "https://example.org/?a=1&b=2", Page: 9})
			}
			a := annotate.Article{
				Title: []string{"", line(r)}[r.IntN(2)], Authors: []string{line(r), "Ada; Bo"}[:r.IntN(3)], Published: []string{"", "1976", "1976-06-01"}[r.IntN(3)],
				Site: line(r), Language: "en", Format: "html", SourceName: line(r), SourceHash: strings.Repeat(fmt.Sprint(i), 64), Note: "n" + phrase(r, 9),
				Variables: []annotate.Variable{{Name: "region", Value: "v" + phrase(r, 3)}, {Name: "authors", Value: "=1"}}[:r.IntN(3)],
			}
			b.Into(&a)
			if a, err = tx.AddArticle(a, annotate.Receipt{}, nil); err != nil {
				return err
			}
			if err := tx.SetStatus(a.ID, annotate.Statuses[r.IntN(3)]); err != nil {
				return err
			}
			for range r.IntN(12) {
				from := r.IntN(a.Text.Len())
				h := annotate.Highlight{Article: a.ID, Span: annotate.Span{Start: from, End: from + 1 + r.IntN(a.Text.Len()-from)}, Coder: coders[r.IntN(len(coders))]}
				for range r.IntN(3) {
					if tag := book[r.IntN(len(book))].ID; !slices.Contains(h.Tags, tag) {
						h.Tags = append(h.Tags, tag)
					}
				}
				if r.IntN(2) == 0 {
					h.Note = "n" + phrase(r, 6)
				}
				if h, err = tx.AddHighlight(h); err != nil {
					return err
				}
				if r.IntN(5) == 0 { // the same place again
					h.ID = ""
					if _, err := tx.AddHighlight(h); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// picture is all that a project says, for comparison.
func picture(t testing.TB, p *store.Project) string {
	t.Helper()
	var b strings.Builder
	coders, err := p.Coders()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&b, coders)
	book, err := p.Tags()
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range book {
		fmt.Fprintf(&b, "%+v\n", tag)
	}
	articles, err := p.Articles()
	if err != nil {
		t.Fatal(err)
	}
	for _, listed := range articles {
		a, err := p.Article(listed.ID)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%q %v %v %v\n", a.Text.String(), a.Blocks, a.Breaks, a.Marks)
		a.Text, a.Blocks, a.Breaks, a.Marks = annotate.Text{}, nil, nil, nil
		fmt.Fprintf(&b, "%+v\n", a)
		highlights, err := p.Highlights(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range highlights {
			slices.Sort(h.Tags) // the standard has no order for them
			fmt.Fprintf(&b, "%+v\n", h)
		}
	}
	return b.String()
}

// written writes a project as a file of the format.
func written(t testing.TB, p *store.Project, format string) string {
	t.Helper()
	formats := export.Formats()
	f := formats[slices.IndexFunc(formats, func(f export.Format) bool { return f.Name == format })]
	var b bytes.Buffer
	if err := app.Export(t.Context(), p, &b, f, store.Filter{}, export.Options{}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "out"+f.Extension)
	if err := os.WriteFile(path, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// take imports a project of another program.
func take(t testing.TB, p *store.Project, path string) (*qda.Project, app.ForeignReport) {
	t.Helper()
	from, err := qda.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	report, err := app.AddForeign(t.Context(), p, from, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	faults, err := p.Check()
	if err != nil || len(faults) > 0 {
		t.Fatalf("%v, %v", faults, err)
	}
	return from, report
}

// empty takes the tags out of a new project.
func empty(t testing.TB, p *store.Project) {
	t.Helper()
	if err := p.Do(p.Group("empty"), func(tx *store.Tx) error {
		book, err := tx.Tags()
		for _, tag := range book {
			if err == nil {
				err = tx.DeleteTag(tag.ID)
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// TestRoundTrip: what Gloss writes as QDPX, for NVivo or others, comes home
// whole, under the same ids; a second time it changes nothing; one undo takes it
// all back, and it can come again.
func TestRoundTrip(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 1))
		p := open(t, "from.gloss", 1, "Ada")
		random(t, p, r)
		for i, format := range []string{"qdpx", "qdpx-nvivo"} {
			to := open(t, "to.gloss", 2+i, "Ada")
			empty(t, to)
			before := picture(t, to)
			file := written(t, p, format)
			from, report := take(t, to, file)
			if len(report.Left) > 0 {
				t.Errorf("seed %d: left %v", seed, report.Left)
			}
			if d := difference(picture(t, to), picture(t, p)); d != "" {
				t.Fatalf("seed %d, %s: %s\n%s", seed, format, proofs(from), d)
			}
			version, _ := to.Version()
			if _, again := take(t, to, file); again.Highlights+again.Changed+again.Articles+again.Tags+again.Coders > 0 {
				t.Errorf("seed %d: the second time %+v", seed, again)
			}
			if now, _ := to.Version(); now != version {
				t.Errorf("seed %d: the second time something was written", seed)
			}
			if _, err := to.Undo(); err != nil {
				t.Fatal(err)
			}
			if d := difference(picture(t, to), before); d != "" {
				t.Errorf("seed %d: undone: %s", seed, d)
			}
			take(t, to, file)
			if d := difference(picture(t, to), picture(t, p)); d != "" {
				t.Fatalf("seed %d: after undo: %s", seed, d)
			}
		}
	}
}

func proofs(p *qda.Project) (all []string) {
	for _, s := range p.Sources {
		all = append(all, s.Proof.String())
	}
	return all
}

// difference is the first line in which two pictures differ, or "".
func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d: got\n%s\nwant\n%s", i, strings.Join(g[min(i, len(g)):min(i+2, len(g))], "\n"), strings.Join(w[min(i, len(w)):min(i+2, len(w))], "\n"))
		}
	}
	return ""
}
