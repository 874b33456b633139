package guide

import (
	"bytes"
	"flag"
	"fmt"
	"image/png"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/assets"
)

var update = flag.Bool("update", false, "write the guide into README.md")

// languages are those that the window speaks.
func languages(t *testing.T) []string {
	t.Helper()
	files, err := fs.Glob(assets.Translations, "translations/*.json")
	if err != nil || len(files) < 2 {
		t.Fatalf("translations: %q, %v", files, err)
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".json")
	}
	return files
}

func read(t *testing.T, language string) Guide {
	t.Helper()
	g, err := Read(language)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestSameInEveryLanguage holds the translations to the English guide: the same
// blocks in the same order, the same pictures, and the same code.
func TestSameInEveryLanguage(t *testing.T) {
	english := outline(t, read(t, "en"))
	for _, language := range languages(t) {
		g := read(t, language)
		if err := g.Article.Check(); err != nil {
			t.Errorf("%s: %v", language, err)
		}
		got := outline(t, g)
		for i, line := range got {
			if i >= len(english) || line != english[i] {
				t.Errorf("%s: block %d is %s", language, i, line)
				break
			}
		}
		if len(got) != len(english) {
			t.Errorf("%s has %d blocks, English %d", language, len(got), len(english))
		}
		if entries := g.Contents(); len(entries) < 20 || entries[0].Start != 0 || entries[0].Level != 1 {
			t.Errorf("%s: contents %+v", language, entries)
		}
	}
}

// comment is a line of code that may be in any language.
var comment = regexp.MustCompile(`(?m)^#.*$`)

// outline says what every block is, with the text of code.
func outline(t *testing.T, g Guide) []string {
	t.Helper()
	var all []string
	for i, b := range g.Article.Blocks {
		line := fmt.Sprint(b.Kind, b.Level)
		if b.Kind == annotate.Preformatted {
			line += comment.ReplaceAllString(g.Article.Text.Slice(b.Span), "#")
		}
		for _, f := range g.Figures {
			if f.Block == i {
				line += f.Name
				data, err := f.Picture()
				if err != nil {
					t.Fatal(err)
				}
				if _, err := png.DecodeConfig(bytes.NewReader(data)); err != nil {
					t.Errorf("%s: %v", f.Name, err)
				}
			}
		}
		all = append(all, line)
	}
	return all
}

// TestPictures holds what is compiled in small.
func TestPictures(t *testing.T) {
	files, err := fs.Glob(assets.Guide, "guide/*.png")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, f := range read(t, "en").Figures {
		used["guide/"+f.Name] = true
	}
	total := 0
	for _, f := range files {
		data, err := assets.Guide.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if total += len(data); !used[f] {
			t.Errorf("the guide does not show %s", f)
		}
	}
	if total > 600_000 {
		t.Errorf("the pictures have %d bytes", total)
	}
}

// section is the English guide as a part of a larger Markdown file: headings one
// level down, and pictures found from the folder of the source.
func section(t *testing.T) string {
	t.Helper()
	source, err := assets.Guide.ReadFile("guide/en.md")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	code := false
	for line := range strings.Lines(figure.ReplaceAllString(string(source), "![$1](assets/guide/$2)")) {
		if strings.HasPrefix(line, "```") {
			code = !code
		}
		if !code && strings.HasPrefix(line, "#") {
			b.WriteByte('#')
		}
		b.WriteString(line)
	}
	return b.String()
}

const (
	readme = "../../README.md"
	begin  = "<!-- The guide: written here from assets/guide/en.md by make golden. -->\n\n"
	end    = "\n<!-- The end of the guide. -->\n"
)

// TestReadme holds the README to the guide.
func TestReadme(t *testing.T) {
	content, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(content), begin)
	got, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("README.md lacks the line %q or %q", begin, end)
	}
	want := section(t)
	if *update {
		if err := os.WriteFile(readme, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != want {
		t.Error("README.md and assets/guide/en.md have parted: change the guide, then make golden")
	}
}

// TestVersion holds the version in the guide to the program's.
func TestVersion(t *testing.T) {
	facts, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^Version = "(.*)"$`).FindSubmatch(facts)
	if m == nil {
		t.Fatal("FyneApp.toml names no version")
	}
	version := regexp.MustCompile(`\d+\.\d+\.\d+`)
	for _, language := range languages(t) {
		for _, v := range version.FindAllString(read(t, language).Article.Text.String(), -1) {
			if v != string(m[1]) {
				t.Errorf("%s: version %s, not %s", language, v, m[1])
			}
		}
	}
}

// TestCode runs the guide's R and Python on a table that Gloss wrote, where
// there are the programs for it.
func TestCode(t *testing.T) {
	folder := t.TempDir()
	table, err := os.ReadFile("../../annotate/export/testdata/plain.csv")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "codings.csv"), table, 0o600); err != nil {
		t.Fatal(err)
	}
	source, err := assets.Guide.ReadFile("guide/en.md")
	if err != nil {
		t.Fatal(err)
	}
	run := func(marker string, command ...string) {
		m := regexp.MustCompile("(?s)```" + marker + "\n(.*?)```").FindSubmatch(source)
		if m == nil {
			t.Fatalf("the guide has no code of %s", marker)
		}
		if _, err := exec.LookPath(command[0]); err != nil {
			t.Logf("%s is not installed", command[0])
			return
		}
		cmd := exec.Command(command[0], command[1:]...)
		cmd.Dir, cmd.Stdin = folder, bytes.NewReader(m[1])
		cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
		if out, err := cmd.CombinedOutput(); err != nil || len(out) == 0 {
			t.Errorf("%s: %v\n%s", marker, err, out)
		}
	}
	run("r", "Rscript", "--vanilla", "-")
	if exec.Command("python3", "-c", "import pandas").Run() == nil {
		run("python", "python3", "-")
	} else {
		run("python", "python3", "-c", "import ast, sys; print(ast.parse(sys.stdin.read()))")
	}
}
