package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/app/panes"
)

// sheet is a dialog over the window. Escape gives it up; Return confirms it,
// but for fields of several lines, where Ctrl+Return does.
type sheet struct {
	w       *window
	dialog  dialog.Dialog
	below   *sheet // the dialog that this one was opened from
	ok      *panes.SheetButton
	dismiss *panes.SheetButton // Close or Cancel
	accept  func() bool        // reports whether the sheet is done; nil where there is nothing to confirm
	busy    bool               // work is under way: Escape does what the button does
}

// ask opens a sheet. confirm is the name of the button that calls accept; with
// an empty one the sheet has a Close button only. focus gets the keyboard and
// may be nil; what a field of one line proposes is selected where all of it can
// be seen, so that typing replaces it.
func (w *window) ask(title string, content fyne.CanvasObject, size fyne.Size, confirm string, accept func() bool, focus fyne.Focusable) *sheet {
	s := &sheet{w: w, below: w.sheet, accept: accept}
	d := dialog.NewCustomWithoutButtons(title, content, w.win)
	dismiss := panes.NewSheetButton(say("Close"), s.close)
	s.dismiss = dismiss
	buttons := []fyne.CanvasObject{layout.NewSpacer(), dismiss}
	if confirm != "" {
		dismiss.SetText(say("Cancel"))
		s.ok = panes.NewSheetButton(confirm, s.confirm)
		s.ok.Importance = widget.HighImportance
		buttons = append(buttons, s.ok)
	}
	d.SetButtons([]fyne.CanvasObject{container.NewHBox(buttons...)})
	s.dialog = d
	w.sheet = s
	w.tips.Leave()
	if room := w.win.Canvas().Size().SubtractWidthHeight(40, 40); room.Width > 0 {
		size = size.Min(room)
	}
	d.Show()
	d.Resize(size)
	d.Resize(size) // by now wrapped text knows its height at this width
	if focus != nil {
		w.win.Canvas().Focus(focus)
	}
	if f, ok := focus.(*panes.Field); ok && !f.MultiLine && fyne.MeasureText(f.Text, theme.TextSize(), f.TextStyle).Width < f.Size().Width-2*theme.InnerPadding() {
		f.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	return s
}

// confirm does what the sheet is for.
func (s *sheet) confirm() {
	if s.ok != nil && s.ok.Disabled() {
		return
	}
	if s.accept == nil || s.accept() {
		s.close()
	}
}

// close takes the sheet away.
func (s *sheet) close() {
	s.dialog.Hide()
	if s.w.sheet == s {
		s.w.sheet = s.below
	}
	if s.w.sheet == nil {
		s.w.focusReader()
	}
}

func (s *sheet) typedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		if s.busy {
			s.confirm()
			return
		}
		s.close()
	case fyne.KeyReturn, fyne.KeyEnter:
		s.confirm()
	}
}

// input makes the fields of a sheet obey its keys.
func (w *window) input(fields ...*panes.Field) {
	for _, f := range fields {
		f.OnKey = func(e *fyne.KeyEvent) bool {
			if w.sheet == nil || f.MultiLine && e.Name != fyne.KeyEscape {
				return false
			}
			switch e.Name {
			case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
				w.sheet.typedKey(e)
				return true
			}
			return false
		}
		f.OnShortcut = func(s fyne.Shortcut) bool {
			if w.sheet != nil && panes.IsShortcut(s, fyne.KeyReturn, ctrl) {
				w.sheet.confirm()
				return true
			}
			return false
		}
	}
}

// tell shows a sentence and a Close button.
func (w *window) tell(title, text string) {
	w.ask(title, panes.NewParagraph(text), fyne.NewSize(440, 0), "", nil, nil)
}

// wait shows that something is under way that cannot be given up, until the
// sheet is closed.
func (w *window) wait(title, text string) *sheet {
	s := w.ask(title, panes.NewParagraph(text), fyne.NewSize(440, 0), "", func() bool { return false }, nil)
	s.dialog.(*dialog.CustomDialog).SetButtons(nil)
	s.busy = true
	return s
}

// askSure asks before something that takes things away.
func (w *window) askSure(title, text, confirm string, do func()) {
	s := w.ask(title, panes.NewParagraph(text), fyne.NewSize(440, 0), confirm, func() bool { do(); return true }, nil)
	s.ok.Importance = widget.DangerImportance
	s.ok.Refresh()
}

// form sets labels before fields, the label column as narrow as it can be.
func form(pairs ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewFormLayout(), pairs...)
}

// onlyConfirm leaves the sheet no other way out than its button: for work that
// is under way.
func (s *sheet) onlyConfirm() {
	s.dialog.(*dialog.CustomDialog).SetButtons([]fyne.CanvasObject{container.NewHBox(layout.NewSpacer(), s.ok)})
	s.busy = true
}
