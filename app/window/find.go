package window

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/find"
)

// findBar finds words in the open article: all hits are shown, one stands out.
type findBar struct {
	root     fyne.CanvasObject
	onHits   func(hits []annotate.Span, current int) // are to be shown; current is an index, or -1
	onReveal func(annotate.Span)
	onClose  func()
	onKey    func(e *fyne.KeyEvent) bool // reports whether the key is used up
	onAll    func(hits []annotate.Span)  // all of them are to be highlighted
	from     func() int                  // where the search starts: the position that is being read

	entry                *field
	count                *widget.Label
	whole, regexp, exact *toggle
	all                  *tipButton
	text                 *find.Haystack
	hits                 []annotate.Span
	at                   int
}

// newFindBar makes the bar, hidden until open.
func newFindBar(t *tips) *findBar {
	b := &findBar{entry: newField(say("Find in this article")), count: widget.NewLabel(""), at: -1}
	b.entry.OnChanged = func(string) { b.search() }
	b.entry.onKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyEscape:
			b.close()
		case fyne.KeyReturn, fyne.KeyEnter:
			if modifiers()&fyne.KeyModifierShift != 0 {
				b.step(-1)
			} else {
				b.step(1)
			}
		default:
			return b.onKey != nil && b.onKey(e)
		}
		return true
	}
	next := newTipButton(t, "", theme.MoveDownIcon(), say("Next (Enter, F3)"), func() { b.step(1) })
	previous := newTipButton(t, "", theme.MoveUpIcon(), say("Previous (Shift+Enter, Shift+F3)"), func() { b.step(-1) })
	b.whole = newToggle(t, say("Word"), say("Whole words only"), b.search)
	b.regexp = newToggle(t, ".*", say("Regular expression"), b.search)
	b.exact = newToggle(t, "Aa", say("Capitals and accents count"), b.search)
	b.all = newTipButton(t, say("Highlight all…"), nil, say("Tag every hit, as one step that Undo takes back"), func() { b.onAll(b.hits) })
	done := newTipButton(t, "", theme.CancelIcon(), say("Close (Esc)"), b.close)
	b.root = container.NewBorder(nil, widget.NewSeparator(), nil, nil,
		newFlowAround(b.entry, 120, b.entry, b.count, previous, next, b.whole, b.regexp, b.exact, b.all, done))
	b.root.Hide()
	return b
}

// setText gives the bar the article to search.
func (b *findBar) setText(a *annotate.Article) {
	b.text = find.NewHaystack(annotate.Text{})
	if a != nil {
		b.text = find.NewHaystack(a.Text)
	}
	if b.root.Visible() {
		b.search()
	}
}

// open shows the bar, with what is selected to begin with.
func (b *findBar) open(selected string) {
	b.root.Show()
	if selected != "" && !strings.Contains(selected, "\n") && utf8.RuneCountInString(selected) <= 80 {
		b.entry.SetText(selected)
	}
	b.search()
}

// close hides the bar and its hits.
func (b *findBar) close() {
	if !b.root.Visible() {
		return
	}
	b.root.Hide()
	b.hits, b.at = nil, -1
	b.onHits(nil, -1)
	if b.onClose != nil {
		b.onClose()
	}
}

func (b *findBar) search() {
	hits, err := find.Needle{Words: b.entry.Text, Whole: b.whole.on, Regexp: b.regexp.on, Exact: b.exact.on}.In(b.text)
	b.hits, b.at = hits, -1
	if len(b.hits) > 0 {
		b.at = 0
		for i, h := range b.hits {
			if b.from != nil && h.Start >= b.from() {
				b.at = i
				break
			}
		}
	}
	b.showHit()
	if err != nil {
		b.count.SetText(sentence(tell(err.Error())))
	}
}

// step goes to the next (1) or previous (-1) hit, round the ends; without an
// open bar it opens it with the last words.
func (b *findBar) step(by int) {
	if !b.root.Visible() {
		b.open("")
		return
	}
	if n := len(b.hits); n > 0 {
		b.at = (b.at + by + n) % n
		b.showHit()
	}
}

func (b *findBar) showHit() {
	switch {
	case b.entry.Text == "":
		b.count.SetText("")
	case len(b.hits) == 0:
		b.count.SetText(say("not found"))
	default:
		b.count.SetText(say("%s of %s", number(b.at+1), number(len(b.hits))))
	}
	if len(b.hits) > 0 {
		b.all.Enable()
	} else {
		b.all.Disable()
	}
	b.onHits(b.hits, b.at)
	if b.at >= 0 {
		b.onReveal(b.hits[b.at])
	}
}

// toggle is a small button that is on or off.
type toggle struct {
	tipButton
	on bool
}

func newToggle(t *tips, text, tip string, changed func()) *toggle {
	b := &toggle{}
	b.tips, b.tip, b.Text = t, tip, text
	b.Importance = widget.LowImportance
	b.OnTapped = func() {
		b.on = !b.on
		b.Importance = widget.LowImportance
		if b.on {
			b.Importance = widget.HighImportance
		}
		b.Refresh()
		changed()
	}
	b.ExtendBaseWidget(b)
	return b
}
