package window

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/chart"
	"gloss/app/panes"
)

// analysis is the view of what was counted: several kinds, each with a table
// and most with a plot. Every number leads to its passages or places.
type analysis struct {
	w    *window
	root fyne.CanvasObject

	tabs     []*panes.TipButton // by index into kinds
	options  *fyne.Container
	plot     *panes.PlotView
	table    *panes.CountTable
	both     *container.Split
	empty    *widget.RichText
	middle   *fyne.Container
	about    *widget.Label
	progress *fyne.Container
	bar      *widget.ProgressBar
	saves    map[string]*panes.TipButton // by action

	slot *fyne.Container // of the filter bar, which Passages has too
	choices

	kinds     []analysisKind
	kind      int // index into kinds
	shown     findings
	presented int // the kind that shown belongs to
	coded     app.Coded
	f         stats.Figures
	words     []stats.Word
	places    []app.Place

	read   reading // what coded was read from
	blocks map[string][]annotate.Span
	work   work
}

// reading says what was read: the same again is not read anew.
type reading struct {
	project *store.Project
	version int64
	filter  store.Filter
}

func (r reading) same(as reading) bool {
	return r.project == as.project && r.version == as.version && r.filter.Equal(as.filter)
}

// findings is what one kind of analysis shows. Without rows the table gives way
// to a sentence that says what to do.
type findings struct {
	table app.Table
	plot  chart.Plot // or nil
	empty string
}

func newAnalysis(w *window) *analysis {
	a := &analysis{w: w, kinds: analysisKinds(), about: widget.NewLabel(""), options: container.NewHBox(), blocks: map[string][]annotate.Span{}, saves: map[string]*panes.TipButton{}}
	row := panes.NewFlow()
	for i, k := range a.kinds {
		b := panes.NewTipButton(w.tips, say(k.name), nil, say(k.tip), func() { a.pick(i) })
		a.tabs = append(a.tabs, b)
		row.Add(b)
	}
	saves := container.NewHBox()
	row.Add(layout.NewSpacer())
	row.Add(saves)
	for _, s := range []struct{ id, name string }{{"save csv", "CSV"}, {"save xlsx", "XLSX"}, {"save svg", "SVG"}, {"save png", "PNG"}} {
		a.saves[s.id] = panes.NewTipButton(w.tips, s.name, theme.DocumentSaveIcon(), w.tip(s.id), func() { w.perform(s.id) })
		saves.Add(a.saves[s.id])
	}
	a.slot = container.NewStack()
	a.buildChoices()
	a.about.SizeName = theme.SizeNameCaptionText
	a.about.Truncation = fyne.TextTruncateEllipsis
	a.plot = panes.NewPlotView(w.tips)
	a.plot.OnTap = func(m chart.Mark) {
		if m.Word != "" {
			a.lookUp(m.Word)
			return
		}
		a.open(m.Subject)
	}
	a.table = panes.NewCountTable(w.tips)
	a.table.OnChoose = a.chooseCell
	a.both = container.NewHSplit(a.plot, a.table.Grid)
	a.both.SetOffset(0.56)
	a.empty = panes.NewHint("")
	a.middle = container.NewStack()

	a.bar = widget.NewProgressBar()
	stop := panes.NewTipButton(w.tips, say("Cancel"), theme.CancelIcon(), say("Stop counting"), func() { a.work.cancel() })
	a.progress = container.NewBorder(nil, nil, widget.NewLabel(say("Counting…")), stop, a.bar)
	a.progress.Hide()
	top := container.NewVBox(row, widget.NewSeparator(), a.slot, container.NewBorder(nil, nil, a.options, nil, a.about), a.progress)
	a.root = container.NewBorder(container.NewPadded(top), nil, nil, nil, a.middle)
	return a
}

// choose shows another kind of analysis.
func (a *analysis) choose(kind int) {
	a.kind = kind
	for i, b := range a.tabs {
		b.Press(i == kind)
	}
	a.options.Objects = nil
	if a.kinds[kind].options != nil {
		a.options.Objects = a.kinds[kind].options(a)
	}
	a.options.Refresh()
	a.compute()
}

// step shows the next (1) or previous (-1) kind.
func (a *analysis) step(by int) {
	n := len(a.kinds)
	a.pick((a.kind + by + n) % n)
}

// pick shows a kind that a person asked for, and gives it the keyboard.
func (a *analysis) pick(kind int) {
	a.choose(kind)
	if f := a.focus(); f != nil {
		a.w.win.Canvas().Focus(f)
	}
}

// load reads what is to be counted, unless it is there already, and counts it.
func (a *analysis) load() {
	w, p := a.w, a.w.project
	if p == nil {
		return
	}
	w.passages.bar.placeIn(a.slot)
	w.passages.bar.show()
	f := w.passageFilter()
	want := reading{p, w.shown.version, f}
	if want.same(a.read) {
		return
	}
	fresh := want.project != a.read.project
	if fresh {
		a.blocks = map[string][]annotate.Span{}
	}
	blocks := maps.Clone(a.blocks) // an older reading may still go on with its own
	var coded app.Coded
	var figures stats.Figures
	a.do(func(ctx context.Context, progress app.Progress) (err error) {
		if coded, err = app.ReadCoded(ctx, p, f, blocks, progress); err == nil {
			figures = coded.Figures()
		}
		return err
	}, func() {
		a.read, a.coded, a.f, a.words, a.places, a.blocks = want, coded, figures, nil, nil, blocks
		if fresh {
			a.suggestStop()
		}
		a.offerFields()
		a.about.SetText(say("%s, %s.", count(figures.Highlights, "highlight"), count(figures.Articles, "article")))
		a.choose(a.kind)
	})
}

