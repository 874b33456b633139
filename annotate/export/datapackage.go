package export

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"hash"
	"io"
	"strconv"
	"strings"
	"unicode"

	"gloss/annotate"
)

// The loaders that lie in every data package.
//
//go:embed loaders/load.py
var loadPython string

//go:embed loaders/load.R
var loadR string

// Put takes a file of a format that makes several: its name, with slashes, and
// a function that writes it. A name is given once.
type Put func(name string, write func(w io.Writer) error) error

// zipped writes the files of a format as a zip archive.
func zipped(files func(put Put, p Project, o Options) error) func(w io.Writer, p Project, o Options) error {
	return func(w io.Writer, p Project, o Options) error {
		a := newArchive(w)
		put := func(name string, write func(w io.Writer) error) error {
			w, err := a.create(name)
			if err != nil {
				return err
			}
			return write(w)
		}
		if err := files(put, p, o); err != nil {
			return err
		}
		return a.close()
	}
}

// PackageFile is the file that makes a folder a data package.
const PackageFile = "datapackage.json"

// dataPackage makes the files of a data package: the tables codings.csv,
// articles.csv, articles_by_tags.csv, codebook.csv and coders.csv as CSV writes
// them; texts/ARTICLE_ID.txt, in which the positions of codings.csv count;
// codebook.md for people; load.R and load.py; and datapackage.json, which
// describes every column and gives the size and SHA-256 of every table
// (Frictionless Data Package 1.0, specs.frictionlessdata.io). It comes last, so
// that a package that has it is whole.
func dataPackage(put Put, p Project, _ Options) error {
	counts := newTally(p)
	d := descriptor{
		Profile: "data-package", Name: slug(p.Name), Title: p.Name,
		Description: "Codings of articles: who marked which passage with which tag. Positions count Unicode code points from 0; end is the first character after the passage.",
	}
	for _, s := range []sheet{
		codingSheet(counts.watch(p.Codings("")), p.Variables),
		withTextFiles(articleSheet(p, counts)),
		tagSheet("articles_by_tags", "one row per article; for each tag whether a highlight has it, and how many", p, counts,
			tagColumn{"has_", yesNo, "whether a highlight is tagged %s: 1 or 0", func(n int) string { return strconv.Itoa(min(n, 1)) }},
			tagColumn{"n_", whole, "number of highlights tagged %s", strconv.Itoa}),
		codebookSheet(p, counts),
		coderSheet(p),
	} {
		sum := &summing{hash: sha256.New()}
		err := put(s.name+".csv", func(w io.Writer) error {
			sum.w = w
			return writeCSV(sum, s, Options{})
		})
		if err != nil {
			return err
		}
		d.Resources = append(d.Resources, describe(s, sum))
	}
	for _, a := range p.Articles {
		whole, err := p.Whole(a.ID)
		if err != nil {
			return err
		}
		if err := put(textFile(a.ID), writer(whole.Text.String())); err != nil {
			return err
		}
	}
	content, err := indented(d)
	if err != nil {
		return err
	}
	for _, f := range []struct{ name, content string }{
		{"codebook.md", codebookText(p, counts)},
		{"load.R", loadR},
		{"load.py", loadPython},
		{PackageFile, content},
	} {
		if err := put(f.name, writer(f.content)); err != nil {
			return err
		}
	}
	return nil
}

func writer(content string) func(w io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, content)
		return err
	}
}

func textFile(article string) string { return "texts/" + article + ".txt" }

// withTextFiles adds the column text_file to a sheet of articles.
func withTextFiles(s sheet) sheet {
	rows := s.rows
	s.fields = append(s.fields, field{"text_file", word, "file with the text, in which positions count"})
	s.rows = func(yield func([]string, error) bool) {
		for cells, err := range rows {
			if err == nil {
				cells = append(cells, textFile(cells[0]))
			}
			if !yield(cells, err) {
				return
			}
		}
	}
	return s
}

// coderSheet has one row per coder.
func coderSheet(p Project) sheet {
	rows := each(p.Coders, func(c annotate.Coder) []string { return []string{c.ID, c.Name, c.Color} })
	return sheet{name: "coders", about: "one row per coder", key: "coder_id", rows: rows, fields: []field{
		{"coder_id", word, "identifier of the coder"},
		{"coder", word, "name"},
		{"color", word, "colour, #RRGGBB"},
	}}
}

// summing passes on what is written and sums it up.
type summing struct {
	w    io.Writer
	hash hash.Hash
	n    int64
}

func (s *summing) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	s.hash.Write(p[:n])
	s.n += int64(n)
	return n, err
}

// descriptor is datapackage.json.
type descriptor struct {
	Profile     string     `json:"profile"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Resources   []resource `json:"resources"`
}

type resource struct {
	Profile     string  `json:"profile"`
	Name        string  `json:"name"`
	Path        string  `json:"path"`
	Description string  `json:"description"`
	Format      string  `json:"format"`
	Mediatype   string  `json:"mediatype"`
	Encoding    string  `json:"encoding"`
	Bytes       int64   `json:"bytes"`
	Hash        string  `json:"hash"`
	Dialect     dialect `json:"dialect"`
	Schema      schema  `json:"schema"`
}

type dialect struct {
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
}

type schema struct {
	Fields        []schemaField `json:"fields"`
	MissingValues []string      `json:"missingValues"`
	PrimaryKey    string        `json:"primaryKey,omitempty"`
	ForeignKeys   []foreignKey  `json:"foreignKeys,omitempty"`
}

type schemaField struct {
	Name        string   `json:"name"`
	Type        string   `json:"type"`
	Format      string   `json:"format,omitempty"`
	Description string   `json:"description"`
	TrueValues  []string `json:"trueValues,omitempty"`
	FalseValues []string `json:"falseValues,omitempty"`
}

type foreignKey struct {
	Fields    string    `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string `json:"resource"`
	Fields   string `json:"fields"`
}

func describe(s sheet, sum *summing) resource {
	r := resource{
		Profile: "tabular-data-resource", Name: s.name, Path: s.name + ".csv", Description: s.about,
		Format: "csv", Mediatype: "text/csv", Encoding: "utf-8", Bytes: sum.n, Hash: "sha256:" + hex.EncodeToString(sum.hash.Sum(nil)),
		Dialect: dialect{",", "\r\n", `"`, true},
		Schema:  schema{MissingValues: []string{""}, PrimaryKey: s.key},
	}
	for _, f := range s.fields {
		sf := schemaField{Name: f.name, Type: "string", Description: f.about}
		switch f.kind {
		case whole:
			sf.Type = "integer"
		case moment:
			sf.Type = "datetime"
		case yesNo:
			sf.Type, sf.TrueValues, sf.FalseValues = "boolean", []string{"1"}, []string{"0"}
		}
		r.Schema.Fields = append(r.Schema.Fields, sf)
		if f.name == "article_id" && s.name != "articles" {
			r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, foreignKey{"article_id", reference{"articles", "article_id"}})
		}
	}
	return r
}

// indented is v as JSON for people.
func indented(v any) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.String(), err
}

// slug is name as the standard wants names of packages: small letters, digits,
// ".", "-" and "_". It is never empty.
func slug(name string) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLower(r) || unicode.IsDigit(r) || r == '.' || r == '-' || r == '_'):
			return r
		}
		return '-'
	}, strings.ToLower(name))
	if strings.Trim(s, "-") == "" {
		return "codings"
	}
	return s
}
