// Package export writes codings in the formats that other programs read. One
// file per format, one table.
package export

import (
	"io"

	"gloss/annotate"
)

// Format is a row of the table of formats.
type Format struct {
	Name      string // as in --format
	Label     string // for a person
	Extension string // lower case, with dot
	// Write writes the rows to w. Options that the format has no use for are
	// passed over.
	Write func(w io.Writer, rows annotate.Codings, o CSVOptions) error
}

// Formats lists what codings can be written as, the default first.
func Formats() []Format {
	return []Format{
		{Name: "csv", Label: "Table (CSV)", Extension: ".csv", Write: CSV},
	}
}
