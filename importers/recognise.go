package importers

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// named returns the format whose extension the name has, or "".
func named(name string) string {
	ext := strings.ToLower(filepath.Ext(name))
	for _, f := range formats {
		if slices.Contains(f.Extensions, ext) {
			return f.Name
		}
	}
	return ""
}

// recognise returns the name of the format of data, by its content and only
// then by its name. Its error is a sentence that says what to do with a file
// that cannot be imported.
func recognise(name string, data []byte) (string, error) {
	if isPDF(name, data) {
		return "pdf", nil
	}
	if bytes.HasPrefix(data, []byte(`{\rtf`)) {
		return "rtf", nil
	}
	if isZip(data) {
		return zipFormat(data)
	}
	if err := refuse(name, data); err != nil {
		return "", err
	}
	head := decodedHead(data)
	byName := named(name)
	switch {
	case mhtmlHead.MatchString(head) && strings.Contains(strings.ToLower(head), "multipart/related"):
		return "mhtml", nil
	case strongHTML.MatchString(head):
		return "html", nil
	case byName == "pdf":
		return "", errors.New("it is named .pdf but is not a PDF, or it is damaged; download or print it again")
	case isBinary(data):
		return "", errors.New("it is not text, and of no kind that can be imported; save it as PDF, web page or plain text")
	case byName != "":
		return byName, nil
	case weakHTML.MatchString(head):
		return "html", nil
	}
	return "text", nil
}

// A page begins with its document type or one of its outer elements, possibly
// behind comments such as the one in which a browser notes the address.
var (
	strongHTML = regexp.MustCompile(`(?is)^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)[\s>]`)
	weakHTML   = regexp.MustCompile(`(?is)^\s*(<!--.*?-->\s*)*<(p|div|article|section|main|h[1-6]|table|meta|title|style|script|span|ul|ol|a|b|br)[\s>/]`)
	mhtmlHead  = regexp.MustCompile(`(?im)\A(?:[a-z-]+:.*\r?\n(?:[ \t].*\r?\n)*)*mime-version:`)
	pdfMagic   = regexp.MustCompile(`%PDF-\d`)
)

// decodedHead is the beginning of the data, readable where it is UTF-16.
func decodedHead(data []byte) string {
	head := data[:min(len(data), 8192)]
	if name, skip := byteOrderMark(head); name != "" {
		if text, _, err := decodeAs(name, head[skip:]); err == nil {
			return string(text)
		}
	}
	if name := guessUTF16(head); name != "" {
		if text, _, err := decodeAs(name, head); err == nil {
			return string(text)
		}
	}
	return string(head)
}

// isPDF reports whether data is a PDF. Junk may stand before its mark, but a
// text that merely speaks of the mark is not one.
func isPDF(name string, data []byte) bool {
	at := pdfMagic.FindIndex(data[:min(len(data), 1024)])
	if at == nil {
		return false
	}
	return at[0] == 0 || named(name) == "pdf" || !utf8.Valid(data)
}

// isBinary reports whether data cannot be text in any encoding.
func isBinary(data []byte) bool {
	sample := data[:min(len(data), sampleBytes)]
	if name, _ := byteOrderMark(sample); name != "" || guessUTF16(sample) != "" {
		return false
	}
	controls := 0
	for _, c := range sample {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			controls++
		}
	}
	return controls*100 > len(sample)
}

const (
	savePrint = "open it in its program and save it as PDF, web page (HTML) or plain text"
	unpack    = "unpack it and import the files in it"
	ocr       = "text in pictures is not read; run text recognition on it and import the PDF or text that it gives"
	program   = "import an article instead"
	listen    = "import its transcript instead"
)

