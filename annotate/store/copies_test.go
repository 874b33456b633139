package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"gloss/annotate/store"
)

// TestCopies puts files beside a project as sync programs and people do.
func TestCopies(t *testing.T) {
	p := open(t, newProject(t).Path(), who("Ann"))
	a := add(t, p, article("A", "one two three"))
	folder := filepath.Join(t.TempDir(), "my [old] projects")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "p.gloss")
	if err := p.Backup(path); err != nil {
		t.Fatal(err)
	}
	ours := open(t, path, who("Ann"))
	beside := func(name string) string { return filepath.Join(folder, name) }
	for _, name := range []string{"p (Bob's conflicted copy 2026-03-01).gloss", "older.gloss"} {
		if err := p.Backup(beside(name)); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := ours.Copies(); err != nil || len(all) != 0 {
		t.Errorf("copies that hold nothing new: %+v, %v", all, err)
	}
	conflict := open(t, beside("p (Bob's conflicted copy 2026-03-01).gloss"), who("Bob"))
	mark(t, conflict, a, "two", "")
	mark(t, conflict, a, "three", "")
	mark(t, ours, a, "one", "")
	stranger, err := store.Create(beside("stranger.gloss"), who("Cleo"))
	if err != nil {
		t.Fatal(err)
	}
	if err := stranger.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(beside("text.gloss"), []byte("a letter"), 0o666); err != nil {
		t.Fatal(err)
	}
	all, err := ours.Copies()
	if err != nil || len(all) != 1 || filepath.Base(all[0].Path) != "p (Bob's conflicted copy 2026-03-01).gloss" || all[0].Unknown != 2 || all[0].By != "Bob" || all[0].At.IsZero() {
		t.Fatalf("%+v, %v", all, err)
	}
	if _, err := ours.Merge(all[0].Path, store.MergeChoices{}); err != nil {
		t.Fatal(err)
	}
	if all, err := ours.Copies(); err != nil || len(all) != 0 {
		t.Errorf("after the merge: %+v, %v", all, err)
	}
	if _, err := ours.Undo(); err != nil {
		t.Fatal(err)
	}
	if all, err := ours.Copies(); err != nil || len(all) != 1 {
		t.Errorf("after it was undone: %+v, %v", all, err)
	}
}

// TestQuickCheck damages a page in the middle of the file.
func TestQuickCheck(t *testing.T) {
	p := newProject(t)
	for _, title := range []string{"A", "B", "C", "D"} {
		add(t, p, article(title, title+" text that is long enough to fill some pages with words of it"))
	}
	if err := p.QuickCheck(); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for page := 2; page*4096 < len(data); page++ {
		bad := append([]byte(nil), data...)
		for i := range 4096 {
			bad[page*4096+i] = 0xA5
		}
		path := filepath.Join(t.TempDir(), "bad.gloss")
		if err := os.WriteFile(path, bad, 0o666); err != nil {
			t.Fatal(err)
		}
		q, err := store.Open(path, who("Ann"))
		if err == nil {
			err = q.QuickCheck()
			q.Close()
		}
		if errors.Is(err, store.ErrDamaged) {
			found++
		} else if err != nil {
			t.Errorf("page %d: %v", page, err)
		}
	}
	if pages := len(data)/4096 - 2; found < pages*9/10 {
		t.Errorf("%d of %d damaged pages were noticed", found, pages)
	}
}
