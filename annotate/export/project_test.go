package export

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/annotate"
)

// uuid is the identifier with the number n.
func uuid(n int) string { return fmt.Sprintf("0197a2c4-5e6f-7abc-8def-%012x", n) }

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// cod is a project that holds what formats get wrong: overlaps, highlights of
// one span, several tags and none, nested tags, characters beyond the first
// plane, markup, formulas, escapes, pages, a date in part, an article without
// highlights, and a tag that nobody uses.
func cod() Project {
	codebook := annotate.Codebook{
		{ID: uuid(1), Name: "economy", Color: "#0072B2", Key: "1"},
		{ID: uuid(2), Parent: uuid(1), Name: "trade", Color: "#009E73", Key: "2", Description: "Goods & tariffs.\nNot <aid>."},
		{ID: uuid(3), Name: "military", Color: "#D55E00", Key: "3"},
		{ID: uuid(4), Parent: uuid(2), Name: `"fish"`, Color: "#CC79A7"},
	}
	ada, bo := annotate.Coder{ID: uuid(11), Name: "Ada", Color: "#0072B2"}, annotate.Coder{ID: uuid(12), Name: "Bo Østergård", Color: "#D55E00"}
	articles := []annotate.Article{
		written(annotate.Article{
			ID: uuid(21), Title: "The Cod Wars", Authors: []string{"Ada Ström", "Bo, Jr."}, Published: "1976-06-01", Site: "Fjord Daily",
			URL: "https://example.org/cod?x=1&y=2", Language: "en", Format: "html", SourceName: "cod.html", SourceHash: strings.Repeat("ab", 32),
			Added: noon, Note: "compare 1958", Status: annotate.Done,
			Variables: []annotate.Variable{{Name: "region", Value: "north"}, {Name: "out let", Value: "daily; weekly"}},
		}, "Gunboats 🐟 and trawlers met <again> & again.", "=1+2 is a sum, _x0041_ is not.\nSo it goes."),
		written(annotate.Article{
			ID: uuid(22), Title: "Nothing here", Published: "1958", Format: "text", SourceName: "nothing.txt", Added: noon.Add(time.Hour), Status: annotate.Unread,
		}, "Nobody highlights this."),
		written(annotate.Article{
			ID: uuid(23), Title: "=HYPERLINK(\"x\")", Authors: []string{"Cy", "Di", "Ed"}, Published: "1899-12-31", Format: "pdf", SourceName: "漁業.pdf",
			Added: noon.Add(2 * time.Hour), Status: annotate.InProgress, Variables: []annotate.Variable{{Name: "region", Value: "0012"}},
		}, "Ports", "The ban lasted man\u0308y years."),
	}
	articles[2].Blocks[0].Kind, articles[2].Blocks[0].Level, articles[2].Blocks[0].Page = annotate.Heading, 1, 4
	articles[2].Blocks[1].Page = 5
	var rows []annotate.Coding
	code := func(n int, a annotate.Article, quote, note string, by annotate.Coder, tags ...int) {
		at, ok := a.Text.Find(quote, 0)
		if !ok {
			panic(quote)
		}
		c := annotate.Coding{
			HighlightID: uuid(100 + n), ArticleID: a.ID, Article: a.Title, Authors: a.Authors, Published: a.Published, Site: a.Site, URL: a.URL,
			SourceFile: a.SourceName, Language: a.Language, Quote: quote, Note: note, Coder: by.Name, Start: at.Start, End: at.End,
			Page: a.PageAt(at.Start), Paragraph: a.BlockAt(at.Start) + 1, Variables: a.Variables,
			Created: noon.Add(time.Duration(n) * time.Minute), Changed: noon.Add(time.Duration(n) * time.Hour),
		}
		if len(tags) == 0 {
			rows = append(rows, c)
		}
		for _, t := range tags {
			c.Tag, c.TagPath = codebook[t].Name, codebook.Path(codebook[t].ID)
			rows = append(rows, c)
		}
	}
	code(1, articles[0], "Gunboats 🐟 and trawlers", "", ada, 2, 1)
	code(2, articles[0], "Gunboats 🐟 and trawlers", "no, trade only", bo, 1)
	code(3, articles[0], "trawlers met <again>", "a < b && \"c\"\nsecond line", ada, 3)
	code(4, articles[0], "=1+2 is a sum, _x0041_ is not.\nSo", "-5", ada)
	code(5, articles[2], "Ports\n\nThe ban", "'twas", bo, 2)
	code(6, articles[2], "man\u0308y", "", ada, 1, 3)
	slices.SortStableFunc(rows, func(a, b annotate.Coding) int {
		if a.ArticleID != b.ArticleID {
			return strings.Compare(a.ArticleID, b.ArticleID)
		}
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return strings.Compare(a.TagPath, b.TagPath)
	})
	p := Project{
		Name: "cod wars", Codebook: codebook, Tags: codebook, Coders: []annotate.Coder{ada, bo}, Variables: []string{"out let", "region"},
		Codings: func(article string) annotate.Codings {
			var chosen []annotate.Coding
			for _, c := range rows {
				if article == "" || c.ArticleID == article {
					chosen = append(chosen, c)
				}
			}
			return stream(chosen)
		},
		Whole: func(id string) (annotate.Article, error) {
			for _, a := range articles {
				if a.ID == id {
					return a, nil
				}
			}
			return annotate.Article{}, errors.New("there is no article " + id)
		},
	}
	for _, a := range articles {
		listed := Article{Article: a, Length: a.Text.Len(), Words: len(strings.Fields(a.Text.String()))}
		listed.Text, listed.Blocks = annotate.Text{}, nil
		p.Articles = append(p.Articles, listed)
	}
	return p
}

