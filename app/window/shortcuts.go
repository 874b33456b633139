package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// gestures are the keys that are not actions of a menu but ways to move and
// select, by the menu they belong to.
var gestures = []struct{ name, keys string }{
	{"Select a passage", "drag; Shift+arrows"},
	{"Select a word, a paragraph", "double, triple click"},
	{"Apply a tag to the selection", "its key; click it in the codebook"},
	{"Type any other letter after selecting", "filters the tags"},
	{"A new tag from the tag bar", "type its name, Enter"},
	{"Several tags on one passage", "Ctrl+Enter; Shift+click"},
	{"Letters that are keys, as a filter", "/"},
	{"The next of several highlights here", "click again"},
	{"Resize the chosen highlight", "drag its ends"},
	{"Put a tag below another", "drag it in the codebook"},
	{"Give up, step by step", "Esc"},
	{"Open a link of the article", "Ctrl+click"},
}

// showShortcuts shows every action with its keys, from the table of actions.
func (w *window) showShortcuts() {
	columns := []*fyne.Container{container.NewVBox(), container.NewVBox(), container.NewVBox()}
	// Menus are put together so that the columns get about the same length.
	column := map[string]int{"File": 0, "Article": 0, "Edit": 1, "Highlight": 1, "Codebook": 1, "View": 2, "Help": 2}
	for _, title := range menus {
		rows := &fyne.Container{Layout: layout.NewFormLayout()}
		for i := range w.actions {
			a := &w.actions[i]
			if a.menu == title && len(a.keys) > 0 {
				var names []string
				for _, k := range a.keys {
					names = append(names, k.String())
				}
				addKeyRow(rows, strings.Join(names[:min(2, len(names))], ", "), strings.TrimSuffix(a.name, "…"))
			}
		}
		c := columns[column[title]]
		c.Add(newHeading(title))
		c.Add(rows)
	}
	rows := &fyne.Container{Layout: layout.NewFormLayout()}
	for _, g := range gestures {
		addKeyRow(rows, g.keys, g.name)
	}
	columns[2].Add(newHeading("Coding"))
	columns[2].Add(rows)
	content := container.NewScroll(container.NewHBox(columns[0], columns[1], columns[2]))
	w.ask("Keyboard shortcuts", content, fyne.NewSize(1120, 640), "", nil, nil)
}

func addKeyRow(rows *fyne.Container, keys, what string) {
	k, name := canvas.NewText(keys, theme.Color(theme.ColorNamePrimary)), canvas.NewText(what, theme.Color(theme.ColorNameForeground))
	k.TextSize, name.TextSize = theme.CaptionTextSize()+1, theme.CaptionTextSize()+1
	k.TextStyle.Bold = true
	rows.Add(k)
	rows.Add(name)
}

func (w *window) showAbout() {
	text := "Gloss reads articles, marks passages, tags them, and hands the data on.\n\n" +
		"It works on this machine only and never goes online. A project is one file, which you can copy, send and keep."
	if v := w.app.Metadata().Version; v != "" {
		text = "Version " + v + "\n\n" + text
	}
	w.tell("About Gloss", text)
}
