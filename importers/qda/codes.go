package qda

import (
	"regexp"
	"strings"

	"gloss/annotate"
	"gloss/annotate/kept"
)

// readCodes makes the codebook. A code that Gloss cannot name so is renamed,
// and the name it had is listed.
func (r *refi) readCodes() {
	book := newBook(r.Project)
	var add func(codes []xmlCode, parent string)
	add = func(codes []xmlCode, parent string) {
		for _, c := range codes {
			t := annotate.Tag{ID: id(c.GUID), Parent: parent, Name: c.Name, Color: c.Color}
			t.Description = r.noted(c.Description, c.NoteRefs)
			var keeps kept.Tag
			if r.home(c.Gloss, &keeps) {
				t.Key = keeps.Key
			}
			t = book.add(t)
			add(c.Codes, t.ID)
		}
	}
	add(r.doc.Codes, "")
	add(r.doc.Bare, "")
	for _, t := range r.Codebook {
		r.tags[t.ID] = true
	}
}

// book is a codebook that grows, tag by tag, and stays one that Gloss takes.
type book struct {
	p      *Project
	ids    map[string]bool
	names  map[[2]string]int // parent and name without case: how many there are
	keys   map[string]bool
	colors map[string]string // by ID
	roots  int
}

func newBook(p *Project) *book {
	return &book{p: p, ids: map[string]bool{}, names: map[[2]string]int{}, keys: map[string]bool{}, colors: map[string]string{}}
}

var shortColor = regexp.MustCompile(`^#[0-9A-Fa-f]{3}$`)

// add adds a tag whose parent is there, and returns it as it was taken.
func (b *book) add(t annotate.Tag) annotate.Tag {
	was := annotate.OneLine(t.Name)
	name := strings.TrimSpace(strings.ReplaceAll(was, ">", "›")) // > parts a tag from the one above it
	if name == "" {
		name = "without a name"
	}
	name = clip(name, 200)
	key := func(name string) [2]string { return [2]string{t.Parent, strings.ToLower(strings.ToUpper(name))} }
	for first := name; b.names[key(name)] > 0; {
		b.names[key(first)]++
		name = first + " (" + itoa(b.names[key(first)]) + ")"
	}
	if name != was {
		b.p.leave("renamed code", was+" → "+name, "names are unique among their neighbours and without >; it was renamed")
	}
	t.Name = name
	if t.ID == "" || b.ids[t.ID] {
		t.ID = annotate.DerivedID("code", t.Parent, t.ID, name)
		for b.ids[t.ID] {
			t.ID = annotate.DerivedID("code", t.ID)
		}
	}
	if shortColor.MatchString(t.Color) {
		c := t.Color
		t.Color = "#" + c[1:2] + c[1:2] + c[2:3] + c[2:3] + c[3:4] + c[3:4]
	}
	if !annotate.IsColor(t.Color) { // that of the tag above, or the next of the palette
		if t.Color = b.colors[t.Parent]; t.Parent == "" {
			t.Color = annotate.Palette[b.roots%len(annotate.Palette)]
		}
	}
	if t.Parent == "" {
		b.roots++
	}
	t.Description = annotate.Clean(t.Description)
	if t.Key != "" && (b.keys[t.Key] || t.Check() != nil) {
		t.Key = ""
	}
	b.ids[t.ID], b.names[key(name)], b.keys[t.Key], b.colors[t.ID] = true, 1, true, t.Color
	b.p.Codebook = append(b.p.Codebook, t)
	return t
}
