// Package panes holds what the window is put together from: the library, the
// codebook, the inspector and the tag bar, tables, lists and rows, tooltips, and
// the theme. A pane is given values to show and tells by its callbacks, all on
// the UI goroutine, what a person wants; it knows nothing of the project file, of
// the other panes and of the window, which joins them.
package panes
