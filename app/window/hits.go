package window

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/find"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/panes"
	"gloss/app/words"
)

// viewHits is the view to find passages and to code those that a person accepts.
const viewHits = "find and code"

// The names of the units and of the kinds of searches, in the order of app.Units.
var (
	spanNames   = []words.Key{"the match", "its sentence", "its paragraph"}
	searchKinds = []words.Key{"Words and phrases", "Regular expression"}
)

// hits is that view. What is done with the hits stands in judging.go.
type hits struct {
	w    *window
	root fyne.CanvasObject

	kind     *panes.Picker
	words    *panes.Field
	unit     *panes.Picker
	where    *panes.Picker
	tag      *widget.SelectEntry
	capitals *panes.Tick
	accents  *panes.Tick
	find     *panes.TipButton
	about    *widget.Label
	list     *panes.HitList
	context  *excerpt
	below    fyne.CanvasObject
	empty    *widget.RichText
	yes, no  *panes.TipButton
	all      *panes.TipButton
	none     *panes.TipButton
	code     *panes.TipButton

	places []store.Filter // behind the options of where
	terms  []string       // of a list that was loaded; nil while the field counts
	stop   func()         // ends the search under way, or nil
	asked  int            // number of the latest search

	query    find.Query // of the hits that are shown
	found    []app.Found
	verdicts []panes.Verdict
	number   [len(panes.VerdictMarks)]int // of hits with each verdict
	done     int                          // of those that are coded: accepted before
	before   string                       // what the history knows of the same search
	at       int                          // index of the hit that is judged, or -1
	applied  []int                        // indexes of those that were coded last, by the action label
	label    string
}

func newHits(w *window) *hits {
	v := &hits{w: w, at: -1}
	v.kind = panes.NewPicker(sayAll(searchKinds), func(string) { v.offer() })
	v.words = panes.NewField("")
	v.words.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			v.start()
			return true
		case fyne.KeyDown:
			w.win.Canvas().Focus(v.list)
			return true
		}
		return w.pressed(e.Name, true)
	}
	v.words.OnChanged = func(string) { v.terms = nil }
	load := panes.NewTipButton(w.tips, say("List…"), theme.FolderOpenIcon(), say("Take words and phrases from a CSV with a column term, or from lines"), v.askList)
	v.find = panes.NewTipButton(w.tips, say("Find"), nil, say("Find in all these articles  (Enter)"), v.start)
	v.find.Importance = widget.HighImportance
	v.unit = panes.NewPicker(sayAll(spanNames), nil)
	v.unit.SetSelectedIndex(0)
	v.where = panes.NewPicker(nil, nil)
	v.tag = widget.NewSelectEntry(nil)
	v.tag.PlaceHolder = say("a tag, or a new name")
	v.tag.OnChanged = func(string) { v.refresh() }
	v.capitals = panes.NewTick(say("Capitals count"), nil)
	v.accents = panes.NewTick(say("Accents count"), nil)
	v.about = panes.NewEllipsis()

	v.list = panes.NewHitList(func() int { return len(v.found) },
		func() fyne.CanvasObject { return panes.NewKwicRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*panes.KwicRow).Set(v.found[i], v.verdicts[i]) })
	v.list.OnSelected = v.choose
	v.list.OnKey = v.typedKey
	v.list.OnRune = v.typedRune
	v.empty = panes.NewHint(say("Find words in all articles, and code the passages that fit.\nType words above and press Enter. Then Y accepts a hit, and N rejects it."))
	v.context = newExcerpt(w, 112, nil)

	v.yes = panes.NewTipButton(w.tips, say("Accept"), theme.ConfirmIcon(), say("Accept this one  (Y)"), func() { v.judge(panes.Accepted) })
	v.no = panes.NewTipButton(w.tips, say("Reject"), theme.CancelIcon(), say("Reject this one  (N)"), func() { v.judge(panes.Rejected) })
	v.all = panes.NewTipButton(w.tips, say("Accept the rest"), nil, say("Accept all that are not decided  (Shift+Y)"), func() { v.judgeRest(panes.Accepted) })
	v.none = panes.NewTipButton(w.tips, say("Reject the rest"), nil, say("Reject all that are not decided  (Shift+N)"), func() { v.judgeRest(panes.Rejected) })
	v.code = panes.NewTipButton(w.tips, "", nil, say("Code the accepted passages  (Ctrl+Enter)"), v.apply)
	v.code.Importance = widget.HighImportance

	label := func(s string) fyne.CanvasObject { return container.NewCenter(panes.NewQuiet(s)) }
	first := panes.NewFlowAround(v.words, 160, wide(v.kind, 180), v.words, load, v.find)
	second := panes.NewFlow(container.NewHBox(label(say("Code")), wide(v.unit, 130)), container.NewHBox(label(say("in")), wide(v.where, 170)),
		container.NewHBox(label(say("as")), wide(v.tag, 200)), v.capitals, v.accents)
	top := container.NewVBox(first, second, v.about)
	buttons := panes.NewFlow(v.yes, v.no, widget.NewSeparator(), v.all, v.none, layout.NewSpacer(), v.code)
	v.below = container.NewBorder(widget.NewSeparator(), buttons, nil, nil, v.context.root)
	v.root = container.NewBorder(container.NewPadded(top), container.NewPadded(v.below), nil, nil,
		container.NewStack(v.list, container.NewVBox(layout.NewSpacer(), v.empty, layout.NewSpacer())))
	v.kind.SetSelectedIndex(0)
	v.refresh()
	return v
}

