package typeset_test

import (
	"fmt"

	"fyne.io/fyne/v2/theme"

	"gloss/annotate"
	"gloss/app/reader/typeset"
)

// Example sets an article in a narrow column, prints its lines, and finds what
// stands at a point.
func Example() {
	faces, err := typeset.NewFaces(typeset.Fonts{Regular: theme.DefaultTextFont().Content()})
	if err != nil {
		fmt.Println(err)
		return
	}
	article := &annotate.Article{Text: annotate.NewText("Cod is a fish, and a reason.")}
	article.Blocks = []annotate.Block{{Span: annotate.Span{End: article.Text.Len()}, Kind: annotate.Paragraph}}
	column := typeset.NewColumn(faces, article, typeset.Setting{Size: 16}, 120)
	for i := range column.Lines() {
		line := column.Line(i)
		fmt.Printf("%2.0f %q\n", line.Box.Y, article.Text.Slice(line.Span))
	}
	pos := column.OffsetAt(column.PointOf(9))
	fmt.Println(pos, article.Text.Slice(column.WordAt(pos)))
	// Output:
	//  0 "Cod is a fish, "
	// 24 "and a reason."
	// 9 fish
}
