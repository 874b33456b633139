package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"gloss/annotate"
	"gloss/app"
	"gloss/importers"
)

// reviewed opens the review of a text.
func (w *window) reviewed(t *testing.T, name, text string, accept func(importers.Result)) *review {
	t.Helper()
	r := w.askReview("Import", "Import", source{name: name, data: []byte(text)}, importers.Options{}, nil, accept)
	w.idle()
	if r.result == nil {
		t.Fatal(r.about.Text)
	}
	return r
}

const pasted = "The frigate and the trawler\n\nBy Ann Example\n\nShare\n\nThe frigate left the harbour at dawn.\n\n0:00\n\nNobody was hurt."

// TestReview leaves out one paragraph by a click, one by its selection, takes
// the first back, and imports what is left under another title.
func TestReview(t *testing.T) {
	w := empty(t)
	r := w.reviewed(t, "a.txt", pasted, w.addResult)
	if !r.residue.Visible() || r.residue.Text != "Leave out all residue (2)" {
		t.Errorf("the button says %q", r.residue.Text)
	}
	r.residue.OnTapped()
	r.clicked([]string{blockID(2)}) // Share comes back
	s, _ := r.result.Article.Text.Find("Nobody", 0)
	r.view.Select(s)
	r.view.OnKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if want := "4 paragraphs · 16 words · 2 left out"; r.about.Text != want {
		t.Errorf("it says %q, want %q", r.about.Text, want)
	}
	r.facts.fields[0].SetText("A frigate")
	r.facts.fields[2].SetText("yesterday")
	w.sheet.confirm()
	if w.sheet == nil || !strings.Contains(r.about.Text, "yesterday") {
		t.Fatalf("a date that is none: %q", r.about.Text)
	}
	r.facts.fields[2].SetText("1976-01-07")
	w.sheet.confirm()
	w.idle()
	a := w.shown.article
	if a == nil || a.Title != "A frigate" || a.Published != "1976-01-07" || strings.Join(a.Authors, ";") != "Ann Example" ||
		a.Text.String() != "The frigate and the trawler\n\nBy Ann Example\n\nShare\n\nThe frigate left the harbour at dawn." {
		t.Errorf("imported was %+v", a)
	}
}

// TestReviewChoices: a choice shows at once, and a value that was set right
// stays.
func TestReviewChoices(t *testing.T) {
	w := empty(t)
	page := "<title>Cod</title><nav>Home of the fish</nav><article><h1>Cod</h1><p>" + strings.Repeat("The fleet left the harbour before dawn. ", 20) + "</p></article>"
	var got importers.Result
	r := w.reviewed(t, "page.html", page, func(res importers.Result) { got = res })
	r.facts.fields[1].SetText("Ada Quill")
	if strings.Contains(r.result.Article.Text.String(), "Home") {
		t.Error("the menu is in the article")
	}
	r.choices.part.SetSelectedIndex(2)
	w.idle()
	if !strings.Contains(r.result.Article.Text.String(), "Home") {
		t.Error("the whole page lacks its menu")
	}
	r.choices.format.SetSelected("Plain text")
	w.idle()
	if !strings.Contains(r.result.Article.Text.String(), "<nav>") || r.choices.part.Visible() && len(r.choices.form.Objects) == 0 {
		t.Errorf("as plain text it is %q", r.result.Article.Text)
	}
	r.choices.format.SetSelectedIndex(0)
	w.idle()
	w.sheet.confirm()
	if got.Article.Format != "html" || strings.Join(got.Article.Authors, ";") != "Ada Quill" {
		t.Errorf("got %+v", got.Article)
	}
}

// TestReviewEncoding: letters that look wrong are set right by another
// encoding.
func TestReviewEncoding(t *testing.T) {
	w := empty(t)
	r := w.reviewed(t, "a.txt", "Sch\xf6ne Gr\xfc\xdfe aus K\xf6ln und M\xfcnchen", w.addResult)
	r.choices.encoding.SetSelected("windows-1251")
	w.idle()
	if text := r.result.Article.Text.String(); !strings.HasPrefix(text, "Schцne") {
		t.Errorf("as windows-1251 it is %q", text)
	}
	r.choices.encoding.SetSelectedIndex(0)
	w.idle()
	if text := r.result.Article.Text.String(); !strings.HasPrefix(text, "Schöne") {
		t.Errorf("recognised it is %q", text)
	}
}

// TestImportOne: a single file is shown before it goes into the project, and
// one that cannot be read gives a sentence.
func TestImportOne(t *testing.T) {
	w := empty(t)
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte(pasted), 0o600); err != nil {
		t.Fatal(err)
	}
	w.importPaths([]string{path})
	w.idle()
	if w.sheet == nil || len(w.shown.articles) != 0 {
		t.Fatal("the file was not shown")
	}
	w.sheet.confirm()
	w.idle()
	if len(w.shown.articles) != 1 {
		t.Fatal("the file was not imported")
	}
	w.importPaths([]string{filepath.Join(t.TempDir(), "missing.txt")})
	w.idle()
	if w.sheet == nil {
		t.Error("a missing file is not told")
	}
}