// wide gives an object a width, such as a select that would be cut at its own.
func wide(o fyne.CanvasObject, width float32) fyne.CanvasObject {
	return container.New(layout.NewGridWrapLayout(fyne.NewSize(width, o.MinSize().Height)), o)
}

// offer says what can be typed for the kind of search.
func (v *hits) offer() {
	if v.regexp() {
		v.words.SetPlaceHolder(say(`A regular expression (RE2), such as \b(gun)?boats?\b`))
	} else {
		v.words.SetPlaceHolder(say("Words and phrases, parted by commas; trawler* finds trawlers too"))
	}
}

func (v *hits) regexp() bool { return v.kind.SelectedIndex() == 1 }

// load offers the project's tags and filters.
func (v *hits) load() {
	w := v.w
	p := w.project
	if p == nil {
		return
	}
	v.takeBack()
	var paths []string
	for _, t := range w.shown.tags {
		paths = append(paths, w.shown.tags.Path(t.ID))
	}
	v.tag.SetOptions(paths)
	if v.tag.Text == "" {
		if id := w.book.Chosen; id != "" {
			v.tag.SetText(w.shown.tags.Path(id))
		} else if id := w.lastTag(); id != "" {
			v.tag.SetText(w.shown.tags.Path(id))
		}
	}
	w.queue.aside(func() func() {
		kept, err := p.Filters()
		return func() {
			if err != nil {
				w.fail(err)
				return
			}
			v.setPlaces(kept)
		}
	})
}

// setPlaces offers where to look.
func (v *hits) setPlaces(kept []store.NamedFilter) {
	names, places := []string{say("all articles")}, []store.Filter{{}}
	if id := v.w.shown.articleID(); id != "" {
		names, places = append(names, say("the open article")), append(places, store.Filter{Articles: []string{id}})
	}
	for _, s := range annotate.Statuses {
		names, places = append(names, say("articles %s", statusName(s))), append(places, store.Filter{Statuses: []annotate.Status{s}})
	}
	for _, k := range kept {
		names, places = append(names, say("filter %s", k.Name)), append(places, k.Filter)
	}
	chosen := max(0, slices.Index(names, v.where.Selected))
	v.where.Options, v.places = names, places
	v.where.SetSelectedIndex(chosen)
}

