package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/annotate/store/testdisk"
)

// notice returns what a notice says as "title | text", or "".
func (w *window) notice(id string) string { return w.notices.Said[id] }

// TestNotSaved takes the project's file away in several ways while a person
// codes. Whatever is not in the file is shown as such, and is not lost.
func TestNotSaved(t *testing.T) {
	for _, test := range []struct {
		name string
		away func(t *testing.T, path string) (back func())
	}{
		{"moved", func(t *testing.T, path string) func() {
			rename(t, path, path+" 2")
			return func() { rename(t, path+" 2", path) }
		}},
		{"its folder gone, as a stick is", func(t *testing.T, path string) func() {
			folder := filepath.Dir(path)
			rename(t, folder, folder+" 2")
			return func() { rename(t, folder+" 2", folder) }
		}},
		{"replaced by a copy of it", func(t *testing.T, path string) func() {
			data, err := os.ReadFile(path) // in the same process, but nobody writes just now
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			return func() {
				if err := os.WriteFile(path, data, 0o666); err != nil {
					t.Fatal(err)
				}
			}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := opened(t)
			w.drag(t, "frigates")
			w.press("2")
			back := test.away(t, w.project.Path())
			w.drag(t, "trade")
			w.press("3")
			w.wantNotSaved(t, "1 change not saved", "Not saved: tag passage with trade", "moved, replaced or deleted by another program")
			w.do(t, "undo")
			w.wantNotSaved(t, "2 changes not saved", "Not saved: tag passage with trade; undo tag passage with military", "moved, replaced or deleted")
			w.wantCodings(t, "frigates: military")
			if d := w.drafts(); len(d) != 1 || d[0].Labels[0].Name != "not saved: trade" {
				t.Errorf("drawn as not saved: %+v", d)
			}
			w.lookForChanges()
			w.idle()
			w.wantNotSaved(t, "2 changes not saved", "", "")
			w.close()
			w.idle()
			if w.sheet == nil || w.project == nil {
				t.Fatal("the window closes without a question")
			}
			w.sheet.close()
			back()
			w.lookForChanges()
			w.idle()
			w.wantSaved(t)
			w.wantCodings(t, "frigates: military") // the undo took back what came last: trade
			w.drag(t, "Iceland")
			w.press("1")
			w.wantSaved(t)
			w.reopened(t).wantCodings(t, "Iceland: sovereignty", "frigates: military")
		})
	}
}

