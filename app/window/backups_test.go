package window

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"gloss/annotate"
	"gloss/annotate/store"
)

// kept lists the backups of the open project, newest first.
func (w *window) kept(t *testing.T) []store.SavedCopy {
	t.Helper()
	all, err := w.project.Backups()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestBackups: one at opening, one an hour if something has changed, one before
// much is deleted, one at the end.
func TestBackups(t *testing.T) {
	w := opened(t)
	want := func(when string, n, highlights int) {
		t.Helper()
		w.idle()
		if all := w.kept(t); len(all) != n || all[0].Highlights != highlights {
			t.Fatalf("%s: %+v", when, all)
		}
	}
	now := time.Now()
	want("at opening", 1, 0)
	w.keepHourly(now.Add(10 * time.Minute))
	want("soon after", 1, 0)
	w.keepHourly(now.Add(61 * time.Minute))
	want("an hour after the import", 2, 0)
	w.keepHourly(now.Add(122 * time.Minute))
	want("nothing has changed", 2, 0)

	article := w.shown.article
	w.change("code", func(tx *store.Tx) error {
		for i := range many {
			if _, err := tx.AddHighlight(annotate.Highlight{Article: article.ID, Span: annotate.Span{Start: i, End: i + 9}}); err != nil {
				return err
			}
		}
		return nil
	}, nil)
	want("a change", 2, 0)
	w.do(t, "delete article")
	w.sheet.confirm()
	want("before an article with many highlights is deleted", 3, many)
	w.do(t, "undo")
	w.drag(t, "herring")
	w.press("2")
	w.do(t, "delete article")
	w.sheet.confirm()
	want("before an article with one", 3, many)

	path := w.project.Path()
	w.close()
	w.idle()
	again := w.elsewhen(t)
	again.stateFolder = w.stateFolder
	again.open(path)
	again.idle()
	if all := again.kept(t); len(all) != 4 || all[0].Articles != 1 {
		t.Errorf("at the end: %+v", all)
	}
}

// TestBackupFails: the folder cannot be made; coding goes on.
func TestBackupFails(t *testing.T) {
	w := bare(t)
	if err := os.WriteFile(w.backupsFolder(), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "p.gloss")
	p, err := store.Create(path, w.options())
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	w.open(path)
	w.idle()
	if w.notice("backup") == "" || w.project == nil {
		t.Fatal("nothing is said")
	}
	if err := os.Remove(w.backupsFolder()); err != nil {
		t.Fatal(err)
	}
	w.keepBackup(time.Now())
	w.idle()
	if said := w.notice("backup"); said != "" {
		t.Errorf("it is said still: %s", said)
	}
}

// TestRestore restores a backup as a new project and opens that.
func TestRestore(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.keepBackup(time.Now())
	w.idle()
	w.do(t, "delete highlight")
	w.wantCodings(t)
	w.do(t, "restore")
	if w.sheet == nil {
		t.Fatal("no dialog")
	}
	w.sheet.close()
	path := filepath.Join(t.TempDir(), "restored.gloss")
	w.restore(w.kept(t)[0], path)
	w.idle()
	before := w.project.Path()
	w.sheet.confirm()
	w.idle()
	w.openArticle(w.shown.articles[0].ID, annotate.Span{})
	w.idle()
	w.wantCodings(t, "frigates: military")
	if w.project.Path() != path || path == before {
		t.Errorf("open is %s", w.project.Path())
	}
}

// TestRestoreDamaged: a project that cannot be opened leads to the backups.
func TestRestoreDamaged(t *testing.T) {
	w := opened(t)
	w.keepBackup(time.Now())
	w.idle()
	again, path := w.elsewhen(t), w.project.Path()
	again.stateFolder = w.stateFolder
	w.close()
	w.idle()
	if err := os.Truncate(path, 10_000); err != nil {
		t.Fatal(err)
	}
	again.open(path)
	again.idle()
	if again.sheet == nil || again.sheet.ok == nil || again.sheet.ok.Text != "Restore a backup…" {
		t.Fatal("no way out is offered")
	}
	again.sheet.confirm()
	again.idle()
	if again.sheet == nil || again.sheet.ok == nil || again.sheet.ok.Text != "Restore…" {
		t.Error("the backups are not listed")
	}
}
