package panes

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/app"
	"gloss/app/words"
)

// HitList is a list that is gone through with single keys.
type HitList struct {
	RingList
	OnKey  func(e *fyne.KeyEvent) bool // reports whether the key is used up
	OnRune func(r rune)
}

// NewHitList makes the list as widget.NewList does.
func NewHitList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *HitList {
	l := &HitList{}
	l.fill(length, create, update)
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey offers the key to OnKey before the list takes it.
func (l *HitList) TypedKey(e *fyne.KeyEvent) {
	if l.OnKey == nil || !l.OnKey(e) {
		l.RingList.TypedKey(e)
	}
}

// TypedRune gives characters to OnRune.
func (l *HitList) TypedRune(r rune) {
	if l.OnRune != nil {
		l.OnRune(r)
	}
}

// Verdict is what a person says of a hit.
type Verdict byte

const (
	Undecided Verdict = iota
	Accepted          // is to be coded
	Rejected          // is not
	Already           // has the tag: there is nothing to decide
)

// VerdictMarks and verdictWords say a verdict without colour.
var (
	VerdictMarks = [...]string{"", "✓", "✗", "•"}
	verdictWords = [...]words.Key{"", "accepted", "rejected", "coded"}
)

// KwicRow is a hit with the match in the middle: keyword in context.
type KwicRow struct {
	widget.BaseWidget
	hit     app.Found
	verdict Verdict
}

// NewKwicRow makes a row that shows nothing until set.
func NewKwicRow() *KwicRow {
	r := &KwicRow{}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows a hit and what was said of it.
func (r *KwicRow) Set(hit app.Found, v Verdict) {
	r.hit, r.verdict = hit, v
	r.Refresh()
}

// CreateRenderer makes the parts that Refresh fills in.
func (r *KwicRow) CreateRenderer() fyne.WidgetRenderer {
	v := &kwicRenderer{row: r}
	for i := range v.parts {
		v.parts[i] = canvas.NewText("", nil)
		v.parts[i].TextSize = theme.TextSize()
	}
	return v
}

// The parts of a row, from left to right.
const (
	kwicMark = iota
	kwicWord
	kwicTitle
	kwicBefore
	kwicMatch
	kwicAfter
	kwicParts
)

// The columns of a row: the verdict, the title, and then the match at a share
// of what is left, so that matches stand below one another.
const (
	kwicMarkWidth  = 20
	kwicWordWidth  = 84
	kwicTitleWidth = 150
	kwicShare      = 0.46
	kwicGap        = 8
)

type kwicRenderer struct {
	row   *KwicRow
	parts [kwicParts]*canvas.Text
}

func (v *kwicRenderer) Destroy()           {}
func (v *kwicRenderer) MinSize() fyne.Size { return fyne.NewSize(400, RowHeight) }

func (v *kwicRenderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, p := range v.parts {
		all = append(all, p)
	}
	return all
}

func (v *kwicRenderer) Layout(size fyne.Size) {
	if v.row.hit.Article == nil {
		return
	}
	const contextAt = kwicMarkWidth + kwicWordWidth + kwicTitleWidth + kwicGap
	room := max(0, size.Width-contextAt-kwicGap)
	middle := contextAt + room*kwicShare
	h, p := v.row.hit, &v.parts
	p[kwicTitle].Text = fitting(Blanked(TitleOf(&h.Article.Article)), kwicTitleWidth-kwicGap, p[kwicTitle], false)
	p[kwicBefore].Text = fitting(Blanked(h.Before), middle-contextAt-2, p[kwicBefore], true)
	p[kwicMatch].Text = fitting(Blanked(h.Text), room*(1-kwicShare), p[kwicMatch], false)
	matchWidth := width(p[kwicMatch])
	p[kwicAfter].Text = fitting(Blanked(h.After), max(0, room*(1-kwicShare)-matchWidth-2), p[kwicAfter], false)
	x := [kwicParts]float32{kwicGap, kwicMarkWidth + kwicGap, kwicMarkWidth + kwicWordWidth, middle - 1 - width(p[kwicBefore]), middle, middle + matchWidth + 1}
	for i, t := range p {
		t.Resize(t.MinSize())
		t.Move(fyne.NewPos(x[i], (size.Height-t.MinSize().Height)/2))
	}
}

func (v *kwicRenderer) Refresh() {
	if v.row.hit.Article == nil {
		return
	}
	p := &v.parts
	foreground, quiet, primary := theme.Color(theme.ColorNameForeground), theme.Color(colorNameQuiet), theme.Color(theme.ColorNamePrimary)
	p[kwicMark].Text, p[kwicWord].Text = VerdictMarks[v.row.verdict], ""
	if word := verdictWords[v.row.verdict]; word != "" {
		p[kwicWord].Text = words.Say(word)
	}
	for i := range p {
		p[i].Color, p[i].TextSize = foreground, theme.CaptionTextSize()+1
	}
	p[kwicMark].Color, p[kwicWord].Color, p[kwicTitle].Color, p[kwicMatch].Color = quiet, quiet, quiet, primary
	p[kwicMatch].TextStyle.Bold, p[kwicMark].TextStyle.Bold = true, true
	switch v.row.verdict {
	case Accepted:
		p[kwicMark].Color, p[kwicWord].Color = theme.Color(theme.ColorNameSuccess), theme.Color(theme.ColorNameSuccess)
	case Rejected:
		for _, i := range []int{kwicBefore, kwicMatch, kwicAfter} {
			p[i].Color = theme.Color(theme.ColorNameDisabled)
		}
	}
	v.Layout(v.row.Size())
	for _, t := range p {
		t.Refresh()
	}
}

func width(t *canvas.Text) float32 {
	return fyne.MeasureText(t.Text, t.TextSize, t.TextStyle).Width
}

// fitting is as much of s as fits a width: its end where fromEnd is set, else
// its beginning.
func fitting(s string, room float32, as *canvas.Text, fromEnd bool) string {
	r := []rune(s)
	measure := func(r []rune) float32 { return fyne.MeasureText(string(r), as.TextSize, as.TextStyle).Width }
	if room <= 0 {
		return ""
	}
	if w := measure(r); w > room {
		for n := int(float32(len(r)) * room / w); n > 0; n-- {
			cut := append(append([]rune{}, r[:n]...), '…')
			if fromEnd {
				cut = append([]rune{'…'}, r[len(r)-n:]...)
			}
			if measure(cut) <= room {
				return string(cut)
			}
		}
		return ""
	}
	return s
}

// Blanked is s with line breaks and tabs as blanks, one for one, so that positions
// in it hold.
func Blanked(s string) string {
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(s)
}
