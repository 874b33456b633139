package importers

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"strings"

	"gloss/annotate"
)

// maxDepth is how deep elements may be nested. Documents stay below a tenth.
const maxDepth = 1000

// element is an element of a document's XML, or a text where it has no name.
type element struct {
	name     string // a prefix of namespaces, a colon, and the local name
	attrs    []attribute
	text     string
	children []*element
}

type attribute struct{ name, value string }

// namespaces gives each namespace one prefix, whatever the document calls it;
// Word's have two forms. An element of another one has none.
var namespaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":           "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                       "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":    "r",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                "r",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":            "mc",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":             "wp",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":             "m",
	"http://purl.oclc.org/ooxml/officeDocument/math":                         "m",
	"urn:schemas-microsoft-com:vml":                                          "v",
	"http://purl.org/dc/elements/1.1/":                                       "dc",
	"http://purl.org/dc/terms/":                                              "dcterms",
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                       "office",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                         "text",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                        "table",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                        "style",
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":                      "draw",
	"urn:oasis:names:tc:opendocument:xmlns:meta:1.0":                         "meta",
	"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0":            "fo",
	"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0":               "svg",
	"http://www.w3.org/1999/xlink":                                           "xlink",
}

// parseXML reads a part into a tree. Entities other than those of XML itself
// are left as they stand, and no external one is ever read. What is cut off or
// damaged gives the part before the damage, and errCut. Each element takes one
// from budget.
func parseXML(data []byte, budget *int) (*element, error) {
	text := data
	converted := false
	if name, skip := byteOrderMark(data); name != "" {
		if decoded, _, err := decodeAs(name, data[skip:]); err == nil {
			text, converted = decoded, true
		}
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if converted {
			return in, nil
		}
		raw, err := io.ReadAll(in)
		if err != nil {
			return nil, err
		}
		decoded, _, err := decodeAs(label, raw)
		return bytes.NewReader(decoded), err
	}
	top := &element{}
	open := []*element{top}
	for {
		token, err := d.Token()
		if err != nil {
			if errors.Is(err, io.EOF) && len(open) == 1 {
				err = nil
			} else {
				err = errCut
			}
			return top.first(), err
		}
		last := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if *budget--; *budget < 0 || len(open) > maxDepth {
				return nil, errLarge
			}
			e := &element{name: prefixed(t.Name)}
			for _, a := range t.Attr {
				e.attrs = append(e.attrs, attribute{prefixed(a.Name), a.Value})
			}
			last.children = append(last.children, e)
			open = append(open, e)
		case xml.EndElement:
			if len(open) > 1 {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			if len(open) > 1 {
				last.children = append(last.children, &element{text: string(t)})
			}
		}
	}
}

func prefixed(n xml.Name) string {
	if prefix := namespaces[n.Space]; prefix != "" {
		return prefix + ":" + n.Local
	}
	return n.Local
}

// first is the first child that is an element, or nil.
func (e *element) first() *element {
	for _, c := range e.children {
		if c.name != "" {
			return c
		}
	}
	return nil
}

// attr returns an attribute's value, or "".
func (e *element) attr(name string) string {
	value, _ := e.lookUp(name)
	return value
}

func (e *element) lookUp(name string) (value string, found bool) {
	if e == nil {
		return "", false
	}
	for _, a := range e.attrs {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

// child follows the names down from e, each to the first child of that name;
// nil where there is none.
func (e *element) child(names ...string) *element {
	for _, name := range names {
		var next *element
		if e != nil {
			for _, c := range e.children {
				if c.name == name {
					next = c
					break
				}
			}
		}
		e = next
	}
	return e
}

// all yields the elements of that name below e, in document order.
func (e *element) all(name string) iter.Seq[*element] {
	var walk func(*element, func(*element) bool) bool
	walk = func(e *element, yield func(*element) bool) bool {
		for _, c := range e.children {
			if c.name == name && !yield(c) || !walk(c, yield) {
				return false
			}
		}
		return true
	}
	return func(yield func(*element) bool) {
		if e != nil {
			walk(e, yield)
		}
	}
}

// words is the text below e in one line, without instructions and what was
// deleted.
func (e *element) words() string {
	var b strings.Builder
	var walk func(*element)
	walk = func(e *element) {
		if e.name == "w:instrText" || e.name == "w:delText" {
			return
		}
		b.WriteString(e.text)
		for _, c := range e.children {
			walk(c)
		}
		switch e.name {
		case "w:p", "w:br", "w:tab", "text:p", "text:h", "text:tab", "text:s", "text:line-break":
			b.WriteByte(' ')
		}
	}
	if e != nil {
		walk(e)
	}
	return annotate.OneLine(b.String())
}
