package window

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/filedialog"
	"gloss/app/panes"
	"gloss/app/screen"
)

// window is the main window. It owns the open project, knows what is shown of
// it, and joins the panes to the project's verbs.
type window struct {
	app      fyne.App
	win      fyne.Window
	appeared bool
	prefs    prefs
	queue    *queue
	outbox   outbox // the worker's
	actions  []action
	bar      menuBar
	recent   []string // as the menu shows them

	stateFolder string // for what is kept on this machine; "" if there is no place

	project   *store.Project // nil while none is open
	session   int            // counts the projects that were opened
	damaged   int            // the session whose project was found damaged last; 0: none
	underway  int            // changes whose outcome is not shown yet
	unsaved   []change       // what could not be saved
	backedUp  time.Time      // when a backup was looked after last
	shown     state
	chosen    string   // ID of the chosen highlight, or ""
	at        []string // IDs of the highlights at the place that was clicked
	only      string   // ID of the tag that is looked at alone, or ""
	onlyCoder string   // ID of the coder whose highlights alone stand out, or ""
	armed     string   // ID of the tag that every selection takes, or ""
	orphan    int      // index in shown.orphans of the one that is to be placed
	used      []string // tag IDs, the last used first
	search    int      // number of the latest search, so that older ones are dropped

	tips          *panes.Tips
	layer         *fyne.Container // over the content: tour, tag bar, tooltips
	tour          *tour
	toolbar       *toolbar
	empty         *emptyStates
	library       *panes.Library
	article       *articlePane
	speed         *speedBar // over the text
	book          *panes.Codebook
	inspector     *panes.Inspector
	passages      *passages
	hits          *hits
	analysis      *analysis
	agreement     *agreement
	guide         *guidePane
	comparer      *app.Comparer      // of the project compared
	compared      *store.Project     // nil at first
	disputed      coded              // the article whose disagreements are looked at
	stopComparing context.CancelFunc // ends the reading that is under way; nil at first
	notices       *panes.Notices
	status        *statusBar
	tagbar        *panes.TagBar
	overlaps      *overlaps // over the text
	target        target    // what the tag bar acts on
	centre        *fyne.Container
	views         []view // in the centre, one of them shown
	left          *container.Split
	right         *container.Split
	side          *container.Split
	sheet         *sheet                                     // the dialog that is open, or nil
	systemDialog  func(filedialog.Request) ([]string, error) // nil: our own for files
	choosing      bool                                       // in a dialog of the system
}

// newWindow makes the window without a project.
func newWindow(a fyne.App) *window {
	w := &window{app: a, win: a.NewWindow("Gloss"), prefs: prefs{a.Preferences()}, queue: newQueue(fyne.Do), outbox: outbox{follows: map[*store.Project]*store.Project{}}}
	w.stateFolder, _ = store.StateFolder() // without a home folder, what needs it says so
	a.Settings().SetTheme(panes.NewPaper(w.prefs.StringWithFallback(prefTheme, panes.ThemeSystem)))
	w.layer = container.New(&floating{resized: w.placeFloating})
	w.tips = panes.NewTips(w.layer)
	w.actions = w.table()
	w.buildPanes()
	w.connect()
	w.buildMenu()
	w.win.SetPadded(false)
	w.win.Resize(fyne.NewSize(float32(w.prefs.FloatWithFallback(prefWidth, 1280)), float32(w.prefs.FloatWithFallback(prefHeight, 800))))
	w.win.SetCloseIntercept(w.close)
	w.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { w.dropped(uris) })
	w.win.Canvas().SetOnTypedKey(w.typedKey)
	w.win.Canvas().SetOnTypedRune(w.typedRune)
	w.show(state{})
	return w
}

