package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gloss/annotate/store"
	"gloss/app"
)

const aboutNew = `
Makes a project, with the tags sovereignty, military and trade, or with those
of a codebook. It never replaces a file.
` + aboutCodebook

// aboutCodebook says what a table of tags looks like.
const aboutCodebook = `
A codebook is a CSV table; its first line names the columns, in any order:
tag (a name, or a path such as "economy > trade"), description, color (such as
#0072B2), key (the digit or letter that applies the tag), parent. Only tag is
needed. Rows that cannot be used are named by line and left out.
`

func runNew(c *call) error {
	codebook := c.flags.String("codebook", "", "start with the tags of this table instead, a CSV `FILE`")
	without := c.flags.Bool("without-sources", false, "keep only the texts of imported files, not the files themselves")
	args, err := c.parse(1, 1, aboutNew)
	if err != nil {
		return err
	}
	path := args[0]
	if !strings.EqualFold(filepath.Ext(path), ".gloss") {
		return usage("a project's name ends in .gloss, such as %s.gloss", path)
	}
	var data []byte
	if *codebook != "" {
		if data, err = readTable(*codebook); err != nil {
			return err
		}
	}
	p, err := store.Create(path, c.env.Store)
	if err != nil {
		return err
	}
	var report app.CodebookReport
	if *codebook != "" {
		report, err = app.ImportCodebook(c.ctx, p, *codebook, bytes.NewReader(data), true)
	}
	if err == nil && *without {
		err = p.Do(p.Group("settings"), func(tx *store.Tx) error { return tx.SetKeepSources(false) })
	}
	if err := errors.Join(err, p.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	named := c.rejected(*codebook, report.Rejected)
	c.say("%s: made", path)
	return named
}

// readTable reads a table that a person names.
func readTable(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	var broken *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: there is no such file; check its name and folder", path)
	case errors.As(err, &broken):
		return nil, fmt.Errorf("%s: the file cannot be read (%w); check its permissions", path, broken.Err)
	}
	return data, err
}
