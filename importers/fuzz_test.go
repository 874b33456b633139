package importers

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"gloss/annotate"
)

// The law of every importer: no panic, an article that Check accepts or a
// sentence, and the same result for the same bytes.

func FuzzHTML(f *testing.F)     { fuzz(f, "html", "*.txtar") }
func FuzzText(f *testing.F)     { fuzz(f, "text", "text_*.txtar") }
func FuzzMarkdown(f *testing.F) { fuzz(f, "markdown", "markdown*.txtar") }
func FuzzMHTML(f *testing.F)    { fuzz(f, "mhtml", "mhtml*.txtar") }
func FuzzDOCX(f *testing.F)     { fuzz(f, "docx", "docx*.txtar") }
func FuzzODT(f *testing.F)      { fuzz(f, "odt", "odt*.txtar") }
func FuzzRTF(f *testing.F)      { fuzz(f, "rtf", "rtf*.txtar") }
func FuzzEPUB(f *testing.F)     { fuzz(f, "epub", "epub*.txtar") }

// FuzzDOCXText gives the reader any text of a document in a sound archive,
// which random bytes hardly ever are.
func FuzzDOCXText(f *testing.F) { fuzzParts(f, "docx", "docx*.txtar", "word/document.xml") }

// FuzzODTText does the same for OpenDocument texts.
func FuzzODTText(f *testing.F) { fuzzParts(f, "odt", "odt*.txtar", "content.xml") }

// FuzzEPUBBook does the same for what says what a book is made of.
func FuzzEPUBBook(f *testing.F) { fuzzParts(f, "epub", "epub*.txtar", "book/all.opf") }

// fuzzParts replaces one part of the first seed.
func fuzzParts(f *testing.F, format, seeds, name string) {
	files, err := filepath.Glob("testdata/" + seeds)
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, file := range files {
		for _, p := range readGolden(f, file).parts {
			f.Add(p.data)
		}
	}
	others := slices.DeleteFunc(readGolden(f, files[0]).parts, func(p part) bool { return p.name == name })
	f.Fuzz(func(t *testing.T, data string) {
		law(t, format, zipped(t, append([]part{{name, data}}, others...)...))
	})
}

func fuzz(f *testing.F, format, seeds string) {
	files, err := filepath.Glob("testdata/" + seeds)
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		f.Add(readGolden(f, file).source(f))
	}
	f.Fuzz(func(t *testing.T, data []byte) { law(t, format, data) })
}

func law(t *testing.T, format string, data []byte) {
	t.Helper()
	one, err1 := Bytes(context.Background(), "a."+format, data, Options{Format: format})
	two, err2 := Bytes(context.Background(), "a."+format, data, Options{Format: format})
	if (err1 == nil) != (err2 == nil) || err1 != nil && err1.Error() != err2.Error() {
		t.Fatalf("the same bytes gave %v and %v", err1, err2)
	}
	if err1 != nil {
		return
	}
	if err := one.Article.Check(); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(one, two) {
		t.Fatalf("the same bytes gave\n%s\nand\n%s", dump(one), dump(two))
	}
	if one.Article.ID != "" || one.Article.Status != "" || one.Article.Added != (time.Time{}) {
		t.Fatal("an importer gave an identity")
	}
}

// FuzzNormalDate holds that what is taken for a date is one that an article
// may have.
func FuzzNormalDate(f *testing.F) {
	for _, s := range []string{"2025-05-04", "May 4, 2025", "04.05.2025", "2025年5月4日", "0:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := annotate.Article{Published: normalDate(s)}
		if err := a.Check(); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	})
}
