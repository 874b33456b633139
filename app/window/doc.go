// Package window is the face of Gloss on a screen: the main window, its panes
// and dialogs, and the table of actions from which menus, shortcuts, tooltips
// and the shortcuts sheet are made.
//
// # Flow
//
// Data goes down, callbacks go up. A pane shows what it is given and tells of
// what a person did through its On... fields; it knows neither the project nor
// the other panes. Only type window knows both:
//
//	pane ── callback ──> window ── verb ──> store (off the UI goroutine)
//	  ^                                       │ committed
//	  └────────── show(state) <── read ───────┘
//
// The store is the truth: a verb is called, then everything shown is read
// again. Nothing is changed on the screen first and saved later. A change that
// the file does not take waits in the outbox, shown as not saved, until it is
// there, in a copy elsewhere, or given up.
//
// # Goroutines
//
// Panes and window live on the UI goroutine. Verbs and reads of the project
// run on the one worker of a [queue], in the order in which they were asked
// for; what they found comes back through fyne.Do. A test plays the UI
// goroutine itself and needs no clock.
package window
