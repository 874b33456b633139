package reader_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"gloss/annotate"
	"gloss/app/reader"
)

// TestByWord moves an end of the passage in brackets.
func TestByWord(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct {
		text string
		end  reader.End
		by   int
		want string
	}{
		{"the [quick] fox", reader.Back, 1, "the [quick fox]"},
		{"the [quick fox]", reader.Back, 1, "the [quick fox]"},
		{"the [quick, brown] fox", reader.Back, -1, "the [quick,] brown fox"},
		{"the [quick] fox", reader.Back, -1, "the [quick] fox"},
		{"the [quick] fox", reader.Front, -1, "[the quick] fox"},
		{"[the quick] fox", reader.Front, -1, "[the quick] fox"},
		{"[the  quick] fox", reader.Front, 1, "the  [quick] fox"},
		{"the [quick] fox", reader.Front, 1, "the [quick] fox"},
		{"the q[ui]ck fox", reader.Back, 1, "the q[uick] fox"},
		{"the q[ui]ck fox", reader.Front, -1, "the [qui]ck fox"},
	} {
		start, end := strings.Index(c.text, "["), strings.Index(c.text, "]")-1
		plain := strings.NewReplacer("[", "", "]", "").Replace(c.text)
		a := &annotate.Article{Text: annotate.NewText(plain)}
		a.Blocks = []annotate.Block{{Span: annotate.Span{End: a.Text.Len()}, Kind: annotate.Paragraph}}
		view := reader.New()
		w := test.NewTempWindow(t, view)
		w.Resize(fyne.NewSize(600, 400))
		view.SetArticle(a)
		s := view.ByWord(annotate.Span{Start: start, End: end}, c.end, c.by)
		if got := plain[:s.Start] + "[" + plain[s.Start:s.End] + "]" + plain[s.End:]; got != c.want {
			t.Errorf("%s, end %d by %d: got %s, want %s", c.text, c.end, c.by, got, c.want)
		}
	}
}
