package app_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/annotate"
	"gloss/annotate/export"
	"gloss/annotate/store"
	"gloss/app"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// fixed holds the clock and the IDs still: id-1, id-2, ...
func fixed() store.Options {
	n := 0
	return store.Options{
		Coder: annotate.Coder{ID: "ann", Name: "Ann", Color: "#0072B2"},
		Now:   func() time.Time { return time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC) },
		NewID: func() string { n++; return fmt.Sprintf("id-%d", n) },
	}
}

// newProject makes a project in a folder of its own and closes it at the end.
func newProject(t testing.TB) *store.Project {
	t.Helper()
	p, err := store.Create(filepath.Join(t.TempDir(), "p.gloss"), fixed())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// add adds an article with a paragraph per line of text.
func add(t testing.TB, p *store.Project, title, file, text string) (id string) {
	t.Helper()
	a := annotate.Article{Title: title, SourceName: file, Format: "text"}
	var b annotate.Builder
	for _, line := range strings.Split(text, "\n") {
		b.Add(annotate.Paragraph, 0, 0, annotate.Piece{Text: line})
	}
	b.Into(&a)
	err := p.Do(p.Group("import "+file), func(tx *store.Tx) error {
		a, err := tx.AddArticle(a, annotate.Receipt{}, nil)
		id = a.ID
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// dump describes the codebook and all highlights, one line each.
func dump(t testing.TB, p *store.Project) string {
	t.Helper()
	var b strings.Builder
	tags, err := p.Tags()
	if err != nil {
		t.Fatal(err)
	}
	var below func(parent, indent string)
	below = func(parent, indent string) {
		for _, tag := range tags.Children(parent) {
			fmt.Fprintf(&b, "%s%s %s key=%s %q\n", indent, tag.Name, tag.Color, tag.Key, tag.Description)
			below(tag.ID, indent+"  ")
		}
	}
	below("", "tag ")
	articles, err := p.Articles()
	if err != nil {
		t.Fatal(err)
	}
	coders, err := p.Coders()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		highlights, err := p.Highlights(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range highlights {
			var paths []string
			for _, id := range h.Tags {
				paths = append(paths, tags.Path(id))
			}
			coder := ""
			for _, c := range coders {
				if c.ID == h.Coder {
					coder = c.Name
				}
			}
			fmt.Fprintf(&b, "%s %v %q tags=[%s] note=%q by %s\n", a.Title, h.Span, h.Quote.Exact, strings.Join(paths, ", "), h.Note, coder)
		}
	}
	return b.String()
}

// exported is the CSV of the whole project.
func exported(t testing.TB, p *store.Project, o export.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := app.Export(t.Context(), p, &b, export.Formats()[0], store.Filter{}, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// check fails the test unless the project is whole.
func check(t testing.TB, p *store.Project) {
	t.Helper()
	faults, err := p.Check()
	if err != nil || len(faults) > 0 {
		t.Errorf("check: %q, %v", faults, err)
	}
}

// golden runs make on the input of every file of a folder: what stands before
// the line "-- result --". What follows it must be what make returns.
func golden(t *testing.T, folder string, make func(t *testing.T, input string) string) {
	const mark = "-- result --\n"
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s: %v", folder, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			input, want, _ := strings.Cut(string(data), mark)
			got := make(t, input)
			if *update {
				if err := os.WriteFile(file, []byte(input+mark+got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
