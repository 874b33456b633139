package importers

import (
	"context"
	"strconv"
	"strings"

	"gloss/annotate"
)

// maxGroups is how deep the groups of an RTF file may be nested; what is
// deeper is read as if it stood in the deepest.
const maxGroups = 1000

// readRTF reads a document in the Rich Text Format, then its notes.
func readRTF(ctx context.Context, s source) (annotate.Article, annotate.Receipt, error) {
	var a annotate.Article
	var r annotate.Receipt
	d := rtf{ctx: ctx, lex: rtfLexer{data: s.data}, codePage: "windows-1252", fonts: map[int]string{}, styles: map[int]rtfStyle{}}
	if err := d.read(); err != nil {
		return a, r, err
	}
	d.into(&a, &r, d.properties)
	return a, r, nil
}

// rtf reads an RTF file, token by token.
type rtf struct {
	flow
	ctx        context.Context
	lex        rtfLexer
	group      rtfGroup
	around     []rtfGroup // the groups around, outermost first
	codePage   string
	fonts      map[int]string // code pages of the fonts that have one
	font       int            // the one that the font table is describing
	styles     map[int]rtfStyle
	number     string // of the list item
	aside      strings.Builder
	bytes      []byte // characters in a code page, as yet undecoded
	skip       int    // characters that stand for the one before, in older programs
	high       rune   // the first half of a character from \u
	properties []property
	notes      [][]annotate.Piece
	inRow      bool
}

// rtfGroup is what ends with a group.
type rtfGroup struct {
	look
	to       destination
	codePage string
	unicode  int // how many characters stand behind a \u
	style    int
	outline  int // level, or -1
	list     int // level of the list, from 0
	cell     bool
	hidden   bool
	url      string
	fresh    bool // nothing has come in the group as yet
	star     bool // what follows may be passed over
}

type rtfStyle struct {
	name    string
	outline int
}

func (d *rtf) read() error {
	d.group = rtfGroup{codePage: d.codePage, unicode: 1, outline: -1}
	deeper := 0 // groups that are open beyond the deepest
	for n := 0; ; n++ {
		if n%4096 == 0 {
			if err := d.ctx.Err(); err != nil {
				return err
			}
		}
		t, more := d.lex.next()
		if !more {
			break
		}
		if t.kind != rtfByte {
			d.decode()
		}
		switch t.kind {
		case rtfOpen:
			if d.skip = 0; len(d.around) >= maxGroups {
				deeper++
				break
			}
			d.around = append(d.around, d.group)
			d.group.fresh, d.group.star = true, false
			continue
		case rtfClose:
			if d.skip = 0; deeper > 0 {
				deeper--
				break
			}
			d.close()
		case rtfWord:
			d.word(t)
		case rtfByte:
			if d.skip > 0 {
				d.skip--
				break
			}
			d.bytes = append(d.bytes, t.char)
		}
		d.group.fresh = d.group.fresh && t.word == "*"
	}
	d.decode()
	for len(d.around) > 0 {
		d.close()
	}
	d.paragraph()
	for i, pieces := range d.notes {
		d.pieces = pieces
		d.end(manner{kind: annotate.ListItem, level: 1, number: strconv.Itoa(i+1) + "."})
	}
	return nil
}

// close ends a group, and with it what went into a destination of its own.
func (d *rtf) close() {
	if len(d.around) == 0 {
		return
	}
	ended := d.group
	d.group = d.around[len(d.around)-1]
	d.around = d.around[:len(d.around)-1]
	if ended.to == d.group.to || ended.to == toText || ended.to == toNowhere || ended.to == toNumber {
		return
	}
	said := strings.TrimSpace(d.aside.String())
	if ended.to != toNote {
		d.aside.Reset()
	}
	switch ended.to {
	case toField:
		d.group.url = linkField(said)
	case toTitle:
		d.properties = append(d.properties, property{"title", said, "title in the document's properties"})
	case toAuthor:
		d.properties = append(d.properties, property{"authors", said, "author in the document's properties"})
	case toComment:
		d.leave("comments in the margin", said)
	case toRunning:
		d.leave("running heads and feet", said)
	}
}

