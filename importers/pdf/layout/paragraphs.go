package layout

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// style is what the document does most of the time.
type style struct {
	size    float64 // of the body's letters
	leading float64 // from baseline to baseline, in font sizes
	indents bool    // paragraphs begin with an indent
	vocab   vocabulary
}

// paragraph is lines that belong together.
type paragraph struct {
	col   *Column
	lines []Line
	page  int
	turns map[int]int // index of a line on which another page begins, and its number
	item  string      // the bullet or number of a list item, as it stands
	// open says that its text may go on in the next column; indented that its
	// first line is.
	open, indented bool
}

func (p *paragraph) first() *Line { return &p.lines[0] }
func (p *paragraph) last() *Line  { return &p.lines[len(p.lines)-1] }

func readStyle(cols []Column) style {
	s := style{size: 10, leading: 1.2, vocab: readVocabulary(cols)}
	sizes := map[float64]int{}
	most := 0
	for _, c := range cols {
		for _, l := range c.Lines {
			k := math.Round(l.Size*2) / 2
			sizes[k] += l.length()
			if n := sizes[k]; n > most || n == most && k > s.size {
				s.size, most = k, n
			}
		}
	}
	var leads []float64
	for _, c := range cols {
		for i := 1; i < len(c.Lines); i++ {
			a, b := c.Lines[i-1], c.Lines[i]
			if same(a.Size, s.size) && same(b.Size, s.size) {
				if d := (a.Y - b.Y) / s.size; d > 0.7 && d < 4 {
					leads = append(leads, math.Round(d*50)/50)
				}
			}
		}
	}
	if len(leads) > 0 {
		s.leading = smallestCommon(leads)
	}
	// Does a line after a short one begin with an indent?
	in, out := 0, 0
	for i := range cols {
		c := &cols[i]
		for i := 1; i < len(c.Lines); i++ {
			a, b := c.Lines[i-1], c.Lines[i]
			if same(a.Size, s.size) && same(b.Size, s.size) && (a.Y-b.Y)/s.size < 1.3*s.leading && short(c, a, b) {
				if d := b.X0 - c.X0; d > 0.6*s.size && d < 6*s.size {
					in++
				} else {
					out++
				}
			}
		}
	}
	s.indents = in > out
	return s
}

// smallestCommon is the smallest value that is at least a quarter as frequent
// as the most frequent one: where paragraphs are short, the gap between them
// may be more frequent than the gap between their lines.
func smallestCommon(vs []float64) float64 {
	count := map[float64]int{}
	most := 0
	for _, v := range vs {
		count[v]++
		most = max(most, count[v])
	}
	best := math.Inf(1)
	for v, n := range count {
		if n*4 >= most {
			best = min(best, v)
		}
	}
	return best
}

func same(a, b float64) bool { return math.Abs(a-b) <= 0.06*max(a, b) }

// short reports whether line a ends although the first word of b would have
// fitted: nobody but an author ends a line there.
func short(c *Column, a, b Line) bool {
	return !endsInHyphen(a.Text) && c.X1-a.X1 > b.First+0.6*a.Size
}

var (
	bullet   = regexp.MustCompile(`^[•●▪■◦○‣⁃∙·➢➤✓❖\x{f0b7}\x{f0a7}] +`)
	dash     = regexp.MustCompile(`^[-–—*] +`) // a bullet, or a dash within a sentence
	numbered = regexp.MustCompile(`^(\(?[0-9]{1,3}[.)]|\(?[a-z][.)]|\[[0-9]{1,3}\]|\([ivx]{1,5}\)) +\S`)
)

// paragraphs cuts the lines of a column.
func (s *style) paragraphs(c *Column) []*paragraph {
	var out []*paragraph
	ls := c.Lines
	hanging := s.hangs(c)
	for i, l := range ls {
		indent := l.X0-c.X0 > 0.6*l.Size
		begins := i == 0
		if i > 0 {
			var next *Line
			if i+1 < len(ls) {
				next = &ls[i+1]
			}
			begins = s.begins(c, ls[i-1], l, next, out[len(out)-1], hanging)
		}
		if begins {
			p := &paragraph{col: c, page: c.Page, indented: indent && !hanging}
			if m := bullet.FindString(l.Text); m != "" {
				p.item = m
			} else if m := dash.FindString(l.Text); m != "" && (i == 0 || short(c, ls[i-1], l)) {
				p.item = m
			} else if numbered.MatchString(l.Text) {
				p.item = "1"
			}
			out = append(out, p)
		}
		p := out[len(out)-1]
		p.lines = append(p.lines, l)
	}
	for i, p := range out {
		// A paragraph at the foot of a column is open if its last line is full.
		p.open = i == len(out)-1 && c.X1-p.last().X1 < 1.5*p.last().Size+0.08*(c.X1-c.X0)
	}
	return out
}

