package store

import (
	"errors"
	"os"
	"path/filepath"
)

// Backup writes a verified copy of the project to a new file at path. It works
// on a project that can only be read, and on one whose file was moved or
// deleted meanwhile. It refuses to replace a file (ErrExists).
func (p *Project) Backup(path string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return errClosed(p.path)
	}
	return p.conn.copyTo(path)
}

// copyTo writes a copy of the database to a new file at path: first under
// another name, so that path never holds half a copy.
func (c *conn) copyTo(path string) error {
	abs := place(path)
	if _, err := os.Lstat(abs); err == nil {
		return about(path, ErrExists, nil, "a file of that name exists already; choose another name for the copy")
	}
	part, err := os.CreateTemp(filepath.Dir(abs), ".gloss-*.part")
	if err != nil {
		return about(path, ErrReadOnly, err, "no copy can be made there; choose a folder that exists and that you may write to")
	}
	temporary := part.Name()
	defer os.Remove(temporary) // gone already if all went well
	defer os.Remove(temporary + "-journal")
	if err := part.Close(); err != nil {
		return about(path, ErrDisk, err, "the disk does not take the copy; choose another folder")
	}
	if err := c.script("VACUUM INTO ?", temporary); err != nil {
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

// verify reads a copy through, and puts it on the disk for good.
func verify(path string) error {
	c, err := connect(dsn(path, true))
	if err != nil {
		return err
	}
	if err := errors.Join(c.quickCheck(), c.close()); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// quickCheck reads the whole database and returns what is wrong with it.
func (c *conn) quickCheck() error {
	var result string
	if err := c.c.QueryRowContext(background, "PRAGMA quick_check(1)").Scan(&result); err != nil {
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
