package qda

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

// What an archive may cost, whatever it says of itself. Media are never
// unpacked, so they do not count.
const (
	maxDirectory = 32 << 20  // bytes read to list the entries
	maxDocument  = 128 << 20 // bytes of the project document
	maxSource    = 64 << 20  // bytes of one source
	maxSources   = 512 << 20 // bytes of all sources
)

var (
	errLarge = errors.New("it unpacks to more than any project holds; export it again, in parts")
	errCut   = errors.New("it is damaged or cut off; copy it again, or export it anew")
)

// archive is a QDPX file that is open. An entry is only ever read into memory,
// so its name can lead nowhere.
type archive struct {
	file    *os.File
	entries map[string]*zip.File // by name in small letters, with slashes
	names   []string             // keys of entries in the order of the archive
	left    int64                // bytes of sources that may still be unpacked
}

// limitedReader fails once more has been read than the directory may take.
type limitedReader struct {
	io.ReaderAt
	left int64
}

func (r *limitedReader) ReadAt(p []byte, off int64) (int, error) {
	if r.left -= int64(len(p)); r.left < 0 {
		return 0, errLarge
	}
	return r.ReaderAt.ReadAt(p, off)
}

func openArchive(name string) (*archive, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, errors.New("it cannot be read; check its permissions")
	}
	a := &archive{file: f, entries: map[string]*zip.File{}, left: maxSources}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, errCut
	}
	limited := &limitedReader{f, maxDirectory}
	z, err := zip.NewReader(limited, info.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		f.Close()
		if errors.Is(err, errLarge) {
			return nil, errLarge
		}
		return nil, errCut
	}
	limited.left = 1 << 62 // entries have limits of their own
	for _, e := range z.File {
		key := entryName(e.Name)
		if a.entries[key] == nil && !strings.HasSuffix(key, "/") {
			a.entries[key] = e
			a.names = append(a.names, key)
		}
	}
	return a, nil
}

func (a *archive) close() error { return a.file.Close() }

// entryName is a name as entries are looked up: programs differ in case, and
// some write backslashes.
func entryName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

// document is the name of the project document: the standard says project.qde,
// ATLAS.ti for Mac names it after the project. "" where there is none.
func (a *archive) document() string {
	best := ""
	for _, n := range a.names {
		if strings.HasSuffix(n, ".qde") && !strings.Contains(n, "/") && (best == "" || n == "project.qde") {
			best = n
		}
	}
	return best
}

// read unpacks an entry of at most limit bytes. There is no entry: nil.
func (a *archive) read(name string, limit int64) ([]byte, error) {
	e := a.entries[name]
	if e == nil {
		return nil, nil
	}
	if e.UncompressedSize64 > uint64(limit) {
		return nil, errLarge
	}
	r, err := e.Open()
	if err != nil {
		return nil, errCut
	}
	defer r.Close()
	// What the directory says of the size need not be true.
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(data)) > limit:
		return nil, errLarge
	case err != nil:
		return nil, errCut
	case data == nil:
		data = []byte{}
	}
	return data, nil
}

// source unpacks the source that a path attribute names, which in the standard
// is internal://NAME for sources/NAME; some programs leave the scheme out.
// Sources outside the archive are never followed: why says so.
func (a *archive) source(ref string) (data []byte, why string) {
	name := ref
	scheme, rest, has := strings.Cut(ref, "://")
	switch {
	case ref == "":
		return nil, "the file does not say where"
	case has && strings.EqualFold(scheme, "internal"):
		name = rest
	case has:
		return nil, fmt.Sprintf("outside the archive, at %s", clip(ref, 80))
	}
	if a == nil {
		return nil, "in an archive that was not given; import the QDPX file"
	}
	name = entryName(name)
	if a.entries["sources/"+name] != nil {
		name = "sources/" + name
	} else if a.entries[name] == nil {
		name = a.findBase(path.Base(name))
	}
	if name == "" {
		return nil, "not in the archive"
	}
	data, err := a.read(name, min(maxSource, a.left))
	if err != nil {
		return nil, err.Error()
	}
	a.left -= int64(len(data))
	return data, ""
}

// findBase is the entry of that file name in any folder, or "".
func (a *archive) findBase(base string) string {
	for _, n := range a.names {
		if path.Base(n) == base {
			return n
		}
	}
	return ""
}

// holdsProject reports whether the archive at path is a REFI-QDA project.
func holdsProject(path string) bool {
	a, err := openArchive(path)
	if err != nil {
		return false
	}
	defer a.close()
	return a.document() != ""
}
