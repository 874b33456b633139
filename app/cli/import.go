package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gloss/annotate/store"
	"gloss/app"
	"gloss/importers"
)

const aboutImport = `
Imports files, and the files of folders that look importable. Prints a line for
each, as it is done:

  imported|duplicate|failed TAB path TAB title, or why it failed

A failure does not stop it; an interrupt does, and what was imported until then
stays. A text that the project has already is a duplicate and not a failure.
With --json: {"files": [{"state", "path", "id", "title", "reason"}, ...]}.

Projects of other programs come with their codings: REFI-QDA (QDPX, QDE, QDC) of
NVivo, MAXQDA, ATLAS.ti, QualCoder and Gloss, the database of Taguette and the
folder of QualCoder, recognised by their content. Standard error says how the
positions of each text were understood, how well they fit, and what could not be
carried; with --json it is in "projects". A second import changes nothing.
`

// outcome is a line of the JSON.
type outcome struct {
	State  string `json:"state"`
	Path   string `json:"path"`
	ID     string `json:"id,omitempty"`
	Title  string `json:"title,omitempty"`
	Reason string `json:"reason,omitempty"`
}

func runImport(c *call) error {
	options := c.importFlags()
	jobs := c.flags.Int("jobs", 0, "read `N` files at once; 0: one per core")
	asJSON := c.flags.Bool("json", false, "print one JSON document, at the end")
	args, err := c.parse(2, -1, aboutImport)
	if err != nil {
		return err
	}
	if *jobs < 0 {
		return usage("--jobs %d: there cannot be fewer than no jobs", *jobs)
	}
	if err := checkFormat(options.Format); err != nil {
		return err
	}
	return c.project(args[0], func(p *store.Project) error {
		foreign, rest := []string(nil), args[1:]
		if options.Format == "" {
			foreign, rest = app.Foreign(p, rest)
		}
		projects, err := c.importProjects(p, foreign, *asJSON)
		if err != nil {
			return err
		}
		paths, err := importers.Expand(rest)
		if err != nil {
			return err
		}
		if len(paths)+len(foreign) == 0 {
			return fmt.Errorf("%s: there is no file in it that looks importable; name files directly", strings.Join(args[1:], ", "))
		}
		var files []outcome
		count := map[string]int{}
		for _, o := range projects {
			count[o.State]++
		}
		bar := &progress{w: c.env.Stderr, on: c.env.Terminal}
		if len(paths) > 0 {
			bar.show(0, len(paths))
		}
		err = app.Import(c.ctx, p, paths, *options, *jobs, func(done, total int, o app.Outcome) {
			count[o.State]++
			f := outcome{State: o.State, Path: o.Path, ID: o.ID, Title: o.Title}
			if o.Err != nil {
				f.Reason = strings.TrimPrefix(o.Err.Error(), o.Path+": ")
			}
			files = append(files, f)
			if !*asJSON {
				bar.clear()
				c.line(f.State, f.Path, f.Title+f.Reason)
				c.out.Flush() // a failure stays with the writer, and Run names it
			}
			bar.show(done, total)
		})
		bar.clear()
		if *asJSON {
			doc := map[string]any{"files": list(files)}
			if len(projects) > 0 {
				doc["projects"] = projects
			}
			if err := c.json(doc); err != nil {
				return err
			}
		}
		c.say("%d imported, %d already there, %d failed", count[app.Imported], count[app.Duplicate], count[app.Failed])
		if errors.Is(err, context.Canceled) {
			c.say("stopped after %d of %s; what was imported stays", len(files), plural(len(paths), "file"))
			return errNamed
		}
		if err == nil && count[app.Failed] > 0 {
			return errNamed
		}
		return err
	})
}

// importFlags declares how a source is read.
func (c *call) importFlags() *importers.Options {
	var o importers.Options
	c.flags.StringVar(&o.Format, "format", "", "read as `NAME`, one of "+strings.Join(importFormats(), ", ")+"; otherwise recognised")
	c.flags.StringVar(&o.Encoding, "encoding", "", "read characters as `NAME`, such as windows-1252; otherwise recognised")
	c.flags.StringVar(&o.Part, "part", "", "of web pages take `PART`: article, wider or page (with menus; of PDFs: with running heads and page numbers)")
	c.flags.StringVar(&o.Password, "password", "", "open PDF files that ask for one with `PASSWORD`")
	return &o
}

func importFormats() []string {
	var names []string
	for _, f := range importers.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func checkFormat(name string) error {
	return oneOf("--format", name, importFormats())
}

// oneOf refuses a value that is neither empty nor among the names.
func oneOf(flag, value string, names []string) error {
	if value == "" || slices.Contains(names, value) {
		return nil
	}
	return usage("%s %q: there is %s", flag, value, strings.Join(names, ", "))
}
