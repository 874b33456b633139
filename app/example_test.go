package app_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gloss/annotate/export"
	"gloss/annotate/store"
	"gloss/app"
)

// The sample project, a table of codings that goes in, and the part of it that
// comes out again.
func Example() {
	folder, err := os.MkdirTemp("", "gloss")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "sample.gloss")
	if err := app.Sample(context.Background(), path, store.Options{}); err != nil {
		fmt.Println(err)
		return
	}
	p, err := store.Open(path, store.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer p.Close()

	table := "article,quote,tag\n" +
		"landing-ban.txt,a founding member of the Atlantic alliance,alliances > NATO\n" +
		"landing-ban.txt,a founding member of the Warsaw Pact,alliances\n"
	report, err := app.Code(context.Background(), p, "codings.csv", strings.NewReader(table))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Added, "added,", report.Tags, "tags made")
	for _, r := range report.Rejected {
		fmt.Printf("line %d: %s\n", r.Line, r.Reason)
	}

	tags, err := p.Tags()
	if err != nil {
		fmt.Println(err)
		return
	}
	nato, _ := tags.Find("NATO")
	var csv strings.Builder
	err = app.Export(context.Background(), p, &csv, export.Formats()[0], store.Filter{Tags: []string{nato.ID}}, export.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(strings.Count(csv.String(), "alliances > NATO,a founding member of the Atlantic alliance"))
	// Output:
	// 1 added, 2 tags made
	// line 3: the quote "a founding member of the Warsaw Pact" does not stand in the article
	// 1
}
