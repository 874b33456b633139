package app_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
	"gloss/app"
)

// disputed is a project in which Ada and Bo have coded one article:
//
//	"The navy sent frigates. Trade suffered." / "The owners spoke."
func disputed(t *testing.T) (*store.Project, app.Comparison) {
	t.Helper()
	p := newProject(t)
	add(t, p, "Cod", "cod.txt", "The navy sent frigates. Trade suffered.\nThe owners spoke.")
	table := "article,start,end,tag,note,coder\n" +
		"cod.txt,0,8,military,sure,Ada\ncod.txt,4,22,military,,Bo\n" + // other limits
		"cod.txt,24,29,trade,,Ada\ncod.txt,24,29,military,,Ada\n" + // Ada only, two tags on one passage
		"cod.txt,41,51,sovereignty,,Bo\n" + // Bo only
		"cod.txt,52,57,trade,,Ada\ncod.txt,52,57,trade,,Bo\n" // agreed
	if _, err := app.Code(t.Context(), p, "t.csv", strings.NewReader(table)); err != nil {
		t.Fatal(err)
	}
	all, err := p.Coders()
	if err != nil {
		t.Fatal(err)
	}
	c := app.Comparison{Unit: stats.Character}
	for _, k := range all {
		if k.Name == "Ada" || k.Name == "Bo" {
			c.Coders = append(c.Coders, k)
		}
	}
	return p, c
}

