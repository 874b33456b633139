// Package qda reads the projects of other programs for qualitative analysis:
// bytes in, plain values out. It knows REFI-QDA projects (QDPX), as NVivo,
// MAXQDA, ATLAS.ti, QualCoder and Gloss write them, bare REFI-QDA documents
// (QDE) and codebooks (QDC), and the projects of Taguette and QualCoder.
//
//	file ── Open ── coders, codebook, sources with text and highlights, and
//	                what cannot be carried, each thing by its name
//
// # Where a passage stands
//
// Programs disagree about what a position counts: code points, UTF-16 units or
// bytes; a line end of CR LF as one or two; a byte order mark or not; the last
// character of a passage or the one behind it. No file says which. So every
// source is read in all these ways, and the way in which the passages make most
// sense wins: inside the text, agreeing with the quotes that some programs give,
// beginning and ending at the edges of words and lines. A [Proof] says how well
// it fits. See proof.go.
//
// The text of a source is brought into the form that every article has (see
// annotate.Clean), its lines become paragraphs, and positions go the same way,
// character by character. See layout.go.
//
// # What it promises
//
// The file is opened for reading only and never changed. Nothing of it is
// dropped in silence: what has no place in Gloss is in [Project.Left]. The same
// file gives the same values, with the same identifiers, however often it is
// read. No file, whatever its bytes, makes Open panic or take memory and time
// without bound.
package qda

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"gloss/annotate"
)

// Project is what another program's project holds, as far as it can be carried.
type Project struct {
	Path    string
	Program string // which wrote it, with its version where the file says it
	Name    string
	Home    bool // Gloss wrote it

	Coders   []annotate.Coder
	Codebook annotate.Codebook // passes Codebook.Check; each tag before those below it
	Sources  []Source          // with text, in the order of the file
	Left     []Left
}

// Source is one text of a project with what was highlighted in it.
type Source struct {
	// Article passes Check. Its ID is the program's, in the form of a UUID.
	Article    annotate.Article
	Receipt    annotate.Receipt
	Original   []byte // what the text was read from; nil where it stood in the project itself
	Highlights []Highlight
	Proof      Proof
}

// Highlight is a passage that one person marked. Its span lies in the text of
// its source, its tags and its coder are among those of the project; Coder is ""
// where the file does not say who.
type Highlight struct {
	annotate.Highlight
	// Same are the IDs of further selections that say the same: NVivo writes one
	// for each code.
	Same []string
}

// Left is something that was not carried.
type Left struct {
	What  string // the kind of thing: "picture", "link"
	Names []string
	Count int    // at least len(Names)
	Why   string // half a sentence
}

// String says it in one line, with the first names.
func (l Left) String() string {
	const most = 4
	s := fmt.Sprintf("%d %s", l.Count, l.What)
	if l.Count != 1 {
		s += "s"
	}
	if n := min(len(l.Names), most); n > 0 {
		s += " (" + strings.Join(l.Names[:n], ", ")
		if l.Count > n {
			s += ", …"
		}
		s += ")"
	}
	return s + ": " + l.Why
}

// leave adds one thing to what is not carried; name may be "".
func (p *Project) leave(what, name, why string) {
	const most = 1000 // names that are kept
	i := 0
	for i < len(p.Left) && (p.Left[i].What != what || p.Left[i].Why != why) {
		i++
	}
	if i == len(p.Left) {
		p.Left = append(p.Left, Left{What: what, Why: why})
	}
	l := &p.Left[i]
	l.Count++
	if name = annotate.OneLine(name); name != "" && len(l.Names) < most {
		l.Names = append(l.Names, clip(name, 80))
	}
}

// Extensions are those that files with projects mostly have, in lower case and
// with the dot, for dialogs: what a file is, its content says.
var Extensions = []string{".qdpx", ".qde", ".qdc", ".sqlite3", ".sqlite", ".db", ".qda"}

// kind is a sort of project file.
type kind string

// The kinds of files.
const (
	qdpx      kind = "REFI-QDA project"
	qde       kind = "REFI-QDA document"
	taguette  kind = "Taguette project"
	qualcoder kind = "QualCoder project"
)

// Recognise reports whether a project stands at path, a file or a folder, and
// what it is in words for a person. It looks at the content, never at the name.
func Recognise(path string) (what string, ok bool) {
	_, k, err := recognise(path)
	return string(k), err == nil && k != ""
}

// recognise returns the file that holds the project at path and its kind, ""
// where it is none.
func recognise(path string) (file string, k kind, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return path, "", err
	}
	if info.IsDir() {
		file := filepath.Join(path, qualcoderFile)
		if info, err := os.Stat(file); err != nil || info.IsDir() {
			return path, "", nil
		}
		return recognise(file)
	}
	if !info.Mode().IsRegular() {
		return path, "", nil
	}
	head, err := headOf(path)
	if err != nil {
		return path, "", err
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		if holdsProject(path) {
			return path, qdpx, nil
		}
	case bytes.HasPrefix(head, []byte(sqliteMagic)):
		k, err := foreignKind(path)
		return path, k, err
	case rootOf(head) != "":
		return path, qde, nil
	}
	return path, "", nil
}

// headOf is the beginning of a file.
func headOf(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, 4096)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], err
}

// Open reads the project at path: a file, or the folder of a QualCoder project.
// Its errors are one sentence that names the file and says what to do.
func Open(ctx context.Context, path string) (*Project, error) {
	file, k, err := recognise(path)
	if err != nil {
		var perr *os.PathError
		if errors.As(err, &perr) {
			err = perr.Err
		}
		return nil, fmt.Errorf("%s: it cannot be read (%w); check the name and its permissions", path, err)
	}
	p := &Project{Path: path}
	switch k {
	case qdpx:
		err = p.readArchive(ctx, file)
	case qde:
		err = p.readBare(ctx, file)
	case taguette:
		err = p.readForeign(ctx, file, (*Project).readTaguette)
	case qualcoder:
		err = p.readForeign(ctx, file, (*Project).readQualCoder)
	default:
		err = errors.New("it is no project that can be imported; export it from its program as a REFI-QDA project (QDPX), or choose the project of Taguette or QualCoder itself")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if p.Name == "" {
		p.Name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	}
	return p, nil
}

var isUUID = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// id is a program's identifier in the form of ours: a UUID in small letters.
// Programs write them in capitals, in small letters and in braces; what is no
// UUID gives one that is made of it.
func id(guid string) string {
	s := strings.ToLower(strings.Trim(strings.TrimSpace(guid), "{}"))
	if s == "" || isUUID.MatchString(s) {
		return s
	}
	return annotate.DerivedID("guid", guid)
}

// clip is s cut to n code points, the last an ellipsis where it is cut.
func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
