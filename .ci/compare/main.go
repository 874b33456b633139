//go:build linux

// Command compare measures Gloss beside what else people could use for a part
// of its work, on the same articles, on one machine, in one run, and prints
// tables in Markdown:
//
//   - PDF text: pdftotext of poppler-utils and mutool of mupdf-tools
//   - the article of a web page: Mozilla's Readability in Node, on jsdom
//   - reading a long text with highlights: Qt's QTextEdit, and Chromium
//   - starting: Fyne's hello world; only where -only start asks for it
//
// make compare installs them and runs this; make linux runs it for the start. Times are processor time, of the
// process and all it starts, so that they hold on a machine with other work;
// memory is the share of the processes' pages that is theirs (Pss).
//
//	go run ./.ci/compare -gloss BINARY -modules FOLDER [-pages FOLDER]
//
// The articles are those of assets/samples, printed by Chromium in four layouts,
// and made-up books. Of a folder of real web pages, which is laid out as that of
// scrapinghub's article-extraction-benchmark (html/ID.html.gz and
// ground-truth.json), -pages takes a second table.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

var (
	gloss   = flag.String("gloss", "bin/gloss", "the `binary` of Gloss")
	modules = flag.String("modules", "", "the `folder` in which npm installed jsdom and @mozilla/readability")
	pages   = flag.String("pages", "", "a `folder` of web pages with ground-truth.json")
	only    = flag.String("only", "", "measure only `pdf`, html or reading; or start, which is not measured else")
)

func main() {
	flag.Parse()
	work, err := os.MkdirTemp("", "compare")
	check(err)
	defer os.RemoveAll(work)
	fmt.Printf("%s, %s\n", time.Now().UTC().Format("2006-01-02"), processor())
	if *only == "" || *only == "pdf" {
		comparePDF(work)
	}
	if *only == "" || *only == "html" {
		compareHTML(work)
	}
	if *only == "" || *only == "reading" {
		compareReading(work)
	}
	if *only == "start" {
		compareStarts(work)
	}
}

// check ends the program where it cannot go on.
func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

// run runs a program to its end and gives what it printed and its processor
// time, that of what it started included.
func run(name string, args ...string) (string, time.Duration) {
	cmd := exec.Command(name, args...)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		check(fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, complaint.Bytes()))
	}
	u := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return out.String(), time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// version is the last word of a program's line about itself that has a digit.
func version(name string, args ...string) string {
	out, _ := exec.Command(name, args...).CombinedOutput()
	line, _, _ := strings.Cut(string(out), "\n")
	v := ""
	for word := range strings.FieldsSeq(line) {
		if strings.ContainsAny(word, "0123456789") {
			v = word
		}
	}
	return strings.TrimPrefix(v, "v")
}

// processor is the name of the machine's processor.
func processor() string {
	b, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(b)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "a processor without a name"
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
