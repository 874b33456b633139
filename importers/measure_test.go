package importers

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"gloss/annotate"
)

var corpus = flag.String("corpus", "", "folder of a copy of scrapinghub/article-extraction-benchmark, to measure on")

// TestMeasureHTML measures how well the main text of web pages is found, on a
// copy of the article-extraction-benchmark and with its metric: shingles of
// four words, precision and recall averaged over the pages. It is a measuring
// program and not a judge: without -corpus it measures nothing, and with -v it
// names the paragraphs that were lost and what was added on each page.
//
// A paragraph is a line of the labelled text with six words or more, of which
// the benchmark's pages have 3,621; it is lost if the article, captions
// included, has fewer than half of its shingles. By the same count the library
// alone loses 31.
//
// Of the facts about a page the benchmark says the address, and it is counted
// how often that is right; of all others where they were taken from, and on how
// many pages there were none.
//
// Time is processor time, the collector's work included: page by page the
// whole of an import and the library alone take turns, five times each.
//
//	go test ./importers -run MeasureHTML -v -corpus PATH
func TestMeasureHTML(t *testing.T) {
	if *corpus == "" {
		return
	}
	data, err := os.ReadFile(filepath.Join(*corpus, "ground-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var truth map[string]struct{ ArticleBody, URL string }
	if err := json.Unmarshal(data, &truth); err != nil {
		t.Fatal(err)
	}
	const rounds = 5
	taken := map[string]int{} // "field, origin": pages
	plain := func(address string) string {
		_, rest, _ := strings.Cut(address, "://")
		return strings.TrimSuffix(rest, "/")
	}
	var precision, recall mean
	var spent, library time.Duration
	paragraphs, lost, pages, doubts, exact := 0, 0, 0, 0, 0
	keys := make([]string, 0, len(truth))
	for key := range truth {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		page := readGzip(t, filepath.Join(*corpus, "html", key+".html.gz"))
		var res Result
		var err error
		for range rounds {
			start := cpuTime()
			res, err = Bytes(context.Background(), key+".html", page, Options{})
			half := cpuTime()
			libraryAlone(t, page)
			spent, library = spent+half-start, library+cpuTime()-half
		}
		if err != nil {
			t.Error(err)
		}
		for _, field := range []string{"title", "authors", "published", "site", "url", "language"} {
			origin := "none"
			for _, c := range slices.Backward(res.Receipt.Candidates) {
				if c.Field == field {
					origin = c.Origin // of the first
				}
			}
			taken[field+", "+origin]++
		}
		if plain(res.Article.URL) == plain(truth[key].URL) {
			taken["url, right"]++
		}
		var got strings.Builder // without captions, which the truth does not have
		for _, b := range res.Article.Blocks {
			if b.Kind != annotate.Caption {
				got.WriteString(res.Article.Text.Slice(b.Span) + "\n\n")
			}
		}
		want := truth[key].ArticleBody
		g, w := shinglesOf(got.String()), shinglesOf(want)
		tp, fp, fn := overlap(g, w)
		if tp+fp > 0 {
			precision.add(tp / (tp + fp))
		}
		if tp+fn > 0 {
			recall.add(tp / (tp + fn))
		}
		if fp+fn == 0 {
			exact++
		}
		missing, all := 0, shinglesOf(res.Article.Text.String())
		for paragraph := range strings.SplitSeq(want, "\n") {
			if len(token.FindAllString(paragraph, -1)) < 6 {
				continue // a label, or too short to be told from chance
			}
			p := shinglesOf(paragraph)
			paragraphs++
			if tp, _, fn := overlap(all, p); tp < fn {
				missing++
				t.Logf("%.8s lost: %.150s", key, paragraph)
			}
		}
		for _, b := range res.Article.Blocks {
			s := res.Article.Text.Slice(b.Span)
			if tp, fp, _ := overlap(shinglesOf(s), w); tp < fp && b.Kind != annotate.Caption {
				t.Logf("%.8s added: [%s] %.150s", key, b.Kind, s)
			}
		}
		for _, r := range res.Receipt.Remarks {
			if r.Kind == annotate.Doubt && !strings.Contains(r.Detail, "encoding") && !strings.Contains(r.Detail, "language") {
				doubts++
				t.Logf("%.8s doubt: %s", key, r.Detail)
			}
		}
		t.Logf("%.8s tp %.0f fp %.0f fn %.0f", key, tp, fp, fn)
		lost += missing
		if missing > 0 {
			pages++
		}
	}
	p, r := precision.value(), recall.value()
	for _, from := range slices.Sorted(maps.Keys(taken)) {
		fmt.Printf("%4d  %s\n", taken[from], from)
	}
	fmt.Printf("%d pages: F1 %.4f, precision %.4f, recall %.4f, exact %d, lost %d of %d paragraphs on %d pages, %d doubts, %.1f ms of processor time a page, %.2f times the library\n",
		len(keys), 2*p*r/(p+r), p, r, exact, lost, paragraphs, pages, doubts, float64(spent.Milliseconds())/float64(rounds*len(keys)), float64(spent)/float64(library))
}

// libraryAlone does what go-readability does for a page by itself, from the
// bytes to the tree of the article.
func libraryAlone(t *testing.T, page []byte) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	parser := readability.NewParser()
	if _, err := parser.ParseAndMutate(doc, nil); err != nil {
		t.Log(err)
	}
}

type mean struct {
	sum float64
	n   int
}

func (m *mean) add(x float64)  { m.sum += x; m.n++ }
func (m *mean) value() float64 { return m.sum / float64(max(m.n, 1)) }

var token = regexp.MustCompile(`[\p{L}\p{N}_]+`)

// shinglesOf counts the runs of four words of a text.
func shinglesOf(text string) map[string]int {
	words := token.FindAllString(text, -1)
	counts := map[string]int{}
	for i := 0; i < max(1, len(words)-3) && len(words) > 0; i++ {
		counts[strings.Join(words[i:min(i+4, len(words))], " ")]++
	}
	return counts
}

// overlap counts what got and want share, what only got has, and what only
// want has.
func overlap(got, want map[string]int) (both, extra, missing float64) {
	for s, n := range got {
		both += float64(min(n, want[s]))
		extra += float64(max(0, n-want[s]))
	}
	for s, n := range want {
		missing += float64(max(0, n-got[s]))
	}
	return both, extra, missing
}

func readGzip(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return page
}
