package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"gloss/annotate"
)

// TestSettings: they belong to the connection, so a slip in the address of the
// file would lose them without a word.
func TestSettings(t *testing.T) {
	p := project(t)
	for name, want := range map[string]string{
		"journal_mode": "truncate", "synchronous": "3", "locking_mode": "normal", "fullfsync": "1", "foreign_keys": "1",
		"busy_timeout": fmt.Sprint(busyTimeout), "trusted_schema": "0", "application_id": fmt.Sprint(applicationID), "user_version": fmt.Sprint(len(migrations)),
	} {
		if got, err := p.conn.strings("PRAGMA " + name); err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%s is %q, not %s; %v", name, got, want, err)
		}
	}
}

func TestDiskFull(t *testing.T) {
	p := project(t)
	before, _ := p.Articles()
	var pages int
	if _, err := p.conn.one(into(&pages), "PRAGMA page_count"); err != nil {
		t.Fatal(err)
	}
	if err := p.conn.script(fmt.Sprintf("PRAGMA max_page_count = %d", pages+2)); err != nil {
		t.Fatal(err)
	}
	big := func(title string) func(tx *Tx) error {
		return func(tx *Tx) error {
			a := annotate.Article{Title: title}
			var b annotate.Builder
			b.Add(annotate.Paragraph, 0, 0, annotate.Piece{Text: strings.Repeat(title+" words ", 5000)})
			b.Into(&a)
			_, err := tx.AddArticle(a, annotate.Receipt{}, nil)
			return err
		}
	}
	version, _ := p.Version()
	err := p.Do(p.Group("import"), big("big"))
	if !errors.Is(err, ErrDisk) || !strings.Contains(err.Error(), "the disk is full and this change was not saved") {
		t.Fatalf("got %v", err)
	}
	// Even a caller who goes on after the error commits no half of it.
	err = p.Do(p.Group("import"), func(tx *Tx) error { _ = big("big")(tx); return nil })
	if !errors.Is(err, ErrDisk) {
		t.Errorf("got %v", err)
	}
	after, err := p.Articles()
	if now, _ := p.Version(); err != nil || len(after) != len(before) || now != version {
		t.Errorf("%d articles, version %d and then %d, %v", len(after), version, now, err)
	}
	if err := p.conn.script("PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if err := p.Do(p.Group("import"), big("big")); err != nil {
		t.Errorf("with space again: %v", err)
	}
	if faults, err := p.Check(); err != nil || len(faults) > 0 {
		t.Errorf("%q, %v", faults, err)
	}
}

func TestBusy(t *testing.T) {
	p := project(t)
	other, err := connect(dsn(p.Path(), false))
	if err != nil {
		t.Fatal(err)
	}
	defer other.close()
	if err := p.conn.script("PRAGMA busy_timeout = 1"); err != nil {
		t.Fatal(err)
	}
	for _, lock := range []string{"IMMEDIATE", "EXCLUSIVE"} {
		if err := other.script("BEGIN " + lock); err != nil {
			t.Fatal(err)
		}
		err = p.Do(p.Group("x"), func(tx *Tx) error { return nil })
		if !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), "another program is writing") {
			t.Errorf("%s: a verb says %v", lock, err)
		}
		if _, err = p.Articles(); (lock == "EXCLUSIVE") != errors.Is(err, ErrBusy) {
			t.Errorf("%s: reading says %v", lock, err)
		}
		if err := other.script("ROLLBACK"); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Do(p.Group("x"), func(tx *Tx) error { return nil }); err != nil {
		t.Error(err)
	}
}

// TestCheckFinds changes a project behind its back.
func TestCheckFinds(t *testing.T) {
	for _, test := range []struct{ change, want string }{
		{`UPDATE highlight SET start = 15`, `not the quote "trawlers"`},
		{`UPDATE highlight SET prefix = 'x'`, "the context is not what stands around it"},
		{`UPDATE highlight SET note = 'other'`, "is not as the history has left it"},
		{`UPDATE tag SET color = '#000000'`, "is not as the history has left it"},
		{`UPDATE tag SET name = ' '`, "the codebook: a tag needs a name"},
		{`UPDATE tag SET parent = id WHERE name = 'trade'`, "1 of 3 tags stand below themselves"},
		{`UPDATE article SET title = 'other'`, "is not as the history has left it"},
		{`UPDATE article SET length = 3`, "characters, not 3"},
		{`DROP TRIGGER content_fixed; UPDATE content SET text = replace(text, 'back', 'home')`, "the text is not the one that was imported"},
		{`DROP TRIGGER content_fixed; UPDATE content SET blocks = '['`, "its blocks cannot be read"},
		{`PRAGMA foreign_keys = 0; DELETE FROM coder`, "refers to a row of coder that is not there"},
		{`DELETE FROM highlight_tag`, "is not as the history has left it"},
		{`UPDATE highlight_tag SET article = 99`, "1 tags of highlights are counted in another article"},
		{`DELETE FROM highlight_tag; DELETE FROM highlight`, "is in the history and not in the project"},
		{`INSERT INTO coder VALUES ('x', 'x', '#000000')`, "is in the project and not in the history"},
		{`DROP TRIGGER op_kept; DELETE FROM op WHERE seq = (SELECT min(seq) FROM op WHERE kind = 'highlight')`, "the history is torn"},
		{`UPDATE action SET status = 'done'`, "counts as done, not as"},
		{`DELETE FROM words`, "cannot be found by a search"},
		{`INSERT INTO words (rowid, text) VALUES (99, 'x')`, "the search finds article number 99, which is not there"},
	} {
		p := project(t)
		if err := p.conn.script(test.change); err != nil {
			t.Fatalf("%s: %v", test.change, err)
		}
		faults, err := p.Check()
		if err != nil || !strings.Contains(strings.Join(faults, "\n"), test.want) {
			t.Errorf("%s: got %q, %v, want %q", test.change, faults, err, test.want)
		}
	}
}

// TestKept: what the log and undo rest on cannot be changed by a slip.
func TestKept(t *testing.T) {
	p := project(t)
	for _, statement := range []string{`UPDATE op SET after = ''`, `DELETE FROM op`, `UPDATE content SET text = ''`, `DELETE FROM content`} {
		if err := p.conn.script(statement); err == nil {
			t.Errorf("%s passes", statement)
		}
	}
}
