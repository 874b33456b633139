package qda

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestHostile: what is made to hurt is refused or read as far as it is sound,
// in little memory, and nothing outside the file is touched.
func TestHostile(t *testing.T) {
	secret := saved(t, "secret.txt", "the secret of another folder")
	source := func(attributes, inner string) string {
		return document("x", `<Sources><TextSource guid="`+guid(50)+`" name="cod" `+attributes+`>`+inner+`</TextSource></Sources>`)
	}
	bomb := func() string { // 1 GB of zeros, packed
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, _ := z.Create("project.qde")
		fmt.Fprint(w, source(`plainTextPath="internal://a.txt"`, ""))
		w, _ = z.Create("sources/a.txt")
		zeros := make([]byte, 1<<20)
		for range 1 << 10 {
			w.Write(zeros)
		}
		z.Close()
		return saved(t, "bomb.qdpx", b.String())
	}
	liar := func() string { // says that it is small
		var packed bytes.Buffer
		f, _ := flate.NewWriter(&packed, 9)
		f.Write(bytes.Repeat([]byte("<a>"), 100<<20))
		f.Close()
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, _ := z.CreateRaw(&zip.FileHeader{Name: "project.qde", Method: zip.Deflate, CompressedSize64: uint64(packed.Len()), UncompressedSize64: 10})
		w.Write(packed.Bytes())
		z.Close()
		return saved(t, "liar.qdpx", b.String())
	}
	entries := func() string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i := range 40_000 {
			z.CreateRaw(&zip.FileHeader{Name: strings.Repeat("a", 1000) + fmt.Sprint(i)})
		}
		z.Close()
		return saved(t, "entries.qdpx", b.String())
	}
	up := strings.Repeat("../", 12)
	for _, c := range []struct {
		name, path string
		refused    bool
	}{
		{"bomb", bomb(), false},
		{"liar", liar(), true},
		{"entries", entries(), true},
		{"deep", zipped(t, "project.qde", document("x", strings.Repeat("<Code guid='a' name='b'>", 100_000))), true},
		{"elements", zipped(t, "project.qde", document("x", "<Links>"+strings.Repeat("<Link/>", 3<<20)+"</Links>")), true},
		{"attributes", zipped(t, "project.qde", document("x", "<Links><Link "+strings.Repeat(`a="" `, 1<<20)+"/></Links>")), true},
		{"entities", zipped(t, "project.qde", `<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file://`+secret+`">]>`+
			strings.TrimPrefix(source("", "<PlainTextContent>&b;&c; text</PlainTextContent>"), `<?xml version="1.0" encoding="utf-8"?>`)), false},
		{"up", zipped(t, "project.qde", source(`plainTextPath="internal://`+up+secret+`"`, ""), up+"evil.txt", "evil"), false},
		{"absolute", zipped(t, "project.qde", source(`plainTextPath="absolute://`+secret+`"`, "")), false},
		{"relative", zipped(t, "project.qde", source(`plainTextPath="relative:///secret.txt"`, "")), false},
		{"positions", zipped(t, "project.qde", source("", "<PlainTextContent>short</PlainTextContent>"+
			`<PlainTextSelection guid="a" startPosition="-5" endPosition="9223372036854775807"/><PlainTextSelection guid="b" startPosition="9223372036854775807" endPosition="-9223372036854775808"/>
			<PlainTextSelection guid="c" startPosition="1e9" endPosition=""/><PlainTextSelection guid="d" startPosition="3" endPosition="3"/><PlainTextSelection guid="e" startPosition="0" endPosition="99999999999999999999"/>`)), false},
		{"same names", zipped(t, "project.qde", strings.Replace(document("x", ""), "</Codes>", strings.Repeat(`<Code guid="same" name="same > name"/>`, 20_000)+"</Codes>", 1)), false},
		{"one place", zipped(t, "project.qde", source("", "<PlainTextContent>short</PlainTextContent>"+strings.Repeat(`<PlainTextSelection startPosition="0" endPosition="5"><Description>note</Description></PlainTextSelection>`, 20_000))), false},
		{"cut", cut(t), true},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		p, err := Open(t.Context(), c.path)
		runtime.ReadMemStats(&after)
		if (err != nil) != c.refused {
			t.Errorf("%s: got %v", c.name, err)
		}
		if total := (after.TotalAlloc - before.TotalAlloc) >> 20; total > 3<<10 {
			t.Errorf("%s: %d MB were allocated", c.name, total)
		}
		if err != nil {
			continue
		}
		sound(t, p)
		for _, s := range p.Sources {
			if strings.Contains(s.Article.Text.String(), "secret") {
				t.Errorf("%s: read what lies outside", c.name)
			}
		}
	}
	if entries, err := os.ReadDir(filepath.Dir(secret)); err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
}

