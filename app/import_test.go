package app_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/annotate/store"
	"gloss/app"
	"gloss/importers"
)

// write makes files of the given texts and returns their paths.
func write(t testing.TB, texts ...string) (paths []string) {
	t.Helper()
	folder := t.TempDir()
	for i, text := range texts {
		path := filepath.Join(folder, fmt.Sprintf("%03d.txt", i))
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// many are n different texts, the first ones much longer than the last.
func many(n int) (texts []string) {
	for i := range n {
		texts = append(texts, fmt.Sprintf("Article %d\n\n", i)+strings.Repeat("All of it is text. ", 1+2000/(i+1)))
	}
	return texts
}

func titles(t testing.TB, p *store.Project) (all []string) {
	t.Helper()
	articles, err := p.Articles()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		all = append(all, a.SourceName)
	}
	return all
}

// TestImport: each file has its outcome, in the order of the paths, however
// many jobs there are, and one undo takes them all back.
func TestImport(t *testing.T) {
	for _, jobs := range []int{0, 1, 2, 50} {
		p := newProject(t)
		paths := write(t, many(20)...)
		twin, empty, missing := filepath.Join(t.TempDir(), "twin.txt"), write(t, "")[0], filepath.Join(t.TempDir(), "missing.txt")
		data, err := os.ReadFile(paths[3])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(twin, data, 0o666); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, twin, empty, missing, p.Path())

		var states []string
		err = app.Import(t.Context(), p, paths, importers.Options{}, jobs, func(done, total int, o app.Outcome) {
			if done != len(states)+1 || total != len(paths) || o.Path != paths[done-1] {
				t.Errorf("jobs %d: %d of %d is %s", jobs, done, total, o.Path)
			}
			if (o.ID == "") != (o.State == app.Failed) || (o.Err != nil) != (o.State == app.Failed) {
				t.Errorf("jobs %d: %+v", jobs, o)
			}
			if o.Err != nil && !strings.HasPrefix(o.Err.Error(), o.Path+": ") {
				t.Errorf("the reason does not name the file: %v", o.Err)
			}
			states = append(states, o.State)
		})
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Repeat("imported ", 20) + "duplicate failed failed failed"
		if got := strings.Join(states, " "); got != want {
			t.Errorf("jobs %d: got %s", jobs, got)
		}
		if got := titles(t, p); len(got) != 20 || got[7] != "007.txt" {
			t.Errorf("jobs %d: in the project: %v", jobs, got)
		}
		check(t, p)
		action, err := p.Undo()
		if err != nil || action.Label != "import 24 files" || len(titles(t, p)) != 0 {
			t.Errorf("undid %+v, %v; left %v", action, err, titles(t, p))
		}
	}
}

// TestImportCancelled: what was imported until then stays, and nothing more is
// reported.
func TestImportCancelled(t *testing.T) {
	p := newProject(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	reported := 0
	err := app.Import(ctx, p, write(t, many(20)...), importers.Options{}, 4, func(done, total int, o app.Outcome) {
		reported = done
		if done == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || reported != 3 || len(titles(t, p)) != 3 {
		t.Errorf("got %v after %d reports, with %v", err, reported, titles(t, p))
	}
	check(t, p)
}

// TestImportEndsWithTheProject: a project that takes nothing any more is not
// tried with every file.
func TestImportEndsWithTheProject(t *testing.T) {
	p := newProject(t)
	paths := write(t, many(20)...)
	reported := 0
	err := app.Import(t.Context(), p, paths, importers.Options{}, 2, func(done, total int, o app.Outcome) {
		reported = done
		if done == 2 {
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
		}
	})
	if !errors.Is(err, store.ErrClosed) || reported != 3 {
		t.Errorf("got %v after %d reports", err, reported)
	}
}

func TestImportNothing(t *testing.T) {
	p := newProject(t)
	if err := app.Import(t.Context(), p, nil, importers.Options{}, 0, nil); err != nil {
		t.Error(err)
	}
}

func BenchmarkImport(b *testing.B) {
	paths := write(b, many(50)...)
	for _, jobs := range []int{1, 0} {
		b.Run(fmt.Sprintf("jobs=%d", jobs), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				p := newProject(b)
				b.StartTimer()
				err := app.Import(b.Context(), p, paths, importers.Options{}, jobs, func(done, total int, o app.Outcome) {
					if o.Err != nil {
						b.Fatal(o.Err)
					}
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
