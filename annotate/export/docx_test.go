package export

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestDocxGolden leaves the styles out, which have a file of their own.
func TestDocxGolden(t *testing.T) {
	golden(t, "docx.txt", bytes.Replace(dump(t, bytesOf(t, "docx", cod())), []byte(docxStyles), []byte("(word.styles.xml)\n"), 1))
}

// document is what of a document its reader sees: the paragraphs by style.
type document struct {
	paragraphs map[string][]string
	marks      map[string]int
	links      []string
}

func readDocx(t *testing.T, data []byte) document {
	t.Helper()
	_, files := unzip(t, data)
	for name, content := range files {
		for d := xml.NewDecoder(strings.NewReader(content)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	var body struct {
		Paragraphs []paragraph `xml:"body>p"`
		Cells      []struct {
			Paragraphs []paragraph `xml:"p"`
		} `xml:"body>tbl>tr>tc"`
	}
	if err := xml.Unmarshal([]byte(files["word/document.xml"]), &body); err != nil {
		t.Fatal(err)
	}
	d := document{paragraphs: map[string][]string{}, marks: map[string]int{}}
	all := body.Paragraphs
	for _, c := range body.Cells {
		if len(c.Paragraphs) == 0 {
			t.Error("a cell without a paragraph")
		}
		all = append(all, c.Paragraphs...)
	}
	for _, p := range all {
		if !strings.Contains(docxStyles, `w:styleId="`+p.Style.Val+`"`) {
			t.Errorf("there is no style %q", p.Style.Val)
		}
		d.paragraphs[p.Style.Val] = append(d.paragraphs[p.Style.Val], p.text())
	}
	for _, m := range regexp.MustCompile(`<w:bookmarkStart w:id="\d+" w:name="([^"]*)"`).FindAllStringSubmatch(files["word/document.xml"], -1) {
		d.marks[m[1]]++
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(`<w:bookmarkStart w:id="(\d+)"`).FindAllStringSubmatch(files["word/document.xml"], -1) {
		if ids[m[1]] {
			t.Errorf("two bookmarks have the id %s", m[1])
		}
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`w:anchor="([^"]*)"`).FindAllStringSubmatch(files["word/document.xml"], -1) {
		d.links = append(d.links, m[1])
	}
	return d
}

type paragraph struct {
	Style struct {
		Val string `xml:"val,attr"`
	} `xml:"pPr>pStyle"`
	Inside []byte `xml:",innerxml"`
}

var (
	docxRaised = regexp.MustCompile(`<w:r><w:rPr>(<[^v]*>)?<w:vertAlign.*?</w:r>`)
	docxTag    = regexp.MustCompile(`<[^>]*>`)
)

// text is what stands in the paragraph, without raised numbers.
func (p paragraph) text() string {
	s := docxRaised.ReplaceAllString(string(p.Inside), "")
	s = strings.NewReplacer("<w:br/>", "\n", "<w:tab/>", "\t").Replace(s)
	var out struct {
		S string `xml:",chardata"`
	}
	if err := xml.Unmarshal([]byte("<x>"+docxTag.ReplaceAllString(s, "")+"</x>"), &out); err != nil {
		return err.Error()
	}
	return out.S
}

// TestDocxIsWhole: the document holds every text to the character, every
// passage under its tags, and links that lead somewhere.
func TestDocxIsWhole(t *testing.T) {
	p := cod()
	d := readDocx(t, bytesOf(t, "docx", p))
	var texts, want []string
	for style, all := range d.paragraphs {
		if strings.HasPrefix(style, "Text") {
			texts = append(texts, all...)
		}
	}
	for _, a := range p.Articles {
		whole, err := p.Whole(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range whole.Blocks {
			want = append(want, whole.Text.Slice(b.Span))
		}
	}
	slices.Sort(texts)
	slices.Sort(want)
	if !slices.Equal(texts, want) {
		t.Errorf("texts: got %q\nwant %q", texts, want)
	}
	var quotes []string
	for c := range p.Codings("") {
		quotes = append(quotes, c.Quote)
	}
	slices.Sort(quotes)
	if got := slices.Sorted(slices.Values(d.paragraphs["Passage"])); !slices.Equal(got, quotes) {
		t.Errorf("passages: got %q\nwant %q", got, quotes)
	}
	for _, link := range d.links {
		if d.marks[link] != 1 {
			t.Errorf("a link leads to %s, which is there %d times", link, d.marks[link])
		}
	}
	if len(d.links) != 3+2*6+8 {
		t.Errorf("%d links", len(d.links))
	}
}

// TestReportParts: a part of a report is what the whole report has of it, and
// has no links to what was left out.
func TestReportParts(t *testing.T) {
	p := cod()
	write := func(f func(w io.Writer, p Project, o Options) error, parts Parts) []byte {
		var b bytes.Buffer
		if err := f(&b, p, Options{Parts: parts}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	whole := readDocx(t, write(docxReport, AllParts))
	for _, parts := range []Parts{ArticlesPart, PassagesPart} {
		page := string(write(htmlReport, parts))
		d := readDocx(t, write(docxReport, parts))
		if got, want := len(d.paragraphs["Passage"]) > 0, parts == PassagesPart; got != want || strings.Contains(page, "<blockquote") != want {
			t.Errorf("%s: passages", parts)
		}
		if got, want := len(d.paragraphs["Text"]) > 0, parts == ArticlesPart; got != want || strings.Contains(page, "<mark") != want {
			t.Errorf("%s: articles", parts)
		}
		if !strings.Contains(page, "Codebook") || !slices.Contains(d.paragraphs["Heading1"], "Codebook") {
			t.Errorf("%s: no codebook", parts)
		}
		for style, want := range map[Parts][]string{ArticlesPart: {"Text", "TextHeading"}, PassagesPart: {"Passage", "Heading2"}}[parts] {
			if !slices.Equal(d.paragraphs[want], whole.paragraphs[want]) {
				t.Errorf("%s: style %d %s: got %q\nwant %q", parts, style, want, d.paragraphs[want], whole.paragraphs[want])
			}
		}
		for _, link := range d.links {
			if d.marks[link] != 1 {
				t.Errorf("%s: a link leads to %s, which is not there", parts, link)
			}
		}
		for _, m := range regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(page, -1) {
			if !strings.Contains(page, `id="`+m[1]+`"`) {
				t.Errorf("%s: a link leads to %s, which is not there", parts, m[1])
			}
		}
	}
}

// TestDocxDirection: a paragraph in a script that runs from right to left says
// so, and has its bar on that side.
func TestDocxDirection(t *testing.T) {
	for s, want := range map[string]int{"": 0, "12 – !": 0, "«Fish»": 1, "דג 1": -1, "1. سمك": -1, "漁業": 1} {
		if got := direction(s); got != want {
			t.Errorf("%q: got %d, want %d", s, got, want)
		}
	}
	p := cod()
	p.Codebook[0].Name, p.Codebook[0].Description = "כלכלה", "מסחר"
	_, files := unzip(t, bytesOf(t, "docx", p))
	if !strings.Contains(files["word/document.xml"], `<w:pBdr><w:right w:val="single" w:sz="36" w:space="6" w:color="0072B2"/></w:pBdr><w:bidi/>`) {
		t.Error("the tag in Hebrew stands on the wrong side")
	}
}

func TestLayered(t *testing.T) {
	for want, colors := range map[string][]string{"BBBBBB": {"#000000"}, "FFFFFF": {"#FFFFFF"}, "898989": {"#000000", "#000000"}, "BBFFBB": {"#00FF00"}} {
		if got := layered(colors); got != want {
			t.Errorf("%q: got %s, want %s", colors, got, want)
		}
	}
}

// TestDocxOpens lets LibreOffice read the document, where it is installed.
func TestDocxOpens(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Log("LibreOffice is not installed; the document was not opened")
		return
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "report.docx"), bytesOf(t, "docx", cod()), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(office, "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless", "--convert-to", "txt:Text", "--outdir", dir, filepath.Join(dir, "report.docx"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "report.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"cod wars", "=1+2 is a sum, _x0041_ is not.", "economy > trade (3)", "(Ada Ström & Bo, Jr., 1976, para. 1)"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}
