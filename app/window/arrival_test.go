package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/annotate"
	"gloss/annotate/store"
)

// closed closes the window and returns the path of its project.
func (w *window) closed(t testing.TB) string {
	t.Helper()
	path := w.project.Path()
	w.close()
	w.idle()
	return path
}

// after opens another window on the same machine.
func (w *window) after(t *testing.T, path string) *window {
	t.Helper()
	again := w.elsewhen(t)
	again.stateFolder = w.stateFolder
	again.open(path)
	again.idle()
	return again
}

// TestOlderVersion: a program that syncs files puts an older version in place
// of the project. It is noticed, and the backup brings back what is missing.
func TestOlderVersion(t *testing.T) {
	w := opened(t)
	older := filepath.Join(t.TempDir(), "older.gloss")
	if err := w.project.Backup(older); err != nil {
		t.Fatal(err)
	}
	w.drag(t, "frigates")
	w.press("2")
	path := w.closed(t)
	if said := w.after(t, path).notices.Said; len(said) > 0 {
		t.Fatalf("nothing is wrong, but it says %q", said)
	}

	rename(t, older, path)
	w = w.after(t, path)
	if said := w.notice("older"); !strings.Contains(said, "An older version of this project has come back") || !strings.Contains(said, "Merging the backup of") {
		t.Fatalf("it says %q", said)
	}
	// Work goes on; what is missed is not forgotten.
	w.drag(t, "trade")
	w.press("3")
	w = w.after(t, w.closed(t))
	if w.notice("older") == "" {
		t.Fatal("it is forgotten")
	}
	b := backupWith(w.project, w.outbox.memory.Trace)
	if b == nil {
		t.Fatal("there is no backup of it")
	}
	w.merge(b.Path, "merge the backup", "the backup", store.MergeChoices{}, w.settleLacking)
	w.idle()
	w.wantCodings(t, "frigates: military", "trade: trade")
	if w.notice("older") != "" || w.sheet == nil {
		t.Error("it is not settled")
	}
	w.sheet.close()
	if said := w.after(t, w.closed(t)).notices.Said; len(said) > 0 {
		t.Errorf("afterwards it says %q", said)
	}
}

// TestConflictCopy: a copy beside the project holds something else. It can be
// merged, or left alone for good.
func TestConflictCopy(t *testing.T) {
	w := opened(t)
	path := w.closed(t)
	conflict := filepath.Join(filepath.Dir(path), "test (Bob's conflicted copy 2026-03-01).gloss")
	w = w.after(t, path)
	if err := w.project.Backup(conflict); err != nil {
		t.Fatal(err)
	}
	bob := w.after(t, conflict)
	bob.drag(t, "frigates")
	bob.press("2")
	bob.closed(t)

	w = w.after(t, w.closed(t))
	if said := w.notice(conflict); !strings.Contains(said, "“test (Bob's conflicted copy 2026-03-01).gloss” holds 1 change that this one lacks, the latest by Ada on") {
		t.Fatalf("it says %q", said)
	}
	button := func(w *window, name string) func() {
		t.Helper()
		for _, way := range w.notices.Ways[conflict] {
			if way.Name == name {
				return way.Run
			}
		}
		t.Fatalf("there is no button %q", name)
		return nil
	}
	button(w, "Leave it alone")()
	w.idle()
	w = w.after(t, w.closed(t))
	if said := w.notice(conflict); said != "" {
		t.Errorf("left alone, and it says %q", said)
	}
	bob = w.after(t, conflict)
	bob.drag(t, "trade")
	bob.press("3")
	bob.closed(t)
	w = w.after(t, w.closed(t))
	button(w, "Merge it…")()
	w.idle()
	w.sheet.confirm() // what would come is shown before
	w.idle()
	w.wantCodings(t, "frigates: military", "trade: trade")
	if said := w.notice(conflict); said != "" {
		t.Errorf("merged, and it says %q", said)
	}
}

// cutOff makes it look as if the window had been killed that had the project
// at path last.
func cutOff(t testing.TB, w *window) (path string) {
	t.Helper()
	abandon(t, w, func() { path = w.closed(t) })
	return path
}

// abandon lets the window leave its seat as one that is killed does.
func abandon(t testing.TB, w *window, leave func()) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(seatsFolder(w.stateFolder), "*.window"))
	if err != nil || len(names) != 1 {
		t.Fatalf("%v, %v", names, err)
	}
	leave()
	if err := os.WriteFile(names[0], nil, 0o600); err != nil {
		t.Fatal(err)
	}
}

const foundWhole = "Gloss was cut off last time. Everything was looked through and is whole."

// TestCutOff: after an unclean end the whole project is looked through, and
// after a clean one its pages are. Damage is told until it is mended.
func TestCutOff(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w = w.after(t, cutOff(t, w))
	if w.status.message.Text != foundWhole || len(w.notices.Said) > 0 {
		t.Errorf("%q, %q", w.status.message.Text, w.notices.Said)
	}
	w = w.after(t, w.closed(t))
	if w.status.message.Text == foundWhole {
		t.Error("after a clean end it says that it was cut off")
	}
	path := cutOff(t, w)
	damage(t, path)
	for range 2 {
		w = w.after(t, path)
		if said := w.notice("damage"); !strings.Contains(said, "This project is damaged") {
			t.Errorf("it says %q", said)
		}
		w.closed(t)
	}
}

