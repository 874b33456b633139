package store

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gloss/annotate"
)

var update = flag.Bool("update", false, "write testdata/v<newest>.gloss if it is not there; a version that was released is never written again")

// fixture makes the project that testdata keeps of every version.
func fixture(t testing.TB, path string) {
	n := 0
	clock := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	p, err := Create(path, Options{
		Coder: annotate.Coder{ID: "ann", Name: "Ann", Color: "#0072B2"},
		Now:   func() time.Time { return clock },
		NewID: func() string { n++; return fmt.Sprintf("id-%d", n) },
	})
	if err != nil {
		t.Fatal(err)
	}
	a := annotate.Article{Title: "Nets cut", Authors: []string{"Eva Óladóttir"}, Variables: []annotate.Variable{{Name: "region", Value: "north"}}}
	var b annotate.Builder
	b.Add(annotate.Heading, 1, 1, annotate.Piece{Text: "Nets cut"})
	b.Add(annotate.Paragraph, 0, 1, annotate.Piece{Text: "The trawlers “came” back 🙂 ", Bold: true}, annotate.Piece{Text: "twice."})
	b.Into(&a)
	var r annotate.Receipt
	r.Add(annotate.Read, "written by a test", "", 0)
	step := func(label string, fn func(tx *Tx) error) {
		if err := p.Do(p.Group(label), fn); err != nil {
			t.Fatal(err)
		}
	}
	step("import", func(tx *Tx) (err error) {
		a, err = tx.AddArticle(a, r, []byte("original"))
		return err
	})
	step("tag", func(tx *Tx) error {
		tags, err := tx.Tags()
		if err != nil {
			return err
		}
		_, err = tx.AddHighlight(annotate.Highlight{Article: a.ID, Span: annotate.Span{Start: 14, End: 22}, Tags: []string{tags[2].ID}, Note: "boats"})
		return err
	})
	step("mark an article as done", func(tx *Tx) error { return tx.SetStatus(a.ID, annotate.Done) })
	step("save a filter", func(tx *Tx) error {
		return tx.SaveFilter(NamedFilter{"Boats", Filter{Coders: []string{"ann"}, Words: "trawl*"}})
	})
	step("delete", func(tx *Tx) error { return tx.DeleteArticle(a.ID) })
	if _, err := p.Undo(); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestVersions opens a project of every version there ever was.
func TestVersions(t *testing.T) {
	for i := range migrations {
		name := fmt.Sprintf("v%d.gloss", i+1)
		kept := filepath.Join("testdata", name)
		if _, err := os.Stat(kept); *update && errors.Is(err, fs.ErrNotExist) && i == len(migrations)-1 {
			fixture(t, kept)
		}
		data, err := os.ReadFile(kept)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		p, err := Open(path, Options{Coder: annotate.Coder{Name: "Ann"}, Backups: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		if faults, err := p.Check(); err != nil || len(faults) > 0 {
			t.Errorf("%s: %q, %v", name, faults, err)
		}
		for row, err := range p.Codings(Filter{}) {
			got := fmt.Sprint(row.Article, row.Authors, row.Tag, row.Quote, row.Note, row.Coder, row.Start, row.Paragraph, row.Variables, err)
			if want := "Nets cut[Eva Óladóttir]tradetrawlersboatsAnn14 2 [{region north}] <nil>"; got != want {
				t.Errorf("%s: got  %s\nwant %s", name, got, want)
			}
		}
		if action, err := p.Redo(); err != nil || action.Label != "delete" {
			t.Errorf("%s: redo of %q, %v", name, action.Label, err)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestMigrate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "my project.gloss")
	fixture(t, path)
	c, err := connect(dsn(path, false))
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	bad := append(migrations[:len(migrations):len(migrations)], "CREATE TABLE extra (x) STRICT", "CREATE nonsense")
	kept := 0
	keep := func() (string, error) { kept++; return "", nil }
	if err := migrate(c, path, bad, keep); err == nil {
		t.Error("nonsense passed")
	}
	if v, err := c.version(); v != len(migrations) || err != nil {
		t.Errorf("after a migration that failed the version is %d, %v", v, err)
	}
	good := append(migrations[:len(migrations):len(migrations)], "CREATE TABLE extra (x TEXT) STRICT", "INSERT INTO extra VALUES ('yes')")
	if err := migrate(c, path, good, func() (string, error) { return "", errors.New("no backup") }); err == nil {
		t.Error("migrated without a backup")
	}
	if err := migrate(c, path, good, keep); err != nil {
		t.Fatal(err)
	}
	if xs, err := c.strings("SELECT x FROM extra"); err != nil || len(xs) != 1 {
		t.Errorf("got %v, %v", xs, err)
	}
	if v, err := c.version(); v != len(good) || err != nil {
		t.Errorf("the version is %d, %v", v, err)
	}
	if kept != 2 {
		t.Errorf("%d backups before two migrations", kept)
	}
	if _, err := Open(path, Options{}); !errors.Is(err, ErrNewer) {
		t.Errorf("opening the newer file: %v", err)
	}
}

// newer makes the newest version one higher for the time of a test.
func newer(t *testing.T) {
	old := migrations
	migrations = append(migrations[:len(migrations):len(migrations)], "CREATE TABLE extra (x TEXT) STRICT")
	t.Cleanup(func() { migrations = old })
}

// TestMigrateKeepsBackup: the project as it was is in the folder of backups,
// and nothing beside the project.
func TestMigrateKeepsBackup(t *testing.T) {
	path, o := filepath.Join(t.TempDir(), "p.gloss"), Options{Backups: t.TempDir()}
	fixture(t, path)
	version := len(migrations)
	newer(t)
	p, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	all, err := p.Backups()
	if err != nil || len(all) != 1 || all[0].Articles != 1 || all[0].Name != "p" {
		t.Fatalf("backups %+v, %v", all, err)
	}
	if v, err := versionOf(all[0].Path); err != nil || v != version {
		t.Errorf("the backup has version %d, %v", v, err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) > 2 {
		t.Errorf("beside the project stand %v, %v", entries, err)
	}
}

// TestMergeOlder: the other file stays as it is, byte by byte.
func TestMergeOlder(t *testing.T) {
	older := filepath.Join(t.TempDir(), "older.gloss")
	fixture(t, older)
	before, err := os.ReadFile(older)
	if err != nil {
		t.Fatal(err)
	}
	newer(t)
	p, err := Create(filepath.Join(t.TempDir(), "p.gloss"), Options{Backups: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	report, err := p.Merge(older, MergeChoices{})
	if err != nil || report.Articles.Added != 1 || report.Highlights.Added != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	if a, found, err := p.NextUndo(); err != nil || !found || a.Label != "merge older.gloss" {
		t.Errorf("%+v, %v", a, err)
	}
	if after, err := os.ReadFile(older); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the other file was changed, or %v", err)
	}
	if entries, err := os.ReadDir(filepath.Dir(older)); err != nil || len(entries) != 1 {
		t.Errorf("beside the other file stand %v, %v", entries, err)
	}
}

// TestStatusesOfVersion1: the one status that an article had goes to those who
// have touched it, and an undo leads back behind it.
func TestStatusesOfVersion1(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "v1.gloss"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "old.gloss")
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := connect(dsn(path, false))
	if err != nil {
		t.Fatal(err)
	}
	// Bob has set the status, when he also gave a title that JSON must escape.
	for _, statement := range []string{
		`INSERT INTO coder VALUES ('bob', 'Bob', '#000000')`,
		`INSERT INTO action (id, grp, label, coder, at, status) VALUES ('x', 'x', 'new coder Bob', 'bob', '2026-03-02T08:00:00Z', 'lasting')`,
		`INSERT INTO op (action, kind, target, after) SELECT max(seq), 'coder', 'bob', '{"name":"Bob","color":"#000000"}' FROM action`,
		`UPDATE action SET status = 'dropped' WHERE status = 'undone'`,
		`INSERT INTO action (id, grp, label, coder, at, status) VALUES ('y', 'y', 'mark an article as done', 'bob', '2026-03-02T09:00:00Z', 'done')`,
		`INSERT INTO op (action, kind, target, before, after)
			SELECT (SELECT max(seq) FROM action), kind, target, after, replace(replace(after, '"unread"', '"done"'), '"Nets cut"', '"Nets \"cut\" \\ <é🙂>"')
			FROM op WHERE kind = 'article' AND after IS NOT NULL ORDER BY seq DESC LIMIT 1`,
		`UPDATE article SET status = 'done', title = 'Nets "cut" \ <é🙂>'`,
		`DELETE FROM words`, `INSERT INTO words (rowid, title, note, text) SELECT n, '', '', '' FROM article`,
	} {
		if err := c.script(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if err := c.close(); err != nil {
		t.Fatal(err)
	}
	p, err := Open(path, Options{Coder: annotate.Coder{Name: "Bob"}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	look := func(when, want string) {
		t.Helper()
		if faults, err := p.Check(); err != nil || len(faults) > 0 {
			t.Errorf("%s: %q, %v", when, faults, err)
		}
		list, err := p.Articles()
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		if got := fmt.Sprintf("%s %s %s", list[0].Status, list[0].Mine, list[0].Done); got != want {
			t.Errorf("%s: got %s, want %s", when, got, want)
		}
	}
	look("renewed", "done done [ann bob]")
	if a, err := p.Undo(); err != nil || a.Label != "give each coder a status of their own" {
		t.Fatal(a, err)
	}
	look("undone", "done done []")
	if a, err := p.Undo(); err != nil || a.Label != "mark an article as done" {
		t.Fatal(a, err)
	}
	look("undone twice", "unread unread []")
	for range 2 {
		if _, err := p.Redo(); err != nil {
			t.Fatal(err)
		}
	}
	look("done again", "done done [ann bob]")
}

// project opens a fixture of its own.
func project(t testing.TB) *Project {
	t.Helper()
	path := filepath.Join(t.TempDir(), "p.gloss")
	fixture(t, path)
	p, err := Open(path, Options{Coder: annotate.Coder{Name: "Ann"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}
