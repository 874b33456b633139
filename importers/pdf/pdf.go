// Package pdf reads articles from PDF files: glyphs with their places, then
// lines, columns and paragraphs.
package pdf

import (
	"context"

	"gloss/annotate"
)

// Import reads a PDF. It fills Title, Authors, Published and Language where
// the file says them, Text, Blocks and Marks; the caller fills the rest.
// Errors are a sentence without the file's name, such as "this PDF is
// protected by a password; ...".
func Import(ctx context.Context, data []byte) (annotate.Article, annotate.Receipt, error) { panic("x") }
