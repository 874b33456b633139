//go:build unix

package window

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"fyne.io/fyne/v2/test"

	"gloss/annotate"
)

func init() { children["read-only"] = lookReadOnly }

// TestReadOnly opens a project in a folder that cannot be written to, as one on
// a medium that is read-only. Root may write anywhere, so a child of little
// power does it.
func TestReadOnly(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	path := w.closed(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	state, folder := t.TempDir(), filepath.Dir(path)
	for name, mode := range map[string]fs.FileMode{state: 0o777, filepath.Dir(state): 0o755, path: 0o444, folder: 0o555, filepath.Dir(folder): 0o755} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(folder, 0o755) })
	cmd := exec.Command(self, path, state)
	cmd.Env = append(os.Environ(), childEnv+"=read-only", "TMPDIR="+state, "HOME="+state)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the file is another, %v", err)
	}
}

// lookReadOnly sees that the window says what it is, shows everything, and
// takes no change.
func lookReadOnly(path, stateFolder string) {
	const nobody = 65534
	if os.Getuid() == 0 {
		if err := syscall.Setuid(nobody); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
	w := on(test.NewApp(), stateFolder)
	w.open(path)
	w.idle()
	var wrong []error
	must := func(what string, ok bool) {
		if !ok {
			wrong = append(wrong, errors.New(what))
		}
	}
	if w.project == nil {
		fmt.Println("it was not opened")
		os.Exit(1)
	}
	must("the title says "+w.win.Title(), w.win.Title() == "test (read-only) – Gloss")
	must("the status bar says "+w.status.state.Text, w.status.state.Text == "Read-only")
	must("the highlight is not shown", len(w.shown.highlights) == 1)
	w.selected(annotate.Span{Start: 3, End: 9})
	w.typedRune('1')
	w.perform("new tag")
	w.perform("done")
	w.idle()
	must("it has changed", len(w.shown.highlights) == 1 && len(w.unsaved) == 0 && w.status.state.Text == "Read-only")
	for _, a := range w.actions {
		if a.id == "undo" || a.id == "import" || a.id == "new tag" {
			must(a.id+" can be chosen", a.enabled != nil && !a.enabled())
		}
	}
	if err := errors.Join(wrong...); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(0)
}
