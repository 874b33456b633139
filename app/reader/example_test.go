package reader_test

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"gloss/annotate"
	"gloss/app/reader"
)

// Example shows an article with a highlight and asks for the place of the
// selection, as a tag bar beside it needs it.
func Example() {
	test.NewApp()
	article := &annotate.Article{Text: annotate.NewText("Cod is a fish, and a reason.")}
	article.Blocks = []annotate.Block{{Span: annotate.Span{End: article.Text.Len()}, Kind: annotate.Paragraph}}

	view := reader.New()
	view.OnSelect = func(s annotate.Span) { fmt.Println("selected", article.Text.Slice(s)) }
	window := test.NewWindow(view)
	defer window.Close()
	window.Resize(fyne.NewSize(800, 600))

	view.SetArticle(article)
	view.SetHighlights([]reader.Highlight{{
		ID: "1", Span: annotate.Span{Start: 0, End: 13},
		Labels: []reader.Label{{Name: "trade", Color: "#009E73"}},
	}})
	view.TypedShortcut(&fyne.ShortcutSelectAll{})
	_, _, visible := view.SelectionBox()
	fmt.Println(view.Selection(), visible)
	// Output:
	// selected Cod is a fish, and a reason.
	// [0,28) true
}
