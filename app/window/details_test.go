package window

import (
	"testing"

	"gloss/app/panes"
)

// TestDetails sets the title right, which is in hand at first, and refuses what
// no article can be.
func TestDetails(t *testing.T) {
	w := opened(t)
	before := *w.shown.article
	w.perform("details")
	w.idle()
	title, ok := w.win.Canvas().Focused().(*panes.Field)
	if !ok || title.Text != before.Title {
		t.Fatalf("in hand is %v", w.win.Canvas().Focused())
	}
	title.SetText("  Another\n title ")
	w.sheet.confirm()
	w.idle()
	now := w.shown.article
	if w.sheet != nil || now.Title != "Another title" {
		t.Errorf("the title is %q", now.Title)
	}
	now.Title = before.Title
	if got, want := about(now), about(&before); got != want {
		t.Errorf("more than the title has changed: %s, before %s", got, want)
	}
	w.undo()
	w.idle()
	if w.shown.article.Title != before.Title {
		t.Errorf("after undo the title is %q", w.shown.article.Title)
	}
}
