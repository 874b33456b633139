package app_test

import (
	"fmt"
	"strings"
	"testing"

	"gloss/app"
)

// TestImportCodebook reads the table of each file into a new project, twice:
// the second time must change nothing. Files whose name begins with replace do
// without the tags that a project starts with.
func TestImportCodebook(t *testing.T) {
	golden(t, "codebook", func(t *testing.T, input string) string {
		p := newProject(t)
		replace := strings.Contains(t.Name(), "/replace")
		r, err := app.ImportCodebook(t.Context(), p, "tags.csv", strings.NewReader(input), replace)
		if err != nil {
			return "error: " + err.Error() + "\n"
		}
		check(t, p)
		got := dump(t, p)
		again, err := app.ImportCodebook(t.Context(), p, "tags.csv", strings.NewReader(input), false)
		if err != nil || again.Added+again.Changed > 0 || dump(t, p) != got {
			t.Errorf("the second time: %+v %v\n%s", again, err, dump(t, p))
		}
		return fmt.Sprintf("added=%d changed=%d\n%s%s", r.Added, r.Changed, rejected(r.Rejected), got)
	})
}

// TestImportCodebookKeepsHighlights: a tag that is changed keeps what it is on,
// and one undo takes the whole table back.
func TestImportCodebookKeepsHighlights(t *testing.T) {
	p := shelf(t)
	if _, err := app.Code(t.Context(), p, "c.csv", strings.NewReader("article,quote,tag\ncod.html,met,trade\n")); err != nil {
		t.Fatal(err)
	}
	before := dump(t, p)
	r, err := app.ImportCodebook(t.Context(), p, "tags.csv", strings.NewReader("name,colour\ntrade,#111111\nfish,\n"), false)
	if err != nil || r.Added != 1 || r.Changed != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	counts, err := p.TagCounts()
	if err != nil || len(counts) != 1 {
		t.Errorf("%v %v", counts, err)
	}
	if _, err := p.Undo(); err != nil || dump(t, p) != before {
		t.Errorf("after undo: %v\n%s", err, dump(t, p))
	}
}
