//go:build linux

package main

import (
	"cmp"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gloss/importers/score"
)

// layouts are ways to print an article, as styles of a page. The paragraphs
// stay the same.
var layouts = []struct{ name, style string }{
	{"web print", "body { font: 12pt sans-serif }"},
	{"book page", "@page { size: A5 } body { font: 10pt/1.3 serif; text-align: justify; hyphens: auto } p { text-indent: 1.2em; margin: 0 }"},
	{"two columns", "body { font: 10pt serif; columns: 2; text-align: justify; hyphens: auto } p { text-indent: 1em; margin: 0 }"},
	{"three columns", "body { font: 9pt serif; columns: 3; text-align: justify; hyphens: auto } p { margin: 0 0 4pt }"},
}

// comparePDF prints the sample articles and lets each program read them back.
func comparePDF(work string) {
	tools := []struct {
		name string
		read func(path string) (string, time.Duration)
	}{
		{"Gloss", func(path string) (string, time.Duration) { return run(*gloss, "text", path) }},
		{"pdftotext " + version("pdftotext", "-v"), func(path string) (string, time.Duration) { return run("pdftotext", "-q", path, "-") }},
		{"mutool " + version("mutool", "-v"), func(path string) (string, time.Duration) { return run("mutool", "draw", "-q", "-F", "txt", path) }},
	}
	fmt.Printf("\n| PDF | program | words, F1 | order | exact paragraphs, recall / precision | CPU, ms a file | of Gloss |\n|---|---|---|---|---|---|---|\n")
	for _, l := range layouts {
		truths := print(work, l.name, l.style)
		var first float64
		for _, tool := range tools {
			var f1Sum, orderSum, spent float64
			var exact, known, made int
			for path, truth := range truths {
				text, took := tool.read(path)
				f1Sum += score.F1(score.Tokens(text), score.Tokens(truth))
				orderSum += score.Order(score.Tokens(text), score.Tokens(truth))
				want, got := score.Paragraphs(truth), score.Paragraphs(text)
				exact, known, made = exact+score.Common(want, got), known+len(want), made+len(got)
				spent += ms(took)
			}
			n := float64(len(truths))
			first = cmp.Or(first, spent)
			fmt.Printf("| %s | %s | %.3f | %.3f | %.3f / %.3f | %.0f | %.1fx |\n", l.name, tool.name, f1Sum/n, orderSum/n, score.Over(exact, known), score.Over(exact, made), spent/n, spent/first)
		}
	}
}

// print makes a PDF of every sample article in one layout and gives, by path,
// the text that it must hold.
func print(work, name, style string) map[string]string {
	samples, err := filepath.Glob("assets/samples/*.*")
	check(err)
	truths := map[string]string{}
	for _, sample := range samples {
		if strings.HasSuffix(sample, ".csv") {
			continue
		}
		truth, _ := run(*gloss, "text", sample)
		var body strings.Builder
		for p := range strings.SplitSeq(strings.TrimSpace(truth), "\n\n") {
			fmt.Fprintf(&body, "<p>%s</p>\n", html.EscapeString(p))
		}
		base := filepath.Join(work, strings.ReplaceAll(name, " ", "-")+"-"+strings.TrimSuffix(filepath.Base(sample), filepath.Ext(sample)))
		page := fmt.Sprintf("<!doctype html><html lang=en><meta charset=utf-8><style>%s</style><body>%s</body></html>", style, body.String())
		check(os.WriteFile(base+".html", []byte(page), 0o600))
		run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir="+filepath.Join(work, "chromium"), "--print-to-pdf="+base+".pdf", base+".html")
		truths[base+".pdf"] = truth
	}
	return truths
}
