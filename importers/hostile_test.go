package importers

import (
	"context"
	"net"
	"runtime"
	"strings"
	"testing"
)

// TestHostile imports what breaks parsers, and bounds the memory that is
// allocated for it, as a multiple of the source's size. Whatever comes out is
// an article or a sentence.
func TestHostile(t *testing.T) {
	const n = 20000
	page := func(body string) string {
		return "<!doctype html><html><head><title>t</title></head><body>" + body + "</body></html>"
	}
	word := "fish, chips and words. "
	for _, tt := range []struct{ name, file, data string }{
		{"nested divs", "a.html", page(strings.Repeat("<div>", 10*n) + word)},
		{"nested spans", "a.html", page(strings.Repeat("<span>", 10*n) + word)},
		{"nested tables", "a.html", page(strings.Repeat("<table><tr><td>", n) + word)},
		{"nested lists", "a.html", page(strings.Repeat("<ul><li>", n) + word)},
		{"nested quotes below the limit", "a.html", page(strings.Repeat("<blockquote>", 400) + word)},
		{"many paragraphs", "a.html", page(strings.Repeat("<p>"+word, n))},
		{"one long paragraph", "a.html", page("<p>" + strings.Repeat(word, 2*n))},
		{"many breaks", "a.html", page(strings.Repeat("x<br>", n))},
		{"many links", "a.html", page(strings.Repeat(`<a href="https://e.org/">x</a> `, n))},
		{"many items", "a.html", page("<ol>" + strings.Repeat("<li>x", n) + "</ol>")},
		{"unclosed formatting", "a.html", page(strings.Repeat("<b><i><p>x", n/10))},
		{"misnested", "a.html", page(strings.Repeat("<b><p></b>x</p>", n/10))},
		{"unclosed links", "a.html", page(strings.Repeat("<a>x", n/10))},
		{"attributes", "a.html", page("<p " + strings.Repeat("a=b ", n) + ">" + word)},
		{"data address", "a.html", page(`<img src="data:image/png;base64,` + strings.Repeat("AAAA", 100*n) + `"><p>` + word)},
		{"json brackets", "a.html", page(`<script type="application/ld+json">` + strings.Repeat("[", 10*n) + `</script><p>` + word)},
		{"json objects", "a.html", page(`<script type="application/ld+json">` + strings.Repeat(`{"@graph":`, 9000) + "1" + strings.Repeat("}", 9000) + `</script><p>` + word)},
		{"spanning cells", "a.html", page("<table>" + strings.Repeat(`<tr><td colspan=100000>x<td>y`, n/100) + "</table>")},
		{"zeros", "a.html", page("<p>" + word + strings.Repeat("\x00", 10*n))},
		{"nonsense encoding", "a.html", `<html><meta charset="x-nonsense"><p>` + word + "\xff\xfe\xfd"},
		{"long comment", "a.html", page("<!--" + strings.Repeat("- ", 50*n) + "--><p>" + word)},
		{"script", "a.html", page("<script>" + strings.Repeat("f('<p>x');", 50*n) + "</script><p>" + word)},
		{"style", "a.html", page("<style>" + strings.Repeat("p{} ", 100*n) + "</style><p>" + word)},
		{"pictures", "a.html", page(strings.Repeat(`<img src="data:image/png;base64,`+strings.Repeat("AAAA", n/10)+`">`, 200) + "<p>" + word)},
		{"script without end", "a.html", "<p>" + word + "<script>" + strings.Repeat("<!--<script>", 5*n)},
		{"random bytes as a page", "a.html", "<html>" + strings.Repeat("\xe9<\x80\xfd&#x\x01;a", n) + "<p>" + word},
		{"characters by number", "a.html", page("<p>" + strings.Repeat("&#99999999;&CounterClockwiseContourIntegral;", n/4) + word)},
		{"accents", "a.html", page("<p>a" + strings.Repeat("\u0301", 5*n))},
		{"one line", "a.txt", strings.Repeat(word, 5*n)},
		{"many lines", "a.txt", strings.Repeat("x\n", 5*n)},
		{"random bytes as text", "a.txt", "\xff" + strings.Repeat("\xe9\x80\xfd a", n)},
		{"markdown quotes", "a.md", strings.Repeat("> ", n) + word},
		{"markdown lists", "a.md", strings.Repeat("- ", n) + word},
		{"markdown list by indent", "a.md", func() string {
			var b strings.Builder
			for i := range 3000 {
				b.WriteString(strings.Repeat("  ", i) + "- x\n")
			}
			return b.String()
		}()},
		{"markdown brackets", "a.md", strings.Repeat("[", 3*n) + word},
		{"markdown images", "a.md", strings.Repeat("![](", 3*n) + word},
		{"markdown stars", "a.md", strings.Repeat("*a **b ", n) + word},
		{"markdown ticks", "a.md", strings.Repeat("`a ``b ", n) + word},
		{"rtf braces", "a.rtf", `{\rtf1 ` + strings.Repeat("{", 10*n) + word + strings.Repeat("}", 10*n)},
		{"rtf braces that only close", "a.rtf", `{\rtf1 ` + strings.Repeat("}", 10*n) + word},
		{"rtf destinations", "a.rtf", `{\rtf1 ` + strings.Repeat(`{\*\fldinst x}{\footnote y}{\header z}`, n/10) + word},
		{"rtf styles", "a.rtf", `{\rtf1 {\stylesheet ` + strings.Repeat(`x\'41`, n) + "}" + word},
		{"rtf cells", "a.rtf", `{\rtf1 \intbl ` + strings.Repeat(`x\cell `, n) + `\row\pard ` + word},
		{"rtf rows without end", "a.rtf", `{\rtf1 \intbl ` + strings.Repeat(`x\par `, n) + word},
		{"rtf hidden", "a.rtf", `{\rtf1 {\v ` + strings.Repeat(`x\'41`, n) + "}" + word},
		{"rtf numbers", "a.rtf", `{\rtf1\uc99999 \u99999999999999999?` + strings.Repeat(`\u-10179 `, n) + `\uc0\bin-5 {}` + word},
		{"rtf code pages", "a.rtf", `{\rtf1\ansicpg99999\f7 ` + strings.Repeat(`\f1\'ff`, n) + word},
		{"mhtml without parts", "a.mhtml", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + strings.Repeat("--x\n\n", n)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			res, err := Bytes(context.Background(), tt.file, []byte(tt.data), Options{})
			runtime.ReadMemStats(&after)
			allocated := after.TotalAlloc - before.TotalAlloc
			const fixed, factor = 64 << 20, 1000
			if allocated > fixed+factor*uint64(len(tt.data)) {
				t.Errorf("%d bytes took %d MB", len(tt.data), allocated>>20)
			}
			if err != nil {
				if !strings.HasPrefix(err.Error(), tt.file+": ") {
					t.Errorf("got the error %v", err)
				}
				return
			}
			if err := res.Article.Check(); err != nil {
				t.Error(err)
			}
			if strings.Contains(tt.data, "fish") && !strings.Contains(res.Article.Text.String(), "fish") {
				t.Errorf("the text was lost: %.100q", res.Article.Text.String())
			}
		})
	}
}