// begins reports whether line l begins a paragraph after line a. p is the
// paragraph that a belongs to.
func (s *style) begins(c *Column, a, l Line, next *Line, p *paragraph, hanging bool) bool {
	size := max(a.Size, l.Size)
	lead := (a.Y - l.Y) / size
	usual := s.leading
	if len(p.lines) > 1 {
		usual = (p.lines[len(p.lines)-2].Y - a.Y) / a.Size
	}
	large := a.Size > 1.15*s.size
	switch {
	case !same(a.Size, l.Size):
		return a.length() > 2 && l.length() > 2 || lead > 0.8 // a drop cap stands beside its line
	case lead < 0.3, a.Cells > 2 || l.Cells > 2:
		return true
	case lead > 1.22*max(usual, 1) && lead > usual+0.2 && !(large && lead < 1.8):
		return true
	case a.Bold != l.Bold && (a.Bold && !startsBold(l) || l.Bold && !endsBold(a)):
		return true
	case bullet.MatchString(l.Text):
		return true
	}
	if large || a.Bold && l.Bold && centred(c, a) && centred(c, l) {
		return false // a heading's lines are broken by hand
	}
	in, prevIn := l.X0-c.X0 > 0.6*l.Size, a.X0-c.X0 > 0.6*a.Size
	if hanging {
		return !in && (prevIn || short(c, a, l) || next != nil && next.X0-c.X0 > 0.6*l.Size)
	}
	if short(c, a, l) {
		return true
	}
	if in && !prevIn {
		return l.X0-a.X0 > 0.6*l.Size
	}
	if in && prevIn && s.indents && len(p.lines) == 1 && math.Abs(l.X0-a.X0) < 0.3*l.Size {
		return true // a paragraph of one full line
	}
	return false
}

// hangs reports whether the first lines of a column's paragraphs stick out to
// the left, as in a list of references.
func (s *style) hangs(c *Column) bool {
	in, shortIn, shortOut := 0, 0, 0
	for i, l := range c.Lines {
		deep := l.X0-c.X0 > 0.6*l.Size
		if deep {
			in++
		}
		if i > 0 && short(c, c.Lines[i-1], l) {
			if deep {
				shortIn++
			} else {
				shortOut++
			}
		}
	}
	return in*2 > len(c.Lines) && shortOut > shortIn && shortOut > 1
}

func centred(c *Column, l Line) bool {
	return math.Abs((l.X0-c.X0)-(c.X1-l.X1)) < 1.5*l.Size && l.X0-c.X0 > l.Size
}

func startsBold(l Line) bool { return len(l.Runs) > 0 && l.Runs[0].Bold }
func endsBold(l Line) bool   { return len(l.Runs) > 0 && l.Runs[len(l.Runs)-1].Bold }

// joined unites paragraphs that go on after a column or page break. Captions
// and notes that stand between stay behind them.
func (s *style) joined(ps []*paragraph) []*paragraph {
	var out []*paragraph
	var open *paragraph
	for _, p := range ps {
		if open != nil && p.col != open.col && s.continues(open, p) {
			if p.page != open.col.Page {
				if open.turns == nil {
					open.turns = map[int]int{}
				}
				open.turns[len(open.lines)] = p.page
			}
			open.lines = append(open.lines, p.lines...)
			open.open, open.col = p.open, p.col
			if !open.open {
				open = nil
			}
			continue
		}
		out = append(out, p)
		if same(p.first().Size, s.size) && !s.aside(p) {
			open = nil
			if p.open {
				open = p
			}
		}
	}
	return out
}

// aside reports whether a paragraph stands outside the running text.
func (s *style) aside(p *paragraph) bool {
	return caption.MatchString(p.first().Text) || p.first().Size < 0.93*s.size
}

func (s *style) continues(a, b *paragraph) bool {
	if !same(a.last().Size, b.first().Size) || a.last().Bold != b.first().Bold || b.item != "" || caption.MatchString(b.first().Text) {
		return false
	}
	text := a.last().Text
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(b.first().Text, "\"“‘'(«"))
	if endsInHyphen(text) || unicode.IsLower(first) {
		return true
	}
	if b.indented {
		return false
	}
	ended := endsSentence(text)
	if s.indents {
		return true
	}
	return !ended
}

func endsSentence(t string) bool {
	t = strings.TrimRight(t, "\"”’'»)]¹²³⁰⁴⁵⁶⁷⁸⁹")
	r, _ := utf8.DecodeLastRuneInString(t)
	return slices.Contains([]rune(".!?:…。؟"), r)
}
