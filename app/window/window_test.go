package window

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"gloss/annotate"
	"gloss/annotate/export"
	"gloss/annotate/store"
)

// The articles of the tests.
var texts = map[string]string{
	"cod.txt":  "The Cod Wars\n\nIceland moved its fishing limit to fifty miles.\n\nBritain sent frigates, and trade suffered.\n",
	"fish.txt": "Where the herring went\n\nThe herring went away, and with it the trade of the north.\n",
}

// opened returns a window of 1280 x 800 on a new project with two articles, the
// first of which is open.
func opened(t *testing.T) *window {
	t.Helper()
	w := empty(t)
	w.importPaths(files(t))
	w.queue.idle()
	if w.sheet != nil {
		t.Fatal("the import was not as smooth as expected")
	}
	w.openArticle(w.shown.articles[0].ID, annotate.Span{})
	w.queue.idle()
	return w
}

// empty returns a window on a new project.
func empty(t *testing.T) *window {
	t.Helper()
	w := bare(t)
	path := filepath.Join(t.TempDir(), "test.gloss")
	p, err := store.Create(path, w.options())
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	w.open(path)
	w.queue.idle()
	if w.project == nil {
		t.Fatal("the project was not opened")
	}
	return w
}

// bare returns a window without a project.
func bare(t *testing.T) *window {
	t.Helper()
	a := test.NewTempApp(t)
	a.Preferences().SetString(prefCoder, "Ada")
	a.Preferences().SetString(prefTheme, themeLight)
	w := newWindow(a)
	w.win.Resize(fyne.NewSize(1280, 800))
	t.Cleanup(func() {
		w.queue.idle()
		w.queue.close()
		if w.project != nil {
			w.project.Close()
		}
	})
	return w
}