// TestCutOffShown: after an unclean end the project is shown before it is looked
// through, and can be worked in. What is damaged then is found.
func TestCutOffShown(t *testing.T) {
	w := opened(t)
	path := cutOff(t, w)
	damage(t, path) // in a way that does not stand in the way of opening it
	again := w.elsewhen(t)
	again.stateFolder = w.stateFolder
	again.open(path)
	again.until(func() bool { return again.shown.article != nil })
	if said := again.notice("damage"); said != "" {
		t.Errorf("before a person could begin it says %q", said)
	}
	again.drag(t, "Iceland")
	again.press("2")
	again.wantCodings(t, "Iceland: military")
	if said := again.notice("damage"); !strings.Contains(said, "This project is damaged") {
		t.Errorf("it says %q", said)
	}
	kept := func() int {
		all, err := again.project.Backups()
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	before := kept()
	again.keepHourly(time.Now().Add(2 * backupEvery))
	again.idle()
	if now := kept(); now != before {
		t.Errorf("%d backups of a damaged project were kept", now-before)
	}
}

// TestCutOffLeft: a window that is closed or killed before the project was found
// whole leaves that to the next one.
func TestCutOffLeft(t *testing.T) {
	giveUp := func(w *window) {
		w.project.Close()
		w.queue.do(func() func() { w.outbox.settle(nil); return nil })
		w.idle()
	}
	for _, test := range []struct {
		name  string
		leave func(w *window)
		left  bool // it was not looked through for certain
	}{
		{"closed at once", giveUp, true},
		{"killed at once", func(w *window) { abandon(t, w, func() { giveUp(w) }) }, true},
		{"closed meanwhile", func(w *window) {
			w.until(func() bool { return strings.Contains(w.status.message.Text, "looking through all of test.gloss") })
			w.closed(t)
		}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := opened(t)
			path := cutOff(t, w)
			first := w.elsewhen(t)
			first.stateFolder = w.stateFolder
			first.open(path)
			first.until(func() bool { return first.shown.article != nil })
			test.leave(first)
			if len(first.notices.Said) > 0 || !test.left && first.sheet != nil {
				t.Errorf("it says %q", first.notices.Said)
			}
			parts, err := filepath.Glob(filepath.Join(first.backupsFolder(), "*", "*.part"))
			if err != nil || len(parts) > 0 {
				t.Errorf("left behind: %q, %v", parts, err)
			}
			second := w.after(t, path)
			if said := second.status.message.Text; test.left && said != foundWhole || len(second.notices.Said) > 0 {
				t.Errorf("%q, %q", said, second.notices.Said)
			}
			third := w.after(t, second.closed(t))
			if third.status.message.Text == foundWhole {
				t.Error("it is looked through again")
			}
		})
	}
}

// damage changes a passage behind the back of the project.
func damage(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := []byte(strings.ReplaceAll(string(data), "Britain sent frigates", "Britain sent freights"))
	if string(changed) == string(data) {
		t.Fatal("the text is not in the file")
	}
	changed[27]++ // the counter of changes: whoever has the page in memory reads it again
	if err := os.WriteFile(path, changed, 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestPageDamaged: damage that is in the way of opening a project leads to its
// backups, and other damage is found in the background.
func TestPageDamaged(t *testing.T) {
	for _, test := range []struct {
		name, holds string // what the page holds
		opens       bool
	}{
		{"actions", "tag passage with", false},
		{"the beginning of the log", `"name":"sovereignty"`, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := opened(t)
			w.drag(t, "frigates")
			w.press("2")
			id := w.shown.article.ID
			w.change("code", func(tx *store.Tx) error {
				for i := range 40 {
					if _, err := tx.AddHighlight(annotate.Highlight{Article: id, Span: annotate.Span{Start: i, End: i + 9}}); err != nil {
						return err
					}
				}
				return nil
			}, nil)
			w.idle()
			path := w.closed(t)
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			const pageSize = 4096
			page := strings.LastIndex(string(data), test.holds) / pageSize * pageSize // the first may be what an older page has left
			for i := page; i < page+200; i++ {
				data[i] = 0xA5
			}
			if err := os.WriteFile(path, data, 0o666); err != nil {
				t.Fatal(err)
			}
			w = w.after(t, path)
			if !test.opens {
				if w.project != nil || w.sheet == nil || w.sheet.ok == nil || w.sheet.ok.Text != "Restore a backup…" {
					t.Error("no way out is offered")
				}
				return
			}
			if w.project == nil {
				t.Fatal("not opened")
			}
			if said := w.notice("damage"); !strings.Contains(said, "damaged") || w.notice("backup") != "" {
				t.Errorf("it says %q", w.notices.Said)
			}
		})
	}
}
