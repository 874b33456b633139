// Package export writes projects in the formats that other programs read. One
// file per format, one table.
//
// A format gets a [Project]: plain values, and functions that read what may be
// large piece by piece, so that no format holds more than one article's text
// at a time. What several formats write as tables (codings, articles, articles
// by tags, codebook, coders) is a sheet, see sheet.go; the formats differ in how
// they put sheets down. All formats give the same bytes for the same project.
package export

import (
	"io"
	"iter"

	"gloss/annotate"
)

// Project is what a format writes: a project, or the part of it that a person
// chose.
type Project struct {
	Name      string            // of the project file, without folder and extension
	Codebook  annotate.Codebook // all tags
	Tags      []annotate.Tag    // those whose codings were chosen, in the order of the codebook
	Coders    []annotate.Coder
	Variables []string  // names of all article variables
	Articles  []Article // those chosen, in the order they were added

	// Codings reads the chosen codings of one article, or of all for "", anew at
	// each call: by article as in Articles, start, end, tag path.
	Codings func(article string) annotate.Codings
	// Whole reads an article with its text.
	Whole func(id string) (annotate.Article, error)
}

// Article is what is known about an article, without its Text, Blocks, Breaks
// and Marks.
type Article struct {
	annotate.Article
	Length int // of its text, in code points
	Words  int
}

// Options say how to write. Each format looks at those that concern it. The
// zero value is RFC 4180 in UTF-8 and a report with everything.
type Options struct {
	// for CSV
	BOM       bool     // begin with a byte order mark, for Excel and SPSS
	Delimiter rune     // 0: comma
	Guard     bool     // put ' before cells that a spreadsheet would run as a formula; see Unguard
	SPSS      bool     // no line breaks in cells, and names that SPSS takes; see CSV
	Variables []string // names of article variables; each becomes a last column var_NAME

	// for reports
	Parts Parts
}

// Format is a row of the table of formats.
type Format struct {
	Name      string // as in --format
	Label     string // for a person
	Extension string // lower case, with dot
	Binary    bool   // not made for a terminal
	// Write writes the project to w as one file. Options that the format has no
	// use for are passed over; o.Variables is not looked at.
	Write func(w io.Writer, p Project, o Options) error
	// Files, where it is not nil, writes the project as several files, which
	// Write puts into a zip archive.
	Files func(put Put, p Project, o Options) error
}

// Formats lists what a project can be written as, the default first. Of those
// that share an extension, the first is what it stands for.
func Formats() []Format {
	return []Format{
		{Name: "csv", Label: "Table (CSV)", Extension: ".csv", Write: func(w io.Writer, p Project, o Options) error {
			o.Variables = p.Variables
			return CSV(w, p.Codings(""), o)
		}},
		{Name: "xlsx", Label: "Spreadsheet (XLSX)", Extension: ".xlsx", Binary: true, Write: xlsx},
		{Name: "datapackage", Label: "Data package for R and Python", Extension: ".zip", Binary: true, Write: zipped(dataPackage), Files: dataPackage},
		{Name: "json", Label: "Web Annotations (JSON Lines)", Extension: ".jsonl", Write: jsonLines},
		{Name: "spacy", Label: "Spans for spaCy and Prodigy (JSON Lines)", Extension: ".spacy.jsonl", Write: spacySpans},
		{Name: "doccano", Label: "Spans for doccano (JSON Lines)", Extension: ".doccano.jsonl", Write: doccanoSpans},
		{Name: "html", Label: "Report to read and print (HTML)", Extension: ".html", Write: htmlReport},
		{Name: "docx", Label: "Report for Word and LibreOffice (DOCX)", Extension: ".docx", Binary: true, Write: docxReport},
		{Name: "qdpx", Label: "Project for MAXQDA, ATLAS.ti and others (REFI-QDA)", Extension: ".qdpx", Binary: true, Write: qdpx},
		{Name: "qdpx-nvivo", Label: "Project for NVivo (REFI-QDA)", Extension: ".qdpx", Binary: true, Write: qdpxNVivo},
		{Name: "codebook", Label: "Codebook (CSV)", Extension: ".codebook.csv", Write: codebookCSV},
		{Name: "qdc", Label: "Codebook for NVivo, MAXQDA, ATLAS.ti (REFI-QDA)", Extension: ".qdc", Write: qdc},
	}
}

// passage is a highlight with the tags that were chosen; the other fields of
// the Coding are those of its rows.
type passage struct {
	annotate.Coding
	paths []string // of its tags, ascending; none for a plain highlight
}

// passages joins the rows of each highlight. They share a span, but rows of
// other highlights of the same span may stand between them.
func passages(rows annotate.Codings) iter.Seq2[passage, error] {
	return func(yield func(passage, error) bool) {
		var same []passage // of one span
		flush := func() bool {
			for _, p := range same {
				if !yield(p, nil) {
					return false
				}
			}
			same = same[:0]
			return true
		}
		for c, err := range rows {
			if err != nil {
				yield(passage{}, err)
				return
			}
			if len(same) > 0 && (same[0].ArticleID != c.ArticleID || same[0].Start != c.Start || same[0].End != c.End) && !flush() {
				return
			}
			at := -1
			for i := range same {
				if same[i].HighlightID == c.HighlightID {
					at = i
				}
			}
			if at < 0 {
				at = len(same)
				same = append(same, passage{Coding: c})
			}
			if c.TagPath != "" {
				same[at].paths = append(same[at].paths, c.TagPath)
			}
		}
		flush()
	}
}
