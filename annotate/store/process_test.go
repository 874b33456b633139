//go:build unix

package store_test

import (
	"bufio"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"gloss/annotate"
	"gloss/annotate/store"
)

var kills = flag.Int("kills", 15, "how often TestKill kills a coding process")

// childEnv makes the test binary a child that does the named job.
const childEnv = "GLOSS_STORE_CHILD"

func TestMain(m *testing.M) {
	switch os.Getenv(childEnv) {
	case "":
		os.Exit(m.Run())
	case "code":
		exit(childCode(os.Args[1]))
	case "write":
		exit(childWrite(os.Args[1]))
	case "session":
		exit(shortSession(os.Args[1], func(*store.Project) {}))
	case "read-only":
		exit(childReadOnly(os.Args[1]))
	}
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// child starts the test binary for a job on the project at path.
func child(t *testing.T, job, path string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, path)
	cmd.Env = append(os.Environ(), childEnv+"="+job)
	cmd.Stderr = os.Stderr
	return cmd
}

// childCode adds highlights, and undoes one now and then, until it is killed.
// A line goes out after each verb: + or - and the highlight's ID.
func childCode(path string) error {
	p, err := store.Open(path, who("Ann"))
	if err != nil {
		return err
	}
	list, err := p.Articles()
	if err != nil {
		return err
	}
	book, err := p.Tags()
	if err != nil {
		return err
	}
	fmt.Println("ready")
	for i := 0; ; i++ {
		h := annotate.Highlight{Article: list[0].ID, Span: annotate.Span{Start: i % 50, End: i%50 + 7}, Tags: []string{book[i%3].ID}, Note: "a note"}
		if err := p.Do(p.Group("tag"), func(tx *store.Tx) (err error) {
			h, err = tx.AddHighlight(h)
			return err
		}); err != nil {
			return err
		}
		fmt.Println("+", h.ID)
		if i%5 == 4 {
			fmt.Println("?", h.ID)
			if _, err := p.Undo(); err != nil {
				return err
			}
			fmt.Println("-", h.ID)
		}
	}
}

// TestKill kills a process that codes, at random moments, and sees that every
// change that it has reported is in the file, and that the file is sound.
func TestKill(t *testing.T) {
	p := newProject(t)
	add(t, p, article("A", "a text that is long enough for all the highlights that are made in it, one after the other"))
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}  // acknowledged: added
	gone := map[string]bool{}   // acknowledged: undone
	unsure := map[string]bool{} // an undo was under way
	recovered := 0
	for round := range *kills {
		cmd := child(t, "code", p.Path())
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		if !lines.Scan() || lines.Text() != "ready" {
			t.Fatalf("round %d: the child says %q", round, lines.Text())
		}
		timer := time.AfterFunc(time.Duration(rand.IntN(60_000))*time.Microsecond, func() { cmd.Process.Kill() })
		for lines.Scan() {
			var sign, id string
			if n, _ := fmt.Sscan(lines.Text(), &sign, &id); n != 2 {
				continue // cut off by the kill
			}
			delete(unsure, id)
			switch sign {
			case "+":
				there[id] = true
			case "?":
				delete(there, id)
				unsure[id] = true
			case "-":
				gone[id] = true
			}
		}
		timer.Stop()
		var ended *exec.ExitError
		if err := cmd.Wait(); !errors.As(err, &ended) || ended.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
			t.Fatalf("round %d: the child ended by itself: %v", round, err)
		}
		if journal, err := os.Stat(p.Path() + "-journal"); err == nil && journal.Size() > 0 {
			recovered++
		}
		q := open(t, p.Path(), who("Ann"))
		got := map[string]bool{}
		for _, h := range read(t, q).Highlights[0] {
			got[h.ID] = true
		}
		for id := range there {
			if !got[id] {
				t.Errorf("round %d: highlight %s was acknowledged and is lost", round, id)
			}
		}
		for id := range gone {
			if got[id] {
				t.Errorf("round %d: highlight %s was undone and is back", round, id)
			}
		}
		sound(t, q)
		if err := q.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d highlights acknowledged, %d undos, %d of %d kills cut a transaction off", len(there), len(gone), recovered, *kills)
}

// TestReadOnly opens a project in a folder, and as a file, that may only be
// read. Root may write anywhere, so it is done by a child of little power.
func TestReadOnly(t *testing.T) {
	for _, test := range []struct {
		name         string
		folder, file fs.FileMode
	}{
		{"file", 0o777, 0o444},
		{"folder", 0o555, 0o666},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProject(t)
			mark(t, p, add(t, p, article("A", "one two")), "two", "", "trade")
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			folder := filepath.Dir(p.Path())
			for path, mode := range map[string]fs.FileMode{p.Path(): test.file, folder: test.folder, filepath.Dir(folder): 0o755} {
				if err := os.Chmod(path, mode); err != nil {
					t.Fatal(err)
				}
			}
			t.Cleanup(func() { os.Chmod(folder, 0o755) })
			if out, err := child(t, "read-only", p.Path()).Output(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

func childReadOnly(path string) error {
	const nobody = 65534
	if os.Getuid() == 0 {
		if err := syscall.Setuid(nobody); err != nil {
			return err
		}
	}
	p, err := store.Open(path, who("Zoe"))
	if err != nil {
		return err
	}
	if !p.ReadOnly() {
		return errors.New("not read-only")
	}
	list, err := p.Articles()
	if err != nil {
		return err
	}
	if len(list) != 1 || p.Coder().Name != "Zoe" {
		return fmt.Errorf("got %d articles, coder %v", len(list), p.Coder())
	}
	if hits, err := p.Search("two", 0, 0); err != nil || len(hits) != 1 {
		return fmt.Errorf("got %d hits, %w", len(hits), err)
	}
	if faults, err := p.Check(); err != nil || len(faults) > 0 {
		return fmt.Errorf("faults %q, %w", faults, err)
	}
	err = p.Do(p.Group("delete"), func(tx *store.Tx) error { return tx.DeleteArticle(list[0].ID) })
	if !errors.Is(err, store.ErrReadOnly) {
		return fmt.Errorf("a verb says %v", err)
	}
	if _, err = p.Undo(); !errors.Is(err, store.ErrReadOnly) {
		return fmt.Errorf("undo says %v", err)
	}
	return p.Close()
}

// TestOpenTwiceKeepsLocks: a second opening, and its closing, must not touch
// the file except through SQLite; else this process would lose the lock of the
// transaction that is under way, and another process could write into it.
func TestOpenTwiceKeepsLocks(t *testing.T) {
	p := newProject(t)
	do(t, p, "open in between", func(tx *store.Tx) error {
		if _, err := tx.AddTag(annotate.Tag{Name: "new"}); err != nil {
			return err
		}
		q, err := store.Open(p.Path(), who("Bob"))
		if err != nil {
			return err
		}
		if err := q.Close(); err != nil {
			return err
		}
		cmd := child(t, "write", p.Path())
		cmd.Stderr = nil
		if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "SQLITE_BUSY") {
			t.Errorf("another process writes into the transaction: %v %s", err, out)
		}
		return nil
	})
	sound(t, p)
}

// childWrite writes without waiting for anybody.
func childWrite(path string) error {
	db, err := sql.Open("sqlite", "file:"+path+"?mode=rw&_pragma=busy_timeout(0)")
	if err != nil {
		return err
	}
	_, err = db.Exec("UPDATE tag SET color = '#000000'")
	return errors.Join(err, db.Close())
}
