package score

import (
	"math"
	"slices"
	"testing"
)

func TestTokens(t *testing.T) {
	got := Tokens("The “ﬁshing\u00a0dis-\nputes” of 1958;\n  twelve-mile\tlimit")
	want := []string{"The", `"fishing`, `disputes"`, "of", "1958;", "twelve-mile", "limit"}
	if !slices.Equal(got, want) {
		t.Errorf("tokens are %q, not %q", got, want)
	}
	if got := Paragraphs("One\nline.\n\n \n\nTwo."); !slices.Equal(got, []string{"One line.", "Two."}) {
		t.Errorf("paragraphs are %q", got)
	}
}

func TestScores(t *testing.T) {
	words := func(s string) []string { return Tokens(s) }
	for _, c := range []struct {
		a, b      string
		f1, order float64
	}{
		{"a b c d", "a b c d", 1, 1},
		{"a b c d", "c d a b", 1, 0.5}, // all words, of which two stand in order
		{"a a b", "a b b", 2. / 3, 2. / 3},
		{"a b", "c d", 0, 0},
		{"", "", 1, 1},
	} {
		if got := F1(words(c.a), words(c.b)); math.Abs(got-c.f1) > 1e-9 {
			t.Errorf("F1 of %q and %q is %v, not %v", c.a, c.b, got, c.f1)
		}
		if got := Order(words(c.a), words(c.b)); math.Abs(got-c.order) > 1e-9 {
			t.Errorf("the order of %q and %q is %v, not %v", c.a, c.b, got, c.order)
		}
	}
	if got := Missing(words("a a b"), words("a c")); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("missing is %q", got)
	}
}
