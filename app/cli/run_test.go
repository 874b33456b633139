package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/app/cli"
)

// TestMain makes the test's own program stand for gloss where a test starts it
// anew as another process.
func TestMain(m *testing.M) {
	if os.Getenv("GLOSS_TEST_COMMAND") != "" {
		os.Exit(cli.Main(os.Args[1:], "1.2.3"))
	}
	os.Exit(m.Run())
}

// page is a web page with a menu, a mark of each sort and a character beyond
// the first plane.
const page = `<!DOCTYPE html><html lang="en"><head><title>Landing ban</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Landing ban</h1><p>A 🐟 caught by <b>Icelandic boats</b> would no longer be landed in the ports of the Humber, the owners said.</p>
<p>The ban lasted for <a href="https://example.org/four">four years</a>, and neither side had wanted it to last for so long.</p></article></body></html>`

// TestTextJSON holds the JSON of text to its list of keys and its numbers to
// the text, whatever the importer says.
func TestTextJSON(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("page.html", []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	out := must(t, "text", "page.html", "--json")
	if keys, want := topKeys(t, out), "title authors published site url language format text blocks page_breaks marks pages receipt candidates"; keys != want {
		t.Errorf("keys: got %s, want %s", keys, want)
	}
	var doc struct {
		Title, Language, Format, Text string
		Authors, Receipt, Candidates  []any
		Blocks                        []struct {
			Start, End int
			Kind       string
		}
		Marks []struct {
			Start, End int
			Style, URL string
		}
		Pages int
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Title != "Landing ban" || doc.Language != "en" || doc.Format != "html" || doc.Pages != 0 || doc.Authors == nil || len(doc.Receipt) == 0 {
		t.Errorf("got %+v", doc)
	}
	if doc.Text != must(t, "text", "page.html") {
		t.Error("text and text --json differ")
	}
	text := annotate.NewText(doc.Text)
	var marks []string
	for _, m := range doc.Marks {
		marks = append(marks, m.Style+" "+text.Slice(annotate.Span{Start: m.Start, End: m.End})+m.URL)
	}
	if got, want := strings.Join(marks, ", "), "bold Icelandic boats, link four yearshttps://example.org/four"; got != want {
		t.Errorf("marks: got %s, want %s", got, want)
	}
	var blocks []string
	for _, b := range doc.Blocks {
		blocks = append(blocks, text.Slice(annotate.Span{Start: b.Start, End: b.End}))
	}
	if got := strings.Join(blocks, "\n\n"); got != doc.Text {
		t.Errorf("the blocks do not make the text: %q", got)
	}
}

// topKeys lists the keys of a JSON object in order.
func topKeys(t *testing.T, doc string) string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(doc))
	if _, err := d.Token(); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for d.More() {
		key, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, key.(string))
		var skipped json.RawMessage
		if err := d.Decode(&skipped); err != nil {
			t.Fatal(err)
		}
	}
	return strings.Join(keys, " ")
}

