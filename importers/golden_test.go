package importers

import (
	"archive/zip"
	"bytes"
	"context"
	"flag"
	"io"
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
			if res, err := Bytes(context.Background(), g.name, g.source(t), Options{}); err != nil {
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

// golden is a file of testdata: a comment, a source with its name, a dump. A
// source that is an archive has a section per part, named archive!part.
type golden struct {
	comment, name, input, dump string
	parts                      []part
}

// part is a part of an archive.
type part struct{ name, data string }

// source is what is imported.
func (g golden) source(t testing.TB) []byte {
	if g.parts == nil {
		return []byte(g.input)
	}
	return zipped(t, g.parts...)
}

// zipped packs parts into an archive, in their order.
func zipped(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err == nil {
			_, err = io.WriteString(f, p.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readGolden(t testing.TB, file string) golden {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	to := &g.comment
	for line := range strings.Lines(string(data)) {
		name, isMark := strings.CutPrefix(line, "-- ")
		name, isMark2 := strings.CutSuffix(name, " --\n")
		switch {
		case isMark && isMark2 && name == "dump":
			to = &g.dump
		case isMark && isMark2 && strings.Contains(name, "!"):
			archive, inside, _ := strings.Cut(name, "!")
			g.name, g.parts = archive, append(g.parts, part{name: inside})
			to = &g.parts[len(g.parts)-1].data
		case isMark && isMark2:
			g.name, to = name, &g.input
		default:
			*to += line
		}
	}
	if g.name == "" {
		t.Fatalf("%s has no line such as %q", file, "-- input.html --")
	}
	return g
}

func (g golden) write(t testing.TB, file, dump string) {
	t.Helper()
	text := g.comment
	if g.parts == nil {
		text += "-- " + g.name + " --\n" + g.input
	}
	for _, p := range g.parts {
		text += "-- " + g.name + "!" + p.name + " --\n" + p.data
	}
	text += "-- dump --\n" + dump
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
