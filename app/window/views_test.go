package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/panes"
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
	w.passages.bar.words.SetText("FRIG")
	w.idle()
	if got, want := list(), "frigates=military, trade"; got != want {
		t.Errorf("filtered: got %q, want %q", got, want)
	}
	r := w.passages.rows[0]
	w.passages.table.OnHighlighted(widget.TableCellID{Row: 0, Col: 2})
	w.do(t, "cite")
	if got, want := w.app.Clipboard().Content(), r.Cited(); got != want || !strings.HasPrefix(got, "“frigates” (") {
		t.Errorf("copied %q, want %q", got, want)
	}
	w.passages.bar.words.SetText("")
	w.idle()
	if got, want := w.passages.whole.text.String(), r.Quote; !strings.Contains(got, "Britain sent "+want+", and trade suffered.") || w.passages.rows[w.passages.at].HighlightID != r.HighlightID {
		t.Errorf("below the table stands %q", got)
	}
	if !w.viewing(viewPassages) {
		t.Error("pointing at a passage led away from the table")
	}
	w.passages.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
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

// TestFilter chooses by tag in the dialog, saves the filter, takes its chip away
// and brings it back by its name, in the view and in the export.
func TestFilter(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.drag(t, "trade")
	w.press("3")
	quotes := func() string {
		var out []string
		for _, r := range w.passages.rows {
			out = append(out, r.Quote)
		}
		return strings.Join(out, " ")
	}
	chips := func() string {
		var out []string
		for _, p := range filterParts(w.passages.bar.filter, w.shown) {
			out = append(out, p.text)
		}
		return strings.Join(out, ", ")
	}
	x := w.askFilter()
	x.tags.toggle(slices.Index(x.tags.names, "trade"))
	x.dates[0].SetText("last year")
	w.sheet.confirm()
	if w.sheet == nil || !x.wrong.Visible() {
		t.Error("no date was taken for one")
	}
	x.dates[0].SetText("")
	x.statuses.SetSelected([]string{"unread"})
	w.sheet.confirm()
	w.idle()
	if got, want := quotes()+": "+chips(), "trade: tag: trade, article unread"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	w.passages.bar.words.SetText("tra")
	w.do(t, "save filter")
	name := w.win.Canvas().Focused().(*panes.Field)
	name.SetText("Goods")
	w.sheet.confirm()
	w.idle()
	if len(w.shown.filters) != 1 || w.shown.filters[0].Filter.Words != "tra*" || w.passages.bar.kept.Selected != "Goods" {
		t.Errorf("saved %+v, chosen %q", w.shown.filters, w.passages.bar.kept.Selected)
	}
	w.passages.bar.words.SetText("")
	for range 2 {
		b := w.passages.bar
		b.filter = filterParts(b.filter, w.shown)[0].without
		b.changed()
	}
	w.idle()
	if got, want := quotes()+chips(), "frigates trade"; got != want || w.passages.bar.kept.Selected != "" {
		t.Errorf("got %q, want %q", got, want)
	}
	w.passages.bar.kept.SetSelected("Goods")
	w.idle()
	if got, want := quotes()+": "+w.passages.bar.words.Text, "trade: tra"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	e := w.askExport()
	w.idle()
	all := len(e.rows)
	e.kept.SetSelected("Goods")
	w.idle()
	if all != 3 || len(e.rows) != 2 {
		t.Errorf("the export has %d rows, then %d", all, len(e.rows))
	}
	e.sheet.close()
	w.passages.bar.askRename("Goods")
	w.win.Canvas().Focused().(*panes.Field).SetText("Wares")
	w.sheet.confirm()
	w.idle()
	if w.passages.bar.kept.Selected != "Wares" {
		t.Errorf("renamed, the chosen one is %q", w.passages.bar.kept.Selected)
	}
}

