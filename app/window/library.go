package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app/words"
)

// library is the left pane: all articles, and a search over all texts.
type library struct {
	root     fyne.CanvasObject
	onOpen   func(article string, at annotate.Span) // an empty span: where it was left
	onSearch func(query string)                     // wants showHits, in its own time
	onMenu   func(article string, at fyne.Position)
	onKey    func(e *fyne.KeyEvent) bool // reports whether the key is used up

	search   *field
	clear    *tipButton
	found    *widget.Label
	articles *keyList
	hits     *keyList
	empty    fyne.CanvasObject
	progress *picker // which articles are listed, by how far one has come
	none     fyne.CanvasObject

	all      []store.Summary
	finished func(a store.Summary) string // names of the others who have finished an article
	replaced map[string]bool              // IDs of articles whose text another has mended
	shown    []store.Summary              // those of all that progress leaves, and the open one
	current  int                          // index in shown, or -1
	query    string
	results  []store.Hit
}

// newLibrary makes the pane; start is the empty state with its buttons.
func newLibrary(t *tips, tip string, start fyne.CanvasObject) *library {
	l := &library{current: -1, empty: start}
	l.search = newField(say("Search all articles"))
	l.search.Icon = theme.SearchIcon()
	l.search.OnChanged = func(s string) { l.ask(s) }
	l.search.onKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyEscape:
			l.search.SetText("")
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
			if len(l.results) > 0 && l.hits.Visible() {
				l.hits.Select(0)
			}
		}
		return l.onKey != nil && l.onKey(e)
	}
	l.clear = newTipButton(t, "", theme.CancelIcon(), say("Back to the list (Esc)"), func() { l.search.SetText("") })
	l.clear.Hide()
	var names []string
	for _, p := range progresses {
		names = append(names, say(p.name))
	}
	l.progress = newPicker(names, nil)
	l.progress.SetSelectedIndex(0)
	l.progress.OnChanged = func(string) { l.show(l.all, l.open()) }
	l.none = newHint(say("No article here is like that.\nChoose “All articles” above."))
	l.found = widget.NewLabel("")
	l.found.Hide()

	l.articles = newKeyList(func() int { return len(l.shown) },
		func() fyne.CanvasObject { return newArticleRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row := o.(*articleRow)
			row.onMenu = func(at fyne.Position) { l.onMenu(l.shown[i].ID, at) }
			row.onTap = func() { l.articles.Select(i) }
			row.set(l.shown[i], i == l.current, l.replaced[l.shown[i].ID], l.finished(l.shown[i]))
		})
	l.articles.OnSelected = func(i widget.ListItemID) {
		if i != l.current && i < len(l.shown) {
			l.onOpen(l.shown[i].ID, annotate.Span{})
		}
	}
	l.articles.onKey = func(e *fyne.KeyEvent) bool { return l.onKey != nil && l.onKey(e) }
	l.articles.HideSeparators = true

	l.hits = newKeyList(func() int { return len(l.results) },
		func() fyne.CanvasObject { return newHitRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			o.(*hitRow).set(l.results[i], l.continued(i))
		})
	l.hits.OnSelected = func(i widget.ListItemID) {
		h := l.results[i]
		l.hits.UnselectAll() // so that the same hit can be chosen again
		l.onOpen(h.Article, h.Span)
	}
	l.hits.onKey = l.articles.onKey
	l.hits.HideSeparators = true
	l.hits.Hide()

	top := container.NewVBox(container.NewBorder(nil, nil, nil, l.clear, l.search), l.progress, l.found)
	l.root = container.NewBorder(container.NewPadded(top), nil, nil, nil,
		container.NewStack(l.articles, l.hits, container.NewCenter(l.none), container.NewVBox(layout.NewSpacer(), l.empty, layout.NewSpacer())))
	return l
}