// compute shows the kind of analysis that was chosen, once its numbers are
// there.
func (a *analysis) compute() {
	if a.read.project == nil { // stopped
		a.load()
		return
	}
	a.kinds[a.kind].count(a)
}

// present shows what was found.
func (a *analysis) present(f findings) {
	a.shown, a.presented = f, a.kind
	if len(f.table.Rows) == 0 && f.empty != "" {
		a.empty.Segments[0].(*widget.TextSegment).Text = f.empty
		a.empty.Refresh()
		a.middle.Objects = []fyne.CanvasObject{container.NewVBox(layout.NewSpacer(), a.empty, layout.NewSpacer())}
		a.shown.plot = nil
	} else {
		a.table.Show(f.table)
		a.middle.Objects = []fyne.CanvasObject{a.table.Grid}
		if f.plot != nil {
			a.middle.Objects = []fyne.CanvasObject{a.both}
		}
	}
	a.middle.Refresh()
	a.plot.ShowScene(a.shown.plot)
	if c := a.w.win.Canvas(); a.w.viewing(viewAnalysis) && a.w.sheet == nil && c.Focused() == nil {
		if f := a.focus(); f != nil {
			c.Focus(f)
		}
	}
	a.w.refreshMenu()
	for id, b := range a.saves {
		if a.w.can(id) {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// focus is what gets the keyboard when the view opens: the phrase to look for, or
// the table, which has everything that the plot shows.
func (a *analysis) focus() fyne.Focusable {
	switch {
	case a.kinds[a.kind].id == kindContext && a.read.project != nil:
		return a.phrase
	case len(a.shown.table.Rows) > 0:
		return a.table.Grid
	}
	return nil
}

// chooseCell leads from a cell of the table to what it counts.
func (a *analysis) chooseCell(row, col int) {
	switch a.kinds[a.kind].id {
	case kindWords:
		a.lookUp(a.shown.table.Rows[row][0])
	case kindContext:
		p := a.places[row]
		// The Space that chose the cell is still to be typed: not into what opens.
		a.w.queue.aside(func() func() { return func() { a.w.openArticle(p.Article, p.Span) } })
	default:
		a.open(a.shown.table.Subject(row, col))
	}
}

// open shows the passages that a number counts.
func (a *analysis) open(s stats.Subject) {
	if s.Empty() {
		return
	}
	coded, read := a.coded, a.read
	a.w.queue.aside(func() func() {
		ids, articles := coded.Highlights(s)
		name := coded.Describe(s)
		return func() {
			switch {
			case !read.same(a.read):
			case len(ids) == 0:
				a.w.status.say(say("There are no passages: %s.", tell(name)))
			default:
				a.w.showCounted(ids, articles, name)
			}
		}
	})
}

// lookUp shows a word in its context.
func (a *analysis) lookUp(word string) {
	a.phrase.SetText(word)
	a.places = nil
	a.choose(slices.IndexFunc(a.kinds, func(k analysisKind) bool { return k.id == kindContext }))
}

// work is a count under way. Only the latest one shows what it found.
type work struct {
	asked  int
	cancel context.CancelFunc
}

// slow is how long a count takes before it shows how far it is.
const slow = 100 * time.Millisecond

// do counts off the UI goroutine: job with a context and a function to tell how
// far it is, then the rest on the UI goroutine where nothing newer was asked for.
func (a *analysis) do(job func(ctx context.Context, progress app.Progress) error, then func()) {
	if a.work.cancel != nil {
		a.work.cancel()
	}
	ctx, cancel := context.WithCancel(context.Background())
	a.work.asked++
	a.work.cancel = cancel
	asked, show := a.work.asked, a.w.queue.show
	wait := time.AfterFunc(slow, func() {
		show(func() {
			if asked == a.work.asked && ctx.Err() == nil {
				a.bar.SetValue(0)
				a.progress.Show()
				if a.presented != a.kind {
					a.present(findings{empty: say("Counting…")})
				}
			}
		})
	})
	var percent atomic.Int64
	progress := func(n, total int) {
		now := int64(100 * n / max(1, total))
		if percent.Swap(now) != now {
			show(func() {
				if asked == a.work.asked {
					a.bar.SetValue(float64(now) / 100)
				}
			})
		}
	}
	a.w.queue.aside(func() func() {
		err := job(ctx, progress)
		return func() {
			wait.Stop()
			stopped := ctx.Err() != nil
			cancel()
			if asked != a.work.asked {
				return
			}
			a.progress.Hide()
			switch {
			case stopped || errors.Is(err, context.Canceled):
				a.read = reading{}
				a.present(findings{empty: say("Stopped. Press Ctrl+3 or choose something above to count again.")})
			case err != nil:
				a.w.fail(err)
			default:
				then()
			}
		}
	})
}

// setOptions changes the options of a select and keeps what is chosen.
func setOptions(s *panes.Picker, has *[]string, names, ids []string, changed func()) {
	if slices.Equal(*has, ids) && slices.Equal(s.Options, names) {
		return
	}
	chosen := ""
	if i := s.SelectedIndex(); i >= 0 && i < len(*has) {
		chosen = (*has)[i]
	}
	s.OnChanged = nil
	s.Options, *has = names, ids
	s.SetSelectedIndex(max(0, slices.Index(ids, chosen)))
	s.OnChanged = func(string) { changed() }
}
