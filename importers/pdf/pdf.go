// Package pdf reads articles from PDF files: glyphs with their places, then
// lines, columns and paragraphs. Two engines find the glyphs: package glyphs
// reads every file, package pdfium those that fail a check (see engines.go).
package pdf

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"gloss/annotate"
	"gloss/importers/pdf/glyphs"
	"gloss/importers/pdf/layout"
)

// limit is how long a file may take in this process. A goroutine cannot be
// stopped from outside; one that hangs is left behind, and the caller goes on.
const limit = 60 * time.Second

// What is wrong with a file, in words for a person.
var (
	ErrPassword      = errors.New("this PDF is protected by a password; import it again with the password (--password on the command line), or save a copy without one and import that")
	ErrWrongPassword = errors.New("this is not the password of this PDF; check it for capitals and spaces")
	errDamaged       = errors.New("this PDF is damaged and cannot be read; open it in a PDF viewer, save or print it to a new PDF, and import that")
	errNotPDF        = errors.New("this is not a PDF file; check that the download was complete")
	errNoText        = errors.New("this PDF holds no text; export it again with its text, or type the passage in as a text file")
	errScan          = errors.New("this PDF is a scan without text; run text recognition (OCR) on it and import the result")
	errSlow          = errors.New("this PDF takes too long to read; save or print it to a new PDF, and import that")
	errLarge         = errors.New("this PDF takes too much memory to read; save or print it to a new PDF, and import that")
	errCrash         = errors.New("this PDF makes the program that reads it crash; save or print it to a new PDF, and import that")
)

// told is the error of these words.
func told(words string) error {
	for _, err := range []error{ErrPassword, ErrWrongPassword, errDamaged, errNotPDF, errNoText, errScan, errSlow} {
		if err.Error() == words {
			return err
		}
	}
	return errors.New(words)
}

// Options say how to read a file.
type Options struct {
	Password string // of a file that asks for one
	Whole    bool   // keep running heads and feet, page numbers and stamps in the text
}

// Import reads a PDF. It fills Title, Authors, Published and Language where
// the file says them, Text, Blocks and Marks; the caller fills the rest.
// Errors are a sentence without the
// file's name, such as "this PDF is protected by a password; ...".
func Import(ctx context.Context, data []byte, o Options) (annotate.Article, annotate.Receipt, error) {
	if children != nil {
		if a, r, err := children.read(ctx, data, o); err != errNoChild {
			return a, r, err
		}
	}
	return importHere(ctx, data, o)
}

// importHere is Import in this process.
func importHere(ctx context.Context, data []byte, o Options) (annotate.Article, annotate.Receipt, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, errSlow)
	defer cancel()
	type result struct {
		article annotate.Article
		receipt annotate.Receipt
		err     error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		r.article, r.receipt, r.err = readSafely(ctx, data, o, func(int) {})
		done <- r
	}()
	select {
	case r := <-done:
		if r.err != nil && ctx.Err() != nil {
			r.err = context.Cause(ctx)
		}
		return r.article, r.receipt, r.err
	case <-ctx.Done():
		return annotate.Article{}, annotate.Receipt{}, context.Cause(ctx)
	}
}

// readSafely is read, where a panic counts as damage.
func readSafely(ctx context.Context, data []byte, o Options, opened func(pages int)) (a annotate.Article, r annotate.Receipt, err error) {
	defer func() {
		if recover() != nil {
			a, r, err = annotate.Article{}, annotate.Receipt{}, errDamaged
		}
	}()
	return read(ctx, data, o, opened)
}

// tally counts what the pages hold.
type tally struct {
	glyphs, unmapped, hidden, pictures int
	letters                            int   // characters that are known, but for spaces
	empty, broken                      []int // one-based page numbers
}

func (t *tally) add(number int, p glyphs.Page) {
	t.glyphs += len(p.Glyphs)
	t.unmapped += p.Unmapped
	for _, g := range p.Glyphs {
		if g.Hidden {
			t.hidden++
		}
		for _, c := range g.Text {
			if c != ' ' && c != unicode.ReplacementChar {
				t.letters++
			}
		}
	}
	if p.Picture {
		t.pictures++
	}
	if p.Broken {
		t.broken = append(t.broken, number)
	}
	if len(p.Glyphs) == 0 {
		t.empty = append(t.empty, number)
	}
}

// tell writes the tally into the receipt.
func (t *tally) tell(r *annotate.Receipt) {
	if t.hidden*2 > t.glyphs && t.pictures > 0 {
		r.Add(annotate.Doubt, "The text is that of a text recognition (OCR) behind a scanned picture; compare it with the page.", "", 0)
	}
	if share := 100 * float64(t.unmapped) / float64(t.glyphs); t.unmapped > 0 && share >= 0.1 {
		r.Add(annotate.Doubt, fmt.Sprintf("The file does not say which characters %.1f %% of its signs are; they stand as U+FFFD.", share), "", t.unmapped)
	}
	if n := len(t.empty); n > 0 {
		r.Add(annotate.Doubt, fmt.Sprintf("%s without text: %s.", count(n, "page"), numbers(t.empty)), "", n)
	}
	if n := len(t.broken); n > 0 {
		r.Add(annotate.Doubt, fmt.Sprintf("A part of %s could not be read: %s.", count(n, "page"), numbers(t.broken)), "", n)
	}
}

// tellLayout writes what the layout left out and mended into the receipt.
func tellLayout(r *annotate.Receipt, report layout.Report) {
	if n := len(report.Furniture); n > 0 {
		var lines []string
		for _, f := range report.Furniture {
			lines = append(lines, fmt.Sprintf("page %d: %s", f.Page, strings.ReplaceAll(annotate.Clean(f.Text), "\n", " ")))
		}
		r.Add(annotate.LeftOut, count(n, "line")+" of running heads and feet, page numbers and text beside the page; to have them, take the whole pages.", strings.Join(lines, "\n"), n)
	}
	switch {
	case report.Believed:
		r.Add(annotate.Read, "Paragraphs and headings are those that the file names (tags).", "", 0)
	case report.Tagged:
		r.Add(annotate.Read, "The paragraphs that the file names (tags) do not fit its pages; they were found by where the lines stand.", "", 0)
	}
	if n := len(report.Hyphens); n > 0 {
		r.Add(annotate.Mended, count(n, "word")+" put together again after hyphens at line ends.", "", n)
	}
}

func tellRaised(r *annotate.Receipt, n int) {
	if n > 0 {
		r.Add(annotate.Mended, count(n, "note number")+" written as raised digits.", "", n)
	}
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// numbers lists page numbers, the first dozen of them.
func numbers(ns []int) string {
	s := ""
	for i, n := range ns {
		if i == 12 {
			return s + ", ..."
		}
		if i > 0 {
			s += ", "
		}
		s += fmt.Sprint(n)
	}
	return s
}
