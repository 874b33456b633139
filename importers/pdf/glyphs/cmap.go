package glyphs

import (
	"sort"
	"unicode/utf16"
)

// cmap maps the codes of a font's strings: to text (a /ToUnicode CMap) or to
// character identifiers (the encoding of a composite font).
type cmap struct {
	spaces []codeRange // which codes there are, shortest first
	text   map[uint32]string
	ranges []textRange // sorted by lo once parsed
	cids   []cidRange  // sorted by lo once parsed
	wide   bool        // codes of two bytes where no space says otherwise
}

type codeRange struct {
	bytes  int
	lo, hi uint32
}

// textRange maps lo to first, lo+1 to first+1 and so on. Long ranges stay as
// they are, so that a hostile one costs nothing.
type textRange struct {
	lo, hi uint32
	first  []rune
}

type cidRange struct {
	lo, hi uint32
	cid    uint32
}

const maxMappings = 1 << 18

// parseCMap reads a CMap's operators; everything else in it is skipped. base
// finds the CMap that a usecmap names, and may return nil.
func parseCMap(data []byte, base func(name string) *cmap) *cmap {
	m := &cmap{text: map[uint32]string{}}
	l := lexer{data: data}
	var args []object
	for {
		o := l.next()
		if o.kind == end {
			break
		}
		if o.kind != operator {
			if len(args) < maxMappings {
				args = append(args, o)
			}
			continue
		}
		switch o.str {
		case "begincodespacerange", "beginbfchar", "beginbfrange", "begincidrange", "begincidchar":
			args = args[:0]
			continue
		case "endcodespacerange":
			for i := 0; i+1 < len(args); i += 2 {
				n := len(args[i].str)
				if n >= 1 && n <= 4 && len(m.spaces) < 256 {
					m.spaces = append(m.spaces, codeRange{n, codeOf(args[i].str), codeOf(args[i+1].str)})
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				if len(m.text) < maxMappings {
					m.text[codeOf(args[i].str)] = target(args[i+1])
				}
			}
		case "endbfrange":
			m.addRanges(args)
		case "endcidrange":
			for i := 0; i+2 < len(args); i += 3 {
				m.cids = append(m.cids, cidRange{codeOf(args[i].str), codeOf(args[i+1].str), uint32(args[i+2].int())})
			}
		case "endcidchar":
			for i := 0; i+1 < len(args); i += 2 {
				c := codeOf(args[i].str)
				m.cids = append(m.cids, cidRange{c, c, uint32(args[i+1].int())})
			}
		case "usecmap":
			if n := len(args); n > 0 && args[n-1].kind == name && base != nil {
				if b := base(args[n-1].str); b != nil {
					m.spaces = append(m.spaces, b.spaces...)
					m.cids = append(m.cids, b.cids...)
					m.wide = b.wide
				}
			}
		}
		args = args[:0]
	}
	sort.SliceStable(m.spaces, func(i, j int) bool { return m.spaces[i].bytes < m.spaces[j].bytes })
	sort.SliceStable(m.ranges, func(i, j int) bool { return m.ranges[i].lo < m.ranges[j].lo })
	sort.SliceStable(m.cids, func(i, j int) bool { return m.cids[i].lo < m.cids[j].lo })
	return m
}

// addRanges takes the arguments of bfrange: lo, hi and either the first text
// or an array with one text for each code.
func (m *cmap) addRanges(args []object) {
	for i := 0; i+2 < len(args); i += 3 {
		lo, hi := codeOf(args[i].str), codeOf(args[i+1].str)
		if dst := args[i+2]; dst.kind == array {
			for j, e := range dst.list {
				if c := lo + uint32(j); c <= hi && len(m.text) < maxMappings {
					m.text[c] = target(e)
				}
			}
		} else if first := []rune(target(dst)); len(first) > 0 && hi >= lo && len(m.ranges) < maxMappings {
			m.ranges = append(m.ranges, textRange{lo, hi, first})
		}
	}
}

func codeOf(s string) uint32 {
	var c uint32
	for i := 0; i < len(s) && i < 4; i++ {
		c = c<<8 | uint32(s[i])
	}
	return c
}

// target is the text that a mapping names: UTF-16 in a string, or, in some
// old files, the name of a glyph.
func target(o object) string {
	switch o.kind {
	case name:
		return glyphText(o.str)
	case number:
		return string(rune(o.int()))
	}
	return utf16Text(o.str)
}

func utf16Text(s string) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// lookup returns the text of a code.
func (m *cmap) lookup(code uint32) (string, bool) {
	if m == nil {
		return "", false
	}
	if s, ok := m.text[code]; ok {
		return s, true
	}
	// Ranges rarely nest; looking back a few of them is enough for those that do.
	last := sort.Search(len(m.ranges), func(i int) bool { return m.ranges[i].lo > code }) - 1
	for i := last; i >= 0 && i > last-4; i-- {
		if r := m.ranges[i]; code <= r.hi {
			out := append([]rune(nil), r.first...)
			out[len(out)-1] += rune(code - r.lo)
			return string(out), true
		}
	}
	return "", false
}

// cid returns the character identifier of a code.
func (m *cmap) cid(code uint32) (uint32, bool) {
	i := sort.Search(len(m.cids), func(i int) bool { return m.cids[i].lo > code }) - 1
	if i < 0 || code > m.cids[i].hi {
		return 0, false
	}
	return m.cids[i].cid + code - m.cids[i].lo, true
}

// cut takes the first code off s and says how many bytes it has, at least
// one.
func (m *cmap) cut(s string) (code uint32, bytes int) {
	for _, r := range m.spaces {
		if r.bytes > len(s) {
			break
		}
		c := codeOf(s[:r.bytes])
		inside := true
		for shift := 0; shift < 8*r.bytes; shift += 8 {
			b := byte(c >> shift)
			inside = inside && b >= byte(r.lo>>shift) && b <= byte(r.hi>>shift)
		}
		if inside {
			return c, r.bytes
		}
	}
	n := 1
	if m.wide || len(m.spaces) > 0 && m.spaces[0].bytes > 1 {
		n = 2
	}
	n = min(n, len(s))
	return codeOf(s[:n]), n
}
