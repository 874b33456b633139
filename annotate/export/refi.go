package export

import (
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"gloss/annotate"
	"gloss/annotate/kept"
)

// The namespaces of REFI-QDA 1.0, the exchange format of programs for
// qualitative analysis (qdasoftware.org).
const (
	qdcSpace = "urn:QDA-XML:codebook:1.0"
	qdeSpace = "urn:QDA-XML:project:1.0"
	origin   = "Gloss"
)

// qdc writes the codebook as a REFI-QDA codebook file. The schema wants at
// least one tag; a project without any is an error.
func qdc(w io.Writer, p Project, _ Options) error {
	if len(p.Codebook) == 0 {
		return errors.New("the project has no tags, and a QDC file cannot be empty; make a tag first")
	}
	x := newXML(w)
	x.open("CodeBook", "xmlns", qdcSpace, "origin", origin)
	x.codes(p.Codebook)
	x.close("CodeBook")
	return x.w.Flush()
}

// qdpx writes a REFI-QDA project: a zip archive with project.qde and the texts
// in sources/, UTF-8 without a byte order mark, lines ended by LF. Positions
// are those of Gloss. A highlight is a PlainTextSelection with a Coding for each
// tag, its note the Description; what is known about an article stands in
// Variables. Not carried are blocks, marks, pages, keys of tags and states of
// articles, for which the standard has no place.
//
// GUIDs are the identifiers of the project in capitals; those of variables and
// codings, which have none, are made of what they belong to, so that a second
// export names them alike.
func qdpx(w io.Writer, p Project, _ Options) error { return writeQDPX(w, p, codePoints) }

// qdpxNVivo is qdpx as NVivo for Windows reads and writes it: the texts begin
// with a byte order mark, which no position counts, their lines end in CR LF,
// and positions count UTF-16 units, two for each line end.
func qdpxNVivo(w io.Writer, p Project, _ Options) error { return writeQDPX(w, p, nvivo) }

// target is what a QDPX file is written for.
type target struct {
	counts  string // what positions count, for the reader of Gloss
	mark    string // begins a text
	lineEnd string
	// positions returns what becomes of a position in the text.
	positions func(t annotate.Text) func(pos int) int
}

var (
	codePoints = target{kept.CodePoints, "", "\n", func(annotate.Text) func(int) int { return func(pos int) int { return pos } }}
	nvivo      = target{kept.UTF16, "\uFEFF", "\r\n", utf16Positions}
)

// utf16Positions counts UTF-16 units, two for a line end.
func utf16Positions(t annotate.Text) func(pos int) int {
	at := make([]int, 0, t.Len()+1)
	n := 0
	for _, r := range t.String() {
		at = append(at, n)
		if n++; r > 0xFFFF || r == '\n' {
			n++
		}
	}
	at = append(at, n)
	return func(pos int) int { return at[pos] }
}

func writeQDPX(w io.Writer, p Project, to target) error {
	a := newArchive(w)
	entry, err := a.create("project.qde")
	if err != nil {
		return err
	}
	if err := writeQDE(entry, p, to); err != nil {
		return err
	}
	for _, listed := range p.Articles {
		whole, err := p.Whole(listed.ID)
		if err != nil {
			return err
		}
		text := to.mark + strings.ReplaceAll(whole.Text.String(), "\n", to.lineEnd)
		if err := a.add("sources/"+guid(listed.ID)+".txt", text); err != nil {
			return err
		}
	}
	return a.close()
}

// sourceVariables are what is known about every article, as Variables of the
// project; the article variables follow.
var sourceVariables = []struct {
	name  string
	value func(a *annotate.Article) string
}{
	{"authors", func(a *annotate.Article) string { return authors(a.Authors) }},
	{"published", func(a *annotate.Article) string { return a.Published }},
	{"site", func(a *annotate.Article) string { return a.Site }},
	{"url", func(a *annotate.Article) string { return a.URL }},
	{"language", func(a *annotate.Article) string { return a.Language }},
	{"source_file", func(a *annotate.Article) string { return a.SourceName }},
}

