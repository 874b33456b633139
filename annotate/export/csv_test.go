package export

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/annotate"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// codWar is a row with every field filled in.
var codWar = annotate.Coding{
	HighlightID: "h1", ArticleID: "a1", Article: "The Cod Wars", Authors: []string{"Ada Ström", "Bo, Jr."},
	Published: "1976-06-01", Site: "Fjord Daily", URL: "https://example.org/cod?x=1", SourceFile: "cod.html", Language: "en",
	Tag: "trade", TagPath: "economy > trade", Quote: "gunboats and trawlers", Note: "compare 1958", Coder: "coder",
	Start: 12, End: 33, Page: 2, Paragraph: 3,
	Created:   time.Date(2025, 5, 4, 12, 30, 0, 0, time.FixedZone("CEST", 2*60*60)),
	Changed:   time.Date(2025, 5, 4, 11, 0, 1, 999, time.UTC),
	Variables: []annotate.Variable{{Name: "region", Value: "north"}, {Name: "out let", Value: "daily; weekly"}},
}

// with returns codWar after change.
func with(change func(c *annotate.Coding)) annotate.Coding {
	c := codWar
	change(&c)
	return c
}

// awkward are rows that have gone wrong in other programs' tables.
var awkward = []annotate.Coding{
	codWar,
	with(func(c *annotate.Coding) { *c = annotate.Coding{HighlightID: "h2", ArticleID: "a2", End: 1} }),
	with(func(c *annotate.Coding) { c.Quote = `"No," he said` }),
	with(func(c *annotate.Coding) { c.Quote = "one line\nand another\n\n\nthird" }),
	with(func(c *annotate.Coding) { c.Quote = " blank at both ends\u00a0" }),
	with(func(c *annotate.Coding) { c.Quote = "naïve 😀 e\u0301 — 漁業" }),
	with(func(c *annotate.Coding) { c.Quote = "=1+2" }),
	with(func(c *annotate.Coding) { c.Quote = "+49 30" }),
	with(func(c *annotate.Coding) { c.Quote = "-5 degrees" }),
	with(func(c *annotate.Coding) { c.Quote = "@home" }),
	with(func(c *annotate.Coding) { c.Quote = "\ttabbed" }),
	with(func(c *annotate.Coding) { c.Quote = "'twas" }),
	with(func(c *annotate.Coding) { c.Quote = "''quoted'' twice" }),
	with(func(c *annotate.Coding) { c.Quote = "; semicolons; and\ttabs" }),
	with(func(c *annotate.Coding) { c.Tag, c.TagPath, c.Note = "NA", `\.`, "0012" }),
}

// stream turns rows into what a project gives.
func stream(rows []annotate.Coding) annotate.Codings {
	return func(yield func(annotate.Coding, error) bool) {
		for _, c := range rows {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func TestCSVGolden(t *testing.T) {
	variables := []string{"out let", "region", "unused"}
	for name, o := range map[string]Options{
		"plain":     {Variables: variables},
		"guard":     {Variables: variables, Guard: true},
		"semicolon": {Variables: variables, Delimiter: ';', BOM: true},
		"tab":       {Delimiter: '\t'},
	} {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := CSV(&got, stream(awkward), o); err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", name+".csv")
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("got\n%q\nwant\n%q", got.Bytes(), want)
			}
		})
	}
}

// TestCSVReadsBack holds every golden row against what encoding/csv makes of
// it, guarded or not.
func TestCSVReadsBack(t *testing.T) {
	for _, o := range []Options{{}, {Guard: true}, {Delimiter: ';'}, {Delimiter: '\t', Guard: true}} {
		rows := readCSV(t, awkward, o)
		if len(rows) != len(awkward)+1 {
			t.Fatalf("%+v: %d records, want %d", o, len(rows), len(awkward)+1)
		}
		for i, c := range awkward {
			cells := rows[i+1]
			for k, column := range columns {
				got := cells[k]
				if o.Guard {
					got = Unguard(got)
				}
				if want := column.cell(&c); got != want {
					t.Errorf("%+v: row %d, %s: got %q, want %q", o, i, column.name, got, want)
				}
			}
			if o.Guard && !Guarded(cells) {
				t.Errorf("row %d does not look guarded: %q", i, cells)
			}
		}
		if !o.Guard && Guarded(slices.Concat(rows...)) {
			t.Error("unguarded rows look guarded")
		}
	}
}

