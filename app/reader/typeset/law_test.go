package typeset

import (
	"math"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"gloss/annotate"
)

// FuzzLayout checks the laws of geometry on any text, in a narrow and a wide
// column, after a change of width, and that a selection splits no cluster.
func FuzzLayout(f *testing.F) {
	for _, s := range []string{
		"", "a", "Two words", "two  spaces   between and at the end   ", "tab\tand\ttab", "line\nbreak\n\nblank\n\n\nlines",
		"e\u0301 \u0301lone mark", "\u200bzero\u200bwidth\u200b", "עברית and (English) 12, mixed", "العربية 123 abc (x) ١٢٣",
		"日本語の文章。「改行」", "ภาษาไทย", "👨‍👩‍👧‍👦🇮🇸🇬🇧👍🏽 1️⃣", strings.Repeat("long", 60), "\u2067isolate\u2069 \u202bembed\u202c x", "- item", "12. item\n\n(b) item",
	} {
		f.Add(s, uint8(0), uint16(120))
		f.Add(s, uint8(5), uint16(700))
	}
	for _, s := range []string{
		"Year\tIn January\tIn February\tIn March\tIn April\n1 April\tIn May\n\n1975\t\t12,500\t\n\n\tone cell too many\tand\tmore\tof\tthem\t\t",
		"בשנה\tבינואר\tבפברואר\tבמרץ ובאפריל\tבמאי\n\n1975\t12-5\t(אחת) 2\tabc",
	} {
		f.Add(s, uint8(allRows), uint16(130))
		f.Add(s, uint8(allRows), uint16(310))
	}
	fs := testFaces(f)
	f.Fuzz(func(t *testing.T, text string, kind uint8, width uint16) {
		if len(text) > 600 {
			return
		}
		a := anyArticle(text, kind)
		if a.Check() != nil {
			return
		}
		if len(fs.words) > 50000 {
			fs.forget()
		}
		c := NewColumn(fs, a, Setting{Justified: kind&64 != 0}, 1+float64(width%2000))
		checkLaws(t, c)
		checkFill(t, c)
		checkTables(t, c)
		c.Reset(Setting{Size: 11, Justified: kind&128 != 0}, 30+float64(width%500))
		checkLaws(t, c)
		checkFill(t, c)
		checkTables(t, c)
		n := a.Text.Len()
		for i := range 20 {
			from := i * 7 % (n + 1)
			s := c.SnapSpan(annotate.Span{Start: from, End: min(n, from+i)})
			if !c.startsCluster(s.Start) || !c.startsCluster(s.End) {
				t.Fatalf("the selection %v splits a grapheme cluster in %q", s, a.Text.String())
			}
		}
		for pos, steps := 0, 0; pos < n; steps++ {
			next := c.Next(pos)
			if next <= pos || steps > n {
				t.Fatalf("Next(%d) = %d", pos, next)
			}
			if back := c.Previous(next); back > pos && c.isStop(pos) {
				t.Fatalf("Previous(%d) = %d, want %d", next, back, pos)
			}
			pos = next
		}
	})
}

// checkFill fails the test unless every line holds what fits on it and no more,
// and is broken inside a word only where it has no other place to break.
func checkFill(t *testing.T, c *Column) {
	t.Helper()
	for i := range c.lines {
		l := &c.lines[i]
		b := &c.blocks[l.block]
		cell := b.Kind == annotate.TableRow
		avail := room(float64(l.right)-float64(l.left), b.em)
		const hair = 2 // left and right are rounded
		var x, text milli
		fits := func(k, from, to int) bool {
			edges := c.edges(k)
			x += toMilli(float64(edges[to] - edges[from]))
			switch tok := c.token(k); {
			case tok.flags&tab != 0 && cell:
				return true
			case tok.flags&tab != 0:
				x += tabWidth(x, cell)
			case tok.word != 0:
				text = x
			}
			return x <= avail-hair
		}
		var next *line // of the same block, or cell
		if i+1 < len(c.lines) && c.lines[i+1].block == l.block && l.ends == 0 && !(cell && c.token(int(l.tokens[1])-1).flags&tab != 0) {
			next = &c.lines[i+1]
		}
		goods := 0 // places to break before the end
		for k := int(l.tokens[0]); k < int(l.tokens[1]); k++ {
			from, to := 0, len(c.edges(k))-1
			if k == int(l.tokens[0]) {
				from = int(l.cut)
			}
			whole := k < int(l.tokens[1])-1 || next == nil || next.cut == 0
			if !whole {
				to = int(next.cut)
			}
			fits(k, from, to)
			if whole {
				x += c.token(k).gap
			}
			if k < int(l.tokens[1])-1 && c.token(k).flags&breakAfter != 0 {
				goods++
			}
		}
		if text > avail+hair {
			clusters := 0
			for pos := int(l.start); pos < int(l.end); pos++ {
				if c.isStop(pos) && strings.TrimSpace(c.article.Text.Slice(annotate.Span{Start: pos, End: pos + 1})) != "" {
					clusters++
				}
			}
			if clusters > 1 {
				t.Fatalf("line %d is %v wide, there is room for %v\nin %q", i, text, avail, c.article.Text.String())
			}
		}
		if next == nil {
			continue
		}
		if goods > 0 && (next.cut > 0 || c.token(int(l.tokens[1])-1).flags&breakAfter == 0) {
			t.Fatalf("line %d ends where no line may, at %d, and has other places\nin %q", i, l.end, c.article.Text.String())
		}
		room := true // for what begins the next line
		if k := int(next.tokens[0]); next.cut > 0 {
			to := int(next.cut) + 1
			for edges := c.edges(k); to+1 < len(edges) && edges[to+1] == edges[to]; {
				to++
			}
			room = fits(k, int(next.cut), to)
		} else {
			for more := true; more && k < b.tokens[1]; k++ {
				room = fits(k, 0, len(c.edges(k))-1) && room
				x += c.token(k).gap
				more = c.token(k).flags&(breakAfter|lineEnd) == 0
			}
		}
		if room {
			t.Fatalf("line %d has room for more, it is %v of %v\nin %q", i, text, avail, c.article.Text.String())
		}
	}
}

