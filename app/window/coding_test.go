package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"gloss/annotate"
)

func TestTagByKey(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	if !w.tagbar.Box.Visible() {
		t.Error("the tag bar did not open")
	}
	w.press("2")
	if w.tagbar.Box.Visible() {
		t.Error("the tag bar did not close")
	}
	w.wantCodings(t, "frigates: military")
	w.drag(t, "trade suffered")
	w.press(" ") // repeats
	w.drag(t, "trade suffered")
	w.press("3") // the same span of the same coder: the same highlight
	w.wantCodings(t, "frigates: military", "trade suffered: military, trade")
	w.press("2") // the chosen highlight loses the tag
	w.wantCodings(t, "frigates: military", "trade suffered: trade")
	w.drag(t, "Iceland")
	w.press("h")
	w.wantCodings(t, "Iceland: ", "frigates: military", "trade suffered: trade")
}

func TestUndoAcrossRestart(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w = w.reopened(t)
	w.wantCodings(t, "frigates: military")
	if got, want := w.menuSays("undo"), "Undo tag passage with military"; got != want {
		t.Errorf("menu: got %q, want %q", got, want)
	}
	w.do(t, "undo")
	w.wantCodings(t)
	w = w.reopened(t)
	if got, want := w.menuSays("redo"), "Redo tag passage with military"; got != want {
		t.Errorf("menu: got %q, want %q", got, want)
	}
	w.do(t, "redo")
	w.wantCodings(t, "frigates: military")
}

func TestTagBar(t *testing.T) {
	w := opened(t)
	w.drag(t, "fifty miles")
	w.press("fis") // no keys: into the filter
	if got := w.tagbar.Filter.Text; got != "fis" {
		t.Fatalf("filter: got %q", got)
	}
	w.tagbar.Filter.SetText("economy > fisheries")
	w.tagbar.Filter.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.idle()
	w.wantCodings(t, "fifty miles: economy > fisheries")
	fisheries, _ := w.shown.tags.Find("fisheries")
	if fisheries.Key != "5" {
		t.Errorf("the new tag has the key %q, want 5", fisheries.Key)
	}

	w.drag(t, "Britain")
	w.tagbar.Filter.SetText("mil")
	w.tagbar.Accept(true) // stays open
	w.idle()
	w.tagbar.Filter.SetText("trad")
	w.tagbar.Accept(false)
	w.idle()
	w.wantCodings(t, "fifty miles: economy > fisheries", "Britain: military, trade")
	if w.tagbar.Box.Visible() {
		t.Error("the tag bar did not close")
	}

	w.drag(t, "Iceland")
	w.tagbar.Note.SetText("who moved?")
	w.tagbar.Note.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.idle()
	w.wantCodings(t, "Iceland:  (who moved?)", "fifty miles: economy > fisheries", "Britain: military, trade")

	w.drag(t, "limit")
	w.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.tagbar.Box.Visible() || !w.article.view.Selection().Empty() {
		t.Error("Escape did not give up the selection")
	}
}

func TestTagBarPlace(t *testing.T) {
	b := bare(t).tagbar
	layer := fyne.NewSize(1000, 800)
	for _, c := range []struct {
		name string
		at   fyne.Position
		box  fyne.Size
	}{
		{"top", fyne.NewPos(300, 100), fyne.NewSize(400, 40)},
		{"bottom", fyne.NewPos(300, 700), fyne.NewSize(400, 60)},
		{"right edge", fyne.NewPos(900, 100), fyne.NewSize(90, 20)},
		{"tall", fyne.NewPos(100, 50), fyne.NewSize(500, 700)},
	} {
		b.Place(c.at, c.box, layer)
		at, size := b.Box.Position(), b.Box.Size()
		inside := at.X >= 0 && at.Y >= 0 && at.X+size.Width <= layer.Width && at.Y+size.Height <= layer.Height
		covers := at.X < c.at.X+c.box.Width && c.at.X < at.X+size.Width && at.Y < c.at.Y+c.box.Height && c.at.Y < at.Y+size.Height
		if !inside || covers {
			t.Errorf("%s: the bar at %v of %v; inside the window %t, covers the passage %t", c.name, at, size, inside, covers)
		}
	}
}

func TestInspector(t *testing.T) {
	w := opened(t)
	w.drag(t, "Britain sent frigates")
	w.press("2")
	outer := w.chosen
	w.drag(t, "frigates")
	w.press("3")
	inner := w.chosen
	w.clickedHighlights([]string{inner, outer}, fyne.Position{})
	if w.chosen != outer {
		t.Error("a further click did not choose the next highlight")
	}
	if got, want := w.inspector.Nth.Text, "2 of 2 here"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	w.inspector.Note.SetText("who was it?")
	w.inspector.Note.FocusLost()
	w.idle()
	w.resizeHighlight(inner, annotate.Span{Start: w.shown.highlights[1].Span.Start, End: w.shown.highlights[1].Span.Start + 7})
	w.idle()
	w.wantCodings(t, "Britain sent frigates: military (who was it?)", "frigate: trade")
	w.do(t, "delete highlight")
	w.wantCodings(t, "frigate: trade")
	for range 3 {
		w.do(t, "undo")
	}
	w.wantCodings(t, "Britain sent frigates: military", "frigates: trade")
}

func TestOnlyTag(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	w.drag(t, "trade")
	w.press("3")
	trade, _ := w.shown.tags.Find("trade")
	w.book.Choose(trade.ID)
	w.do(t, "only tag")
	w.do(t, "passages")
	if len(w.passages.rows) != 1 || w.passages.rows[0].Quote != "trade" {
		t.Errorf("passages: got %+v", w.passages.rows)
	}
	w.do(t, "only tag")
	if len(w.passages.rows) != 2 {
		t.Errorf("all passages: got %d", len(w.passages.rows))
	}
}

// TestMeant: white space at the ends of a selection is not coded: it would put
// the passage into the paragraph before.
func TestMeant(t *testing.T) {
	w := opened(t)
	text := w.shown.article.Text
	s, _ := text.Find("Iceland moved", 0)
	for _, way := range []func(){
		func() { w.press("2") },
		func() { w.tappedTag(w.shown.tags[0].ID) },
		func() { w.arm(w.shown.tags[2].ID) },
	} {
		w.article.view.Select(annotate.Span{Start: s.Start - 2, End: s.End + 1})
		w.selected(w.article.view.Selection())
		way()
		w.idle()
	}
	w.arm("")
	w.resizeHighlight(w.shown.highlights[0].ID, annotate.Span{Start: s.Start - 2, End: s.End})
	w.idle()
	if all := w.shown.highlights; len(all) != 1 || all[0].Span != s || len(all[0].Tags) != 3 {
		t.Errorf("highlights %+v, want one with three tags over %v", all, s)
	}
	w.article.view.Select(annotate.Span{Start: s.Start - 2, End: s.Start})
	w.selected(w.article.view.Selection())
	if w.tagbar.Box.Visible() {
		t.Error("the tag bar offers to code white space")
	}
}
