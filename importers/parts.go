package importers

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// What a document in parts may cost, however small its packed file is.
const (
	maxUnpacked = 64 << 20 // bytes of all parts that are read
	maxParts    = 20000    // entries in the archive
	maxElements = 1 << 20  // of all parts that are read
)

// parts are the parts of a document that is a ZIP archive: Word, OpenDocument
// and EPUB files. A part is only ever read into memory, so its name can lead
// nowhere; all that is read draws on one budget.
type parts struct {
	files    map[string]*zip.File // by partName
	left     int64                // bytes that may still be unpacked
	elements int                  // elements that may still be read
}

var (
	errCut   = errors.New("it is damaged or cut off; download or copy it again, or open it in its program and save it anew")
	errLarge = fmt.Errorf("it unpacks to more than %s or holds more than any article does; save it as plain text and import that", megabytes(maxUnpacked))
)

// openParts reads the archive's directory.
func openParts(data []byte) (*parts, error) {
	// Counted before the directory is read, which takes memory per entry.
	if bytes.Count(data, []byte("PK\x01\x02")) > maxParts {
		return nil, errLarge
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, errCut
	}
	p := &parts{files: map[string]*zip.File{}, left: maxUnpacked, elements: maxElements}
	for _, f := range archive.File {
		if name := partName("", f.Name); p.files[name] == nil {
			p.files[name] = f
		}
	}
	return p, nil
}

// partName is where a reference leads that stands in a part of the given
// folder: names in archives know neither case nor backslashes.
func partName(folder, reference string) string {
	reference = strings.ReplaceAll(reference, `\`, "/")
	if !strings.HasPrefix(reference, "/") {
		reference = "/" + folder + "/" + reference
	}
	return strings.ToLower(strings.TrimPrefix(path.Clean(reference), "/"))
}

// read unpacks a part; nil where there is none. A part that is damaged gives
// what can be unpacked of it, and errCut.
func (p *parts) read(name string) ([]byte, error) {
	f := p.files[partName("", name)]
	if f == nil {
		return nil, nil
	}
	if f.UncompressedSize64 > uint64(p.left) {
		return nil, errLarge
	}
	r, err := f.Open()
	if err != nil {
		return nil, errCut
	}
	defer r.Close()
	// What the directory says of a part's size need not be true.
	b := bytes.NewBuffer(make([]byte, 0, int(f.UncompressedSize64)+bytes.MinRead))
	_, err = b.ReadFrom(io.LimitReader(r, p.left+1))
	data := b.Bytes()
	if p.left -= int64(len(data)); p.left < 0 {
		return nil, errLarge
	}
	if err != nil {
		return data, errCut
	}
	return data, nil
}

// tree parses a part that is XML; nil where there is none. A damaged part
// gives what came before the damage, and errCut.
func (p *parts) tree(name string) (*element, error) {
	data, cut := p.read(name)
	if len(data) == 0 {
		return nil, cut
	}
	root, err := parseXML(data, &p.elements)
	if err == nil {
		err = cut
	}
	return root, err
}
