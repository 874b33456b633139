package pdf

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"
	"time"

	"gloss/importers/pdf/internal/pdftest"
)

// behaviour is the variable that tells a child of the tests what to do instead
// of reading.
const behaviour = "GLOSS_TEST_CHILD"

// TestMain makes this test program its own child.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == warmArgument {
		if cache, err := os.UserCacheDir(); err == nil {
			os.WriteFile(filepath.Join(cache, "asked"), nil, 0o600)
		}
		os.Exit(0)
	}
	if len(os.Args) == 2 && os.Args[1] == childArgument {
		switch os.Getenv(behaviour) {
		case "":
			Child()
		case "silent":
			io.Copy(io.Discard, os.Stdin)
		case "greedy":
			go watch(64 << 20)
			hoard := make([]byte, 128<<20)
			io.Copy(io.Discard, os.Stdin)
			runtime.KeepAlive(hoard)
		}
		os.Exit(2)
	}
	os.Exit(m.Run())
}

// testNursery has children that behave in a certain way.
func testNursery(t *testing.T, how string, base time.Duration) *nursery {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	n := &nursery{program: program, arguments: []string{childArgument}, environment: append(os.Environ(), behaviour+"="+how), base: base}
	t.Cleanup(n.sendHome)
	return n
}

// TestChild: what comes back from a child is what is read here, and one child
// reads all files.
func TestChild(t *testing.T) {
	n := testNursery(t, "", time.Minute)
	for _, c := range cases {
		a, r, err := n.read(t.Context(), c.make(), Options{})
		b, s, wrong := importHere(t.Context(), c.make(), Options{})
		if !errors.Is(err, wrong) || !reflect.DeepEqual(a, b) || !reflect.DeepEqual(r, s) {
			t.Errorf("%s: got %+v, %+v, %v\nwant %+v, %+v, %v", c.name, a, r, err, b, s, wrong)
		}
	}
	if _, _, err := n.read(t.Context(), []byte("no PDF"), Options{}); !errors.Is(err, errNotPDF) {
		t.Errorf("got %v, want %v", err, errNotPDF)
	}
	if len(n.idle) != 1 || n.idle[0].files != len(cases)+1 {
		t.Errorf("%d children are idle, want the one that read all", len(n.idle))
	}
}

// TestChildDraws: a page comes back from a child as it is drawn here.
func TestChildDraws(t *testing.T) {
	n := testNursery(t, "", time.Minute)
	f := pdftest.New()
	f.Page(pdftest.Text(72, 700, 12, "F1", "The line was drawn"))
	q := request{Data: f.Bytes(), Page: 1, Width: 200, Height: 200}
	a, err := n.ask(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	want, err := drawSafely(t.Context(), q)
	if err != nil || !reflect.DeepEqual(a.Picture, want) {
		t.Errorf("the child draws another page: %v", err)
	}
	q.Page = 2
	if a, err := n.ask(t.Context(), q); err != nil || a.Err != errNoPage.Error() {
		t.Errorf("a page that is not there: %v, %v", a, err)
	}
}

// TestChildEnds is what a person is told when a child does not come back.
func TestChildEnds(t *testing.T) {
	for how, want := range map[string]error{"silent": errSlow, "greedy": errLarge, "crash": errCrash} {
		base := time.Minute
		if how == "silent" {
			base = time.Millisecond
		}
		n := testNursery(t, how, base)
		if _, _, err := n.read(t.Context(), twoColumns(""), Options{}); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", how, err, want)
		}
		if len(n.idle) != 0 {
			t.Errorf("%s: the child is kept for the next file", how)
		}
	}
}

// TestWarm: a child is sent to make the machine code where there is none.
func TestWarm(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		t.Setenv(name, home)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(cache, 0o700); err != nil {
		t.Fatal(err)
	}
	children = testNursery(t, "", time.Minute)
	t.Cleanup(func() { children = nil })
	Warm()
	if _, err := os.Stat(filepath.Join(cache, "asked")); err != nil {
		t.Error("no child was asked")
	}
}

func TestChildCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	n := testNursery(t, "silent", time.Minute)
	time.AfterFunc(time.Millisecond, cancel)
	if _, _, err := n.read(ctx, twoColumns(""), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// TestNoChild: where no process can be started, the file is read all the same.
func TestNoChild(t *testing.T) {
	children = &nursery{program: t.TempDir(), base: time.Minute}
	t.Cleanup(func() { children = nil })
	if a, _, err := Import(t.Context(), twoColumns(""), Options{}); err != nil || a.Text.Len() == 0 {
		t.Errorf("got %q, %v", a.Text.String(), err)
	}
}

func BenchmarkChild(b *testing.B) {
	program, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	data := twoColumns("")
	for name, keep := range map[string]bool{"kept": true, "new": false} {
		b.Run(name, func(b *testing.B) {
			n := &nursery{program: program, arguments: []string{childArgument}, base: time.Minute}
			for b.Loop() {
				if _, _, err := n.read(b.Context(), data, Options{}); err != nil {
					b.Fatal(err)
				}
				if !keep {
					n.sendHome()
				}
			}
			n.sendHome()
		})
	}
}
