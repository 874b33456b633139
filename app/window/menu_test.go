package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"gloss/app/words"
)

// TestMenusFit: every menu, with the ones that open beside its lines, has room
// in a window of 1024 x 700, in every language.
func TestMenusFit(t *testing.T) {
	for _, language := range words.Languages {
		t.Run(language, func(t *testing.T) {
			if err := words.Speak(language); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = words.Speak(words.Languages[0]) })
			w := opened(t)
			const bar = 34
			for _, list := range w.bar.lists {
				size := widget.NewMenu(list.menu).MinSize()
				t.Logf("%q, %d lines: %v", list.menu.Label, len(list.lines), size)
				if size.Height > 700-bar || size.Width > 512 {
					t.Errorf("the menu %q, which begins with %q, is %v", list.menu.Label, list.lines[0].item.Label, size)
				}
			}
		})
	}
}

// TestMenuKeys: the toolkit finds an action by the key that is pressed, in menus
// beside menus too, and the key stands in its line.
func TestMenuKeys(t *testing.T) {
	w := opened(t)
	for id, want := range map[string]desktop.CustomShortcut{
		"import":       {KeyName: fyne.KeyI, Modifier: ctrl},
		"next article": {KeyName: fyne.KeyDown, Modifier: alt},
		"larger":       {KeyName: fyne.KeyEqual, Modifier: ctrl},
	} {
		item := w.bar.items[id]
		if item.Shortcut.ShortcutName() != want.ShortcutName() {
			t.Errorf("%s obeys %s, want %s", id, item.Shortcut.ShortcutName(), want.ShortcutName())
		}
		if i := strings.LastIndex(item.Label, "    "); keysInMenu && (i < 0 || strings.TrimSpace(item.Label[i:]) == "") {
			t.Errorf("%s: no key in %q", id, item.Label)
		}
	}
	_, written := w.bar.items["import"].Shortcut.(fyne.KeyboardShortcut)
	if written == keysInMenu {
		t.Error("the key stands in the menu twice, or not at all")
	}
}
