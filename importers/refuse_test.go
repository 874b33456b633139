package importers

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRefused(t *testing.T) {
	for _, tt := range []struct{ name, data, want string }{
		{"empty.txt", "", "empty"},
		{"blank.txt", " \n\n \t", "no text"},
		{"project.gloss", "SQLite format 3\x00....", "open it instead"},
		{"other.db", "SQLite format 3\x00....", "database"},
		{"paper.docx", "PK\x03\x04....word/document.xml", "damaged or cut off"},
		{"things.zip", string(zipped(t, part{"a.txt", "words"})), "unpack it"},
		{"table.xlsx", string(zipped(t, part{"xl/workbook.xml", "<x/>"})), "Excel"},
		{"talk.pptx", string(zipped(t, part{"ppt/presentation.xml", "<x/>"}, part{"ppt/embeddings/a.docx", ""})), "PowerPoint"},
		{"paper.pages", string(zipped(t, part{"Index/Document.iwa", "x"})), "Pages"},
		{"drawing.odg", string(zipped(t, part{"mimetype", "application/vnd.oasis.opendocument.graphics"})), "no text"},
		{"old.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "save it as PDF"},
		{"letter.rtf", "{\\rtf1\\ansi {\\fonttbl{\\f0 Arial;}}}", "no text"},
		{"scan.png", "\x89PNG\r\n\x1a\n....", "text recognition"},
		{"scan.txt", "\xff\xd8\xff\xe0\x00\x10JFIF", "picture (JPEG)"},
		{"clip.mp4", "\x00\x00\x00\x20ftypisom....", "transcript"},
		{"talk.mp3", "ID3\x03\x00\x00\x00\x00\x00\x00", "transcript"},
		{"program", "\x7fELF\x02\x01\x01\x00\x00\x00", "a program"},
		{"page.webarchive", "bplist00\xd1\x01\x02", "page source"},
		{"random.txt", "a\x00\x01\x02\x03\x04\x05\x06\x07b", "not text"},
		{"not.pdf", "\x00\x01\x02\x03\x04\x05\x06\x07", "named .pdf"},
		{"shell.html", `<html><body><div id="root"></div><script>run()</script></body></html>`, "no text"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Bytes(context.Background(), tt.name, []byte(tt.data), Options{})
			if err == nil || !strings.HasPrefix(err.Error(), tt.name+": ") || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want a sentence on %s with %q", err, tt.name, tt.want)
			}
		})
	}
}

func TestFileErrors(t *testing.T) {
	dir := t.TempDir()
	big := filepath.Join(dir, "big.txt")
	if err := os.WriteFile(big, []byte(strings.Repeat("word ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path, want string
		options    Options
	}{
		{filepath.Join(dir, "none.txt"), "no such file", Options{}},
		{dir, "folder", Options{}},
		{big, "limit of 100 bytes", Options{MaxBytes: 100}},
		{big, "choose one of html", Options{Format: "nonsense"}},
		{big, "no encoding", Options{Encoding: "nonsense"}},
		{"/dev/null", "device", Options{}},
	} {
		_, err := File(context.Background(), tt.path, tt.options)
		if err == nil || !strings.HasPrefix(err.Error(), tt.path+": ") || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want a sentence with %q", tt.path, err, tt.want)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Bytes(ctx, "a.txt", []byte("Some text."), Options{}); err == nil || !strings.Contains(err.Error(), "stopped") {
		t.Errorf("got %v, want a sentence that the import was stopped", err)
	}
}

func TestExpand(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"b.html", "a.txt", "sub/c.md", "b_files/frame.html", "notes_files/d.txt", ".hidden/e.txt", ".f.txt", "g.png", "direct.log",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	direct := filepath.Join(dir, "direct.log")
	got, err := Expand([]string{direct, dir, filepath.Join(dir, "missing.txt")})
	if err != nil {
		t.Fatal(err)
	}
	for i, path := range got {
		got[i], _ = filepath.Rel(dir, path)
	}
	const want = "direct.log a.txt b.html notes_files/d.txt sub/c.md missing.txt"
	if s := strings.Join(got, " "); filepath.ToSlash(s) != want {
		t.Errorf("got %s, want %s", s, want)
	}
}
