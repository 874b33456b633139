package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"gloss/annotate"
	"gloss/annotate/store"
)

// TestKeepBackup: the last ten stay, and of older ones the newest of each day
// for thirty days; what has not changed is not kept twice.
func TestKeepBackup(t *testing.T) {
	clock := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	o := fixed()
	o.Now = func() time.Time { return clock }
	o.Backups = filepath.Join(t.TempDir(), "not", "there yet")
	p, err := store.Create(filepath.Join(t.TempDir(), "p.gloss"), o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	keep := func() string {
		t.Helper()
		path, err := p.KeepBackup()
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	for i := range 100 { // two a day
		add(t, p, article(fmt.Sprint("article ", i), fmt.Sprint("text ", i)))
		path := keep()
		if again := keep(); again != path {
			t.Errorf("kept again as %s", again)
		}
		clock = clock.Add(12 * time.Hour)
	}
	all := must(t, p.Backups)
	if len(all) != 35 { // five days of two, twenty-five of one
		t.Errorf("%d backups", len(all))
	}
	for i, b := range all {
		if want := 100 - i; i < 10 && b.Articles != want {
			t.Errorf("backup %d of %v has %d articles, not %d", i, b.Made, b.Articles, want)
		}
		if age := all[0].Made.Sub(b.Made); age >= 30*24*time.Hour {
			t.Errorf("backup %d is %v old", i, age)
		}
	}
	// A clock that was set back neither replaces a backup nor mixes their order.
	clock = clock.Add(-40 * 24 * time.Hour)
	add(t, p, article("late", "late"))
	keep()
	if newest := must(t, p.Backups)[0]; newest.Articles != 101 {
		t.Errorf("the newest backup has %d articles", newest.Articles)
	}
	path := filepath.Join(t.TempDir(), "restored.gloss")
	if err := all[3].Restore(path); err != nil {
		t.Fatal(err)
	}
	q := open(t, path, o)
	sound(t, q)
	if n := len(must(t, q.Articles)); n != 97 {
		t.Errorf("%d articles", n)
	}
	says(t, all[3].Restore(path), store.ErrExists, "exists already")
}

// TestKeepBackupWhileWorking writes between the steps of a backup: the copy is
// one moment of the project, and not an early one.
func TestKeepBackupWhileWorking(t *testing.T) {
	o := who("Ann")
	o.Backups = t.TempDir()
	p, err := store.Create(filepath.Join(t.TempDir(), "p.gloss"), o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	a := add(t, p, article("A", strings.Repeat("one two three ", 100_000)))
	var work sync.WaitGroup
	var copied string
	work.Go(func() { copied, err = p.KeepBackup() })
	for range 50 {
		mark(t, p, a, "two", "")
	}
	work.Wait()
	if err != nil {
		t.Fatal(err)
	}
	sound(t, open(t, copied, o))
	mark(t, p, a, "three", "")
	if last, err := p.KeepBackup(); err != nil || last == copied {
		t.Errorf("the last change is not kept: %s, %v", last, err)
	}
	all, err := store.AllBackups(o.Backups)
	if err != nil || len(all) != 2 || all[0].Highlights != 51 || all[0].Name != "p" || !all[0].Made.After(all[1].Made) {
		t.Errorf("%+v, %v", all, err)
	}
}

// TestKeepBackupCutOff: what a backup that was killed has left goes with the
// next; if another process makes a copy just then, only what is a day old.
func TestKeepBackupCutOff(t *testing.T) {
	o := who("Ann")
	o.Backups = t.TempDir()
	p, err := store.Create(filepath.Join(t.TempDir(), "p.gloss"), o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	path, err := p.KeepBackup()
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Dir(path)
	for name, age := range map[string]time.Duration{".gloss-1.part": 25 * time.Hour, ".gloss-2.part": time.Hour} {
		part := filepath.Join(folder, name)
		if err := os.WriteFile(part, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(part, time.Time{}, time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	other := flock.New(filepath.Join(folder, ".lock"))
	if err := other.RLock(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{".gloss-2.part", ""} {
		add(t, p, article("A "+want, "text "+want))
		if _, err := p.KeepBackup(); err != nil {
			t.Fatal(err)
		}
		left, err := filepath.Glob(filepath.Join(folder, ".gloss-*"))
		if err != nil || len(left) != min(len(want), 1) || len(left) > 0 && filepath.Base(left[0]) != want {
			t.Errorf("left: %v, %v, want %q", left, err, want)
		}
		if err := other.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestKeepBackupOfLongName: the name of the project, which may be as long as
// the system allows, is cut.
func TestKeepBackupOfLongName(t *testing.T) {
	o := who("Ann")
	o.Backups = t.TempDir()
	p, err := store.Create(filepath.Join(t.TempDir(), strings.Repeat("ä", 120)+".gloss"), o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if _, err := p.KeepBackup(); err != nil {
		t.Error(err)
	}
	if all := must(t, p.Backups); len(all) != 1 || all[0].Name != strings.Repeat("ä", 50) {
		t.Errorf("%+v", all)
	}
}

// longProject is a project, with backups, of one article that takes some steps
// to copy.
func longProject(t *testing.T) (p *store.Project, path string, o store.Options, a annotate.Article) {
	t.Helper()
	o = who("Ann")
	o.Backups = t.TempDir()
	path = filepath.Join(t.TempDir(), "p.gloss")
	p, err := store.Create(path, o)
	if err != nil {
		t.Fatal(err)
	}
	return p, path, o, add(t, p, article("A", strings.Repeat("one two three ", 100_000)))
}

// TestCheckCopy: the copy shows what is wrong with the project, what is done
// meanwhile is no fault, and no copy is left. Where none can be made, the
// project itself is looked at; a project that is closed is not.
func TestCheckCopy(t *testing.T) {
	p, path, o, a := longProject(t)
	check := func(want int) {
		t.Helper()
		var work sync.WaitGroup
		var faults []string
		var err error
		work.Go(func() { faults, err = p.CheckCopy() })
		for range 20 {
			mark(t, p, a, "two", "")
		}
		work.Wait()
		if err != nil || len(faults) != want {
			t.Errorf("%q, %v", faults, err)
		}
		if left, err := filepath.Glob(filepath.Join(o.Backups, "*", ".gloss-*")); err != nil || len(left) > 0 {
			t.Errorf("left: %q, %v", left, err)
		}
	}
	check(0)
	p.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(data[strings.LastIndex(string(data), "three one two"):], "three eno") // far from what is marked
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	p = open(t, path, o)
	check(1)
	if err := os.RemoveAll(o.Backups); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(o.Backups, nil, 0o600); err != nil { // no folder can be there
		t.Fatal(err)
	}
	check(1)
	p.Close()
	if faults, err := p.CheckCopy(); !errors.Is(err, store.ErrClosed) {
		t.Errorf("closed: %q, %v", faults, err)
	}
}

// TestCheckCopyGivenUp: Close ends a check, wherever it is.
func TestCheckCopyGivenUp(t *testing.T) {
	p, path, o, a := longProject(t)
	for changes := range 10 {
		ended := make(chan error)
		go func() {
			faults, err := p.CheckCopy()
			if len(faults) > 0 {
				t.Errorf("%d changes: %q", changes, faults)
			}
			ended <- err
		}()
		for range changes {
			mark(t, p, a, "two", "")
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		if err := <-ended; err != nil && !errors.Is(err, store.ErrClosed) {
			t.Errorf("%d changes: %v", changes, err)
		}
		if left, err := filepath.Glob(filepath.Join(o.Backups, "*", ".gloss-*")); err != nil || len(left) > 0 {
			t.Errorf("left: %q, %v", left, err)
		}
		p = open(t, path, o)
	}
}