// TestInterrupt: an import that is interrupted keeps what it has imported, says
// how far it came, and ends with 1.
func TestInterrupt(t *testing.T) {
	t.Chdir(t.TempDir())
	must(t, "new", "p.gloss")
	args := []string{"import", "p.gloss"}
	for i := range 20 {
		name := fmt.Sprintf("%02d.txt", i)
		if err := os.WriteFile(name, fmt.Appendf(nil, "Text number %d.", i), 0o666); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	ctx, cancel := context.WithCancel(t.Context())
	lines := 0
	out := writer(func(p []byte) (int, error) {
		if lines += bytes.Count(p, []byte("\n")); lines >= 3 {
			cancel()
		}
		return len(p), nil
	})
	var errs bytes.Buffer
	status := cli.Run(ctx, args, env(out, &errs))
	want := "3 imported, 0 already there, 0 failed\nstopped after 3 of 20 files; what was imported stays\n"
	if status != 1 || errs.String() != want {
		t.Errorf("exit status %d, %q", status, errs.String())
	}
	if got := strings.Count(must(t, "articles", "p.gloss"), "\n"); got != 3 {
		t.Errorf("%d articles in the project", got)
	}
	if status := cli.Run(ctx, []string{"export", "p.gloss"}, env(io.Discard, &errs)); status != 0 {
		t.Errorf("an export of no rows: exit status %d", status)
	}
}

// writer is a function as an io.Writer.
type writer func(p []byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }

// TestOutputFails: output that does not arrive is a failure.
func TestOutputFails(t *testing.T) {
	broken := writer(func([]byte) (int, error) { return 0, errors.New("the pipe is gone") })
	var errs bytes.Buffer
	if status := cli.Run(t.Context(), []string{"help"}, env(broken, &errs)); status != 1 || !strings.Contains(errs.String(), "the pipe is gone") {
		t.Errorf("exit status %d, %q", status, errs.String())
	}
}

// TestProgress: a bar on a terminal, taken away at the end; nothing elsewhere.
func TestProgress(t *testing.T) {
	for _, terminal := range []bool{true, false} {
		t.Chdir(t.TempDir())
		must(t, "new", "p.gloss")
		if err := os.WriteFile("a.txt", []byte("Some text."), 0o666); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		e := env(&out, &errs)
		e.Terminal = terminal
		if status := cli.Run(t.Context(), []string{"import", "p.gloss", "a.txt"}, e); status != 0 {
			t.Fatal(errs.String())
		}
		if got := strings.Contains(errs.String(), "1 of 1"); got != terminal {
			t.Errorf("terminal %v: %q", terminal, errs.String())
		}
		if last := errs.String()[strings.LastIndex(errs.String(), "\r")+1:]; last != "1 imported, 0 already there, 0 failed\n" {
			t.Errorf("terminal %v: the last line is %q", terminal, last)
		}
		if got := out.String(); got != "imported\ta.txt\t\n" {
			t.Errorf("terminal %v: output %q", terminal, got)
		}
	}
}

// TestCheckFindsDamage: bytes that were changed behind the project's back are
// problems, one per line, and the exit status says so.
func TestCheckFindsDamage(t *testing.T) {
	t.Chdir(t.TempDir())
	must(t, "new", "p.gloss")
	if err := os.WriteFile("a.txt", []byte("Gunboats and trawlers met off the coast."), 0o666); err != nil {
		t.Fatal(err)
	}
	must(t, "import", "p.gloss", "a.txt")
	data, err := os.ReadFile("p.gloss")
	if err != nil {
		t.Fatal(err)
	}
	whole := []byte("Gunboats and trawlers met")
	if !bytes.Contains(data, whole) {
		t.Fatal("the text is not in the file as it is")
	}
	if err := os.WriteFile("p.gloss", bytes.ReplaceAll(data, whole, []byte("Gunboats and trawlers MET")), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	status := cli.Run(t.Context(), []string{"check", "p.gloss"}, env(&out, &errs))
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	last := lines[len(lines)-1]
	if status != 1 || len(lines) < 2 || !strings.HasPrefix(last, fmt.Sprintf("%d problem", len(lines)-1)) {
		t.Errorf("exit status %d, %q, %q", status, out.String(), errs.String())
	}
}

func TestVersion(t *testing.T) {
	for _, args := range []string{"version", "--version"} {
		if got := must(t, args); !strings.HasPrefix(got, "gloss 1.2.3 (go1.") || !strings.HasSuffix(got, ")\n") {
			t.Errorf("%s: %q", args, got)
		}
	}
}

// TestWants: a project, or any file, is for the window; all else is for the
// command line, which says what is wrong with it.
func TestWants(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"notes.db", "check"} {
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for args, want := range map[string]bool{
		"": false, "p.gloss": false, filepath.Join("none", "P.GLOSS"): false, "notes.db": false,
		"check": true, "help": true, "--help": true, "-h": true, "export p.gloss": true, "frobnicate": true, "p.gloss q.gloss": true,
	} {
		if got := cli.Wants(strings.Fields(args)); got != want {
			t.Errorf("%q: got %v", args, got)
		}
	}
}

// TestHelp: every command has a help of its own, and the list names it.
func TestHelp(t *testing.T) {
	all := must(t, "help")
	var names []string
	for _, line := range strings.Split(all, "\n") {
		if f := strings.Fields(line); strings.HasPrefix(line, "  ") && len(f) > 1 && f[0] != "gloss" {
			names = append(names, f[0])
		}
	}
	for _, name := range []string{"new", "import", "text", "articles", "tags", "code", "search", "export", "merge", "check", "backup", "version"} {
		if !slices.Contains(names, name) {
			t.Errorf("help does not list %s", name)
		}
	}
	for _, name := range names {
		if got := must(t, name, "--help"); !strings.HasPrefix(got, "usage: gloss "+name) || got != must(t, "help", name) {
			t.Errorf("%s --help: %q", name, got)
		}
	}
	for _, args := range [][]string{{"-h"}, {"--help"}, nil} {
		if got := must(t, args...); got != all {
			t.Errorf("%q: %q", args, got)
		}
	}
}

func Example() {
	folder, err := os.MkdirTemp("", "gloss")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	project, article, codings := filepath.Join(folder, "p.gloss"), filepath.Join(folder, "cod.txt"), filepath.Join(folder, "codings.csv")
	if err := errors.Join(
		os.WriteFile(article, []byte("The Cod Wars\n\nGunboats and trawlers met.\n"), 0o666),
		os.WriteFile(codings, []byte("article,quote,tag\ncod.txt,Gunboats,military\n"), 0o666),
	); err != nil {
		fmt.Println(err)
		return
	}
	for _, args := range [][]string{
		{"new", project},
		{"import", project, article},
		{"code", project, codings},
		{"search", project, "trawlers"},
	} {
		var out bytes.Buffer
		status := cli.Run(context.Background(), args, cli.Env{Stdout: &out, Stderr: io.Discard})
		parts := strings.Split(strings.TrimSpace(out.String()), "\t")
		fmt.Println(strings.TrimSpace(fmt.Sprintf("%s: %d %s", args[0], status, parts[len(parts)-1])))
	}
	// Output:
	// new: 0
	// import: 0 The Cod Wars
	// code: 0
	// search: 0 The Cod Wars  Gunboats and **trawlers** met.
}
