package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gloss/annotate"
)

func TestQDCGolden(t *testing.T) { golden(t, "codebook.qdc", bytesOf(t, "qdc", cod())) }

func TestCodebookCSVGolden(t *testing.T) { golden(t, "codebook.csv", bytesOf(t, "codebook", cod())) }

func TestQDPXGolden(t *testing.T) {
	golden(t, "qdpx.txt", dump(t, bytesOf(t, "qdpx", cod())))
}

func TestQDPXNVivoGolden(t *testing.T) {
	golden(t, "qdpx-nvivo.txt", dump(t, bytesOf(t, "qdpx-nvivo", cod())))
}

// bare are projects that lack one part after the other.
func bare() map[string]Project {
	all := map[string]Project{"whole": cod()}
	for name, strip := range map[string]func(p *Project){
		"no coders":   func(p *Project) { p.Coders = nil },
		"no articles": func(p *Project) { p.Articles = nil },
		"no tags": func(p *Project) {
			p.Codebook, p.Tags, p.Codings = nil, nil, func(string) annotate.Codings { return stream(nil) }
		},
		"nothing": func(p *Project) {
			*p = Project{Name: "", Codings: func(string) annotate.Codings { return stream(nil) }}
		},
	} {
		p := cod()
		strip(&p)
		all[name] = p
	}
	return all
}

// TestSchemas holds what is written to the schemas of the standard.
func TestSchemas(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Log("xmllint is not installed; nothing was held to the schemas")
	}
	valid := func(name, schema string, data []byte) {
		if err := wellFormed(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if xmllint == "" {
			return
		}
		cmd := exec.Command(xmllint, "--nonet", "--noout", "--schema", "testdata/refi/"+schema, "-")
		cmd.Stdin = bytes.NewReader(data)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s\n%s", name, err, out, data)
		}
	}
	for name, p := range bare() {
		for _, format := range []string{"qdpx", "qdpx-nvivo"} {
			_, files := unzip(t, bytesOf(t, format, p))
			valid(name, "Project.xsd", []byte(files["project.qde"]))
		}
		if len(p.Codebook) > 0 {
			valid(name, "Codebook.xsd", bytesOf(t, "qdc", p))
		} else if err := qdc(io.Discard, p, Options{}); err == nil {
			t.Errorf("%s: a codebook without tags was written", name)
		}
	}
}

func wellFormed(data []byte) error {
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		if _, err := d.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

// TestQDPXHolds: GUIDs are unique and in capitals, whatever is referred to is
// there, and at each selection stands what its name says.
func TestQDPXHolds(t *testing.T) {
	p := cod()
	_, files := unzip(t, bytesOf(t, "qdpx", p))
	pattern := regexp.MustCompile(`^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$`)
	guids, refs, text, selections := map[string]bool{}, map[string]bool{}, annotate.Text{}, 0
	d := xml.NewDecoder(strings.NewReader(files["project.qde"]))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		values := map[string]string{}
		for _, a := range start.Attr {
			values[a.Name.Local] = a.Value
			switch a.Name.Local {
			case "guid":
				if !pattern.MatchString(a.Value) || guids[a.Value] {
					t.Errorf("%s: the GUID %s is not unique or not in capitals", start.Name.Local, a.Value)
				}
				guids[a.Value] = true
			case "targetGUID", "creatingUser":
				refs[a.Value] = true
			case "plainTextPath":
				content, there := files["sources/"+strings.TrimPrefix(a.Value, "internal://")]
				if !there {
					t.Errorf("there is no %s", a.Value)
				}
				text = annotate.NewText(content)
			}
		}
		if start.Name.Local == "PlainTextSelection" {
			selections++
			from, _ := strconv.Atoi(values["startPosition"])
			to, _ := strconv.Atoi(values["endPosition"])
			if got := annotate.Excerpt(text.Slice(annotate.Span{Start: from, End: to}), 100); got != values["name"] {
				t.Errorf("at %d-%d stands %q, not %q", from, to, got, values["name"])
			}
		}
	}
	for ref := range refs {
		if !guids[ref] {
			t.Errorf("nothing has the GUID %s", ref)
		}
	}
	if selections != 6 {
		t.Errorf("%d selections, want 6", selections)
	}
}
