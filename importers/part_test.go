package importers

import (
	"context"
	"strings"
	"testing"
)

// TestParts: the wider part of a page has the text of the article and more, the
// whole page everything that a browser shows.
func TestParts(t *testing.T) {
	prose := strings.Repeat("The fleet left the harbour before dawn, and nobody on the quay said a word about it. ", 4)
	page := `<html><body><nav><a href="/">Home</a></nav><main><div id="story"><h1>The fleet</h1><p>` + prose + `<p>` + prose + `<p>` + prose +
		`</div><div class="bio">Ann Author has written about harbours and the people in them for a very long time indeed.</div></main><footer>Imprint</footer></body></html>`
	texts := map[string]string{}
	for _, p := range append(pageParts, Part{}) {
		r, err := Bytes(context.Background(), "a.html", []byte(page), Options{Part: p.Name})
		if err != nil {
			t.Fatal(err)
		}
		texts[p.Name] = r.Article.Text.String()
	}
	if texts[""] != texts["article"] {
		t.Error("the article is not what is taken where nothing is asked for")
	}
	for _, test := range []struct {
		part, words string
		want        bool
	}{
		{"article", "nobody on the quay", true}, {"article", "Imprint", false}, {"article", "Home", false},
		{"wider", "nobody on the quay", true}, {"wider", "Ann Author", true}, {"wider", "Home", false},
		{"page", "nobody on the quay", true}, {"page", "Ann Author", true}, {"page", "Home", true}, {"page", "Imprint", true},
	} {
		if strings.Contains(texts[test.part], test.words) != test.want {
			t.Errorf("%s: %q in it is %v, want %v:\n%s", test.part, test.words, !test.want, test.want, texts[test.part])
		}
	}
	if _, err := Bytes(context.Background(), "a.html", []byte(page), Options{Part: "half"}); err == nil || !strings.Contains(err.Error(), `no part "half"`) {
		t.Errorf("half of a page: %v", err)
	}
}
