// Package importers turns what researchers have, web pages, text files, PDFs,
// books and word processors' documents, into articles: bytes in, an article and
// a receipt out. One file per format, one table.
//
//	bytes ── recognise ── decode ── read ── Article + Receipt
//	          (content,    (html,    (one
//	           then name)   text)     format)
//
// Nothing is dropped from a source without a remark on the receipt, and nothing
// is invented: a field that the source does not give stays empty. No importer
// touches the network or runs anything that a page names.
package importers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gloss/annotate"
	"gloss/importers/pdf"
)

// Options say how to read a source. The zero value recognises everything.
type Options struct {
	Format   string // a name of Formats; empty: recognised by content, then by name
	Encoding string // an IANA name; empty: recognised
	Password string // of PDF files that ask for one
	Part     string // of web pages and PDFs, see Format.Parts; empty: the article
	MaxBytes int64  // refuse larger sources; 0: 64 MB
}

// Result is what an importer makes of one source. Article.Check() is nil and
// the same bytes give the same result.
type Result struct {
	Article  annotate.Article // without ID, Added and Status
	Receipt  annotate.Receipt
	Original []byte // the bytes as they were read
}

// Format is a row of the table of formats.
type Format struct {
	Name       string   // as in Article.Format and --format
	Label      string   // for a person: "Web page (HTML)"
	Extensions []string // lower case, with dot
	Binary     bool     // its files are not text that could be pasted
	Parts      []Part   // how much of a source Options.Part may choose; nil: all of it
}

// Part is how much of a source is taken.
type Part struct {
	Name  string // as in Options.Part and --part
	Label string // for a person
}

// The parts of web pages and of PDFs, from the least text to the most.
var (
	pageParts = []Part{
		{partArticle, "The article"},
		{partWider, "Wider: all running text"},
		{partPage, "The whole page"},
	}
	pdfParts = []Part{
		{partArticle, "The article"},
		{partPage, "The whole pages"},
	}
)

const (
	partArticle = "article"
	partWider   = "wider"
	partPage    = "page"
)

const (
	maxBytes = 64 << 20         // of one source, unless Options say otherwise
	maxTime  = 60 * time.Second // for reading one source
)

// source is what a format reads.
type source struct {
	name     string // file name without folder
	data     []byte
	encoding string // Options.Encoding
	password string // Options.Password
	part     string // Options.Part
}

// format is a Format with its reader. The reader fills what the source says;
// name, hash and format are filled by its caller, who also checks the article.
// Its errors are a sentence without the file's name.
type format struct {
	Format
	read func(context.Context, source) (annotate.Article, annotate.Receipt, error)
}

// formats is the table. A new format is a line here, a test in recognise and a
// file of its own.
var formats = []format{
	{Format{"html", "Web page (HTML)", []string{".html", ".htm", ".xhtml", ".xht", ".shtml"}, false, pageParts}, readHTML},
	{Format{"mhtml", "Web page in one file (MHTML)", []string{".mhtml", ".mht"}, false, pageParts}, readMHTML},
	{Format{"text", "Plain text", []string{".txt", ".text"}, false, nil}, readText},
	{Format{"markdown", "Markdown", []string{".md", ".markdown"}, false, nil}, readMarkdown},
	{Format{"pdf", "PDF", []string{".pdf"}, true, pdfParts}, readPDF},
	{Format{"docx", "Word document", []string{".docx", ".docm", ".dotx", ".dotm"}, true, nil}, readDOCX},
	{Format{"odt", "OpenDocument text", []string{".odt", ".ott"}, true, nil}, readODT},
	{Format{"rtf", "Rich Text (RTF)", []string{".rtf"}, true, nil}, readRTF},
	{Format{"epub", "Book (EPUB)", []string{".epub"}, true, nil}, readEPUB},
}

// Formats lists what can be imported.
func Formats() []Format {
	list := make([]Format, len(formats))
	for i, f := range formats {
		list[i] = f.Format
	}
	return list
}

// AsksPassword reports whether an import ended because a source is protected by
// a password, and none or another one was given.
func AsksPassword(err error) bool {
	return errors.Is(err, pdf.ErrPassword) || errors.Is(err, pdf.ErrWrongPassword)
}

func readPDF(ctx context.Context, s source) (annotate.Article, annotate.Receipt, error) {
	return pdf.Import(ctx, s.data, pdf.Options{Password: s.password, Whole: s.part == partPage})
}

// File imports one file. Errors are one sentence that names the file and says
// what to do.
func File(ctx context.Context, path string, o Options) (Result, error) {
	data, err := Read(path, o)
	if err != nil {
		return Result{}, err
	}
	r, err := read(ctx, path, data, o)
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

// Read returns the bytes of a file, to be given to [Bytes] as often as one
// likes. It refuses what File refuses before it looks inside.
func Read(path string, o Options) ([]byte, error) {
	data, err := readFile(path, o.limit())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return data, nil
}

// Bytes imports a source that is in memory already, such as pasted text; name
// stands for the file's.
func Bytes(ctx context.Context, name string, data []byte, o Options) (Result, error) {
	if int64(len(data)) > o.limit() {
		return Result{}, fmt.Errorf("%s: %w", name, tooLarge(int64(len(data)), o.limit()))
	}
	r, err := read(ctx, name, data, o)
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}

func (o Options) limit() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return maxBytes
}

