package app_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/app"
)

func writes(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// TestWriteFile: the file is there whole or as it was before, and nothing else
// is left in the folder.
func TestWriteFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "out.csv")
	holds := func(want string) {
		t.Helper()
		got, err := os.ReadFile(path)
		if err != nil || string(got) != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
		entries, err := os.ReadDir(folder)
		if err != nil || len(entries) != 1 {
			t.Errorf("left behind: %v %v", entries, err)
		}
	}
	if err := app.WriteFile(path, writes("one")); err != nil {
		t.Fatal(err)
	}
	holds("one")
	if err := app.WriteFile(path, writes("two")); err != nil {
		t.Fatal(err)
	}
	holds("two")
	broken := errors.New("the rows ended early")
	err := app.WriteFile(path, func(w io.Writer) error {
		return errors.Join(writes(strings.Repeat("three", 100_000))(w), broken)
	})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	holds("two")
}

// TestWriteFileKeepsMode: a file that others may not read stays so.
func TestWriteFileKeepsMode(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.csv")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := app.WriteFile(path, writes("x")); err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(path)
	if err != nil || after.Mode() != before.Mode() || after.Size() != 1 {
		t.Errorf("%v became %v, %v", before.Mode(), after.Mode(), err)
	}
}

// TestWriteFileThroughLink: what is replaced is the file that a link leads to.
func TestWriteFileThroughLink(t *testing.T) {
	folder := t.TempDir()
	file, link := filepath.Join(folder, "file.csv"), filepath.Join(folder, "link.csv")
	if err := os.WriteFile(file, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Logf("no links here: %v", err)
		return
	}
	if err := app.WriteFile(link, writes("new")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "new" {
		t.Errorf("got %q, %v", got, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().IsRegular() {
		t.Errorf("the link became a file: %v %v", info.Mode(), err)
	}
}

func TestWriteFileErrors(t *testing.T) {
	folder := t.TempDir()
	for path, want := range map[string]string{
		folder:                                   folder + ": this is a folder; name a file in it",
		filepath.Join(folder, "none", "out.csv"): "out.csv: the file cannot be written (no such file or directory); choose another name or folder",
	} {
		if err := app.WriteFile(path, writes("x")); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: got %v, want ... %s", path, err, want)
		}
	}
	if err := app.WriteFile(os.DevNull, writes("x")); err != nil {
		t.Errorf("a device: %v", err)
	}
}