// word obeys a control word.
func (d *rtf) word(t rtfToken) {
	g := &d.group
	if t.word == "*" {
		g.star = true
		return
	}
	if to, found := destinations[t.word]; found && (g.fresh || t.word == "footnote") {
		if g.to == toNowhere && to != toTitle && to != toAuthor {
			return
		}
		if to != toText || g.star {
			d.enter(to)
		}
		return
	} else if g.fresh && g.star && !found {
		g.to = toNowhere
		return
	}
	if s, found := rtfCharacters[t.word]; found {
		if d.skip > 0 {
			d.skip--
			return
		}
		d.text(s)
		return
	}
	switch on := !t.has || t.value != 0; t.word {
	case "u":
		d.unicode(t.value)
	case "uc":
		g.unicode = min(max(t.value, 0), 4)
	case "bin":
		d.lex.pass(t.value)
	case "ansicpg":
		d.codePage = rtfCodePage(t.value, d.codePage)
		g.codePage = d.codePage
	case "mac":
		d.codePage, g.codePage = "macintosh", "macintosh"
	case "fcharset":
		if page := rtfCharset[t.value]; page != "" {
			d.fonts[d.font] = page
		}
	case "f":
		if d.font = t.value; g.to != toFonts {
			if g.codePage = d.fonts[t.value]; g.codePage == "" {
				g.codePage = d.codePage
			}
		}
	case "plain":
		g.bold, g.italic, g.hidden = false, false, false
	case "b":
		g.bold = on
	case "i":
		g.italic = on
	case "v":
		g.hidden = on
	case "deleted":
		if on && g.to == toText {
			g.to = toDeletion
		}
	case "s":
		g.style = t.value
	case "outlinelevel":
		if g.outline = t.value; g.to == toStyles {
			d.styles[g.style] = rtfStyle{d.styles[g.style].name, t.value}
		}
	case "pard":
		g.style, g.outline, g.list, g.cell = 0, -1, 0, false
	case "ilvl":
		g.list = min(max(t.value, 0), wordLevels-1)
	case "intbl":
		g.cell = true
	case "par", "sect", "page", "column":
		d.lineEnd()
	case "cell", "nestcell":
		d.cell()
	case "row", "nestrow":
		d.rowEnd()
	case "chftn":
		if g.to == toText {
			d.add("["+strconv.Itoa(len(d.notes)+1)+"]", look{})
		}
	}
}

// enter begins a destination.
func (d *rtf) enter(to destination) {
	d.group.to = to
	switch to {
	case toNote:
		d.notes = append(d.notes, nil)
	case toNumber:
		d.number = ""
	}
}

// text takes characters to where the group's text goes.
func (d *rtf) text(s string) {
	g := &d.group
	switch g.to {
	case toNowhere:
	case toText:
		if g.hidden {
			d.leave("hidden text", s)
			return
		}
		l := g.look
		l.url = g.url
		d.flow.cells = 0
		if g.cell {
			d.flow.cells = 1
		}
		d.add(s, l)
	case toDeletion:
		d.leave("text whose deletion is tracked", s)
	case toNote:
		if n := len(d.notes) - 1; n >= 0 {
			d.notes[n] = append(d.notes[n], annotate.Piece{Text: s, Bold: g.bold, Italic: g.italic, URL: g.url})
		}
	case toNumber:
		if len(d.number) < 100 {
			d.number += s
		}
	case toStyles:
		st, found := d.styles[g.style]
		if !found {
			st.outline = -1
		}
		if len(st.name) < 200 {
			st.name += s
		}
		d.styles[g.style] = st
	case toFonts:
	default:
		d.aside.WriteString(s)
	}
}

// decode ends a run of characters in a code page.
func (d *rtf) decode() {
	if len(d.bytes) == 0 {
		return
	}
	text, _, err := decodeAs(d.group.codePage, d.bytes)
	if err != nil {
		text = d.bytes
	}
	s := string(text)
	d.bytes, d.high = d.bytes[:0], 0
	d.text(s)
}

// unicode takes a character by its number; those beyond the first plane come
// in halves.
func (d *rtf) unicode(n int) {
	c := rune(n)
	if n < 0 {
		c = rune(n + 1<<16)
	}
	d.skip = d.group.unicode
	switch {
	case 0xD800 <= c && c < 0xDC00:
		d.high = c
		return
	case 0xDC00 <= c && c < 0xE000 && d.high != 0:
		c = (d.high-0xD800)<<10 + (c - 0xDC00) + 0x10000
	}
	d.high = 0
	if 0xF000 <= c && c <= 0xF0FF { // a place in a font of symbols
		d.text(symbol("Symbol", strconv.FormatInt(int64(c), 16)))
		return
	}
	d.text(string(c))
}

// lineEnd ends a paragraph of the text, or of what else is being read.
func (d *rtf) lineEnd() {
	switch d.group.to {
	case toText:
		if d.group.cell {
			d.flow.cells = 1
			d.end(manner{})
			return
		}
		d.paragraph()
	case toNote:
		d.text("\n")
	default:
		d.text(" ")
	}
}
