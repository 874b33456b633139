package importers

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/annotate"
)

// flow puts together what a word processor's document says, paragraph by
// paragraph, for the readers of Word, OpenDocument and RTF files.
type flow struct {
	builder annotate.Builder
	pieces  []annotate.Piece // of the block that is being put together
	cells   int              // nesting depth of table cells, where a paragraph's end is a space
	title   string           // the first paragraph that has the style of a title
	heading string           // the first heading
	lists   []leftOut
}

// leftOut is what of one kind was left out.
type leftOut struct {
	kind annotate.RemarkKind
	what string
	n    int
	text strings.Builder
}

// manner is how a paragraph stands: the kind of its block, and what goes before
// its first character.
type manner struct {
	kind   annotate.Kind // "" for a paragraph
	level  int
	number string // of a list item or heading, as it is seen
	title  bool   // a title, not only a heading
}

// add appends characters to the block.
func (f *flow) add(s string, l look) {
	if s == "" {
		return
	}
	if f.cells > 0 {
		s = strings.Map(func(c rune) rune {
			if c == '\n' || c == '\t' {
				return ' ' // a tab parts cells
			}
			return c
		}, s)
	}
	f.pieces = append(f.pieces, annotate.Piece{Text: s, Bold: l.bold, Italic: l.italic, URL: l.url})
}

// tab ends a cell of a row.
func (f *flow) tab() {
	f.trimSpace()
	f.pieces = append(f.pieces, annotate.Piece{Text: "\t"})
}

// trimSpace takes back the space that ended a paragraph of a cell.
func (f *flow) trimSpace() {
	if n := len(f.pieces); n > 0 && f.pieces[n-1].Text == " " {
		f.pieces = f.pieces[:n-1]
	}
}

// end ends a paragraph. In a cell it becomes a space.
func (f *flow) end(m manner) {
	if f.cells > 0 {
		if n := len(f.pieces); n > 0 && f.pieces[n-1].Text != "\t" && f.pieces[n-1].Text != " " {
			f.pieces = append(f.pieces, annotate.Piece{Text: " "})
		}
		return
	}
	pieces := f.pieces
	f.pieces = nil
	if !slices.ContainsFunc(pieces, func(p annotate.Piece) bool { return strings.TrimSpace(p.Text) != "" }) {
		return
	}
	if m.title && f.title == "" {
		f.title = textOf(pieces)
	}
	if m.kind == annotate.Heading && !m.title && f.heading == "" {
		f.heading = textOf(pieces)
	}
	if m.number != "" {
		for pieces[0].Text = strings.TrimLeft(pieces[0].Text, " \t"); pieces[0].Text == ""; {
			pieces = pieces[1:]
			pieces[0].Text = strings.TrimLeft(pieces[0].Text, " \t")
		}
		pieces = append([]annotate.Piece{{Text: m.number + " "}}, pieces...)
	}
	if m.kind == "" {
		m.kind = annotate.Paragraph
	}
	f.builder.Add(m.kind, m.level, 0, pieces...)
}

// row ends a table's row.
func (f *flow) row(header bool) {
	f.trimSpace()
	level := 0
	if header {
		level = 1
	}
	f.builder.Add(annotate.TableRow, level, 0, f.pieces...)
	f.pieces = nil
}

func textOf(pieces []annotate.Piece) string {
	var s strings.Builder
	for _, p := range pieces {
		s.WriteString(p.Text)
	}
	return annotate.OneLine(s.String())
}

// leave notes that something was left out, by what it is: remarks of one kind
// become one.
func (f *flow) leave(what, text string) { f.note(annotate.LeftOut, what, text) }

func (f *flow) note(kind annotate.RemarkKind, what, text string) {
	if text = annotate.OneLine(text); text == "" {
		return
	}
	i := slices.IndexFunc(f.lists, func(l leftOut) bool { return l.what == what })
	if i < 0 {
		i = len(f.lists)
		f.lists = append(f.lists, leftOut{kind: kind, what: what})
	}
	l := &f.lists[i]
	if l.n++; l.text.Len()+len(text) < maxLeftOut {
		l.text.WriteString(text + "\n")
	}
}

