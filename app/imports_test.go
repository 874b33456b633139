package app_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows says, for every folder, which other packages of Gloss may stand
// anywhere below it. A folder that is not listed may import nothing of Gloss.
// PATH/... is the folder with all below it. A new arrow is a decision about the
// design: write it here, or do not draw it.
var arrows = map[string][]string{
	"gloss/annotate":                {},
	"gloss/annotate/store":          {"gloss/annotate"},
	"gloss/annotate/store/testdisk": {},
	"gloss/annotate/kept":           {"gloss/annotate"},
	"gloss/annotate/export":         {"gloss/annotate", "gloss/annotate/kept"},
	"gloss/annotate/stats":          {"gloss/annotate"},
	"gloss/annotate/find":           {"gloss/annotate"},
	"gloss/assets":                  {},
	"gloss/importers":               {"gloss/annotate", "gloss/importers/pdf/..."},
	"gloss/importers/score":         {},
	"gloss/importers/qda":           {"gloss/annotate", "gloss/annotate/kept", "gloss/importers", "gloss/importers/pdf/..."},
	"gloss/importers/pdf/...":       {"gloss/annotate", "gloss/importers/pdf/...", "gloss/importers/score"},
	"gloss/app/reader/typeset":      {"gloss/annotate"},
	"gloss/app/reader/golden":       {},
	"gloss/app/reader":              {"gloss/annotate", "gloss/app/reader/typeset"},
	"gloss/app/seat":                {},
	"gloss/app/chart":               {"gloss/annotate", "gloss/annotate/stats", "gloss/app/reader/typeset"},
	"gloss/app":                     {"gloss/annotate", "gloss/annotate/store", "gloss/annotate/export", "gloss/annotate/kept", "gloss/annotate/stats", "gloss/annotate/find", "gloss/importers", "gloss/importers/qda", "gloss/importers/pdf/...", "gloss/assets"},
	"gloss/app/filedialog":          {},
	"gloss/app/screen":              {},
	"gloss/app/words":               {"gloss/assets"},
	"gloss/app/guide":               {"gloss/annotate", "gloss/importers", "gloss/importers/pdf/...", "gloss/assets"},
	"gloss/app/cli":                 {"gloss/app/chart", "gloss/app/reader/typeset", "gloss/app", "gloss/annotate", "gloss/annotate/store", "gloss/annotate/export", "gloss/annotate/kept", "gloss/annotate/stats", "gloss/annotate/find", "gloss/importers", "gloss/importers/qda", "gloss/importers/pdf/...", "gloss/assets"},
	"gloss/app/panes":               {"gloss/app/words", "gloss/app/chart", "gloss/app", "gloss/app/reader/typeset", "gloss/annotate", "gloss/annotate/store", "gloss/annotate/export", "gloss/annotate/kept", "gloss/annotate/stats", "gloss/annotate/find", "gloss/importers", "gloss/importers/qda", "gloss/importers/pdf/...", "gloss/assets"},
	"gloss/app/window":              {"gloss/app/panes", "gloss/app/filedialog", "gloss/app/screen", "gloss/app/guide", "gloss/app/words", "gloss/app/chart", "gloss/app", "gloss/app/seat", "gloss/app/reader", "gloss/app/reader/typeset", "gloss/annotate", "gloss/annotate/store", "gloss/annotate/export", "gloss/annotate/kept", "gloss/annotate/stats", "gloss/annotate/find", "gloss/importers", "gloss/importers/qda", "gloss/importers/pdf/...", "gloss/assets"},
	"gloss":                         {"gloss/app/panes", "gloss/app/filedialog", "gloss/app/screen", "gloss/app/guide", "gloss/app/words", "gloss/app/chart", "gloss/app", "gloss/app/cli", "gloss/app/window", "gloss/app/seat", "gloss/app/reader", "gloss/app/reader/typeset", "gloss/annotate", "gloss/annotate/store", "gloss/annotate/export", "gloss/annotate/kept", "gloss/annotate/stats", "gloss/annotate/find", "gloss/importers", "gloss/importers/qda", "gloss/importers/pdf/...", "gloss/assets"},
}

