package glyphs

import (
	"bytes"
	"cmp"
	"fmt"
	"strconv"
)

// write prints the object in the syntax of PDF.
func (o object) write(out *bytes.Buffer) {
	switch o.kind {
	case number:
		out.WriteString(strconv.FormatFloat(o.num, 'f', -1, 64))
	case ref:
		fmt.Fprintf(out, "%d 0 R", o.int())
	case text:
		fmt.Fprintf(out, "<%x>", o.str)
	case name:
		out.WriteByte('/')
		for _, c := range []byte(o.str) {
			if class[c] != 0 || c == '#' || c < '!' || c > '~' {
				fmt.Fprintf(out, "#%02x", c)
			} else {
				out.WriteByte(c)
			}
		}
	case operator:
		out.WriteString(cmp.Or(o.str, "null"))
	case array, dict:
		open, closing := "[", "]"
		if o.kind == dict {
			open, closing = "<<", ">>"
		}
		out.WriteString(open)
		for _, e := range o.list {
			out.WriteByte(' ')
			e.write(out)
		}
		out.WriteString(" " + closing)
	default:
		out.WriteString("null")
	}
}
