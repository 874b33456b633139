package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"gloss/annotate"
	"gloss/app/panes"
)

// TestOverlaps: a click where several highlights lie chooses the shortest and
// offers the others, without taking a key that means something else.
func TestOverlaps(t *testing.T) {
	w := opened(t)
	var ids []string // the shortest first
	for _, words := range []string{"Britain sent frigates, and trade", "Britain sent frigates", "frigates"} {
		w.drag(t, words)
		w.press("2")
		ids = append([]string{w.chosen}, ids...)
	}
	at := fyne.NewPos(120, 90)
	click := func() {
		w.choose("", nil)
		w.clickedHighlights(append([]string(nil), ids...), at)
	}
	open := func() bool { return w.overlaps.box.Visible() }
	key := func(k fyne.KeyName) { w.article.view.TypedKey(&fyne.KeyEvent{Name: k}) }

	click()
	if w.chosen != ids[0] || !open() || len(w.overlaps.rows.Objects) != 3 {
		t.Fatalf("chosen %q, the list is open: %t", w.chosen, open())
	}
	if row := w.overlaps.rows.Objects[2].(*panes.TagRow); row.Look.Name != "military: “Britain sent frigates, and trade”" || row.Look.Counts != "Ada" {
		t.Errorf("the last row says %q by %q", row.Look.Name, row.Look.Counts)
	}
	w.press("3") // a tag, as ever
	if open() {
		t.Error("a tag's key left the list open")
	}
	w.wantCodings(t, "Britain sent frigates: military", "Britain sent frigates, and trade: military", "frigates: military, trade")

	click()
	key(fyne.KeyDown)
	key(fyne.KeyDown)
	if w.chosen != ids[2] || !open() {
		t.Errorf("two steps down lead to %q", w.chosen)
	}
	key(fyne.Key2)
	w.press("2") // now it is in hand
	if w.chosen != ids[1] || open() {
		t.Errorf("2 chose %q", w.chosen)
	}
	w.wantCodings(t, "Britain sent frigates: military", "Britain sent frigates, and trade: military", "frigates: military, trade")

	click()
	w.overlaps.rows.Objects[2].(*panes.TagRow).Tapped(&fyne.PointEvent{})
	if w.chosen != ids[2] || open() {
		t.Errorf("a tap on the last row chose %q", w.chosen)
	}
	for _, k := range []fyne.KeyName{fyne.KeyEscape, fyne.KeyReturn, fyne.KeyRight} {
		click()
		if key(k); open() || w.chosen != ids[0] {
			t.Errorf("%s: the list is open: %t, chosen %q", k, open(), w.chosen)
		}
	}
	w.clickedHighlights(ids[:1], at)
	if open() {
		t.Error("a list of one")
	}

	w.choose("", nil)
	s, _ := w.shown.article.Text.Find("frigates", 0)
	v := w.article.view
	v.Select(s)
	corner, box, _ := v.SelectionBox()
	middle := corner.AddXY(box.Width/2, box.Height/2)
	w.passageMenu(middle)
	if w.chosen != "" {
		t.Error("the menu of a selection chose a highlight")
	}
	v.Select(annotate.Span{Start: s.Start, End: s.Start})
	w.passageMenu(middle)
	items := w.overlapItems(w.at)
	if w.chosen != ids[0] || len(items) != 3 || !items[0].Checked || items[2].Label != "military: “Britain sent frigates, and trade” (Ada)" {
		t.Errorf("%d lines in the menu, chosen is %q", len(items), w.chosen)
	}
	items[1].Action()
	if w.chosen != ids[1] {
		t.Errorf("the second line chose %q", w.chosen)
	}
}

func TestOpening(t *testing.T) {
	for quote, want := range map[string]string{
		"one two": "one two", "": "",
		"Reykjavík broke off diplomatic relations with London": "Reykjavík broke off diplomatic…",
		"アイスランド政府は木曜日、英国との外交関係を断絶すると発表した。北大西洋条約":               "アイスランド政府は木曜日、英国との外交関係を断絶すると発表した。北大…",
	} {
		if got := opening(quote); got != want {
			t.Errorf("%q opens with %q, want %q", quote, got, want)
		}
	}
}
