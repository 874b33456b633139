package window

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"gloss/annotate"
)

// TestTour goes through the tour as a person does it, without Next.
func TestTour(t *testing.T) {
	w := opened(t)
	step := func(want int) {
		t.Helper()
		if w.tour.at != want {
			t.Fatalf("at step %d, want %d", w.tour.at, want)
		}
	}
	w.do(t, "passages")
	w.do(t, "tour")
	step(0)
	if !w.viewing(viewRead) {
		t.Error("the tour begins elsewhere than at the text")
	}
	w.openArticle(w.shown.articles[1].ID, annotate.Span{})
	w.idle()
	step(1)
	w.drag(t, "herring")
	step(2)
	w.openArticle(w.shown.articles[0].ID, annotate.Span{})
	w.idle()
	step(2) // another article is no tag
	w.drag(t, "frigates")
	w.press("2")
	step(3)
	w.setNote(w.chosen, "a note")
	w.idle()
	step(4)
	w.do(t, "undo")
	step(5)
	w.do(t, "export")
	step(tourOff)
	if w.sheet == nil || w.tour.card.box.Visible() || !w.prefs.Bool(prefTour) {
		t.Error("the tour has not ended at the export")
	}
	w.sheet.close()
	w.wantCodings(t, "frigates: military")
}

// TestTourByKeys goes through it by Return alone, which does nothing for the
// person, and leaves it by Escape.
func TestTourByKeys(t *testing.T) {
	w := opened(t)
	keys := func(names ...fyne.KeyName) {
		for _, n := range names {
			w.typedKey(&fyne.KeyEvent{Name: n})
			w.idle()
		}
	}
	undo := w.shown.undo
	w.do(t, "tour")
	for range w.tour.steps {
		if !w.tour.shown() {
			t.Fatal("the tour ended too soon")
		}
		keys(fyne.KeyReturn)
	}
	if w.tour.shown() || w.shown.undo != undo {
		t.Error("Return has not led to the end, or has changed the project")
	}
	w.do(t, "tour")
	w.drag(t, "frigates")
	keys(fyne.KeyEscape)
	if w.tagbar.Box.Visible() || !w.tour.shown() {
		t.Error("Escape does not give up the selection first")
	}
	keys(fyne.KeyEscape)
	if w.tour.shown() {
		t.Error("Escape does not leave the tour")
	}
}

// TestTourOffered: the first start on the sample offers the tour, once.
func TestTourOffered(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	t.Setenv("USERPROFILE", os.Getenv("HOME"))
	w := bare(t)
	w.openSample()
	w.idle()
	if w.tour.at != tourOffering || w.tour.card.frame[0].Visible() {
		t.Fatal("the tour was not offered")
	}
	test.Tap(w.tour.card.leave)
	w.openSample()
	w.idle()
	if w.tour.shown() {
		t.Error("the tour was offered again")
	}
	w.do(t, "tour")
	if w.tour.at != 0 {
		t.Error("it cannot be taken again")
	}
}

// TestTourCardBeside: the card lies within the window and covers nothing of what
// it speaks of, wherever that leaves room.
func TestTourCardBeside(t *testing.T) {
	card := fyne.NewSize(330, 140)
	for _, room := range []fyne.Size{{Width: 1024, Height: 640}, {Width: 1366, Height: 800}} {
		for _, c := range []struct {
			name string
			at   fyne.Position
			of   fyne.Size
		}{
			{"library", fyne.NewPos(0, 60), fyne.NewSize(room.Width*0.2, room.Height-90)},
			{"codebook", fyne.NewPos(room.Width*0.76, 60), fyne.NewSize(room.Width*0.24, 250)},
			{"inspector", fyne.NewPos(room.Width*0.76, 310), fyne.NewSize(room.Width*0.24, room.Height-340)},
			{"undo", fyne.NewPos(200, 30), fyne.NewSize(30, 30)},
			{"export", fyne.NewPos(room.Width-90, 30), fyne.NewSize(85, 30)},
			{"tag bar", fyne.NewPos(300, 200), fyne.NewSize(292, 220)},
		} {
			p := besidePlace(c.at, c.of, card, room)
			if p.X < 0 || p.Y < 0 || p.X+card.Width > room.Width || p.Y+card.Height > room.Height {
				t.Errorf("%s: the card at %v leaves the window %v", c.name, p, room)
			}
			if p.X < c.at.X+c.of.Width && c.at.X < p.X+card.Width && p.Y < c.at.Y+c.of.Height && c.at.Y < p.Y+card.Height {
				t.Errorf("%s: the card at %v covers it, in %v", c.name, p, room)
			}
		}
	}
}
