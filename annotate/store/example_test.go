package store_test

import (
	"fmt"
	"os"
	"path/filepath"

	"gloss/annotate"
	"gloss/annotate/store"
)

// A project is made, an article comes in, a passage is tagged, the deed is
// undone and done again, and the codings come out.
func Example() {
	folder, err := os.MkdirTemp("", "gloss")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	p, err := store.Create(filepath.Join(folder, "cod wars.gloss"), store.Options{Coder: annotate.Coder{Name: "Ann"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer p.Close()

	a := annotate.Article{Title: "Nets cut"}
	var b annotate.Builder
	b.Add(annotate.Paragraph, 0, 0, annotate.Piece{Text: "The gunboat cut the nets of two trawlers."})
	b.Into(&a)
	err = p.Do(p.Group("import and tag"), func(tx *store.Tx) error {
		if a, err = tx.AddArticle(a, annotate.Receipt{}, nil); err != nil {
			return err
		}
		tags, err := tx.Tags()
		if err != nil {
			return err
		}
		trade, _ := tags.Find("trade")
		span, _ := a.Text.Find("the nets", 0)
		_, err = tx.AddHighlight(annotate.Highlight{Article: a.ID, Span: span, Tags: []string{trade.ID}})
		return err
	})
	if err != nil {
		fmt.Println(err)
		return
	}

	action, err := p.Undo()
	fmt.Println(action.Label, "undone:", action.Undone, err)
	action, err = p.Redo()
	fmt.Println(action.Label, "undone:", action.Undone, err)
	for c, err := range p.Codings(store.Filter{}) {
		fmt.Println(c.Article, c.Start, c.End, c.Quote, c.Tag, c.Coder, err)
	}
	// Output:
	// import and tag undone: true <nil>
	// import and tag undone: false <nil>
	// Nets cut 16 24 the nets trade Ann <nil>
}
