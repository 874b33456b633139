package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"gloss/annotate"
	"gloss/annotate/store"
)

func TestSpeed(t *testing.T) {
	w := opened(t)
	trade, _ := w.shown.tags.Find("trade")
	w.book.Choose(trade.ID)
	w.do(t, "speed")
	if !w.speed.root.Visible() || !strings.Contains(w.speed.text.Text, "“trade”") {
		t.Errorf("the line says %q", w.speed.text.Text)
	}
	w.drag(t, "frigates")
	w.idle()
	if w.tagbar.Box.Visible() {
		t.Error("the tag bar opened")
	}
	w.press("2") // arms another tag, and leaves the highlight alone
	w.drag(t, "Iceland")
	w.idle()
	w.wantCodings(t, "Iceland: military", "frigates: trade")
	w.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.speed.root.Visible() || w.armed != "" {
		t.Error("Escape did not end it")
	}
	w.drag(t, "limit")
	if !w.tagbar.Box.Visible() {
		t.Error("the tag bar did not come back")
	}
	w.do(t, "speed") // with a selection: that takes the tag too
	w.idle()
	w.wantCodings(t, "Iceland: military", "limit: trade", "frigates: trade")
	w.do(t, "undo")
	w.change("delete trade", func(tx *store.Tx) error { return tx.DeleteTag(trade.ID) }, nil)
	w.idle()
	if w.speed.root.Visible() {
		t.Error("a tag that is gone is still armed")
	}
}

func TestInVivo(t *testing.T) {
	w := opened(t)
	w.drag(t, "fifty miles.")
	w.do(t, "in vivo")
	w.drag(t, "frigates")
	w.press("2")
	w.do(t, "in vivo")
	w.wantCodings(t, "fifty miles.: fifty miles", "frigates: military, frigates")
	if got, want := w.menuSays("undo"), "Undo tag passage with its own words, frigates"; got != want {
		t.Errorf("menu: got %q, want %q", got, want)
	}
	w.do(t, "undo")
	w.wantCodings(t, "fifty miles.: fifty miles", "frigates: military")
	for passage, want := range map[string]string{
		"“Our land,”": "Our land", "a > b\nc": "a b c", " … ": "", "—": "",
		strings.Repeat("word ", 20): strings.TrimSpace(strings.Repeat("word ", 12))[:58],
	} {
		if got := inVivo(passage); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%q: got %q, want %q", passage, got, want)
		}
	}
}

// TestReshape moves ends by words, splits at the caret, and joins again.
func TestReshape(t *testing.T) {
	w := opened(t)
	w.drag(t, "sent frigates")
	w.press("2")
	w.setNote(w.chosen, "whose?")
	w.idle()
	for _, step := range []struct{ action, want string }{
		{"start back", "Britain sent frigates"}, {"end forward", "Britain sent frigates, and"},
		{"end back", "Britain sent frigates,"}, {"end back", "Britain sent"}, {"start forward", "sent"},
		{"start forward", "sent"}, {"end back", "sent"}, // no further
		{"end forward", "sent frigates"}, {"start back", "Britain sent frigates"},
	} {
		w.do(t, step.action)
		w.wantCodings(t, step.want+": military (whose?)")
	}
	s, _ := w.shown.article.Text.Find("sent frigates", 0)
	h := w.shown.highlights[0]
	w.article.view.Select(annotate.Span{Start: s.Start + 4, End: s.Start + 4})
	w.do(t, "split")
	w.wantCodings(t, "Britain sent: military (whose?)", "frigates: military")
	w.setNote(w.shown.highlights[1].ID, "which?")
	w.idle()
	w.do(t, "join")
	w.wantCodings(t, "Britain sent frigates: military (whose?\nwhich?)")
	if w.chosen != h.ID {
		t.Error("the joined highlight is not the chosen one")
	}
	if got, want := w.menuSays("undo"), "Undo join 2 highlights"; got != want {
		t.Errorf("menu: got %q, want %q", got, want)
	}
	for range 3 {
		w.do(t, "undo")
	}
	w.wantCodings(t, "Britain sent frigates: military (whose?)")
	w.article.view.Select(annotate.Span{Start: h.Span.Start, End: h.Span.Start})
	if w.canSplit() || w.canJoin() {
		t.Error("there is nothing to split or to join")
	}
}

