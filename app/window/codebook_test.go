package window

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/panes"
)

func TestCodebook(t *testing.T) {
	w := opened(t)
	w.drag(t, "frigates")
	w.press("2")
	trade, _ := w.shown.tags.Find("trade")
	military, _ := w.shown.tags.Find("military")
	w.saveTag(annotate.Tag{Name: "navy", Color: "#123456", Key: "n"})
	w.idle()
	navy, _ := w.shown.tags.Find("navy")
	w.moveTag(navy.ID, military.ID)
	w.idle()
	navy.Parent, navy.Name = military.ID, "fleet"
	w.saveTag(navy)
	w.idle()
	if got := w.shown.tags.Path(navy.ID); got != "military > fleet" {
		t.Errorf("path: got %q", got)
	}
	w.change("merge", func(tx *store.Tx) error { return tx.MergeTags(military.ID, trade.ID) }, nil)
	w.idle()
	w.wantCodings(t, "frigates: trade")
	var rows []string
	for _, r := range w.book.Rows {
		rows = append(rows, strings.Repeat(" ", r.Depth)+r.Tag.Name)
	}
	if want := []string{"sovereignty", "trade", " fleet"}; !slices.Equal(rows, want) {
		t.Errorf("codebook: got %q, want %q", rows, want)
	}
	w.book.Choose(trade.ID)
	w.do(t, "delete tag")
	if w.sheet == nil {
		t.Fatal("deleting a tag did not ask")
	}
	w.sheet.confirm()
	w.idle()
	w.wantCodings(t, "frigates: ")
	w.do(t, "undo")
	w.wantCodings(t, "frigates: trade")
}

func TestCheckTag(t *testing.T) {
	book := annotate.Codebook{{ID: "a", Name: "trade", Color: "#112233", Key: "1"}}
	for _, c := range []struct {
		tag  annotate.Tag
		want string
	}{
		{annotate.Tag{ID: "b", Name: "war", Color: "#112233", Key: "2"}, ""},
		{annotate.Tag{ID: "a", Name: "commerce", Color: "#112233", Key: "1"}, ""},
		{annotate.Tag{Name: "Trade", Color: "#112233"}, "there is a tag"},
		{annotate.Tag{Name: "war", Color: "red"}, "colour"},
		{annotate.Tag{Name: "war", Color: "#112233", Key: "1"}, "applies trade already"},
		{annotate.Tag{Name: "war", Color: "#112233", Key: "h"}, "without a tag"},
	} {
		err := checkTag(book, c.tag)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got %v, want %q", c.tag, err, c.want)
		}
	}
}

// TestDragTag drags a tag onto another and back to the first level, and onto
// one below itself, which does nothing.
func TestDragTag(t *testing.T) {
	w := opened(t)
	b := w.book
	drag := func(name string, onto int) {
		tag, ok := w.shown.tags.Find(name)
		if !ok {
			t.Fatalf("there is no tag %s", name)
		}
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.List).Y
		b.DragTo(tag.ID, top+(float32(onto)+0.5)*(panes.RowHeight+theme.Padding()))
		b.Drop()
		w.idle()
	}
	path := func(name string) string {
		tag, _ := w.shown.tags.Find(name)
		return w.shown.tags.Path(tag.ID)
	}
	drag("trade", 0)
	if got, want := path("trade"), "sovereignty > trade"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	undo := w.shown.undo
	drag("sovereignty", 1) // onto trade
	if w.shown.undo != undo {
		t.Errorf("a tag went below itself: %s", w.shown.undo)
	}
	drag("trade", 20) // below the last row
	if got, want := path("trade"), "trade"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
