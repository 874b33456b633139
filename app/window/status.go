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
	where, message, coder, state *widget.Label
}

func newStatusBar() *statusBar {
	small := func(align fyne.TextAlign) *widget.Label {
		l := widget.NewLabel("")
		l.SizeName, l.Alignment = theme.SizeNameCaptionText, align
		return l
	}
	s := &statusBar{where: small(fyne.TextAlignLeading), message: small(fyne.TextAlignCenter), coder: small(fyne.TextAlignTrailing), state: small(fyne.TextAlignTrailing)}
	s.message.Truncation = fyne.TextTruncateEllipsis
	s.root = container.NewBorder(widget.NewSeparator(), nil, s.where, container.NewHBox(s.coder, s.state), s.message)
	return s
}

// say shows what just happened, until the next such line.
func (s *statusBar) say(what string) { setLabel(s.message, what) }

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
}

func setLabel(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
}

// moved brings the status bar up to date with the place in the article.
func (w *window) moved() {
	w.overlaps.close()
	if w.project == nil {
		setLabel(w.status.where, say("No project is open"))
		setLabel(w.status.coder, "")
		return
	}
	setLabel(w.status.coder, say("Coder: %s", w.project.Coder().Name))
	a := w.shown.article
	if a == nil {
		setLabel(w.status.where, count(len(w.shown.articles), "article"))
		return
	}
	pos, selection := w.article.view.Top(), w.article.view.Selection()
	if !selection.Empty() || w.article.view.Shows(selection.Start) {
		pos = selection.Start
	}
	parts := []string{say("Article %s of %s", number(w.shown.index(a.ID)+1), number(len(w.shown.articles)))}
	if n := len(a.Blocks); n > 0 {
		parts = append(parts, say("paragraph %s of %s", number(a.BlockAt(pos)+1), number(n)))
		if last := a.Pages(); last > 0 {
			parts = append(parts, say("page %s of %s", number(a.PageAt(pos)), number(last)))
		}
	}
	parts = append(parts, say("position %s", number(pos)))
	if !selection.Empty() {
		parts = append(parts, say("%s selected", count(selection.Len(), "character")))
	}
	if w.article.view.Extending() {
		parts = append(parts, say("extending"))
	}
	setLabel(w.status.where, strings.Join(parts, " · "))
	w.followPage()
}
