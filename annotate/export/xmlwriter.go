package export

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"io"
)

// xmlWriter writes indented XML. Its writer keeps the first error for Flush.
type xmlWriter struct {
	w     *bufio.Writer
	depth int
}

func newXML(w io.Writer) *xmlWriter {
	x := &xmlWriter{w: bufio.NewWriterSize(w, 1<<16)}
	x.w.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	return x
}

// open begins an element; attributes are names and values in turn, and those
// without a value are left out.
func (x *xmlWriter) open(name string, attributes ...string) {
	x.start(name, attributes)
	x.w.WriteString(">\n")
	x.depth++
}

func (x *xmlWriter) empty(name string, attributes ...string) {
	x.start(name, attributes)
	x.w.WriteString("/>\n")
}

// text writes an element that holds s, or nothing for an empty s.
func (x *xmlWriter) text(name, s string) {
	if s == "" {
		return
	}
	x.start(name, nil)
	x.w.WriteByte('>')
	xml.EscapeText(x.w, []byte(s))
	x.w.WriteString("</" + name + ">\n")
}

func (x *xmlWriter) close(name string) {
	x.depth--
	x.indent()
	x.w.WriteString("</" + name + ">\n")
}

func (x *xmlWriter) start(name string, attributes []string) {
	x.indent()
	x.w.WriteString("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] != "" || attributes[i] == "name" {
			x.w.WriteString(" " + attributes[i] + `="`)
			xml.EscapeText(x.w, []byte(attributes[i+1]))
			x.w.WriteByte('"')
		}
	}
}

func (x *xmlWriter) indent() {
	for range x.depth {
		x.w.WriteByte('\t')
	}
}

// kept writes v as a processing instruction of ours. JSON has no ">" that would
// end it: the encoder escapes it.
func (x *xmlWriter) kept(v any) {
	data, err := json.Marshal(v)
	if err != nil {
		return // plain values always encode
	}
	x.indent()
	x.w.WriteString("<?gloss ")
	x.w.Write(data)
	x.w.WriteString("?>\n")
}