// refusals are the kinds of files that are known and not imported, by the
// bytes they begin with.
var refusals = []struct{ magic, what, do string }{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls, .ppt)", savePrint},
	{"%!PS", "a PostScript file", "convert it to PDF (ps2pdf does) and import that"},
	{"bplist00", "a Safari web archive or another Apple file", "save the page as page source (HTML) or PDF"},
	{"AT&TFORM", "a DjVu document", savePrint},
	{"ITSF", "a compiled help file", savePrint},
	{"\x89PNG\r\n\x1a\n", "a picture (PNG)", ocr},
	{"\xff\xd8\xff", "a picture (JPEG)", ocr},
	{"GIF8", "a picture (GIF)", ocr},
	{"II*\x00", "a picture (TIFF)", ocr},
	{"MM\x00*", "a picture (TIFF)", ocr},
	{"BM", "a picture (BMP)", ocr},
	{"ID3", "a sound file", listen},
	{"OggS", "a sound or video file", listen},
	{"fLaC", "a sound file", listen},
	{"\x1a\x45\xdf\xa3", "a video file", listen},
	{"\x1f\x8b", "a compressed file (gzip)", unpack},
	{"BZh", "a compressed file (bzip2)", unpack},
	{"\xfd7zXZ\x00", "a compressed file (xz)", unpack},
	{"7z\xbc\xaf\x27\x1c", "an archive (7z)", unpack},
	{"Rar!\x1a\x07", "an archive (RAR)", unpack},
	{"\x7fELF", "a program", program},
	{"MZ", "a program", program},
	{"\xcf\xfa\xed\xfe", "a program", program},
	{"\xca\xfe\xba\xbe", "a program", program},
}

// refuse returns a sentence for a file of a kind that is known and not
// imported.
func refuse(name string, data []byte) error {
	head := data[:min(len(data), 4096)]
	has := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case has("SQLite format 3\x00"):
		if strings.EqualFold(filepath.Ext(name), ".gloss") {
			return errors.New("it is a Gloss project, not an article; open it instead of importing it")
		}
		return errors.New("it is a database (SQLite); export the text that is in it and import that")
	case has("RIFF") && len(head) > 12:
		if string(head[8:12]) == "WEBP" {
			return refused("a picture (WebP)", ocr)
		}
		return refused("a sound or video file", listen)
	case len(head) > 12 && string(head[4:8]) == "ftyp":
		if kind := string(head[8:11]); kind == "hei" || kind == "avi" || kind == "mif" {
			return refused("a picture (HEIC or AVIF)", ocr)
		}
		return refused("a sound or video file", listen)
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return refused("an archive (tar)", unpack)
	}
	for _, r := range refusals {
		// Two or three printable letters also begin honest texts.
		if has(r.magic) && (len(r.magic) > 3 || isBinary(data)) {
			return refused(r.what, r.do)
		}
	}
	return nil
}

func refused(what, do string) error { return fmt.Errorf("it is %s; %s", what, do) }

// isZip reports whether data is an archive, as many documents are.
func isZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// zipKinds are the documents that are ZIP archives, by what stands in the names
// of their parts or in the part that says what they are.
var zipKinds = []struct{ mark, format, what string }{
	{"application/vnd.oasis.opendocument.text", "odt", "an OpenDocument text"},
	{"application/vnd.oasis.opendocument", "", "an OpenDocument file that is no text"},
	{"application/epub+zip", "epub", "an EPUB book"},
	{"wordprocessingml.document.main", "docx", "a Word document"},
	{"wordprocessingml.template.main", "docx", "a Word document"},
	{"ms-word.document.macroEnabled.main", "docx", "a Word document"},
	{"ms-word.template.macroEnabledTemplate.main", "docx", "a Word document"},
	{"\nword/", "docx", "a Word document"},
	{"\nmeta-inf/container.xml", "epub", "an EPUB book"},
	{"\nxl/", "", "an Excel workbook (.xlsx)"},
	{"\nppt/", "", "a PowerPoint file (.pptx)"},
	{"index/document.iwa", "", "a Pages document"},
}

// zipFormat tells documents that are ZIP archives from plain archives.
func zipFormat(data []byte) (string, error) {
	p, err := openParts(data)
	if err != nil {
		return "", err
	}
	var marks strings.Builder
	for _, part := range []string{"mimetype", "[Content_Types].xml"} {
		says, err := p.read(part)
		if err != nil {
			return "", err
		}
		marks.Write(says)
	}
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		marks.WriteString("\n" + name)
	}
	for _, k := range zipKinds {
		if !strings.Contains(marks.String(), k.mark) {
			continue
		}
		if k.format == "" {
			return "", refused(k.what, savePrint)
		}
		return k.format, nil
	}
	return "", refused("an archive (ZIP)", unpack)
}