// cut is an archive whose document is damaged half-way.
func cut(t *testing.T) string {
	data, err := os.ReadFile(zipped(t, "project.qde", document("x", strings.Repeat("<Links/>", 1000))))
	if err != nil {
		t.Fatal(err)
	}
	for i := 60; i < 200; i++ {
		data[i] ^= 0x55
	}
	return saved(t, "cut.qdpx", string(data))
}

// TestCancelled: a cancelled import ends with the cause.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, path := range []string{zipped(t, "project.qde", document("x", `<Sources><TextSource/></Sources>`)), taguetteFile(t)} {
		if _, err := Open(ctx, path); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
}

// FuzzDocument: whatever a document says, reading it neither panics nor gives
// what is not sound.
func FuzzDocument(f *testing.F) {
	for _, s := range []string{
		document("NVivo", ""), document("Gloss", `<?gloss {"positions":"UTF-16"}?><Sources><TextSource guid="a" name="b"><?gloss {"blocks":[{"s":0,"e":3,"k":"paragraph"}]}?><PlainTextContent>one</PlainTextContent></TextSource></Sources>`),
		document("x", `<Cases><Case name="c"><SourceRef targetGUID="`+guid(50)+`"/></Case></Cases><Sources><PDFSource guid="`+guid(50)+`" path="internal://a.pdf"><PDFSelection guid="p"/><Representation guid="r"><PlainTextContent>Gunboats 🐟 met.&#13;&#10;The ban lasted.</PlainTextContent><PlainTextSelection guid="p" name="Gunboats" startPosition="0" endPosition="12"><Coding creatingUser="`+guid(2)+`"><CodeRef targetGUID="`+guid(12)+`"/><NoteRef targetGUID="n"/></Coding></PlainTextSelection></Representation></PDFSource><VideoSource><Transcript><PlainTextContent>One, two.</PlainTextContent><SyncPoint guid="1" position="0"/><SyncPoint guid="2" position="8"/><TranscriptSelection guid="t" fromSyncPoint="1" toSyncPoint="2"/></Transcript></VideoSource></Sources><Notes><Note guid="n"><PlainTextContent>hm</PlainTextContent></Note></Notes><Links><Link originGUID="n" targetGUID="p"/></Links>`),
		`<CodeBook xmlns="urn:QDA-XML:codebook:0:4"><Codes><Code name="a"><Code name="a"/></Code><Code name="A"/></Codes></CodeBook>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		p := &Project{Path: "fuzz.qde"}
		if p.readDocument(t.Context(), doc, nil) == nil {
			sound(t, p)
		}
	})
}

// FuzzLayOut: each character of a text goes to one place of what it becomes, in
// order, and what it becomes is what Clean makes of it, but for line ends.
func FuzzLayOut(f *testing.F) {
	for _, s := range []string{"one\r\ntwo", "e\u0301\u00ad\u0302x", "a\n\n\nb\n", "\ufeff\u2126", "\u1112\u1161\u11ab"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, verbatim bool) {
		raw := rawOf(s)
		l := layOut(raw, verbatim)
		last := 0
		for i, at := range l.at {
			if at < last {
				t.Fatalf("%q: character %d goes to %d, the one before to %d", s, i, at, last)
			}
			last = at
		}
		if n := len([]rune(l.text)); l.at[len(raw)] != n {
			t.Errorf("%q: the end goes to %d of %d", s, l.at[len(raw)], n)
		}
		words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		if got, want := words(l.text), words(clean(string(raw))); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
		if l.text != "" {
			checkText(t, l)
		}
	})
}
