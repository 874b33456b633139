package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
)

func TestPassages(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.drag(t, "frigates")
	w.press("3")
	w.do(t, "next article")
	w.drag(t, "herring")
	w.press("3")
	w.do(t, "passages")
	list := func() string {
		var out []string
		for _, r := range w.passages.rows {
			out = append(out, r.Quote+"="+r.tags)
		}
		return strings.Join(out, " ")
	}
	if got, want := list(), "frigates=military, trade herring=trade"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	w.passages.sort(1)
	w.passages.sort(1)
	if got, want := list(), "herring=trade frigates=military, trade"; got != want {
		t.Errorf("by tags, the last first: got %q, want %q", got, want)
	}
	w.passages.filter.SetText("MILITARY")
	if got, want := list(), "frigates=military, trade"; got != want {
		t.Errorf("filtered: got %q, want %q", got, want)
	}
	r := w.passages.rows[0]
	w.passages.table.OnHighlighted(widget.TableCellID{Row: 0, Col: 2})
	w.do(t, "cite")
	if got, want := w.app.Clipboard().Content(), r.Cited(); got != want || !strings.HasPrefix(got, "“frigates” (") {
		t.Errorf("copied %q, want %q", got, want)
	}
	w.jump(r.ArticleID, r.HighlightID, annotate.Span{Start: r.Start, End: r.End})
	w.idle()
	if w.article.title.Text != "The Cod Wars" || w.chosen != r.HighlightID || !w.viewing(viewRead) {
		t.Error("the jump did not lead to the passage")
	}
	w.app.Clipboard().SetContent("")
	w.do(t, "cite")
	if got, want := w.app.Clipboard().Content(), r.Cited(); got != want {
		t.Errorf("from the reader: copied %q, want %q", got, want)
	}
}

func TestSearch(t *testing.T) {
	w := opened(t)
	w.library.search.SetText("trade")
	w.idle()
	if len(w.library.results) != 2 || w.library.found.Text != "2 places in 2 articles" {
		t.Errorf("got %d hits, %q", len(w.library.results), w.library.found.Text)
	}
	hit := w.library.results[slices.IndexFunc(w.library.results, func(h store.Hit) bool { return h.Title == "Where the herring went" })]
	w.library.onOpen(hit.Article, hit.Span)
	w.idle()
	if w.article.title.Text != "Where the herring went" {
		t.Errorf("the hit opened %q", w.article.title.Text)
	}
	w.library.search.SetText("")
	if w.library.hits.Visible() || !w.library.articles.Visible() {
		t.Error("the list did not come back")
	}
}

func TestFind(t *testing.T) {
	w := opened(t)
	w.do(t, "find")
	w.article.find.entry.SetText("LIMIT")
	if got := w.article.find.count.Text; got != "1 of 1" {
		t.Errorf("got %q", got)
	}
	for _, c := range []struct {
		text, words string
		want        int
	}{{"Über über ÜBER", "über", 3}, {"aaaa", "aa", 2}, {"it’s\nso", "it's so", 1}, {"abc", "", 0}} {
		if got := findAll(fold([]rune(c.text)), c.words); len(got) != c.want {
			t.Errorf("%q in %q: got %v, want %d", c.words, c.text, got, c.want)
		}
	}
}
