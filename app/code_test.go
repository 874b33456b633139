package app_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/export"
	"gloss/annotate/store"
	"gloss/app"
)

// shelf is a project with three articles, two of the same title.
func shelf(t testing.TB) *store.Project {
	p := newProject(t)
	add(t, p, "The Cod Wars", "cod.html", "Gunboats and trawlers met.\nTrawlers fished. \"No,\" he said; naïve 😀 talk.\n=1+2 is a sum")
	add(t, p, "Twins", "one.txt", "The first twin.")
	add(t, p, "Twins", "two.txt", "The second twin.")
	return p
}

func describe(r app.CodeReport) string {
	s := fmt.Sprintf("rows=%d added=%d changed=%d same=%d tags=%d coders=%d\n", r.Rows, r.Added, r.Changed, r.Same, r.Tags, r.Coders)
	return s + rejected(r.Rejected)
}

func rejected(rows []app.Rejected) string {
	s := ""
	for _, r := range rows {
		s += fmt.Sprintf("line %d: %s\n", r.Line, r.Reason)
	}
	return s
}

// TestCode applies the table of each file to the shelf, twice: the second time
// must change nothing.
func TestCode(t *testing.T) {
	golden(t, "code", func(t *testing.T, input string) string {
		p := shelf(t)
		r, err := app.Code(t.Context(), p, "codings.csv", strings.NewReader(input))
		if err != nil {
			return "error: " + err.Error() + "\n"
		}
		check(t, p)
		got := dump(t, p)
		again, err := app.Code(t.Context(), p, "codings.csv", strings.NewReader(input))
		if err != nil {
			t.Fatal(err)
		}
		if again.Added+again.Changed+again.Tags+again.Coders > 0 || dump(t, p) != got {
			t.Errorf("the second time: %s%s", describe(again), dump(t, p))
		}
		return describe(r) + got
	})
}

