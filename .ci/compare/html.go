//go:build linux

package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"gloss/importers/score"
)

// compareHTML lets Gloss and Readability find the article in web pages.
func compareHTML(work string) {
	fmt.Printf("\n| web pages | program | F1 | precision | recall | CPU, ms a page | of Gloss |\n|---|---|---|---|---|---|---|\n")
	rows("sample page", samplePages(work))
	if *pages != "" {
		rows(filepath.Base(*pages), realPages(work))
	}
}

func rows(name string, truths map[string]string) {
	paths := slices.Sorted(maps.Keys(truths))
	ours, spent := glossPages(paths)
	row(fmt.Sprintf("| %s, %d | Gloss |", name, len(paths)), truths, ours, spent, spent)
	theirs, longer, version := readability(paths)
	row(fmt.Sprintf("| %s, %d | Readability %s |", name, len(paths), version), truths, theirs, longer, spent)
}

// row scores texts by their shingles of four words, as the benchmark does: the
// means of precision and recall over the pages, and F1 of these means.
func row(head string, truths, texts map[string]string, spent, first time.Duration) {
	var precision, recall float64
	for path, truth := range truths {
		want, got := shingles(truth), shingles(texts[path])
		shared := score.Common(want, got)
		precision += score.Over(shared, len(got))
		recall += score.Over(shared, len(want))
	}
	n := float64(len(truths))
	precision, recall = precision/n, recall/n
	fmt.Printf("%s %.4f | %.4f | %.4f | %.1f | %.1fx |\n", head, 2*precision*recall/(precision+recall), precision, recall, ms(spent)/n, float64(spent)/float64(first))
}

// shingles are a text's runs of four words, or all its words where it is shorter.
func shingles(s string) []string {
	words := strings.FieldsFunc(s, func(r rune) bool {
		return r <= ' ' || strings.ContainsRune(".,;:!?…\"'“”‘’«»()[]–—-\u00a0", r)
	})
	if len(words) < 4 {
		return []string{strings.Join(words, " ")}
	}
	var all []string
	for i := range len(words) - 3 {
		all = append(all, strings.Join(words[i:i+4], " "))
	}
	return all
}

// furniture is what stands in the sample page's article beside its body.
var furniture = regexp.MustCompile(`(?s)<h1>.*?</h1>|<p class="byline">.*?</p>|<p><time.*?</p>|<figure>.*?</figure>`)

// samplePages is the sample article that is a web page.
func samplePages(work string) map[string]string {
	path := filepath.Join(work, "cod-wars.html")
	b, err := os.ReadFile("assets/samples/cod-wars.html")
	check(err)
	check(os.WriteFile(path, b, 0o600))
	_, body, _ := strings.Cut(string(b), "<article>")
	body, _, _ = strings.Cut(body, "</article>")
	body = furniture.ReplaceAllString(body, "")
	body = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, " ")
	return map[string]string{path: html.UnescapeString(body)}
}

// realPages unpacks the folder of real pages.
func realPages(work string) map[string]string {
	b, err := os.ReadFile(filepath.Join(*pages, "ground-truth.json"))
	check(err)
	var known map[string]struct {
		ArticleBody string `json:"articleBody"`
	}
	check(json.Unmarshal(b, &known))
	truths := map[string]string{}
	for id, page := range known {
		f, err := os.Open(filepath.Join(*pages, "html", id+".html.gz"))
		check(err)
		z, err := gzip.NewReader(f)
		check(err)
		data, err := io.ReadAll(z)
		check(err)
		f.Close()
		path := filepath.Join(work, id+".html")
		check(os.WriteFile(path, data, 0o600))
		truths[path] = page.ArticleBody
	}
	return truths
}

// glossPages reads all pages in one process, as readability does: what a start
// takes is in neither.
func glossPages(paths []string) (map[string]string, time.Duration) {
	return texts(run("go", append([]string{"run", "./.ci/compare/pages", "--"}, paths...)...))
}

// readability does the same in Node.
func readability(paths []string) (map[string]string, time.Duration, string) {
	check(os.Setenv("NODE_PATH", filepath.Join(*modules, "node_modules")))
	out, spent := texts(run("node", append([]string{".ci/compare/readability.js"}, paths...)...))
	b, err := os.ReadFile(filepath.Join(*modules, "node_modules/@mozilla/readability/package.json"))
	check(err)
	var about struct{ Version string }
	check(json.Unmarshal(b, &about))
	return out, spent, about.Version
}

// texts reads what both print: one JSON object {path, text, ms} a line. The time
// is their own count of processor time within the process.
func texts(out string, _ time.Duration) (map[string]string, time.Duration) {
	all := map[string]string{}
	var spent float64
	for line := range strings.Lines(out) {
		var page struct {
			Path, Text string
			Ms         float64
		}
		check(json.Unmarshal([]byte(line), &page))
		all[page.Path] = page.Text
		spent += page.Ms
	}
	return all, time.Duration(spent * float64(time.Millisecond))
}
