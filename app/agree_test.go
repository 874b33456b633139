package app_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
	"gloss/app"
)

// TestAgreementBase: articles that are done count, whoever coded them; where
// none is, those in which every coder has a highlight.
func TestAgreementBase(t *testing.T) {
	p := shelf(t)
	table := "article,start,end,tag,coder\ncod.html,0,8,military,Ada\ncod.html,0,8,military,Bo\none.txt,0,3,military,Ada\n"
	if _, err := app.Code(t.Context(), p, "t.csv", strings.NewReader(table)); err != nil {
		t.Fatal(err)
	}
	var coders []annotate.Coder
	all, err := p.Coders()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if c.Name == "Ada" || c.Name == "Bo" {
			coders = append(coders, c)
		}
	}
	agree := func() stats.Agreement {
		t.Helper()
		g, err := app.NewComparer(p).Agreement(t.Context(), app.Comparison{Coders: coders, Unit: stats.WholeArticle})
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	if g := agree(); g.Articles != 1 || !strings.HasPrefix(g.Base, "none is marked done") {
		t.Errorf("none done: got %d articles, %s", g.Articles, g.Base)
	}
	finish(t, p, "Ada", "one.txt", "two.txt", "cod.html")
	if g := agree(); g.Articles != 1 || !strings.HasPrefix(g.Base, "none is marked done") {
		t.Errorf("done by one: got %d articles, %s", g.Articles, g.Base)
	}
	finish(t, p, "Bo", "one.txt", "two.txt")
	if g := agree(); g.Articles != 2 || g.Base != "those that both marked done" || g.Tags[1].Percent.Value != 0.5 {
		t.Errorf("two done: got %d articles, %s, %v", g.Articles, g.Base, g.Tags[1])
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := app.NewComparer(p).Agreement(ctx, app.Comparison{Coders: coders, Unit: stats.Character}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := app.ReadCoded(ctx, p, store.Filter{}, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// finish marks the articles with these source files as done by a coder.
func finish(t *testing.T, p *store.Project, coder string, files ...string) {
	t.Helper()
	theirs, err := store.Open(p.Path(), store.Options{Coder: annotate.Coder{Name: coder}})
	if err != nil {
		t.Fatal(err)
	}
	defer theirs.Close()
	for _, file := range files {
		ids, err := theirs.FindArticles(file)
		if err != nil || len(ids) != 1 {
			t.Fatalf("%s: %v, %v", file, ids, err)
		}
		err = theirs.Do(theirs.Group("status"), func(tx *store.Tx) error { return tx.SetStatus(ids[0], annotate.Done) })
		if err != nil {
			t.Fatal(err)
		}
	}
}