// TestTooLarge: a source beyond the limit is refused before anything looks at
// it, in every format, by size and not by name.
func TestTooLarge(t *testing.T) {
	data := make([]byte, 100<<20)
	for _, name := range []string{"a.html", "a.mhtml", "a.txt", "a.md", "a.pdf", "a.docx", "a.odt", "a.rtf", "a.epub"} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Bytes(context.Background(), name, data, Options{})
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), "100.0 MB, more than the limit of 64.0 MB") {
			t.Errorf("%s: got %v", name, err)
		}
		if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 1<<20 {
			t.Errorf("%s: refusing it took %d MB", name, allocated>>20)
		}
	}
}

// TestNothingIsLoaded imports documents that name an address of this machine
// in every way that a browser or an office program would follow, and looks
// whether anybody called there.
func TestNothingIsLoaded(t *testing.T) {
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer door.Close()
	at := "http://" + door.Addr().String() + "/x"
	page := strings.ReplaceAll(`<html><head><base href="URL"><link rel="stylesheet" href="URL"><link rel="canonical" href="URL"><meta http-equiv="refresh" content="0;url=URL">
<style>@import url(URL); p{background:url(URL)}</style><script src="URL"></script><script>fetch("URL"); document.write("<p>ran</p>")</script></head>
<body onload="fetch('URL')"><p>The fish were counted.</p><img src="URL" srcset="URL 2x" onerror="fetch('URL')"><iframe src="URL"></iframe><object data="URL"></object><embed src="URL">
<video src="URL" poster="URL"></video><audio src="URL"></audio><svg><image href="URL"/><script href="URL"/></svg><a href="URL" ping="URL">link</a><form action="URL"><input type="image" src="URL"></form></body></html>`, "URL", at)
	outside := func(kind string) string {
		return `<Relationship Id="` + kind + `" Type="x/` + kind + `" Target="` + at + `" TargetMode="External"/>`
	}
	for name, data := range map[string]string{
		"a.html":  page,
		"a.mhtml": "MIME-Version: 1.0\nSnapshot-Content-Location: " + at + "\nContent-Type: text/html\nContent-Location: " + at + "\n\n" + page,
		"a.md":    "The fish were counted.\n\n![picture](" + at + ")\n\n" + page,
		"a.rtf":   `{\rtf1 The fish were counted.{\field{\*\fldinst INCLUDEPICTURE "` + at + `"}{\fldrslt x}}{\*\template ` + at + `}}`,
		"a.docx": string(zipped(t, part{"word/document.xml", inWord(`<w:p><w:r><w:t>The fish were counted.</w:t></w:r><w:r><w:drawing><a:blip r:link="image"/></w:drawing></w:r></w:p>`)},
			part{"word/_rels/document.xml.rels", "<Relationships>" + outside("image") + outside("attachedTemplate") + outside("footnotes") + outside("styles") + "</Relationships>"})),
		"a.odt":  string(inODT(t, `<text:p>The fish were counted.<draw:frame><draw:image xlink:href="`+at+`"/></draw:frame></text:p>`)),
		"a.epub": string(inEPUB(t, `<itemref idref="c"/>`, page)),
	} {
		res, err := Bytes(context.Background(), name, []byte(data), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if text := res.Article.Text.String(); !strings.Contains(text, "fish were counted") || strings.Contains(text, "ran") {
			t.Errorf("%s: got %q", name, text)
		}
	}
	// Callers stand in line: the first to be let in is to be this test itself.
	own, err := net.Dial("tcp", door.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	first, err := door.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if first.RemoteAddr().String() != own.LocalAddr().String() {
		t.Error("an import called an address that the document names")
	}
}
