package window

import (
	"path/filepath"
	"testing"

	"gloss/annotate/store"
	"gloss/app/seat"
)

// TestOneWindow: a project that another window shows is not opened, and that
// window is asked to come to the front. What a window has left can be opened.
func TestOneWindow(t *testing.T) {
	w := opened(t)
	elsewhere := filepath.Join(t.TempDir(), "elsewhere.gloss")
	p, err := store.Create(elsewhere, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	raised := make(chan bool, 8)
	other, err := seat.Take(seatsFolder(w.stateFolder), elsewhere, func() { raised <- true })
	if err != nil {
		t.Fatal(err)
	}
	before := w.project.Path()
	w.open(elsewhere)
	w.idle()
	if w.sheet == nil || w.project.Path() != before {
		t.Fatalf("open is %s", w.project.Path())
	}
	<-raised
	w.sheet.close()
	other.Leave()
	w.open(elsewhere)
	w.idle()
	if w.project.Path() != elsewhere {
		t.Errorf("open is %s", w.project.Path())
	}
	if seat.Raise(seatsFolder(w.stateFolder), before) {
		t.Error("the window sits at the project still that it has left")
	}
	if !seat.Raise(seatsFolder(w.stateFolder), elsewhere) {
		t.Error("the window does not sit at its project")
	}
	w.setCoder("Bea")
	w.idle()
	if w.sheet != nil || w.project.Coder().Name != "Bea" {
		t.Error("the project cannot be opened again for another coder")
	}
}
