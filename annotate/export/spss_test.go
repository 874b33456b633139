package export

import (
	"bytes"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/annotate"
)

// long is a row with what SPSS cannot take: line breaks, a quote longer than a
// string, and names of variables that collide.
var (
	long = with(func(c *annotate.Coding) {
		c.Quote = strings.Repeat("é", 20_000)
		c.Note = "a\tb\r\nc\u2028d"
	})
	awkwardNames = []string{"out let", "out-let", "OUT_LET", "größe", strings.Repeat("ä", 60)}
)

// TestSPSS: every record is one line, cells keep their length but for those
// that are cut, and every column has a name of its own that SPSS takes.
func TestSPSS(t *testing.T) {
	var b bytes.Buffer
	rows := append([]annotate.Coding{long}, awkward...)
	if err := CSV(&b, stream(rows), Options{SPSS: true, Variables: awkwardNames}); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Count(b.String(), "\n"), len(rows)+1; got != want {
		t.Errorf("%d lines for %d records", got, want)
	}
	table, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, name := range table[0] {
		if names[strings.ToLower(name)] || len(name) > 64 || strings.ContainsAny(name, " -.>") {
			t.Errorf("the name %q", name)
		}
		names[strings.ToLower(name)] = true
	}
	if got, want := strings.Join(table[0][20:24], " "), "var_out_let var_out_let_2 var_OUT_LET_3 var_größe"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for i, row := range table[1:] {
		if got, want := row[11], rows[i].Quote; len(want) <= 32767 && utf8.RuneCountInString(got) != utf8.RuneCountInString(want) {
			t.Errorf("the quote %q has become %q", want, got)
		}
	}
	if got := table[1][11]; len(got) > 32767 || !strings.HasSuffix(got, "éé…") || !utf8.ValidString(got) {
		t.Errorf("a long quote has %d bytes and ends in %q", len(got), got[len(got)-8:])
	}
	if got := table[1][12]; got != "a b  c d" {
		t.Errorf("the note is %q", got)
	}
	if name := spssVariable("1. Platz", map[string]bool{}); name != "v1__Platz" {
		t.Errorf("got %q", name)
	}
}

// TestSPSSReads lets PSPP read the table, where it is installed, by the syntax
// that SPSS has for it.
func TestSPSSReads(t *testing.T) {
	pspp, err := exec.LookPath("pspp")
	if err != nil {
		t.Log("PSPP is not installed; the table was not read")
		return
	}
	dir := t.TempDir()
	var b bytes.Buffer
	if err := CSV(&b, stream(append([]annotate.Coding{long}, awkward...)), Options{SPSS: true, Variables: awkwardNames[:1]}); err != nil {
		t.Fatal(err)
	}
	header, _, _ := strings.Cut(b.String(), "\r\n")
	var variables []string
	for _, name := range strings.Split(header, ",") {
		format := "A32767"
		if name == "start" || name == "end" || name == "page" || name == "paragraph" {
			format = "F8.0"
		}
		variables = append(variables, name+" "+format)
	}
	syntax := "GET DATA /TYPE=TXT /FILE='codings.csv' /ENCODING='UTF-8' /ARRANGEMENT=DELIMITED /DELCASE=LINE /FIRSTCASE=2 /DELIMITERS=',' /QUALIFIER='\"'\n" +
		" /VARIABLES=" + strings.Join(variables, "\n ") + ".\n" +
		"COMPUTE fits = (end - start >= 0).\nEXECUTE.\nSAVE TRANSLATE /OUTFILE='back.csv' /TYPE=CSV /FIELDNAMES /REPLACE.\n"
	for name, content := range map[string]string{"codings.csv": b.String(), "read.sps": syntax} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(pspp, "-o", "/dev/null", "read.sps")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "back.csv"))
	if err != nil {
		t.Fatal(err)
	}
	back, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(back) != len(awkward)+2 {
		t.Fatalf("%d cases, want %d", len(back)-1, len(awkward)+1)
	}
	for i, c := range awkward {
		row := back[i+2]
		if got, want := strings.TrimSpace(row[11]), strings.TrimSpace(spssCell(c.Quote)); got != want {
			t.Errorf("row %d: PSPP has the quote %q, want %q", i, got, want)
		}
	}
}
