package export

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"gloss/annotate"
)

// TestReportGolden leaves the style sheet out, which has a file of its own.
func TestReportGolden(t *testing.T) {
	golden(t, "report.html", []byte(strings.Replace(string(bytesOf(t, "html", cod())), reportStyle, "", 1)))
}

var (
	reportBlock = regexp.MustCompile(`(?s)<p class="block[^"]*" dir="auto">(.*?)</p>`)
	reportTag   = regexp.MustCompile(`(?s)<sup.*?</sup>|<[^>]*>`)
)

// TestReportIsWhole: the report holds every text to the character, every
// passage under its tags, links that lead somewhere, and loads nothing.
func TestReportIsWhole(t *testing.T) {
	p := cod()
	page := string(bytesOf(t, "html", p))
	var blocks, want []string
	for _, m := range reportBlock.FindAllStringSubmatch(page, -1) {
		blocks = append(blocks, html.UnescapeString(reportTag.ReplaceAllString(m[1], "")))
	}
	for _, a := range p.Articles {
		whole, err := p.Whole(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range whole.Blocks {
			want = append(want, whole.Text.Slice(b.Span))
		}
	}
	if strings.Join(blocks, "|") != strings.Join(want, "|") {
		t.Errorf("texts: got %q\nwant %q", blocks, want)
	}
	rows := 0
	for c := range p.Codings("") {
		rows++
		if !strings.Contains(page, ">"+html.EscapeString(c.Quote)+"<cite>") {
			t.Errorf("the passage %q is missing", c.Quote)
		}
	}
	if got := strings.Count(page, "<blockquote"); got != rows {
		t.Errorf("%d passages, want %d", got, rows)
	}
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]]++; ids[m[1]] > 1 {
			t.Errorf("two things have the id %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] == 0 {
			t.Errorf("a link leads to %s, which is not there", m[1])
		}
	}
	if m := regexp.MustCompile(`<(script|link|img|iframe)|src=|url\(|@import`).FindString(page); m != "" {
		t.Errorf("the report loads something: %s", m)
	}
}

// TestReportRuns shows how passages that overlap, end between blocks or begin
// there are painted: [ ] is a run with the numbers of its passages' tags, ^n
// the end of passage n.
func TestReportRuns(t *testing.T) {
	a := written(annotate.Article{ID: "a"}, "one two three", "four five")
	for _, test := range []struct {
		spans []annotate.Span
		want  string
	}{
		{nil, "one two three|four five"},
		{[]annotate.Span{{Start: 0, End: 13}}, "[one two three]^1|four five"},
		{[]annotate.Span{{Start: 4, End: 7}, {Start: 4, End: 13}}, "one [two]^1[ three]^2|four five"},
		{[]annotate.Span{{Start: 4, End: 14}}, "one [two three]^1|four five"},
		{[]annotate.Span{{Start: 8, End: 19}}, "one two [three]|[four]^1 five"},
		{[]annotate.Span{{Start: 14, End: 24}}, "one two three|[four five]^1"},
		{[]annotate.Span{{Start: 0, End: 24}, {Start: 4, End: 7}}, "[one ][two]^2[ three]|[four five]^1"},
	} {
		p := Project{Articles: []Article{{Article: annotate.Article{ID: "a"}}}, Whole: func(string) (annotate.Article, error) { return a, nil }}
		p.Codings = func(string) annotate.Codings {
			var rows []annotate.Coding
			for i, s := range test.spans {
				rows = append(rows, annotate.Coding{HighlightID: fmt.Sprint(i), ArticleID: "a", Start: s.Start, End: s.End, Quote: a.Text.Slice(s)})
			}
			return stream(rows)
		}
		var got []string
		for _, m := range reportBlock.FindAllStringSubmatch(string(bytesOf(t, "html", p)), -1) {
			s := regexp.MustCompile(`<sup[^>]*><a[^>]*>(\d+)</a></sup>`).ReplaceAllString(m[1], "^$1")
			s = regexp.MustCompile(`<mark[^>]*>`).ReplaceAllString(s, "[")
			got = append(got, strings.ReplaceAll(s, "</mark>", "]"))
		}
		if got := strings.Join(got, "|"); got != test.want {
			t.Errorf("%v: got %s, want %s", test.spans, got, test.want)
		}
	}
}
