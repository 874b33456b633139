package annotate_test

import (
	"strings"
	"testing"

	"gloss/annotate"
)

func TestTextSlice(t *testing.T) {
	for _, s := range []string{
		"[plain] ASCII", "[über] alles", "一[二三]四", "a[😀e\u0301]b", "[]nothing", "all [of it]",
		strings.Repeat("é", 200) + "[in the] third stride",
	} {
		text, spans := marked(t, s)
		want := s[strings.Index(s, "[")+1 : strings.Index(s, "]")]
		if got := text.Slice(spans[0]); got != want {
			t.Errorf("%s: got %q", s, got)
		}
	}
	text := annotate.NewText("héllo")
	for _, test := range []struct {
		start, end int
		want       string
	}{{-5, 2, "hé"}, {3, 99, "lo"}, {3, 1, ""}, {9, 12, ""}, {-2, -1, ""}, {-9, 99, "héllo"}} {
		if got := text.Slice(annotate.Span{Start: test.start, End: test.end}); got != test.want {
			t.Errorf("[%d,%d): got %q, want %q", test.start, test.end, got, test.want)
		}
	}
}

func TestTextTrim(t *testing.T) {
	for _, test := range []string{ // the span, and in it what is left
		"a [{b c}] d", "a[ \n\n{é c}\u00a0\t]d", "[{x}]", "a[ \n{}]d", "[{}]x", "😀[ {y}]",
	} {
		text, spans := marked(t, test)
		if got := text.Trim(spans[0]); got != spans[1] && !(got.Empty() && spans[1].Empty()) {
			t.Errorf("%q: got %s", test, mark(text, got))
		}
	}
	if got, want := annotate.NewText(" ab ").Trim(annotate.Span{Start: -3, End: 99}), (annotate.Span{Start: 1, End: 3}); got != want {
		t.Errorf("past the text: got %v, want %v", got, want)
	}
}

func TestTextFind(t *testing.T) {
	for _, test := range []struct {
		text string // the place that is found in brackets
		from int
	}{
		{"one [two] two", 0}, {"two [two]", 1}, {"[two] two", -3}, {"zwölf [two]", 3}, {"tw", 0}, {"", 0}, {"two", 4}, {"😀[two]", 1},
	} {
		text, spans := marked(t, test.text)
		got, found := text.Find("two", test.from)
		if found != (len(spans) > 0) || found && got != spans[0] {
			t.Errorf("%s from %d: got %s, %v", test.text, test.from, mark(text, got), found)
		}
	}
	if _, found := annotate.NewText("x").Find("", 0); found {
		t.Error("nothing was found")
	}
}

// FuzzText compares Text with a slice of runes.
func FuzzText(f *testing.F) {
	f.Add("héllo wörld", 1, 4)
	f.Add(strings.Repeat("a😀é", 100), 63, 65)
	f.Add("plain", 0, 5)
	f.Add("\xff\xc3(", 0, 2)
	f.Add(strings.Repeat("x", 64)+"é", 64, 65)
	f.Fuzz(func(t *testing.T, s string, start, end int) {
		text := annotate.NewText(s)
		var offsets []int // of each code point, and of the end
		for i := range s {
			offsets = append(offsets, i)
		}
		n := len(offsets)
		offsets = append(offsets, len(s))
		if text.Len() != n || text.String() != s {
			t.Fatalf("length %d, want %d", text.Len(), n)
		}
		at := func(pos int) int { return offsets[min(max(pos, 0), n)] }
		want := ""
		if at(start) < at(end) {
			want = s[at(start):at(end)]
		}
		if got := text.Slice(annotate.Span{Start: start, End: end}); got != want {
			t.Errorf("slice [%d,%d): got %q, want %q", start, end, got, want)
		}
		for pos, offset := range offsets {
			if text.Offset(pos) != offset || text.Position(offset) != pos {
				t.Fatalf("position %d, offset %d: got %d, %d", pos, offset, text.Position(offset), text.Offset(pos))
			}
			if pos < n {
				for inside := offset; inside < offsets[pos+1]; inside++ {
					if got := text.Position(inside); got != pos {
						t.Fatalf("offset %d lies in %d, not %d", inside, pos, got)
					}
				}
			}
		}
	})
}

func BenchmarkTextSlice(b *testing.B) {
	for name, s := range map[string]string{"ASCII": "a plain text ", "mixed": "ein schöner Text "} {
		text := annotate.NewText(strings.Repeat(s, 1<<20/len(s)))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				text.Slice(annotate.Span{Start: text.Len() - 1000, End: text.Len() - 900})
			}
		})
	}
}
