package panes

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/annotate/find"
	"gloss/app/words"
)

// FindBar finds words in the open article: all hits are shown, one stands out.
type FindBar struct {
	Root     fyne.CanvasObject
	OnHits   func(hits []annotate.Span, current int) // are to be shown; current is an index, or -1
	OnReveal func(annotate.Span)
	OnClose  func()
	OnKey    func(e *fyne.KeyEvent) bool // reports whether the key is used up
	OnAll    func(hits []annotate.Span)  // all of them are to be highlighted
	From     func() int                  // where the search starts: the position that is being read

	Entry                *Field
	Count                *widget.Label
	Whole, Regexp, Exact *Toggle
	All                  *TipButton
	text                 *find.Haystack
	Hits                 []annotate.Span
	at                   int
}

// NewFindBar makes the bar, hidden until open.
func NewFindBar(t *Tips) *FindBar {
	b := &FindBar{Entry: NewField(words.Say("Find in this article")), Count: widget.NewLabel(""), at: -1}
	b.Entry.OnChanged = func(string) { b.search() }
	b.Entry.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyEscape:
			b.Close()
		case fyne.KeyReturn, fyne.KeyEnter:
			if Modifiers()&fyne.KeyModifierShift != 0 {
				b.Step(-1)
			} else {
				b.Step(1)
			}
		default:
			return b.OnKey != nil && b.OnKey(e)
		}
		return true
	}
	next := NewTipButton(t, "", theme.MoveDownIcon(), words.Say("Next (Enter, F3)"), func() { b.Step(1) })
	previous := NewTipButton(t, "", theme.MoveUpIcon(), words.Say("Previous (Shift+Enter, Shift+F3)"), func() { b.Step(-1) })
	b.Whole = newToggle(t, words.Say("Word"), words.Say("Whole words only"), b.search)
	b.Regexp = newToggle(t, ".*", words.Say("Regular expression"), b.search)
	b.Exact = newToggle(t, "Aa", words.Say("Capitals and accents count"), b.search)
	b.All = NewTipButton(t, words.Say("Highlight all…"), nil, words.Say("Tag every hit, as one step that Undo takes back"), func() { b.OnAll(b.Hits) })
	done := NewTipButton(t, "", theme.CancelIcon(), words.Say("Close (Esc)"), b.Close)
	b.Root = container.NewBorder(nil, widget.NewSeparator(), nil, nil,
		NewFlowAround(b.Entry, 120, b.Entry, b.Count, previous, next, b.Whole, b.Regexp, b.Exact, b.All, done))
	b.Root.Hide()
	return b
}

// SetText gives the bar the article to search.
func (b *FindBar) SetText(a *annotate.Article) {
	b.text = find.NewHaystack(annotate.Text{})
	if a != nil {
		b.text = find.NewHaystack(a.Text)
	}
	if b.Root.Visible() {
		b.search()
	}
}

// Open shows the bar, with what is selected to begin with.
func (b *FindBar) Open(selected string) {
	b.Root.Show()
	if selected != "" && !strings.Contains(selected, "\n") && utf8.RuneCountInString(selected) <= 80 {
		b.Entry.SetText(selected)
	}
	b.search()
}

// Close hides the bar and its hits.
func (b *FindBar) Close() {
	if !b.Root.Visible() {
		return
	}
	b.Root.Hide()
	b.Hits, b.at = nil, -1
	b.OnHits(nil, -1)
	if b.OnClose != nil {
		b.OnClose()
	}
}

func (b *FindBar) search() {
	hits, err := find.Needle{Words: b.Entry.Text, Whole: b.Whole.on, Regexp: b.Regexp.on, Exact: b.Exact.on}.In(b.text)
	b.Hits, b.at = hits, -1
	if len(b.Hits) > 0 {
		b.at = 0
		for i, h := range b.Hits {
			if b.From != nil && h.Start >= b.From() {
				b.at = i
				break
			}
		}
	}
	b.showHit()
	if err != nil {
		b.Count.SetText(words.Sentence(words.Tell(err.Error())))
	}
}

// Step goes to the next (1) or previous (-1) hit, round the ends; without an
// open bar it opens it with the last words.
func (b *FindBar) Step(by int) {
	if !b.Root.Visible() {
		b.Open("")
		return
	}
	if n := len(b.Hits); n > 0 {
		b.at = (b.at + by + n) % n
		b.showHit()
	}
}

func (b *FindBar) showHit() {
	switch {
	case b.Entry.Text == "":
		b.Count.SetText("")
	case len(b.Hits) == 0:
		b.Count.SetText(words.Say("not found"))
	default:
		b.Count.SetText(words.Say("%s of %s", words.Number(b.at+1), words.Number(len(b.Hits))))
	}
	if len(b.Hits) > 0 {
		b.All.Enable()
	} else {
		b.All.Disable()
	}
	b.OnHits(b.Hits, b.at)
	if b.at >= 0 {
		b.OnReveal(b.Hits[b.at])
	}
}

// Toggle is a small button that is on or off.
type Toggle struct {
	TipButton
	on bool
}

func newToggle(t *Tips, text, tip string, changed func()) *Toggle {
	b := &Toggle{}
	b.tips, b.Tip, b.Text = t, tip, text
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
