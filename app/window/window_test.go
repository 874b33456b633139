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
	"gloss/annotate/store"
	"gloss/app/panes"
)

// The articles of the tests.
var texts = map[string]string{
	"cod.txt":  "The Cod Wars\n\nIceland moved its fishing limit to fifty miles.\n\nBritain sent frigates, and trade suffered.\n",
	"fish.txt": "Where the herring went\n\nThe herring went away, and with it the trade of the north.\n",
}

// opened returns a window of 1280 x 800 on a new project with two articles, the
// first of which is open.
func opened(t testing.TB) *window {
	t.Helper()
	w := empty(t)
	w.importPaths(files(t))
	w.idle()
	if w.sheet != nil {
		t.Fatal("the import was not as smooth as expected")
	}
	w.openArticle(w.shown.articles[0].ID, annotate.Span{})
	w.idle()
	return w
}

// empty returns a window on a new project.
func empty(t testing.TB) *window {
	t.Helper()
	w := bare(t)
	path := filepath.Join(t.TempDir(), "test.gloss")
	p, err := store.Create(path, w.options())
	if err != nil {
		t.Fatal(err)
	}
	made, err := p.Trace()
	if err != nil {
		t.Fatal(err)
	}
	w.prefs.setIdentity(made.Project, p.Coder().ID)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	w.open(path)
	w.idle()
	if w.project == nil {
		t.Fatal("the project was not opened")
	}
	return w
}

// bare returns a window without a project.
func bare(t testing.TB) *window {
	t.Helper()
	w := on(test.NewTempApp(t), t.TempDir())
	t.Cleanup(func() {
		w.idle()
		w.queue.close()
		if w.project != nil {
			w.project.Close()
		}
		w.outbox.settle(nil)
	})
	return w
}

// on returns a window of an app whose UI goroutine idle plays.
func on(a fyne.App, stateFolder string) *window {
	a.Preferences().SetString(prefCoder, "Ada")
	a.Preferences().SetString(prefTheme, panes.ThemeLight)
	w := newWindow(a)
	w.stateFolder = stateFolder
	w.queue.show = func(then func()) {
		w.queue.mu.Lock()
		defer w.queue.mu.Unlock()
		results[w] = append(results[w], then)
		w.queue.changed.Broadcast()
	}
	w.win.Resize(fyne.NewSize(1280, 800))
	return w
}

// results holds, for each window, what is to be done on its UI goroutine. The
// window's queue guards its list.
var results = map[*window][]func(){}

// idle plays the UI goroutine until every job has finished and its result is
// shown.
func (w *window) idle() { w.until(func() bool { return false }) }

// until is idle that ends as soon as enough has been shown.
func (w *window) until(enough func() bool) {
	q := w.queue
	q.mu.Lock()
	defer q.mu.Unlock()
	for !enough() && (q.pending > 0 || len(results[w]) > 0) {
		if len(results[w]) == 0 {
			q.changed.Wait()
			continue
		}
		then := results[w][0]
		results[w] = results[w][1:]
		q.mu.Unlock()
		then()
		q.mu.Lock()
	}
}

// files writes the articles into a folder and returns their paths in order.
func files(t testing.TB) []string {
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

// menuSays is the name of an action in the menu, without its key.
func (w *window) menuSays(id string) string {
	name, _, _ := strings.Cut(w.bar.items[id].Label, "    ")
	return name
}

// press types characters into the reader and waits for what they do.
func (w *window) press(keys string) {
	for _, r := range keys {
		w.typedRune(r)
		w.idle()
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
	w.idle()
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

// elsewhen returns a window without a project, of the same person on the same
// computer.
func (w *window) elsewhen(t testing.TB) *window {
	t.Helper()
	again := bare(t)
	again.prefs.SetString(prefIdentities, w.prefs.String(prefIdentities))
	return again
}

// reopened returns another window on the same project, as after a restart.
func (w *window) reopened(t testing.TB) *window {
	t.Helper()
	path := w.project.Path()
	w.idle()
	w.project.Close()
	w.project = nil
	again := w.elsewhen(t)
	again.open(path)
	again.idle()
	return again
}

func TestOpen(t *testing.T) {
	w := opened(t)
	if got, want := w.win.Title(), "test – Gloss"; got != want {
		t.Errorf("title: got %q, want %q", got, want)
	}
	var titles []string
	for _, a := range w.library.Shown {
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
		decimal(0.714, 2):                     "0.71",
		decimal(1234.56, 1):                   "1,234.6",
		count(1, "article"):                   "1 article",
		date("2025-05-04"):                    "4 May 2025",
		date("2025-05"):                       "May 2025",
		date("2025"):                          "2025",
		sentence("it is so"):                  "It is so.",
		sentence("a.txt: no"):                 "a.txt: no.",
		panes.Clip("abcdef", 4):               "abc…",
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

// TestReloadShown: a change by another program does not bring back the article
// that was left while it was read.
func TestReloadShown(t *testing.T) {
	w := opened(t)
	other := w.shown.articles[1].ID
	w.openArticle(other, annotate.Span{})
	w.reloadShown()
	w.idle()
	if w.shown.articleID() != other {
		t.Error("the article that was left is back")
	}
}
