package qda

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"gloss/annotate"
	"gloss/annotate/kept"
)

// refi is a REFI-QDA project while it is read.
type refi struct {
	*Project
	ctx   context.Context
	doc   *xmlProject
	files *archive // nil where the document stands alone

	coders    map[string]bool                // by ID
	tags      map[string]bool                // by ID
	notes     map[string]string              // text by ID
	used      map[string]bool                // notes that are attached to something
	variables map[string]string              // name by ID
	facts     map[string][]annotate.Variable // by ID of a source: what cases and sets say of it
	texts     []*text
	known     []Reading // the only one that counts; nil where it must be found
}

// readArchive reads a QDPX file.
func (p *Project) readArchive(ctx context.Context, path string) error {
	files, err := openArchive(path)
	if err != nil {
		return err
	}
	defer files.close()
	name := files.document()
	if name == "" {
		return errors.New("there is no project document (.qde) in it; export it anew as a REFI-QDA project")
	}
	data, err := files.read(name, maxDocument)
	if err != nil {
		return err
	}
	return p.readDocument(ctx, data, files)
}

// readBare reads a document that stands alone: a QDE file, or a codebook (QDC).
func (p *Project) readBare(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return errCut
	}
	if info.Size() > maxDocument {
		return errLarge
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return errors.New("it cannot be read; check its permissions")
	}
	return p.readDocument(ctx, data, nil)
}

func (p *Project) readDocument(ctx context.Context, data []byte, files *archive) error {
	doc, err := parse(data)
	if err != nil {
		return err
	}
	p.Name, p.Program = annotate.OneLine(doc.Name), annotate.OneLine(doc.Origin)
	p.Home = strings.EqualFold(p.Program, "Gloss")
	if p.Program == "" {
		p.Program = "another program"
	}
	r := &refi{
		Project: p, ctx: ctx, doc: doc, files: files,
		coders: map[string]bool{}, tags: map[string]bool{}, notes: map[string]string{}, used: map[string]bool{},
		variables: map[string]string{}, facts: map[string][]annotate.Variable{},
	}
	if p.Home {
		var keeps kept.Project
		r.home(doc.Gloss, &keeps)
		r.known = known(keeps)
	}
	r.readNotes()
	r.readUsers()
	r.readCodes()
	r.readFacts()
	for i := range doc.Sources.All {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.readSource(&doc.Sources.All[i])
	}
	p.Sources = resolve(p, r.texts)
	r.readLinks()
	r.leaveRest()
	return nil
}

func (r *refi) readUsers() {
	var keeps kept.Coders
	r.home(r.doc.Kept, &keeps)
	for _, u := range r.doc.Users {
		c := annotate.Coder{ID: id(u.GUID), Name: clip(annotate.OneLine(u.Name), 200)}
		if c.Name == "" {
			c.Name = clip(annotate.OneLine(u.ID), 200)
		}
		if color := keeps.Colors[u.GUID]; annotate.IsColor(color) {
			c.Color = color
		}
		r.addCoder(c)
	}
}

// addCoder adds a coder once.
func (r *refi) addCoder(c annotate.Coder) {
	if c.ID == "" || r.coders[c.ID] {
		return
	}
	if c.Name == "" {
		c.Name = "coder " + c.ID[:8]
	}
	r.coders[c.ID] = true
	r.Coders = append(r.Coders, c)
}

// coder is the ID of who the GUID means, "" for nobody. One who is not among the
// users is added by the GUID.
func (r *refi) coder(guid string) string {
	who := id(guid)
	r.addCoder(annotate.Coder{ID: who})
	return who
}

// readNotes reads the texts of notes, which other things refer to.
func (r *refi) readNotes() {
	for i := range r.doc.Notes {
		n := &r.doc.Notes[i]
		text := ""
		if n.Content != nil {
			text = *n.Content
		} else if data, why := r.files.source(n.PlainText); why == "" {
			text = decoded(data)
		}
		r.notes[id(n.GUID)] = below(annotate.Clean(text), annotate.Clean(n.Description))
	}
}

// noted is a text with those of the notes that are referred to below it.
func (r *refi) noted(text string, refs []xmlRef) string {
	text = annotate.Clean(text)
	if strings.TrimSpace(text) == "" {
		text = ""
	}
	for _, ref := range refs {
		key := id(ref.Target)
		r.used[key] = true
		text = below(text, strings.TrimSpace(r.notes[key]))
	}
	return text
}