func readCSV(t *testing.T, rows []annotate.Coding, o Options) [][]string {
	t.Helper()
	var b bytes.Buffer
	if err := CSV(&b, stream(rows), o); err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(&b)
	if o.Delimiter != 0 {
		r.Comma = o.Delimiter
	}
	got, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestCSVErrors(t *testing.T) {
	broken := errors.New("the disk has gone")
	if err := CSV(io.Discard, func(yield func(annotate.Coding, error) bool) {
		_ = yield(codWar, nil) && yield(annotate.Coding{}, broken)
	}, Options{}); err != broken {
		t.Errorf("error of the rows: got %v", err)
	}
	if err := CSV(failing{broken}, stream(awkward), Options{}); err != broken {
		t.Errorf("error of the writer: got %v", err)
	}
	read := 0
	many := func(yield func(annotate.Coding, error) bool) {
		for read = 0; read < 100_000 && yield(codWar, nil); read++ {
		}
	}
	if err := CSV(failing{broken}, many, Options{}); err != broken || read > 1000 {
		t.Errorf("a writer that fails: got %v after %d rows", err, read)
	}
	for _, d := range []rune{'"', '\n', '\r', -1, 0xd800} {
		if err := CSV(io.Discard, stream(nil), Options{Delimiter: d}); err == nil {
			t.Errorf("delimiter %q: no error", d)
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// FuzzCSV: whatever stands in the cells, encoding/csv reads it back. A
// carriage return before a line feed is the one thing that its reader drops; no
// text of a project holds one.
func FuzzCSV(f *testing.F) {
	for _, c := range awkward {
		f.Add(c.Quote, c.Note, c.Tag, ',', true)
		f.Add(c.Quote, c.Note, c.Tag, ';', false)
	}
	f.Add("\r\n", "'\r", "\r\r\n\n", '\t', true)
	f.Fuzz(func(t *testing.T, quote, note, tag string, delimiter rune, guard bool) {
		want := annotate.Coding{Quote: quote, Note: note, Tag: tag}
		for _, s := range []*string{&want.Quote, &want.Note, &want.Tag} {
			for strings.Contains(*s, "\r\n") {
				*s = strings.ReplaceAll(*s, "\r\n", "\n")
			}
		}
		o := Options{Delimiter: delimiter, Guard: guard}
		if _, err := newTable(io.Discard, o); err != nil {
			return
		}
		rows := readCSV(t, []annotate.Coding{want, want}, o)
		if len(rows) != 3 {
			t.Fatalf("%d records, want 3", len(rows))
		}
		for _, cells := range rows[1:] {
			for k, column := range columns {
				got := cells[k]
				if guard {
					got = Unguard(got)
				}
				if want := column.cell(&want); got != want {
					t.Fatalf("%s: got %q, want %q", column.name, got, want)
				}
			}
		}
	})
}

// thousand repeats the awkward rows.
func thousand() iter.Seq[annotate.Coding] {
	return func(yield func(annotate.Coding) bool) {
		for i := range 1000 {
			if !yield(awkward[i%len(awkward)]) {
				return
			}
		}
	}
}

func BenchmarkCSV(b *testing.B) {
	rows := stream(slices.Collect(thousand()))
	count := &counter{}
	CSV(count, rows, Options{})
	b.SetBytes(count.n)
	b.ReportAllocs()
	for b.Loop() {
		if err := CSV(io.Discard, rows, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEncodingCSV is BenchmarkCSV with the writer of the standard library.
func BenchmarkEncodingCSV(b *testing.B) {
	rows := slices.Collect(thousand())
	write := func(out io.Writer) {
		w := csv.NewWriter(out)
		w.UseCRLF = true
		cells := make([]string, len(columns))
		for _, c := range rows {
			for k := range columns {
				cells[k] = columns[k].cell(&c)
			}
			if err := w.Write(cells); err != nil {
				b.Fatal(err)
			}
		}
		w.Flush()
	}
	count := &counter{}
	write(count)
	b.SetBytes(count.n)
	b.ReportAllocs()
	for b.Loop() {
		write(io.Discard)
	}
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

func ExampleCSV() {
	rows := []annotate.Coding{{
		HighlightID: "h1", ArticleID: "a1", Article: "The Cod Wars", Tag: "trade", TagPath: "trade",
		Quote: "fish,\nmostly", Coder: "ada", Start: 10, End: 22, Paragraph: 1,
		Created: time.Date(2025, 5, 4, 10, 30, 0, 0, time.UTC), Changed: time.Date(2025, 5, 4, 10, 30, 0, 0, time.UTC),
		Variables: []annotate.Variable{{Name: "outlet", Value: "daily"}},
	}}
	var b strings.Builder
	if err := CSV(&b, stream(rows), Options{Variables: []string{"outlet"}}); err != nil {
		fmt.Println(err)
	}
	fmt.Print(strings.ReplaceAll(b.String(), "\r", ""))
	// Output:
	// highlight_id,article_id,article,authors,published,site,url,source_file,language,tag,tag_path,quote,note,coder,start,end,page,paragraph,created,changed,var_outlet
	// h1,a1,The Cod Wars,,,,,,,trade,trade,"fish,
	// mostly",,ada,10,22,,1,2025-05-04T10:30:00Z,2025-05-04T10:30:00Z,daily
}