func TestTypedWords(t *testing.T) {
	for typed, want := range map[string]string{
		"": "", "herr": "herr*", "herr ": "herr", "the herr": "the herr*", "herr*": "herr*", `"the he`: `"the he`, `"the he"`: `"the he"`,
		"a OR": "a OR", "a OR b": "a OR b*", "七": "七*", "…": "…",
	} {
		if got := typedWords(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

// TestHistory goes back three actions at once, and forward again.
func TestHistory(t *testing.T) {
	w := opened(t)
	for _, words := range []string{"frigates", "trade", "fifty"} {
		w.drag(t, words)
		w.press("2")
	}
	h := w.showHistory()
	w.idle()
	if h.now != 0 || h.points[len(h.points)-1].N != 0 {
		t.Fatalf("at %d of %+v", h.now, h.points)
	}
	h.list.OnSelected(3)
	if want := "Going there takes back 3 actions."; h.about.Text != want {
		t.Errorf("got %q", h.about.Text)
	}
	w.sheet.confirm()
	w.idle()
	if h.now != 3 || len(w.shown.highlights) != 0 || w.sheet != h.sheet {
		t.Errorf("at %d with %d highlights", h.now, len(w.shown.highlights))
	}
	h.list.OnSelected(1)
	w.sheet.confirm()
	w.idle()
	if h.now != 1 || len(w.shown.highlights) != 2 {
		t.Errorf("at %d with %d highlights", h.now, len(w.shown.highlights))
	}
	w.sheet.close()
	w.drag(t, "limit")
	w.press("2")
	h = w.showHistory()
	w.idle()
	h.list.OnSelected(1)
	if !h.points[1].Gone || !h.sheet.ok.Disabled() {
		t.Errorf("what is gone can be gone to: %+v", h.points[1])
	}
}

func TestSearch(t *testing.T) {
	w := opened(t)
	w.library.Search.SetText("trade")
	w.idle()
	if len(w.library.Results) != 2 || w.library.Found.Text != "2 places in 2 articles" {
		t.Errorf("got %d hits, %q", len(w.library.Results), w.library.Found.Text)
	}
	hit := w.library.Results[slices.IndexFunc(w.library.Results, func(h store.Hit) bool { return h.Title == "Where the herring went" })]
	w.library.OnOpen(hit.Article, hit.Span)
	w.idle()
	if w.article.title.Text != "Where the herring went" {
		t.Errorf("the hit opened %q", w.article.title.Text)
	}
	w.library.Search.SetText("")
	if w.library.Hits.Visible() || !w.library.Articles.Visible() {
		t.Error("the list did not come back")
	}
}

func TestFind(t *testing.T) {
	w := opened(t)
	w.do(t, "find")
	w.article.find.Entry.SetText("LIMIT")
	if got := w.article.find.Count.Text; got != "1 of 1" {
		t.Errorf("got %q", got)
	}
	w.article.find.Entry.SetText("Wär")
	if got := w.article.find.Count.Text; got != "1 of 1" {
		t.Errorf("without accents: got %q", got)
	}
	test.Tap(w.article.find.Whole)
	test.Tap(w.article.find.Exact)
	if got := w.article.find.Count.Text; got != "not found" {
		t.Errorf("exactly: got %q", got)
	}
	test.Tap(w.article.find.Exact)
	test.Tap(w.article.find.Regexp)
	w.article.find.Entry.SetText("(fifty")
	if got := w.article.find.Count.Text; got != "This is no regular expression: missing closing )." {
		t.Errorf("a bad expression: got %q", got)
	}
}

// TestTagHits tags all hits, with a tag that there is and with a new one; each
// time one step back takes all away.
func TestTagHits(t *testing.T) {
	w := opened(t)
	w.do(t, "find")
	test.Tap(w.article.find.Regexp)
	w.article.find.Entry.SetText(`\bf\w+`)
	test.Tap(w.article.find.All)
	if got := w.tagbar.Box.Visible(); !got {
		t.Fatal("the tag bar did not open")
	}
	w.tagKey('3')
	w.idle()
	want := []string{"fishing: trade", "fifty: trade", "frigates: trade"}
	w.wantCodings(t, want...)
	test.Tap(w.article.find.All)
	w.applyNew(t, "with f")
	for i := range want {
		want[i] += ", with f"
	}
	w.wantCodings(t, want...)
	w.do(t, "undo")
	w.do(t, "undo")
	w.wantCodings(t)
	if _, made := w.shown.tags.Find("with f"); made {
		t.Error("the new tag was not taken back")
	}
}

// applyNew types a new tag into the tag bar.
func (w *window) applyNew(t *testing.T, name string) {
	t.Helper()
	w.tagbar.Filter.SetText(name)
	w.tagbar.Filter.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.idle()
}

// TestProgress: a coder's own status lists articles, and does not touch that of
// others.
func TestProgress(t *testing.T) {
	w := opened(t)
	other, err := store.Open(w.project.Path(), store.Options{Coder: annotate.Coder{Name: "Bo"}, Backups: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := other.Do(other.Group("done"), func(tx *store.Tx) error { return tx.SetStatus(w.shown.articles[1].ID, annotate.Done) }); err != nil {
		t.Fatal(err)
	}
	w.do(t, "done")
	listed := func(progress string) string {
		w.library.Progress.SetSelected(progress)
		var titles []string
		for _, a := range w.library.Shown {
			titles = append(titles, a.Title+" "+string(a.Mine)+" "+w.finishedBy(a))
		}
		return strings.Join(titles, ", ")
	}
	w.do(t, "next article")
	for progress, want := range map[string]string{
		"All articles":              "The Cod Wars done , Where the herring went unread Bo",
		"Done":                      "The Cod Wars done , Where the herring went unread Bo", // the open one stays
		"Not done":                  "Where the herring went unread Bo",
		"Done by others, not by me": "Where the herring went unread Bo",
	} {
		if got := listed(progress); got != want {
			t.Errorf("%s: got %q, want %q", progress, got, want)
		}
	}
	listed("Not done")
	w.do(t, "next article")
	if w.article.title.Text != "Where the herring went" {
		t.Errorf("the next article is %q", w.article.title.Text)
	}
}
