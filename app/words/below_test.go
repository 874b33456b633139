package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// below are the packages whose sentences reach people through Tell.
var below = []string{
	"annotate/*.go", "annotate/store/*.go", "annotate/stats/*.go", "annotate/find/*.go",
	"annotate/export/export.go", "annotate/export/csv.go", "annotate/export/refi.go", // the others write what others read
	"app/*.go", "app/chart/*.go", "importers/*.go", "importers/qda/*.go", "importers/pdf/*.go",
}

// below finds sentences by their looks: a string with a blank and words, be it a
// format, or glued together, where what is no constant becomes %s. What looks so
// and is read by nobody in the window stands in these lists, with the reason.
var (
	// Files of lists and of texts that stay English.
	silentFiles = map[string]string{
		"annotate/sentences.go":     "abbreviations",
		"annotate/stats/methods.go": "a paragraph for papers",
		"annotate/citation.go":      "citations of exports",
		"importers/names.go":        "names in web pages",
		"importers/docxstyles.go":   "names of styles",
		"app/chart/svg.go":          "markup",
	}
	// Functions and variables of what stays English: methods sections, the tags of
	// a new project, words of texts.
	silentNames = []string{"Methods", "DefaultTags", "functionWords"}
	// Calls whose arguments are no sentences.
	silentCalls = []string{"MustCompile", "Fields", "TrimPrefix", "HasPrefix", "Sscanf", "script", "exec", "one", "each", "strings", "DerivedID"}
	// SQL, markup, and formats of what programs read.
	silentText = regexp.MustCompile(`\b(SELECT|INSERT|UPDATE|DELETE|WHERE|ORDER BY|PRAGMA|VACUUM|FROM|AND|NOT|TEXT)\b|^SQLite format|^<|^\W*([a-z]|substr)[.(]\w|^(qualcoder|source) |^(cat|code|file|case|coder) %s$`)
	// What is stored and compared, or is a name.
	silent = []string{"Not given: ", "0 of 0 accepted", "leave out sources", "list item", "table row", "%s %s.gloss",
		"articles by tags", "tags together", "tags by %s", "tags by group", "in context"}
)

// joints join sentences and names.
var joints = []string{"%s: %v", "%s; %s", "%s, %s", "%s (%s)", "%s (%s): %v", "%s, %s.", "“%s”", "“%s” (%d–%d)"}

// alone are words that stand alone where people see them, or fill a %v.
var alone = strings.Fields(`
	article highlight tag coder filter both empty unread done
	title authors author published date site outlet url address language encoding note name colour description key passage choice
	mended doubt read residue comments menus advertisements foot subject byline
	highlights articles Highlights Articles places paragraphs characters occurrences tags groups year month day words
	overlaps with word count before match after start end Markdown joined settings`)

// things are what the layers below count.
var things = []Noun{"page", "line", "word", "note number", "article", "highlight", "place",
	"picture", "text", "case", "set", "link", "memo", "map", "coding", "passage", "PDF area", "picture area", "recording", "video",
	"recording passage", "video passage", "journal", "picture or PDF area", "recorded passage", "importance mark", "unfinished change",
	"project description", "renamed code", "moved passage", "part-case"}

// told lists the sentences of the layers below, as formats.
func told(t *testing.T) []string {
	t.Helper()
	all := map[string]bool{}
	for _, pattern := range below {
		files, err := filepath.Glob("../../" + pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no source in %s: %v", pattern, err)
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") || silentFiles[strings.TrimPrefix(filepath.ToSlash(f), "../../")] != "" {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), f, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range sentences(file) {
				all[s] = true
			}
		}
	}
	for _, s := range slices.Concat(joints, alone) {
		all[s] = true
	}
	for _, n := range things {
		one, many := n.keys()
		all[string(one)], all[string(many)] = true, true
	}
	return slices.Sorted(maps.Keys(all))
}

// sentences lists what looks like a sentence in a file.
func sentences(file *ast.File) []string {
	var all []string
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec, *ast.Field: // an import's path, a field's tag
			return false
		case *ast.FuncDecl:
			return !slices.Contains(silentNames, n.Name.Name)
		case *ast.ValueSpec:
			return !slices.Contains(silentNames, n.Names[0].Name)
		case *ast.CallExpr:
			return !slices.Contains(silentCalls, called(n))
		case *ast.BinaryExpr:
			if n.Op != token.ADD {
				return true
			}
			if s, ok := glued(n); ok {
				if prose(s) {
					all = append(all, s)
				}
				return false
			}
		case *ast.BasicLit:
			if s, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil && prose(s) {
				all = append(all, s)
			}
		}
		return true
	})
	return all
}

// called is the name of the function that is called, without its package.
func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// glued makes a format of a concatenation; ok says that a string is in it.
func glued(e ast.Expr) (format string, ok bool) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return glued(e.X)
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			a, oneOK := glued(e.X)
			b, twoOK := glued(e.Y)
			return a + b, oneOK || twoOK
		}
	case *ast.BasicLit:
		if s, err := strconv.Unquote(e.Value); e.Kind == token.STRING && err == nil {
			return s, true
		}
	}
	return "%s", false
}

// prose reports whether a format holds a blank and a word.
func prose(format string) bool {
	if slices.Contains(silent, format) || silentText.MatchString(format) || !strings.Contains(strings.TrimSpace(format), " ") {
		return false
	}
	word := 0
	for _, r := range verb.ReplaceAllString(format, "\x00") {
		if !unicode.IsLetter(r) {
			word = 0
		} else if word++; word == 2 {
			return true
		}
	}
	return false
}

// wrapped is a language for tests: English between marks.
func wrapped(t *testing.T) *lore {
	texts := catalog(t, Languages[0])
	for key := range texts {
		said, named := strings.CutPrefix(key, "%s: ")
		if texts[key] = "⟦" + said + "⟧"; named {
			texts[key] = "%s: ⟦" + said + "⟧"
		}
	}
	return learn(texts)
}

// TestTellsReceipts has what golden files say to people told.
func TestTellsReceipts(t *testing.T) {
	l := wrapped(t)
	for files, lines := range map[string]*regexp.Regexp{
		"importers/testdata/*.txtar":      regexp.MustCompile(`(?m)^(?:left out|mended|doubt|read|residue): (.*?)(?: \(\d+\))?$|^(?:title|authors|published|site|url|language|encoding)\? .* \(([^()]*(?:\([^()]*\))?[^()]*)\)$`),
		"importers/pdf/testdata/*.golden": regexp.MustCompile(`(?m)^(?:left out|mended|doubt|read) \(\d+\): (.*?) \[`),
		"app/cli/testdata/*.txt":          regexp.MustCompile(`(?m)^(?:! gloss: |\| failed\t\S+\t)(.*)$`),
	} {
		found, err := filepath.Glob("../../" + files)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, f := range found {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range lines.FindAllStringSubmatch(string(data), -1) {
				said := strings.Join(m[1:], "")
				if strings.HasPrefix(said, "there is no command") {
					continue // of the command line's own
				}
				if n++; !strings.Contains(l.tell(said), "⟦") {
					t.Errorf("%s: %q is not told", filepath.Base(f), said)
				}
			}
		}
		if n == 0 {
			t.Errorf("%s: nothing is said", files)
		}
	}
}
