package importers

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the dumps in testdata")

// TestGolden imports the source in each file of testdata and compares what
// comes out with the dump below it; see testdata/README.md.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			g := readGolden(t, file)
			got := ""
			if res, err := Bytes(context.Background(), g.name, []byte(g.input), Options{}); err != nil {
				got = "error: " + err.Error() + "\n"
			} else {
				got = dump(res)
			}
			if *update {
				g.write(t, file, got)
			} else if got != g.dump {
				t.Errorf("got:\n%s\nwant:\n%s", got, g.dump)
			}
		})
	}
}

// golden is a file of testdata: a comment, a source with its name, a dump.
type golden struct {
	comment, name, input, dump string
}

func readGolden(t testing.TB, file string) golden {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	part := &g.comment
	for line := range strings.Lines(string(data)) {
		name, isMark := strings.CutPrefix(line, "-- ")
		name, isMark2 := strings.CutSuffix(name, " --\n")
		switch {
		case isMark && isMark2 && name == "dump":
			part = &g.dump
		case isMark && isMark2:
			g.name, part = name, &g.input
		default:
			*part += line
		}
	}
	if g.name == "" {
		t.Fatalf("%s has no line such as %q", file, "-- input.html --")
	}
	return g
}

func (g golden) write(t testing.TB, file, dump string) {
	t.Helper()
	text := g.comment + "-- " + g.name + " --\n" + g.input + "-- dump --\n" + dump
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
