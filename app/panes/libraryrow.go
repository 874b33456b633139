package panes

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/words"
)

// articleRow is an article in the library: status mark, title, and below it
// date, number of highlights and source, of which the last may be cut.
type articleRow struct {
	widget.BaseWidget
	onTap   func()
	onMenu  func(at fyne.Position)
	article store.Summary
	open    bool
	earlier bool   // another article has this one's text mended
	done    string // who else has finished it
}

func newArticleRow() *articleRow {
	r := &articleRow{}
	r.ExtendBaseWidget(r)
	return r
}

func (r *articleRow) set(a store.Summary, open, earlier bool, done string) {
	if r.open == open && r.earlier == earlier && r.done == done && reflect.DeepEqual(r.article, a) {
		return
	}
	r.article, r.open, r.earlier, r.done = a, open, earlier, done
	r.Refresh()
}

// Tapped opens the article.
func (r *articleRow) Tapped(*fyne.PointEvent) { r.onTap() }

// TappedSecondary asks for the menu.
func (r *articleRow) TappedSecondary(e *fyne.PointEvent) { r.onMenu(e.AbsolutePosition) }

// CreateRenderer makes the parts that Refresh fills in.
func (r *articleRow) CreateRenderer() fyne.WidgetRenderer {
	v := &articleRowRenderer{row: r, mark: newStatusMark(), title: widget.NewLabel(""), about: widget.NewLabel("")}
	v.title.Truncation, v.about.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	v.about.SizeName = theme.SizeNameCaptionText
	v.Refresh()
	return v
}

type articleRowRenderer struct {
	row          *articleRow
	mark         *statusMark
	title, about *widget.Label
}

func (v *articleRowRenderer) Destroy() {}

func (v *articleRowRenderer) MinSize() fyne.Size { return fyne.NewSize(140, 44) }

func (v *articleRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.mark, v.title, v.about}
}

func (v *articleRowRenderer) Layout(size fyne.Size) {
	v.mark.Move(fyne.NewPos(7, 11))
	v.mark.Resize(fyne.NewSquareSize(12))
	title, about := v.title.MinSize().Height, v.about.MinSize().Height
	v.title.Move(fyne.NewPos(19, -2))
	v.title.Resize(fyne.NewSize(size.Width-19, title))
	v.about.Move(fyne.NewPos(19, size.Height-about+1))
	v.about.Resize(fyne.NewSize(size.Width-19, about))
}

func (v *articleRowRenderer) Refresh() {
	a := v.row.article
	v.mark.set(a.Mine)
	v.title.TextStyle.Bold = v.row.open
	v.title.Text = TitleOf(&a.Article)
	parts := []string{}
	if v.row.earlier {
		parts = append(parts, words.Say("earlier text"))
	}
	if v.row.done != "" {
		parts = append(parts, words.Say("done by %s", v.row.done))
	}
	if a.Published != "" {
		parts = append(parts, words.Date(a.Published))
	}
	switch a.Highlights {
	case store.Uncounted:
	case 0:
		parts = append(parts, words.Say("no highlights"))
	default:
		parts = append(parts, words.Count(a.Highlights, "highlight"))
	}
	if source := a.Site; source != "" {
		parts = append(parts, source)
	} else if a.SourceName != "" {
		parts = append(parts, a.SourceName)
	}
	v.about.Text = strings.Join(parts, " · ")
	v.title.Refresh()
	v.about.Refresh()
	v.mark.Refresh()
}

// TitleOf is what an article is called on the screen: its title, or where it
// has none, the name of its source.
func TitleOf(a *annotate.Article) string {
	if a.Title != "" {
		return a.Title
	}
	if a.SourceName != "" {
		return a.SourceName
	}
	return words.Say("(untitled)")
}

// statusMark is a ring for unread, a ring with a dot for in progress, and a
// tick for done: told apart by shape, not by colour.
type statusMark struct {
	widget.BaseWidget
	status annotate.Status
}

func newStatusMark() *statusMark {
	m := &statusMark{}
	m.ExtendBaseWidget(m)
	return m
}

func (m *statusMark) set(s annotate.Status) {
	if m.status != s {
		m.status = s
		m.Refresh()
	}
}

// CreateRenderer draws the mark.
func (m *statusMark) CreateRenderer() fyne.WidgetRenderer {
	v := &statusMarkRenderer{mark: m, ring: canvas.NewCircle(nil), dot: canvas.NewCircle(nil), tick: canvas.NewImageFromResource(nil)}
	v.ring.StrokeWidth = 1.5
	v.Refresh()
	return v
}