// writeQDE writes the parts in the order of the schema, and leaves out those
// that would be empty, as the schema wants it.
func writeQDE(w io.Writer, p Project, to target) error {
	x := newXML(w)
	x.open("Project", "xmlns", qdeSpace, "name", p.Name, "origin", origin)
	x.kept(kept.Project{Positions: to.counts})
	if len(p.Coders) > 0 {
		x.open("Users")
		colors := kept.Coders{Colors: map[string]string{}}
		for _, c := range p.Coders {
			colors.Colors[guid(c.ID)] = c.Color
		}
		x.kept(colors)
		for _, c := range p.Coders {
			x.empty("User", "guid", guid(c.ID), "name", c.Name)
		}
		x.close("Users")
	}
	if len(p.Codebook) > 0 {
		x.open("CodeBook")
		x.codes(p.Codebook)
		x.close("CodeBook")
	}
	if len(p.Articles) > 0 {
		x.open("Variables")
		for _, v := range sourceVariables {
			x.empty("Variable", "guid", derived("source variable", v.name), "name", v.name, "typeOfVariable", "Text")
		}
		for _, name := range p.Variables {
			x.empty("Variable", "guid", derived("variable", name), "name", VariablePrefix+name, "typeOfVariable", "Text")
		}
		x.close("Variables")
		x.open("Sources")
		tags, coders := byPath(p.Codebook), byName(p.Coders)
		for i := range p.Articles {
			if err := x.source(p, p.Articles[i].ID, to, tags, coders); err != nil {
				return err
			}
		}
		x.close("Sources")
	}
	x.close("Project")
	return x.w.Flush()
}

func (x *xmlWriter) source(p Project, id string, to target, tags map[string]annotate.Tag, coders map[string]annotate.Coder) error {
	a, err := p.Whole(id)
	if err != nil {
		return err
	}
	name := a.Title
	if name == "" {
		name = a.SourceName
	}
	x.open("TextSource", "guid", guid(a.ID), "name", name, "plainTextPath", "internal://"+guid(a.ID)+".txt", "creationDateTime", stamp(a.Added))
	x.kept(kept.Of(&a))
	at := to.positions(a.Text)
	x.text("Description", a.Note)
	for h, err := range passages(p.Codings(a.ID)) {
		if err != nil {
			return err
		}
		coder := ""
		if c, known := coders[h.Coder]; known {
			coder = guid(c.ID)
		}
		x.open("PlainTextSelection", "guid", guid(h.HighlightID), "name", annotate.Excerpt(h.Quote, 100),
			"startPosition", strconv.Itoa(at(h.Start)), "endPosition", strconv.Itoa(at(h.End)),
			"creatingUser", coder, "creationDateTime", stamp(h.Created), "modifiedDateTime", stamp(h.Changed))
		x.text("Description", h.Note)
		for _, path := range h.paths {
			x.open("Coding", "guid", derived("coding", h.HighlightID, tags[path].ID), "creatingUser", coder, "creationDateTime", stamp(h.Created))
			x.empty("CodeRef", "targetGUID", guid(tags[path].ID))
			x.close("Coding")
		}
		x.close("PlainTextSelection")
	}
	value := func(variable, value string) {
		if value != "" {
			x.open("VariableValue")
			x.empty("VariableRef", "targetGUID", variable)
			x.text("TextValue", value)
			x.close("VariableValue")
		}
	}
	for _, v := range sourceVariables {
		value(derived("source variable", v.name), v.value(&a))
	}
	for _, v := range a.Variables {
		value(derived("variable", v.Name), v.Value)
	}
	x.close("TextSource")
	return nil
}

// codes writes the tree of tags.
func (x *xmlWriter) codes(codebook annotate.Codebook) {
	x.open("Codes")
	var below func(parent string)
	below = func(parent string) {
		for _, t := range codebook.Children(parent) {
			x.open("Code", "guid", guid(t.ID), "name", t.Name, "isCodable", "true", "color", t.Color)
			if t.Key != "" {
				x.kept(kept.Tag{Key: t.Key})
			}
			x.text("Description", t.Description)
			below(t.ID)
			x.close("Code")
		}
	}
	below("")
	x.close("Codes")
}

var isUUID = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// guid is an identifier of the project in the form that all programs take.
func guid(id string) string {
	if isUUID.MatchString(id) {
		return strings.ToUpper(id)
	}
	return derived("id", id)
}

// derived is a GUID made of names.
func derived(names ...string) string { return strings.ToUpper(annotate.DerivedID(names...)) }
