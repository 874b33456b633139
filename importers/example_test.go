package importers_test

import (
	"context"
	"fmt"

	"gloss/importers"
)

// A page goes in; what comes out is the article without the page's furniture,
// and a receipt that tells what was left out.
func Example() {
	page := `<html lang="en"><head><title>Nets cut off the east coast</title></head><body>
		<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
		<article><h1>Nets cut off the east coast</h1>
		<p>The gunboats cut the nets of two trawlers on Sunday, said the coast guard, after both had been warned.</p>
		<p>The skippers said that they had heard <b>nothing</b>, and that they would be back with the next tide, nets or no nets.</p>
		</article></body></html>`
	res, err := importers.Bytes(context.Background(), "nets.html", []byte(page), importers.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(res.Article.Title)
	for _, b := range res.Article.Blocks {
		fmt.Println(b.Kind, b.Span, res.Article.Text.Slice(b.Span)[:30])
	}
	for _, m := range res.Article.Marks {
		fmt.Println(m.Style, m.Span, res.Article.Text.Slice(m.Span))
	}
	for _, r := range res.Receipt.Remarks {
		fmt.Println(r.Kind, r.Detail, r.Count)
	}
	// Output:
	// Nets cut off the east coast
	// paragraph [0,102) The gunboats cut the nets of t
	// paragraph [104,215) The skippers said that they ha
	// bold [142,149) nothing
	// read read as utf-8, which all of it is valid in 0
	// left out of the page, menus 1
}
