// Package export writes codings in the formats that other programs read. One
// file per format, one table.
package export

import (
	"io"

	"gloss/annotate"
)

// CSVOptions say how to write CSV. The zero value is RFC 4180 in UTF-8.
type CSVOptions struct {
	BOM       bool     // begin with a byte order mark, for Excel
	Delimiter rune     // 0: comma
	Guard     bool     // put ' before cells that a spreadsheet would run as a formula
	Variables []string // names of article variables; each becomes a last column var_NAME
}

// CSV writes a header and one row per coding.
func CSV(w io.Writer, rows annotate.Codings, o CSVOptions) error { panic("x") }
