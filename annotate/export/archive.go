package export

import (
	"archive/zip"
	"io"
	"strings"
	"time"
)

// archive writes a zip archive whose bytes depend on nothing but what is put
// into it: all its files are as old as the format can say.
type archive struct{ zip *zip.Writer }

var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func newArchive(w io.Writer) archive { return archive{zip.NewWriter(w)} }

// create begins a file; writing to the one before it is over.
func (a archive) create(name string) (io.Writer, error) {
	return a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch})
}

// add writes a whole file.
func (a archive) add(name, content string) error {
	w, err := a.create(name)
	if err == nil {
		_, err = io.Copy(w, strings.NewReader(content))
	}
	return err
}

func (a archive) close() error { return a.zip.Close() }