// files writes the articles into a folder and returns their paths in order.
func files(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	var paths []string
	for name, text := range texts {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// drag selects the first place where the words stand, as a person would.
func (w *window) drag(t *testing.T, words string) annotate.Span {
	t.Helper()
	s, ok := w.shown.article.Text.Find(words, 0)
	if !ok {
		t.Fatalf("%q is not in the article", words)
	}
	w.article.view.Select(s)
	w.article.view.OnSelect(s)
	return s
}

// press types characters into the reader and waits for what they do.
func (w *window) press(keys string) {
	for _, r := range keys {
		w.typedRune(r)
		w.queue.idle()
	}
}

// do performs an action and waits for what it does.
func (w *window) do(t *testing.T, id string) {
	t.Helper()
	i := slices.IndexFunc(w.actions, func(a action) bool { return a.id == id })
	if i < 0 {
		t.Fatalf("there is no action %q", id)
	}
	if !w.actions[i].can() {
		t.Fatalf("the action %q cannot be done now", id)
	}
	w.perform(id)
	w.queue.idle()
}

// codings writes the open article's highlights as "words: tag, tag (note)".
func (w *window) codings() []string {
	var out []string
	for _, h := range w.shown.highlights {
		var tags []string
		for _, id := range h.Tags {
			tags = append(tags, w.shown.tags.Path(id))
		}
		s := h.Quote.Exact + ": " + strings.Join(tags, ", ")
		if h.Note != "" {
			s += " (" + h.Note + ")"
		}
		out = append(out, s)
	}
	return out
}

func (w *window) wantCodings(t *testing.T, want ...string) {
	t.Helper()
	if got := w.codings(); !slices.Equal(got, want) {
		t.Errorf("highlights:\ngot  %q\nwant %q", got, want)
	}
}

// reopened returns another window on the same project, as after a restart.
func (w *window) reopened(t *testing.T) *window {
	t.Helper()
	path := w.project.Path()
	w.queue.idle()
	w.project.Close()
	w.project = nil
	again := bare(t)
	again.open(path)
	again.queue.idle()
	return again
}

func TestOpen(t *testing.T) {
	w := opened(t)
	if got, want := w.win.Title(), "test – Gloss"; got != want {
		t.Errorf("title: got %q, want %q", got, want)
	}
	var titles []string
	for _, a := range w.library.shown {
		titles = append(titles, a.Title)
	}
	if want := []string{"The Cod Wars", "Where the herring went"}; !slices.Equal(titles, want) {
		t.Errorf("library: got %q, want %q", titles, want)
	}
	if got := w.article.title.Text; got != "The Cod Wars" {
		t.Errorf("header: got %q", got)
	}
	if got := w.status.state.Text; got != "All changes saved" {
		t.Errorf("state: got %q", got)
	}
	w.do(t, "next article")
	if got := w.article.title.Text; got != "Where the herring went" {
		t.Errorf("the next article is %q", got)
	}
	if !strings.HasPrefix(w.status.where.Text, "Article 2 of 2") {
		t.Errorf("status: got %q", w.status.where.Text)
	}
}

func TestTagByKey(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	if !w.tagbar.box.Visible() {
		t.Error("the tag bar did not open")
	}
	w.press("2")
	if w.tagbar.box.Visible() {
		t.Error("the tag bar did not close")
	}
	w.wantCodings(t, "frigates: military")
	w.drag(t, "trade suffered")
	w.press(" ") // repeats
	w.drag(t, "trade suffered")
	w.press("3") // the same span of the same coder: the same highlight
	w.wantCodings(t, "frigates: military", "trade suffered: military, trade")
	w.press("2") // the chosen highlight loses the tag
	w.wantCodings(t, "frigates: military", "trade suffered: trade")
	w.drag(t, "Iceland")
	w.press("h")
	w.wantCodings(t, "Iceland: ", "frigates: military", "trade suffered: trade")
}

func TestUndoAcrossRestart(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w = w.reopened(t)
	w.wantCodings(t, "frigates: military")
	if got, want := w.bar.items["undo"].Label, "Undo tag passage with military"; got != want {
		t.Errorf("menu: got %q, want %q", got, want)
	}
	w.do(t, "undo")
	w.wantCodings(t)
	w = w.reopened(t)
	if got, want := w.bar.items["redo"].Label, "Redo tag passage with military"; got != want {
		t.Errorf("menu: got %q, want %q", got, want)
	}
	w.do(t, "redo")
	w.wantCodings(t, "frigates: military")
}

func TestTagBar(t *testing.T) {
	w := opened(t)
	w.drag(t, "fifty miles")
	w.press("fis") // no keys: into the filter
	if got := w.tagbar.filter.Text; got != "fis" {
		t.Fatalf("filter: got %q", got)
	}
	w.tagbar.filter.SetText("economy > fisheries")
	w.tagbar.filter.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.queue.idle()
	w.wantCodings(t, "fifty miles: economy > fisheries")
	fisheries, _ := w.shown.tags.Find("fisheries")
	if fisheries.Key != "5" {
		t.Errorf("the new tag has the key %q, want 5", fisheries.Key)
	}

	w.drag(t, "Britain")
	w.tagbar.filter.SetText("mil")
	w.tagbar.accept(true) // stays open
	w.queue.idle()
	w.tagbar.filter.SetText("trad")
	w.tagbar.accept(false)
	w.queue.idle()
	w.wantCodings(t, "fifty miles: economy > fisheries", "Britain: military, trade")
	if w.tagbar.box.Visible() {
		t.Error("the tag bar did not close")
	}

	w.drag(t, "Iceland")
	w.tagbar.note.SetText("who moved?")
	w.tagbar.note.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.queue.idle()
	w.wantCodings(t, "Iceland:  (who moved?)", "fifty miles: economy > fisheries", "Britain: military, trade")

	w.drag(t, "limit")
	w.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.tagbar.box.Visible() || !w.article.view.Selection().Empty() {
		t.Error("Escape did not give up the selection")
	}
}

func TestTagBarPlace(t *testing.T) {
	b := bare(t).tagbar
	layer := fyne.NewSize(1000, 800)
	for _, c := range []struct {
		name string
		at   fyne.Position
		box  fyne.Size
	}{
		{"top", fyne.NewPos(300, 100), fyne.NewSize(400, 40)},
		{"bottom", fyne.NewPos(300, 700), fyne.NewSize(400, 60)},
		{"right edge", fyne.NewPos(900, 100), fyne.NewSize(90, 20)},
		{"tall", fyne.NewPos(100, 50), fyne.NewSize(500, 700)},
	} {
		b.place(c.at, c.box, layer)
		at, size := b.box.Position(), b.box.Size()
		inside := at.X >= 0 && at.Y >= 0 && at.X+size.Width <= layer.Width && at.Y+size.Height <= layer.Height
		covers := at.X < c.at.X+c.box.Width && c.at.X < at.X+size.Width && at.Y < c.at.Y+c.box.Height && c.at.Y < at.Y+size.Height
		if !inside || covers {
			t.Errorf("%s: the bar at %v of %v; inside the window %t, covers the passage %t", c.name, at, size, inside, covers)
		}
	}
}

func TestInspector(t *testing.T) {
	w := opened(t)
	w.drag(t, "Britain sent frigates")
	w.press("2")
	outer := w.chosen
	w.drag(t, "frigates")
	w.press("3")
	inner := w.chosen
	w.clickedHighlights([]string{inner, outer}, fyne.Position{})
	if w.chosen != outer {
		t.Error("a further click did not choose the next highlight")
	}
	if got, want := w.inspector.nth.Text, "2 of 2 here"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	w.inspector.note.SetText("who was it?")
	w.inspector.note.FocusLost()
	w.queue.idle()
	w.resizeHighlight(inner, annotate.Span{Start: w.shown.highlights[1].Span.Start, End: w.shown.highlights[1].Span.Start + 7})
	w.queue.idle()
	w.wantCodings(t, "Britain sent frigates: military (who was it?)", "frigate: trade")
	w.do(t, "delete highlight")
	w.wantCodings(t, "frigate: trade")
	for range 3 {
		w.do(t, "undo")
	}
	w.wantCodings(t, "Britain sent frigates: military", "frigates: trade")
}

func TestCodebook(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	trade, _ := w.shown.tags.Find("trade")
	military, _ := w.shown.tags.Find("military")
	w.saveTag(annotate.Tag{Name: "navy", Color: "#123456", Key: "n"})
	w.queue.idle()
	navy, _ := w.shown.tags.Find("navy")
	w.moveTag(navy.ID, military.ID)
	w.queue.idle()
	navy.Parent, navy.Name = military.ID, "fleet"
	w.saveTag(navy)
	w.queue.idle()
	if got := w.shown.tags.Path(navy.ID); got != "military > fleet" {
		t.Errorf("path: got %q", got)
	}
	w.change("merge", func(tx *store.Tx) error { return tx.MergeTags(military.ID, trade.ID) }, nil)
	w.queue.idle()
	w.wantCodings(t, "frigates: trade")
	var rows []string
	for _, r := range w.book.rows {
		rows = append(rows, strings.Repeat(" ", r.depth)+r.tag.Name)
	}
	if want := []string{"sovereignty", "trade", " fleet"}; !slices.Equal(rows, want) {
		t.Errorf("codebook: got %q, want %q", rows, want)
	}
	w.book.choose(trade.ID)
	w.do(t, "delete tag")
	if w.sheet == nil {
		t.Fatal("deleting a tag did not ask")
	}
	w.sheet.confirm()
	w.queue.idle()
	w.wantCodings(t, "frigates: ")
	w.do(t, "undo")
	w.wantCodings(t, "frigates: trade")
}

func TestCheckTag(t *testing.T) {
	book := annotate.Codebook{{ID: "a", Name: "trade", Color: "#112233", Key: "1"}}
	for _, c := range []struct {
		tag  annotate.Tag
		want string
	}{
		{annotate.Tag{ID: "b", Name: "war", Color: "#112233", Key: "2"}, ""},
		{annotate.Tag{ID: "a", Name: "commerce", Color: "#112233", Key: "1"}, ""},
		{annotate.Tag{Name: "Trade", Color: "#112233"}, "there is a tag"},
		{annotate.Tag{Name: "war", Color: "red"}, "colour"},
		{annotate.Tag{Name: "war", Color: "#112233", Key: "1"}, "applies trade already"},
		{annotate.Tag{Name: "war", Color: "#112233", Key: "h"}, "without a tag"},
	} {
		err := checkTag(book, c.tag)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got %v, want %q", c.tag, err, c.want)
		}
	}
}

func TestOnlyTag(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.drag(t, "trade")
	w.press("3")
	trade, _ := w.shown.tags.Find("trade")
	w.book.choose(trade.ID)
	w.do(t, "only tag")
	w.do(t, "passages")
	if len(w.passages.rows) != 1 || w.passages.rows[0].Quote != "trade" {
		t.Errorf("passages: got %+v", w.passages.rows)
	}
	w.do(t, "only tag")
	if len(w.passages.rows) != 2 {
		t.Errorf("all passages: got %d", len(w.passages.rows))
	}
}

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
	w.jump(r.ArticleID, r.HighlightID, annotate.Span{Start: r.Start, End: r.End})
	w.queue.idle()
	if w.article.title.Text != "The Cod Wars" || w.chosen != r.HighlightID || w.passages.root.Visible() {
		t.Error("the jump did not lead to the passage")
	}
}

