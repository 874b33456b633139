package reader

import (
	"image/color"
	"sort"
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
	labels  pool[*canvas.Text]
	pages   pool[*canvas.Text]
	tip     pool[*canvas.Text]
	tipBox  *canvas.Rectangle

	places []spot // of stripes and labels in view, for the mouse
	fitted map[fitKey]string
}

// spot is a place that stands for a highlight.
type spot struct {
	x0, y0, x1, y1 float32
	highlight      int
}

const (
	lanePitch   = 7
	stripeWidth = 4
	stripeGap   = 18 // between text and stripes
	labelSize   = 12
	labelHeight = 16
	maxLabel    = 230
	maxStripes  = 300 // objects; denser margins show the longest
)

func newMargin(v *View) *margin {
	m := &margin{view: v, tipBox: newRectangle(), fitted: map[fitKey]string{}}
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
	m.labels.reset()
	m.pages.reset()
	m.places = m.places[:0]
	m.arrangeStripes()
	m.arrangePages(lines)
	m.arrangeTip()
}

// arrangeStripes draws the stripes in view, and names beside them: each where
// its stripe begins, or at the top of the view for one that began above, or
// lower where another name stands; none where it would leave its stripe.
func (m *margin) arrangeStripes() {
	v := m.view
	top, height := v.place.offset-topSpace, float64(v.Size().Height)
	stripes := v.sheet.Stripes(v.column, top, height, nil)
	if len(stripes) > maxStripes {
		sort.SliceStable(stripes, func(i, j int) bool {
			return stripes[i].Y1-stripes[i].Y0 > stripes[j].Y1-stripes[j].Y0
		})
		stripes = stripes[:maxStripes]
	}
	x0 := v.place.left + v.place.width + stripeGap
	room := v.place.right - stripeGap - 4
	lanes := min(v.sheet.Lanes(), max(1, int(room/lanePitch)))
	type label struct {
		stripe typeset.Stripe
		y      float64
	}
	var labels []label
	for _, s := range stripes {
		if s.Lane >= lanes {
			continue
		}
		h := &v.highlights[s.Cover]
		ink := v.stripeInk(h)
		x := float32(x0) + float32(s.Lane)*lanePitch
		y0, y1 := m.toView(s.Y0)+2, m.toView(s.Y1)-2
		o := m.stripes.next(newRectangle)
		wide := float32(stripeWidth)
		if s.Cover == v.mouse.hovered || s.Cover == v.chosen {
			wide, x = stripeWidth+2, x-1
		}
		o.CornerRadius = 2
		m.drawStripe(o, x, y0, wide, y1-y0, ink)
		m.places = append(m.places, spot{x - 2, y0, x + lanePitch - 1, y1, s.Cover})
		if h.Note {
			c := m.notes.next(newCircle)
			c.FillColor, c.StrokeColor, c.StrokeWidth = v.dress.paper.Page, ink, 1.5
			c.Move(fyne.NewPos(x+wide/2-3.5, max(y0, 2)))
			c.Resize(fyne.NewSize(7, 7))
		}
		if len(h.Labels) > 0 {
			y := min(max(s.Y0, top+2), max(s.Y1-labelHeight-2, s.Y0))
			labels = append(labels, label{s, y})
		}
	}
	x := x0 + float64(lanes)*lanePitch + 4
	width := min(room-float64(lanes)*lanePitch-4, maxLabel)
	if width < 24 {
		return
	}
	sort.SliceStable(labels, func(i, j int) bool { return labels[i].y < labels[j].y })
	free := -1e18
	for _, l := range labels {
		y := max(l.y, free)
		if y > max(l.stripe.Y1-labelHeight, l.stripe.Y0+labelHeight) {
			continue
		}
		free = y + labelHeight
		h := &v.highlights[l.stripe.Cover]
		text := m.fit(names(h), float32(width))
		ink := readable(v.stripeInk(h), v.dress.paper.Page, v.dress.paper.Ink.Text)
		at := fyne.NewPos(float32(x), m.toView(y))
		t := m.labels.next(newText)
		bold := l.stripe.Cover == v.mouse.hovered || l.stripe.Cover == v.chosen
		if t.TextStyle.Bold != bold {
			t.TextStyle.Bold = bold
			t.Refresh()
		}
		setText(t, text, ink, at)
		m.places = append(m.places, spot{at.X - 4, at.Y, at.X + t.Size().Width, at.Y + labelHeight, l.stripe.Cover})
	}
}

