package qda

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"gloss/annotate"
	"gloss/annotate/kept"
	"gloss/importers"
)

// text is a source while its positions are not understood yet.
type text struct {
	article  annotate.Article
	receipt  annotate.Receipt
	original []byte
	raw      []rune
	bom      bool
	kinds    []kindAt      // of blocks; the others are paragraphs
	home     *kept.Article // what Gloss keeps of its own articles
	places   []place
	marks    []mark    // one for each place
	prefer   []Reading // of readings that fit as well, these
	known    []Reading // if not nil, this is the only one to try
}

// mark is what a program says of a passage.
type mark struct {
	id                string
	name              string // for messages
	note              string
	coder             string
	tags              []string
	created, modified time.Time
}

// readSource reads a source of any kind.
func (r *refi) readSource(s *xmlSource) {
	switch s.XMLName.Local {
	case "TextSource":
		r.readText(s, s)
	case "PDFSource":
		r.readPDF(s)
	case "PictureSource":
		r.leave("picture", s.Name, "Gloss codes text")
		r.leaveSelections("picture area", s.Pictures, s.Name)
		if s.InWords != nil {
			r.readText(s.InWords, s)
		}
	case "AudioSource", "VideoSource":
		what, part := "recording", "recording passage"
		if s.XMLName.Local == "VideoSource" {
			what, part = "video", "video passage"
		}
		r.leave(what, s.Name, "Gloss codes text; transcripts are taken where there are any")
		r.leaveSelections(part, slices.Concat(s.Sounds, s.Videos), s.Name)
		for i := range s.Transcripts {
			r.readText(&s.Transcripts[i], s)
		}
	}
}

func (r *refi) leaveSelections(what string, list []xmlSelection, of string) {
	for _, s := range list {
		r.leave(what, cmp.Or(s.Name, of), "not a passage of text")
	}
}

// readPDF reads the text of a PDF. The areas that are marked on its pages have
// no place in Gloss, but for those that ATLAS.ti also gives as passages.
func (r *refi) readPDF(s *xmlSource) {
	body := s.Representation
	if body == nil {
		body = &xmlSource{XMLName: s.XMLName, GUID: s.GUID, Name: s.Name, RichText: s.Path}
	}
	twice := map[string]bool{}
	for _, p := range body.Selections {
		twice[id(p.GUID)] = true
	}
	for _, a := range s.Areas {
		if !twice[id(a.GUID)] {
			r.leave("PDF area", cmp.Or(a.Name, s.Name), "Gloss codes text, not places on a page")
		}
	}
	r.readText(body, s)
}

