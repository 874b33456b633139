package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate/store"
)

// historyShown is how many actions the history lists.
const historyShown = 1000

// showHistory lists what was done in the project, the latest first.
func (w *window) showHistory() {
	p := w.project
	w.queue.do(func() func() {
		actions, err := p.History(historyShown)
		return func() {
			if err != nil {
				w.fail(err)
				return
			}
			w.ask("History", newHistory(actions), fyne.NewSize(560, 460), "", nil, nil)
		}
	})
}

func newHistory(actions []store.Action) fyne.CanvasObject {
	if len(actions) == 0 {
		return newHint("Nothing has been done in this project yet.")
	}
	rows := widget.NewList(func() int { return len(actions) },
		func() fyne.CanvasObject {
			what, when := widget.NewLabel(""), widget.NewLabel("")
			what.Truncation = fyne.TextTruncateEllipsis
			return container.NewBorder(nil, nil, nil, when, what)
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			a, parts := actions[i], o.(*fyne.Container).Objects
			what, when := parts[0].(*widget.Label), parts[1].(*widget.Label)
			what.Importance, when.Importance = widget.MediumImportance, widget.MediumImportance
			text := a.Label
			if a.Undone {
				text += " (undone)"
				what.Importance, when.Importance = widget.LowImportance, widget.LowImportance
			}
			what.SetText(text)
			when.SetText(a.Coder + " · " + moment(a.At))
		})
	hint := newHint("Ctrl+Z takes back the latest action that is not undone, Ctrl+Y does it again.")
	return container.NewBorder(nil, hint, nil, nil, rows)
}
