package typeset

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"

	"gloss/annotate"
)

// FuzzBidi compares directions with those of x/text, whose levels are not to be
// had. Brackets are left to TestBidiExamples: x/text never pairs an opening one
// with a closing one.
func FuzzBidi(f *testing.F) {
	for _, s := range []string{
		"abc", "אבג", "abc אבג 12 def", "אבג abc 12-34 $5", "a ב, ג d; ה", "العربية 123 abc", "١٢ + 3", "\u202bא a\u202c b", "\u2067א 1\u2069 a", "x\u2068ג\u2069y", "a\u202eb c\u202c",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = annotate.Clean(text)
		if text == "" || len(text) > 400 || strings.ContainsAny(text, "\n\t") {
			return
		}
		for _, r := range text {
			if p, _ := bidi.LookupRune(r); p.IsBracket() {
				return
			}
		}
		var p bidi.Paragraph
		n, err := p.SetString(text)
		if err != nil || n != len(text) {
			return
		}
		order, err := p.Order()
		if err != nil {
			return
		}
		runes := []rune(text)
		want := make([]bool, len(runes)) // right to left
		for i := range order.NumRuns() {
			run := order.Run(i)
			from, to := run.Pos()
			for k := from; k <= to && k < len(want); k++ {
				want[k] = run.Direction() == bidi.RightToLeft
			}
		}
		levels, _ := bidiLevels(runes)
		end := true // rule L1, of the blanks at the end, is not for bidiLevels
		for i, l := range slices.Backward(levels) {
			p, _ := bidi.LookupRune(runes[i])
			c := p.Class()
			if end = end && (c == bidi.WS || removed(c) || isInitiator(c) || c == bidi.PDI); end || removed(c) {
				continue
			}
			if got := l%2 == 1; got != want[i] {
				t.Fatalf("character %d of %+q is at level %d; x/text says right to left: %v", i, text, l, want[i])
			}
		}
	})
}

// TestBidiExamples are examples of Unicode Annex 9 (rules L2 and N0) and a few
// more. Upper-case letters stand for Hebrew ones; the paragraph's direction is
// that of its first letter.
func TestBidiExamples(t *testing.T) {
	for _, test := range []struct{ stored, seen string }{
		{"car means CAR.", "car means RAC."},
		{"CAR MEANS car.", ".car SNAEM RAC"},
		{"smith (fabrikam ARABIC) HEBREW", "smith (fabrikam CIBARA) WERBEH"},
		{"ARABIC book(s)", "book(s) CIBARA"},
		{"AB(CD[&ef]!)gh", "gh(![ef&]DC)BA"},
		{"HEBREW (abc) 12-34", "12-34 (abc) WERBEH"},
		{"abc HEBREW 12, def", "abc 12 WERBEH, def"},
		{"he said “THE VALUES ARE 123, 456, 789, OK”.", "he said “KO ,789 ,456 ,123 ERA SEULAV EHT”."},
		{"he said “\u2067car MEANS CAR\u2069.” “\u2067IT DOES\u2069,” she agreed.", "he said “RAC SNAEM car.” “SEOD TI,” she agreed."},
	} {
		runes := []rune(test.stored)
		hebrew := make([]rune, len(runes))
		for i, r := range runes {
			if hebrew[i] = r; 'A' <= r && r <= 'Z' {
				hebrew[i] = 'א' + r - 'A'
			}
		}
		levels, _ := bidiLevels(hebrew)
		seen := make([]rune, 0, len(runes))
		for _, i := range visualOrder(levels, nil) {
			r := runes[i]
			if invisible(r) {
				continue
			}
			if levels[i]%2 == 1 {
				r = mirrored(r)
			}
			seen = append(seen, r)
		}
		if string(seen) != test.seen {
			t.Errorf("%q is seen as %q, want %q (levels %v)", test.stored, string(seen), test.seen, levels)
		}
	}
}
