package window

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"gloss/app/filedialog"
	"gloss/app/screen"
	"gloss/app/words"
	"gloss/importers/pdf"
)

// Run opens the window on a project and blocks until it is closed. An empty
// path stands for the project that was open last; on the first start it makes
// the sample project and opens it. A project that cannot be opened is told of
// in a dialog over an empty window.
//
// A project has one window: where another process shows it, that window comes
// to the front instead, and Run returns at once.
func Run(a fyne.App, project string) {
	if path := cmp.Or(project, prefs{a.Preferences()}.project()); path != "" && raiseOther(path) {
		return
	}
	if err := words.Speak(prefs{a.Preferences()}.String(prefLanguage)); err != nil {
		fyne.LogError("the language that was chosen", err) // a preference of a later version; English goes on
	}
	w := newWindow(a)
	w.systemDialog = filedialog.Ask
	w.win.SetMaster()
	if d, ok := w.win.(desktop.Window); ok {
		if x, y := w.prefs.Int(prefX), w.prefs.Int(prefY); x|y != 0 && screen.Has(x, y) {
			d.RequestPosition(x, y)
		}
	}
	w.start(project)
	w.queue.do(func() func() { return w.appear }) // after what has been asked for by then
	late := time.AfterFunc(appearAfter, func() { fyne.Do(w.appear) })
	defer late.Stop()
	warm := time.AfterFunc(warmAfter, pdf.Warm)
	defer warm.Stop()
	stop := make(chan struct{})
	go w.watch(stop)
	go keepTidy(stop)
	a.Run()
	close(stop)
	w.queue.close()
	if w.project != nil {
		w.project.Close()
	}
}

// appear shows the window for the first time: once with what it starts with,
// since each picture of an empty one before that is made for nobody.
func (w *window) appear() {
	if !w.appeared {
		w.appeared = true
		w.win.Show()
	}
}

// appearAfter is how long the window waits for the project that it starts with;
// one that takes longer is waited for in the window.
const appearAfter = 300 * time.Millisecond

// warmAfter is when the second PDF engine is made ready: long after the first
// picture of the window.
const warmAfter = 5 * time.Second

// watchEvery is how often the window looks whether another program has changed
// the project.
const watchEvery = 2 * time.Second

func (w *window) watch(stop <-chan struct{}) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
			fyne.Do(func() {
				w.lookForChanges()
				w.keepHourly(time.Now())
			})
		}
	}
}
