package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Errors that callers tell apart. What Open, Create and the verbs return wraps
// one of them where it applies, and prints as one sentence that names the file
// and says what to do.
var (
	ErrNotFound  = errors.New("not found")
	ErrExists    = errors.New("a file of that name exists already")
	ErrNotOurs   = errors.New("not a Gloss project")
	ErrNewer     = errors.New("made by a newer Gloss")
	ErrDamaged   = errors.New("damaged")
	ErrReadOnly  = errors.New("read-only")
	ErrBusy      = errors.New("in use by another program")
	ErrMoved     = errors.New("moved, replaced or deleted while open")
	ErrDisk      = errors.New("the disk is full or fails") // see Project.Backup for a way out
	ErrClosed    = errors.New("closed")
	ErrDuplicate = errors.New("already in the project") // see DuplicateError
)

// DuplicateError is returned by Tx.AddArticle for an article that the project
// has already. It wraps ErrDuplicate.
type DuplicateError struct {
	ID, Title string // of the article that is there
}

func (e *DuplicateError) Error() string { return "already in the project as " + e.Title }

// Unwrap returns ErrDuplicate.
func (e *DuplicateError) Unwrap() error { return ErrDuplicate }

// fault is an error that a person reads: its sentence says everything, what it
// wraps is for errors.Is.
type fault struct {
	sentence string
	kind     error
	cause    error // may be nil
}

func (f *fault) Error() string { return f.sentence }

func (f *fault) Unwrap() []error {
	if f.cause == nil {
		return []error{f.kind}
	}
	return []error{f.kind, f.cause}
}

// about makes the sentence "path: what it is and what to do".
func about(path string, kind, cause error, format string, args ...any) error {
	return &fault{path + ": " + fmt.Sprintf(format, args...), kind, cause}
}

// notFound is for what a caller asked for by an ID.
func notFound(format string, args ...any) error {
	return &fault{fmt.Sprintf(format, args...), ErrNotFound, nil}
}

// explain turns what SQLite reports about the file into a sentence for a
// person. Other errors pass through.
func explain(path string, err error) error {
	var known *fault
	var se *sqlite.Error
	if err == nil || errors.As(err, &known) || !errors.As(err, &se) {
		return err
	}
	switch code := se.Code(); code & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return about(path, ErrBusy, err, "another program is writing to this project; try again in a moment")
	case lib.SQLITE_READONLY:
		switch code {
		case lib.SQLITE_READONLY_DBMOVED:
			return moved(path, err)
		case lib.SQLITE_READONLY_ROLLBACK, lib.SQLITE_READONLY_RECOVERY:
			return about(path, ErrReadOnly, err, "the project was not closed properly and cannot be mended where it is read-only; copy it, with the file %s-journal, to a folder that you may write to", path)
		}
		return readOnly(path, err)
	case lib.SQLITE_CANTOPEN:
		if _, gone := os.Stat(path); errors.Is(gone, fs.ErrNotExist) {
			return moved(path, err)
		}
		return readOnly(path, err)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return about(path, ErrDamaged, err, "the project file is damaged (%s); open a backup copy instead", se.Error())
	case lib.SQLITE_FULL:
		return about(path, ErrDisk, err, "the disk is full and this change was not saved; everything before it was; free some space and try again, or save a copy elsewhere")
	case lib.SQLITE_IOERR:
		if !writable(place(path)) { // a medium that was taken over read-only refuses in its own way
			return readOnly(path, err)
		}
		return about(path, ErrDisk, err, "the disk does not answer as it should (%s) and this change was not saved; everything before it was; try again, or save a copy elsewhere", se.Error())
	}
	return fmt.Errorf("%s: %w", path, err)
}

func moved(path string, cause error) error {
	return about(path, ErrMoved, cause, "the project file was moved, replaced or deleted by another program; nothing can be saved until it is back where it was; or save a copy under a new name")
}

func readOnly(path string, cause error) error {
	return about(path, ErrReadOnly, cause, "the project can only be read, because its file or folder is write-protected; save a copy elsewhere to make changes")
}
