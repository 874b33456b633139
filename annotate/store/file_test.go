package store_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/annotate/store"
)

func TestStrangeNames(t *testing.T) {
	for _, name := range []string{"a?b#c 100%.gloss", "it's \"ours\";--.gloss", "Übung 文.gloss", "file:x.gloss", "plus+&=.gloss"} {
		path := filepath.Join(t.TempDir(), name)
		p, err := store.Create(path, who("Ann"))
		if err != nil {
			t.Fatal(err)
		}
		add(t, p, article("A", "text"))
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		if n := len(must(t, open(t, path, who("Ann")).Articles)); n != 1 {
			t.Errorf("%s: %d articles", name, n)
		}
		if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) > 2 || entries[0].Name() != name {
			t.Errorf("%s: in its folder stand %v, %v", name, entries, err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	whole := newProject(t)
	add(t, whole, article("A", strings.Repeat("a long text ", 5000)))
	if err := whole.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(whole.Path())
	if err != nil {
		t.Fatal(err)
	}
	changed := func(at int, b ...byte) []byte {
		data := append([]byte(nil), good...)
		copy(data[at:], b)
		return data
	}
	foreign := filepath.Join(t.TempDir(), "foreign")
	db, err := sql.Open("sqlite", foreign)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE t (x)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	other, err := os.ReadFile(foreign)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		data []byte // nil: no file
		kind error
		says string
	}{
		{"missing", nil, store.ErrNotFound, "there is no such file"},
		{"empty", []byte{}, store.ErrDamaged, "the file is empty"},
		{"text", []byte("Dear project,"), store.ErrNotOurs, "this is not a Gloss project"},
		{"longer text", []byte(strings.Repeat("Dear project, ", 50)), store.ErrNotOurs, "this is not a Gloss project"},
		{"header only", good[:50], store.ErrDamaged, "cut short"},
		{"foreign", other, store.ErrNotOurs, "database of another program"},
		{"newer", changed(60, 0, 0, 0, 99), store.ErrNewer, "made by a newer Gloss (file version 99, this one reads up to 2)"},
		{"cut short", good[:len(good)/2], store.ErrDamaged, "cut short"},
		{"schema destroyed", changed(100, make([]byte, 3000)...), store.ErrDamaged, "is damaged"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "my project.gloss")
			if test.data != nil {
				if err := os.WriteFile(path, test.data, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			p, err := store.Open(path, who("Ann"))
			if err == nil {
				p.Close()
				t.Fatal("opened")
			}
			says(t, err, test.kind, test.says)
			if !strings.HasPrefix(err.Error(), path+": ") {
				t.Errorf("%q does not name the file", err)
			}
			if now, err := os.ReadFile(path); test.data != nil && (err != nil || string(now) != string(test.data)) {
				t.Errorf("the file was changed, or %v", err)
			}
		})
	}
	if _, err := store.Open(t.TempDir(), who("Ann")); !errors.Is(err, store.ErrNotOurs) {
		t.Errorf("a folder: %v", err)
	}
}

// says ends the test unless err is of the kind and its sentence holds the words.
func says(t testing.TB, err, kind error, words string) {
	t.Helper()
	if !errors.Is(err, kind) || !strings.Contains(err.Error(), words) {
		t.Fatalf("got  %v\nwant %v: ...%s", err, kind, words)
	}
}

func TestCreateRefuses(t *testing.T) {
	p := newProject(t)
	_, err := store.Create(p.Path(), who("Ann"))
	says(t, err, store.ErrExists, "a file of that name exists already")
	sound(t, p)
	_, err = store.Create(filepath.Join(t.TempDir(), "no", "such", "p.gloss"), who("Ann"))
	says(t, err, store.ErrNotFound, "the folder does not exist")
}

func TestMovedWhileOpen(t *testing.T) {
	for name, change := range map[string]func(path, other string) error{
		"moved":    func(path, other string) error { return os.Rename(path, path+" 2") },
		"deleted":  func(path, _ string) error { return os.Remove(path) },
		"replaced": func(path, other string) error { return os.Rename(other, path) },
	} {
		t.Run(name, func(t *testing.T) {
			p, other := newProject(t), newProject(t)
			a := add(t, p, article("A", "one two"))
			if err := other.Close(); err != nil {
				t.Fatal(err)
			}
			if err := change(p.Path(), other.Path()); err != nil {
				t.Fatal(err)
			}
			err := p.Do(p.Group("delete"), func(tx *store.Tx) error { return tx.DeleteArticle(a.ID) })
			says(t, err, store.ErrMoved, "moved, replaced or deleted")
			_, err = p.Undo()
			says(t, err, store.ErrMoved, "moved, replaced or deleted")
			// What was there can still be read, and saved elsewhere.
			rescued := filepath.Join(t.TempDir(), "rescued.gloss")
			if err := p.Backup(rescued); err != nil {
				t.Fatal(err)
			}
			q := open(t, rescued, who("Ann"))
			if list := must(t, q.Articles); len(list) != 1 || list[0].ID != a.ID {
				t.Errorf("rescued %+v", list)
			}
			sound(t, q)
		})
	}
}

func TestMovedDuringDo(t *testing.T) {
	p := newProject(t)
	err := p.Do(p.Group("import"), func(tx *store.Tx) error {
		if _, err := tx.AddArticle(article("A", "one"), noReceipt, nil); err != nil {
			return err
		}
		return os.Rename(p.Path(), p.Path()+" 2")
	})
	says(t, err, store.ErrMoved, "moved, replaced or deleted")
	if n := len(must(t, p.Articles)); n != 0 {
		t.Errorf("%d articles", n)
	}
}

func TestBackup(t *testing.T) {
	p := newProject(t)
	a := add(t, p, article("A", "one two"))
	mark(t, p, a, "two", "", "trade")
	path := filepath.Join(t.TempDir(), "a?b copy.gloss")
	if err := p.Backup(path); err != nil {
		t.Fatal(err)
	}
	q := open(t, path, who("Ann"))
	if got, want := read(t, q), read(t, p); len(got.Highlights) != 1 || got.Articles[0].ID != want.Articles[0].ID {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	sound(t, q)
	says(t, p.Backup(path), store.ErrExists, "exists already")
	says(t, p.Backup(filepath.Join(t.TempDir(), "no", "p.gloss")), store.ErrReadOnly, "no copy can be made there")
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) > 2 {
		t.Errorf("beside the copy stand %v, %v", entries, err)
	}
}

func TestClosed(t *testing.T) {
	p := newProject(t)
	for range 2 {
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(p.Path() + "-journal"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the journal stands there still: %v", err)
	}
	_, err := p.Articles()
	says(t, err, store.ErrClosed, "is closed")
	says(t, p.Do(p.Group("x"), func(*store.Tx) error { return nil }), store.ErrClosed, "is closed")
	says(t, p.Backup(filepath.Join(t.TempDir(), "x")), store.ErrClosed, "is closed")
}
