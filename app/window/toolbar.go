package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/app/panes"
	"gloss/app/words"
)

// toolbar is the row of buttons below the menu: the actions of every day, and
// the switch between the views. Where the window is too narrow for all names,
// buttons keep their icons and tooltips only.
type toolbar struct {
	root    fyne.CanvasObject
	buttons map[string]*panes.TipButton // by action ID
	names   map[string]buttonName
	folded  int // how many of toolbarFolds are
}

// buttonName is what a button says beside its icon, and how much wider that
// makes it.
type buttonName struct {
	text string
	long float32
}

// toolbarFolds are the buttons, by action ID, that give up their names where
// there is too little room, those of one line at once. The views come last: they
// say where one is.
var toolbarFolds = [][]string{{"paste"}, {"export"}, {"import"}, {"read", "passages", "analysis", viewAgree}}

func newToolbar(w *window) *toolbar {
	t := &toolbar{buttons: map[string]*panes.TipButton{}, names: map[string]buttonName{}}
	button := func(id string, text words.Key, icon fyne.Resource) fyne.CanvasObject {
		b := panes.NewTipButton(w.tips, "", icon, w.tip(id), func() { w.perform(id) })
		t.buttons[id] = b
		if text != "" {
			bare := b.MinSize().Width
			b.SetText(say(text))
			t.names[id] = buttonName{b.Text, b.MinSize().Width - bare}
		}
		return b
	}
	row := container.New(t,
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

// Layout folds as many names as it must, and sets the buttons in a row.
func (t *toolbar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := t.MinSize(objects).Width
	for _, n := range t.names {
		width += n.long
	}
	folded := 0
	for ; folded < len(toolbarFolds) && width > size.Width; folded++ {
		for _, id := range toolbarFolds[folded] {
			width -= t.names[id].long
		}
	}
	if folded != t.folded {
		t.folded = folded
		for i, ids := range toolbarFolds {
			for _, id := range ids {
				text := ""
				if i >= folded {
					text = t.names[id].text
				}
				t.buttons[id].SetText(text)
			}
		}
	}
	layout.NewHBoxLayout().Layout(objects, size)
}

// MinSize is that of the row with all names folded.
func (t *toolbar) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := layout.NewHBoxLayout().MinSize(objects)
	for i, ids := range toolbarFolds {
		if i < t.folded {
			continue
		}
		for _, id := range ids {
			m.Width -= t.names[id].long
		}
	}
	return m
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
			b.Tip = a.tip()
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