// drawStripe keeps a stripe that reaches far out of the view short, because the
// toolkit's rounded rectangles cost by their size.
func (m *margin) drawStripe(o *canvas.Rectangle, x, y, w, h float32, ink color.Color) {
	bottom := min(y+h, m.view.Size().Height+8)
	y = max(y, -8)
	setRect(o, x, y, w, max(bottom-y, 2), ink)
}

func (m *margin) toView(y float64) float32 { return m.view.toView(0, y).Y }

func (v *View) stripeInk(h *Highlight) color.NRGBA {
	ink := v.dress.paper.Neutral
	if len(h.Labels) > 0 {
		ink = v.dress.paper.Visible(parseColor(h.Labels[0].Color))
	}
	if h.Dim {
		ink = typeset.Mix(v.dress.paper.Page, ink, 0.35)
	}
	return ink
}

func names(h *Highlight) string {
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
func (m *margin) fit(text string, width float32) string {
	key := fitKey{text, width}
	short, ok := m.fitted[key]
	if !ok {
		if len(m.fitted) > 5000 {
			clear(m.fitted)
		}
		short = text
		for n := utf8.RuneCountInString(text); n > 0; n-- {
			if n < utf8.RuneCountInString(text) {
				short = strings.TrimRight(string([]rune(text)[:n]), " ,") + "…"
			}
			if fyne.MeasureText(short, labelSize, fyne.TextStyle{}).Width <= width {
				break
			}
		}
		m.fitted[key] = short
	}
	return short
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

// tipWidth is the length of a tip's lines in characters.
const tipWidth = 46

// arrangeTip shows what the stripe under the mouse stands for.
func (m *margin) arrangeTip() {
	v := m.view
	m.tip.reset()
	if v.mouse.hovered < 0 || v.mouse.press != pressNone || v.mouse.hovered >= len(v.highlights) {
		return
	}
	h := &v.highlights[v.mouse.hovered]
	text := h.Tip
	if text == "" {
		text = names(h)
	}
	if text == "" {
		return
	}
	lines := wrap(text, tipWidth)
	width := float32(0)
	for _, line := range lines {
		width = max(width, fyne.MeasureText(line, labelSize, fyne.TextStyle{}).Width)
	}
	size := v.Size()
	w, tall := width+16, float32(len(lines))*labelHeight+10
	x := max(0, min(v.mouse.at.X-w-8, size.Width-w))
	y := max(0, min(v.mouse.at.Y+12, size.Height-tall))
	setRect(m.tipBox, x, y, w, tall, v.dress.colors.tip)
	for i, line := range lines {
		setText(m.tip.next(newText), line, v.dress.colors.tipText, fyne.NewPos(x+8, y+5+float32(i)*labelHeight))
	}
}

// wrap breaks a text into lines of at most n characters, at spaces, and cuts it
// after a dozen lines.
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
	if len(out) > 12 {
		out = append(out[:12], "…")
	}
	return out
}

// at returns the highlight whose stripe or name lies at a place of the view, or
// -1.
func (m *margin) at(p fyne.Position) int {
	for i := len(m.places) - 1; i >= 0; i-- {
		if s := &m.places[i]; s.x0 <= p.X && p.X < s.x1 && s.y0 <= p.Y && p.Y < s.y1 {
			return s.highlight
		}
	}
	return -1
}

func (m *margin) appendTo(all []fyne.CanvasObject) []fyne.CanvasObject {
	all = m.stripes.appendTo(all)
	all = m.notes.appendTo(all)
	all = m.labels.appendTo(all)
	return m.pages.appendTo(all)
}

func (m *margin) appendTip(all []fyne.CanvasObject) []fyne.CanvasObject {
	if m.tip.used > 0 {
		all = append(all, m.tipBox)
	}
	return m.tip.appendTo(all)
}
