package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	edgeRows  = 3   // rows at the top and at the bottom of a page that may be furniture,
	edgeLines = 100 // and the lines in them
	sameY     = 6   // points within which a running head stands on all pages
)

var (
	digits     = regexp.MustCompile(`[0-9]+`)
	pageNumber = regexp.MustCompile(`(?i)^(page |p\. ?|seite |página |[-–—] ?)?([0-9]{1,4}|[ivxl]{1,6})( ?[-–—]|( ?(/|of|von|de|sur) ?[0-9]{1,4}))?$`)
	// What browsers print at the edges of a page: its address, the date and
	// time of printing.
	printed = regexp.MustCompile(`^https?://\S+( +[0-9]+ ?(/|of) ?[0-9]+)?$|^[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4},? +[0-9]{1,2}[:.][0-9]{2}( ?[AP]M)?\b`)
)

// edge is a row at the top or bottom of a page.
type edge struct {
	page, column, line int // indexes
	y                  float64
	key                string // its text with digits made alike
	rank               int    // 0 is the outermost row
	top                bool
}

// takeFurniture removes running heads and feet, page numbers and what the
// file itself marks as furniture, and returns what it took.
func takeFurniture(cols []Column) []Furniture {
	drop := map[[2]int]bool{}
	for c := range cols {
		for l := range cols[c].Lines {
			if cols[c].Lines[l].Artifact {
				drop[[2]int{c, l}] = true
			}
		}
	}
	edges := pageEdges(cols, drop)
	pages := map[int]bool{}
	for _, c := range cols {
		pages[c.Page] = true
	}
	need := 3
	if len(pages) < 5 {
		need = 2
	}
	groups := map[string][]edge{}
	for _, e := range edges {
		groups[e.key] = append(groups[e.key], e)
	}
	for _, g := range groups {
		for _, e := range repeated(g, need) {
			drop[[2]int{e.column, e.line}] = true
		}
	}
	body := readStyle(cols).size
	// What is left at the very edge, outside of what was found so far.
	for again, rounds := true, 0; again && rounds < 2*edgeRows; rounds++ {
		again = false
		for _, e := range pageEdges(cols, drop) {
			l := cols[e.column].Lines[e.line]
			if e.rank == 0 && (setOff(cols, e, body, drop) || pageNumber.MatchString(l.Text) && l.X1-l.X0 < 0.3*cols[e.column].Width && apart(cols, e, drop) || printed.MatchString(l.Text) && atEdge(cols[e.column], e)) {
				drop[[2]int{e.column, e.line}] = true
				again = again || len(pages) > 0
			}
		}
	}
	var out []Furniture
	for c := range cols {
		kept := cols[c].Lines[:0:0]
		for l, line := range cols[c].Lines {
			if drop[[2]int{c, l}] {
				out = append(out, Furniture{cols[c].Page, line.Text})
			} else {
				kept = append(kept, line)
			}
		}
		cols[c].Lines = kept
	}
	return out
}

// repeated returns the edges of one text that stand at about the same height on
// a number of pages.
func repeated(g []edge, need int) []edge {
	slices.SortStableFunc(g, func(a, b edge) int { return cmp.Compare(a.y, b.y) })
	var out []edge
	for _, top := range []bool{true, false} {
		side := slices.DeleteFunc(slices.Clone(g), func(e edge) bool { return e.top != top })
		from, to := 0, 0
		pages := map[int]int{} // how many of side[from:to] each has
		for _, e := range side {
			for ; to < len(side) && side[to].y <= e.y+sameY; to++ {
				pages[side[to].page]++
			}
			for ; side[from].y < e.y-sameY; from++ {
				if n := side[from].page; pages[n] == 1 {
					delete(pages, n)
				} else {
					pages[n]--
				}
			}
			if len(pages) >= need {
				out = append(out, e)
			}
		}
	}
	return out
}

// pageEdges lists the lines in the outermost rows of every page.
func pageEdges(cols []Column, drop map[[2]int]bool) []edge {
	byPage := map[int][]edge{}
	for c := range cols {
		for l, line := range cols[c].Lines {
			if !drop[[2]int{c, l}] {
				key := digits.ReplaceAllString(strings.Join(strings.Fields(line.Text), " "), "#")
				byPage[cols[c].Page] = append(byPage[cols[c].Page], edge{page: cols[c].Page, column: c, line: l, y: line.Y, key: key})
			}
		}
	}
	var out []edge
	for _, es := range byPage {
		slices.SortFunc(es, func(a, b edge) int { return cmp.Compare(b.y, a.y) })
		for _, top := range []bool{true, false} {
			rank, last, n := -1, math.Inf(1), 0
			for _, e := range es {
				if math.Abs(e.y-last) > 3 {
					rank++
				}
				if rank >= edgeRows || n >= edgeLines {
					break
				}
				n++
				last = e.y
				e.rank, e.top = rank, top
				out = append(out, e)
			}
			slices.Reverse(es)
		}
	}
	slices.SortFunc(out, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(a.column, b.column), cmp.Compare(a.line, b.line), cmp.Compare(a.rank, b.rank))
	})
	return out
}

// apart reports whether a line stands off from the nearest other line of its
// page by more than a line.
func apart(cols []Column, e edge, drop map[[2]int]bool) bool {
	return alone(cols, e, drop, 1.35*cols[e.column].Lines[e.line].Size)
}

// setOff reports whether a line looks like a running head or foot by itself:
// small, at the edge of the page, far from the text, and not a sentence or a
// note.
func setOff(cols []Column, e edge, body float64, drop map[[2]int]bool) bool {
	c := cols[e.column]
	l := c.Lines[e.line]
	first, _ := utf8.DecodeRuneInString(l.Text)
	note := !e.top && !unicode.IsLetter(first) && !pageNumber.MatchString(l.Text)
	return atEdge(c, e) && l.Size < 0.93*body && l.length() <= 90 && !note && !endsSentence(l.Text) && alone(cols, e, drop, 1.8*body)
}

// atEdge reports whether a line stands in the top or bottom eighth of its page.
func atEdge(c Column, e edge) bool {
	return e.top && e.y > 0.88*c.Height || !e.top && e.y < 0.12*c.Height
}

// alone reports whether no other line of the page stands within a number of
// points above or below a line.
func alone(cols []Column, e edge, drop map[[2]int]bool, points float64) bool {
	for c := range cols {
		if cols[c].Page != e.page {
			continue
		}
		for l, line := range cols[c].Lines {
			if (c != e.column || l != e.line) && !drop[[2]int{c, l}] && math.Abs(line.Y-e.y) < points {
				return false
			}
		}
	}
	return true
}
