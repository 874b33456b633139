package store_test

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/annotate/store/testdisk"
)

var lose = flag.Int("lose", 2, "up to how many unsynced pieces TestPowerCutEverySubset loses, or keeps, in every combination")

// shortProject is a closed project for shortSession.
func shortProject(t *testing.T) (path string) {
	t.Helper()
	p := newProject(t)
	mark(t, p, add(t, p, article("A", "one two three four")), "one", "", "trade")
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return p.Path()
}

// shortSession opens the project, codes a passage, takes that back and writes a
// note, and calls saved after each of the four.
func shortSession(path string, saved func(p *store.Project)) error {
	p, err := store.Open(path, fixed2("x"))
	if err != nil {
		return err
	}
	defer p.Close()
	saved(p)
	list, err := p.Articles()
	if err != nil {
		return err
	}
	all, err := p.Highlights(list[0].ID)
	if err != nil {
		return err
	}
	h := all[0]
	for _, change := range []func() error{
		func() error {
			return p.Do(p.Group("code"), func(tx *store.Tx) error {
				_, err := tx.AddHighlight(annotate.Highlight{Article: h.Article, Span: annotate.Span{Start: 4, End: 7}, Tags: h.Tags})
				return err
			})
		},
		func() error { _, err := p.Undo(); return err },
		func() error {
			h.Note = "a note"
			return p.Do(p.Group("note"), func(tx *store.Tx) error { return tx.SetHighlight(h) })
		},
	} {
		if err := change(); err != nil {
			return err
		}
		saved(p)
	}
	return p.Close()
}

// TestPowerCutEverySubset is TestPowerCut over a short session and without
// chance: at every moment it loses every set of up to -lose of the unsynced
// pieces (sectors of writes, truncations, names), keeps every set of up to so
// many and loses the rest, and where there are ten pieces or fewer loses every
// set. Only the moments right before a sync, after a change and at the end are
// looked at: what may be left at another may also be left at the next of them.
// With -cuts other than 0 it looks at so many of all these states.
func TestPowerCutEverySubset(t *testing.T) {
	path := shortProject(t)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	disk := testdisk.Put(filepath.Dir(path))
	defer disk.Remove()
	var states []string
	err = shortSession(path, func(p *store.Project) {
		disk.Note("saved")
		states = append(states, holds(t, p))
	})
	if err != nil {
		t.Fatal(err)
	}
	log := disk.Log()
	disk.Remove()

	start := map[string][]byte{"p.gloss": data}
	type state struct {
		moment, saved int
		kept          map[int]bool
	}
	var all []state
	saved, moments, most := -1, 0, 0
	for n := range len(log) + 1 {
		if n > 0 && log[n-1].Kind == testdisk.Note {
			saved++
		}
		if n < len(log) && log[n].Kind != testdisk.Sync && log[n].Kind != testdisk.Note && (n == 0 || log[n-1].Kind != testdisk.Note) {
			continue
		}
		moments++
		pieces := testdisk.CutAt(start, log[:n]).Pending()
		most = max(most, pieces)
		for set := range subsets(pieces, *lose) {
			all = append(all, state{n, saved, maps.Clone(set)})
		}
	}
	if *cuts > 0 {
		rng := rand.New(rand.NewPCG(5, 6))
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		all = all[:min(len(all), *cuts)]
	}
	type seen struct {
		sum   [sha256.Size]byte
		saved int
	}
	looked := map[seen]bool{}
	for _, s := range all {
		files := testdisk.CutAt(start, log[:s.moment]).Files(func(i int) bool { return s.kept[i] })
		sum := sha256.New()
		for _, name := range slices.Sorted(maps.Keys(files)) {
			fmt.Fprintf(sum, "%s %d %s", name, len(files[name]), files[name])
		}
		this := seen{[sha256.Size]byte(sum.Sum(nil)), s.saved}
		if looked[this] {
			continue
		}
		looked[this] = true
		got, err := opensAs(t, files)
		if err != nil || s.saved >= 0 && got != states[s.saved] && (s.saved+1 == len(states) || got != states[s.saved+1]) {
			t.Errorf("after operation %d of %d, change %d acknowledged, pieces %v kept: %v, and it holds\n%s", s.moment, len(log), s.saved, s.kept, err, got)
		}
	}
	t.Logf("%d operations, %d moments, at most %d pieces unsynced; %d sets, %d different states of the disk opened", len(log), moments, most, len(all), len(looked))
}

// subsets yields the sets of numbers below n that have up to few members or lack
// up to few; all where n is small.
func subsets(n, few int) func(yield func(set map[int]bool) bool) {
	return func(yield func(map[int]bool) bool) {
		const small = 10
		set := map[int]bool{}
		var choose func(from, left int, done func() bool) bool
		choose = func(from, left int, done func() bool) bool {
			if !done() {
				return false
			}
			for i := from; i < n && left > 0; i++ {
				was := set[i]
				set[i] = !was
				if !choose(i+1, left-1, done) {
					return false
				}
				set[i] = was
			}
			return true
		}
		if n <= small {
			choose(0, n, func() bool { return yield(set) })
			return
		}
		if !choose(0, few, func() bool { return yield(set) }) {
			return
		}
		for i := range n {
			set[i] = true
		}
		choose(0, few, func() bool { return yield(set) })
	}
}