// show lists the articles and marks the open one.
func (l *library) show(articles []store.Summary, open string) {
	before := l.current
	l.all, l.shown, l.current = articles, articles, -1
	if i := l.progress.SelectedIndex(); i > 0 {
		l.shown = slices.DeleteFunc(slices.Clone(articles), func(a store.Summary) bool { return a.ID != open && !progresses[i].has(a) })
	}
	l.replaced = map[string]bool{}
	for i := range articles {
		l.replaced[articles[i].Replaces] = true
	}
	l.current = slices.IndexFunc(l.shown, func(a store.Summary) bool { return a.ID == open })
	l.refresh()
	if l.current >= 0 {
		l.articles.Select(l.current)
		if l.current != before {
			l.articles.ScrollTo(l.current)
		}
	} else {
		l.articles.UnselectAll()
	}
}

// progresses are what the list can be narrowed to.
var progresses = []struct {
	name words.Key
	has  func(a store.Summary) bool
}{
	{"All articles", nil},
	{"Unread", func(a store.Summary) bool { return a.Mine == annotate.Unread }},
	{"In progress", func(a store.Summary) bool { return a.Mine == annotate.InProgress }},
	{"Done", func(a store.Summary) bool { return a.Mine == annotate.Done }},
	{"Not done", func(a store.Summary) bool { return a.Mine != annotate.Done }},
	{"Done by others, not by me", func(a store.Summary) bool { return a.Mine != annotate.Done && len(a.Done) > 0 }},
	{"Without highlights", func(a store.Summary) bool { return a.Highlights == 0 }},
}

// open is the ID of the open article, or "".
func (l *library) open() string {
	if l.current < 0 {
		return ""
	}
	return l.shown[l.current].ID
}

func (l *library) refresh() {
	searching := strings.TrimSpace(l.query) != ""
	show(l.empty, len(l.all) == 0 && !searching)
	show(l.none, len(l.all) > 0 && len(l.shown) == 0 && !searching)
	show(l.progress, len(l.all) > 0 && !searching)
	show(l.articles, len(l.shown) > 0 && !searching)
	show(l.hits, searching)
	show(l.clear, searching)
	show(l.found, searching)
	l.articles.Refresh()
}

// ask starts a search, or goes back to the list where there is nothing to
// search for.
func (l *library) ask(query string) {
	l.query = query
	if strings.TrimSpace(query) == "" {
		l.results = nil
		l.refresh()
		return
	}
	l.onSearch(query)
}

// showHits shows what a search found, unless something else is asked by now.
func (l *library) showHits(query string, hits []store.Hit) {
	if query != l.query {
		return
	}
	l.results = hits
	articles := map[string]bool{}
	for _, h := range hits {
		articles[h.Article] = true
	}
	switch len(hits) {
	case 0:
		l.found.SetText(say("Nothing found. Try fewer words, or the beginning of a word and *."))
	default:
		l.found.SetText(say("%s in %s", count(len(hits), "place"), count(len(articles), "article")))
	}
	l.found.Wrapping = fyne.TextWrapWord
	l.refresh()
	for i := range hits {
		height := float32(hitHeight)
		if l.continued(i) {
			height = hitHeightContinued
		}
		l.hits.SetItemHeight(i, height)
	}
	l.hits.Refresh()
	l.hits.ScrollToTop()
}

// continued reports whether a hit is in the same article as the one before.
func (l *library) continued(i int) bool {
	return i > 0 && l.results[i-1].Article == l.results[i].Article
}

// show shows or hides an object, and leaves it alone where it is so already.
func show(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}

// keyList is a list that lets its owner look at keys first.
type keyList struct {
	ringList
	onKey   func(e *fyne.KeyEvent) bool // reports whether the key is used up
	chooses bool                        // up and down choose, as a click does
}

// newKeyList makes the list as widget.NewList does.
func newKeyList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *keyList {
	l := &keyList{}
	l.fill(length, create, update)
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey gives the list what it moves by and offers the rest to onKey.
// Return, where nobody wants it, does as Space.
func (l *keyList) TypedKey(e *fyne.KeyEvent) {
	moves := e.Name == fyne.KeyUp || e.Name == fyne.KeyDown || e.Name == fyne.KeySpace
	switch {
	case !moves && l.onKey != nil && l.onKey(e):
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		l.ringList.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	case passesOn(l, e):
	default:
		if l.ringList.TypedKey(e); moves && l.chooses {
			l.ringList.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		}
	}
}
