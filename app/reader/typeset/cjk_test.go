package typeset

import (
	"strings"
	"testing"
	"unicode/utf8"
)

const japanese = "アイスランド政府は木曜日、英国との外交関係を断絶すると発表した。「私たちは魚で生きている」と外相は述べ、『魚を奪う者は（つまり）主権を奪う者だ』と付け加えた。" +
	"北大西洋条約機構（NATO）の加盟国が、他の加盟国に対して…こうした措置を取るのは初めてである！"

// TestDenseLines: in text without spaces, at any width that has room for a few
// characters, no line begins with closing punctuation and none ends with opening
// (JIS X 4051 and GB/T 15834 agree on that). It holds with a font that draws the
// characters, where the system has one, and with boxes of one width.
func TestDenseLines(t *testing.T) {
	a := anyArticle(japanese+"\n\n"+"冰岛政府星期四宣布，与英国断绝外交关系。“我们靠鱼为生，”外交部长说：“谁夺走鱼，谁就夺走主权！”（完）", 0)
	faces := map[string]*Faces{"boxes": testFaces(t)}
	drawn := testFaces(t)
	NewColumn(drawn, a, Setting{}, 400)
	if found := FindFonts(drawn.Missing(), "ja"); drawn.AddFallback(found) {
		faces["a font of the system"] = drawn
	}
	for name, fs := range faces {
		c := NewColumn(fs, a, Setting{}, 400)
		checkLaws(t, c)
		for width := 6 * c.Em(); width < 30*c.Em(); width += 5 {
			c.Reset(Setting{}, width)
			for i := range c.Lines() {
				text := strings.Trim(a.Text.Slice(c.Line(i).Span), " \n")
				first, _ := utf8.DecodeRuneInString(text)
				last, _ := utf8.DecodeLastRuneInString(text)
				if strings.ContainsRune("、。，！：」』）”…", first) || strings.ContainsRune("「『（“", last) {
					t.Errorf("%s, width %.0f: line %d is %q", name, width, i, text)
				}
				if box := c.Line(i).Box; box.X+box.W > width+0.01 {
					t.Errorf("%s, width %.0f: line %d reaches to %.1f", name, width, i, box.X+box.W)
				}
			}
		}
		checkLaws(t, c)
		for i := range c.Lines() { // each character is a place of its own for the caret
			s := c.Line(i).Span
			if n := c.Next(s.Start); n != s.Start+1 && s.Len() > 2 {
				t.Errorf("%s: after %d comes %d", name, s.Start, n)
			}
		}
	}
}
