package qda

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"gloss/annotate"
	"gloss/importers"
)

// What the XML of a project may cost. Half a million codings stay below.
const (
	maxElements = 2 << 20
	maxDepth    = 500
	maxTag      = 1 << 20 // bytes of one tag with its attributes
)

// The elements of REFI-QDA 1.0, project and codebook, matched by their local
// names: programs differ in namespaces and in the order of elements.
type (
	xmlProject struct {
		XMLName     xml.Name
		Name        string        `xml:"name,attr"`
		Origin      string        `xml:"origin,attr"`
		Users       []xmlUser     `xml:"Users>User"`
		Gloss       string        `xml:"gloss-data"`
		Kept        string        `xml:"Users>gloss-data"`
		Codes       []xmlCode     `xml:"CodeBook>Codes>Code"`
		Bare        []xmlCode     `xml:"Codes>Code"` // where the root is CodeBook
		Sets        []xmlSet      `xml:"Sets>Set"`
		Variables   []xmlVariable `xml:"Variables>Variable"`
		Cases       []xmlCase     `xml:"Cases>Case"`
		Sources     xmlSources    `xml:"Sources"`
		Notes       []xmlSource   `xml:"Notes>Note"`
		Links       []xmlLink     `xml:"Links>Link"`
		Graphs      []xmlNamed    `xml:"Graphs>Graph"`
		Description string        `xml:"Description"`
		NoteRefs    []xmlRef      `xml:"NoteRef"`
	}
	xmlUser struct {
		GUID string `xml:"guid,attr"`
		Name string `xml:"name,attr"`
		ID   string `xml:"id,attr"`
	}
	xmlCode struct {
		GUID        string    `xml:"guid,attr"`
		Name        string    `xml:"name,attr"`
		Color       string    `xml:"color,attr"`
		Description string    `xml:"Description"`
		NoteRefs    []xmlRef  `xml:"NoteRef"`
		Codes       []xmlCode `xml:"Code"`
		Gloss       string    `xml:"gloss-data"`
	}
	xmlVariable struct {
		GUID string `xml:"guid,attr"`
		Name string `xml:"name,attr"`
	}
	xmlValue struct {
		Variable xmlRef `xml:"VariableRef"`
		Text     string `xml:"TextValue"`
		Boolean  string `xml:"BooleanValue"`
		Integer  string `xml:"IntegerValue"`
		Float    string `xml:"FloatValue"`
		Date     string `xml:"DateValue"`
		DateTime string `xml:"DateTimeValue"`
	}
	xmlCase struct {
		Name        string     `xml:"name,attr"`
		Description string     `xml:"Description"`
		Codes       []xmlRef   `xml:"CodeRef"`
		Values      []xmlValue `xml:"VariableValue"`
		Sources     []xmlRef   `xml:"SourceRef"`
		Selections  []xmlRef   `xml:"SelectionRef"`
	}
	xmlSet struct {
		Name    string   `xml:"name,attr"`
		Codes   []xmlRef `xml:"MemberCode"`
		Sources []xmlRef `xml:"MemberSource"`
		Notes   []xmlRef `xml:"MemberNote"`
	}
	xmlLink struct {
		Name   string `xml:"name,attr"`
		Origin string `xml:"originGUID,attr"`
		Target string `xml:"targetGUID,attr"`
	}
	xmlNamed struct {
		Name string `xml:"name,attr"`
	}
	xmlRef struct {
		Target string `xml:"targetGUID,attr"`
	}
	xmlSources struct {
		All []xmlSource `xml:",any"`
	}
	// xmlSource is any kind of source, a note, a transcript or a representation.
	xmlSource struct {
		XMLName        xml.Name
		GUID           string         `xml:"guid,attr"`
		Name           string         `xml:"name,attr"`
		PlainText      string         `xml:"plainTextPath,attr"`
		RichText       string         `xml:"richTextPath,attr"`
		Path           string         `xml:"path,attr"`
		Created        string         `xml:"creationDateTime,attr"`
		Description    string         `xml:"Description"`
		Content        *string        `xml:"PlainTextContent"`
		Selections     []xmlSelection `xml:"PlainTextSelection"`
		Areas          []xmlSelection `xml:"PDFSelection"`
		Pictures       []xmlSelection `xml:"PictureSelection"`
		Sounds         []xmlSelection `xml:"AudioSelection"`
		Videos         []xmlSelection `xml:"VideoSelection"`
		Said           []xmlSelection `xml:"TranscriptSelection"`
		Sync           []xmlSync      `xml:"SyncPoint"`
		Representation *xmlSource     `xml:"Representation"`
		InWords        *xmlSource     `xml:"TextDescription"`
		Transcripts    []xmlSource    `xml:"Transcript"`
		Codings        []xmlCoding    `xml:"Coding"`
		NoteRefs       []xmlRef       `xml:"NoteRef"`
		Values         []xmlValue     `xml:"VariableValue"`
		Gloss          string         `xml:"gloss-data"`
	}
	xmlSelection struct {
		GUID        string      `xml:"guid,attr"`
		Name        string      `xml:"name,attr"`
		Start       string      `xml:"startPosition,attr"`
		End         string      `xml:"endPosition,attr"`
		FromSync    string      `xml:"fromSyncPoint,attr"`
		ToSync      string      `xml:"toSyncPoint,attr"`
		User        string      `xml:"creatingUser,attr"`
		Created     string      `xml:"creationDateTime,attr"`
		Modified    string      `xml:"modifiedDateTime,attr"`
		Description string      `xml:"Description"`
		Codings     []xmlCoding `xml:"Coding"`
		NoteRefs    []xmlRef    `xml:"NoteRef"`
	}
	xmlSync struct {
		GUID     string `xml:"guid,attr"`
		Position string `xml:"position,attr"`
	}
	xmlCoding struct {
		User     string   `xml:"creatingUser,attr"`
		Created  string   `xml:"creationDateTime,attr"`
		Code     xmlRef   `xml:"CodeRef"`
		NoteRefs []xmlRef `xml:"NoteRef"`
	}
)