// TestJoined: a word with a mark behind it has the glyphs, at the places, that
// it has when it is shaped as a whole.
func TestJoined(t *testing.T) {
	fs := testFaces(t)
	for _, s := range []style{0, bold, italic, bold | italic, mono} {
		for _, base := range strings.Fields("cod fly of law waved York TY réf naïf stuff L V'A ō") {
			for _, mark := range ".,;:!?" {
				text := base + string(mark)
				w := fs.words[fs.word(text, s, false)]
				whole := fs.shape([]rune(text), s, false)
				if !slices.EqualFunc(w.glyphs, whole.glyphs, func(a, b glyph) bool {
					return a.id == b.id && a.face == b.face && a.cluster == b.cluster && math.Abs(float64(a.x-b.x)) < 1e-3 && a.y == b.y
				}) {
					t.Errorf("the glyphs of %q in style %d are %v, shaped whole %v", text, s, w.glyphs, whole.glyphs)
				}
				for i := range whole.edges {
					if math.Abs(float64(w.edges[i]-whole.edges[i])) > 1e-3 {
						t.Errorf("the edges of %q in style %d are %v, shaped whole %v", text, s, w.edges, whole.edges)
					}
				}
			}
		}
	}
}

// checkTables scrolls tables sideways: the laws hold wherever they stand, any
// character can be brought into view, and what is told to be seen is in the
// window. It leaves them at their ends.
func checkTables(t *testing.T, c *Column) {
	t.Helper()
	tables := c.AppendTables(nil, 0, c.Height())
	if len(tables) == 0 {
		return
	}
	for _, part := range []float64{0.5, -0.1, 1.1} {
		for _, table := range tables {
			most := table.Wide - table.Box.W
			c.ScrollTable(table, part*most)
			now, _ := c.TableAt(table.Box.Y)
			if want := min(max(part, 0), 1) * most; math.Abs(now.Shift-want) > 1e-6 {
				t.Fatalf("a table that is scrolled to %v stands at %v of %v", part*most, now.Shift, most)
			}
		}
		checkLaws(t, c)
	}
	for _, table := range tables {
		most := table.Wide - table.Box.W
		span := annotate.Span{Start: c.blocks[table.first].Span.Start, End: c.blocks[c.wide[table.at].rows[1]-1].Span.End}
		for pos := span.Start; pos < span.End; pos++ {
			c.Show(pos)
			at := c.Caret(pos)
			now, _ := c.TableAt(table.Box.Y)
			beside := now.Shift < 0.5 || now.Shift > most-0.5 // spaces at the end of the last column stand beside the table
			if (at.X < -0.5 || at.X > c.width+0.5) && !beside {
				t.Fatalf("Show(%d) leaves the caret at %v in a table %v wide, in %q", pos, at.X, c.width, c.article.Text.String())
			}
			if c.Show(pos) {
				t.Fatalf("Show(%d) scrolls twice", pos)
			}
		}
	}
	whole := annotate.Span{End: c.article.Text.Len()}
	for i := range c.lines {
		l := &c.lines[i]
		b := &c.blocks[l.block]
		x0, x1 := 0.0, c.width
		if !c.isHeld(l) { // of which nothing lies over the column that is held
			x0, x1 = c.scrolled(b)
		} else if b.wide && c.Shift(i) != 0 {
			t.Fatalf("line %d is in a column that is held, and scrolled by %v", i, c.Shift(i))
		}
		for _, r := range c.AppendRects(nil, i, whole) {
			if b.wide && (r.X < x0 || r.X+r.W > x1+1e-9) {
				t.Fatalf("line %d is seen from %v to %v, in a window from %v to %v", i, r.X, r.X+r.W, x0, x1)
			}
		}
	}
}

// allRows is the kind of which anyArticle makes one table.
const allRows = 14