// readText reads a text; whole is the source that it is or belongs to, which
// has the name and the facts.
func (r *refi) readText(s, whole *xmlSource) {
	name := cmp.Or(annotate.OneLine(whole.Name), annotate.OneLine(s.Name), nameOf(s.PlainText), "untitled")
	guid := cmp.Or(id(whole.GUID), id(s.GUID), annotate.DerivedID("source", r.Name, name))
	if s != whole && s.XMLName.Local == "Transcript" {
		guid = cmp.Or(id(s.GUID), annotate.DerivedID("transcript", guid, s.PlainText))
		name = cmp.Or(annotate.OneLine(s.Name), name)
	}
	t := &text{known: r.known}
	t.article.ID, t.article.Title = guid, name
	t.article.SourceName = path.Base(strings.ReplaceAll(r.Path, `\`, "/"))
	t.article.SourceName = annotate.OneLine(t.article.SourceName)
	t.article.Added = when(cmp.Or(s.Created, whole.Created))
	t.article.Note = r.noted(whole.Description, whole.NoteRefs)
	if s != whole {
		t.article.Note = r.noted(below(t.article.Note, annotate.Clean(s.Description)), s.NoteRefs)
	}
	if why := r.load(t, s); why != "" {
		r.leave("text", name, why)
		for range len(s.Selections) + len(s.Said) {
			r.leave("passage", "", "the text is not there")
		}
		return
	}
	var keeps kept.Article
	if r.home(s.Gloss, &keeps) {
		t.home = &keeps
	}
	variables := together(r.values(whole.Values), r.facts[id(whole.GUID)])
	if s != whole {
		variables = together(variables, r.values(s.Values))
	}
	describe(&t.article, variables)
	sync := map[string]string{}
	for _, p := range s.Sync {
		sync[id(p.GUID)] = p.Position
	}
	for i := range s.Selections {
		r.selection(t, &s.Selections[i], s.Selections[i].Start, s.Selections[i].End, i)
	}
	for i := range s.Said {
		p := &s.Said[i]
		r.selection(t, p, sync[id(p.FromSync)], sync[id(p.ToSync)], len(s.Selections)+i)
	}
	for _, c := range slices.Concat(whole.Codings, codingsOf(s, whole)) {
		r.wholeText(t, c)
	}
	r.texts = append(r.texts, t)
}

// nameOf is the file name in a path, without extension, unless it is a GUID.
func nameOf(ref string) string {
	name := annotate.OneLine(path.Base(strings.ReplaceAll(ref, `\`, "/")))
	name = strings.TrimSuffix(name, path.Ext(name))
	if isUUID.MatchString(strings.ToLower(name)) || name == "." || name == "/" {
		return ""
	}
	return name
}

func codingsOf(s, whole *xmlSource) []xmlCoding {
	if s == whole {
		return nil
	}
	return s.Codings
}

// load finds the characters of a source, or says why there are none.
func (r *refi) load(t *text, s *xmlSource) string {
	if s.Content != nil {
		t.raw = rawOf(*s.Content)
		t.article.Format = "text"
	}
	why := ""
	if t.raw == nil && s.PlainText != "" {
		data, reason := r.files.source(s.PlainText)
		if why = reason; why == "" {
			t.original, t.bom = data, hasMark(data)
			text, err := importers.Decode(data, "", &t.receipt)
			if err != nil {
				return err.Error()
			}
			t.raw, t.article.Format = rawOf(text), "text"
		}
	}
	if isBlank(string(t.raw)) && s.RichText != "" {
		data, reason := r.files.source(s.RichText)
		if reason == "" {
			reason = r.convert(t, s.RichText, data)
		}
		if why = cmp.Or(why, reason); reason == "" {
			why = ""
		}
	}
	if why == "" && isBlank(string(t.raw)) {
		why = "without text"
	}
	return why
}

// convert takes the text from a document, through the importer of its format.
// Its paragraphs become lines, as programs count them.
func (r *refi) convert(t *text, name string, data []byte) string {
	res, err := importers.Bytes(r.ctx, path.Base(entryName(name)), data, importers.Options{})
	if err != nil {
		_, reason, _ := strings.Cut(err.Error(), ": ")
		return reason
	}
	t.original, t.receipt = data, res.Receipt
	t.receipt.Add(annotate.Doubt, "the project gives no plain text of it; this one was taken from the document, and passages stand where they fit best", "", 0)
	t.raw = rawOf(strings.ReplaceAll(res.Article.Text.String(), "\n\n", "\n"))
	t.article.Format, t.article.Language = res.Article.Format, res.Article.Language
	return ""
}

// rawOf is the characters of a text as positions count them.
func rawOf(text string) []rune {
	raw := []rune(text)
	for i, r := range raw {
		if r == virtualEnd {
			raw[i] = unicode.ReplacementChar
		}
	}
	return raw
}

func hasMark(data []byte) bool {
	for _, m := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		if strings.HasPrefix(string(data[:min(len(data), 3)]), m) {
			return true
		}
	}
	return false
}

// decoded is the text of a note.
func decoded(data []byte) string {
	s, err := importers.Decode(data, "", &annotate.Receipt{})
	if err != nil {
		return ""
	}
	return s
}

// selection takes a selection: one mark for each person who coded it.
func (r *refi) selection(t *text, s *xmlSelection, from, to string, n int) {
	start, err1 := strconv.Atoi(strings.TrimSpace(from))
	end, err2 := strconv.Atoi(strings.TrimSpace(to))
	if err1 != nil || err2 != nil {
		r.leave("passage", fmt.Sprintf("%s, %q to %q", cmp.Or(s.Name, t.article.Title), clip(from, 20), clip(to, 20)), "the position is no number")
		return
	}
	first := mark{
		id: cmp.Or(id(s.GUID), annotate.DerivedID("selection", t.article.ID, itoa(n))), name: annotate.OneLine(s.Name),
		note: r.noted(s.Description, s.NoteRefs), created: when(s.Created), modified: when(s.Modified),
	}
	first.coder = r.coder(s.User)
	marks := []mark{first}
	for _, c := range s.Codings {
		tag, coder := id(c.Code.Target), r.coder(c.User)
		if !r.tags[tag] {
			r.leave("coding", cmp.Or(s.Name, t.article.Title), "no such code is in the codebook")
			continue
		}
		i := slices.IndexFunc(marks, func(m mark) bool { return m.coder == coder || coder == "" })
		if i < 0 && marks[0].coder == "" {
			i, marks[0].coder = 0, coder
		}
		if i < 0 && len(marks[0].tags) == 0 && marks[0].note == "" && len(s.Codings) == 1 {
			i, marks[0].coder = 0, coder // who coded counts, not who selected
		}
		if i < 0 {
			i = len(marks)
			marks = append(marks, mark{id: annotate.DerivedID("selection of", first.id, coder), name: first.name, coder: coder})
		}
		m := &marks[i]
		if !slices.Contains(m.tags, tag) {
			m.tags = append(m.tags, tag)
		}
		if at := when(c.Created); m.created.IsZero() {
			m.created = at
		}
		m.note = r.noted(m.note, c.NoteRefs)
	}
	if len(marks) > 1 && len(marks[0].tags) == 0 && marks[0].note == "" {
		marks[1].id = marks[0].id
		marks = marks[1:]
	}
	for _, m := range marks {
		t.places = append(t.places, place{start: start, end: end, quote: s.Name})
		t.marks = append(t.marks, m)
	}
}

// wholeText takes a coding of a whole source as a passage of all its text.
func (r *refi) wholeText(t *text, c xmlCoding) {
	tag := id(c.Code.Target)
	if !r.tags[tag] {
		r.leave("coding", t.article.Title, "no such code is in the codebook")
		return
	}
	coder := r.coder(c.User)
	t.places = append(t.places, place{start: 0, end: -1})
	t.marks = append(t.marks, mark{
		id: annotate.DerivedID("whole text", t.article.ID, coder, tag), name: t.article.Title, coder: coder, tags: []string{tag},
		created: when(c.Created), note: r.noted("", c.NoteRefs),
	})
}