// TestCodeTakesExports: whatever way a project was exported, the table changes
// nothing in it, and in a project with the same articles it makes the same
// highlights.
func TestCodeTakesExports(t *testing.T) {
	p := shelf(t)
	add(t, p, "Apostrophes", "quotes.txt", "''twas said'' and 'so on'")
	table := `article,start,end,tag,note,coder
cod.html,0,8,military,see 1958,
cod.html,0,8,navy > boats,see 1958,
cod.html,0,8,military,,Bo
cod.html,44,49,,"two
lines",
cod.html,76,81,trade,'=already,Bo
cod.html,64,72,,,
quotes.txt,0,11,trade,''twice,
two.txt,0,3,,- dash,
`
	if r, err := app.Code(t.Context(), p, "codings.csv", strings.NewReader(table)); err != nil || len(r.Rejected) > 0 {
		t.Fatal(r, err)
	}
	want, options := dump(t, p), map[string]export.Options{
		"plain":     {},
		"bom":       {BOM: true},
		"guard":     {Guard: true, BOM: true},
		"semicolon": {Delimiter: ';'},
		"tab":       {Delimiter: '\t', Guard: true},
	}
	for name, o := range options {
		t.Run(name, func(t *testing.T) {
			data := exported(t, p, o)
			r, err := app.Code(t.Context(), p, "export.csv", bytes.NewReader(data))
			if err != nil || r.Added+r.Changed+r.Tags+r.Coders+len(r.Rejected) > 0 || r.Same != 8 {
				t.Errorf("back into the project: %v %v", describe(r), err)
			}
			if got := dump(t, p); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			other := shelf(t)
			add(t, other, "Apostrophes", "quotes.txt", "''twas said'' and 'so on'")
			r, err = app.Code(t.Context(), other, "export.csv", bytes.NewReader(data))
			if err != nil || len(r.Rejected) > 0 {
				t.Errorf("into another project: %v %v", describe(r), err)
			}
			if got := dump(t, other); got != want {
				t.Errorf("into another project: got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestCodeIsOneAction: one undo takes the whole table back, with what was made
// on the way.
func TestCodeIsOneAction(t *testing.T) {
	p := shelf(t)
	before := dump(t, p)
	table := "article,quote,tag,coder\ncod.html,met,navy > boats,Bo\nTwins,no such,trade,\none.txt,twin,trade,\n"
	r, err := app.Code(t.Context(), p, "codings.csv", strings.NewReader(table))
	if err != nil || r.Added != 2 || len(r.Rejected) != 1 {
		t.Fatal(describe(r), err)
	}
	action, err := p.Undo()
	if err != nil || action.Label != "add codings from codings.csv" {
		t.Errorf("undid %q, %v", action.Label, err)
	}
	if got := dump(t, p); got != before {
		t.Errorf("after undo:\n%s\nwant\n%s", got, before)
	}
}

func TestCodeCancelled(t *testing.T) {
	p := shelf(t)
	before := dump(t, p)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := app.Code(ctx, p, "codings.csv", strings.NewReader("article,quote\ncod.html,met\n"))
	if !errors.Is(err, context.Canceled) || dump(t, p) != before {
		t.Errorf("got %v and\n%s", err, dump(t, p))
	}
}

// TestCodeUTF16 reads what Excel calls Unicode text.
func TestCodeUTF16(t *testing.T) {
	p := shelf(t)
	table := []byte{0xff, 0xfe}
	for _, r := range "article\tquote\ttag\r\ncod.html\tnaïve\ttrade\r\n" {
		table = append(table, byte(r), byte(r>>8))
	}
	r, err := app.Code(t.Context(), p, "codings.txt", bytes.NewReader(table))
	if err != nil || r.Added != 1 {
		t.Errorf("%s %v", describe(r), err)
	}
}

// TestCodeRandom: whatever a table says, the project stays whole, every row is
// accounted for, and the second time changes nothing. (It is no fuzz target,
// because SQLite is slow under coverage; FuzzTable looks at odd bytes.)
func TestCodeRandom(t *testing.T) {
	p := shelf(t)
	pick := rand.New(rand.NewPCG(1, 2))
	one := func(of ...string) string { return of[pick.IntN(len(of))] }
	for range 60 {
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Comma = rune(one(",", ";", "\t")[0])
		w.Write([]string{"article", "start", "end", "quote", "tag", "tag_path", "note", "coder"})
		rows := 1 + pick.IntN(12)
		for range rows {
			w.Write([]string{
				one("cod.html", "cod.html", "one.txt", "Twins", "nowhere"),
				one("", "0", "5", "-1", "x"), one("", "8", "20", "99"), one("", "", "met", "a", "Gunboats", "first"),
				one("", "trade", "TRADE", "fish > cod", "cod", ">"), one("", "", "", "fish > cod", "sea > cod"),
				one("", "a note", " a note ", "two\nlines", "''tis", "=1"), one("", "Ann", "ann", "Bo", "bo "),
			})
		}
		w.Flush()
		r, err := app.Code(t.Context(), p, "t.csv", strings.NewReader(b.String()))
		if err != nil || r.Rows != rows || r.Added+r.Changed+r.Same+len(r.Rejected) > rows {
			t.Fatalf("%s%s %v", b.String(), describe(r), err)
		}
		before := dump(t, p)
		again, err := app.Code(t.Context(), p, "t.csv", strings.NewReader(b.String()))
		if err != nil || again.Same+len(again.Rejected) != rows || dump(t, p) != before {
			t.Fatalf("the second time: %s%s %v", b.String(), describe(again), err)
		}
	}
	check(t, p)
	if got := dump(t, p); strings.Count(got, "The Cod Wars") < 5 {
		t.Errorf("hardly a row was used:\n%s", got)
	}
}

func BenchmarkCode(b *testing.B) {
	p := newProject(b)
	add(b, p, "Long", "long.txt", strings.Repeat("The gunboats met the trawlers once more. ", 20_000))
	var table strings.Builder
	table.WriteString("article,start,end,tag\n")
	for i := range 10_000 {
		fmt.Fprintf(&table, "long.txt,%d,%d,%s\n", i*50, i*50+30, annotate.DefaultTags()[i%3].Name)
	}
	b.ReportAllocs()
	for b.Loop() {
		r, err := app.Code(b.Context(), p, "codings.csv", strings.NewReader(table.String()))
		if err != nil || len(r.Rejected) > 0 {
			b.Fatal(describe(r), err)
		}
		b.StopTimer()
		if _, err := p.Undo(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
