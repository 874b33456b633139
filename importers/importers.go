// Package importers turns what researchers have, web pages, text files and
// PDFs, into articles: bytes in, an article and a receipt out. One file per
// format, one table.
package importers

import (
	"context"

	"gloss/annotate"
)

// Options say how to read a source. The zero value recognises everything.
type Options struct {
	Format   string // a name of Formats; empty: recognised by content, then by name
	Encoding string // an IANA name; empty: recognised
	MaxBytes int64  // refuse larger sources; 0: 64 MB
}

// Result is what an importer makes of one source. Article.Check() is nil and
// the same bytes give the same result.
type Result struct {
	Article  annotate.Article // without ID, Added and Status
	Receipt  annotate.Receipt
	Original []byte // the bytes as they were read
}

// Format is a row of the table of formats.
type Format struct {
	Name       string   // as in Article.Format and --format
	Label      string   // for a person: "Web page (HTML)"
	Extensions []string // lower case, with dot
}

// Formats lists what can be imported.
func Formats() []Format { panic("x") }

// File imports one file. Errors are one sentence that names the file and says
// what to do.
func File(ctx context.Context, path string, o Options) (Result, error) { panic("x") }

// Bytes imports a source that is in memory already, such as pasted text; name
// stands for the file's.
func Bytes(ctx context.Context, name string, data []byte, o Options) (Result, error) { panic("x") }

// Expand replaces each folder among the paths by the files below it that look
// importable by name, sorted; hidden files and the _files folders of saved
// pages are passed over. Files named directly are kept whatever their name.
func Expand(paths []string) ([]string, error) { panic("x") }
