package annotate_test

import (
	"strings"
	"testing"

	"gloss/annotate"
)

// TestSentences: | stands where a sentence ends and another begins.
func TestSentences(t *testing.T) {
	for _, marked := range []string{
		`Gunboats met trawlers. |Nobody fired! |Did they? |No.`,
		`“We stay,” she said. |“You go.” |They went (at last.) |Then night fell.`,
		`Mr. Hall and Dr. J. R. Smith of the U.S. Navy met, e.g. in Hull. |It rained.`,
		`It cost 3.50 pounds… and more. |1973 was worse... |So it was.`,
		`The ban, announced by Reykjavík (see fig. 3), held.`,
		`¿Quién manda? |¡Nadie! |Ça va. |Él habló. |“Élan” came.`,
		`漁業は続いた。|船は帰った！|「終わりだ。」|彼は言った。`,
		`He asked “Why?” and left. |Done`,
		`No. |He stayed.`,
		"A line break\ninside does not part. |But here it\ndoes.\n|Yes.",
		`...`,
	} {
		parts := strings.Split(marked, "|")
		text := strings.Join(parts, "")
		doc := annotate.NewText("Heading\n\n" + text)
		blocks := []annotate.Span{{Start: 0, End: 7}, {Start: 9, End: doc.Len()}}
		got := []string{}
		for _, s := range annotate.Sentences(doc, blocks) {
			got = append(got, doc.Slice(s))
		}
		want := []string{"Heading"}
		for _, p := range parts {
			want = append(want, strings.TrimSpace(p))
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

// FuzzSentences: sentences are in order, disjoint, inside their blocks, without
// white space at their ends, and nothing but white space lies between them.
func FuzzSentences(f *testing.F) {
	f.Add("Gunboats met. “Trawlers!” they said.\n\nNobody fired… 3.5 times.")
	f.Add("a. b.\tC?! \u00a0\n d")
	f.Fuzz(func(t *testing.T, s string) {
		var b annotate.Builder
		for _, p := range strings.Split(s, "\n\n") {
			b.Add(annotate.Preformatted, 0, 0, annotate.Piece{Text: p})
		}
		var a annotate.Article
		b.Into(&a)
		var blocks []annotate.Span
		for _, k := range a.Blocks {
			blocks = append(blocks, k.Span)
		}
		sentences := annotate.Sentences(a.Text, blocks)
		at := 0
		for _, b := range blocks {
			from := b.Start
			for at < len(sentences) && sentences[at].End <= b.End {
				s := sentences[at]
				part := a.Text.Slice(s)
				if s.Start < from || s.Empty() || strings.TrimSpace(part) != part {
					t.Fatalf("sentence %v %q after %d", s, part, from)
				}
				if between := a.Text.Slice(annotate.Span{Start: from, End: s.Start}); strings.TrimSpace(between) != "" {
					t.Fatalf("%q is in no sentence", between)
				}
				from = s.End
				at++
			}
			if rest := a.Text.Slice(annotate.Span{Start: from, End: b.End}); strings.TrimSpace(rest) != "" {
				t.Fatalf("%q is in no sentence", rest)
			}
		}
		if at != len(sentences) {
			t.Fatalf("sentence %v crosses a block", sentences[at])
		}
	})
}