type statusMarkRenderer struct {
	mark      *statusMark
	ring, dot *canvas.Circle
	tick      *canvas.Image
}

func (v *statusMarkRenderer) Destroy()           {}
func (v *statusMarkRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(12) }

func (v *statusMarkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.ring, v.dot, v.tick}
}

func (v *statusMarkRenderer) Layout(size fyne.Size) {
	v.ring.Resize(size)
	v.dot.Resize(size.SubtractWidthHeight(6, 6))
	v.dot.Move(fyne.NewPos(3, 3))
	v.tick.Resize(size.AddWidthHeight(4, 4))
	v.tick.Move(fyne.NewPos(-2, -2))
}

func (v *statusMarkRenderer) Refresh() {
	s := v.mark.status
	v.ring.Hidden, v.dot.Hidden, v.tick.Hidden = s == annotate.Done, s != annotate.InProgress, s != annotate.Done
	v.ring.StrokeColor, v.dot.FillColor = theme.Color(colorNameQuiet), theme.Color(theme.ColorNamePrimary)
	if s == annotate.InProgress {
		v.ring.StrokeColor = theme.Color(theme.ColorNamePrimary)
	}
	v.tick.Resource = theme.NewSuccessThemedResource(theme.ConfirmIcon())
	for _, o := range v.Objects() {
		o.Refresh()
	}
}

// hitRow is a place that the search found: the article's title where it is the
// first of several, and the words around the match.
type hitRow struct {
	widget.BaseWidget
	hit       store.Hit
	continued bool
}

// The heights of a hit with the title of its article and without.
const (
	hitHeight          = 66
	hitHeightContinued = 42
)

func newHitRow() *hitRow {
	r := &hitRow{}
	r.ExtendBaseWidget(r)
	return r
}

func (r *hitRow) set(h store.Hit, continued bool) {
	r.hit, r.continued = h, continued
	r.Refresh()
}

// CreateRenderer makes the parts that Refresh fills in.
func (r *hitRow) CreateRenderer() fyne.WidgetRenderer {
	v := &hitRowRenderer{row: r, title: widget.NewLabel(""), text: widget.NewRichText()}
	v.title.Truncation = fyne.TextTruncateEllipsis
	v.title.TextStyle.Bold = true
	v.text.Wrapping = fyne.TextWrapWord
	v.Refresh()
	return v
}

type hitRowRenderer struct {
	row   *hitRow
	title *widget.Label
	text  *widget.RichText
}

func (v *hitRowRenderer) Destroy()           {}
func (v *hitRowRenderer) MinSize() fyne.Size { return fyne.NewSize(140, hitHeight) }

func (v *hitRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.title, v.text}
}

func (v *hitRowRenderer) Layout(size fyne.Size) {
	h := v.title.MinSize().Height
	if v.row.continued {
		h = 4
	}
	v.title.Resize(fyne.NewSize(size.Width, v.title.MinSize().Height))
	v.title.Move(fyne.NewPos(0, -3))
	v.text.Move(fyne.NewPos(0, h-12))
	v.text.Resize(fyne.NewSize(size.Width, size.Height-h+12))
}

func (v *hitRowRenderer) Refresh() {
	h := v.row.hit
	v.title.Text, v.title.Hidden = h.Title, v.row.continued
	v.Layout(v.row.Size())
	style := widget.RichTextStyle{Inline: true, SizeName: theme.SizeNameCaptionText}
	bold := style
	bold.TextStyle.Bold = true
	bold.ColorName = theme.ColorNamePrimary
	v.text.Segments = []widget.RichTextSegment{
		&widget.TextSegment{Text: partName(h.In) + lead(h.Before), Style: style},
		&widget.TextSegment{Text: Clip(h.Match, 40), Style: bold},
		&widget.TextSegment{Text: h.After, Style: style},
	}
	v.text.Refresh()
	v.title.Refresh()
}

// partName stands before a hit that is not in the text.
func partName(p store.Part) string {
	switch p {
	case store.InNote:
		return words.Say("Note: ")
	case store.InTitle:
		return words.Say("Title: ")
	}
	return ""
}

// lead shortens the words before a match so that the match itself is seen.
func lead(s string) string {
	r := []rune(s)
	const most = 28
	if len(r) <= most {
		return s
	}
	return "…" + string(r[len(r)-most:])
}

// Clip shortens s to n characters.
func Clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n-1])) + "…"
}
