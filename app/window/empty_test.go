package window

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
)

// TestEmptyStates: without a project and without articles, library and reader
// say what to do, and each button does it.
func TestEmptyStates(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	t.Setenv("USERPROFILE", os.Getenv("HOME"))
	w := bare(t)
	said := func() (library, reader string) {
		pick := func(a, b fyne.CanvasObject, which, other string) string {
			if a.Visible() == b.Visible() {
				t.Fatal("both or none are shown")
			}
			if a.Visible() {
				return which
			}
			return other
		}
		return pick(w.empty.noProject, w.empty.noText, "project", "articles"), pick(w.empty.noArticle, w.empty.notAsked, "import", "choose")
	}
	if l, r := said(); l != "project" || r != "import" || w.book.Empty.Visible() || w.inspector.Empty.Visible() {
		t.Errorf("without a project: %s, %s", l, r)
	}
	w.do(t, "sample")
	if w.project == nil || len(w.shown.articles) != 3 {
		t.Fatal("the sample project was not opened")
	}
	if _, r := said(); r != "choose" || w.empty.library.Visible() {
		t.Errorf("with articles: %s", r)
	}
	w = empty(t)
	if l, r := said(); l != "articles" || r != "import" || !w.inspector.Empty.Visible() {
		t.Errorf("without articles: %s, %s", l, r)
	}
}
