package annotate_test

import (
	"strings"
	"testing"

	"gloss/annotate"
)

// sound is an article that passes its check, for tests to spoil.
func sound() annotate.Article {
	text := annotate.NewText("Title\n\nTwo\nlines\n\n  pre\n\nformatted")
	return annotate.Article{
		Title: "Title", Authors: []string{"Ann", "\u0301b"}, Published: "2025-05", URL: "https://example.org", Status: annotate.Done,
		Text: text,
		Blocks: []annotate.Block{
			{Span: annotate.Span{Start: 0, End: 5}, Kind: annotate.Heading, Level: 1, Page: 1},
			{Span: annotate.Span{Start: 7, End: 16}, Kind: annotate.Paragraph, Page: 1},
			{Span: annotate.Span{Start: 18, End: 34}, Kind: annotate.Preformatted, Page: 2},
		},
		Marks: []annotate.Mark{
			{Span: annotate.Span{Start: 0, End: 5}, Style: annotate.Bold},
			{Span: annotate.Span{Start: 7, End: 12}, Style: annotate.Link, URL: "mailto:a@example.org"},
		},
		Variables: []annotate.Variable{{Name: "region", Value: ""}},
	}
}

func TestArticleCheck(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(a *annotate.Article)
		want  string // empty: all is well
	}{
		{"sound", func(a *annotate.Article) {}, ""},
		{"empty", func(a *annotate.Article) { *a = annotate.Article{} }, ""},
		{"title of two lines", func(a *annotate.Article) { a.Title = "a\nb" }, "title"},
		{"author with a tab", func(a *annotate.Article) { a.Authors[0] = "a\tb" }, "authors"},
		{"date", func(a *annotate.Article) { a.Published = "2025-13" }, "is not a date"},
		{"day", func(a *annotate.Article) { a.Published = "2025-12-32" }, "is not a date"},
		{"address", func(a *annotate.Article) { a.URL = "file:///etc/passwd" }, "is not http or https"},
		{"status", func(a *annotate.Article) { a.Status = "half" }, "unknown status"},
		{"unclean", func(a *annotate.Article) { a.Text = annotate.NewText("Titl\x00" + a.Text.String()[5:]) }, "not clean"},
		{"not composed", func(a *annotate.Article) { a.Text = annotate.NewText("Tie\u0301" + a.Text.String()[4:]) }, "not clean"},
		{"variable without a name", func(a *annotate.Article) { a.Variables[0].Name = " " }, "variable name"},
		{"no blocks", func(a *annotate.Article) { a.Blocks = nil }, "a text without blocks"},
		{"blocks without text", func(a *annotate.Article) { a.Text = annotate.Text{} }, "past the end"},
		{"late start", func(a *annotate.Article) { a.Blocks[0].Span.Start = 1 }, "block 0 starts at 1, not at 0"},
		{"early end", func(a *annotate.Article) { a.Blocks[2].Span.End-- }, "the blocks end at 33, the text at 34"},
		{"gap", func(a *annotate.Article) { a.Blocks = append(a.Blocks[:1], a.Blocks[2]) }, "block 1 starts at 18, not at 7"},
		{"no blank line", func(a *annotate.Article) { a.Blocks[0].Span.End = 4 }, "no blank line before block 1"},
		{"line break at the edge", func(a *annotate.Article) {
			a.Text = annotate.NewText("Titl\n" + a.Text.String()[5:])
		}, "line break at an edge"},
		{"blank line inside", func(a *annotate.Article) { a.Blocks[2].Kind = annotate.Paragraph }, "a blank line inside"},
		{"unknown kind", func(a *annotate.Article) { a.Blocks[0].Kind = "song" }, "unknown kind"},
		{"negative page", func(a *annotate.Article) { a.Blocks[0].Page = -1 }, "page -1"},
		{"mark past the text", func(a *annotate.Article) { a.Marks[1].Span.End = 99 }, "mark 1"},
		{"marks out of order", func(a *annotate.Article) { a.Marks[0].Span = annotate.Span{Start: 8, End: 9} }, "mark 1 is out of order"},
		{"script", func(a *annotate.Article) { a.Marks[1].URL = "javascript:alert(1)" }, "mark 1 links to"},
		{"unknown style", func(a *annotate.Article) { a.Marks[0].Style = "loud" }, "unknown style"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := sound()
			test.spoil(&a)
			err := a.Check()
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestBlockAt(t *testing.T) {
	a := sound()
	for pos, want := range map[int]int{-1: 0, 0: 0, 4: 0, 5: 0, 6: 0, 7: 1, 16: 1, 17: 1, 18: 2, 33: 2, 99: 2} {
		if got := a.BlockAt(pos); got != want {
			t.Errorf("position %d lies in block %d, want %d", pos, got, want)
		}
	}
	if got := a.PageAt(20); got != 2 {
		t.Errorf("page %d", got)
	}
	var none annotate.Article
	if none.BlockAt(0) != -1 || none.PageAt(0) != 0 {
		t.Errorf("an empty article: block %d, page %d", none.BlockAt(0), none.PageAt(0))
	}
}

func TestLinkURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org/a?b": "https://example.org/a?b", " mailto:a@example.org\n": "mailto:a@example.org",
		"/relative": "", "javascript:alert(1)": "", "https://": "", "HTTPS://example.org": "HTTPS://example.org", "": "", "http://%": "", "data:text/html,x": "",
	} {
		if got := annotate.LinkURL(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestHighlightCheck(t *testing.T) {
	for _, test := range []struct {
		name, text, quote string
		tags              []string
		note, want        string
	}{
		{"sound", "one [zwö] three", "zwö", []string{"a", "b"}, "a\nnote", ""},
		{"plain", "[one]", "one", nil, "", ""},
		{"other quote", "one [two]", "three", nil, "", `the text at [4,7) is "two", not the quote "three"`},
		{"empty", "one", "", nil, "", "end 0 is not after start 0"},
		{"tag twice", "[one]", "one", []string{"a", "a"}, "", "stands twice"},
		{"empty tag", "[one]", "one", []string{""}, "", "is empty"},
		{"note", "[one]", "one", nil, "\x00", "control characters"},
	} {
		text, spans := marked(t, test.text)
		spans = append(spans, annotate.Span{})
		h := annotate.Highlight{Span: spans[0], Quote: annotate.Quote{Exact: test.quote}, Tags: test.tags, Note: test.note}
		err := h.Check(text)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
}

func TestSpan(t *testing.T) {
	for _, test := range []struct {
		spans                    string
		covers, overlaps         bool
		intersection, otherwards string // the text of the intersection, both ways
	}{
		{"[one] {two}", false, false, "", ""},
		{"[one]{two}", false, false, "", ""},
		{"[o{ne] t}wo", false, true, "ne", "ne"},
		{"[o{ne} t]wo", true, true, "ne", "ne"},
		{"[{one}] two", true, true, "one", "one"},
		{"{o[ne] t}wo", false, true, "ne", "ne"},
		{"[one {}two]", true, false, "", ""},
	} {
		text, s := marked(t, test.spans)
		if got := s[0].Covers(s[1]); got != test.covers {
			t.Errorf("%s: covers %v", test.spans, got)
		}
		if s[0].Overlaps(s[1]) != test.overlaps || s[1].Overlaps(s[0]) != test.overlaps {
			t.Errorf("%s: overlaps %v", test.spans, !test.overlaps)
		}
		if got, back := text.Slice(s[0].Intersect(s[1])), text.Slice(s[1].Intersect(s[0])); got != test.intersection || back != test.otherwards {
			t.Errorf("%s: intersection %q, %q", test.spans, got, back)
		}
		if both := s[0].Intersect(s[1]); both.Len() < 0 || both.Empty() == test.overlaps {
			t.Errorf("%s: intersection %v", test.spans, both)
		}
	}
}