// outside says what packages may not reach beyond Gloss, directly or through
// others. Everything but the window side builds without Fyne and without C;
// the values of annotate need the standard library and x/text only.
var outside = []struct {
	pkg    string
	forbid []string
}{
	{"gloss/annotate", []string{"fyne.io/", "modernc.org/", "github.com/", "codeberg.org/", "golang.org/x/net", "database/sql", "net/http"}},
	{"gloss/annotate/store", []string{"fyne.io/", "net/http"}},
	{"gloss/annotate/export", []string{"fyne.io/", "database/sql", "net/http"}},
	{"gloss/annotate/stats", []string{"fyne.io/", "modernc.org/", "github.com/", "database/sql", "net/http"}},
	{"gloss/annotate/find", []string{"fyne.io/", "modernc.org/", "github.com/", "database/sql", "net/http"}},
	{"gloss/importers", []string{"fyne.io/", "database/sql", "modernc.org/"}},
	// It reads the databases of other programs; SQL for a project is in store only.
	{"gloss/importers/qda", []string{"fyne.io/"}},
	{"gloss/importers/pdf", []string{"fyne.io/", "database/sql", "modernc.org/"}},
	{"gloss/app/cli", []string{"fyne.io/"}},
	{"gloss/app", []string{"fyne.io/"}},
	{"gloss/app/guide", []string{"fyne.io/"}},
	{"gloss/app/chart", []string{"fyne.io/"}},
	{"gloss/app/seat", []string{"fyne.io/", "database/sql"}},
	{"gloss/app/filedialog", []string{"fyne.io/", "database/sql"}},
	{"gloss/app/reader/typeset", []string{"fyne.io/"}},
	{"gloss/app/reader", []string{"fyne.io/fyne/v2/app", "database/sql"}},
	{"gloss/app/panes", []string{"fyne.io/fyne/v2/app"}},
	{"gloss/app/window", []string{"fyne.io/fyne/v2/app"}},
}

func TestImports(t *testing.T) {
	deps := map[string][]string{}
	for _, line := range goList(t, "-deps", "-f", `{{if not .Standard}}{{.ImportPath}}{{end}} {{join .Deps " "}}`, "gloss/...") {
		f := strings.Fields(line)
		if len(f) > 0 && (f[0] == "gloss" || strings.HasPrefix(f[0], "gloss/")) {
			deps[f[0]] = f[1:]
		}
	}
	if len(deps) < 8 {
		t.Fatalf("go list names only %d packages of Gloss", len(deps))
	}
	for pkg, below := range deps {
		allowed, known := arrows[pkg]
		for folder, may := range arrows {
			if within(pkg, folder) {
				allowed, known = may, true
			}
		}
		if !known {
			t.Errorf("%s is not in the table of arrows: say what it may import", pkg)
		}
		for _, d := range below {
			if (d == "gloss" || strings.HasPrefix(d, "gloss/")) && !slices.ContainsFunc(allowed, func(a string) bool { return within(d, a) }) {
				t.Errorf("%s reaches %s, which the table of arrows does not allow", pkg, d)
			}
		}
	}
	for _, o := range outside {
		for _, d := range deps[o.pkg] {
			for _, f := range o.forbid {
				if d == "database/sql/driver" {
					continue // its interfaces only; google/uuid names them
				}
				// A folder ends in a slash; a package is named whole.
				if d == f || strings.HasPrefix(d, f) && (strings.HasSuffix(f, "/") || strings.HasPrefix(d, f+"/")) {
					t.Errorf("%s reaches %s, which lies outside what it may use", o.pkg, d)
				}
			}
		}
	}
}

// within reports whether a package is what a name of the table stands for.
func within(pkg, name string) bool {
	folder, below := strings.CutSuffix(name, "/...")
	return pkg == folder || below && strings.HasPrefix(pkg, folder+"/")
}

// TestValuesTouchNothing holds annotate to what its doc comment says: it reads
// and writes nothing. (os stands below fmt, so only direct imports can tell.)
func TestValuesTouchNothing(t *testing.T) {
	for _, imp := range strings.Fields(goList(t, "-f", `{{join .Imports " "}}`, "gloss/annotate")[0]) {
		switch imp {
		case "os", "io/fs", "os/exec", "net", "path/filepath", "log":
			t.Errorf("annotate imports %s", imp)
		}
	}
}

// goList runs go list, which knows no window side where C is switched off; it
// needs no compiler to list what there is.
func goList(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, err.(*exec.ExitError).Stderr)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}
