// Command measure compares what the PDF importer makes of a folder of files
// with pdftotext (of poppler-utils, if installed) and with known paragraphs.
//
//	go run ./importers/pdf/measure [-v] [-text] FOLDER_OR_FILE...
//
// For FILE.pdf the known paragraphs stand in FILE.txt, parted by blank lines.
// F1 counts tokens as a bag, order is twice the longest common subsequence of
// tokens over the sum of lengths; both against pdftotext's default output,
// order also against its -raw output, of which the better counts. A paragraph
// is exact if it equals a known one but for white space.
package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"gloss/importers/pdf"

	"golang.org/x/text/unicode/norm"
)

var (
	verbose = flag.Bool("v", false, "a line per file")
	show    = flag.Bool("text", false, "print the blocks of each file and compare nothing")
	minimum = flag.Int("min", 200, "leave out files with fewer characters in pdftotext")
)

// score is what is measured of one file.
type score struct {
	name              string
	f1, order         float64
	hasTruth          bool
	recall, precision float64 // of exact paragraphs
	perPage           float64 // milliseconds
	err               error
}

func main() {
	flag.Parse()
	var files []string
	for _, root := range flag.Args() {
		filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.EqualFold(filepath.Ext(path), ".pdf") {
				files = append(files, path)
			}
			return nil
		})
	}
	var all []score
	for _, path := range files {
		if *show {
			dump(path)
			continue
		}
		if s, ok := measure(path); ok {
			all = append(all, s)
			if *verbose {
				fmt.Printf("%.3f %.3f  %.2f/%.2f %6.1f ms  %s %v\n", s.f1, s.order, s.recall, s.precision, s.perPage, s.name, errText(s.err))
			}
		}
	}
	summary(all)
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func dump(path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		fmt.Println(path, err)
		return
	}
	a, r, err := pdf.Import(context.Background(), data, "")
	fmt.Printf("== %s %v\n", path, errText(err))
	for _, b := range a.Blocks {
		fmt.Printf("[%s %d p%d] %s\n", b.Kind, b.Level, b.Page, a.Text.Slice(b.Span))
	}
	for _, m := range r.Remarks {
		fmt.Printf("-- %s: %s %q %d\n", m.Kind, m.Detail, m.Text, m.Count)
	}
	for _, c := range r.Candidates {
		fmt.Printf("?? %s = %q (%s)\n", c.Field, c.Value, c.Origin)
	}
}

func measure(path string) (score, bool) {
	s := score{name: path}
	data, err := os.ReadFile(path)
	if err != nil {
		s.err = err
		return s, true
	}
	want, err := exec.Command("pdftotext", "-q", path, "-").Output()
	if err != nil || len(want) < *minimum {
		return s, false
	}
	start := time.Now()
	a, _, err := pdf.Import(context.Background(), data, "")
	pages := 1
	for _, b := range a.Blocks {
		pages = max(pages, b.Page)
	}
	s.perPage = float64(time.Since(start).Microseconds()) / 1000 / float64(pages)
	s.err = err
	got := tokens(a.Text.String())
	ref := tokens(string(want))
	s.f1 = f1(got, ref)
	s.order = order(got, ref)
	if raw, err := exec.Command("pdftotext", "-q", "-raw", path, "-").Output(); err == nil {
		s.order = max(s.order, order(got, tokens(string(raw))))
	}
	if truth, err := os.ReadFile(strings.TrimSuffix(path, filepath.Ext(path)) + ".txt"); err == nil {
		s.hasTruth = true
		known := paragraphs(string(truth))
		var mine []string
		for _, b := range a.Blocks {
			mine = append(mine, normal(a.Text.Slice(b.Span)))
		}
		hits := common(known, mine)
		s.recall = float64(hits) / float64(max(1, len(known)))
		s.precision = float64(hits) / float64(max(1, len(mine)))
		all := tokens(string(truth))
		s.f1, s.order = f1(got, all), order(got, all)
		if *verbose {
			for _, p := range missing(known, mine) {
				fmt.Printf("   lost  %.150s\n", p)
			}
			for _, p := range missing(mine, known) {
				fmt.Printf("   extra %.150s\n", p)
			}
		}
	}
	return s, true
}

var lineHyphen = regexp.MustCompile(`(\pL)[-\x{2010}\x{ad}]\n\s*(\pL)`)

// normal folds what two readers of one page may write differently.
func normal(s string) string {
	s = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`, "\u00ad", "").Replace(s)
	return strings.Join(strings.Fields(norm.NFKC.String(s)), " ")
}

func tokens(s string) []string {
	return strings.Fields(normal(lineHyphen.ReplaceAllString(s, "$1$2")))
}

func paragraphs(s string) []string {
	var out []string
	for _, p := range strings.Split(s, "\n\n") {
		if p = normal(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func bag(ts []string) map[string]int {
	m := map[string]int{}
	for _, t := range ts {
		m[t]++
	}
	return m
}

func common(a, b []string) int {
	have, n := bag(b), 0
	for _, t := range a {
		if have[t] > 0 {
			have[t]--
			n++
		}
	}
	return n
}

func missing(a, b []string) []string {
	have := bag(b)
	return slices.DeleteFunc(slices.Clone(a), func(t string) bool {
		have[t]--
		return have[t] >= 0
	})
}

func f1(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	return 2 * float64(common(a, b)) / float64(len(a)+len(b))
}

// order is the share of tokens in common order, found among at most 6,000.
func order(a, b []string) float64 {
	a, b = a[:min(len(a), 6_000)], b[:min(len(b), 6_000)]
	if len(a)+len(b) == 0 {
		return 1
	}
	row := make([]int32, len(b)+1)
	for _, t := range a {
		var corner int32
		for j, u := range b {
			up := row[j+1]
			if t == u {
				row[j+1] = corner + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			corner = up
		}
	}
	return 2 * float64(row[len(b)]) / float64(len(a)+len(b))
}

func summary(all []score) {
	column := func(get func(score) float64, keep func(score) bool) (mean, median, p95 float64) {
		var vs []float64
		for _, s := range all {
			if keep(s) {
				vs = append(vs, get(s))
				mean += get(s)
			}
		}
		if len(vs) == 0 {
			return 0, 0, 0
		}
		slices.Sort(vs)
		return mean / float64(len(vs)), vs[len(vs)/2], vs[len(vs)*95/100]
	}
	every := func(score) bool { return true }
	truth := func(s score) bool { return s.hasTruth }
	failed := 0
	for _, s := range all {
		if s.err != nil {
			failed++
		}
	}
	fmt.Printf("%d files, %d not read\n", len(all), failed)
	for _, row := range []struct {
		name string
		get  func(score) float64
		keep func(score) bool
	}{
		{"F1", func(s score) float64 { return s.f1 }, every},
		{"order", func(s score) float64 { return s.order }, every},
		{"ms/page", func(s score) float64 { return s.perPage }, every},
		{"exact paragraphs, recall", func(s score) float64 { return s.recall }, truth},
		{"exact paragraphs, precision", func(s score) float64 { return s.precision }, truth},
	} {
		mean, median, p95 := column(row.get, row.keep)
		fmt.Printf("%-28s mean %.3f  median %.3f  p95 %.3f\n", row.name, mean, median, p95)
	}
}
