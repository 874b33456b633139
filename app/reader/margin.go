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

// margin is what stands beside the text: coding stripes with the names of their
// tags to the right, page numbers to the left, and the tip of the stripe under
// the mouse.
type margin struct {
	view    *View
	stripes pool[*canvas.Rectangle]
	notes   pool[*canvas.Circle] // of highlights with a note
	labels  *labels
	pages   pool[*canvas.Text]
	tip     pool[*canvas.Text]
	dots    pool[*canvas.Rectangle] // in the tip, of several highlights
	tipBox  *canvas.Rectangle

	places  []spot // of stripes and labels in view, for the mouse
	members []int  // their highlights, one spot after the other

	inks    map[inkKey]inks // of stripes and names, for the paper of
	colored int             // this count
}

// inkKey is what the inks of a highlight in the margin depend on: the colour of
// its first tag, "" without one, and whether it stands back.
type inkKey struct {
	color string
	dim   bool
}

type inks struct{ stripe, name color.NRGBA }

// spot is a place that stands for highlights.
type spot struct {
	x0, y0, x1, y1 float32
	from, to       int // in margin.members
}

const (
	lanePitch   = 7
	stripeWidth = 4
	stripeGap   = 18  // between text and stripes
	maxStripes  = 300 // objects; denser margins show the longest
)

func newMargin(v *View) *margin {
	m := &margin{view: v, tipBox: newRectangle()}
	m.labels = &labels{margin: m, fitted: map[fitKey]string{}, widths: map[string]float32{}}
	m.tipBox.CornerRadius = 4
	return m
}

func newText() *canvas.Text {
	t := canvas.NewText("", color.Transparent)
	t.TextSize = labelSize
	return t
}

func setText(t *canvas.Text, s string, ink color.Color, at fyne.Position) {
	if t.Text != s || t.Color != ink {
		t.Text, t.Color = s, ink
		t.Refresh()
	}
	t.Move(at)
	if size := t.MinSize(); size != t.Size() {
		t.Resize(size)
	}
}

func (m *margin) arrange(lines []int) {
	m.stripes.reset()
	m.notes.reset()
	m.labels.texts.reset()
	m.pages.reset()
	m.places, m.members = m.places[:0], m.members[:0]
	m.arrangeStripes()
	m.arrangePages(lines)
	m.arrangeTip()
}

// arrangeStripes draws the stripes in view, and names beside them.
func (m *margin) arrangeStripes() {
	v := m.view
	top, height := v.place.offset-topSpace, float64(v.Size().Height)
	stripes := v.sheet.Stripes(v.column, top, height, nil)
	if len(stripes) > maxStripes {
		slices.SortStableFunc(stripes, func(a, b typeset.Stripe) int { return cmp.Compare(b.Y1-b.Y0, a.Y1-a.Y0) })
		stripes = stripes[:maxStripes]
	}
	x0 := v.place.left + v.place.width + stripeGap
	room := v.place.right - stripeGap - 4
	lanes := min(v.sheet.Lanes(), max(1, int(room/lanePitch)))
	for _, s := range stripes {
		if s.Lane >= lanes {
			continue
		}
		h := &v.highlights[s.Cover]
		ink := m.inksOf(h).stripe
		x := float32(x0) + float32(s.Lane)*lanePitch
		y0, y1 := m.toView(s.Y0)+2, m.toView(s.Y1)-2
		o := m.stripes.next(newRectangle)
		wide := float32(stripeWidth)
		if s.Cover == v.chosen || slices.Contains(v.mouse.hovered, s.Cover) {
			wide, x = stripeWidth+2, x-1
		}
		o.CornerRadius = 2
		m.drawStripe(o, x, y0, wide, y1-y0, ink)
		m.spot(x-2, y0, x+lanePitch-1, y1, s.Cover)
		if h.Note {
			c := m.notes.next(newCircle)
			c.FillColor, c.StrokeColor, c.StrokeWidth = v.dress.paper.Page, ink, 1.5
			c.Move(fyne.NewPos(x+wide/2-3.5, max(y0, 2)))
			c.Resize(fyne.NewSize(7, 7))
		}
		if len(h.Labels) > 0 {
			m.labels.want(s, top)
		}
	}
	taken := float64(lanes)*lanePitch + 4
	m.labels.arrange(float32(x0+taken), float32(min(room-taken, maxLabel)))
}

// spot makes a place stand for highlights.
func (m *margin) spot(x0, y0, x1, y1 float32, highlights ...int) {
	from := len(m.members)
	m.members = append(m.members, highlights...)
	m.places = append(m.places, spot{x0, y0, x1, y1, from, len(m.members)})
}

// drawStripe keeps a stripe that reaches far out of the view short, because the
// toolkit's rounded rectangles cost by their size.
func (m *margin) drawStripe(o *canvas.Rectangle, x, y, w, h float32, ink color.Color) {
	bottom := min(y+h, m.view.Size().Height+8)
	y = max(y, -8)
	setRect(o, x, y, w, max(bottom-y, 2), ink)
}

func (m *margin) toView(y float64) float32 { return m.view.toView(0, y).Y }

