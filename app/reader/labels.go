package reader

import (
	"cmp"
	"image/color"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"gloss/app/reader/typeset"
)

// labels are the names beside the stripes, in lines. A stripe has a line of its
// own where one fits beside it; else it shares one: the line names what there is
// room for and counts the rest ("+2"), whose tip tells all.
type labels struct {
	margin *margin
	texts  pool[*canvas.Text]
	marked []mark      // scratch: what is to be named
	lines  []labelLine // in view, from the top
	order  []int       // scratch: the highlights of one line
	fitted map[fitKey]string
	widths map[string]float32
}

// mark is a stripe that is to be named, and where that is best done.
type mark struct {
	stripe typeset.Stripe
	y      float64
}

// labelLine is one line of names.
type labelLine struct {
	y          float64 // of its top, in the column
	highlights []int   // by index, as their stripes begin
	long       float32 // how long all their names would be
}

const (
	labelSize   = 12
	labelHeight = 16
	maxLabel    = 230
	labelGap    = 9  // between two names on one line
	leastLabel  = 24 // where there is less room, there are no names
	leastNext   = 44 // a name behind another one is not shortened below that
)

// bold is how names are measured, so that none moves when one stands out.
var bold = fyne.TextStyle{Bold: true}

// width is how wide a text is at most. The names of tags are few, and measured
// for every stripe with every step of a scroll.
func (l *labels) width(s string) float32 {
	w, ok := l.widths[s]
	if !ok {
		if len(l.widths) > 5000 {
			clear(l.widths)
		}
		w = fyne.MeasureText(s, labelSize, bold).Width
		l.widths[s] = w
	}
	return w
}

// want asks for the name of a stripe in a view whose top is at a height of the
// column: where its stripe begins, or at the top of the view for one that began
// above.
func (l *labels) want(s typeset.Stripe, top float64) {
	l.marked = append(l.marked, mark{s, min(max(s.Y0, top+2), max(s.Y1-labelHeight-2, s.Y0))})
}

// arrange draws the names that were asked for, from x on.
func (l *labels) arrange(x, width float32) {
	if width >= leastLabel {
		l.divide()
		for i := range l.lines {
			l.draw(&l.lines[i], x, width)
		}
	}
	l.marked = l.marked[:0]
}

// divide puts the names into lines: each where it wants to be, or lower where
// another line stands, but not where it would leave its stripe, or only by a line
// on which nobody else wants to be. Else it shares the line beside its stripe that
// has the most room.
func (l *labels) divide() {
	slices.SortStableFunc(l.marked, func(a, b mark) int { return cmp.Compare(a.y, b.y) })
	l.lines = l.lines[:0]
	for k, m := range l.marked {
		y, n := m.y, len(l.lines)
		if n > 0 {
			y = max(y, l.lines[n-1].y+labelHeight)
		}
		far := m.stripe.Y0 + labelHeight
		if k+1 == len(l.marked) || l.marked[k+1].y >= y+labelHeight {
			far += labelHeight
		}
		if y <= max(m.stripe.Y1-labelHeight, far) {
			l.add(y)
		} else {
			n-- // the one before, or an emptier one above that
			for k := n - 1; k >= 0 && l.lines[k].y > m.y-1; k-- {
				if l.lines[k].long < l.lines[n].long {
					n = k
				}
			}
		}
		line := &l.lines[n]
		line.highlights = append(line.highlights, m.stripe.Cover)
		line.long += l.width(names(&l.margin.view.highlights[m.stripe.Cover])) + labelGap
	}
}

// add begins a line, in the memory of an older one.
func (l *labels) add(y float64) {
	if n := len(l.lines); n < cap(l.lines) {
		l.lines = l.lines[:n+1]
		l.lines[n] = labelLine{y: y, highlights: l.lines[n].highlights[:0]}
		return
	}
	l.lines = append(l.lines, labelLine{y: y})
}

// draw writes one line: the chosen highlight first, then those that do not
// stand back.
func (l *labels) draw(line *labelLine, x, width float32) {
	v := l.margin.view
	order := append(l.order[:0], line.highlights...)
	if len(order) > 1 {
		rank := func(i int) int {
			switch {
			case i == v.chosen:
				return 0
			case v.highlights[i].Dim:
				return 2
			}
			return 1
		}
		slices.SortStableFunc(order, func(a, b int) int { return rank(a) - rank(b) })
	}
	l.order = order
	at := fyne.NewPos(x, l.margin.toView(line.y))
	for n, i := range order {
		room, least := x+width-at.X, float32(leastLabel)
		if n > 0 {
			least = leastNext
		}
		if behind := len(order) - n - 1; behind > 0 {
			room -= labelGap + l.width(plus(behind))
		}
		h := &v.highlights[i]
		text := names(h)
		if l.width(text) > room {
			if room < least && len(order) > 1 {
				l.count(line, len(order)-n, at)
				return
			}
			text = l.fit(text, room)
		}
		l.write(text, l.margin.inksOf(h).name, at, slices.Contains(v.mouse.hovered, i) || i == v.chosen)
		wide := l.width(text)
		l.margin.spot(at.X-4, at.Y, at.X+wide, at.Y+labelHeight, i)
		at.X += wide + labelGap
	}
}

// count stands for the names of a line that have no room, and for the choice
// among all of it.
func (l *labels) count(line *labelLine, n int, at fyne.Position) {
	v := l.margin.view
	over := slices.Equal(v.mouse.hovered, line.highlights)
	ink := v.dress.paper.Ink.Muted
	if over {
		ink = v.dress.paper.Ink.Text
	}
	text := plus(n)
	l.write(text, ink, at, over)
	l.margin.spot(at.X-labelGap/2, at.Y, at.X+max(l.width(text), labelHeight)+4, at.Y+labelHeight, line.highlights...)
}

func plus(n int) string { return "+" + strconv.Itoa(n) }

func (l *labels) write(text string, ink color.Color, at fyne.Position, strong bool) {
	t := l.texts.next(newText)
	if t.TextStyle.Bold != strong {
		t.TextStyle.Bold = strong
		t.Refresh()
	}
	setText(t, text, ink, at)
}

func names(h *Highlight) string {
	if len(h.Labels) == 1 {
		return h.Labels[0].Name
	}
	list := make([]string, len(h.Labels))
	for i, l := range h.Labels {
		list[i] = l.Name
	}
	return strings.Join(list, ", ")
}

type fitKey struct {
	text  string
	width float32
}

// fit shortens a text to a width.
func (l *labels) fit(text string, width float32) string {
	key := fitKey{text, width}
	short, ok := l.fitted[key]
	if !ok {
		if len(l.fitted) > 5000 {
			clear(l.fitted)
		}
		short = text
		for n := utf8.RuneCountInString(text); n > 0; n-- {
			if n < utf8.RuneCountInString(text) {
				short = strings.TrimRight(string([]rune(text)[:n]), " ,") + "…"
			}
			if l.width(short) <= width {
				break
			}
		}
		l.fitted[key] = short
	}
	return short
}