func tooLarge(size, limit int64) error {
	return fmt.Errorf("it has %s, more than the limit of %s; split it, or raise the limit", megabytes(size), megabytes(limit))
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// readFile returns the file's bytes, or a sentence without its name.
func readFile(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err == nil {
		switch {
		case info.IsDir():
			return nil, errors.New("this is a folder; import it as a folder, or name a file in it")
		case !info.Mode().IsRegular():
			return nil, errors.New("this is a device or a pipe; save what it gives to a file and import that")
		case info.Size() > limit:
			return nil, tooLarge(info.Size(), limit)
		}
	}
	var data []byte
	if err == nil {
		data, err = readLimited(path, limit)
	}
	var pathError *fs.PathError
	switch {
	case err == nil:
		return data, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("there is no such file; check its name and folder")
	case errors.Is(err, fs.ErrPermission):
		return nil, errors.New("you have no permission to read it; change its permissions, or import a copy")
	case errors.As(err, &pathError):
		return nil, fmt.Errorf("it cannot be read (%w); check the disk, or import a copy", pathError.Err)
	}
	return nil, err
}

// readLimited reads a file that may grow while it is read.
func readLimited(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, tooLarge(int64(len(data)), limit)
	}
	return data, err
}

// read recognises, reads and checks. Its errors do not name the source.
func read(ctx context.Context, path string, data []byte, o Options) (Result, error) {
	name := annotate.Clean(filepath.Base(path))
	name = strings.Join(strings.Fields(name), " ")
	f, err := pick(o.Format, name, data)
	if err != nil {
		return Result{}, err
	}
	if err := checkPart(o.Part); err != nil {
		return Result{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	a, receipt, err := guarded(ctx, f, source{name, data, o.Encoding, o.Password, o.Part})
	if err != nil {
		return Result{}, err
	}
	sum := sha256.Sum256(data)
	a.Format, a.SourceName, a.SourceHash = f.Name, name, hex.EncodeToString(sum[:])
	if a.Text.Len() == 0 {
		return Result{}, errors.New("it holds no text; open it in its own program to see what is in it")
	}
	if err := a.Check(); err != nil {
		return Result{}, fmt.Errorf("what was read from it is not sound (%w); save it as plain text and import that", err)
	}
	return Result{a, receipt, data}, nil
}

// pick is the format that o names, or the recognised one.
func pick(wanted, name string, data []byte) (format, error) {
	if len(data) == 0 {
		return format{}, errors.New("it is empty; save or download it again")
	}
	if wanted == "" {
		found, err := recognise(name, data)
		if err != nil {
			return format{}, err
		}
		wanted = found
	}
	names := make([]string, len(formats))
	for i, f := range formats {
		if f.Name == wanted {
			return f, nil
		}
		names[i] = f.Name
	}
	return format{}, fmt.Errorf("there is no format %q; choose one of %s", wanted, strings.Join(names, ", "))
}

// checkPart refuses a part that there is not.
func checkPart(part string) error {
	var names []string
	for _, p := range pageParts {
		if part == p.Name || part == "" {
			return nil
		}
		names = append(names, p.Name)
	}
	return fmt.Errorf("there is no part %q of a page; choose one of %s", part, strings.Join(names, ", "))
}

// guarded runs a reader so that it can neither panic nor outlive its time for
// the caller. A reader that is stuck inside a library is left to end by
// itself, and what it returns is thrown away.
func guarded(ctx context.Context, f format, s source) (annotate.Article, annotate.Receipt, error) {
	type outcome struct {
		a   annotate.Article
		r   annotate.Receipt
		err error
	}
	if err := ctx.Err(); err != nil {
		return annotate.Article{}, annotate.Receipt{}, stopped(err)
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			if p := recover(); p != nil {
				o = outcome{err: fmt.Errorf("the reader for %s stumbled over it (%v); save it in another format and import that", f.Label, p)}
			}
			done <- o
		}()
		o.a, o.r, o.err = f.read(ctx, s)
	}()
	select {
	case o := <-done:
		if o.err != nil && ctx.Err() != nil {
			o.err = stopped(ctx.Err())
		}
		return o.a, o.r, o.err
	case <-ctx.Done():
		return annotate.Article{}, annotate.Receipt{}, stopped(ctx.Err())
	}
}

// stopped says why an import ended early; errors.Is still finds the cause.
func stopped(cause error) error {
	if errors.Is(cause, context.DeadlineExceeded) {
		return fmt.Errorf("it took too long to read; save it in another format, or in parts (%w)", cause)
	}
	return fmt.Errorf("the import was stopped (%w)", cause)
}
