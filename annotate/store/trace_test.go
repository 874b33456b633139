package store_test

import (
	"path/filepath"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// TestTrace takes copies at several moments and lets two of them go different
// ways.
func TestTrace(t *testing.T) {
	p := newProject(t)
	stranger, err := store.Create(filepath.Join(t.TempDir(), "stranger.gloss"), who("Ann"))
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	copied := func(name string) *store.Project {
		path := filepath.Join(t.TempDir(), name)
		if err := p.Backup(path); err != nil {
			t.Fatal(err)
		}
		return open(t, path, who("Ann"))
	}
	newTag := func(p *store.Project, name string) {
		do(t, p, "add tag", func(tx *store.Tx) error {
			_, err := tx.AddTag(annotate.Tag{Name: name})
			return err
		})
	}
	before, then := copied("before"), must(t, p.Trace)
	newTag(p, "new")
	now, fork := must(t, p.Trace), copied("fork")
	newTag(fork, "fork")
	newTag(p, "home")
	for name, test := range map[string]struct {
		p    *store.Project
		t    store.Trace
		want bool
	}{
		"itself":            {p, must(t, p.Trace), true},
		"its past":          {p, then, true},
		"its later past":    {p, now, true},
		"an older version":  {before, now, false},
		"the same moment":   {before, then, true},
		"a fork":            {fork, must(t, p.Trace), false},
		"before the fork":   {fork, now, true},
		"the other's fork":  {p, must(t, fork.Trace), false},
		"another project":   {stranger, then, false},
		"nothing to go by":  {p, store.Trace{}, false},
		"more of an action": {p, store.Trace{Project: now.Project, Action: now.Action, Operations: now.Operations + 99}, false},
	} {
		if got, err := test.p.Holds(test.t); got != test.want || err != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}