// anyArticle makes an article of a text with blocks of one kind, or of all.
func anyArticle(text string, kind uint8) *annotate.Article {
	kinds := []annotate.Kind{
		annotate.Paragraph, annotate.Heading, annotate.ListItem, annotate.Blockquote, annotate.Caption, annotate.TableRow, annotate.Preformatted,
	}
	var a annotate.Article
	var out strings.Builder
	pos := 0
	for i, part := range strings.Split(annotate.Clean(text), "\n\n") {
		part = strings.Trim(part, "\n")
		if part == "" {
			continue
		}
		if pos > 0 {
			out.WriteString("\n\n")
			pos += 2
		}
		n := utf8.RuneCountInString(part)
		k := kinds[(int(kind&15)+i)%len(kinds)]
		if kind&15 == allRows {
			k = annotate.TableRow
		}
		a.Blocks = append(a.Blocks, annotate.Block{Span: annotate.Span{Start: pos, End: pos + n}, Kind: k, Level: int(kind>>4) & 3})
		if n > 4 {
			a.Marks = append(a.Marks, annotate.Mark{Span: annotate.Span{Start: pos + 1, End: pos + 3}, Style: annotate.Bold})
		}
		out.WriteString(part)
		pos += n
	}
	a.Text = annotate.NewText(out.String())
	return &a
}

// TestBreaks compares the fast way of finding places to break with the
// segmenter run over the whole line of text.
func TestBreaks(t *testing.T) {
	for _, text := range []string{
		"A plain sentence, with (brackets) and “quotes” — and a dash.",
		"well-known e-mail 3.14 50% $5 (a) [b] x/y/z ... end!",
		"Warum nicht ? Non « oui » ; voilà : 12 h 30",
		"on the 4th-5th of May 2020–21 at 10:30, don't/won't",
		"example.com/path?q=1&r=2 and a_b C++ F# @me #tag",
		"日本語の文章、「改行」と English の間 (注) です。",
		"a  b   c ( d ) “ e ” f",
	} {
		c := NewColumn(testFaces(t), anyArticle(text, 0), Setting{}, 1000)
		var got, want []int
		end := 0
		for i := range c.tokens {
			end += int(c.token(i).count)
			if c.token(i).flags&breakAfter != 0 {
				got = append(got, end)
			}
		}
		var seg segmenter.Segmenter
		seg.Init([]rune(text))
		for it := seg.LineIterator(); it.Next(); {
			if l := it.Line(); l.Offset > 0 {
				want = append(want, l.Offset)
			}
		}
		got = slices.DeleteFunc(got, func(i int) bool { return i == len([]rune(text)) })
		if !slices.Equal(got, want) {
			t.Errorf("breaks of %q\n got %v\nwant %v", text, got, want)
		}
	}
}

// TestOverlapping compares the query of a sheet with looking at everything.
func TestOverlapping(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	var covers []Cover
	for range 300 {
		start := r.Intn(2000)
		covers = append(covers, Cover{Span: annotate.Span{Start: start, End: start + 1 + r.Intn(1<<r.Intn(10))}})
	}
	s := NewSheet(covers)
	for range 500 {
		start := r.Intn(2500)
		q := annotate.Span{Start: start, End: start + 1 + r.Intn(50)}
		var want []int
		for i, c := range covers {
			if c.Span.Overlaps(q) {
				want = append(want, i)
			}
		}
		got := s.Overlapping(q, nil)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("Overlapping(%v) = %v, want %v", q, got, want)
		}
		if s.spans.any(q.Start, q.End) != (len(want) > 0) {
			t.Fatalf("any(%v) is wrong", q)
		}
	}
}

// TestLanes: stripes that touch the same line stand in different lanes, as long
// as there are some.
func TestLanes(t *testing.T) {
	a := anyArticle(strings.Repeat("words of a text that is set in many lines. ", 100), 0)
	c := NewColumn(testFaces(t), a, Setting{}, 300)
	var covers []Cover
	for i := range 40 {
		covers = append(covers, Cover{Span: annotate.Span{Start: i * 100, End: i*100 + 30 + i*10}})
	}
	s := NewSheet(covers)
	s.Stack(c)
	all := s.Stripes(c, 0, c.Height(), nil)
	fewer := NewSheet(slices.Concat(covers[:7], covers[9:], covers[3:4])) // some are gone, one is there twice
	fewer.Stack(c)
	again := NewSheet(covers)
	again.StackAfter(c, fewer)
	if !slices.Equal(again.Stripes(c, 0, c.Height(), nil), all) {
		t.Error("stacked after a sheet with other highlights, the stripes differ")
	}
	if len(all) != len(covers) {
		t.Fatalf("%d stripes for %d highlights", len(all), len(covers))
	}
	for i, p := range all {
		span := covers[p.Cover].Span
		if first, last := c.Line(c.LineOf(span.Start)).Box, c.Line(c.LineOf(span.End-1)).Box; p.Y0 != first.Y || p.Y1 != last.Y+last.H {
			t.Errorf("the stripe of %v reaches from %v to %v, its lines from %v to %v", span, p.Y0, p.Y1, first.Y, last.Y+last.H)
		}
		for _, q := range all[:i] {
			if p.Lane == q.Lane && p.Lane < MaxLanes-1 && p.Y0 < q.Y1 && q.Y0 < p.Y1 {
				t.Errorf("stripes %v and %v overlap", p, q)
			}
		}
	}
}
