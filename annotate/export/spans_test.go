package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"gloss/annotate"
)

func TestSpansGolden(t *testing.T) {
	golden(t, "spans.spacy.jsonl", bytesOf(t, "spacy", cod()))
	golden(t, "spans.doccano.jsonl", bytesOf(t, "doccano", cod()))
}

// TestSpans: both formats have the tagged passages of every article, each once
// whoever marked it, at places where the quote stands; and articles without any
// only if they are done.
func TestSpans(t *testing.T) {
	p := cod()
	want := map[string][]string{}
	for c := range p.Codings("") {
		if s := fmt.Sprintf("%s %s: %s", c.ArticleID, c.TagPath, c.Quote); c.TagPath != "" && !slices.Contains(want[c.ArticleID], s) {
			want[c.ArticleID] = append(want[c.ArticleID], s)
		}
	}
	type span struct {
		Start, End int
		Label      string
	}
	check := func(name string, lines int, read func(line []byte) (text, article string, spans []span)) {
		n := 0
		for in := bufio.NewScanner(bytes.NewReader(bytesOf(t, name, p))); in.Scan(); n++ {
			text, article, spans := read(in.Bytes())
			characters := []rune(text)
			var got []string
			for _, s := range spans {
				got = append(got, fmt.Sprintf("%s %s: %s", article, s.Label, string(characters[s.Start:s.End])))
			}
			if !slices.Equal(got, want[article]) {
				t.Errorf("%s: got %q\nwant %q", name, got, want[article])
			}
		}
		if n != lines {
			t.Errorf("%s: %d lines, want %d", name, n, lines)
		}
	}
	both := func(lines int) {
		check("spacy", lines, func(line []byte) (text, article string, spans []span) {
			var l struct {
				Text  string
				Spans []span
				Meta  struct {
					ID string `json:"article_id"`
				}
			}
			if err := json.Unmarshal(line, &l); err != nil {
				t.Fatal(err)
			}
			return l.Text, l.Meta.ID, l.Spans
		})
		check("doccano", lines, func(line []byte) (text, article string, spans []span) {
			var l struct {
				Text  string
				ID    string `json:"article_id"`
				Label [][3]any
			}
			if err := json.Unmarshal(line, &l); err != nil {
				t.Fatal(err)
			}
			for _, s := range l.Label {
				spans = append(spans, span{int(s[0].(float64)), int(s[1].(float64)), s[2].(string)})
			}
			return l.Text, l.ID, spans
		})
	}
	both(2)
	p.Articles[1].Status = annotate.Done
	both(3)
}
