package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// applicationID marks an SQLite file as ours: "GLOS" in the four bytes at
// offset 68 of the header, where file(1) looks for it too.
const applicationID = 0x474C4F53

const (
	sqliteMagic  = "SQLite format 3\x00"
	headerLength = 100
)

// busyTimeout is how long, in milliseconds, a verb waits for another program.
const busyTimeout = 4000

// opened holds the project files that this process has open. Closing any file
// handle drops all POSIX locks that the process has on the file, SQLite's too,
// so an open project must not be touched except through SQLite.
var opened struct {
	sync.Mutex
	files []os.FileInfo
}

// claim examines the file at path before SQLite sees it and notes that it is
// open. Each claim needs a release.
func claim(path string, newest int) (os.FileInfo, error) {
	opened.Lock()
	defer opened.Unlock()
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, about(path, ErrNotFound, err, "there is no such file; check the name, or make a new project of that name")
	}
	if err != nil {
		return nil, about(path, ErrNotFound, err, "the file cannot be reached; check the folder and its permissions")
	}
	known := false
	for _, f := range opened.files {
		known = known || os.SameFile(f, info)
	}
	if !known {
		if err := examine(path, info, newest); err != nil {
			return nil, err
		}
	}
	opened.files = append(opened.files, info)
	return info, nil
}

func release(info os.FileInfo) {
	opened.Lock()
	defer opened.Unlock()
	for i, f := range opened.files {
		if os.SameFile(f, info) {
			opened.files = append(opened.files[:i:i], opened.files[i+1:]...)
			return
		}
	}
}

// examine reads the header of a file that this process does not have open.
func examine(path string, info os.FileInfo, newest int) error {
	if info.IsDir() {
		return about(path, ErrNotOurs, nil, "this is a folder, not a Gloss project; choose a file whose name ends in .gloss")
	}
	if info.Size() == 0 {
		return about(path, ErrDamaged, nil, "the file is empty; if it was a project, its contents did not arrive here: copy it again or open a backup")
	}
	f, err := os.Open(path)
	if err != nil {
		return about(path, ErrReadOnly, err, "the file cannot be read; check its permissions")
	}
	defer f.Close()
	header := make([]byte, headerLength)
	n, err := io.ReadFull(f, header)
	if !strings.HasPrefix(string(header[:n]), sqliteMagic[:min(n, len(sqliteMagic))]) || n == 0 {
		return about(path, ErrNotOurs, nil, "this is not a Gloss project; to use it as an article, import it into one")
	}
	if err != nil {
		return about(path, ErrDamaged, nil, "the file is cut short; copy it again or open a backup")
	}
	if binary.BigEndian.Uint32(header[68:]) != applicationID {
		return about(path, ErrNotOurs, nil, "this is a database of another program, not a Gloss project")
	}
	if version := int(binary.BigEndian.Uint32(header[60:])); version > newest {
		return about(path, ErrNewer, nil, "the project was made by a newer Gloss (file version %d, this one reads up to %d); install the newest Gloss to open it", version, newest)
	}
	// A journal with contents means that SQLite will mend the file first.
	if !unfinished(place(path)) {
		pageSize := int64(binary.BigEndian.Uint16(header[16:]))
		if pageSize == 1 {
			pageSize = 65536
		}
		pages := int64(binary.BigEndian.Uint32(header[28:]))
		if want := pages * pageSize; info.Size() < want {
			return about(path, ErrDamaged, nil, "the file is cut short (%d of %d bytes); copy it again or open a backup", info.Size(), want)
		}
	}
	return nil
}

// place is where path leads: from the root, without links, because SQLite puts
// its journal beside the file itself.
func place(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path
}

// unfinished reports whether a transaction was cut off: its journal stands
// beside the file and is not empty.
func unfinished(path string) bool {
	journal, err := os.Stat(path + "-journal")
	return err == nil && journal.Size() > 0
}

// dsn is the address of the file at place for the driver. Anything but an escaped file:
// URI would cut a name at its first ? or #. The settings were measured under
// kills and power cuts: a rollback journal, because with a write-ahead log the
// newest highlights live in a second file that copies leave behind; synchronous
// EXTRA, because FULL loses the last change in a power cut; normal locking,
// because only then SQLite notices that the file was replaced.
func dsn(place string, readOnly bool) string {
	mode := "rw"
	if readOnly {
		mode = "ro"
	}
	query := url.Values{"mode": {mode}, "_pragma": {
		fmt.Sprintf("busy_timeout(%d)", busyTimeout),
		"journal_mode(TRUNCATE)",
		"synchronous(EXTRA)",
		"locking_mode(NORMAL)",
		"fullfsync(1)",
		"foreign_keys(1)",
		"trusted_schema(0)",
	}}
	return fileURI(place) + "?" + query.Encode()
}

func fileURI(place string) string {
	place = filepath.ToSlash(place)
	if !strings.HasPrefix(place, "/") {
		place = "/" + place // C:/... on Windows
	}
	return "file://" + (&url.URL{Path: place}).EscapedPath()
}
