package typeset

import (
	"strings"
	"testing"
)

// spot reads a text in which | marks a position, and returns both.
func spot(tb testing.TB, marked string) (string, int) {
	tb.Helper()
	before, after, ok := strings.Cut(marked, "|")
	if !ok {
		tb.Fatalf("no | in %q", marked)
	}
	return before + after, len([]rune(before))
}

// TestMoves: from | in the first text, the verb comes to | in the second.
func TestMoves(t *testing.T) {
	next := func(c *Column, p int) int { return c.Next(p) }
	previous := func(c *Column, p int) int { return c.Previous(p) }
	nextWord := func(c *Column, p int) int { return c.NextWord(p) }
	previousWord := func(c *Column, p int) int { return c.PreviousWord(p) }
	nextSentence := func(c *Column, p int) int { return c.NextSentence(p) }
	previousSentence := func(c *Column, p int) int { return c.PreviousSentence(p) }
	for _, test := range []struct {
		name     string
		verb     func(*Column, int) int
		from, to string
	}{
		{"next", next, "|ab", "a|b"},
		{"next over an accent", next, "|x\u0323\u0302y", "x\u0323\u0302|y"},
		{"next over a family", next, "a|👨‍👩‍👧b", "a👨‍👩‍👧|b"},
		{"next over a flag", next, "|🇮🇸🇬🇧", "🇮🇸|🇬🇧"},
		{"next over a blank line", next, "ab|\n\ncd", "ab\n\n|cd"},
		{"next at the end", next, "ab|", "ab|"},
		{"previous", previous, "ab|", "a|b"},
		{"previous at the start", previous, "|ab", "|ab"},
		{"previous over a blank line", previous, "ab\n\n|cd", "ab|\n\ncd"},
		{"previous over zero width", previous, "a\u200b|b", "|a\u200bb"},
		{"word", nextWord, "|ab, cd", "ab|, cd"},
		{"word over a comma", nextWord, "ab|, cd", "ab, cd|"},
		{"word over a blank line", nextWord, "ab|\n\ncd", "ab\n\ncd|"},
		{"word at the end", nextWord, "ab.|", "ab.|"},
		{"word back", previousWord, "ab, cd|", "ab, |cd"},
		{"word back in a word", previousWord, "ab, c|d", "ab, |cd"},
		{"word back at the start", previousWord, "|ab", "|ab"},
		{"word with an apostrophe", nextWord, "don|'t go", "don't| go"},
		{"sentence", nextSentence, "O|ne is. Two is.", "One is. |Two is."},
		{"sentence in another block", nextSentence, "One. T|wo.\n\nThree.", "One. Two.\n\n|Three."},
		{"sentence at the end", nextSentence, "One. T|wo.", "One. Two.|"},
		{"sentence back", previousSentence, "One. T|wo.", "One. |Two."},
		{"sentence back from its start", previousSentence, "One. |Two.", "|One. Two."},
		{"sentence back over blocks", previousSentence, "One. Two.\n\n|Three.", "One. |Two.\n\nThree."},
		{"sentence back at the start", previousSentence, "|One. Two.", "|One. Two."},
	} {
		text, pos := spot(t, test.from)
		_, want := spot(t, test.to)
		c := NewColumn(testFaces(t), anyArticle(text, 0), Setting{}, 300)
		if got := test.verb(c, pos); got != want {
			t.Errorf("%s: from %d in %q to %d, want %d", test.name, pos, text, got, want)
		}
	}
}

func TestWordAt(t *testing.T) {
	for _, test := range []struct{ from, want string }{
		{"The pat|rol ship", "patrol"},
		{"The |patrol ship", "patrol"},
		{"The patrol| ship", " "},
		{"The ship|.", "."},
		{"Reykja|vík", "Reykjavík"},
		{"3.1|4 km", "3.14"},
		{"last wor|d", "word"},
	} {
		text, pos := spot(t, test.from)
		c := NewColumn(testFaces(t), anyArticle(text, 0), Setting{}, 300)
		if got := c.article.Text.Slice(c.WordAt(pos)); got != test.want {
			t.Errorf("WordAt in %q is %q, want %q", test.from, got, test.want)
		}
	}
}

