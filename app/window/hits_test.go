package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"gloss/app/panes"
)

// typeKeys gives characters to the list of hits.
func (v *hits) typeKeys(s string) {
	for _, r := range s {
		v.list.TypedRune(r)
	}
}

// seek finds words in the view and waits for the hits.
func (w *window) seek(words string) {
	w.hits.words.SetText(words)
	w.hits.start()
	w.idle()
}

func TestFindAndCode(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.do(t, viewHits)
	v := w.hits
	v.tag.SetText("trade > fish")
	w.seek("herring, fish*, limit, frigates")
	if got, want := v.about.Text, "5 hits in 2 articles · 5 to decide"; got != want {
		t.Fatalf("got %q, want %q", got, want)
	}
	if v.at != 0 || !v.code.Disabled() {
		t.Error("the first hit is not the one to judge, or there is something to code")
	}
	v.typeKeys("yny")
	if got, want := v.about.Text, "5 hits in 2 articles · 2 of 3 accepted: precision 67 % · 2 to decide"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	v.typeKeys("N")
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	v.typeKeys("u")
	if v.at != 4 || v.verdicts[4] != panes.Undecided || v.verdicts[3] != panes.Rejected {
		t.Errorf("at %d: %v", v.at, v.verdicts)
	}
	v.typeKeys("y")
	if got, want := v.code.Text, "Code 3 passages as trade > fish"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	v.apply()
	w.idle()
	var got []string
	for c, err := range w.project.Codings(v.places[0]) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, c.Quote+"="+c.TagPath)
	}
	if got, want := strings.Join(got, " "), "fishing=trade > fish frigates=military frigates=trade > fish herring=trade > fish"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if w.shown.undo != "find and code herring, fish*, limit and 1 more as trade > fish: 3 of 5 accepted" {
		t.Errorf("the action is called %q", w.shown.undo)
	}

	w.do(t, "undo")
	if v.number[panes.Accepted] != 3 || v.number[panes.Already] != 0 {
		t.Errorf("undone: %v", v.number)
	}
	w.do(t, "redo")
	v.apply()
	w.idle()
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	v.typeKeys("y") // is coded: nothing to judge
	w.seek("herring, fish*, limit, frigates")
	if got := v.about.Text; !strings.HasPrefix(got, "5 hits in 2 articles, 3 coded already · 2 to decide · last time 3 of 5 accepted: precision 60 % (") {
		t.Errorf("got %q", got)
	}
	v.typeKeys("y")
	w.seek("herring")
	if w.sheet == nil {
		t.Fatal("an accepted hit was given up without a question")
	}
	w.sheet.confirm()
	w.idle()
	if got := v.about.Text; !strings.HasPrefix(got, "2 hits in 1 article, 1 coded already") {
		t.Errorf("got %q", got)
	}
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.idle()
	if w.article.title.Text != "Where the herring went" || !w.viewing(viewRead) {
		t.Errorf("Return opened %q", w.article.title.Text)
	}
}

func TestFindAndCodeSays(t *testing.T) {
	w := opened(t)
	w.do(t, viewHits)
	v := w.hits
	for words, want := range map[string]string{
		"":     "There is nothing to find; give words, a phrase or a regular expression.",
		"%":    `"%" holds no word; signs are found by a regular expression.`,
		"owls": "Nothing found. Try the beginning of a word and *, or fewer conditions.",
	} {
		if w.seek(words); v.about.Text != want {
			t.Errorf("%q: got %q, want %q", words, v.about.Text, want)
		}
	}
	v.kind.SetSelectedIndex(1)
	if w.seek("h[ae]"); len(v.found) != 8 {
		t.Errorf("%d hits", len(v.found))
	}
	v.unit.SetSelectedIndex(2)
	v.where.SetSelectedIndex(1)
	w.seek("h[ae]r")
	if len(v.found) != 0 {
		t.Errorf("%d hits in the open article", len(v.found))
	}
}
