package panes

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

// Library is the left pane: all articles, and a search over all texts.
type Library struct {
	Root     fyne.CanvasObject
	OnOpen   func(article string, at annotate.Span) // an empty span: where it was left
	OnSearch func(query string)                     // wants ShowHits, in its own time
	OnMenu   func(article string, at fyne.Position)
	OnKey    func(e *fyne.KeyEvent) bool // reports whether the key is used up

	Search   *Field
	clear    *TipButton
	Found    *widget.Label
	Articles *KeyList
	Hits     *KeyList
	empty    fyne.CanvasObject
	Progress *Picker // which articles are listed, by how far one has come
	none     fyne.CanvasObject

	all      []store.Summary
	Finished func(a store.Summary) string // names of the others who have finished an article
	replaced map[string]bool              // IDs of articles whose text another has mended
	Shown    []store.Summary              // those of all that progress leaves, and the open one
	Current  int                          // index in shown, or -1
	query    string
	Results  []store.Hit
}

// NewLibrary makes the pane; start is the empty state with its buttons.
func NewLibrary(t *Tips, tip string, start fyne.CanvasObject) *Library {
	l := &Library{Current: -1, empty: start}
	l.Search = NewField(words.Say("Search all articles"))
	l.Search.Icon = theme.SearchIcon()
	l.Search.OnChanged = func(s string) { l.ask(s) }
	l.Search.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyEscape:
			l.Search.SetText("")
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
			if len(l.Results) > 0 && l.Hits.Visible() {
				l.Hits.Select(0)
			}
		}
		return l.OnKey != nil && l.OnKey(e)
	}
	l.clear = NewTipButton(t, "", theme.CancelIcon(), words.Say("Back to the list (Esc)"), func() { l.Search.SetText("") })
	l.clear.Hide()
	var names []string
	for _, p := range progresses {
		names = append(names, words.Say(p.name))
	}
	l.Progress = NewPicker(names, nil)
	l.Progress.SetSelectedIndex(0)
	l.Progress.OnChanged = func(string) { l.Show(l.all, l.open()) }
	l.none = NewHint(words.Say("No article here is like that.\nChoose “All articles” above."))
	l.Found = widget.NewLabel("")
	l.Found.Hide()

	l.Articles = NewKeyList(func() int { return len(l.Shown) },
		func() fyne.CanvasObject { return newArticleRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row := o.(*articleRow)
			row.onMenu = func(at fyne.Position) { l.OnMenu(l.Shown[i].ID, at) }
			row.onTap = func() { l.Articles.Select(i) }
			row.set(l.Shown[i], i == l.Current, l.replaced[l.Shown[i].ID], l.Finished(l.Shown[i]))
		})
	l.Articles.OnSelected = func(i widget.ListItemID) {
		if i != l.Current && i < len(l.Shown) {
			l.OnOpen(l.Shown[i].ID, annotate.Span{})
		}
	}
	l.Articles.OnKey = func(e *fyne.KeyEvent) bool { return l.OnKey != nil && l.OnKey(e) }
	l.Articles.HideSeparators = true

	l.Hits = NewKeyList(func() int { return len(l.Results) },
		func() fyne.CanvasObject { return newHitRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			o.(*hitRow).set(l.Results[i], l.continued(i))
		})
	l.Hits.OnSelected = func(i widget.ListItemID) {
		h := l.Results[i]
		l.Hits.UnselectAll() // so that the same hit can be chosen again
		l.OnOpen(h.Article, h.Span)
	}
	l.Hits.OnKey = l.Articles.OnKey
	l.Hits.HideSeparators = true
	l.Hits.Hide()

	top := container.NewVBox(container.NewBorder(nil, nil, nil, l.clear, l.Search), l.Progress, l.Found)
	l.Root = container.NewBorder(container.NewPadded(top), nil, nil, nil,
		container.NewStack(l.Articles, l.Hits, container.NewCenter(l.none), container.NewVBox(layout.NewSpacer(), l.empty, layout.NewSpacer())))
	return l
}

