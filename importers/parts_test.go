package importers

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"hash/crc32"
	"runtime"
	"strings"
	"testing"
)

// inWord wraps the body of a Word document.
func inWord(body string) string {
	return `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`
}

const odtType = "application/vnd.oasis.opendocument.text"

// inODT packs the body of an OpenDocument text.
func inODT(t *testing.T, body string) []byte {
	return zipped(t, part{"mimetype", odtType}, part{"content.xml", `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`})
}

// inEPUB packs a book of one chapter, which the spine may name repeatedly.
func inEPUB(t *testing.T, spine, chapter string) []byte {
	return zipped(t, bookParts(spine, chapter)...)
}

func bookParts(spine, chapter string) []part {
	return []part{
		{"mimetype", "application/epub+zip"},
		{"META-INF/container.xml", `<container><rootfile full-path="a.opf"/></container>`},
		{"a.opf", `<package><manifest><item id="c" href="c.xhtml"/></manifest><spine>` + spine + `</spine></package>`},
		{"c.xhtml", chapter},
	}
}

// TestHostileParts opens documents in parts that are made to cost too much, or
// to lead elsewhere. What is read is an article or a sentence, and what is
// allocated for it is bounded by the limits on unpacked size and elements.
func TestHostileParts(t *testing.T) {
	const document = "word/document.xml"
	const fish = "<w:p><w:r><w:t>fish</w:t></w:r></w:p>"
	entities := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`
	whole := zipped(t, part{document, inWord(strings.Repeat(fish, 100))})
	many := make([]part, maxParts+1)
	for i := range many {
		many[i].name = fmt.Sprint("word/", i)
	}
	for _, tt := range []struct {
		name string
		data []byte
		want string // a part of the text, or of the error
	}{
		{"more than the limit", zipped(t, part{document, inWord(fish + strings.Repeat(" ", maxUnpacked))}), "unpacks to more"},
		{"more than the archive says", lying(t, document, inWord(fish+strings.Repeat(" ", maxUnpacked))), "damaged or cut off"},
		{"many elements", zipped(t, part{document, inWord(fish + strings.Repeat("<w:r/>", maxElements))}), "more than any article"},
		{"deep nesting", zipped(t, part{document, inWord(strings.Repeat("<w:p>", 2*maxDepth) + fish)}), "more than any article"},
		{"many parts", zipped(t, many...), "more than any article"},
		{"nested tables", zipped(t, part{document, inWord(strings.Repeat("<w:tbl><w:tr><w:tc>", maxDepth/4) + fish + strings.Repeat("</w:tc></w:tr></w:tbl>", maxDepth/4))}), "fish"},
		{"many runs in a paragraph", zipped(t, part{document, inWord("<w:p>" + strings.Repeat("<w:r><w:rPr><w:b/></w:rPr><w:t>fish</w:t></w:r>", 50000) + "</w:p>")}), "fishfish"},
		{"fields without end", zipped(t, part{document, inWord(fish + "<w:p>" + strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, 20000) + "</w:p>")}), "fish"},
		{"entities", zipped(t, part{document, entities + inWord(fish+"<w:p><w:r><w:t>&b;&f;</w:t></w:r></w:p>")}), "&b;&f;"},
		{"names that lead elsewhere", zipped(t, part{"../../etc/passwd", "x"}, part{`..\` + document, inWord(fish)}, part{"_rels/.rels", `<Relationships><Relationship Type="x/officeDocument" Target="../../../word/document.xml"/></Relationships>`}), "fish"},
		{"a picture that unpacks to more", zipped(t, part{document, inWord(fish)}, part{"word/media/image1.png", strings.Repeat(" ", maxUnpacked+1)}), "fish"},
		{"a part twice", zipped(t, part{document, inWord(fish)}, part{document, inWord("")}), "fish"},
		{"cut off", whole[:len(whole)/2], "damaged or cut off"},
		{"cut off inside the text", zipped(t, part{document, strings.TrimSuffix(inWord(fish), "</w:t></w:r></w:p></w:body></w:document>")}), "fish"},
		{"no text part", zipped(t, part{"word/other.xml", "x"}), "damaged or cut off"},
		{"not XML", zipped(t, part{document, "\x00\x01"}), "damaged or cut off"},
		{"odt: more than the limit", inODT(t, "<text:p>fish"+strings.Repeat(" ", maxUnpacked)+"</text:p>"), "unpacks to more"},
		{"odt: nested lists", inODT(t, strings.Repeat("<text:list><text:list-item>", maxDepth/3)+"<text:p>fish</text:p>"), "fish"},
		{"odt: many spaces", inODT(t, "<text:p>fish"+strings.Repeat(`<text:s text:c="1000000"/>`, 1000)+"</text:p>"), "fish"},
		{"odt: locked", zipped(t, part{"mimetype", odtType}, part{"content.xml", "x"}, part{"META-INF/manifest.xml", "<m><encryption-data/></m>"}), "password"},
		{"epub: a chapter again and again", inEPUB(t, strings.Repeat(`<itemref idref="c"/>`, 200), "<p>fish</p>"+strings.Repeat(" ", 1<<20)), "unpacks to more"},
		{"epub: nested divs", inEPUB(t, `<itemref idref="c"/>`, strings.Repeat("<div>", 20000)+"fish"), "nested too deep"},
		{"epub: closed in themselves", inEPUB(t, `<itemref idref="c"/>`, "<title/><p>fish</p>"), "fish"},
		{"epub: locked", zipped(t, append(bookParts(`<itemref idref="c"/>`, "x"), part{"META-INF/encryption.xml", `<e><CipherReference URI="c.xhtml"/></e>`})...), "locked"},
		{"another encoding", zipped(t, part{document, `<?xml version="1.0" encoding="iso-8859-1"?>` + inWord("<w:p><w:r><w:t>caf\xe9</w:t></w:r></w:p>")}), "café"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			res, err := Bytes(context.Background(), "a.docx", tt.data, Options{})
			runtime.ReadMemStats(&after)
			if allocated := (after.TotalAlloc - before.TotalAlloc) >> 20; allocated > 700 {
				t.Errorf("%d bytes took %d MB", len(tt.data), allocated)
			}
			got := res.Article.Text.String()
			if err != nil {
				got = err.Error()
			}
			if !strings.Contains(got, tt.want) {
				t.Errorf("got %.200q, want something with %q", got, tt.want)
			}
		})
	}
}

// lying packs a part whose size the archive gives as ten bytes.
func lying(t *testing.T, name, data string) []byte {
	t.Helper()
	var packed, b bytes.Buffer
	c, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Write([]byte(data))
	if err == nil {
		err = c.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(&b)
	f, err := w.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(data)),
		CompressedSize64: uint64(packed.Len()), UncompressedSize64: 10,
	})
	if err == nil {
		_, err = f.Write(packed.Bytes())
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
