package qda

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// dump is what a project holds, a line for each thing.
func dump(p *Project) string {
	var b strings.Builder
	names := map[string]string{}
	for _, c := range p.Coders {
		names[c.ID] = c.Name
	}
	for _, s := range p.Sources {
		fmt.Fprintf(&b, "%s | %s | %v\n", s.Article.Title, strings.ReplaceAll(s.Article.Note, "\n", " / "), s.Article.Variables)
		for _, h := range s.Highlights {
			var tags []string
			for _, t := range h.Tags {
				tags = append(tags, p.Codebook.Path(t))
			}
			slices.Sort(tags)
			fmt.Fprintf(&b, "  %q %s | %s | %s\n", h.Quote.Exact, strings.Join(tags, ", "), strings.ReplaceAll(h.Note, "\n", " / "), names[h.Coder])
		}
	}
	for _, l := range p.Left {
		fmt.Fprintf(&b, "left: %v\n", l)
	}
	return b.String()
}

func selection(n, start, end int, inner string) string {
	return fmt.Sprintf(`<PlainTextSelection guid="%s" startPosition="%d" endPosition="%d">%s</PlainTextSelection>`, guid(n), start, end, inner)
}

func coding(code, user int, inner string) string {
	return fmt.Sprintf(`<Coding guid="x" creatingUser="%s"><CodeRef targetGUID="%s"/>%s</Coding>`, strings.ToLower(guid(user)), guid(code), inner)
}