// Show lists the articles and marks the open one.
func (l *Library) Show(articles []store.Summary, open string) {
	before := l.Current
	l.all, l.Shown, l.Current = articles, articles, -1
	if i := l.Progress.SelectedIndex(); i > 0 {
		l.Shown = slices.DeleteFunc(slices.Clone(articles), func(a store.Summary) bool { return a.ID != open && !progresses[i].has(a) })
	}
	l.replaced = map[string]bool{}
	for i := range articles {
		l.replaced[articles[i].Replaces] = true
	}
	l.Current = slices.IndexFunc(l.Shown, func(a store.Summary) bool { return a.ID == open })
	l.refresh()
	if l.Current >= 0 {
		l.Articles.Select(l.Current)
		if l.Current != before {
			l.Articles.ScrollTo(l.Current)
		}
	} else {
		l.Articles.UnselectAll()
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
func (l *Library) open() string {
	if l.Current < 0 {
		return ""
	}
	return l.Shown[l.Current].ID
}

func (l *Library) refresh() {
	searching := strings.TrimSpace(l.query) != ""
	SetVisible(l.empty, len(l.all) == 0 && !searching)
	SetVisible(l.none, len(l.all) > 0 && len(l.Shown) == 0 && !searching)
	SetVisible(l.Progress, len(l.all) > 0 && !searching)
	SetVisible(l.Articles, len(l.Shown) > 0 && !searching)
	SetVisible(l.Hits, searching)
	SetVisible(l.clear, searching)
	SetVisible(l.Found, searching)
	l.Articles.Refresh()
}

// ask starts a search, or goes back to the list where there is nothing to
// search for.
func (l *Library) ask(query string) {
	l.query = query
	if strings.TrimSpace(query) == "" {
		l.Results = nil
		l.refresh()
		return
	}
	l.OnSearch(query)
}

// ShowHits shows what a search found, unless something else is asked by now.
func (l *Library) ShowHits(query string, hits []store.Hit) {
	if query != l.query {
		return
	}
	l.Results = hits
	articles := map[string]bool{}
	for _, h := range hits {
		articles[h.Article] = true
	}
	switch len(hits) {
	case 0:
		l.Found.SetText(words.Say("Nothing found. Try fewer words, or the beginning of a word and *."))
	default:
		l.Found.SetText(words.Say("%s in %s", words.Count(len(hits), "place"), words.Count(len(articles), "article")))
	}
	l.Found.Wrapping = fyne.TextWrapWord
	l.refresh()
	for i := range hits {
		height := float32(hitHeight)
		if l.continued(i) {
			height = hitHeightContinued
		}
		l.Hits.SetItemHeight(i, height)
	}
	l.Hits.Refresh()
	l.Hits.ScrollToTop()
}

// continued reports whether a hit is in the same article as the one before.
func (l *Library) continued(i int) bool {
	return i > 0 && l.Results[i-1].Article == l.Results[i].Article
}

// SetVisible shows or hides an object, and leaves it alone where it is so already.
func SetVisible(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}

// KeyList is a list that lets its owner look at keys first.
type KeyList struct {
	RingList
	OnKey   func(e *fyne.KeyEvent) bool // reports whether the key is used up
	Chooses bool                        // up and down choose, as a click does
}

// NewKeyList makes the list as widget.NewList does.
func NewKeyList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *KeyList {
	l := &KeyList{}
	l.fill(length, create, update)
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey gives the list what it moves by and offers the rest to OnKey.
// Return, where nobody wants it, does as Space.
func (l *KeyList) TypedKey(e *fyne.KeyEvent) {
	moves := e.Name == fyne.KeyUp || e.Name == fyne.KeyDown || e.Name == fyne.KeySpace
	switch {
	case !moves && l.OnKey != nil && l.OnKey(e):
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		l.RingList.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	case passesOn(l, e):
	default:
		if l.RingList.TypedKey(e); moves && l.Chooses {
			l.RingList.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		}
	}
}
