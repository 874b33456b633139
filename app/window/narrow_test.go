package window

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/words"
)

// roomAtLeast is a screen of 1024 x 700 pixels at a scale of 1.5, less the bar of
// menus.
var roomAtLeast = fyne.NewSize(682, 440)

// TestSmallWindow: on a small screen with large letters every view and every
// dialog fits, in both languages.
func TestSmallWindow(t *testing.T) {
	for _, language := range words.Languages {
		if err := words.Speak(language); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = words.Speak(words.Languages[0]) })
		w := opened(t)
		w.win.Resize(roomAtLeast)
		fits := func(what string, o fyne.CanvasObject) {
			t.Helper()
			if m := o.MinSize(); m.Width > roomAtLeast.Width || m.Height > roomAtLeast.Height {
				t.Errorf("%s, %s: wants %v, there is %v", language, what, m, roomAtLeast)
			}
		}
		closing := func(what string) {
			t.Helper()
			for w.sheet != nil {
				fits(what, w.win.Canvas().Overlays().Top())
				w.sheet.close()
			}
		}
		for _, v := range w.views {
			w.showView(v.id)
			w.idle()
			fits(v.id, w.win.Content())
		}
		w.showView(viewRead)
		w.article.view.Select(annotate.Span{Start: 0, End: 12})
		w.selected(w.article.view.Selection())
		w.press("2")
		w.startFind()
		w.idle()
		fits("find bar", w.win.Content())
		w.book.Chosen = w.shown.tags[0].ID
		for i := range w.actions {
			a := &w.actions[i]
			if a.id == "quit" || a.id == "sample" || a.run == nil || !a.can() {
				continue
			}
			w.perform(a.id)
			w.idle()
			closing(a.id)
		}
		one := filepath.Join(t.TempDir(), "one.txt")
		if err := os.WriteFile(one, []byte(strings.Repeat("A story of the herring.\n\n", 40)), 0o600); err != nil {
			t.Fatal(err)
		}
		w.importPaths([]string{one})
		w.idle()
		closing("the review of a file")
		guess := store.MergeReport{SameTags: []store.MergePair{{Name: strings.Repeat("a long name ", 20)}}, SameNames: []store.MergePair{{Name: "Bo"}}, Decisions: []string{strings.Repeat("A decision. ", 40)}}
		w.showMerge("other.gloss", guess, func() {})
		closing("merge")
	}
}

// TestToolbarFolds: buttons give up their names one after the other, the views
// last, and have them back where there is room again.
func TestToolbarFolds(t *testing.T) {
	w := opened(t)
	for _, test := range []struct {
		width float32
		named []string
	}{
		{1280, []string{"import", "paste", "read", "agree", "export"}},
		{700, []string{"import", "read", "agree", "export"}},
		{600, []string{"read", "agree"}},
		{450, nil},
		{1000, []string{"import", "paste", "read", "agree", "export"}},
	} {
		w.win.Resize(fyne.NewSize(test.width, 500))
		var named []string
		for _, id := range []string{"import", "paste", "read", "agree", "export"} {
			if w.toolbar.buttons[id].Text != "" {
				named = append(named, id)
			}
		}
		if !slices.Equal(named, test.named) {
			t.Errorf("%v wide: names on %q, want %q", test.width, named, test.named)
		}
	}
}

// TestPanesLeftOut: the panes are left out and brought back by their keys, stay
// so in other views and the next time, and come back for what is done in them.
func TestPanesLeftOut(t *testing.T) {
	w := opened(t)
	check := func(what string, library, side bool) {
		t.Helper()
		if w.library.Root.Visible() != library || w.side.Visible() != side {
			t.Errorf("%s: library %v, codebook %v", what, w.library.Root.Visible(), w.side.Visible())
		}
	}
	check("at first", true, true)
	w.perform(prefNoLibrary)
	check("without library", false, true)
	w.perform(prefNoCodebook)
	check("without both", false, false)
	w.showView(viewPassages)
	check("in another view", false, false)
	w.showView(viewAnalysis)
	w.showView(viewRead)
	check("after a wide one", false, false)
	w.perform("search")
	check("searching", true, false)
	w.drag(t, "frigates")
	w.press("2")
	w.idle()
	w.perform("note")
	check("writing a note", true, true)
	w.perform(prefNoLibrary)
	again := on(w.app, w.stateFolder)
	t.Cleanup(again.queue.close)
	if again.library.Root.Visible() || !again.side.Visible() {
		t.Error("the next window has forgotten what was left out")
	}
}