// written gives an article its text, one paragraph for each string.
func written(a annotate.Article, paragraphs ...string) annotate.Article {
	a.Text = annotate.NewText(strings.Join(paragraphs, "\n\n"))
	at := 0
	for _, s := range paragraphs {
		n := annotate.NewText(s).Len()
		a.Blocks = append(a.Blocks, annotate.Block{Span: annotate.Span{Start: at, End: at + n}, Kind: annotate.Paragraph})
		at += n + 2
	}
	return a
}

// TestFixture holds the test project to what a real one promises.
func TestFixture(t *testing.T) {
	p := cod()
	if err := p.Codebook.Check(); err != nil {
		t.Error(err)
	}
	for _, listed := range p.Articles {
		a, err := p.Whole(listed.ID)
		if err == nil {
			err = a.Check()
		}
		if err != nil {
			t.Error(err)
		}
		for c := range p.Codings(a.ID) {
			if got := a.Text.Slice(annotate.Span{Start: c.Start, End: c.End}); got != c.Quote {
				t.Errorf("%s: %q is not %q", c.HighlightID, got, c.Quote)
			}
		}
	}
}

// golden holds got against a file in testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s", name, got)
	}
}

// bytesOf returns what the format of that name makes of p, the same twice.
func bytesOf(t *testing.T, name string, p Project) []byte {
	t.Helper()
	var all [2]bytes.Buffer
	for _, f := range Formats() {
		if f.Name != name {
			continue
		}
		for i := range all {
			if err := f.Write(&all[i], p, Options{}); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(all[0].Bytes(), all[1].Bytes()) {
			t.Errorf("%s: the same project gives other bytes", name)
		}
		return all[0].Bytes()
	}
	t.Fatalf("there is no format %s", name)
	return nil
}

// unzip returns the names of an archive's files in order, and their contents.
func unzip(t *testing.T, data []byte) (names []string, files map[string]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
		files[f.Name] = string(content)
	}
	return names, files
}

// dump prints an archive as one text.
func dump(t *testing.T, data []byte) []byte {
	var b bytes.Buffer
	names, files := unzip(t, data)
	for _, name := range names {
		fmt.Fprintf(&b, "-- %s --\n%s\n", name, strings.ReplaceAll(files[name], "\r\n", "␍\n"))
	}
	return b.Bytes()
}

// TestFormats: names and labels are unique, and errors of the project and of the
// disk come through as they are, whatever the format.
func TestFormats(t *testing.T) {
	broken := errors.New("the disk has gone")
	names := map[string]bool{}
	for _, f := range Formats() {
		if names[f.Name] || names[f.Label] || f.Label == "" || !strings.HasPrefix(f.Extension, ".") {
			t.Errorf("%+v: not unique or not whole", f)
		}
		names[f.Name], names[f.Label] = true, true
		if err := f.Write(failing{broken}, cod(), Options{}); !errors.Is(err, broken) {
			t.Errorf("%s: a writer that fails: got %v", f.Name, err)
		}
		if f.Name == "qdc" {
			continue // reads nothing and is never empty; see TestSchemas
		}
		p := cod()
		p.Codings = func(string) annotate.Codings {
			return func(yield func(annotate.Coding, error) bool) { yield(annotate.Coding{}, broken) }
		}
		p.Whole = func(string) (annotate.Article, error) { return annotate.Article{}, broken }
		if err := f.Write(io.Discard, p, Options{}); !errors.Is(err, broken) {
			t.Errorf("%s: a project that fails: got %v", f.Name, err)
		}
		if err := f.Write(io.Discard, Project{Name: "empty", Codings: func(string) annotate.Codings { return stream(nil) }}, Options{}); err != nil {
			t.Errorf("%s: an empty project: %v", f.Name, err)
		}
	}
}

// TestPassages: rows of a highlight come together, also where those of another
// stand between them.
func TestPassages(t *testing.T) {
	var got []string
	for p, err := range passages(cod().Codings(uuid(21))) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s %s: %s", p.HighlightID[len(p.HighlightID)-2:], p.Coder, strings.Join(p.paths, ", ")))
	}
	want := []string{"65 Ada: economy > trade, military", "66 Bo Østergård: economy > trade", `67 Ada: economy > trade > "fish"`, "68 Ada: "}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}