func TestSplitSpan(t *testing.T) {
	text := annotate.NewText("one two  three")
	for _, c := range []struct {
		at   int
		want string
	}{{3, "one|two  three"}, {4, "one|two  three"}, {5, "one t|wo  three"}, {8, "one two|three"}, {0, ""}, {14, ""}} {
		a, b, ok := splitSpan(text, annotate.Span{Start: 0, End: 14}, c.at)
		got := ""
		if ok {
			got = text.Slice(a) + "|" + text.Slice(b)
		}
		if got != c.want {
			t.Errorf("at %d: got %q, want %q", c.at, got, c.want)
		}
	}
	if _, _, ok := splitSpan(annotate.NewText("a  "), annotate.Span{Start: 0, End: 3}, 1); ok {
		t.Error("white space became a highlight")
	}
}

func TestNeighbours(t *testing.T) {
	text := annotate.NewText("one two three four five")
	h := func(id string, start, end int, coder string, tags ...string) annotate.Highlight {
		return annotate.Highlight{ID: id, Span: annotate.Span{Start: start, End: end}, Coder: coder, Tags: tags}
	}
	all := []annotate.Highlight{
		h("a", 0, 3, "ada", "x", "y"), h("b", 4, 7, "ada", "y", "x"), h("c", 4, 7, "bo", "x", "y"),
		h("d", 6, 13, "ada", "x", "y"), h("e", 8, 13, "ada", "x"), h("f", 19, 23, "ada", "x", "y"),
	}
	for id, want := range map[string]string{"a": "abd", "b": "abd", "d": "abd", "c": "c", "e": "e", "f": "f", "none": ""} {
		got := ""
		for _, n := range neighbours(text, all, id) {
			got += n.ID
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}

func TestNextUncoded(t *testing.T) {
	w := opened(t)
	w.article.view.Select(annotate.Span{})
	w.drag(t, "fifty")
	w.press("1")
	w.article.view.Select(annotate.Span{})
	at := func() int { return w.shown.article.BlockAt(w.article.view.Selection().Start) + 1 }
	w.do(t, "next uncoded")
	if at() != 3 || w.status.message.Text != "2 paragraphs without a highlight of yours." {
		t.Errorf("went to paragraph %d, %q", at(), w.status.message.Text)
	}
	w.do(t, "next uncoded")
	if at() != 3 || !strings.HasPrefix(w.status.message.Text, "From here on") {
		t.Errorf("went to paragraph %d, %q", at(), w.status.message.Text)
	}
	w.do(t, "previous uncoded")
	if at() != 1 {
		t.Errorf("back to paragraph %d", at())
	}
	w.do(t, "previous uncoded")
	if at() != 1 || !strings.HasPrefix(w.status.message.Text, "Before this") {
		t.Errorf("went to paragraph %d, %q", at(), w.status.message.Text)
	}
}

func TestOnlyCoder(t *testing.T) {
	w := disputed(t)
	names := func() string { return w.shown.coders[w.onlyCoder].Name }
	for _, want := range []string{"Ada", "Bo", ""} {
		w.do(t, "only coder")
		if names() != want {
			t.Errorf("got %q, want %q", names(), want)
		}
	}
	if got, want := w.menuSays("only coder"), "Show only highlights of Ada"; got != want {
		t.Errorf("menu: got %q, want %q", got, want)
	}
	w.do(t, "only coder")
	w.choose("", nil)
	w.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.onlyCoder != "" {
		t.Error("Escape does not show all")
	}
}
