package window

import (
	"fyne.io/fyne/v2"

	"gloss/app/panes"
	"gloss/app/words"
)

// view is one of the things that the centre of the window can show. A new one
// is a line in window.buildPanes, and an action made by viewAction.
type view struct {
	id    string // that of its action
	root  fyne.CanvasObject
	load  func()                // reads what it shows of the project; nil: window.show does that
	focus func() fyne.Focusable // what gets the keyboard
	wide  bool                  // library, codebook and inspector make room for it
}

// addView adds a view to the centre, hidden but for the first.
func (w *window) addView(v view) {
	panes.SetVisible(v.root, len(w.views) == 0)
	w.views = append(w.views, v)
	w.centre.Add(v.root)
}

// viewAction is the action that shows a view.
func (w *window) viewAction(id string, name words.Key, k fyne.KeyName) action {
	return action{id: id, menu: "View", name: name, keys: keys(key{k, ctrl}),
		run:     func() { w.showView(id) },
		enabled: func() bool { return w.project != nil || id == viewRead },
		checked: func() bool { return w.viewing(id) },
	}
}

// The views.
const (
	viewRead     = "read"
	viewPassages = "passages"
	viewAnalysis = "analysis"
)

// viewing reports whether a view is the one that is shown.
func (w *window) viewing(id string) bool {
	v := w.shownView()
	return v != nil && v.id == id
}

// shownView is the view that is shown, or nil while there are none.
func (w *window) shownView() *view {
	for i := range w.views {
		if w.views[i].root.Visible() {
			return &w.views[i]
		}
	}
	return nil
}

// showView shows a view in the centre and gives it the keyboard.
func (w *window) showView(id string) {
	if !w.viewing(id) {
		w.inspector.SaveNote()
		w.closeTagBar()
	}
	for _, v := range w.views {
		if v.id != id {
			v.root.Hide()
		}
	}
	for _, v := range w.views {
		if v.id != id {
			continue
		}
		v.root.Show()
		w.arrangePanes()
		w.loadView()
		if f := v.focus(); f != nil {
			w.win.Canvas().Focus(f)
		} else {
			w.win.Canvas().Unfocus()
		}
	}
	w.refreshMenu()
}

// loadView brings the view that is shown up to date.
func (w *window) loadView() {
	if v := w.shownView(); v != nil && v.load != nil {
		v.load()
	}
}
