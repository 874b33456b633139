package annotate_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/annotate"
)

func TestClean(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"clean", "plain\ttext\n", "plain\ttext\n"},
		{"line ends", "a\r\nb\rc\u0085d\u2028e\u2029f\n\r\ng", "a\nb\nc\nd\ne\nf\n\ng"},
		{"controls", "a\x00b\x07c\x7fd\u0080e\x1b[0m", "abcde[0m"},
		{"byte order mark", "\ufeffa\ufeffb", "ab"},
		{"soft hyphen", "sover\u00adeign", "sovereign"},
		{"accent after a soft hyphen", "e\u00ad\u0301", "é"},
		{"composed", "e\u0301 \u212b", "é Å"},
		{"hangul", "\u1112\u1161\u11ab", "한"},
		{"not UTF-8", "a\xff\xfeb\xc3", "a\ufffdb\ufffd"},
		{"kept", "zero\u200bwidth\u200djoiner\u00a0and \ufffd", "zero\u200bwidth\u200djoiner\u00a0and \ufffd"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := annotate.Clean(test.in); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// FuzzClean: cleaning twice changes nothing more, and what is clean may be the
// text of an article.
func FuzzClean(f *testing.F) {
	f.Add("a\r\nb\xff\u00ad\u0301")
	f.Add("\ufeff\u2028 e\u0301")
	f.Add("e" + strings.Repeat("\u0301", 40) + "\u0323")
	f.Fuzz(func(t *testing.T, s string) {
		got := annotate.Clean(s)
		if !utf8.ValidString(got) {
			t.Errorf("%q is not UTF-8", got)
		}
		if again := annotate.Clean(got); again != got {
			t.Errorf("%q cleans to %q, and that to %q", s, got, again)
		}
		if text := annotate.NewText(got); text.Len() > 0 {
			a := annotate.Article{Text: text, Blocks: []annotate.Block{{Span: annotate.Span{Start: 0, End: text.Len()}, Kind: annotate.Preformatted}}}
			if err := a.Check(); err != nil && got[0] != '\n' && got[len(got)-1] != '\n' {
				t.Errorf("%q: %v", got, err)
			}
		}
	})
}

// TestNoSpaceBetween: what stands on two lines, with what stands between the
// halves when they are on one.
func TestNoSpaceBetween(t *testing.T) {
	for _, lines := range []string{
		"漁業|交渉", "ひら|がな", "カタ|カナ", "ｶﾀ|ｶﾅ", "火曜日、|深夜", "合意した。|調印", "「漁業|」交渉", "！|漢",
		"漁業 London", "London 漁業", "1972 年", "어업 협상", "漁業 협상", "cod war", " 漁業", "漁業 ", " ",
	} {
		for _, between := range []string{"|", " "} {
			if a, b, ok := strings.Cut(lines, between); ok && annotate.NoSpaceBetween(a, b) != (between == "|") {
				t.Errorf("%q and %q", a, b)
			}
		}
	}
}

func TestOneLine(t *testing.T) {
	for in, want := range map[string]string{"": "", " \n ": "", "a": "a", "\tLan\u00addings\r\n in  1975\u00a0\u3000": "Landings in 1975", "e\u0301": "é"} {
		if got := annotate.OneLine(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