// below puts a text under another.
func below(a, b string) string {
	if a == "" || b == "" || a == b {
		return a + strings.TrimPrefix(b, a)
	}
	return a + "\n" + b
}

// readFacts reads what variables, cases and sets say of sources.
func (r *refi) readFacts() {
	for _, v := range r.doc.Variables {
		r.variables[id(v.GUID)] = annotate.OneLine(v.Name)
	}
	for _, c := range r.doc.Cases {
		name := annotate.OneLine(c.Name)
		values := r.values(c.Values)
		if name != "" && len(c.Sources) > 0 {
			values = append([]annotate.Variable{{Name: "case", Value: name}}, values...)
		}
		for _, s := range c.Sources {
			r.addFacts(id(s.Target), values)
		}
		switch {
		case len(c.Sources) == 0 && (len(values) > 0 || name != "") && len(c.Selections) == 0:
			r.leave("case", name, "not attached to a text")
		case len(c.Selections) > 0:
			r.leave("case", name, "Gloss knows facts about whole articles, not about passages")
		}
	}
	for _, s := range r.doc.Sets {
		for _, m := range s.Sources {
			r.addFacts(id(m.Target), []annotate.Variable{{Name: "set", Value: annotate.OneLine(s.Name)}})
		}
		if len(s.Codes)+len(s.Notes) > 0 {
			r.leave("set", s.Name, "sets of codes and notes have no place in Gloss")
		}
	}
}

// addFacts says more of a source; several values of one name are joined.
func (r *refi) addFacts(source string, values []annotate.Variable) {
	r.facts[source] = together(r.facts[source], values)
}

// together joins variables, those of one name by "; ".
func together(all, more []annotate.Variable) []annotate.Variable {
next:
	for _, v := range more {
		if v.Name == "" || v.Value == "" {
			continue
		}
		for i := range all {
			if all[i].Name == v.Name {
				if all[i].Value != v.Value {
					all[i].Value += "; " + v.Value
				}
				continue next
			}
		}
		all = append(all, v)
	}
	return all
}

// values are variables with their names.
func (r *refi) values(list []xmlValue) []annotate.Variable {
	var all []annotate.Variable
	for _, v := range list {
		value := v.Text
		for _, other := range []string{v.Boolean, v.Integer, v.Float, v.Date, v.DateTime} {
			if value == "" {
				value = strings.TrimSpace(other)
			}
		}
		if name := r.variables[id(v.Variable.Target)]; name != "" && value != "" {
			all = append(all, annotate.Variable{Name: name, Value: annotate.Clean(value)})
		}
	}
	return all
}

// readLinks takes the notes that are linked to passages, as NVivo writes its
// annotations, and leaves all other links.
func (r *refi) readLinks() {
	at := map[string]*Highlight{}
	for i := range r.Sources {
		for k := range r.Sources[i].Highlights {
			h := &r.Sources[i].Highlights[k]
			at[h.ID] = h
			for _, same := range h.Same {
				at[same] = h
			}
		}
	}
	for _, l := range r.doc.Links {
		from, to := id(l.Origin), id(l.Target)
		if at[from] != nil {
			from, to = to, from
		}
		if h, note := at[to], r.notes[from]; h != nil && note != "" {
			h.Note = below(h.Note, strings.TrimSpace(note))
			r.used[from] = true
			continue
		}
		r.leave("link", l.Name, "relations have no place in Gloss")
	}
}

// leaveRest names what nothing has taken.
func (r *refi) leaveRest() {
	for i := range r.doc.Notes {
		if n := &r.doc.Notes[i]; !r.used[id(n.GUID)] {
			r.leave("memo", n.Name, "not attached to a passage, text or code; stays in the other program")
		}
	}
	for _, g := range r.doc.Graphs {
		r.leave("map", g.Name, "drawings have no place in Gloss")
	}
	if len(r.doc.NoteRefs) > 0 || strings.TrimSpace(r.doc.Description) != "" {
		r.leave("project description", "", "a project in Gloss has none")
	}
}

// when reads a time; the zero time where it is none. Times without a zone are
// taken as UTC.
func when(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1970 && t.Year() <= 9999 {
			return t.UTC().Truncate(time.Second)
		}
	}
	return time.Time{}
}