// TestOutcomes: the table shows what failed first, and leads on.
func TestOutcomes(t *testing.T) {
	w := opened(t)
	id := w.shown.articles[1].ID
	done := imported{outcomes: []app.Outcome{
		{Path: "/x/fish.txt", State: app.Imported, ID: id, Title: "Fish", Look: true},
		{Path: "/x/cod.txt", State: app.Duplicate, ID: w.shown.articles[0].ID, Title: "Cod"},
		{Path: "/x/gone.txt", State: app.Failed, Err: os.ErrNotExist},
	}}
	o := w.showOutcomes(done)
	if len(o.shown) != 1 || o.shown[0].Path != "/x/gone.txt" || o.open.Text != "Try again…" {
		t.Errorf("first are shown %v, with %q", o.shown, o.open.Text)
	}
	o.show(0)
	o.list.FocusGained()
	o.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if o.at != 1 || !strings.HasPrefix(o.says.Text, "cod.txt") {
		t.Errorf("the key down leads to row %d, and %q is told", o.at, o.says.Text)
	}
	o.show(2)
	if len(o.shown) != 1 || !o.shown[0].Look || o.open.Text != "Look at it…" {
		t.Errorf("to look at are %v, with %q", o.shown, o.open.Text)
	}
	o.act()
	w.idle()
	if w.sheet == o.sheet {
		t.Error("no receipt is shown")
	}
	w.sheet.close()
	if w.sheet != o.sheet {
		t.Error("the receipt does not lead back to the table")
	}
	o.became("/x/fish.txt", app.Outcome{Path: "/x/fish.txt", State: app.Imported, ID: id, Title: "Fish"})
	o.act()
	w.idle()
	if w.shown.articleID() != id || w.sheet != nil {
		t.Error("the article was not opened")
	}
}

// TestAlike marks the versions of a story and undoes that.
func TestAlike(t *testing.T) {
	w := empty(t)
	story := strings.Repeat("Gunboats met the trawlers off the east coast, and one in ", 1)
	for i := range 60 {
		story += "harbour" + strings.Repeat("x", i%7) + " " + strings.Repeat("y", i%5+1) + " "
	}
	folder := t.TempDir()
	for name, text := range map[string]string{"a.txt": story, "b.txt": "Our correspondent writes: " + story, "c.txt": texts["cod.txt"]} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w.importPaths([]string{folder})
	w.idle()
	if !strings.Contains(w.status.message.Text, "2 articles share") {
		t.Errorf("the status bar says %q", w.status.message.Text)
	}
	w.showAlike()
	w.idle()
	w.sheet.confirm()
	w.idle()
	marked := 0
	for _, a := range w.shown.articles {
		if len(a.Variables) == 1 && a.Variables[0] == (annotate.Variable{Name: storyVariable, Value: "1"}) {
			marked++
		}
	}
	if marked != 2 {
		t.Errorf("%d articles are marked", marked)
	}
	w.undo()
	w.idle()
	for _, a := range w.shown.articles {
		if len(a.Variables) > 0 {
			t.Errorf("%s is still marked", a.Title)
		}
	}
}

// TestReread leaves a paragraph out of an article that is coded already: what
// stood in it is placed by hand, and undo brings the old text back.
func TestReread(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.drag(t, "fifty miles")
	w.press("3")
	w.idle()
	before := w.shown.article.Text.String()
	w.perform("reread")
	w.idle()
	if w.sheet == nil {
		t.Fatal("there is no dialog")
	}
	w.sheet.close()
	a := w.shown.article
	r := w.askReview("Read again", "Replace the text", source{name: a.SourceName, data: []byte(texts["cod.txt"])}, importers.Options{}, a,
		func(res importers.Result) { w.replaceArticle(a, res) })
	w.idle()
	s, _ := r.result.Article.Text.Find("fifty", 0)
	r.view.Select(s)
	r.strikeSelection()
	w.sheet.confirm()
	w.idle()
	if text := w.shown.article.Text.String(); text == before || strings.Contains(text, "fifty") {
		t.Fatalf("the text is %q", text)
	}
	if len(w.shown.highlights) != 1 || len(w.shown.orphans) != 1 || w.shown.highlights[0].Quote.Exact != "frigates" {
		t.Fatalf("highlights %+v, orphans %+v", w.shown.highlights, w.shown.orphans)
	}
	if said := w.notices.Said["orphans"]; !strings.Contains(said, "1 of 1") || !strings.Contains(said, "“fifty miles” (trade)") {
		t.Errorf("the notice says %q", said)
	}
	s, _ = w.shown.article.Text.Find("trade", 0)
	w.article.view.Select(s)
	w.perform("place orphan")
	w.idle()
	if len(w.shown.highlights) != 2 || w.notices.Said["orphans"] != "" || len(w.shown.articles) != 2 {
		t.Errorf("%d highlights, notice %q, %d articles", len(w.shown.highlights), w.notices.Said["orphans"], len(w.shown.articles))
	}
	w.undo()
	w.idle()
	w.undo()
	w.idle()
	if i := w.shown.index(w.shown.articles[0].ID); w.shown.articles[i].Highlights != 2 {
		t.Errorf("after undo the article has %d highlights", w.shown.articles[i].Highlights)
	}
}