// inksOf are the colours of a highlight's stripe and of its name. They are few,
// and finding colours that can be seen is slow.
func (m *margin) inksOf(h *Highlight) inks {
	d := &m.view.dress
	if m.colored != d.colored || m.inks == nil {
		m.inks, m.colored = map[inkKey]inks{}, d.colored
	}
	key := inkKey{dim: h.Dim}
	if len(h.Labels) > 0 {
		key.color = h.Labels[0].Color
	}
	known, ok := m.inks[key]
	if !ok {
		ink := d.paper.Neutral
		if key.color != "" {
			ink = d.paper.Visible(parseColor(key.color))
		}
		if h.Dim {
			ink = typeset.Mix(d.paper.Page, ink, 0.35)
		}
		known = inks{ink, readable(ink, d.paper.Page, d.paper.Ink.Text)}
		m.inks[key] = known
	}
	return known
}

// arrangePages numbers the pages of a source that has some, where they begin.
func (m *margin) arrangePages(lines []int) {
	v := m.view
	if v.place.left < 30 {
		return
	}
	for _, i := range lines {
		l := v.column.Line(i)
		before, page := 0, v.article.PageAt(max(l.Span.Start, l.Span.End-1))
		if l.Span.Start > 0 {
			before = v.article.PageAt(l.Span.Start - 1)
		}
		if page == 0 || page == before {
			continue
		}
		t := m.pages.next(newText)
		text := strconv.Itoa(page)
		x := max(-v.place.left+4, -22-float64(fyne.MeasureText(text, labelSize, fyne.TextStyle{}).Width))
		setText(t, text, v.dress.paper.Ink.Muted, v.toView(x, l.Box.Y+(l.Box.H-labelHeight)/2))
	}
}

// tipWidth is the length of a tip's lines in characters, tipMost how many there
// are.
const (
	tipWidth = 46
	tipMost  = 12
)

// arrangeTip shows what the stripe or the label under the mouse stands for.
func (m *margin) arrangeTip() {
	v := m.view
	m.tip.reset()
	m.dots.reset()
	over := v.mouse.hovered
	if len(over) == 0 || v.mouse.clicked || v.mouse.press != pressNone {
		return
	}
	var lines []string
	indent := float32(0)
	if len(over) == 1 {
		lines = wrap(tipOf(&v.highlights[over[0]]), tipWidth)
	} else {
		indent = 14
		for _, i := range over[:min(len(over), tipMost)] {
			first, _, _ := strings.Cut(tipOf(&v.highlights[i]), "\n") // the notes would fill the window
			lines = append(lines, clipped(first, tipWidth))
		}
		if more := len(over) - tipMost; more > 0 {
			lines = append(lines, plus(more))
		}
	}
	width := float32(0)
	for _, line := range lines {
		width = max(width, fyne.MeasureText(line, labelSize, fyne.TextStyle{}).Width)
	}
	if width == 0 {
		return
	}
	size, colors := v.Size(), &v.dress.colors
	w, tall := width+16+indent, float32(len(lines))*labelHeight+10
	x := max(0, min(v.mouse.at.X-w-8, size.Width-w))
	y := max(0, min(v.mouse.at.Y+12, size.Height-tall))
	setRect(m.tipBox, x, y, w, tall, colors.tip)
	for n, line := range lines {
		y := y + 5 + float32(n)*labelHeight
		setText(m.tip.next(newText), line, colors.tipText, fyne.NewPos(x+8+indent, y))
		if indent > 0 && n < tipMost {
			ink := v.dress.paper.Neutral
			if l := v.highlights[over[n]].Labels; len(l) > 0 {
				ink = parseColor(l[0].Color)
			}
			o := m.dots.next(newRectangle)
			o.CornerRadius = 2
			setRect(o, x+8, y+4, 9, 9, ink)
		}
	}
}

// tipOf is what the tip says of a highlight.
func tipOf(h *Highlight) string {
	if h.Tip != "" {
		return h.Tip
	}
	return names(h)
}

// clipped shortens a line to n characters.
func clipped(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return strings.TrimRight(string(r[:n-1]), " ,") + "…"
	}
	return s
}

// wrap breaks a text into lines of at most n characters, at spaces, and cuts it
// after tipMost lines.
func wrap(text string, n int) []string {
	var out []string
	for _, paragraph := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.Fields(paragraph) {
			if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > n {
				out = append(out, line)
				line = ""
			}
			if line != "" {
				line += " "
			}
			line += word
		}
		out = append(out, line)
	}
	if len(out) > tipMost {
		out = append(out[:tipMost], "…")
	}
	return out
}

// at returns the highlights whose stripe or name lies at a place of the view. It
// is good until the next arrange.
func (m *margin) at(p fyne.Position) []int {
	for i := len(m.places) - 1; i >= 0; i-- {
		if s := &m.places[i]; s.x0 <= p.X && p.X < s.x1 && s.y0 <= p.Y && p.Y < s.y1 {
			return m.members[s.from:s.to]
		}
	}
	return nil
}

func (m *margin) appendTo(all []fyne.CanvasObject) []fyne.CanvasObject {
	all = m.stripes.appendTo(all)
	all = m.notes.appendTo(all)
	all = m.labels.texts.appendTo(all)
	return m.pages.appendTo(all)
}

func (m *margin) appendTip(all []fyne.CanvasObject) []fyne.CanvasObject {
	if m.tip.used > 0 {
		all = append(all, m.tipBox)
	}
	all = m.dots.appendTo(all)
	return m.tip.appendTo(all)
}
