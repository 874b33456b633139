package annotate_test

import (
	"testing"

	"gloss/annotate"
)

func TestCitation(t *testing.T) {
	for _, test := range []struct {
		c    annotate.Coding
		want string
	}{
		{annotate.Coding{Authors: []string{"Ada Ström"}, Published: "1976-06-01", Page: 2, Paragraph: 9}, "(Ada Ström, 1976, p. 2)"},
		{annotate.Coding{Authors: []string{"A", "B"}, Published: "1976", Paragraph: 9}, "(A & B, 1976, para. 9)"},
		{annotate.Coding{Authors: []string{"A", "B", "C"}, Paragraph: 1}, "(A et al., n.d., para. 1)"},
		{annotate.Coding{Site: "Fjord Daily", Article: "Title"}, "(Fjord Daily, n.d.)"},
		{annotate.Coding{Article: "The Cod Wars", SourceFile: "cod.html"}, "(“The Cod Wars”, n.d.)"},
		{annotate.Coding{SourceFile: "cod.html"}, "(cod.html, n.d.)"},
	} {
		if got := test.c.Citation(); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

// TestDescribe: a passage of an open article is cited with its own page and
// paragraph.
func TestDescribe(t *testing.T) {
	var b annotate.Builder
	b.Add(annotate.Heading, 1, 1, annotate.Piece{Text: "The Cod Wars"})
	b.Add(annotate.Paragraph, 0, 1, annotate.Piece{Text: "Gunboats met "}, annotate.Piece{Text: "trawlers.", Page: 2})
	a := annotate.Article{ID: "a", Title: "The Cod Wars", Authors: []string{"Ada Ström"}, Published: "1976-06-01", Variables: []annotate.Variable{{Name: "region", Value: "north"}}}
	b.Into(&a)
	span, _ := a.Text.Find("trawlers", 0)
	c := annotate.Coding{Start: span.Start, End: span.End, Quote: "trawlers", Coder: "Bo"}
	c.Describe(&a)
	if got, want := c.Cited(), "“trawlers” (Ada Ström, 1976, p. 2)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if c.ArticleID != "a" || c.Paragraph != 2 || c.Coder != "Bo" || len(c.Variables) != 1 {
		t.Errorf("got %+v", c)
	}
}

func TestExcerpt(t *testing.T) {
	for s, want := range map[string]string{"one\n\n two\t3": "one two 3", "🐟🐟🐟🐟🐟🐟🐟🐟🐟": "🐟🐟🐟🐟🐟🐟🐟🐟🐟", "0123456789": "012345678…"} {
		if got := annotate.Excerpt(s, 9); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}