func (w *window) buildPanes() {
	w.toolbar = newToolbar(w)
	w.empty = newEmptyStates(w)
	w.library = panes.NewLibrary(w.tips, "", w.empty.library)
	w.speed = newSpeedBar(panes.NewTipButton(w.tips, say("End"), theme.CancelIcon(), say("Select without tagging at once (Esc)"), func() { w.arm(""); w.focusReader() }))
	w.article = newArticlePane(w.tips, w.speed.root, w.empty.reader)
	w.book = panes.NewCodebook(w.tips, w.tip("new tag"), func() { w.perform("new tag") })
	w.inspector = panes.NewInspector(w.tips)
	w.passages = newPassages(w)
	w.centre = container.NewStack()
	w.addView(view{id: viewRead, root: w.article.root, focus: w.reader})
	w.agreement = newAgreement(w.tips, w.tip)
	w.addView(view{id: viewPassages, root: w.passages.root, load: w.loadPassages, focus: func() fyne.Focusable { return w.passages.bar.words }})
	w.analysis = newAnalysis(w)
	w.addView(view{id: viewAnalysis, root: w.analysis.root, load: w.analysis.load, focus: w.analysis.focus, wide: true})
	w.addView(view{id: viewAgree, root: w.agreement.root, load: w.loadAgreement, focus: func() fyne.Focusable { return nil }, wide: true})
	w.hits = newHits(w)
	w.addView(view{id: viewHits, root: w.hits.root, load: w.hits.load, focus: func() fyne.Focusable { return w.hits.words }, wide: true})
	w.guide = newGuidePane(w)
	w.addView(view{id: viewGuide, root: w.guide.root, load: w.guide.load, focus: func() fyne.Focusable { return w.guide.view }, wide: true})
	w.notices = panes.NewNotices()
	w.status = newStatusBar()
	w.tagbar = panes.NewTagBar()
	w.overlaps = newOverlaps()
	w.tour = newTour(w)
	w.layer.Add(w.tagbar.Box)
	w.layer.Add(w.overlaps.box)

	w.side = container.NewVSplit(w.book.Root, w.inspector.Root)
	w.side.SetOffset(w.prefs.FloatWithFallback(prefBook, 0.46))
	w.right = container.NewHSplit(w.centre, w.side)
	w.right.SetOffset(w.prefs.FloatWithFallback(prefRight, 0.7))
	w.left = container.NewHSplit(w.library.Root, w.right)
	w.left.SetOffset(w.prefs.FloatWithFallback(prefLeft, 0.21))
	w.arrangePanes()
	main := container.NewBorder(container.NewVBox(w.toolbar.root, w.notices.Root), w.status.root, nil, nil, w.left)
	w.win.SetContent(container.NewStack(main, w.layer))
	w.article.view.SetLook(w.look())
}

// connect ties what the panes tell to what the window does.
func (w *window) connect() {
	global := func(e *fyne.KeyEvent) bool { return w.pressed(e.Name, true) }

	w.library.OnOpen = w.openArticle
	w.library.Finished = w.finishedBy
	w.library.OnSearch = w.searchAll
	w.library.OnMenu = w.articleMenu
	w.library.OnKey = global

	w.article.onStatus = w.setStatus
	w.article.find.OnKey = global
	w.article.find.OnClose = w.focusReader
	w.article.find.OnAll = w.askTagHits
	w.article.find.From = w.article.view.Top
	v := w.article.view
	v.OnSelect = w.selected
	v.OnHighlights = w.clickedHighlights
	v.OnResize = w.resizeHighlight
	v.OnMove = w.moved
	v.OnRune = w.typedRune
	v.OnKey = w.typedKey
	v.OnKeyFirst = w.overlaps.typedKey
	v.OnMenu = w.passageMenu
	v.OnLink = w.askLink
	v.OnZoom = w.zoom

	w.book.OnTap = w.tappedTag
	w.book.OnMenu = w.tagMenu
	w.book.OnMove = w.moveTag
	w.book.List.OnKey = global

	w.inspector.OnAddTag = w.openTagBar
	w.inspector.OnRemoveTag = w.toggleTag
	w.inspector.OnNote = w.setNote
	w.inspector.OnDelete = w.deleteHighlight
	w.inspector.OnStep = w.cycleHere
	w.inspector.OnKey = global
	w.inspector.OnLeave = w.focusReader

	w.connectAgreement()

	w.passages.onJump = w.jump
	w.passages.onFilter = w.loadView
	w.analysis.phrase.OnKey = global
	w.analysis.own.OnKey = global
	w.passages.onCopy = w.copyPassages
	w.passages.bar.words.OnKey = global

	w.tagbar.OnApply = w.applyFromBar
	w.tagbar.OnCreate = w.createFromBar
	w.tagbar.OnNote = w.noteFromBar
	w.tagbar.OnLetter = w.tagKey
	w.tagbar.OnClose = func() { w.closeTagBar(); w.focusReader() }
}