// property is a fact that the document states about itself. The field is that
// of a candidate; "issued" is a date of publication, "published" one that need
// not be.
type property struct{ field, value, origin string }

// into gives the article what was put together, and the facts: what the
// document shows before what its properties say, and what its first lines look
// like last. A date of the file is offered, but is not taken for the date of
// publication.
func (f *flow) into(a *annotate.Article, r *annotate.Receipt, properties []property) {
	f.builder.Into(a)
	for i := range f.lists {
		l := &f.lists[i]
		r.Add(l.kind, l.what, strings.TrimSuffix(l.text.String(), "\n"), l.n)
	}
	add := func(field, value, origin string) bool {
		value = annotate.OneLine(value)
		if value == "" || utf8.RuneCountInString(value) > 500 || slices.ContainsFunc(r.Candidates, func(c annotate.Candidate) bool { return c.Field == field && c.Value == value }) {
			return false
		}
		r.Candidates = append(r.Candidates, annotate.Candidate{Field: field, Value: value, Origin: origin})
		return true
	}
	each := func(field string, take func(value, origin string)) {
		for _, p := range properties {
			if p.field == field {
				take(annotate.OneLine(p.value), p.origin)
			}
		}
	}
	title := func(value, origin string) {
		if add("title", value, origin) && a.Title == "" {
			a.Title = annotate.OneLine(value)
		}
	}
	title(f.title, "a paragraph with the style of a title")
	each("title", func(value, origin string) {
		if !officeTitle(value) {
			title(value, origin)
		}
	})
	title(f.heading, "first heading")
	each("authors", func(value, origin string) {
		if add("authors", value, origin) && len(a.Authors) == 0 && namesLike(value) {
			a.Authors = splitNames(value)
		}
	})
	each("issued", func(value, origin string) {
		if day := normalDate(value); add("published", day, origin) && a.Published == "" {
			a.Published = day
		}
	})
	each("published", func(value, origin string) { add("published", normalDate(value), origin) })
	each("site", func(value, origin string) {
		if add("site", value, origin) && a.Site == "" {
			a.Site = value
		}
	})
	f.topLines(a, add)
	declared, origin := "", ""
	each("language", func(value, from string) {
		if declared == "" {
			declared, origin = value, from
		}
	})
	setLanguage(a, r, declared, origin)
}

// topLines looks for title, names and date in the document's first lines, as
// in a text that was pasted.
func (f *flow) topLines(a *annotate.Article, add func(field, value, origin string) bool) {
	lines := make([]string, len(a.Blocks))
	for i, b := range a.Blocks {
		lines[i] = strings.Join(strings.Fields(a.Text.Slice(b.Span)), " ")
	}
	top := lines[:min(len(lines), topLines)]
	if a.Title == "" {
		for _, c := range titlesIn(top) {
			if add(c.Field, c.Value, c.Origin) && a.Title == "" {
				a.Title = c.Value
			}
		}
	}
	for _, c := range bylinesIn(top, lines) {
		if add(c.Field, c.Value, c.Origin) && len(a.Authors) == 0 {
			a.Authors = splitNames(c.Value)
		}
	}
	for _, c := range datesIn(top) {
		if add(c.Field, c.Value, c.Origin) && a.Published == "" && !saysModified(c.Origin) {
			a.Published = c.Value
		}
	}
}

// officeTitle reports whether a title property is none: programs put the
// file's name there, or their own.
func officeTitle(s string) bool {
	s = strings.ToLower(s)
	for _, end := range []string{".doc", ".docx", ".odt", ".rtf", ".dot", ".dotx", ".ott"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return strings.HasPrefix(s, "microsoft word") || strings.HasPrefix(s, "untitled") || s == "title"
}
