package window

import (
	"errors"
	"path/filepath"

	"gloss/annotate/store"
	"gloss/app/seat"
)

// seatsFolder is where the seats of windows are kept.
func seatsFolder(stateFolder string) string { return filepath.Join(stateFolder, "windows") }

// raiseOther brings the window of another process to the front that shows the
// project at path, and reports whether there is one.
func raiseOther(path string) bool {
	folder, err := store.StateFolder()
	return err == nil && seat.Raise(seatsFolder(folder), path)
}

// sit takes the seat at the project at path, on the worker, or returns the one
// that the window has there already. The only error is seat.ErrTaken: where
// there can be no seat, it is nil, and the window does without.
func (w *window) sit(path string) (*seat.Seat, error) {
	if s := w.outbox.seat; s != nil && s.At(path) || w.stateFolder == "" {
		return s, nil
	}
	s, err := seat.Take(seatsFolder(w.stateFolder), path, func() { w.queue.show(w.comeToFront) })
	if errors.Is(err, seat.ErrTaken) {
		return nil, err
	}
	return s, nil
}

// settle makes s the seat of the window.
func (o *outbox) settle(s *seat.Seat) {
	if s != o.seat {
		o.seat.Leave()
		o.seat = s
	}
}

// unsettle gives s up, unless it is the one that the window has.
func (o *outbox) unsettle(s *seat.Seat) {
	if s != o.seat {
		s.Leave()
	}
}

// comeToFront is what another process asks for.
func (w *window) comeToFront() {
	w.win.Show()
	w.win.RequestFocus()
}

// openElsewhere tells that the project at path has a window, and shows that.
func (w *window) openElsewhere(path string) {
	w.status.say("")
	folder := seatsFolder(w.stateFolder)
	w.queue.aside(func() func() {
		seat.Raise(folder, path)
		return nil
	})
	w.tell(say("The project is open already"), say("%s is open in another window, which comes to the front.", filepath.Base(path)))
}