func TestSentenceAt(t *testing.T) {
	for _, test := range []struct{ from, want string }{
		{"Ships me|t. Nobody fired.", "Ships met."},
		{"Ships met.| Nobody fired.", "Nobody fired."},
		{"Ships met. Nobody fired.|\n\nThen.", "Nobody fired."},
		{"Ships met. |Nobody fired.", "Nobody fired."},
		{"“We stay|,” said Dr. Hall. Then.", "“We stay,” said Dr. Hall."},
		{"|", ""},
	} {
		text, pos := spot(t, test.from)
		c := NewColumn(testFaces(t), anyArticle(text, 0), Setting{}, 300)
		if got := c.article.Text.Slice(c.SentenceAt(pos)); got != test.want {
			t.Errorf("SentenceAt in %q is %q, want %q", test.from, got, test.want)
		}
	}
}

// TestFirst: the line that First finds stands where TopOf says.
func TestFirst(t *testing.T) {
	a := article(t, strings.Repeat("A paragraph of some words that takes more than a line.\n\n| cell one | cell two with more words\n\n# H\n\n", 5)+"end")
	c := NewColumn(testFaces(t), a, Setting{}, 180)
	for y := -10.0; y < c.Height(); y += 7 {
		pos := c.First(y)
		top := c.TopOf(pos)
		last := c.Line(c.Lines() - 1).Span.Start
		if top < y && pos != last {
			t.Errorf("First(%v) = %d, whose line begins above, at %v", y, pos, top)
		}
		if got := c.First(top); got != pos {
			t.Errorf("First(TopOf(%d)) = %d", pos, got)
		}
	}
}

// TestStep: going down and up again by lines comes back, where the lines are
// long enough.
func TestStep(t *testing.T) {
	c := NewColumn(testFaces(t), anyArticle(strings.Repeat("words and more words ", 60), 0), Setting{}, 300)
	x := c.Caret(5).X
	pos := 5
	for range 6 {
		pos = c.Step(pos, 1, x)
	}
	if got := c.LineOf(pos); got != 6 {
		t.Errorf("six steps down lead to line %d", got)
	}
	if got := c.Step(pos, -6, x); got != 5 {
		t.Errorf("back at %d, want 5", got)
	}
	if got := c.Step(5, -1, x); got != 0 {
		t.Errorf("up from the first line to %d, want 0", got)
	}
	if got, want := c.Step(c.article.Text.Len(), 1, x), c.article.Text.Len(); got != want {
		t.Errorf("down from the last line to %d, want %d", got, want)
	}
}

func TestLinkAt(t *testing.T) {
	a := article(t, "See [the law] and [the sea].")
	c := NewColumn(testFaces(t), a, Setting{}, 300)
	for pos := range a.Text.Len() {
		want := ""
		for _, m := range a.Marks {
			if m.Span.Contains(pos) {
				want = m.URL
			}
		}
		if got := c.LinkAt(pos); got != want {
			t.Errorf("LinkAt(%d) = %q, want %q", pos, got, want)
		}
	}
}

// TestVisible compares with looking at every line.
func TestVisible(t *testing.T) {
	a := article(t, strings.Repeat("A paragraph of some words.\n\n| cell one with words | cell\n\n! a\\\\b\\\\c\n\n", 8))
	c := NewColumn(testFaces(t), a, Setting{}, 120)
	for y := -50.0; y < c.Height()+50; y += 13 {
		var want []int
		for i := range c.lines {
			if box := c.Line(i).Box; box.Y+box.H > y && box.Y < y+90 {
				want = append(want, i)
			}
		}
		if got := c.Visible(y, 90, nil); len(got) != len(want) || len(got) > 0 && (got[0] != want[0] || got[len(got)-1] != want[len(want)-1]) {
			t.Errorf("Visible(%v, 90) = %v, want %v", y, got, want)
		}
	}
}

// TestMissing: characters that no face has are reported once, and not again
// when nothing could be done.
func TestMissing(t *testing.T) {
	fs := testFaces(t)
	NewColumn(fs, anyArticle("日本 a日", 0), Setting{}, 300)
	if got := fs.Missing(); len(got) != 2 {
		t.Errorf("missing %q, want two characters", string(got))
	}
	if fs.AddFallback(nil) {
		t.Error("nothing was added, and yet something changed")
	}
	NewColumn(fs, anyArticle("日本 b日", 0), Setting{}, 300)
	if got := fs.Missing(); len(got) != 0 {
		t.Errorf("missing again: %q", string(got))
	}
}