// TestDepartures: what programs do otherwise than the standard has it.
func TestDepartures(t *testing.T) {
	const text = "The ban lasted four years."
	source := func(attributes, inner string) string {
		return `<Sources><TextSource guid="` + guid(50) + `" name="cod" ` + attributes + `>` + inner + `</TextSource></Sources>`
	}
	trade := selection(100, 4, 7, coding(12, 1, ""))
	plain := "cod |  | []\n  \"ban\" economy > trade |  | Ada\n"
	utf16Text := func() string {
		var b bytes.Buffer
		for _, u := range utf16.Encode([]rune("\uFEFF" + text)) {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
		return b.String()
	}()
	word := func() string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, content := range map[string]string{
			"[Content_Types].xml": `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
			"word/document.xml":   `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`,
		} {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprint(w, content)
		}
		z.Close()
		return b.String()
	}()
	for _, c := range []struct {
		name  string
		parts []string
		want  string
	}{
		{"ATLAS.ti for Mac names the document after the project", []string{"My study.qde", document("ATLAS.ti", source(`plainTextPath="internal://A.txt"`, trade)), "sources/a.txt", text}, plain},
		{"NVivo writes Sources with a capital, and what belongs to it beside", []string{"project.qde", document("NVivo", source(`plainTextPath="internal://a.TXT"`, trade)), "Sources/A.txt", text, "sources/.root", ""}, plain},
		{"qc names files without a scheme", []string{"project.qde", document("qc", source(`plainTextPath="a.txt"`, trade)), "sources/a.txt", text}, plain},
		{"backslashes in the archive", []string{"project.qde", document("x", source(`plainTextPath="internal://a.txt"`, trade)), `sources\a.txt`, text}, plain},
		{"UTF-16", []string{"project.qde", document("x", source(`plainTextPath="internal://a.txt"`, trade)), "sources/a.txt", utf16Text}, plain},
		{"no plain text, but a Word document", []string{"project.qde", document("x", source(`richTextPath="internal://a.docx"`, selection(100, 9, 12, coding(12, 1, "")))), "sources/a.docx", word}, plain},
		{"the plain text is empty, the document is not", []string{"project.qde", document("x", source(`plainTextPath="internal://a.txt" richTextPath="internal://a.docx"`, selection(100, 9, 12, coding(12, 1, "")))), "sources/a.txt", "\n", "sources/a.docx", word}, plain},
		{"NVivo: a selection for each code, and who coded at the coding", []string{"project.qde", document("NVivo", source("", "<PlainTextContent>"+text+"</PlainTextContent>"+selection(100, 4, 7, coding(12, 1, ""))+selection(101, 4, 7, coding(11, 1, ""))+selection(102, 4, 7, coding(11, 2, ""))))},
			"cod |  | []\n  \"ban\" economy, economy > trade |  | Ada\n  \"ban\" economy |  | Bo\n"},
		{"one selection that two people coded", []string{"project.qde", document("x", source("", "<PlainTextContent>"+text+"</PlainTextContent>"+selection(100, 4, 7, coding(12, 1, "")+coding(11, 2, ""))))},
			"cod |  | []\n  \"ban\" economy > trade |  | Ada\n  \"ban\" economy |  | Bo\n"},
		{"notes: a comment, a memo by reference, an annotation by link, a memo of nothing", []string{"project.qde", document("x", source("", "<Description>found in a box</Description><PlainTextContent>"+text+"</PlainTextContent>"+
			selection(100, 4, 7, "<Description>why?</Description>"+coding(12, 1, `<NoteRef targetGUID="`+guid(60)+`"/>`))+selection(101, 8, 14, "")+`<NoteRef targetGUID="`+guid(61)+`"/>`)+
			`<Notes><Note guid="`+guid(60)+`"><PlainTextContent>a memo</PlainTextContent></Note><Note guid="`+guid(61)+`"><PlainTextContent>on the text</PlainTextContent></Note><Note guid="`+guid(62)+`"><PlainTextContent>annotated</PlainTextContent></Note><Note guid="`+guid(63)+`" name="plan"><PlainTextContent>to do</PlainTextContent></Note></Notes>`+
			`<Links><Link originGUID="`+guid(62)+`" targetGUID="`+guid(101)+`"/><Link name="leads to" originGUID="`+guid(11)+`" targetGUID="`+guid(12)+`"/></Links>`)},
			"cod | found in a box / on the text | []\n  \"ban\" economy > trade | why? / a memo | Ada\n  \"lasted\"  | annotated | \n" +
				"left: 1 link (leads to): relations have no place in Gloss\nleft: 1 memo (plan): not attached to a passage, text or code; stays in the other program\n"},
		{"variables of cases without a name, and sets as groups of documents", []string{"project.qde", document("MAXQDA", `<Variables><Variable guid="`+guid(70)+`" name="age" typeOfVariable="Integer"/><Variable guid="`+guid(71)+`" name="published" typeOfVariable="Date"/></Variables><Cases><Case guid="c"><VariableValue><VariableRef targetGUID="`+guid(70)+
			`"/><IntegerValue>44</IntegerValue></VariableValue><VariableValue><VariableRef targetGUID="`+guid(71)+`"/><DateValue>1976-06-01</DateValue></VariableValue><SourceRef targetGUID="{`+strings.ToLower(guid(50))+`}"/></Case></Cases>`+
			source("", "<PlainTextContent>"+text+"</PlainTextContent>")+`<Sets><Set guid="s" name="Press"><MemberSource targetGUID="`+guid(50)+`"/></Set></Sets>`)},
			"cod |  | [{age 44} {set Press}]\n"},
		{"ATLAS.ti gives a passage of a PDF twice; an area alone has no place", []string{"project.qde", document("ATLAS.ti", `<Sources><PDFSource guid="`+guid(50)+`" name="cod" path="internal://a.pdf"><PDFSelection guid="`+guid(100)+`" page="0"/><PDFSelection guid="`+guid(101)+`" name="a picture" page="1"/><Representation guid="r" plainTextPath="internal://a.txt">`+trade+`</Representation></PDFSource></Sources>`), "sources/a.txt", text},
			plain + "left: 1 PDF area (a picture): Gloss codes text, not places on a page\n"},
		{"a transcript, whose passages stand between points in time", []string{"project.qde", document("x", `<Sources><VideoSource guid="v" name="film"><Transcript guid="`+guid(50)+`" name="cod"><PlainTextContent>`+text+`</PlainTextContent><SyncPoint guid="1" position="4"/><SyncPoint guid="2" position="7"/><TranscriptSelection guid="`+guid(100)+`" fromSyncPoint="1" toSyncPoint="2">`+coding(12, 1, "")+`</TranscriptSelection></Transcript><VideoSelection guid="vs" name="00:01"/></VideoSource></Sources>`)},
			plain + "left: 1 video (film): Gloss codes text; transcripts are taken where there are any\nleft: 1 video passage (00:01): not a passage of text\n"},
		{"a whole text that is coded", []string{"project.qde", document("x", source("", "<PlainTextContent>"+text+"</PlainTextContent>"+coding(11, 2, "")))}, "cod |  | []\n  \"The ban lasted four years.\" economy |  | Bo\n"},
		{"a user that nobody lists, a code that is not there", []string{"project.qde", document("x", source("", "<PlainTextContent>"+text+"</PlainTextContent>"+selection(100, 4, 7, coding(12, 9, "")+coding(99, 9, ""))))},
			"cod |  | []\n  \"ban\" economy > trade |  | coder 0197a2c4\nleft: 1 coding (cod): no such code is in the codebook\n"},
	} {
		p := open(t, zipped(t, c.parts...))
		if got := dump(p); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, c.want)
		}
	}
}