func rename(t testing.TB, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// wantNotSaved checks what the window says of changes that are not saved.
func (w *window) wantNotSaved(t *testing.T, status, title, text string) {
	t.Helper()
	said := w.notice("unsaved")
	if w.status.state.Text != status || !strings.Contains(said, title) || !strings.Contains(said, text) {
		t.Fatalf("status %q, notice %q; want %q, %q, %q", w.status.state.Text, said, status, title, text)
	}
}

func (w *window) wantSaved(t *testing.T) {
	t.Helper()
	if w.status.state.Text != "All changes saved" || w.notice("unsaved") != "" || len(w.drafts()) > 0 {
		t.Fatalf("status %q, notice %q", w.status.state.Text, w.notice("unsaved"))
	}
}

// TestDiskFull fills the disk while a person codes, and frees it again.
func TestDiskFull(t *testing.T) {
	w := empty(t)
	disk := testdisk.Put(filepath.Dir(w.project.Path()))
	defer disk.Remove()
	w.open(w.project.Path()) // on this disk
	w.idle()
	w.importPaths(files(t))
	w.idle()
	w.openArticle(w.shown.articles[0].ID, annotate.Span{})
	w.idle()
	disk.Limit(30_000)
	id, n := w.shown.article.ID, 0
	for len(w.unsaved) == 0 && n < 1000 {
		n++
		w.change("code", func(tx *store.Tx) error {
			_, err := tx.AddHighlight(annotate.Highlight{Article: id, Span: annotate.Span{Start: n % 50, End: n%50 + 5}})
			return err
		}, nil)
		w.idle()
	}
	w.wantNotSaved(t, "1 change not saved", "Not saved: code", "the disk is full and this change was not saved; everything before it was")
	saved := len(w.shown.highlights)
	if saved != n-1 {
		t.Errorf("%d highlights are there of %d that were saved", saved, n-1)
	}
	w.drag(t, "frigates")
	w.press("2")
	w.wantNotSaved(t, "2 changes not saved", "Not saved: code; tag passage with military", "the disk is full")
	disk.Limit(-1)
	w.do(t, "save")
	w.wantSaved(t)
	if len(w.shown.highlights) != saved+2 {
		t.Errorf("%d highlights, then %d", saved, len(w.shown.highlights))
	}
	if faults, err := w.project.Check(); err != nil || len(faults) > 0 {
		t.Errorf("%v, %v", faults, err)
	}
}

// TestReadOnlyMedium: the medium becomes read-only while a person codes, as a
// damaged stick does, and can be written to again.
func TestReadOnlyMedium(t *testing.T) {
	w := opened(t)
	disk := testdisk.Put(filepath.Dir(w.project.Path()))
	defer disk.Remove()
	w.open(w.project.Path()) // on this disk
	w.idle()
	w.drag(t, "frigates")
	w.press("2")
	disk.ReadOnly(true)
	w.drag(t, "trade")
	w.press("3")
	w.wantNotSaved(t, "1 change not saved", "Not saved: tag passage with trade", "the project can only be read, because its file or folder is write-protected; save a copy elsewhere to make changes")
	w.wantCodings(t, "frigates: military")
	w.lookForChanges()
	w.idle()
	w.wantNotSaved(t, "1 change not saved", "tag passage with trade", "can only be read")
	disk.ReadOnly(false)
	w.lookForChanges()
	w.idle()
	w.wantSaved(t)
	w.wantCodings(t, "frigates: military", "trade: trade")
}

// TestBusy: another program has a change to the project under way, and does not
// end it for longer than a change waits. Nothing is shown as saved that is not.
func TestBusy(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	other, err := store.Open(w.project.Path(), store.Options{Coder: annotate.Coder{Name: "Bea"}})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	held, over, done := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		done <- other.Do(other.Group("hold"), func(*store.Tx) error {
			close(held)
			<-over
			return nil
		})
	}()
	<-held
	w.drag(t, "trade")
	w.press("3")
	w.wantNotSaved(t, "1 change not saved", "Not saved: tag passage with trade", "another program is writing to this project; try again in a moment")
	w.wantCodings(t, "frigates: military")
	if d := w.drafts(); len(d) != 1 {
		t.Errorf("drawn as not saved: %+v", d)
	}
	close(over)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	w.do(t, "save")
	w.wantSaved(t)
	w.reopened(t).wantCodings(t, "frigates: military", "trade: trade")
}