// askList takes the terms from a file.
func (v *hits) askList() {
	v.w.askFile(say("Words and phrases"), []string{".csv", ".tsv", ".txt"}, func(path string) {
		terms, err := readTerms(path)
		if err != nil {
			v.w.fail(err)
			return
		}
		v.kind.SetSelectedIndex(0)
		v.words.SetText(strings.Join(terms, ", "))
		v.terms = terms // as they stand, commas too
		v.start()
	})
}

// asks is what the fields ask to find.
func (v *hits) asks() find.Query {
	q := find.Query{SameCase: v.capitals.Checked, SameAccents: v.accents.Checked}
	switch {
	case v.regexp():
		q.Regexp = strings.TrimSpace(v.words.Text)
	case v.terms != nil:
		q.Terms = v.terms
	default:
		q.Terms = find.Terms(v.words.Text)
	}
	return q
}

// start begins a search, or ends the one under way. Hits that were accepted and
// not coded are given up only after a question.
func (v *hits) start() {
	switch {
	case v.w.project == nil:
	case v.stop != nil:
		v.stop()
	case v.number[panes.Accepted] > 0:
		v.w.askSure(say("Search again?"), say("%s that you accepted have not been coded yet. A new search gives them up.", count(v.number[panes.Accepted], "passage")), say("Search"), v.search)
	default:
		v.search()
	}
}

func (v *hits) search() {
	w, p, q, tag := v.w, v.w.project, v.asks(), v.tagPath()
	if _, err := q.Compile(); err != nil {
		v.about.SetText(sentence(tell(err.Error())))
		return
	}
	in, unit, id := store.Filter{}, app.Units[v.unit.SelectedIndex()], ""
	if i := v.where.SelectedIndex(); i >= 0 {
		in = v.places[i]
	}
	if t, ok := w.shown.tags.Find(tag); ok {
		id = t.ID
	}
	v.asked++
	asked := v.asked
	ctx, stop := context.WithCancel(context.Background())
	v.stop = stop
	v.find.SetText(say("Stop"))
	v.about.SetText(say("Searching…"))
	progress := func(done, total int) {
		if done%100 == 0 {
			w.queue.show(func() {
				if asked == v.asked && v.stop != nil {
					v.about.SetText(say("Searching… %s of %s", number(done), count(total, "article")))
				}
			})
		}
	}
	w.queue.aside(func() func() {
		found, err := app.Find(ctx, p, q, in, unit, id, progress)
		before, earlier := precisionBefore(p, q, tag)
		stopped := ctx.Err() != nil
		stop()
		return func() {
			if asked != v.asked || w.project != p {
				return
			}
			v.stop = nil
			v.find.SetText(say("Find"))
			switch {
			case stopped:
				v.about.SetText(say("Stopped."))
			case err != nil:
				v.about.SetText("")
				w.fail(err)
			case earlier != nil:
				w.fail(earlier)
			default:
				v.show(q, found, before)
			}
		}
	})
}

// precisionBefore is what the history says of the same search, in words, or "".
func precisionBefore(p *store.Project, q find.Query, tag string) (string, error) {
	actions, err := p.History(historyShown)
	if err != nil {
		return "", err
	}
	for _, a := range actions {
		if yes, judged, ok := app.Precision(q, tag, a.Label); ok && !a.Undone {
			return say("last time %s (%s)", share(yes, judged), moment(a.At)), nil
		}
	}
	return "", nil
}

// share says how many of the judged hits were right: the precision.
func share(yes, judged int) string {
	return say("%s of %s accepted: precision %d %%", number(yes), number(judged), (100*yes+judged/2)/max(1, judged))
}

// clear forgets the hits, as when another project is opened.
func (v *hits) clear() {
	if v.stop != nil {
		v.stop()
	}
	v.asked++
	v.stop = nil
	v.find.SetText(say("Find"))
	v.tag.SetText("")
	v.show(find.Query{}, nil, "")
	v.about.SetText("")
}
