// Command measure compares what the PDF importer makes of folders of files
// with pdftotext (of poppler-utils) and with known paragraphs, and prints a
// table with a row for each folder.
//
//	go run ./importers/pdf/measure [-v] [-cpu] [-text] FOLDER_OR_FILE...
//
// Files of which pdftotext finds fewer than 200 characters are left out. F1
// counts tokens as a bag; order is twice the longest common subsequence of
// tokens over the sum of lengths. Both compare with pdftotext's default
// output; order also with its -raw output, of which the better counts, because
// the default order of pdftotext is itself wrong on many papers.
//
// For FILE.pdf the known paragraphs may stand in FILE.txt, parted by blank
// lines. Then F1 and order compare with them, and a paragraph is exact if it
// equals a known one but for white space, kinds of quotes and soft hyphens;
// pdftotext is held to the same paragraphs. Exact is recall/precision.
//
// Files are read in a child process, as in the program; times are those a
// person waits for, the start of the child left out. On a machine that is busy
// with other things they say little: with -cpu files are read in this process,
// and the processor time is printed too, that of collecting garbage included.
package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"gloss/annotate"
	"gloss/importers/pdf"
	"gloss/importers/score"
)

var (
	verbose  = flag.Bool("v", false, "a line per file, and every paragraph that is not exact")
	cpu      = flag.Bool("cpu", false, "read in this process and print the processor time")
	show     = flag.Bool("text", false, "print the blocks of each file and compare nothing")
	password = flag.String("password", "", "open files that ask for one with this `password`")
)

const least = 200 // characters in pdftotext

// figures is what is measured of one file.
type figures struct {
	f1, order    float64
	known        bool    // what is its text
	exact, other hits    // of this importer and of pdftotext
	perPage      float64 // milliseconds that passed
	busy         float64 // and those of the processor
	err          error
}

// hits counts exact paragraphs.
type hits struct{ found, known, made int }

func (h hits) String() string {
	return fmt.Sprintf("%.3f/%.3f", score.Over(h.found, h.known), score.Over(h.found, h.made))
}

func (h *hits) add(o hits) {
	h.found, h.known, h.made = h.found+o.found, h.known+o.known, h.made+o.made
}

func main() {
	if !slices.Contains(os.Args, "-cpu") {
		pdf.Child()
	}
	flag.Parse()
	if _, err := exec.LookPath("pdftotext"); err != nil && !*show {
		fmt.Fprintln(os.Stderr, "pdftotext is missing; install poppler-utils")
		os.Exit(1)
	}
	warm()
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	if !*show {
		fmt.Fprintln(w, "folder\tfiles\tnot read\tF1 mean\tmedian\torder mean\tmedian\tms/page median\tp95\tof processor\tp95\texact paragraphs\tof pdftotext")
	}
	for _, root := range flag.Args() {
		var all []figures
		for _, path := range files(root) {
			if *show {
				dump(path)
			} else if s, ok := measure(path); ok {
				all = append(all, s)
			}
		}
		if len(all) > 0 {
			fmt.Fprintln(w, root+"\t"+row(all))
		}
	}
	w.Flush()
}

// files are the PDF files at or below a path.
func files(root string) []string {
	var out []string
	filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.EqualFold(filepath.Ext(path), ".pdf") {
			out = append(out, path)
		}
		return nil
	})
	return out
}

// warm starts a child, so that the first file does not pay for it.
func warm() { pdf.Import(context.Background(), []byte("%PDF-1.4\n"), pdf.Options{}) }

func dump(path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		fmt.Println(path, err)
		return
	}
	a, r, err := pdf.Import(context.Background(), data, pdf.Options{Password: *password})
	fmt.Println("==", path, errText(err))
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

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func measure(path string) (s figures, ok bool) {
	data, err := os.ReadFile(path)
	if err != nil {
		return figures{err: err}, true
	}
	poppler := toText(path)
	if len(poppler) < least {
		return s, false
	}
	start, worked := time.Now(), cpuTime()
	a, r, err := pdf.Import(context.Background(), data, pdf.Options{Password: *password})
	took, work := time.Since(start), cpuTime()-worked
	pages := 1
	for _, m := range r.Remarks {
		if m.Kind == annotate.Read {
			pages = max(pages, m.Count)
		}
	}
	s.err, s.perPage, s.busy = err, took.Seconds()*1000/float64(pages), work.Seconds()*1000/float64(pages)
	got := score.Tokens(a.Text.String())
	if truth, err := os.ReadFile(strings.TrimSuffix(path, filepath.Ext(path)) + ".txt"); err == nil {
		s.known = true
		all := score.Tokens(string(truth))
		s.f1, s.order = score.F1(got, all), score.Order(got, all)
		known := score.Paragraphs(string(truth))
		var mine []string
		for _, b := range a.Blocks {
			mine = append(mine, score.Normal(a.Text.Slice(b.Span)))
		}
		theirs := score.Paragraphs(poppler)
		s.exact = hits{score.Common(known, mine), len(known), len(mine)}
		s.other = hits{score.Common(known, theirs), len(known), len(theirs)}
		if *verbose {
			for _, p := range score.Missing(known, mine) {
				fmt.Printf("   lost  %.150s\n", p)
			}
			for _, p := range score.Missing(mine, known) {
				fmt.Printf("   extra %.150s\n", p)
			}
		}
	} else {
		s.f1 = score.F1(got, score.Tokens(poppler))
		s.order = max(score.Order(got, score.Tokens(poppler)), score.Order(got, score.Tokens(toText(path, "-raw"))))
	}
	if *verbose {
		fmt.Printf("%.3f %.3f %s %6.1f ms %6.1f  %s %s\n", s.f1, s.order, s.exact, s.perPage, s.busy, path, errText(s.err))
	}
	return s, true
}

// toText is what pdftotext makes of a file; nothing where it fails.
func toText(path string, options ...string) string {
	out, _ := exec.Command("pdftotext", slices.Concat([]string{"-q"}, options, []string{path, "-"})...).Output()
	return string(out)
}

// row sums up the files of a folder.
func row(all []figures) string {
	column := func(get func(figures) float64) (mean, median, p95 float64) {
		var vs []float64
		for _, s := range all {
			vs = append(vs, get(s))
			mean += get(s)
		}
		slices.Sort(vs)
		return mean / float64(len(vs)), vs[len(vs)/2], vs[len(vs)*95/100]
	}
	var ours, theirs hits
	failed := 0
	for _, s := range all {
		if s.err != nil {
			failed++
		}
		ours.add(s.exact)
		theirs.add(s.other)
	}
	f, fm, _ := column(func(s figures) float64 { return s.f1 })
	o, om, _ := column(func(s figures) float64 { return s.order })
	_, tm, t95 := column(func(s figures) float64 { return s.perPage })
	busy := "\t"
	if *cpu {
		_, m, p95 := column(func(s figures) float64 { return s.busy })
		busy = fmt.Sprintf("%.1f\t%.1f", m, p95)
	}
	out := fmt.Sprintf("%d\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.1f\t%.1f\t%s", len(all), failed, f, fm, o, om, tm, t95, busy)
	if ours.known == 0 {
		return out + "\t\t"
	}
	return fmt.Sprintf("%s\t%v\t%v", out, ours, theirs)
}
