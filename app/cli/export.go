package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/annotate/export"
	"gloss/annotate/store"
	"gloss/app"
)

const aboutExport = `
Writes the codings: one row per highlight and tag; a highlight without tags has
one row with an empty tag. Rows are ordered by article (as added), start, end,
tag. --tag takes the tags below it too; several tags, articles or coders are
joined by or, the three kinds by and. --filter is one that was saved in the
window's view of passages. The README describes the columns.

  csv    the codings as a table
  xlsx   a workbook for Excel and LibreOffice: codings, articles, articles by
         tags, codebook
  datapackage
         tables, texts, a description of every column, and loaders for R and
         Python: a folder, or an archive where PATH ends in .zip
  json   a W3C Web Annotation per line and highlight
  spacy  a line of JSON per article: text and spans, for spaCy and Prodigy
  doccano
         the same for doccano
  html   a report to read and print: articles with coloured passages, passages
         by tag with citations
  docx   the same for Word and LibreOffice
  qdpx   a REFI-QDA project for MAXQDA, ATLAS.ti and others
  qdpx-nvivo
         the same as NVivo for Windows counts: UTF-16, lines ended by CR LF
  codebook
         the codebook alone, as a table that "gloss tags --import" takes
  qdc    the codebook alone, for the programs of qdpx

--bom, --delimiter, --guard and --spss are for csv. --guard puts ' before cells
that begin with =, +, -, @, a tab or ', which spreadsheets might run as a formula;
"gloss code" takes it away again. --spss makes what SPSS and PSPP can read: line
breaks and tabs within cells become spaces, cells end at 32,767 bytes, and names
of columns have letters, digits and _ only. --parts is for html and docx.

spacy and doccano have an article if it has tagged passages, or if it is marked
as done: elsewhere nobody may have looked. Highlights without tags have no label
and are left out.
`

func runExport(c *call) error {
	formats := export.Formats()
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	var o export.Options
	format := c.flags.String("format", "", "write `NAME`, one of "+strings.Join(names, ", ")+"; otherwise by the ending of -o, else "+names[0])
	path := c.flags.String("o", "", "write to `PATH`, replacing a file that is there; otherwise to standard output")
	tags := c.strings("tag", "only this tag: a `name`, path or id; may be given several times")
	articles := c.strings("article", "only this article: a `title`, file name or id; may be given several times")
	coders := c.strings("coder", "only this coder: a `name` or id; may be given several times")
	filter := c.filterFlag()
	c.flags.BoolVar(&o.BOM, "bom", false, "begin with a byte order mark, so that Excel sees UTF-8")
	c.flags.BoolVar(&o.Guard, "guard", false, "guard cells that a spreadsheet would run as a formula")
	c.flags.BoolVar(&o.SPSS, "spss", false, "write what SPSS can read")
	c.flags.StringVar((*string)(&o.Parts), "parts", "", "of a report only `PART`, articles or passages")
	c.flags.Func("delimiter", "part cells by `D`: a comma (otherwise), a semicolon or tab", func(s string) error {
		o.Delimiter, _ = utf8.DecodeRuneInString(s)
		switch {
		case s == "tab":
			o.Delimiter = '\t'
		case s != "," && s != ";" && s != "\t":
			return errors.New(`use "," or ";" or "tab"`)
		}
		return nil
	})
	args, err := c.parse(1, 1, aboutExport)
	if err != nil {
		return err
	}
	if err := oneOf("--format", *format, names); err != nil {
		return err
	}
	if err := oneOf("--parts", string(o.Parts), []string{string(export.ArticlesPart), string(export.PassagesPart)}); err != nil {
		return err
	}
	chosen := chooseFormat(formats, *format, *path)
	if chosen.Binary && *path == "" {
		return usage("%s is not made to be read on a terminal; name a file with -o, or -o - if a program reads it", chosen.Name)
	}
	return c.project(args[0], func(p *store.Project) error {
		filter, err := chooseCodings(p, *filter, *tags, *articles, *coders)
		if err != nil {
			return err
		}
		write := func(w io.Writer) error { return app.Export(c.ctx, p, w, chosen, filter, o) }
		if *path == "" || *path == "-" {
			return write(c.out)
		}
		if app.SameFile(*path, p.Path()) {
			return fmt.Errorf("%s: this is the project itself; choose another name for the table", *path)
		}
		if chosen.Files != nil && !strings.EqualFold(filepath.Ext(*path), chosen.Extension) {
			return app.ExportFolder(c.ctx, p, *path, chosen, filter, o)
		}
		return app.WriteFile(*path, write)
	})
}

// chooseFormat returns the format of that name; without a name the one whose
// extension the path has, of two the longer (.spacy.jsonl is .jsonl too), else
// the first.
func chooseFormat(formats []export.Format, name, path string) export.Format {
	chosen, length := formats[0], 0
	for _, f := range formats {
		if f.Name == name {
			return f
		}
		if name == "" && len(f.Extension) > length && strings.HasSuffix(strings.ToLower(path), f.Extension) {
			chosen, length = f, len(f.Extension)
		}
	}
	return chosen
}

// filterFlag is the flag that names a filter of the project.
func (c *call) filterFlag() *string {
	return c.flags.String("filter", "", "what the project's filter of this `NAME` lets through; tags, articles and coders given beside it take the place of its own")
}

// chooseCodings turns what a person calls a filter, tags, articles and coders
// into IDs.
func chooseCodings(p *store.Project, filter string, tags, articles, coders []string) (f store.Filter, err error) {
	if filter != "" {
		kept, err := p.Filters()
		if err != nil {
			return f, err
		}
		i := slices.IndexFunc(kept, func(k store.NamedFilter) bool { return strings.EqualFold(k.Name, filter) })
		if i < 0 {
			var names []string
			for _, k := range kept {
				names = append(names, k.Name)
			}
			return f, usage("--filter %q: the project has no such filter; there is %s", filter, cmp.Or(strings.Join(names, ", "), "none"))
		}
		f = kept[i].Filter
	}
	if len(tags) > 0 {
		f.Tags, f.Untagged = nil, false
	}
	if len(articles) > 0 {
		f.Articles = nil
	}
	if len(coders) > 0 {
		f.Coders = nil
	}
	codebook, err := p.Tags()
	if err != nil {
		return f, err
	}
	for _, ref := range tags {
		t, ok := findTag(codebook, ref)
		if !ok {
			return f, usage("--tag %q: the project has no such tag, or several of that name; gloss tags lists their paths", ref)
		}
		f.Tags = append(f.Tags, t.ID)
	}
	for _, ref := range articles {
		ids, err := p.FindArticles(ref)
		switch {
		case err != nil:
			return f, err
		case len(ids) == 0:
			return f, usage("--article %q: the project has no such article; gloss articles lists their titles", ref)
		case len(ids) > 1:
			return f, usage("--article %q: %d articles are called that; give an id: %s", ref, len(ids), strings.Join(ids, ", "))
		}
		f.Articles = append(f.Articles, ids[0])
	}
	people, err := p.Coders()
	if err != nil {
		return f, err
	}
	for _, ref := range coders {
		known := len(f.Coders)
		var names []string
		for _, k := range people {
			if k.ID == ref || strings.EqualFold(k.Name, ref) {
				f.Coders = append(f.Coders, k.ID)
			}
			names = append(names, k.Name)
		}
		if len(f.Coders) == known {
			return f, usage("--coder %q: the project has no such coder; there is %s", ref, strings.Join(names, ", "))
		}
	}
	return f, nil
}
