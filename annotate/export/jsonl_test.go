package export

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"gloss/annotate"
)

func TestJSONGolden(t *testing.T) {
	golden(t, "annotations.jsonl", bytesOf(t, "json", cod()))
}

// TestJSONSelectors: both selectors of every line lead to the same passage of
// the text, and the lines have as many tags as the codings.
func TestJSONSelectors(t *testing.T) {
	p, tags := cod(), 0
	for line := range strings.Lines(string(bytesOf(t, "json", p))) {
		var a struct {
			Body   []struct{ Purpose, Value string }
			Target struct {
				Source   struct{ ID string }
				Selector []struct {
					Type, Exact, Prefix, Suffix string
					Start, End                  int
				}
			}
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		whole, err := p.Whole(strings.TrimPrefix(a.Target.Source.ID, "urn:uuid:"))
		if err != nil {
			t.Fatal(err)
		}
		at, quote := a.Target.Selector[0], a.Target.Selector[1]
		text := []rune(whole.Text.String())
		if got := string(text[at.Start:at.End]); got != quote.Exact {
			t.Errorf("at %d-%d stands %q, not %q", at.Start, at.End, got, quote.Exact)
		}
		if before, after := string(text[:at.Start]), string(text[at.End:]); !strings.HasSuffix(before, quote.Prefix) || !strings.HasPrefix(after, quote.Suffix) {
			t.Errorf("%q stands between %q and %q", quote.Exact, before, after)
		}
		q := annotate.Quote{Exact: quote.Exact, Prefix: quote.Prefix, Suffix: quote.Suffix}
		if s, how := q.Find(whole.Text, annotate.Span{}); s != (annotate.Span{Start: at.Start, End: at.End}) {
			t.Errorf("%q alone leads to %v (%s), not to %d-%d", quote.Exact, s, how, at.Start, at.End)
		}
		for _, b := range a.Body {
			if b.Purpose == "tagging" {
				tags++
			}
		}
	}
	rows := 0
	for c := range p.Codings("") {
		if c.Tag != "" {
			rows++
		}
	}
	if tags != rows {
		t.Errorf("%d tags, want %d", tags, rows)
	}
}

func BenchmarkJSON(b *testing.B) {
	p := cod()
	text := annotate.NewText(strings.Repeat("gunboats and trawlers ", 5000))
	p.Articles = p.Articles[:1]
	p.Whole = func(id string) (annotate.Article, error) { return annotate.Article{ID: id, Text: text}, nil }
	rows := make([]annotate.Coding, 1000)
	for i := range rows {
		rows[i] = with(func(c *annotate.Coding) {
			c.HighlightID, c.Start, c.End = fmt.Sprint(i), i*100, i*100+50
		})
	}
	p.Codings = func(string) annotate.Codings { return stream(rows) }
	b.ReportAllocs()
	for b.Loop() {
		count := &counter{}
		if err := jsonLines(count, p, Options{}); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(count.n)
	}
}