// change calls a verb of the project as one action of the history and shows
// what has become of the project. after runs once that is shown.
func (w *window) change(label string, verb func(tx *store.Tx) error, after func()) {
	w.save(change{label: label, verb: doing(label, verb), after: after})
}

// doing is a verb as one action of the history.
func doing(label string, verb func(tx *store.Tx) error) func(p *store.Project) error {
	return func(p *store.Project) error { return p.Do(p.Group(label), verb) }
}

// fail tells of an error in one sentence.
func (w *window) fail(err error) {
	if err == nil || errors.Is(err, errCancelled) {
		return
	}
	w.tell(say("That did not work"), sentence(err.Error()))
}

var errCancelled = errors.New("cancelled")

// setTitle names the project in the title bar.
func (w *window) setTitle() {
	if w.project == nil {
		w.win.SetTitle("Gloss")
		return
	}
	name := strings.TrimSuffix(filepath.Base(w.project.Path()), ".gloss")
	if w.project.ReadOnly() {
		name += " " + say("(read-only)")
	}
	w.win.SetTitle(name + " – Gloss")
}

// close remembers how the window looked, waits until what was done is saved,
// and closes.
func (w *window) close() {
	w.inspector.SaveNote()
	w.remember()
	w.queue.do(func() func() {
		left := len(w.outbox.waiting)
		return func() {
			if left > 0 {
				n := count(left, "change")
				w.askSure(say("Close without saving?"), say("%s could not be saved. “Save a copy elsewhere…” in the notice above the text keeps what you have done.", n), say("Give up %s and close", n), w.leave)
				return
			}
			w.leave()
		}
	})
}

// leave takes the window away, keeps a backup, and closes project and program.
func (w *window) leave() {
	p, damaged := w.project, w.damaged == w.session
	w.project = nil
	w.win.Hide()
	w.queue.do(func() func() {
		w.outbox.settle(nil) // whoever starts Gloss now gets a window of their own
		if p != nil {
			if !p.ReadOnly() && !damaged {
				_, _ = p.KeepBackup() // nobody is there to be told
			}
			p.Close()
		}
		return w.win.Close
	})
}

// remember keeps the look of the window and the place in the article.
func (w *window) remember() {
	size := w.win.Canvas().Size()
	w.prefs.SetFloat(prefWidth, float64(size.Width))
	w.prefs.SetFloat(prefHeight, float64(size.Height))
	if x, y, ok := screen.PlaceOf(w.handle()); ok {
		w.prefs.SetInt(prefX, x)
		w.prefs.SetInt(prefY, y)
	}
	w.prefs.SetFloat(prefLeft, w.left.Offset)
	w.prefs.SetFloat(prefRight, w.right.Offset)
	w.prefs.SetFloat(prefBook, w.side.Offset)
	w.rememberPlace()
}

func (w *window) rememberPlace() {
	if w.shown.article != nil {
		w.prefs.setPlace(w.shown.article.ID, w.article.view.Top())
	}
}

// focusReader puts the keyboard back into the text.
func (w *window) focusReader() {
	if f := w.reader(); f != nil && w.viewing(viewRead) {
		w.win.Canvas().Focus(f)
	} else {
		w.win.Canvas().Unfocus()
	}
}

// reader is the text, where there is one.
func (w *window) reader() fyne.Focusable {
	if w.shown.article == nil {
		return nil
	}
	return w.article.view
}

// newTipButtonImportant is a panes.TipButton that stands out.
func newTipButtonImportant(t *panes.Tips, text, tip string, onTap func()) *panes.TipButton {
	b := panes.NewTipButton(t, text, nil, tip, onTap)
	b.Importance = widget.MediumImportance
	return b
}
