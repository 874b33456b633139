package layout

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/importers/pdf/glyphs"
)

// style is what the document does most of the time.
type style struct {
	size    float64 // of the body's letters
	leading float64 // from baseline to baseline, in font sizes
	indents bool    // paragraphs begin with an indent
	vocab   vocabulary
	tags    []glyphs.Tag // what the file says of its blocks; nil where it is not to be believed
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
	apart          bool     // its lines stay lines
	row            []string // the cells, where it is the row of a table
	head           bool     // that row names the columns
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
		edge := margins{c.X0, c.X1}
		for i := 1; i < len(c.Lines); i++ {
			a, b := c.Lines[i-1], c.Lines[i]
			if same(a.Size, s.size) && same(b.Size, s.size) && (a.Y-b.Y)/s.size < 1.3*s.leading && edge.short(a, b) {
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

var (
	bullet   = regexp.MustCompile(`^[•●▪■◦○‣⁃∙·➢➤✓❖\x{f0b7}\x{f0a7}] +`)
	dash     = regexp.MustCompile(`^[-–—*] +`) // a bullet, or a dash within a sentence
	numbered = regexp.MustCompile(`^(\(?[0-9]{1,3}[.)]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?|\(?[a-z][.)]|\[[0-9]{1,3}\]|\([ivx]{1,5}\)) +\S`)
)

// numberItem is the item of a paragraph that begins with a number, which stays.
const numberItem = "1"

// noteMark is what a note begins with.
var noteMark = regexp.MustCompile(`^(?:[⁰¹²³⁴-⁹]+|[*∗†‡§]{1,3}) ?[\pL“"(]`)

// isNote reports whether a line begins a note: small, and with a mark.
func (s *style) isNote(l *Line) bool {
	return l.Size < 0.93*s.size && noteMark.MatchString(l.Text)
}

// paragraphs cuts the lines of a column.
func (s *style) paragraphs(c *Column) []*paragraph {
	var out []*paragraph
	ls := c.Lines
	edges := s.readMargins(c)
	hanging := s.hangs(c, edges)
	inTable := tableLines(ls)
	for i, l := range ls {
		if t, ok := inTable[i]; ok {
			if row, head, begins := t.row(i); begins {
				out = append(out, &paragraph{col: c, page: c.Page, row: row, head: head})
			}
			p := out[len(out)-1]
			p.lines = append(p.lines, l)
			continue
		}
		indent := edges[i].indented(l)
		begins := i == 0
		if i > 0 {
			var next *Line
			if i+1 < len(ls) {
				next = &ls[i+1]
			}
			begins = out[len(out)-1].row != nil || s.begins(edges[i-1:i+1], ls[i-1], l, next, out[len(out)-1], hanging)
		}
		if begins {
			p := &paragraph{col: c, page: c.Page, indented: indent && !hanging}
			if s.isNote(&l) {
				p.item = ""
			} else if m := bullet.FindString(l.Text); m != "" {
				p.item = m
			} else if m := dash.FindString(l.Text); m != "" && (i == 0 || edges[i-1].short(ls[i-1], l)) {
				p.item = m
			} else if numbered.MatchString(l.Text) {
				p.item = numberItem
			}
			out = append(out, p)
		}
		p := out[len(out)-1]
		p.lines = append(p.lines, l)
	}
	for i, p := range out {
		// A paragraph at the foot of a column is open if its last line is full.
		p.open = i == len(out)-1 && p.row == nil && edges[len(edges)-1].x1-p.last().X1 < 1.5*p.last().Size+0.08*(c.X1-c.X0)
	}
	return out
}

// begins reports whether line l begins a paragraph after line a; m are the
// margins of both. p is the paragraph that a belongs to.
func (s *style) begins(m []margins, a, l Line, next *Line, p *paragraph, hanging bool) bool {
	size := max(a.Size, l.Size)
	lead := (a.Y - l.Y) / size
	if one, known := s.tagged(&a, &l); known {
		// A gap, a line beside another, and another look part blocks all the same.
		return !one || lead < 0.3 || lead > 1.8*max(s.leading, 1.2) || !same(a.Size, l.Size) && lead > 0.8 || a.Bold && !startsBold(l)
	}
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
	case s.isNote(&l):
		return true
	case p.item == numberItem && follows(p.first().Text, l.Text):
		return true
	case caption.MatchString(p.first().Text), s.isNote(p.first()):
		return false // often set in, with lines of any length
	}
	if large || a.Bold && l.Bold && m[0].centred(a) && m[1].centred(l) {
		return false // a heading's lines are broken by hand
	}
	in, prevIn := m[1].indented(l), m[0].indented(a)
	if hanging {
		return !in && (prevIn || m[0].short(a, l) || next != nil && m[1].indented(*next))
	}
	if m[0].short(a, l) {
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

var leadingNumber = regexp.MustCompile(`^[(\[]?(?:([0-9]{1,3})[.)\]]|([0-9]{1,2}(?:\.[0-9]{1,2})*)\.?) +\S`)

// follows reports whether text b begins with the number after that of text a:
// 3. after 2., or 3.1 after 3.
func follows(a, b string) bool {
	m, n := leadingNumber.FindStringSubmatch(a), leadingNumber.FindStringSubmatch(b)
	if m == nil || n == nil {
		return false
	}
	x, y := strings.Split(m[1]+m[2], "."), strings.Split(n[1]+n[2], ".")
	last := len(y) - 1
	if len(y) > len(x) {
		return len(y) == len(x)+1 && y[last] == "1" && slices.Equal(x, y[:last])
	}
	i, _ := strconv.Atoi(x[last])
	j, _ := strconv.Atoi(y[last])
	return j == i+1 && slices.Equal(x[:last], y[:last])
}

// hangs reports whether the first lines of a column's paragraphs stick out to
// the left, as in a list of references.
func (s *style) hangs(c *Column, edges []margins) bool {
	in, shortIn, shortOut := 0, 0, 0
	for i, l := range c.Lines {
		deep := edges[i].indented(l)
		if deep {
			in++
		}
		if i > 0 && edges[i-1].short(c.Lines[i-1], l) {
			if deep {
				shortIn++
			} else {
				shortOut++
			}
		}
	}
	return in*2 > len(c.Lines) && shortOut > shortIn && shortOut > 1
}

func startsBold(l Line) bool { return len(l.Runs) > 0 && l.Runs[0].Bold }
func endsBold(l Line) bool   { return len(l.Runs) > 0 && l.Runs[len(l.Runs)-1].Bold }

// joined unites paragraphs that go on after a column or page break. Captions
// and notes that stand between stay behind them.
func (s *style) joined(ps []*paragraph) []*paragraph {
	var out []*paragraph
	var open *paragraph
	crossed := false // a heading since
	for _, p := range ps {
		if begun := s.begun(out, p); begun != nil {
			begun.goOn(p)
			continue
		}
		if open != nil && p.col != open.col && p.row == nil && s.continues(open, p, crossed) {
			crossed = false
			open.goOn(p)
			if !open.open {
				open = nil
			}
			continue
		}
		out = append(out, p)
		crossed = crossed || p.first().Size > 1.12*s.size
		if same(p.first().Size, s.size) && !s.aside(p) && p.row == nil {
			open, crossed = nil, false
			if p.open {
				open = p
			}
		}
	}
	return out
}

// goOn takes in what a paragraph goes on with in another column.
func (p *paragraph) goOn(with *paragraph) {
	if with.page != p.col.Page {
		if p.turns == nil {
			p.turns = map[int]int{}
		}
		p.turns[len(p.lines)] = with.page
	}
	p.lines = append(p.lines, with.lines...)
	p.open, p.col = with.open, with.col
}

// begun is the paragraph of which, by the file's tags, p is the rest after a
// column or page break, or nil.
func (s *style) begun(before []*paragraph, p *paragraph) *paragraph {
	const far = 12 // paragraphs that may stand between: notes, captions
	if p.row != nil {
		return nil
	}
	for i := len(before) - 1; i >= max(0, len(before)-far); i-- {
		b := before[i]
		if b.row != nil || b.col == p.col {
			continue
		}
		if one, known := s.tagged(b.last(), p.first()); known && one && p.page-b.col.Page <= 1 {
			return b
		}
	}
	return nil
}

// aside reports whether a paragraph stands outside the running text.
func (s *style) aside(p *paragraph) bool {
	return caption.MatchString(p.first().Text) || p.first().Size < 0.93*s.size
}

// continues reports whether paragraph b goes on where a ended. Where a heading
// stands between them, or their columns are not equally wide, only a sentence
// in its middle does.
func (s *style) continues(a, b *paragraph, crossed bool) bool {
	if !same(a.last().Size, b.first().Size) || a.last().Bold != b.first().Bold || b.item != "" || caption.MatchString(b.first().Text) {
		return false
	}
	text := a.last().Text
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(b.first().Text, "\"“‘'(«"))
	if endsInHyphen(text) || unicode.IsLower(first) {
		return true
	}
	v, w := a.col.X1-a.col.X0, b.col.X1-b.col.X0
	if b.indented || crossed || min(v, w) < 0.75*max(v, w) {
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
