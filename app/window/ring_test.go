package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/app/panes"
)

// ringsAmong counts the rings that are seen on what the keyboard is on.
func ringsAmong(list *panes.RingList, rows int) (on []int) {
	for i := range rows {
		o := list.CreateItem()
		list.UpdateItem(i, o)
		if o.(*fyne.Container).Objects[1].Visible() {
			on = append(on, i)
		}
	}
	return on
}

// TestRings: what has the keyboard has a ring, and what it has left has none.
func TestRings(t *testing.T) {
	w := opened(t)
	c := w.win.Canvas()
	list := w.library.Articles
	c.Focus(list)
	if got := ringsAmong(&list.RingList, 2); len(got) != 1 || got[0] != 0 {
		t.Errorf("rings around rows %v, want the first", got)
	}
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if got := ringsAmong(&list.RingList, 2); len(got) != 1 || got[0] != 1 {
		t.Errorf("rings around rows %v after Down, want the second", got)
	}
	c.Unfocus()
	if got := ringsAmong(&list.RingList, 2); len(got) != 0 {
		t.Errorf("rings around rows %v without the keyboard", got)
	}

	table := panes.NewKeyTable(func() (int, int) { return 3, 3 },
		func() fyne.CanvasObject { return widget.NewLabel("cell") }, func(widget.TableCellID, fyne.CanvasObject) {})
	win := test.NewTempWindow(t, table)
	win.Resize(fyne.NewSize(300, 300))
	win.Canvas().Focus(table)
	table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	for row := range 3 {
		for col := range 3 {
			o := table.CreateCell()
			table.UpdateCell(widget.TableCellID{Row: row, Col: col}, o)
			if on := o.(*fyne.Container).Objects[1].Visible(); on != (row == 1 && col == 1) {
				t.Errorf("a ring around cell %d, %d: %v", row, col, on)
			}
		}
	}

	for _, one := range []struct {
		o     fyne.Focusable
		ring  *panes.Ring
		color fyne.ThemeColorName
	}{
		{w.toolbar.buttons["import"], &w.toolbar.buttons["import"].Ring, theme.ColorNamePrimary},
		{w.hits.find, &w.hits.find.Ring, theme.ColorNameForegroundOnPrimary},
		{w.article.status, &w.article.status.Ring, theme.ColorNamePrimary},
		{w.hits.capitals, &w.hits.capitals.Ring, theme.ColorNamePrimary},
	} {
		r := test.WidgetRenderer(one.o.(fyne.Widget))
		before := len(r.Objects())
		one.o.FocusGained()
		all := r.Objects()
		if len(all) != before+1 || all[before] != fyne.CanvasObject(one.ring.Line) || one.ring.Line.StrokeColor != theme.Color(one.color) {
			t.Errorf("%T has the keyboard, and no ring in the colour %s", one.o, one.color)
		}
		one.o.FocusLost()
		if len(r.Objects()) != before {
			t.Errorf("%T keeps its ring", one.o)
		}
	}
}

// TestOnlyRingedWidgets: the toolkit's own widgets would show the keyboard by a
// tint that is hard to see, so the window uses those with a ring.
func TestOnlyRingedWidgets(t *testing.T) {
	ours := map[string]string{
		"widget.NewButton(": "NewButton", "widget.NewButtonWithIcon(": "NewTipButton", "widget.NewCheck(": "NewTick",
		"widget.NewSelect(": "NewPicker", "widget.NewList(": "NewKeyList", "widget.NewTable(": "NewKeyTable", "widget.NewEntry(": "NewField",
	}
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range files {
		folder, name := filepath.Split(filepath.ToSlash(file))
		if folder != "../window/" && folder != "../panes/" || strings.HasSuffix(name, "_test.go") || name == "ring.go" || name == "tagbar.go" { // whose list never has the keyboard
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for theirs, our := range ours {
			if strings.Contains(string(source), theirs) {
				t.Errorf("%s: %s…) is to be panes.%s", file, theirs, our)
			}
		}
		seen++
	}
	if seen < 50 {
		t.Errorf("only %d files were looked at", seen)
	}
}
