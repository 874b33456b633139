package layout

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	// section is the number of a section before its name: 3, 3.1. or IV.
	section = regexp.MustCompile(`^(?:([0-9]{1,2}(?:\.[0-9]{1,2}){0,3})\.?|([IVX]{1,5})\.|([A-H])\.) +\p{Lu}`)
	// parts are what parts of an article are called that have no number.
	parts = regexp.MustCompile(`^(?i:abstract|summary|introduction|background|discussion|conclusions?|references|bibliography|acknowledge?ments?|appendix|zusammenfassung|einleitung|literatur(verzeichnis)?|résumé|bibliographie|resumen|conclusiones|referencias)[.:]?$`)
)

// isHeading tells a heading by its letters: larger than the body's, or all
// bold and short; or by its number or name, where text follows.
func (s *style) isHeading(p, next *paragraph) bool {
	if p.row != nil {
		return false
	}
	n, letters := 0, 0
	for _, l := range p.lines {
		n += l.length()
		for _, r := range l.Text {
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	if letters < 2 || letters*3 < n {
		return false
	}
	size := p.first().Size
	switch {
	case size > 1.12*s.size:
		return n <= 250 && len(p.lines) <= 6
	case size > 0.97*s.size && allBold(p):
		return n <= 120 && len(p.lines) <= 2 && !strings.HasSuffix(p.last().Text, ",")
	case size < 0.85*s.size || len(p.lines) > 2 || n > 100 || next == nil:
		return false
	case parts.MatchString(p.first().Text):
		return len(p.lines) == 1
	}
	// Items of a list are short and follow one another; what follows a heading
	// is text, or a heading of the next depth.
	text := p.first().Text
	return section.MatchString(text) && p.last().Cells < 2 && !endsSentence(p.last().Text) && !strings.HasSuffix(p.last().Text, ";") &&
		(len(next.lines) > 2 && next.item == "" && next.row == nil || depth(next.first().Text) == depth(text)+1) && same(next.first().Size, s.size)
}

// depth is how deep in the order of sections a numbered heading stands, from
// 1; 0 is a text without such a number.
func depth(t string) int {
	m := section.FindStringSubmatch(t)
	switch {
	case m == nil:
		return 0
	case m[1] != "":
		return strings.Count(m[1], ".") + 1
	case m[2] != "":
		return 1
	}
	return 2
}

func allBold(p *paragraph) bool {
	return !slices.ContainsFunc(p.lines, func(l Line) bool { return !l.Bold })
}

// headingLevels ranks the sizes of headings; the largest is level 1.
func (s *style) headingLevels(ps []*paragraph) map[float64]int {
	var sizes []float64
	for _, p := range ps {
		if size := roundSize(p.first().Size); size > 1.12*s.size && s.isHeading(p, nil) && !slices.Contains(sizes, size) {
			sizes = append(sizes, size)
		}
	}
	slices.SortFunc(sizes, func(a, b float64) int { return cmp.Compare(b, a) })
	levels := map[float64]int{}
	for i, size := range sizes {
		levels[size] = min(i+1, 5)
	}
	return levels
}

// level is that of a heading: by its size, and below all those that are larger
// than the body by its number.
func level(p *paragraph, levels map[float64]int) int {
	if l := levels[roundSize(p.first().Size)]; l > 0 {
		return l
	}
	return min(len(levels)+max(1, depth(p.first().Text)), 6)
}
