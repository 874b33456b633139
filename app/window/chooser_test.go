package window

import (
	"os"
	"path/filepath"
	"testing"
)

// TestChooseAll chooses the files of a folder, but not what it cannot take.
func TestChooseAll(t *testing.T) {
	w := bare(t)
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "b.txt", "c.exe"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	w.prefs.SetString(prefDir, dir)
	var got []string
	c := w.showChooser(chooser{title: "Import", confirm: "Import", extensions: []string{".txt"}, many: true}, func(paths []string) { got = paths })
	w.idle()
	c.chooseAll()
	c.chooseAll()
	if len(c.chosen) != 0 {
		t.Errorf("the second time leaves %v", c.chosen)
	}
	c.chooseAll()
	w.sheet.confirm()
	if len(got) != 2 || got[0] != filepath.Join(dir, "a.txt") || got[1] != filepath.Join(dir, "b.txt") {
		t.Errorf("chosen are %v", got)
	}
}
