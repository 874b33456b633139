package store

import (
	_ "embed"
	"fmt"
)

var (
	//go:embed schema/1.sql
	schema1 string
	//go:embed schema/2.sql
	schema2 string
)

// migrations make and renew the tables: entry i brings a file from version i
// to i+1. The list only grows; testdata keeps a project of every version, and
// a test opens each.
var migrations = []string{schema1, schema2}

// migrate brings the open database up to the last of steps in one transaction,
// whose last statement is the new version number. keep makes a backup of a
// project that holds something, before.
func migrate(c *conn, path string, steps []string, keep func() (string, error)) error {
	version, err := c.version()
	if err != nil {
		return err
	}
	switch {
	case version > len(steps):
		return about(path, ErrNewer, nil, "the project was made by a newer Gloss (file version %d, this one reads up to %d); install the newest Gloss to open it", version, len(steps))
	case version == len(steps):
		return nil
	case version > 0:
		if _, err := keep(); err != nil {
			return err
		}
	}
	if err := c.script("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err = func() error {
		// Another program may have been first.
		if version, err = c.version(); err != nil || version >= len(steps) {
			return err
		}
		for _, step := range steps[version:] {
			if err := c.script(step); err != nil {
				return fmt.Errorf("renew the tables: %w", err)
			}
		}
		if err := c.script(fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
			return err
		}
		return c.script(fmt.Sprintf("PRAGMA user_version = %d", len(steps)))
	}()
	return c.end(err)
}

// version is the number of migrations that the file has gone through.
func (c *conn) version() (int, error) {
	var v int
	err := c.c.QueryRowContext(background, "PRAGMA user_version").Scan(&v)
	return v, err
}
