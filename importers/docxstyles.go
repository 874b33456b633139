package importers

import (
	"strconv"
	"strings"

	"gloss/annotate"
)

// wordStyles are the styles of a Word document, by identifier.
type wordStyles struct {
	list     map[string]wordStyle
	standard string // the style of a paragraph that names none
	language string
}

type wordStyle struct {
	name, basedOn string
	paragraph     *element // its properties of paragraphs
	run           *element // its properties of characters
}

func readWordStyles(root *element) wordStyles {
	s := wordStyles{list: map[string]wordStyle{}}
	s.language = root.child("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang").attr("w:val")
	for e := range root.all("w:style") {
		id := e.attr("w:styleId")
		s.list[id] = wordStyle{
			name:      strings.ToLower(e.child("w:name").attr("w:val")),
			basedOn:   e.child("w:basedOn").attr("w:val"),
			paragraph: e.child("w:pPr"),
			run:       e.child("w:rPr"),
		}
		if e.attr("w:type") == "paragraph" && isOn(e.attr("w:default")) {
			s.standard = id
		}
	}
	return s
}

// chain lists a style and those it is based on, nearest first.
func (s wordStyles) chain(id string) []wordStyle {
	return chain(s.list, id, func(style wordStyle) string { return style.basedOn })
}

// chain lists a style and those above it, nearest first.
func chain[S any](styles map[string]S, id string, above func(S) string) []S {
	const longest = 20 // a circle has no end
	var list []S
	for len(list) < longest {
		style, found := styles[id]
		if !found {
			break
		}
		list = append(list, style)
		id = above(style)
	}
	return list
}

// paragraphStyle is the chain of a paragraph's style.
func (s wordStyles) paragraphStyle(id string) []wordStyle {
	if _, found := s.list[id]; !found && id == "" {
		id = s.standard
	}
	list := s.chain(id)
	if len(list) == 0 && id != "" {
		list = []wordStyle{{name: strings.ToLower(id)}} // not defined, but named
	}
	return list
}

// manner is how a paragraph stands: by its own outline level, else by the name
// or the outline level of its style or of one that is below it.
func (s wordStyles) manner(style string, properties *element) manner {
	if level, found := outline(properties); found {
		return heading(level)
	}
	for _, st := range s.paragraphStyle(style) {
		if m, found := namedManner(st.name); found {
			return m
		}
		if level, found := outline(st.paragraph); found {
			return heading(level)
		}
	}
	return manner{}
}

// heading is the manner of an outline level; the ninth and higher are running
// text.
func heading(level int) manner {
	if level < 0 || level > 8 {
		return manner{}
	}
	return manner{kind: annotate.Heading, level: min(level+1, 6)}
}

func outline(properties *element) (level int, found bool) {
	value, found := properties.child("w:outlineLvl").lookUp("w:val")
	level, err := strconv.Atoi(value)
	return level, found && err == nil
}

// namedManner is the manner of a style with a name that word processors give:
// Word and RTF know them in English only, whatever language they show.
func namedManner(name string) (manner, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	if number, found := strings.CutPrefix(name, "heading"); found {
		if n, err := strconv.Atoi(strings.TrimSpace(number)); err == nil && n > 0 {
			return heading(n - 1), true
		}
	}
	switch name {
	case "title":
		return manner{kind: annotate.Heading, level: 1, title: true}, true
	case "caption":
		return manner{kind: annotate.Caption}, true
	case "quote", "intense quote", "block text", "quotations":
		return manner{kind: annotate.Blockquote, level: 1}, true
	case "html preformatted", "source code", "preformatted text":
		return manner{kind: annotate.Preformatted}, true
	}
	return manner{}, false
}

// numbering is the list that a paragraph belongs to and its level in it, by
// the paragraph itself or by its style; "" for none.
func (s wordStyles) numbering(style string, properties *element) (num string, level int) {
	level = -1
	take := func(properties *element) bool {
		p := properties.child("w:numPr")
		if p == nil {
			return false
		}
		if n, err := strconv.Atoi(p.child("w:ilvl").attr("w:val")); err == nil && level < 0 {
			level = n
		}
		value, found := p.child("w:numId").lookUp("w:val")
		num = value
		return found
	}
	if !take(properties) {
		for _, st := range s.paragraphStyle(style) {
			if take(st.paragraph) {
				break
			}
		}
	}
	if num == "0" { // the style's list is switched off
		num = ""
	}
	return num, min(max(level, 0), wordLevels-1)
}

// look is what a paragraph's style says of its characters. A heading is bold
// by being one.
func (s wordStyles) look(style string, kind annotate.Kind) look {
	var l look
	if kind == annotate.Heading {
		return l
	}
	return s.apply(s.paragraphStyle(style), l)
}

// runLook is how a run looks: its style over the paragraph's, and its own
// properties over both.
func (s wordStyles) runLook(properties *element, l look) look {
	if properties == nil {
		return l
	}
	l = s.apply(s.chain(properties.child("w:rStyle").attr("w:val")), l)
	return s.apply([]wordStyle{{run: properties}}, l)
}

// apply lets the styles speak, the farthest first.
func (s wordStyles) apply(chain []wordStyle, l look) look {
	for i := len(chain) - 1; i >= 0; i-- {
		if b := chain[i].run.child("w:b"); b != nil {
			l.bold = on(b)
		}
		if it := chain[i].run.child("w:i"); it != nil {
			l.italic = on(it)
		}
	}
	return l
}

// on reports whether a switch is there and not switched off.
func on(e *element) bool {
	if e == nil {
		return false
	}
	value, found := e.lookUp("w:val")
	return !found || isOn(value)
}

func isOn(value string) bool {
	return value == "1" || value == "true" || value == "on"
}
