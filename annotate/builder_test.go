package annotate_test

import (
	"fmt"
	"strings"
	"testing"

	"gloss/annotate"
)

// dump writes an article's blocks and marks for people: a line per block, its
// text quoted, then each mark with what it covers.
func dump(a annotate.Article) string {
	var b strings.Builder
	for _, block := range a.Blocks {
		fmt.Fprintf(&b, "%s %d p%d %q\n", block.Kind, block.Level, block.Page, a.Text.Slice(block.Span))
	}
	for _, p := range a.Breaks {
		fmt.Fprintf(&b, "p%d from %q\n", p.Page, a.Text.Slice(annotate.Span{Start: p.Pos, End: a.Text.Len()}))
	}
	for _, m := range a.Marks {
		fmt.Fprintf(&b, "%s %q%s\n", m.Style, a.Text.Slice(m.Span), m.URL)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestBuilder(t *testing.T) {
	type piece = annotate.Piece
	type block struct {
		kind   annotate.Kind
		level  int
		page   int
		pieces []piece
	}
	text := func(s string) []piece { return []piece{{Text: s}} }
	const p, pre, row = annotate.Paragraph, annotate.Preformatted, annotate.TableRow
	for _, test := range []struct {
		name   string
		blocks []block
		want   string
	}{
		{"nothing", nil, ""},
		{"empty blocks are left out", []block{{p, 0, 1, text(" \n\t\u00a0")}, {p, 0, 1, nil}, {row, 0, 1, text("\t \t")}, {pre, 0, 1, text("\n\n")}}, ""},
		{"ends are cut", []block{{p, 0, 1, text("\n  a b \n")}, {p, 0, 2, text("\tc")}}, `paragraph 0 p1 "a b"` + "\n" + `paragraph 0 p2 "c"`},
		{"blank lines inside", []block{{p, 0, 1, text("a\n\n\nb")}, {pre, 0, 1, text("\n a\n\n b \n")}}, `paragraph 0 p1 "a\nb"` + "\n" + `preformatted 0 p1 " a\n\n b "`},
		{"empty cells stay", []block{{row, 1, 0, text(" \ta\t\t ")}}, `table row 1 p0 "\ta\t\t"`},
		{"negative numbers", []block{{annotate.Heading, -1, -2, text("a")}}, `heading 0 p0 "a"`},
		{"marks", []block{{p, 0, 1, []piece{{Text: "a "}, {Text: "b", Bold: true}, {Text: "c", Bold: true, Italic: true}, {Text: " d", Italic: true}}}},
			`paragraph 0 p1 "a bc d"` + "\n" + `bold "bc"` + "\n" + `italic "c d"`},
		{"links", []block{{p, 0, 1, []piece{{Text: "x", URL: " https://a.org/ "}, {Text: "y", URL: "https://a.org/"}, {Text: "z", URL: "javascript:x"}}}},
			`paragraph 0 p1 "xyz"` + "\n" + `link "xy"https://a.org/`},
		{"marks over what is cut", []block{{p, 0, 1, []piece{{Text: "  ", Bold: true}, {Text: " a", Bold: true}, {Text: " \n", Italic: true}}}},
			`paragraph 0 p1 "a"` + "\n" + `bold "a"`},
		{"an accent of the next piece", []block{{p, 0, 1, []piece{{Text: "caf"}, {Text: "e", Bold: true}, {Text: "\u0301!", Italic: true}}}},
			`paragraph 0 p1 "café!"` + "\n" + `bold "é"` + "\n" + `italic "!"`},
		{"a letter cut into pieces", []block{{p, 0, 1, []piece{{Text: "a\xc3"}, {Text: "\xa9b", Bold: true}}}}, `paragraph 0 p1 "aéb"` + "\n" + `bold "b"`},
		{"pages begin inside", []block{{p, 0, 1, []piece{{Text: "a "}, {Text: "b ", Page: 2}, {Text: "c", Page: 4}}}},
			`paragraph 0 p1 "a b c"` + "\n" + `p2 from "b c"` + "\n" + `p4 from "c"`},
		{"pages that begin nowhere inside", []block{{p, 0, 2, []piece{{Text: " ", Page: 1}, {Text: "a", Page: 2}, {Text: "b", Page: 2}, {Text: "", Page: 3}}}, {p, 0, 0, []piece{{Text: "c"}, {Text: "d", Page: 3}}}},
			`paragraph 0 p2 "ab"` + "\n" + `paragraph 0 p0 "cd"`},
		{"positions go on", []block{{p, 0, 1, text("😀é")}, {p, 0, 1, []piece{{Text: "x", Bold: true}}}},
			`paragraph 0 p1 "😀é"` + "\n" + `paragraph 0 p1 "x"` + "\n" + `bold "x"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b annotate.Builder
			kept := 0
			for _, block := range test.blocks {
				if b.Add(block.kind, block.level, block.page, block.pieces...) {
					kept++
				}
			}
			if b.Len() != kept {
				t.Errorf("%d blocks, %d were kept", b.Len(), kept)
			}
			var a annotate.Article
			b.Into(&a)
			if err := a.Check(); err != nil {
				t.Error(err)
			}
			if got := dump(a); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// FuzzBuilder: whatever the builder is given, the article passes its check, and
// nothing that can be seen is lost.
func FuzzBuilder(f *testing.F) {
	f.Add("a\n\n b", "\u0301c\t", uint8(0))
	f.Add("\xe2\x82", "\xac\r", uint8(0x93))
	f.Add(" "+strings.Repeat("\u0301", 31), strings.Repeat("\u0323", 9), uint8(0xff))
	f.Add("\u1112", "\u1161\u11ab ", uint8(0xff))
	kinds := []annotate.Kind{annotate.Paragraph, annotate.Heading, annotate.ListItem, annotate.Blockquote, annotate.Caption, annotate.TableRow, annotate.Preformatted}
	f.Fuzz(func(t *testing.T, first, second string, how uint8) {
		var b annotate.Builder
		kind := kinds[int(how)%len(kinds)]
		for range 2 {
			b.Add(kind, int(how)-9, int(how)-9,
				annotate.Piece{Text: first, Bold: how&8 > 0, URL: "mailto:x@y"},
				annotate.Piece{Text: second, Italic: how&16 > 0, Bold: how&32 > 0},
				annotate.Piece{Text: first, Italic: how&64 > 0, Bold: how&128 > 0})
		}
		var a annotate.Article
		b.Into(&a)
		if err := a.Check(); err != nil {
			t.Fatalf("%v: %q", err, a.Text)
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(annotate.Clean(s)), "") }
		once := first + second + first
		if got, want := squeeze(a.Text.String()), squeeze(once+"\n\n"+once); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
