package glyphs

import "github.com/ledongthuc/pdf"

// section is an open marked-content section.
type section struct {
	artifact bool
	actual   string // what its glyphs say together, if given
	replaces bool
	tag      int32
	start    int // index of its first glyph
}

// begin opens a marked-content section.
func (in *interpreter) begin(args []object, resources pdf.Value) {
	sec := section{start: len(in.page.Glyphs)}
	if len(args) > 0 {
		sec.artifact = args[0].str == "Artifact"
	}
	if len(args) > 1 {
		switch p := args[1]; p.kind {
		case dict:
			if v := p.key("ActualText"); v.kind == text {
				sec.actual, sec.replaces = actualText(v.str), true
			}
			if v := p.key("MCID"); v.kind == number {
				sec.tag = in.tagAt(v.int())
			}
		case name:
			in.doc.try(func() {
				properties := resources.Key("Properties").Key(p.str)
				if v := properties.Key("ActualText"); v.Kind() == pdf.String {
					sec.actual, sec.replaces = actualText(v.RawString()), true
				}
				if v := properties.Key("MCID"); v.Kind() == pdf.Integer {
					sec.tag = in.tagAt(int(v.Int64()))
				}
			})
		}
	}
	if len(in.sections) < maxStates {
		in.sections = append(in.sections, sec)
	}
}

// tagAt is the tag of the marked content of that number, or 0.
func (in *interpreter) tagAt(number int) int32 {
	if number < 0 || number >= len(in.tags) {
		return 0
	}
	return in.tags[number]
}

// actualText decodes a text string: UTF-16 or UTF-8 with a mark, else about
// Latin-1.
func actualText(s string) string {
	if len(s) >= 2 && s[:2] == "\xfe\xff" {
		return utf16Text(s[2:])
	}
	if len(s) >= 3 && s[:3] == "\xef\xbb\xbf" {
		return s[3:]
	}
	out := make([]rune, 0, len(s))
	for i := range len(s) {
		if r := winAnsi[s[i]]; r != 0 {
			out = append(out, r)
		}
	}
	return string(out)
}

// end closes a section. Where the file says what its glyphs mean, and they
// are few and on one line, they become one glyph with that meaning.
func (in *interpreter) end() {
	n := len(in.sections)
	if n == 0 {
		return
	}
	sec := in.sections[n-1]
	in.sections = in.sections[:n-1]
	drawn := in.page.Glyphs[min(sec.start, len(in.page.Glyphs)):]
	if !sec.replaces || len(drawn) == 0 || len(drawn) > 8 {
		return
	}
	g, last := drawn[0], drawn[len(drawn)-1]
	if g.Turn != Right || last.Turn != Right || abs(last.Y-g.Y) > g.Size/2 || last.X < g.X {
		return
	}
	for _, d := range drawn {
		if d.Text == "\uFFFD" {
			in.page.Unmapped--
		}
	}
	in.page.Glyphs = in.page.Glyphs[:sec.start]
	if g.Text = Clean(sec.actual); readable(g.Text) {
		g.W = last.X + last.W - g.X
		in.page.Glyphs = append(in.page.Glyphs, g)
	}
}
