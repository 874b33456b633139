package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/app/words"
)

// toolbar is the row of buttons below the menu: the actions of every day, and
// the switch between the views.
type toolbar struct {
	root    fyne.CanvasObject
	buttons map[string]*tipButton // by action ID
}

func newToolbar(w *window) *toolbar {
	t := &toolbar{buttons: map[string]*tipButton{}}
	button := func(id string, text words.Key, icon fyne.Resource) fyne.CanvasObject {
		b := newTipButton(w.tips, say(text), icon, w.tip(id), func() { w.perform(id) })
		t.buttons[id] = b
		return b
	}
	row := container.NewHBox(
		button("import", "Import", theme.FolderOpenIcon()),
		button("paste", "Paste article", theme.ContentPasteIcon()),
		widget.NewSeparator(),
		button("undo", "", theme.ContentUndoIcon()),
		button("redo", "", theme.ContentRedoIcon()),
		button("find", "", theme.SearchIcon()),
		layout.NewSpacer(),
		button("read", "Article", theme.DocumentIcon()),
		button("passages", "Passages", theme.ListIcon()),
		button("analysis", "Analysis", theme.GridIcon()),
		button(viewAgree, "Agreement", theme.AccountIcon()),
		layout.NewSpacer(),
		button("export", "Export", theme.DocumentSaveIcon()))
	t.root = container.NewBorder(nil, widget.NewSeparator(), nil, nil, row)
	return t
}

// refresh greys out what makes no sense now, and marks the view that is shown.
func (t *toolbar) refresh(w *window) {
	for i := range w.actions {
		a := &w.actions[i]
		b, ok := t.buttons[a.id]
		if !ok {
			continue
		}
		if can := a.can(); can == b.Disabled() {
			if can {
				b.Enable()
			} else {
				b.Disable()
			}
		}
		if a.label != nil {
			b.tip = a.tip()
		}
		importance := widget.LowImportance
		if a.checked != nil && a.checked() {
			importance = widget.MediumImportance
		}
		if b.Importance != importance {
			b.Importance = importance
			b.Refresh()
		}
	}
}
