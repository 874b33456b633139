// Package screen tells where a window is on the screen, which the toolkit sets
// but does not tell. It knows nothing of Fyne.
package screen

// PlaceOf is where the content of a window begins, in the system's own pixels; ok is
// false where the system does not say, as under Wayland. The window is an X11
// window or an HWND.
func PlaceOf(window uintptr) (x, y int, ok bool) { return of(window) }

// Has reports whether a point is on a screen that is there now, so that a
// window which was on another one does not open where nobody sees it.
func Has(x, y int) bool { return onScreen(x, y) }
