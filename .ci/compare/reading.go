//go:build linux

package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"time"
)

// span is a highlight of a made-up book.
type span struct {
	Start int `json:"start"` // in code points, as everywhere
	End   int `json:"end"`
	Color int `json:"color"` // index in colors
}

var colors = []string{"#cfe3f1", "#f6dbc3", "#cbeadf", "#f4e3b5"}

// reader is a program that shows a long text with highlights.
type reader struct {
	name    string
	title   string // of its window, as a regular expression
	prepare func(work string, text string, spans []span) []string
}

// compareReading opens books in the real programs, turns pages and rolls the
// wheel. What a program takes with an empty text is taken off its opening.
func compareReading(work string) {
	screen := newScreen()
	defer screen.close()
	screen.manage()
	readers := []reader{
		{"Gloss", "^book.*Gloss$", glossBook},
		{"Qt " + qtVersion() + ", QTextEdit", "^QTextEdit$", qtBook},
		{"Chromium " + chromiumVersion(), "^Book", chromiumBook},
	}
	fmt.Printf("\n| book | program | opening, CPU ms more than an empty text | page down, CPU ms | wheel step, CPU ms | memory, MB | of it for the book | of Gloss: opening, page, wheel, memory |\n|---|---|---|---|---|---|---|---|\n")
	for _, size := range []struct{ words, highlights int }{{100_000, 1_000}, {1_000_000, 10_000}} {
		text, spans := book(size.words, size.highlights)
		var first figures
		for i, r := range readers {
			empty := screen.read(r.title, r.prepare(work, "Empty.", nil), 0)
			f := screen.read(r.title, r.prepare(work, text, spans), 40)
			f.open = max(10*time.Millisecond, f.open-empty.open) // the step in which it is counted
			if i == 0 {
				first = f
			}
			of := func(a, b time.Duration) float64 { return float64(a) / float64(b) }
			fmt.Printf("| %d words, %d highlights | %s | %.0f | %.1f | %.1f | %.0f | %.0f | %.1fx, %.1fx, %.1fx, %.1fx |\n", size.words, size.highlights, r.name,
				ms(f.open), ms(f.page), ms(f.wheel), f.memory, f.memory-empty.memory,
				of(f.open, first.open), of(f.page, first.page), of(f.wheel, first.wheel), f.memory/first.memory)
		}
	}
}

// book makes a text of words with the frequencies of a natural one, in
// paragraphs of a hundred words, and highlights scattered over it.
func book(words, highlights int) (string, []span) {
	r := rand.New(rand.NewSource(7))
	zipf := rand.NewZipf(r, 1.1, 4, 30_000)
	vocabulary := make([]string, 30_001)
	for i := range vocabulary {
		for range 1 + r.Intn(4) {
			vocabulary[i] += string("bcdfglmnprst"[r.Intn(12)]) + string("aeiou"[r.Intn(5)])
		}
	}
	var b strings.Builder
	for i := range words {
		b.WriteString(vocabulary[zipf.Uint64()])
		switch {
		case i == words-1:
			b.WriteString(".")
		case i%100 == 99:
			b.WriteString(".\n\n")
		case i%12 == 11:
			b.WriteString(", ")
		default:
			b.WriteString(" ")
		}
	}
	text := b.String() // ASCII: a byte is a code point
	var spans []span
	for range highlights {
		start := r.Intn(len(text) - 300)
		spans = append(spans, span{start, start + 20 + r.Intn(250), r.Intn(len(colors))})
	}
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	return text, spans
}

// glossBook makes a project of the book.
func glossBook(work, text string, spans []span) []string {
	dir, err := os.MkdirTemp(work, "gloss")
	check(err)
	project, article, codings := filepath.Join(dir, "book.gloss"), filepath.Join(dir, "book.txt"), filepath.Join(dir, "codings.csv")
	check(os.WriteFile(article, []byte(text), 0o600))
	run(*gloss, "new", project)
	run(*gloss, "import", project, article)
	if len(spans) > 0 {
		f, err := os.Create(codings)
		check(err)
		w := csv.NewWriter(f)
		w.Write([]string{"article", "start", "end", "tag", "coder"})
		tags := []string{"sovereignty", "military", "trade", "other"}
		for _, s := range spans {
			w.Write([]string{"book.txt", strconv.Itoa(s.Start), strconv.Itoa(s.End), tags[s.Color], "Somebody"})
		}
		w.Flush()
		check(w.Error())
		check(f.Close())
		run(*gloss, "code", project, codings)
	}
	return []string{*gloss, project}
}

// qtBook writes the book for qtextedit.py.
func qtBook(work, text string, spans []span) []string {
	b, err := json.Marshal(map[string]any{"text": text, "spans": spans, "colors": colors})
	check(err)
	path := filepath.Join(work, "qt.json")
	check(os.WriteFile(path, b, 0o600))
	return []string{"/usr/bin/python3", ".ci/compare/qtextedit.py", path}
}

// chromiumBook writes the book as a page, in which every stretch under a
// highlight is an element; where highlights overlap, the one on top is shown.
func chromiumBook(work, text string, spans []span) []string {
	over := make([]int8, len(text)) // index in colors, from 1; 0: no highlight
	for _, s := range spans {
		for i := s.Start; i < s.End && i < len(text); i++ {
			over[i] = int8(s.Color + 1)
		}
	}
	var b strings.Builder
	b.WriteString("<!doctype html><html lang=en><meta charset=utf-8><title>Book</title><style>body { font: 16px/1.5 sans-serif; max-width: 40em; margin: 2em auto }</style><body><p>")
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && over[j] == over[i] && !strings.HasPrefix(text[j:], "\n\n") {
			j++
		}
		piece := html.EscapeString(text[i:j])
		if over[i] > 0 {
			piece = fmt.Sprintf("<mark style='background:%s'>%s</mark>", colors[over[i]-1], piece)
		}
		b.WriteString(piece)
		if strings.HasPrefix(text[j:], "\n\n") {
			b.WriteString("</p>\n<p>")
			j += 2
		}
		i = j
	}
	b.WriteString("</p></body></html>")
	path := filepath.Join(work, "book.html")
	check(os.WriteFile(path, []byte(b.String()), 0o600))
	profile, err := os.MkdirTemp(work, "profile")
	check(err)
	return []string{"chromium", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--window-size=1280,800", "--user-data-dir=" + profile, "--app=file://" + path}
}

func qtVersion() string {
	out, _ := run("/usr/bin/python3", "-c", "from PyQt6.QtCore import QT_VERSION_STR; print(QT_VERSION_STR)")
	return strings.TrimSpace(out)
}

func chromiumVersion() string {
	out, _ := run("chromium", "--version") // Chromium 130.0.6723.91 built on …
	major, _, _ := strings.Cut(strings.TrimPrefix(out, "Chromium "), ".")
	return major
}

// figures is what reading cost.
type figures struct {
	open, page, wheel time.Duration // processor time; page and wheel of one step
	memory            float64       // in MB
}
