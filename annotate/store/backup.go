package store

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
)

// Backup writes a verified copy of the project to a new file at path. It works
// on a project that can only be read, and on one whose file was moved or
// deleted meanwhile. It refuses to replace a file (ErrExists).
func (p *Project) Backup(path string) error {
	return p.locked(func() error { return p.conn.copyTo(path) })
}

// copyTo writes a copy of the database to a new file at path, with VACUUM INTO:
// the database in order and without gaps.
func (c *conn) copyTo(path string) error {
	return writeCopy(path, func(temporary string) error { return c.script("VACUUM INTO ?", temporary) })
}

// partPattern is what copies are called until they are whole.
const partPattern = ".gloss-*.part"

// writeCopy makes a verified copy of a database at path: fill writes it to an
// empty file under another name first, so that path never holds half a copy.
func writeCopy(path string, fill func(temporary string) error) error {
	abs := place(path)
	if _, err := os.Lstat(abs); err == nil {
		return about(path, ErrExists, nil, "a file of that name exists already; choose another name for the copy")
	}
	part, err := os.CreateTemp(filepath.Dir(abs), partPattern)
	if err != nil {
		return about(path, ErrReadOnly, err, "no copy can be made there; choose a folder that exists and that you may write to")
	}
	temporary := part.Name()
	defer os.Remove(temporary) // gone already if all went well
	defer os.Remove(temporary + "-journal")
	if err := part.Close(); err != nil {
		return about(path, ErrDisk, err, "the disk does not take the copy; choose another folder")
	}
	if err := fill(temporary); err != nil {
		return explain(path, err)
	}
	if err := verify(temporary); err != nil {
		return about(path, ErrDamaged, err, "the copy came out damaged (%v) and was not kept; try another disk", err)
	}
	if err := os.Rename(temporary, abs); err != nil {
		return about(path, ErrDisk, err, "the copy cannot get its name (%v); choose another", err)
	}
	return syncFolder(filepath.Dir(abs))
}

// stepPages is how many pages are copied before others may use the project: a
// megabyte, some milliseconds.
const stepPages = 256

// copyInSteps fills the empty file at path with a copy of the database, page by
// page. Verbs and readers go on between the steps; what the verbs of this
// Project write meanwhile is in the copy.
func (p *Project) copyInSteps(path string) error {
	to := url.Values{"_pragma": {"journal_mode(OFF)", "synchronous(OFF)"}} // verify syncs it
	address := fileURI(place(path)) + "?" + to.Encode()
	var steps *sqlite.Backup
	err := p.locked(func() error {
		return p.conn.c.Raw(func(c any) (err error) {
			steps, err = c.(interface {
				NewBackup(string) (*sqlite.Backup, error)
			}).NewBackup(address)
			return err
		})
	})
	if err != nil {
		return err
	}
	for more := true; more && err == nil; {
		err = p.locked(func() error {
			if p.life.Err() != nil {
				return errClosed(p.path)
			}
			more, err = steps.Step(stepPages)
			return err
		})
	}
	return errors.Join(err, p.locked(steps.Finish))
}

// locked runs fn while nobody else uses the connection.
func (p *Project) locked(fn func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return errClosed(p.path)
	}
	return fn()
}

// verify reads a copy through, and puts it on the disk for good.
func verify(path string) error {
	c, err := connect(dsn(path, true))
	if err != nil {
		return err
	}
	if err := errors.Join(c.quickCheck(""), c.close()); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// quickCheck reads a table, or with an empty name the whole database, and
// returns what is wrong with it.
func (c *conn) quickCheck(table string) error {
	what := "1" // at most one fault
	if table != "" {
		what = "'" + strings.ReplaceAll(table, "'", "''") + "'"
	}
	var result string
	if err := c.c.QueryRowContext(background, "PRAGMA quick_check("+what+")").Scan(&result); err != nil {
		return err
	}
	if result != "ok" {
		return errors.New(result)
	}
	return nil
}

// syncFolder makes a new name in a folder last through a power cut, on systems
// where folders can be synced; elsewhere the file system sees to it.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return nil
	}
	_ = f.Sync()
	return f.Close()
}
