package window

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
)

// menuBar is the main menu, made from the table of actions and kept up to date.
type menuBar struct {
	menu  *fyne.MainMenu
	items map[string]*fyne.MenuItem // by action ID
}

// buildMenu makes the menu and the shortcuts.
func (w *window) buildMenu() {
	w.bar = menuBar{&fyne.MainMenu{}, map[string]*fyne.MenuItem{}}
	for _, title := range menus {
		m := fyne.NewMenu(say(title))
		for i := range w.actions {
			a := &w.actions[i]
			if a.menu != title {
				continue
			}
			if a.gap {
				m.Items = append(m.Items, fyne.NewMenuItemSeparator())
			}
			item := fyne.NewMenuItem(a.text(), func() { w.perform(a.id) })
			item.IsQuit = a.id == "quit"
			if len(a.keys) > 0 {
				item.Shortcut = a.keys[0].shortcut()
			}
			w.bar.items[a.id] = item
			m.Items = append(m.Items, item)
			w.addShortcuts(a)
		}
		w.bar.menu.Items = append(w.bar.menu.Items, m)
	}
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
		w.win.Canvas().AddShortcut(key{k, ctrl}.shortcut(), func(fyne.Shortcut) {
			switch {
			case w.sheet != nil:
				w.sheet.confirm()
			case w.tagbar.box.Visible():
				w.tagbar.accept(true)
			case w.viewing(viewHits):
				w.hits.apply()
			}
		})
	}
	w.refreshMenu()
	w.win.SetMainMenu(w.bar.menu)
}

// addShortcuts gives an action its keys. The menu itself takes the first key
// of most; those that entries use too (Ctrl+C, Ctrl+Z, Ctrl+Y) come from the
// toolkit as shortcuts of their own, go to a focused entry first and reach the
// canvas only where nothing is being typed.
func (w *window) addShortcuts(a *action) {
	run := func(fyne.Shortcut) { w.perform(a.id) }
	switch a.id {
	case "undo":
		w.win.Canvas().AddShortcut(&fyne.ShortcutUndo{}, run)
	case "redo":
		w.win.Canvas().AddShortcut(&fyne.ShortcutRedo{}, run)
	case "copy":
		w.win.Canvas().AddShortcut(&fyne.ShortcutCopy{}, run)
	}
	for _, k := range a.keys {
		if k.mod&^shift != 0 {
			w.win.Canvas().AddShortcut(k.shortcut(), run)
		}
	}
}

// refreshMenu brings names, checks and what is enabled up to date. The toolkit
// draws the whole bar again for it, so it is told only of changes.
func (w *window) refreshMenu() {
	changed := false
	for i := range w.actions {
		a := &w.actions[i]
		item := w.bar.items[a.id]
		text, disabled, checked := a.text(), !a.can(), a.checked != nil && a.checked()
		if item.Label != text || item.Disabled != disabled || item.Checked != checked {
			item.Label, item.Disabled, item.Checked = text, disabled, checked
			changed = true
		}
	}
	if recent := w.prefs.recent(); !slices.Equal(recent, w.recent) {
		w.recent = recent
		m := fyne.NewMenu("")
		for _, path := range recent {
			m.Items = append(m.Items, fyne.NewMenuItem(filepath.Base(path)+" · "+filepath.Dir(path), func() { w.open(path) }))
		}
		w.bar.items["recent"].ChildMenu = m
		changed = true
	}
	if changed {
		w.bar.menu.Refresh()
	}
	w.toolbar.refresh(w)
}
