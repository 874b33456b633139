package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"gloss/app/guide"
	"gloss/app/panes"
	"gloss/app/words"
)

// TestGuide reads the guide by keys, finds in it, copies its code, and goes back
// to where one was.
func TestGuide(t *testing.T) {
	w := opened(t)
	w.do(t, "passages")
	w.do(t, viewGuide)
	g := w.guide
	if len(g.insets()) < 6 {
		t.Errorf("%d insets", len(g.insets()))
	}
	g.list.Select(len(g.entries) - 1)
	if last := g.entries[len(g.entries)-1]; g.view.Top() < g.entries[len(g.entries)-2].Start || g.view.Top() > last.Start {
		t.Errorf("at %d after going to %+v", g.view.Top(), last)
	}
	if g.entries[g.at].Start > g.view.Top() {
		t.Error("the contents mark what is not read yet")
	}

	w.do(t, "find")
	g.find.Entry.SetText("code points")
	if len(g.find.Hits) == 0 || g.guide.Article.Text.Slice(g.view.Selection()) != "code points" {
		t.Errorf("found %d places", len(g.find.Hits))
	}
	w.do(t, "copy")
	if got := w.app.Clipboard().Content(); got != "code points" {
		t.Errorf("copied %q", got)
	}
	for _, in := range g.insets() {
		if button, ok := in.Object.(*panes.TipButton); ok {
			test.Tap(button)
			break
		}
	}
	if got := w.app.Clipboard().Content(); !strings.HasPrefix(got, "codings <- read.csv(") || !strings.HasSuffix(got, "\n") {
		t.Errorf("copied %q", got)
	}

	w.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !w.viewing(viewPassages) {
		t.Error("Escape does not lead back to the passages")
	}
}

// TestGuideNamesMenus: where the guide says File > Export, there is that menu
// and something in it, in every language.
func TestGuideNamesMenus(t *testing.T) {
	t.Cleanup(func() { _ = words.Speak("en") })
	for _, language := range words.Languages {
		if err := words.Speak(language); err != nil {
			t.Fatal(err)
		}
		w := bare(t)
		g, err := guide.Read(language)
		if err != nil {
			t.Fatal(err)
		}
		named := 0
		for _, title := range menus {
			for i, rest := range strings.Split(g.Article.Text.String(), say(title)+" > ") {
				if i == 0 || strings.HasPrefix(rest, "Import Data") || strings.HasPrefix(rest, "Importar datos") { // of SPSS
					continue
				}
				named++
				if !slices.ContainsFunc(w.actions, func(a action) bool {
					return a.menu == title && strings.HasPrefix(rest, strings.TrimSuffix(a.text(), "…"))
				}) {
					t.Errorf("%s: the guide names %s > %.40s", language, say(title), rest)
				}
			}
		}
		if named < 15 {
			t.Errorf("%s: the guide names only %d menus", language, named)
		}
	}
}
