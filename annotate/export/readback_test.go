package export

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadBack lets Python and R, as far as this machine has them, read the CSV
// (with a byte order mark, as the window writes it) and the workbook: the same
// rows in both, and every quote at its place.
func TestReadBack(t *testing.T) {
	p := cod()
	folder := t.TempDir()
	put := func(name string, content []byte) {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var table bytes.Buffer
	if err := CSV(&table, p.Codings(""), Options{BOM: true, Variables: p.Variables}); err != nil {
		t.Fatal(err)
	}
	put("codings.csv", table.Bytes())
	put("codings.xlsx", bytesOf(t, "xlsx", p))
	for _, a := range p.Articles {
		whole, err := p.Whole(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		put(textFile(a.ID), []byte(whole.Text.String()))
	}
	for _, command := range [][]string{{"python3", "-B", "readback.py"}, {"Rscript", "--vanilla", "readback.R"}} {
		name := command[len(command)-1]
		script, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		put(name, script)
		program, err := exec.LookPath(command[0])
		if err != nil {
			t.Logf("%s is not installed; %s was not run", command[0], name)
			continue
		}
		cmd := exec.Command(program, command[1:]...)
		cmd.Dir = folder
		cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
		out, err := cmd.CombinedOutput()
		if got := strings.TrimSpace(string(out)); err != nil || got != "8 rows" {
			t.Errorf("%s: %v: got %s, want 8 rows", name, err, got)
		}
	}
}
