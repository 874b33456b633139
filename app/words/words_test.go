package words

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite assets/translations")

// speakers are the packages in which sentences stand that people read.
var speakers = []string{"gloss/app/words", "gloss/app/panes", "gloss/app/window"}

// TestTranslations looks at the source for what is said, and wants every
// sentence in every language, with the same verbs, and no other.
func TestTranslations(t *testing.T) {
	said := slices.Concat(said(t), told(t))
	slices.Sort(said)
	said = slices.Compact(said)
	if *update {
		rewrite(t, said)
	}
	for _, language := range Languages {
		has := catalog(t, language)
		for _, key := range said {
			switch text, ok := has[key]; {
			case !ok:
				t.Errorf("%s.json lacks %q", language, key)
			case !slices.Equal(verbs(key), verbs(text)):
				t.Errorf("%s.json has other verbs in %q: %q", language, key, text)
			case (strings.TrimSpace(key) == key) != (strings.TrimSpace(text) == text):
				t.Errorf("%s.json has other blanks around %q: %q", language, key, text)
			}
		}
		for key := range has {
			if !slices.Contains(said, key) {
				t.Errorf("%s.json has what nobody says: %q", language, key)
			}
		}
	}
}

// file is where the translations into a language are.
func file(language string) string { return "../../assets/translations/" + language + ".json" }

// catalog reads the file, not what the test was compiled with, so that an
// update is seen at once.
func catalog(t *testing.T, language string) map[string]string {
	t.Helper()
	b, err := os.ReadFile(file(language))
	if err != nil {
		t.Fatal(err)
	}
	has := map[string]string{}
	if err := json.Unmarshal(b, &has); err != nil {
		t.Fatalf("%s.json: %v", language, err)
	}
	return has
}

// rewrite makes en.json of what is said, and takes out of the other files what
// is said no longer.
func rewrite(t *testing.T, said []string) {
	t.Helper()
	for _, language := range Languages {
		has := catalog(t, language)
		texts := map[string]string{}
		for _, key := range said {
			if language == Languages[0] {
				texts[key] = key
			} else if text, ok := has[key]; ok {
				texts[key] = text
			}
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(texts); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file(language), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// verbs lists the verbs of a format in the order of their arguments. %q counts as
// %s, since a language may have marks of its own: «%s».
func verbs(format string) []string {
	all, _ := verbsOf(format)
	return all
}

// verbsOf is verbs with the number of arguments that they take.
func verbsOf(format string) (all []string, arguments int) {
	for i, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "%" {
			continue
		}
		at := i + 1
		if m[1] != "" {
			at, _ = strconv.Atoi(strings.Trim(m[1], "[]"))
		}
		all = append(all, strconv.Itoa(at)+strings.Replace(m[2], "q", "s", 1))
		arguments = max(arguments, at)
	}
	slices.Sort(all)
	return all, arguments
}

// said lists every constant of the types Key and Noun in the packages of the
// window, sorted; of a noun, the two keys of Count.
func said(t *testing.T) []string {
	t.Helper()
	all := map[Key]bool{}
	for _, p := range load(t) {
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
		config := types.Config{Importer: p.importer, Error: func(err error) { t.Error(err) }}
		config.Check(p.path, p.set, p.files, info)
		p.arguments(t, info)
		for e, v := range info.Types {
			if v.Value == nil || v.Value.Kind() != constant.String || constant.StringVal(v.Value) == "" {
				continue
			}
			text := constant.StringVal(v.Value)
			switch v.Type.String() {
			case "gloss/app/words.Key":
				if _, part := e.(*ast.ParenExpr); !part && p.whole(e) {
					all[Key(text)] = true
				}
			case "gloss/app/words.Noun":
				one, many := Noun(text).keys()
				all[one], all[many] = true, true
			}
		}
	}
	keys := make([]string, 0, len(all))
	for k := range all {
		keys = append(keys, string(k))
	}
	slices.Sort(keys)
	return keys
}

// arguments wants as many arguments of Say, and of whatever takes a Key and any,
// as the format has verbs.
func (s *source) arguments(t *testing.T, info *types.Info) {
	t.Helper()
	for _, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || call.Ellipsis.IsValid() {
				return true
			}
			takes, ok := info.TypeOf(call.Fun).(*types.Signature)
			if !ok || !takes.Variadic() || takes.Params().Len() < 2 {
				return true
			}
			at := takes.Params().Len() - 2
			format := info.Types[call.Args[at]]
			if format.Value == nil || takes.Params().At(at).Type().String() != "gloss/app/words.Key" {
				return true
			}
			has := len(call.Args) - at - 1
			if _, want := verbsOf(constant.StringVal(format.Value)); has != want {
				t.Errorf("%s: %d arguments for %s", s.set.Position(call.Pos()), has, format.Value)
			}
			return true
		})
	}
}

// source is a package that has been parsed.
type source struct {
	path     string
	set      *token.FileSet
	files    []*ast.File
	importer types.Importer
	parts    map[ast.Expr]bool // operands of +, which are no sentences by themselves
}

func (s *source) whole(e ast.Expr) bool { return !s.parts[e] }

// load parses the packages that speak. What they import comes as the compiler
// left it, by go list.
func load(t *testing.T) []*source {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}\t{{.Dir}}\t{{join .GoFiles \" \"}}"}, speakers...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	exports := map[string]string{}
	lines := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		exports[f[0]] = f[1]
		lines[f[0]] = f
	}
	var all []*source
	for _, path := range speakers {
		f := lines[path]
		s := &source{path: path, set: token.NewFileSet(), parts: map[ast.Expr]bool{}}
		s.importer = importer.ForCompiler(s.set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
		for name := range strings.FieldsSeq(f[3]) {
			file, err := parser.ParseFile(s.set, filepath.Join(f[2], name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if b, ok := n.(*ast.BinaryExpr); ok && b.Op == token.ADD {
					s.parts[b.X], s.parts[b.Y] = true, true
				}
				return true
			})
			s.files = append(s.files, file)
		}
		all = append(all, s)
	}
	return all
}
