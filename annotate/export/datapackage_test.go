package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestDataPackageGolden leaves the loaders out, which stand in a folder of
// their own.
func TestDataPackageGolden(t *testing.T) {
	got := string(dump(t, bytesOf(t, "datapackage", cod())))
	got = strings.Replace(got, loadR, "(loaders/load.R)\n", 1)
	got = strings.Replace(got, loadPython, "(loaders/load.py)\n", 1)
	golden(t, "datapackage.txt", []byte(got))
}

// TestDataPackageDescribes: what datapackage.json says of a table is what the
// table is, and the codings are those of the CSV export to the byte.
func TestDataPackageDescribes(t *testing.T) {
	names, files := unzip(t, bytesOf(t, "datapackage", cod()))
	if names[len(names)-1] != PackageFile {
		t.Errorf("the descriptor is not the last file: %q", names)
	}
	if files["codings.csv"] != string(bytesOf(t, "csv", cod())) {
		t.Error("codings.csv is not what the CSV export gives")
	}
	var d descriptor
	if err := json.Unmarshal([]byte(files[PackageFile]), &d); err != nil {
		t.Fatal(err)
	}
	tables := 0
	for _, name := range names {
		if strings.HasSuffix(name, ".csv") {
			tables++
		}
	}
	if len(d.Resources) != tables {
		t.Errorf("%d resources, %d tables", len(d.Resources), tables)
	}
	for _, r := range d.Resources {
		content := files[r.Path]
		sum := sha256.Sum256([]byte(content))
		if r.Bytes != int64(len(content)) || r.Hash != "sha256:"+hex.EncodeToString(sum[:]) {
			t.Errorf("%s: size or hash is wrong", r.Path)
		}
		rows, err := csv.NewReader(strings.NewReader(content)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for i, f := range r.Schema.Fields {
			if rows[0][i] != f.Name || f.Description == "" {
				t.Errorf("%s: column %d is %q, described as %q: %q", r.Path, i, rows[0][i], f.Name, f.Description)
			}
			fits := map[string]*regexp.Regexp{
				"string": regexp.MustCompile(`(?s).*`), "integer": regexp.MustCompile(`^(0|[1-9][0-9]*)?$`), "boolean": regexp.MustCompile(`^[01]$`),
				"datetime": regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`),
			}[f.Type]
			for _, row := range rows[1:] {
				if !fits.MatchString(row[i]) {
					t.Errorf("%s: %s %q is no %s", r.Path, f.Name, row[i], f.Type)
				}
				if f.Name == r.Schema.PrimaryKey {
					if seen[row[i]] {
						t.Errorf("%s: %s %q stands twice", r.Path, f.Name, row[i])
					}
					seen[row[i]] = true
				}
			}
		}
	}
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{"cod wars": "cod-wars", "Fälle 2025.v2": "f-lle-2025.v2", "漁業": "codings", "": "codings"} {
		if got := slug(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

// TestLoaders runs the loaders on a package with everything awkward in it, as
// far as this machine has R and Python, and holds the numbers that stand in
// load.R to the descriptor in any case.
func TestLoaders(t *testing.T) {
	folder := t.TempDir()
	_, files := unzip(t, bytesOf(t, "datapackage", cod()))
	for name, content := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range [][]string{{"Rscript", "--vanilla", "load.R"}, {"python3", "-B", "load.py"}} {
		program, err := exec.LookPath(command[0])
		if err != nil {
			t.Logf("%s is not installed; %s was not run", command[0], command[len(command)-1])
			continue
		}
		cmd := exec.Command(program, command[1:]...)
		cmd.Dir = folder
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		if err := cmd.Run(); err != nil {
			t.Errorf("%s: %v\n%s", command[0], err, out.String())
		}
		if want := "3 articles, 8 codings, 0 quotes out of place"; strings.TrimSpace(out.String()) != want {
			t.Errorf("%s: got %s\nwant %s", command[0], out.String(), want)
		}
	}

	var d descriptor
	if err := json.Unmarshal([]byte(files[PackageFile]), &d); err != nil {
		t.Fatal(err)
	}
	var tables []string
	for _, r := range d.Resources {
		tables = append(tables, `"`+r.Name+`"`)
		var numbers []string
		for _, f := range r.Schema.Fields {
			if f.Type == "integer" {
				numbers = append(numbers, `"`+f.Name+`"`)
			}
		}
		if line := r.Name + " = c(" + strings.Join(numbers, ", ") + ")"; r.Name != "articles_by_tags" && numbers != nil && !strings.Contains(loadR, line) {
			t.Errorf("load.R does not say %s", line)
		}
	}
	if list := "c(" + strings.Join(tables, ", ") + ")"; !strings.Contains(loadR, list) {
		t.Errorf("load.R does not read %s", list)
	}
	if !slices.Contains(tables, `"codings"`) {
		t.Error("no codings")
	}
}