func review(t *testing.T, p *store.Project, c app.Comparison) app.Review {
	t.Helper()
	r, err := app.NewComparer(p).Review(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// settle settles the disagreement at index i.
func settle(t *testing.T, p *store.Project, r app.Review, i int, v app.Verdict, note string) {
	t.Helper()
	err := p.Do(p.Group("settle"), func(tx *store.Tx) error { return app.Settle(tx, r.Disagreements[i].Place, v, note) })
	if err != nil {
		t.Fatal(err)
	}
}

// consensus lists what Consensus has: "8-22 tag, tag (note)".
func consensus(t *testing.T, p *store.Project) string {
	t.Helper()
	var out []string
	for line := range strings.Lines(dump(t, p)) {
		if strings.HasSuffix(line, "by Consensus\n") {
			out = append(out, strings.TrimSuffix(strings.TrimPrefix(line, "Cod "), " by Consensus\n"))
		}
	}
	return strings.Join(out, "\n")
}

func TestReview(t *testing.T) {
	p, c := disputed(t)
	r := review(t, p, c)
	var got []string
	for _, d := range r.Disagreements {
		got = append(got, fmt.Sprintf("%s ¶%d %v %q without %v, verdict %d", d.TagPath, d.Paragraph, d.Span, d.Quote, d.Without(), d.Verdict))
	}
	want := []string{
		`military ¶1 [0,22) "The navy sent frigates" without [], verdict -1`,
		`military ¶1 [24,29) "Trade" without [1], verdict -1`,
		`trade ¶1 [24,29) "Trade" without [1], verdict -1`,
		`sovereignty ¶2 [41,51) "The owners" without [0], verdict -1`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(r.Agreed) != 1 || len(r.Missing) != 1 || r.Settled() != 0 {
		t.Errorf("agreed %d, missing %d, settled %d", len(r.Agreed), len(r.Missing), r.Settled())
	}
	c.Tags = []string{r.Disagreements[3].Place.Tag}
	if r := review(t, p, c); len(r.Disagreements) != 1 || len(r.Agreed) != 0 {
		t.Errorf("one tag: got %d and %d", len(r.Disagreements), len(r.Agreed))
	}
}

// TestSettle settles each way, once more in another way, and undoes it all.
func TestSettle(t *testing.T) {
	p, c := disputed(t)
	before := dump(t, p)
	steps := []struct {
		of      int
		verdict app.Verdict
		note    string
		reads   app.Verdict // afterwards
		want    string
	}{
		{0, 0, "", 0, `[0,8) "The navy" tags=[military] note=""`},
		{0, 1, "the ships", 1, `[4,22) "navy sent frigates" tags=[military] note="the ships"`},
		{0, app.Every, "", app.Every, `[0,22) "The navy sent frigates" tags=[military] note=""`},
		{0, app.Nobody, "", app.Nobody, `[0,22) "The navy sent frigates" tags=[] note="Not given: military"`},
		{0, 0, "", 0, `[0,8) "The navy" tags=[military] note=""`},
		// Two tags of one passage are settled apart.
		{1, app.Nobody, "no ship", app.Nobody, `[0,8) "The navy" tags=[military] note=""
[24,29) "Trade" tags=[] note="Not given: military\nno ship"`},
		{2, 0, "", 0, `[0,8) "The navy" tags=[military] note=""
[24,29) "Trade" tags=[trade] note="Not given: military\nno ship"`},
		{2, 1, "", app.Nobody, `[0,8) "The navy" tags=[military] note=""
[24,29) "Trade" tags=[] note="Not given: military\nNot given: trade\nno ship"`},
		{1, app.Every, "", 0, `[0,8) "The navy" tags=[military] note=""
[24,29) "Trade" tags=[military] note="Not given: trade\nno ship"`},
	}
	for i, s := range steps {
		settle(t, p, review(t, p, c), s.of, s.verdict, s.note)
		if got := consensus(t, p); got != s.want {
			t.Fatalf("step %d: got\n%s\nwant\n%s", i, got, s.want)
		}
		d := review(t, p, c).Disagreements[s.of]
		if d.Verdict != s.reads || s.note != "" && d.Note != s.note {
			t.Errorf("step %d: reads verdict %d, note %q", i, d.Verdict, d.Note)
		}
	}
	if n := review(t, p, c).Settled(); n != 3 {
		t.Errorf("%d are settled, not 3", n)
	}
	check(t, p)
	for range steps {
		if _, err := p.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if got := dump(t, p); got != before {
		t.Errorf("undone: got\n%s\nwant\n%s", got, before)
	}
}

// TestSettledByHand: what is moved by hand is read as a passage of its own, and
// a tag that got another name is asked about again instead of being believed.
func TestSettledByHand(t *testing.T) {
	p, c := disputed(t)
	r := review(t, p, c)
	settle(t, p, r, 0, 0, "")
	settle(t, p, r, 1, app.Nobody, "")
	err := p.Do(p.Group("by hand"), func(tx *store.Tx) error {
		all, err := tx.Highlights(r.Disagreements[0].Article)
		for _, h := range all {
			if h.Span == (annotate.Span{Start: 0, End: 8}) && err == nil && h.Note == "" {
				h.Span.End = 13
				err = tx.SetHighlight(h)
			}
		}
		tag := r.Disagreements[0].Tag
		tag.Name = "navy"
		if err == nil {
			err = tx.SetTag(tag)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	r = review(t, p, c)
	if r.Disagreements[0].Verdict != app.Own || r.Disagreements[1].Verdict != app.Open {
		t.Errorf("got verdicts %d and %d", r.Disagreements[0].Verdict, r.Disagreements[1].Verdict)
	}
	settle(t, p, r, 1, app.Nobody, "")
	if got := consensus(t, p); !strings.HasSuffix(got, `note="Not given: navy"`) {
		t.Errorf("got\n%s", got)
	}
}

// TestReviewWith: an article that is reviewed alone gives what it gave among all.
func TestReviewWith(t *testing.T) {
	p, c := disputed(t)
	for _, file := range []string{"a.txt", "b.txt"} {
		add(t, p, file, file, "The navy sent frigates to "+file)
		table := "article,start,end,tag,coder\n" + file + ",0,8,military,Ada\n" + file + ",0,3,trade,Ada\n" + file + ",0,3,trade,Bo\n"
		if _, err := app.Code(t.Context(), p, "t.csv", strings.NewReader(table)); err != nil {
			t.Fatal(err)
		}
	}
	before := review(t, p, c)
	if len(before.Disagreements) != 6 {
		t.Fatalf("got %d disagreements", len(before.Disagreements))
	}
	settle(t, p, before, 4, 0, "")
	one := c
	one.Articles = []string{before.Disagreements[4].Article}
	got, want := before.With(one.Articles[0], review(t, p, one)), review(t, p, c)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	if r := (app.Review{}).With(one.Articles[0], review(t, p, one)); len(r.Disagreements) != 1 {
		t.Errorf("into nothing: got %d", len(r.Disagreements))
	}
}

func TestTakeAgreed(t *testing.T) {
	p, c := disputed(t)
	c.Unit = stats.WholeArticle // military is agreed: both gave it to the article
	r := review(t, p, c)
	if err := p.Do(p.Group("take"), func(tx *store.Tx) error { return app.TakeAgreed(tx, r.Missing) }); err != nil {
		t.Fatal(err)
	}
	want := `[0,8) "The navy" tags=[military] note=""
[24,29) "Trade" tags=[military, trade] note=""
[52,57) "spoke" tags=[trade] note=""`
	if got := consensus(t, p); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if r := review(t, p, c); len(r.Missing) != 0 || len(r.Agreed) != 2 || len(r.Disagreements) != 1 {
		t.Errorf("got %d missing, %d agreed, %d disagreements", len(r.Missing), len(r.Agreed), len(r.Disagreements))
	}
	all, err := p.Coders()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(k annotate.Coder) bool { return k.Name == app.Consensus })
	c.Coders = []annotate.Coder{c.Coders[0], all[i]}
	if _, err := app.NewComparer(p).Review(t.Context(), c); err == nil {
		t.Error("Consensus was set against Ada")
	}
}

// TestJudged lists what stands behind the cells of the table.
func TestJudged(t *testing.T) {
	p, c := disputed(t)
	c.Unit = stats.ParagraphUnit
	g, err := app.NewComparer(p).Agreement(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range g.Tags {
		for _, cell := range tag.Table {
			units, err := app.NewComparer(p).Judged(t.Context(), c, tag.ID, func(given []bool) bool {
				for i, k := range c.Coders {
					if given[i] != slices.Contains(cell.Coders, k.Name) {
						return false
					}
				}
				return true
			})
			if err != nil || len(units) != cell.Units {
				t.Errorf("%s, %v: got %+v, %v, want %d", tag.Path, cell.Coders, units, err, cell.Units)
			}
		}
	}
	c.Articles = []string{"none"}
	if _, err := app.NewComparer(p).Judged(t.Context(), c, g.Tags[0].ID, nil); err == nil {
		t.Error("no article was compared, without a word")
	}
}
