package pdf_test

import (
	"context"
	"fmt"

	"gloss/importers/pdf"
	"gloss/importers/pdf/internal/pdftest"
)

func Example() {
	f := pdftest.New()
	f.Page(pdftest.Text(72, 720, 18, "F2", "The fifty mile limit") +
		pdftest.Lines(72, 690, 11, 14, "F1", "The line was drawn in Reyk-", "javik and cut in the nets."))
	a, receipt, err := pdf.Import(context.Background(), f.Bytes(), pdf.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Title)
	for _, b := range a.Blocks {
		fmt.Printf("%s, page %d: %s\n", b.Kind, b.Page, a.Text.Slice(b.Span))
	}
	fmt.Println(receipt.Remarks[1].Detail)
	// Output:
	// The fifty mile limit
	// heading, page 1: The fifty mile limit
	// paragraph, page 1: The line was drawn in Reykjavik and cut in the nets.
	// 1 word put together again after hyphens at line ends.
}