func TestSearch(t *testing.T) {
	w := opened(t)
	w.library.search.SetText("trade")
	w.queue.idle()
	if len(w.library.results) != 2 || w.library.found.Text != "2 places in 2 articles" {
		t.Errorf("got %d hits, %q", len(w.library.results), w.library.found.Text)
	}
	hit := w.library.results[slices.IndexFunc(w.library.results, func(h store.Hit) bool { return h.Title == "Where the herring went" })]
	w.library.onOpen(hit.Article, hit.Span)
	w.queue.idle()
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

func TestImportSummary(t *testing.T) {
	w := opened(t)
	missing := filepath.Join(t.TempDir(), "missing.txt")
	w.importPaths(append(files(t), missing))
	w.queue.idle()
	if w.sheet == nil {
		t.Fatal("there is no summary")
	}
	if n := len(w.shown.articles); n != 2 {
		t.Errorf("the project has %d articles, want 2", n)
	}
}

func TestPaste(t *testing.T) {
	w := empty(t)
	w.app.Clipboard().SetContent("A title\n\nBy Ann Author\n\nThe first paragraph of the article, which is long enough to be one.\n")
	p := w.askPaste()
	w.queue.idle()
	p.title.SetText("A title")
	w.sheet.confirm()
	w.queue.idle()
	if a := w.shown.article; a == nil || a.Title != "A title" || !slices.Equal(a.Authors, []string{"Ann Author"}) {
		t.Errorf("the pasted article is %+v", a)
	}
}

func TestExportPreview(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	first, err := previewOf(w.project, store.Filter{}, export.CSVOptions{Delimiter: ';', BOM: true})
	if err != nil || first.total != 1 || len(first.rows) != 2 || first.risky {
		t.Fatalf("got %+v, %v", first, err)
	}
	if first.rows[0][0] != "highlight_id" || first.rows[1][slices.Index(first.rows[0], "quote")] != "frigates" {
		t.Errorf("got %q", first.rows)
	}
}

// TestExport saves a table twice: the first time it asks about formulas, since
// a note begins with one.
func TestExport(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.setNote(w.chosen, "=1+1")
	w.queue.idle()
	dir := t.TempDir()
	w.prefs.SetString(prefDir, dir)
	for i, name := range []string{"first.csv", "second.csv"} {
		w.do(t, "export")
		w.sheet.confirm()
		w.queue.idle()
		if i == 0 {
			w.sheet.confirm() // leaves the cells as they are
			w.queue.idle()
		}
		w.win.Canvas().Focused().(*field).SetText(name)
		w.sheet.confirm()
		w.queue.idle()
		if w.sheet != nil {
			t.Fatalf("%s: a dialog remains", name)
		}
		out, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.HasPrefix(string(out), "\ufeffhighlight_id,") || !strings.Contains(string(out), ",frigates,=1+1,Ada,") {
			t.Errorf("%s: %q, %v", name, out, err)
		}
	}
}

func TestRefusedProjects(t *testing.T) {
	w := opened(t)
	foreign := filepath.Join(t.TempDir(), "foreign.gloss")
	if err := os.WriteFile(foreign, []byte("not a project at all, but some text"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := w.project
	for _, path := range []string{foreign, filepath.Join(t.TempDir(), "missing.gloss")} {
		w.open(path)
		w.queue.idle()
		if w.sheet == nil || w.project != before {
			t.Errorf("%s: no dialog, or the open project was lost", path)
			continue
		}
		w.sheet.close()
	}
}

func TestActions(t *testing.T) {
	w := opened(t)
	ids, taken := map[string]bool{}, map[key]string{}
	for _, a := range w.actions {
		if ids[a.id] {
			t.Errorf("two actions are called %q", a.id)
		}
		ids[a.id] = true
		if !slices.Contains(menus, a.menu) {
			t.Errorf("%s: there is no menu %q", a.id, a.menu)
		}
		if a.run == nil && a.id != "recent" {
			t.Errorf("%s does nothing", a.id)
		}
		for _, k := range a.keys {
			if other := taken[k]; other != "" {
				t.Errorf("%s and %s have the same key %s", a.id, other, k)
			}
			taken[k] = a.id
		}
	}
}

func TestPlaces(t *testing.T) {
	p := prefs{test.NewTempApp(t).Preferences()}
	p.setPlace("a", 10)
	p.setPlace("b", 20)
	p.setPlace("a", 30)
	if p.place("a") != 30 || p.place("b") != 20 || p.place("c") != 0 {
		t.Errorf("got %v", p.places())
	}
	p.SetString(prefPlaces, "not JSON")
	if p.place("a") != 0 {
		t.Error("a damaged preference was believed")
	}
}

func TestWords(t *testing.T) {
	for got, want := range map[string]string{
		number(1):                             "1",
		number(1204):                          "1,204",
		number(1234567):                       "1,234,567",
		count(1, "article"):                   "1 article",
		date("2025-05-04"):                    "4 May 2025",
		date("2025-05"):                       "May 2025",
		date("2025"):                          "2025",
		sentence("it is so"):                  "It is so.",
		sentence("a.txt: no"):                 "a.txt: no.",
		clip("abcdef", 4):                     "abc…",
		list([]string{"A", "B", "C"}):         "A, B and C",
		key{fyne.KeyV, ctrl | shift}.String(): "Ctrl+Shift+V",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := moment(time.Date(2025, 5, 4, 12, 0, 0, 0, time.Local)); got != "4 May 2025, 12:00" {
		t.Errorf("got %q", got)
	}
}