// TestDeleted: the file is deleted while a person codes. A new project that
// somebody then makes in its place is not written into.
func TestDeleted(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	path := w.project.Path()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	w.drag(t, "trade")
	w.press("3")
	sentence := "was moved, replaced or deleted by another program; nothing can be saved until it is back where it was; or save a copy under a new name"
	w.wantNotSaved(t, "1 change not saved", "Not saved: tag passage with trade", sentence)
	p, err := store.Create(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	w.lookForChanges()
	w.idle()
	w.wantNotSaved(t, "1 change not saved", "Not saved: tag passage with trade", sentence)
	if p, err = store.Open(path, store.Options{}); err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if list, err := p.Articles(); err != nil || len(list) != 0 {
		t.Errorf("the other project holds %v, %v", list, err)
	}
}

// TestRescue goes on in a copy where the file is gone for good, with what was
// not saved in it.
func TestRescue(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	if err := os.Remove(w.project.Path()); err != nil {
		t.Fatal(err)
	}
	w.drag(t, "trade")
	w.press("3")
	w.wantNotSaved(t, "1 change not saved", "tag passage with trade", "or save a copy under a new name")
	copied := filepath.Join(t.TempDir(), "rescued.gloss")
	w.rescue(copied)
	w.idle()
	w.wantSaved(t)
	w.wantCodings(t, "frigates: military", "trade: trade")
	if w.project.Path() != copied || w.win.Title() != "rescued – Gloss" || w.prefs.project() != copied || w.sheet != nil {
		t.Errorf("the window is on %s, titled %q", w.project.Path(), w.win.Title())
	}
	w.drag(t, "Iceland")
	w.press("1")
	w.reopened(t).wantCodings(t, "Iceland: sovereignty", "frigates: military", "trade: trade")
}

// TestReplaced: another version has come in place of the file. What it lacks
// must not be passed over, so nothing is written into it.
func TestReplaced(t *testing.T) {
	w := opened(t)
	older := filepath.Join(t.TempDir(), "older.gloss")
	if err := w.project.Backup(older); err != nil {
		t.Fatal(err)
	}
	w.drag(t, "frigates")
	w.press("2")
	rename(t, older, w.project.Path())
	w.drag(t, "trade")
	w.press("3")
	w.wantNotSaved(t, "1 change not saved", "tag passage with trade", "replaced")
	other := filepath.Join(t.TempDir(), "other.gloss")
	p, err := store.Create(other, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	w.open(other)
	w.idle()
	if w.sheet == nil || w.project.Path() == other {
		t.Fatal("another project was opened over what is not saved")
	}
	w.sheet.close()
	w.askGiveUp()
	w.sheet.confirm()
	w.idle()
	w.wantSaved(t)
	w.wantCodings(t, "frigates: military")
	w.open(other)
	w.idle()
	if w.project.Path() != other {
		t.Error("nothing is unsaved, but no other project can be opened")
	}
}

// TestRefused: a change that the project does not take is not tried again.
func TestRefused(t *testing.T) {
	w := opened(t)
	w.change("add tag", func(tx *store.Tx) error {
		_, err := tx.AddTag(annotate.Tag{Name: "trade", Color: "#000000"})
		return err
	}, nil)
	w.idle()
	if w.sheet == nil {
		t.Error("nothing is said")
	}
	w.wantSaved(t)
}

// TestChangedElsewhere: another program, such as the command line, writes into
// the project that is open. The window notices, and both go on.
func TestChangedElsewhere(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	p, err := store.Open(w.project.Path(), store.Options{Coder: annotate.Coder{Name: "Bea"}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	span, _ := w.shown.article.Text.Find("trade", 0)
	if err := p.Do(p.Group("code"), func(tx *store.Tx) error {
		_, err := tx.AddHighlight(annotate.Highlight{Article: w.shown.article.ID, Span: span})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	w.wantCodings(t, "frigates: military")
	w.lookForChanges()
	w.idle()
	w.wantCodings(t, "frigates: military", "trade: ")
	if n := w.library.Shown[0].Highlights; n != 2 {
		t.Errorf("the library says %d highlights", n)
	}
	w.drag(t, "Iceland")
	w.press("1")
	w.wantSaved(t)
	w.wantCodings(t, "Iceland: sovereignty", "frigates: military", "trade: ")
}

// TestQuickKeys undoes and does again before the window has shown either.
func TestQuickKeys(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.perform("undo")
	w.perform("redo")
	w.idle()
	w.wantCodings(t, "frigates: military")
	w.perform("undo")
	w.perform("redo")
	w.perform("redo")
	w.idle()
	w.wantCodings(t, "frigates: military")
	if got := w.status.message.Text; w.sheet != nil || got != "There is nothing to undo or to do again." {
		t.Errorf("it says %q", got)
	}
}
