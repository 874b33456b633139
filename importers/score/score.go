// Package score compares texts: the measuring programs of importers and of
// .ci/compare share it.
package score

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

var lineHyphen = regexp.MustCompile(`(\pL)[-\x{2010}\x{ad}]\n\s*(\pL)`)

var quotes = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`, "\u00ad", "")

// Normal folds what two readers of one page may write differently.
func Normal(s string) string {
	return strings.Join(strings.Fields(norm.NFKC.String(quotes.Replace(s))), " ")
}

// Tokens are the words of a text, those cut at a line end joined.
func Tokens(s string) []string {
	return strings.Fields(Normal(lineHyphen.ReplaceAllString(s, "$1$2")))
}

// Paragraphs are the stretches of a text between blank lines.
func Paragraphs(s string) []string {
	var out []string
	for _, p := range strings.Split(lineHyphen.ReplaceAllString(s, "$1$2"), "\n\n") {
		if p = Normal(p); p != "" {
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

// Common is how many elements two bags share.
func Common(a, b []string) int {
	have, n := bag(b), 0
	for _, t := range a {
		if have[t] > 0 {
			have[t]--
			n++
		}
	}
	return n
}

// Missing is what a has and b has not.
func Missing(a, b []string) []string {
	have := bag(b)
	return slices.DeleteFunc(slices.Clone(a), func(t string) bool {
		have[t]--
		return have[t] >= 0
	})
}

// F1 compares two bags of tokens: twice the shared ones over the sum of sizes.
func F1(a, b []string) float64 { return Over(2*Common(a, b), len(a)+len(b)) }

// longest bounds the quadratic work of order.
const longest = 6_000

// Order is twice the longest common subsequence of tokens over the sum of
// lengths, of the first 6,000 tokens.
func Order(a, b []string) float64 {
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	row := make([]int32, len(b)+1)
	numbered := map[string]int32{} // comparing numbers is faster than comparing words
	number := func(ts []string) []int32 {
		out := make([]int32, len(ts))
		for i, t := range ts {
			n, ok := numbered[t]
			if !ok {
				n = int32(len(numbered))
				numbered[t] = n
			}
			out[i] = n
		}
		return out
	}
	right := number(b)
	for _, t := range number(a) {
		var corner int32
		for j, u := range right {
			up := row[j+1]
			if t == u {
				row[j+1] = corner + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			corner = up
		}
	}
	return Over(2*int(row[len(b)]), len(a)+len(b))
}

// Over is n/d, and 1 where there is nothing to compare.
func Over(n, d int) float64 {
	if d == 0 {
		return 1
	}
	return float64(n) / float64(d)
}