// glossTarget is the target of the processing instructions in which Gloss keeps
// what the standard has no place for; see annotate/export/refi.go.
const glossTarget = "gloss"

// tokens passes the tokens of a document on, counts what costs memory, and
// makes elements of the processing instructions of Gloss.
type tokens struct {
	d       *xml.Decoder
	left    int // elements
	depth   int
	waiting []xml.Token
}

func (t *tokens) Token() (xml.Token, error) {
	if len(t.waiting) > 0 {
		next := t.waiting[0]
		t.waiting = t.waiting[1:]
		return next, nil
	}
	token, err := t.d.Token()
	switch x := token.(type) {
	case xml.StartElement:
		t.left--
		t.depth++
		if t.left < 0 || t.depth > maxDepth {
			return nil, errLarge
		}
	case xml.EndElement:
		t.depth--
	case xml.ProcInst:
		if x.Target == glossTarget && t.depth > 0 {
			name := xml.Name{Local: "gloss-data"}
			t.waiting = []xml.Token{xml.CharData(bytes.Clone(x.Inst)), xml.EndElement{Name: name}}
			return xml.StartElement{Name: name}, nil
		}
	}
	return token, err
}

var declared = regexp.MustCompile(`^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9_.:-]+)`)

// parse reads a REFI-QDA document, project or codebook.
func parse(data []byte) (*xmlProject, error) {
	text := string(data)
	if !utf8.Valid(data) || bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) || bytes.IndexByte(data[:min(len(data), 512)], 0) >= 0 {
		encoding := ""
		if m := declared.FindSubmatch(data); m != nil {
			encoding = string(m[1])
		}
		var err error
		if text, err = importers.Decode(data, encoding, &annotate.Receipt{}); err != nil {
			return nil, err
		}
	}
	text = strings.Map(func(r rune) rune { // no XML may hold these, but some does
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == '\ufffe' || r == '\uffff' {
			return ' '
		}
		return r
	}, text)
	if longTag(text) {
		return nil, errLarge
	}
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false // an entity that nobody declared stays as it is; none is ever fetched
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var p xmlProject
	if err := xml.NewTokenDecoder(&tokens{d: d, left: maxElements}).Decode(&p); err != nil {
		if errors.Is(err, errLarge) {
			return nil, errLarge
		}
		return nil, errors.New("its project document is damaged; export it anew from its program")
	}
	if p.XMLName.Local != "Project" && p.XMLName.Local != "CodeBook" {
		return nil, errors.New("its document is no REFI-QDA project; export it as one (QDPX) from its program")
	}
	return &p, nil
}

// longTag reports whether a tag is longer than any is, which would take memory
// for its attributes before anyone could count them.
func longTag(text string) bool {
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			return false
		}
		text = text[i+1:]
		if len(text) <= maxTag {
			return false
		}
		if c := text[0] | 0x20; c < 'a' || c > 'z' {
			continue
		}
		if strings.IndexByte(text[:maxTag], '>') < 0 {
			return true
		}
	}
}

var root = regexp.MustCompile(`(?s)^\s*(<\?.*?\?>\s*|<!--.*?-->\s*)*<([A-Za-z0-9]+:)?(Project|CodeBook)\s[^>]*QDA-XML:`)

// rootOf is the name of the root element of a REFI-QDA document that begins
// with head, or "".
func rootOf(head []byte) string {
	text := string(head)
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) || bytes.IndexByte(head, 0) >= 0 {
		if s, err := importers.Decode(head, "", &annotate.Receipt{}); err == nil {
			text = s
		}
	}
	if m := root.FindStringSubmatch(text); m != nil {
		return m[3]
	}
	return ""
}
