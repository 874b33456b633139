package store_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/annotate/store"
	"gloss/annotate/store/testdisk"
)

var cuts = flag.Int("cuts", 60, "how many states of the disk after a power cut TestPowerCut looks at; 0: one of each moment, and all where they are few")

// session codes in a fresh project on a disk that writes everything down. It
// returns the files from before, the log with a note after each change that was
// acknowledged, and what the project held from change to change.
func session(t *testing.T) (start map[string][]byte, log []testdisk.Op, states []string) {
	t.Helper()
	p := newProject(t)
	a := add(t, p, article("A", strings.Repeat("one two three four five six seven eight nine ten ", 40)))
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	disk := testdisk.Put(filepath.Dir(p.Path()))
	defer disk.Remove()
	p = open(t, p.Path(), fixed2("x"))
	note := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		disk.Note("saved")
		states = append(states, holds(t, p))
	}
	note(nil)
	for i := range 4 {
		mark(t, p, a, []string{"two", "three four", "seven", "ten"}[i], strings.Repeat("a note ", i*200), "trade")
		note(nil)
		if i%2 == 1 {
			_, err := p.Undo()
			note(err)
			_, err = p.Redo()
			note(err)
		}
	}
	add(t, p, article("B", strings.Repeat("another text ", 2000)))
	note(nil)
	from, into := tag(t, p, "trade").ID, tag(t, p, "military").ID
	note(p.Do(p.Group("merge tags"), func(tx *store.Tx) error { return tx.MergeTags(from, into) }))
	note(p.Do(p.Group("delete"), func(tx *store.Tx) error { return tx.DeleteArticle(a.ID) }))
	_, err = p.Undo()
	note(err)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"p.gloss": data}, disk.Log(), states
}

// fixed2 are fixed with other IDs.
func fixed2(prefix string) store.Options {
	o := fixed()
	id := o.NewID
	o.NewID = func() string { return prefix + id() }
	return o
}

// holds writes down what a project holds.
func holds(t *testing.T, p *store.Project) string {
	t.Helper()
	var out []string
	got := read(t, p)
	for _, a := range got.Articles {
		out = append(out, a.ID+" "+a.Title)
	}
	for _, hs := range got.Highlights {
		for _, h := range hs {
			out = append(out, fmt.Sprint(h.ID, h.Span, h.Tags, len(h.Note)))
		}
	}
	for _, a := range must(t, func() ([]store.Action, error) { return p.History(0) }) {
		out = append(out, fmt.Sprint(a.Label, a.Undone))
	}
	return strings.Join(out, "\n")
}

// opensAs writes the files of a power cut to a disk and opens the project on
// it. It returns what it holds, or what is wrong with it.
func opensAs(t *testing.T, files map[string][]byte) (string, error) {
	t.Helper()
	dir, err := os.MkdirTemp(t.TempDir(), "cut")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	p, err := store.Open(filepath.Join(dir, "p.gloss"), who("Ann"))
	if err != nil {
		return "", err
	}
	defer p.Close()
	faults, err := p.Check()
	if err != nil || len(faults) > 0 {
		return "", fmt.Errorf("%v, %w", faults, errors.Join(err))
	}
	return holds(t, p), nil
}

// TestPowerCut fails the power at every moment of a session, and loses any part
// of what was written and not synced. The project must open, be sound, and hold
// every change that was acknowledged, whole, and nothing else but the change
// that was under way, whole too.
func TestPowerCut(t *testing.T) {
	start, log, states := session(t)
	rng := rand.New(rand.NewPCG(1, 2))
	looked, lost := 0, 0
	look := func(n int, kept func(int) bool) {
		t.Helper()
		saved := -1
		for _, op := range log[:n] {
			if op.Kind == testdisk.Note {
				saved++
			}
		}
		cut := testdisk.CutAt(start, log[:n])
		got, err := opensAs(t, cut.Files(kept))
		looked++
		if cut.Pending() > 0 {
			lost++
		}
		switch {
		case err != nil:
			t.Errorf("after operation %d of %d: %v", n, len(log), err)
		case saved >= 0 && got == states[saved], saved+1 < len(states) && got == states[saved+1]:
		default:
			t.Errorf("after operation %d of %d: change %d was acknowledged, and it holds\n%s", n, len(log), saved, got)
		}
	}
	some := func(int) bool { return rng.IntN(2) == 0 }
	if *cuts > 0 {
		for range *cuts {
			look(rng.IntN(len(log)+1), some)
		}
	} else {
		for n := range len(log) + 1 {
			pieces := testdisk.CutAt(start, log[:n]).Pending()
			const few = 6
			if pieces <= few {
				for set := range 1 << pieces {
					look(n, func(i int) bool { return set>>i&1 == 1 })
				}
				continue
			}
			look(n, func(int) bool { return false })
			look(n, func(int) bool { return true })
			for range 8 {
				look(n, some)
			}
		}
	}
	t.Logf("%d operations, %d changes; %d states of the disk looked at, %d of them with something lost", len(log), len(states), looked, lost)
}

// TestPowerCutIsNoticed: on a disk that lies about syncing, changes are lost.
// Without this, nobody knows whether TestPowerCut would find anything.
func TestPowerCutIsNoticed(t *testing.T) {
	start, log, states := session(t)
	var lying []testdisk.Op
	for _, op := range log {
		if op.Kind != testdisk.Sync {
			lying = append(lying, op)
		}
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		got, err := opensAs(t, testdisk.CutAt(start, lying).Files(func(int) bool { return rng.IntN(2) == 0 }))
		if err != nil || got != states[len(states)-1] {
			return
		}
	}
	t.Error("nothing is lost on a disk that lies")
}
