package qda

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"gloss/annotate"
)

// guid is the GUID with the number n, in capitals.
func guid(n int) string { return fmt.Sprintf("0197A2C4-5E6F-7ABC-8DEF-%012X", n) }

// zipped writes an archive of names and contents in turn and returns its path.
func zipped(t testing.TB, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, parts[i+1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return saved(t, "project.qdpx", b.String())
}

func saved(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// document is a project document with two users, two codes and what is given.
func document(origin, rest string) string {
	return `<?xml version="1.0" encoding="utf-8"?><Project name="cod" origin="` + origin + `" xmlns="urn:QDA-XML:project:1.0"><Users><User guid="` + guid(1) + `" name="Ada"/><User guid="` + guid(2) +
		`" name="Bo"/></Users><CodeBook><Codes><Code guid="` + guid(11) + `" name="economy" isCodable="true" color="#f00"><Description>about money</Description><Code guid="` + guid(12) +
		`" name="trade" isCodable="true"/></Code></Codes></CodeBook>` + rest + `</Project>`
}

// open opens a project that must be sound.
func open(t testing.TB, path string) *Project {
	t.Helper()
	p, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, p)
	return p
}

// sound holds a project to its promises.
func sound(t testing.TB, p *Project) {
	t.Helper()
	if err := p.Codebook.Check(); err != nil {
		t.Errorf("codebook: %v", err)
	}
	coders := map[string]bool{"": true}
	for _, c := range p.Coders {
		coders[c.ID] = true
		if c.ID == "" || annotate.OneLine(c.Name) != c.Name || c.Name == "" {
			t.Errorf("coder %+v", c)
		}
	}
	ids := map[string]bool{}
	for _, s := range p.Sources {
		if err := s.Article.Check(); err != nil || s.Article.ID == "" || s.Article.Text.Len() == 0 {
			t.Errorf("%q: %v", s.Article.Title, err)
		}
		for _, h := range s.Highlights {
			if err := h.Check(s.Article.Text); err != nil {
				t.Errorf("%s: %v", s.Article.Title, err)
			}
			if ids[h.ID+s.Article.ID] || h.ID == "" || !coders[h.Coder] {
				t.Errorf("highlight %s: not unique, or of nobody", h.ID)
			}
			ids[h.ID+s.Article.ID] = true
			for _, tag := range h.Tags {
				if _, ok := p.Codebook.ByID(tag); !ok {
					t.Errorf("tag %s is not in the codebook", tag)
				}
			}
		}
	}
}

// marked is a text in which passages stand in ⟦ and ⟧. It ends lines with \n.
const marked = "⟦Gunboats 🐟 met⟧ trawlers off Iceland.\n⟦The ban 漁業 lasted⟧ for years,\nand 🐟🐟 ⟦neither side wanted it⟧.\n\nIt e\u0301nded ⟦quietly in 1976.⟧\n⟦A new line 𝔘 begins⟧ here.\n"

// unmark takes the marks out and returns the passages, by code points.
func unmark(s string) (text string, spans []annotate.Span) {
	n := 0
	for _, r := range s {
		switch r {
		case '⟦':
			spans = append(spans, annotate.Span{Start: n})
		case '⟧':
			spans[len(spans)-1].End = n
		default:
			text += string(r)
			n++
		}
	}
	return text, spans
}

// counted is where code point pos of text stands as a program counts it.
func counted(text string, pos int, r Reading) int {
	before := string([]rune(text)[:pos])
	switch r.LineEnds {
	case CountOne:
		before = strings.ReplaceAll(before, "\r\n", "\n")
	case CountTwo:
		before = strings.ReplaceAll(strings.ReplaceAll(before, "\r\n", "\n"), "\n", "\r\n")
	}
	n := len([]rune(before))
	switch r.Unit {
	case UTF16:
		n = len(utf16.Encode([]rune(before)))
	case Bytes:
		n = len(before)
	}
	return n + r.mark()
}

// TestReadings: whatever a program counts, the passages come out, and the proof
// names the reading.
func TestReadings(t *testing.T) {
	plain, spans := unmark(marked)
	for _, unit := range []Unit{CodePoints, UTF16, Bytes} {
		for _, ends := range []LineEnds{AsWritten, CountOne, CountTwo} {
			for _, file := range []string{"\n", "\r\n"} {
				for _, mark := range []bool{false, true} {
					for _, inclusive := range []bool{false, true} {
						r := Reading{unit, ends, mark, inclusive}
						if file == "\n" && ends == CountOne || file == "\r\n" && ends == CountTwo {
							continue // the same as AsWritten
						}
						text := strings.ReplaceAll(plain, "\n", file)
						selections := ""
						for i, s := range spans {
							// Positions in the text of the file.
							from := len([]rune(strings.ReplaceAll(string([]rune(plain)[:s.Start]), "\n", file)))
							to := len([]rune(strings.ReplaceAll(string([]rune(plain)[:s.End]), "\n", file)))
							start, end := counted(text, from, r), counted(text, to, r)
							if inclusive {
								end--
							}
							selections += fmt.Sprintf(`<PlainTextSelection guid="%s" name="" startPosition="%d" endPosition="%d" creatingUser="%s"/>`, guid(100+i), start, end, guid(1))
						}
						if mark {
							text = "\uFEFF" + text
						}
						path := zipped(t, "project.qde", document("x", `<Sources><TextSource guid="`+guid(50)+`" name="cod" plainTextPath="internal://a.txt">`+selections+`</TextSource></Sources>`),
							"sources/a.txt", text)
						p := open(t, path)
						if len(p.Sources) != 1 || len(p.Left) > 0 {
							t.Fatalf("%v: %d sources, left %v", r, len(p.Sources), p.Left)
						}
						s := p.Sources[0]
						var got, want []string
						for i, h := range s.Highlights {
							got = append(got, h.Quote.Exact)
							want = append(want, annotate.Clean(string([]rune(plain)[spans[i].Start:spans[i].End])))
						}
						if !slices.Equal(got, want) || len(got) != len(spans) {
							t.Errorf("%v, lines end in %q: got %q, want %q (%v)", r, file, got, want, s.Proof)
						}
						if s.Proof.Clean != len(spans) || s.Proof.Reading != r || s.Proof.Even {
							t.Errorf("%v, lines end in %q: %v", r, file, s.Proof)
						}
					}
				}
			}
		}
	}
}

// TestLayOut: in the left texts a passage is marked; in the right ones it stands
// where it has gone.
func TestLayOut(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"one ⟦two⟧ three", "one ⟦two⟧ three"},
		{"one\r\n⟦two⟧\r\nthree\r\n", "one\n\n⟦two⟧\n\nthree"},
		{"one\n⟦two\nthree⟧", "one\n\n⟦two\n\nthree⟧"},
		{"one⟦\n\ntwo\n⟧three", "one\n\n⟦two⟧\n\nthree"},
		{"a\nb\n\n\n⟦c⟧\n\nd\n\ne", "a\nb\n\n⟦c⟧\n\nd\n\ne"}, // mostly blank lines between
		{"a line of typed text\n⟦that goes on here\nand here⟧.\n\nend", "a line of typed text\n⟦that goes on here\nand here⟧.\n\nend"},
		{"\n\n  \none\n \n⟦two⟧\n\n", "one\n\n⟦two⟧"},
		{"cafe\u0301 ⟦a\u00adb\u0007c⟧ x", "café ⟦abc⟧ x"},
		{"e⟦\u0301a⟧", "é⟦a⟧"},
		{"⟦e⟧\u0301a", "⟦é⟧a"},
		{"\u1112\u1161⟦\u11ab\u1100\u1173⟧\u11af", "한⟦글⟧"},
		{"\u2126 ⟦\u0958\u0958⟧ x", "Ω ⟦\u0915\u093c\u0915\u093c⟧ x"},
		{"one\u2028⟦two⟧\ftwo\vthree", "one\n\n⟦two⟧\n\ntwo\n\nthree"},
		{"x" + string(virtualEnd) + "⟦y⟧" + string(virtualEnd), "x\n\n⟦y⟧"},
	} {
		raw, spans := unmark(c.raw)
		l := layOut([]rune(raw), false)
		text := annotate.NewText(l.text)
		s, ok := l.span(text, spans[0].Start, spans[0].End, false)
		got := text.Slice(annotate.Span{End: s.Start}) + "⟦" + text.Slice(s) + "⟧" + text.Slice(annotate.Span{Start: s.End, End: text.Len()})
		if !ok || got != c.want {
			t.Errorf("%q: got %q, want %q", c.raw, got, c.want)
		}
		a := annotate.Article{Text: text, Blocks: l.blocks}
		if err := a.Check(); err != nil {
			t.Errorf("%q: %v", c.raw, err)
		}
	}
}

// TestVerbatim: a text as Gloss has it stays as it is.
func TestVerbatim(t *testing.T) {
	for _, s := range []string{"one", "one\n\ntwo\nthree", "a\n\n\n\nb\n\nc", "a\n \n\nb", " a "} {
		l := layOut([]rune(strings.ReplaceAll(s, "\n", "\r\n")), true)
		a := annotate.Article{Text: annotate.NewText(l.text), Blocks: l.blocks}
		if l.text != s || a.Check() != nil {
			t.Errorf("%q: got %q, %v", s, l.text, a.Check())
		}
	}
}

// clean is annotate.Clean after the line ends that plain text has besides.
func clean(s string) string {
	return annotate.Clean(strings.NewReplacer("\v", "\n", "\f", "\n").Replace(s))
}

func checkText(t testing.TB, l laidOut) {
	t.Helper()
	a := annotate.Article{Text: annotate.NewText(l.text), Blocks: l.blocks}
	if err := a.Check(); err != nil {
		t.Errorf("%q: %v", l.text, err)
	}
}
