package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// TestHandOutAndMerge hands a copy out, codes in it as someone else, and merges
// it back by way of the dialog that says what would come.
func TestHandOutAndMerge(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	path := filepath.Join(t.TempDir(), "copy.gloss")
	if _, err := w.project.HandOut(path, annotate.Coder{Name: "Bo"}); err != nil {
		t.Fatal(err)
	}
	p, err := store.Open(path, store.Options{Backups: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	err = p.Do(p.Group("code"), func(tx *store.Tx) error {
		if _, err := tx.AddHighlight(annotate.Highlight{Article: w.shown.article.ID, Span: annotate.Span{Start: 4, End: 7}}); err != nil {
			return err
		}
		return tx.SetStatus(w.shown.article.ID, annotate.Done)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	guess, err := w.project.TryMerge(path, store.MergeChoices{})
	if err != nil {
		t.Fatal(err)
	}
	m := w.showMerge(path, guess, func() {})
	if len(m.tags)+len(m.coders) != 0 {
		t.Errorf("a copy of one's own asks %d questions about tags and %d about coders", len(m.tags), len(m.coders))
	}
	w.sheet.confirm()
	w.idle()
	if w.sheet == nil || len(w.shown.highlights) != 2 {
		t.Fatalf("merged, there are %d highlights", len(w.shown.highlights))
	}
	if done := w.shown.articles[0].Done; len(done) != 1 || w.shown.coders[done[0]].Name != "Bo" || w.shown.mine() != annotate.Unread {
		t.Errorf("done by %v, and for oneself %s", done, w.shown.mine())
	}
	w.sheet.close()
	w.do(t, "undo")
	if len(w.shown.highlights) != 1 {
		t.Errorf("undone, there are %d highlights", len(w.shown.highlights))
	}
}

// TestMergeQuestions: a stranger's project asks about tags and coders of one
// name, and the answers count.
func TestMergeQuestions(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	path := filepath.Join(t.TempDir(), "strange.gloss")
	p, err := store.Create(path, store.Options{Coder: annotate.Coder{Name: "Ada"}, Backups: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	whole, err := w.project.Article(w.shown.article.ID)
	if err != nil {
		t.Fatal(err)
	}
	err = p.Do(p.Group("code"), func(tx *store.Tx) error {
		a, err := tx.AddArticle(whole, annotate.Receipt{}, nil)
		if err == nil {
			_, err = tx.AddHighlight(annotate.Highlight{Article: a.ID, Span: annotate.Span{Start: 4, End: 7}})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	guess, err := w.project.TryMerge(path, store.MergeChoices{})
	if err != nil {
		t.Fatal(err)
	}
	m := w.showMerge(path, guess, func() {})
	if len(m.tags) != 3 || len(m.coders) != 1 {
		t.Fatalf("%d questions about tags, %d about coders", len(m.tags), len(m.coders))
	}
	m.tags[0].SetSelected(m.tags[0].Options[1])
	m.coders[0].SetSelected(m.coders[0].Options[1])
	w.sheet.confirm()
	w.idle()
	if len(w.shown.tags) != 4 || len(w.shown.coders) != 1 || len(w.shown.highlights) != 2 {
		t.Errorf("%d tags, %d coders, %d highlights", len(w.shown.tags), len(w.shown.coders), len(w.shown.highlights))
	}
	dir := t.TempDir()
	w.prefs.SetString(prefDir, dir)
	w.saveReport("strange.gloss", guess)
	w.idle()
	w.sheet.confirm()
	w.idle()
	if data, err := os.ReadFile(filepath.Join(dir, "Merge with strange.txt")); err != nil || !strings.Contains(string(data), "highlights\t1\t0\t0") {
		t.Errorf("the report: %q, %v", data, err)
	}
}
