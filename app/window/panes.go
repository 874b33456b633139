package window

import (
	"gloss/app/panes"
	"gloss/app/words"
)

// The panes beside the text make room for views that want the whole width, and
// where a person does without them. A pane is known by the preference that says
// that it is left out.

// arrangePanes shows the panes that belong to the view that is shown.
func (w *window) arrangePanes() {
	v := w.shownView()
	narrow := v != nil && !v.wide
	panes.SetVisible(w.library.Root, narrow && !w.prefs.Bool(prefNoLibrary))
	panes.SetVisible(w.side, narrow && !w.prefs.Bool(prefNoCodebook))
	w.left.Refresh()
	w.right.Refresh()
}

// togglePane shows a pane or leaves it out.
func (w *window) togglePane(without string) {
	w.prefs.SetBool(without, !w.prefs.Bool(without))
	w.arrangePanes()
	w.refreshMenu()
	if w.prefs.Bool(without) {
		w.inspector.SaveNote()
		w.focusReader() // the keyboard may have been in it
	}
}

// needPane shows a pane that was left out, for something that is done in it.
func (w *window) needPane(without string) {
	if v := w.shownView(); v == nil || v.wide {
		w.showView(viewRead)
	}
	if w.prefs.Bool(without) {
		w.togglePane(without)
	}
}

// paneAction is the action that shows a pane or leaves it out.
func (w *window) paneAction(without string, name words.Key, k key, gap bool) action {
	return action{id: without, menu: "View", name: name, keys: keys(k), gap: gap,
		run:     func() { w.togglePane(without) },
		enabled: func() bool { v := w.shownView(); return v != nil && !v.wide },
		checked: func() bool { return !w.prefs.Bool(without) },
	}
}
