package find_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"gloss/annotate"
	"gloss/annotate/find"
)

// bracketed reads a text in which every hit stands in brackets.
func bracketed(marked string) (string, []annotate.Span) {
	var text strings.Builder
	var spans []annotate.Span
	pos, start := 0, 0
	for _, r := range marked {
		switch r {
		case '⟦':
			start = pos
		case '⟧':
			spans = append(spans, annotate.Span{Start: start, End: pos})
		default:
			text.WriteRune(r)
			pos++
		}
	}
	return text.String(), spans
}

func TestNeedle(t *testing.T) {
	words := func(s string) find.Needle { return find.Needle{Words: s} }
	whole := func(s string) find.Needle { return find.Needle{Words: s, Whole: true} }
	exact := func(s string) find.Needle { return find.Needle{Words: s, Exact: true} }
	expr := func(s string) find.Needle { return find.Needle{Words: s, Regexp: true} }
	for _, test := range []struct {
		pattern find.Needle
		text    string
	}{
		{words("über"), "⟦Über⟧ ⟦uber⟧ ⟦ÜBER⟧ ⟦u\u0308ber⟧."},
		{words("aa"), "⟦aa⟧⟦aa⟧a"},
		{words("it's so"), "⟦it’s\nso⟧, ⟦It's so⟧"},
		{words(""), "abc"},
		{words("strasse"), "⟦Straße⟧ und ⟦STRASSE⟧"},
		{words("reykjavik"), "in ⟦Reykjavík⟧ e\u0301 ⟦Reykjavík⟧"},
		{words("lodz"), "⟦Łódź⟧"},
		{words("x"), "e\u0301 ⟦x⟧ \u0301 ⟦x⟧"},
		{words("は"), "⟦は⟧ば"},
		{whole("cod"), "⟦Cod⟧ codfish, ⟦cod⟧-fish; ⟦cod⟧"},
		{whole("the sea"), "⟦the sea⟧ bathe seas"},
		{exact("Cod"), "⟦Cod⟧ cod CÖD Cöd"},
		{exact("u"), "ü ⟦u⟧"},
		{expr(`cod\w*`), "⟦Cod⟧ ⟦codfish⟧ c"},
		{expr(`^b.d$`), "abd\n⟦Bäd⟧\nbed!"},
		{expr(`x*`), "a⟦xx⟧b"},
		{expr(`\W+`), "a⟦, ⟧b"},
		{find.Needle{Words: `[A-Z]\w+`, Regexp: true, Exact: true}, "the ⟦Treaty⟧ of ⟦Rome⟧"},
		{find.Needle{Words: `19\d\d`, Regexp: true, Whole: true}, "⟦1973⟧ 19730 ⟦1975⟧"},
	} {
		text, want := bracketed(test.text)
		got, err := test.pattern.In(find.NewHaystack(annotate.NewText(text)))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%+v in %q: got %v, %v, want %v", test.pattern, text, got, err, want)
		}
	}
}

func TestNeedleBadExpression(t *testing.T) {
	_, err := find.Needle{Words: "(a", Regexp: true}.In(find.NewHaystack(annotate.NewText("a")))
	if err == nil || err.Error() != "this is no regular expression: missing closing )" {
		t.Errorf("got %v", err)
	}
}

// FuzzNeedle: hits are in order and disjoint and lie in the text; what was
// found exactly is what was asked for; and a piece of the text is found in it.
func FuzzNeedle(f *testing.F) {
	f.Add("Über den Straßen, e\u0301 ﬁn.", "den", uint8(0))
	f.Add("a1b22", `\d+`, uint8(1))
	f.Add("ǅ İ ß \u0345", "i", uint8(2))
	f.Fuzz(func(t *testing.T, s, words string, options uint8) {
		text := annotate.NewText(annotate.Clean(s))
		p := find.Needle{Words: words, Regexp: options&1 != 0, Whole: options&2 != 0, Exact: options&4 != 0}
		hits, err := p.In(find.NewHaystack(text))
		if _, bad := regexp.Compile(words); err != nil && (!p.Regexp || bad == nil && p.Exact) {
			t.Fatalf("%+v: %v", p, err)
		}
		last := 0
		for _, h := range hits {
			if h.Start < last || h.Empty() || h.End > text.Len() {
				t.Fatalf("%+v in %q: %v", p, text.String(), hits)
			}
			last = h.End
			if p.Exact && !p.Regexp && text.Slice(h) != words {
				t.Fatalf("found %q for %q", text.Slice(h), words)
			}
		}
		if n := text.Len(); n > 3 {
			part := annotate.Span{Start: n / 3, End: n/3 + 1 + n/4}
			piece := find.Needle{Words: text.Slice(part), Exact: p.Exact}
			if found, _ := piece.In(find.NewHaystack(text)); len(found) == 0 && strings.ContainsFunc(piece.Words, func(r rune) bool { return unicode.IsLetter(r) }) {
				t.Fatalf("%q is not found in %q", piece.Words, text.String())
			}
		}
	})
}
