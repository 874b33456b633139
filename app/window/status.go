package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate/store"
)

// statusBar is the line at the bottom: where one is, what just happened, who
// codes, and whether everything is saved.
type statusBar struct {
	root                         fyne.CanvasObject
	line                         *fyne.Container
	where, message, coder, state *widget.Label
}

func newStatusBar() *statusBar {
	small := func(align fyne.TextAlign) *widget.Label {
		l := widget.NewLabel("")
		l.SizeName, l.Alignment = theme.SizeNameCaptionText, align
		return l
	}
	s := &statusBar{where: small(fyne.TextAlignLeading), message: small(fyne.TextAlignCenter), coder: small(fyne.TextAlignTrailing), state: small(fyne.TextAlignTrailing)}
	for _, l := range []*widget.Label{s.where, s.message, s.coder} {
		l.Truncation = fyne.TextTruncateEllipsis
	}
	s.line = container.New(statusLine{}, s.where, s.message, s.coder, s.state)
	s.root = container.NewBorder(widget.NewSeparator(), nil, nil, nil, s.line)
	return s
}

// statusLine sets the four parts of the status bar in a row. The state has all
// the room it wants; where one is comes next, the coder's name after that, and
// what just happened stands in what they leave.
type statusLine struct{}

// Layout places the parts.
func (statusLine) Layout(parts []fyne.CanvasObject, size fyne.Size) {
	where, message, coder, state := parts[0], parts[1], parts[2], parts[3]
	put := func(o fyne.CanvasObject, x, width float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
	right := size.Width - state.MinSize().Width
	put(state, right, state.MinSize().Width)
	left := min(wish(where), right)
	put(where, 0, left)
	name := max(min(wish(coder), right-left), 0)
	put(coder, right-name, name)
	put(message, left, max(right-name-left, 0))
}

// MinSize leaves the state, and something of where one is.
func (statusLine) MinSize(parts []fyne.CanvasObject) fyne.Size {
	m := parts[3].MinSize()
	for _, o := range parts {
		m.Height = max(m.Height, o.MinSize().Height)
	}
	m.Width += 120
	return m
}

// wish is how wide a label would be that is not cut.
func wish(o fyne.CanvasObject) float32 {
	l := o.(*widget.Label)
	if l.Text == "" {
		return 0
	}
	return fyne.MeasureText(l.Text, l.Theme().Size(l.SizeName), l.TextStyle).Width + 2*theme.InnerPadding() + 1
}

// say shows what just happened, until the next such line.
func (s *statusBar) say(what string) { s.write(s.message, what) }

func (s *statusBar) saving() { s.set(say("Saving…"), widget.MediumImportance) }

// saved is called after a commit only.
func (s *statusBar) saved(p *store.Project) {
	if p.ReadOnly() {
		s.set(say("Read-only"), widget.WarningImportance)
		return
	}
	s.set(say("All changes saved"), widget.MediumImportance)
}

// notSaved says how many changes are in memory only.
func (s *statusBar) notSaved(n int) {
	s.set(say("%s not saved", count(n, "change")), widget.DangerImportance)
}

func (s *statusBar) set(what string, importance widget.Importance) {
	s.state.Importance = importance
	s.state.SetText(what)
	s.divide()
}

func (s *statusBar) write(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
		s.divide()
	}
}

// divide gives the parts the room that they want now.
func (s *statusBar) divide() { s.line.Layout.Layout(s.line.Objects, s.line.Size()) }

// moved brings the status bar up to date with the place in the article.
func (w *window) moved() {
	w.overlaps.close()
	if w.project == nil {
		w.status.write(w.status.where, say("No project is open"))
		w.status.write(w.status.coder, "")
		return
	}
	w.status.write(w.status.coder, say("Coder: %s", w.project.Coder().Name))
	a := w.shown.article
	if a == nil {
		w.status.write(w.status.where, count(len(w.shown.articles), "article"))
		return
	}
	pos, selection := w.article.view.Top(), w.article.view.Selection()
	if !selection.Empty() || w.article.view.Shows(selection.Start) {
		pos = selection.Start
	}
	parts := []string{say("Article %s of %s", number(w.shown.index(a.ID)+1), number(len(w.shown.articles)))}
	if n := len(a.Blocks); n > 0 {
		parts = append(parts, say("paragraph %s of %s", number(a.BlockAt(pos)+1), number(n)))
		if page := a.PageAt(pos); page > 0 {
			parts = append(parts, say("page %s of %s", number(page), number(a.Pages())))
		}
	}
	parts = append(parts, say("position %s", number(pos)))
	if !selection.Empty() {
		parts = append(parts, say("%s selected", count(selection.Len(), "character")))
	}
	if w.article.view.Extending() {
		parts = append(parts, say("extending"))
	}
	w.status.write(w.status.where, strings.Join(parts, " · "))
	w.followPage()
}
