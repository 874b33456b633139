package window

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"gloss/app/words"
)

// menuBar is the main menu, made from the table of actions and kept up to date.
type menuBar struct {
	menu  *fyne.MainMenu
	items map[string]*fyne.MenuItem // by action ID
	lists []*menuList
}

// menuList is a menu, or one that opens beside a line of a menu.
type menuList struct {
	menu  *fyne.Menu
	lines []menuLine
}

// menuLine is a line of a menu: an action, or the name of the menu beside it.
type menuLine struct {
	item   *fyne.MenuItem
	action *action
	name   words.Key
}

func (l *menuList) add(line menuLine) {
	l.menu.Items, l.lines = append(l.menu.Items, line.item), append(l.lines, line)
}

// buildMenu makes the menu and the shortcuts.
func (w *window) buildMenu() {
	w.bar = menuBar{menu: &fyne.MainMenu{}, items: map[string]*fyne.MenuItem{}}
	for _, title := range menus {
		top := &menuList{menu: fyne.NewMenu(say(title))}
		w.bar.menu.Items, w.bar.lists = append(w.bar.menu.Items, top.menu), append(w.bar.lists, top)
		into, sub := top, words.Key("")
		for i := range w.actions {
			a := &w.actions[i]
			if a.menu != title {
				continue
			}
			if a.gap {
				top.menu.Items = append(top.menu.Items, fyne.NewMenuItemSeparator())
			}
			if a.sub != sub {
				if into, sub = top, a.sub; sub != "" {
					into = &menuList{menu: fyne.NewMenu("")}
					w.bar.lists = append(w.bar.lists, into)
					parent := fyne.NewMenuItem("", nil)
					parent.ChildMenu = into.menu
					top.add(menuLine{item: parent, name: sub})
				}
			}
			item := fyne.NewMenuItem("", func() { w.perform(a.id) })
			item.IsQuit = a.id == "quit"
			w.bar.items[a.id] = item
			into.add(menuLine{item: item, action: a})
			w.addShortcuts(a)
		}
	}
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
		w.win.Canvas().AddShortcut(key{k, ctrl}.shortcut(), func(fyne.Shortcut) {
			switch {
			case w.sheet != nil:
				w.sheet.confirm()
			case w.tagbar.Box.Visible():
				w.tagbar.Accept(true)
			case w.viewing(viewHits):
				w.hits.apply()
			}
		})
	}
	w.refreshMenu()
	w.win.SetMainMenu(w.bar.menu)
}

// addShortcuts gives an action its keys. The menu itself takes the first key
// of most; those that entries use too (Ctrl+C, Ctrl+Z, Ctrl+Y, Ctrl+Delete) go
// to a focused entry first and reach the canvas only where nothing is being
// typed.
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
	for _, list := range w.bar.lists {
		for i, text := range list.texts() {
			item, a := list.lines[i].item, list.lines[i].action
			disabled, checked := false, false
			if a != nil {
				disabled, checked = !a.can(), a.checked != nil && a.checked()
			}
			if item.Label != text || item.Disabled != disabled || item.Checked != checked {
				item.Label, item.Disabled, item.Checked = text, disabled, checked
				changed = true
			}
			// The toolkit asks the menu first, and takes the key of a line that
			// is disabled, too: then the text or a field would never get it.
			if item.Shortcut = nil; a != nil && !disabled && len(a.keys) > 0 && !a.keys[0].edits() {
				item.Shortcut = menuShortcut(a.keys[0])
			}
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

// keysInMenu says that the key of an action stands in the text of its line. The
// toolkit writes keys so faintly that they cannot be read (a fifth of the ink,
// whatever the theme), and in English. On macOS the system's menu shows them.
const keysInMenu = runtime.GOOS != "darwin"

// edits reports whether the key is one with which entries delete and pass words.
func (k key) edits() bool {
	mod := fyne.KeyModifierControl
	if runtime.GOOS == "darwin" {
		mod = alt
	}
	return k.mod&^shift == mod && slices.Contains([]fyne.KeyName{fyne.KeyDelete, fyne.KeyBackspace, fyne.KeyLeft, fyne.KeyRight}, k.name)
}

// menuKey is a shortcut that the toolkit obeys but does not write into the menu.
type menuKey struct{ name string }

// ShortcutName is part of fyne.Shortcut.
func (k menuKey) ShortcutName() string { return k.name }

func menuShortcut(k key) fyne.Shortcut {
	if keysInMenu {
		return menuKey{k.shortcut().ShortcutName()}
	}
	return k.shortcut()
}

// texts returns what the lines say: names, and the keys in a column of their own.
func (l *menuList) texts() []string {
	texts := make([]string, len(l.lines))
	width := func(s string) float32 { return fyne.MeasureText(s, theme.TextSize(), fyne.TextStyle{}).Width }
	space := width("    ") / 4
	column := float32(0)
	for i, line := range l.lines {
		if texts[i] = say(line.name); line.action != nil {
			texts[i] = line.action.text()
		}
		column = max(column, width(texts[i])+6*space)
	}
	for i, line := range l.lines {
		if keysInMenu && line.action != nil && len(line.action.keys) > 0 {
			gap := int((column-width(texts[i]))/space + 0.5)
			texts[i] += strings.Repeat(" ", gap) + line.action.keys[0].String()
		}
	}
	return texts
}
