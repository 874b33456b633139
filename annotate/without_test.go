package annotate_test

import (
	"testing"

	"gloss/annotate"
)

// built makes an article with pages and marks of lines; a line that ends in \
// goes on in the next piece, on a new page and in bold.
func built(lines ...string) annotate.Article {
	var b annotate.Builder
	for i, line := range lines {
		pieces := []annotate.Piece{{Text: line}}
		if n := len(line) - 1; n > 0 && line[n] == '\\' {
			pieces = []annotate.Piece{{Text: line[:n/2], URL: "https://a.org/"}, {Text: line[n/2 : n], Bold: true, Page: i + 2}}
		}
		b.Add(annotate.Paragraph, 0, i+1, pieces...)
	}
	var a annotate.Article
	b.Into(&a)
	return a
}

func TestWithout(t *testing.T) {
	a := built("one", "two three\\", "four", "five six\\")
	for _, test := range []struct {
		name string
		drop string // the blocks' first letters
		want string
	}{
		{"nothing", "", dump(a)},
		{"everything", "otf", ""},
		{"the first", "o", dump(annotate.Article{Text: annotate.NewText("two three\n\nfour\n\nfive six"),
			Blocks: []annotate.Block{
				{Span: annotate.Span{Start: 0, End: 9}, Kind: annotate.Paragraph, Page: 2},
				{Span: annotate.Span{Start: 11, End: 15}, Kind: annotate.Paragraph, Page: 3},
				{Span: annotate.Span{Start: 17, End: 25}, Kind: annotate.Paragraph, Page: 4}},
			Breaks: []annotate.PageBreak{{Pos: 4, Page: 3}, {Pos: 21, Page: 5}},
			Marks: []annotate.Mark{{Span: annotate.Span{Start: 0, End: 4}, Style: annotate.Link, URL: "https://a.org/"},
				{Span: annotate.Span{Start: 4, End: 9}, Style: annotate.Bold},
				{Span: annotate.Span{Start: 17, End: 21}, Style: annotate.Link, URL: "https://a.org/"},
				{Span: annotate.Span{Start: 21, End: 25}, Style: annotate.Bold}}})},
		{"what has marks", "tf", dump(built("one"))},
	} {
		got := a.Without(func(i int) bool {
			first := a.Text.Slice(a.Blocks[i].Span)[:1]
			for _, c := range test.drop {
				if string(c) == first {
					return true
				}
			}
			return false
		})
		if dump(got) != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, dump(got), test.want)
		}
	}
}

// TestWithoutAcross: a mark that reaches over several blocks stays on those
// that stay.
func TestWithoutAcross(t *testing.T) {
	a := built("one", "two", "three")
	for _, test := range []struct {
		marked string
		drop   int
		want   string
	}{
		{"o[ne\n\ntwo\n\nthr]ee", 1, "o[ne\n\nthr]ee"},
		{"o[ne\n\ntwo\n\nthr]ee", 0, "[two\n\nthr]ee"},
		{"one\n\n[two]\n\nthree", 1, "one\n\nthree"},
		{"one\n\ntwo[\n\n]three", 1, "one\n\nthree"},
	} {
		_, spans := marked(t, test.marked)
		a.Marks = []annotate.Mark{{Span: spans[0], Style: annotate.Bold}}
		got := a.Without(func(i int) bool { return i == test.drop })
		var left []annotate.Span
		for _, m := range got.Marks {
			left = append(left, m.Span)
		}
		if text := mark(got.Text, left...); text != test.want || got.Check() != nil {
			t.Errorf("%q without block %d: got %q, %v, want %q", test.marked, test.drop, text, got.Check(), test.want)
		}
	}
}

// FuzzWithout: what is left of a sound article is sound, and is the blocks
// that were kept.
func FuzzWithout(f *testing.F) {
	f.Add("one", "two three\\", "four", uint8(5))
	f.Add("", "é\u0301\\", "\n\n", uint8(0))
	f.Fuzz(func(t *testing.T, x, y, z string, mask uint8) {
		a := built(x, y, z, y)
		got := a.Without(func(i int) bool { return mask>>i&1 == 1 })
		if err := got.Check(); err != nil {
			t.Fatal(err)
		}
		k := 0
		for i, b := range a.Blocks {
			if mask>>i&1 == 1 {
				continue
			}
			if want, is := a.Text.Slice(b.Span), got.Text.Slice(got.Blocks[k].Span); is != want {
				t.Fatalf("block %d is %q, want %q", i, is, want)
			}
			k++
		}
		if k != len(got.Blocks) {
			t.Fatalf("%d blocks, want %d", len(got.Blocks), k)
		}
	})
}
