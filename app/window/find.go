package window

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
)

// findBar finds words in the open article: all hits are shown, one stands out.
type findBar struct {
	root     fyne.CanvasObject
	onHits   func(hits []annotate.Span, current int)
	onReveal func(annotate.Span)
	onClose  func()
	onKey    func(e *fyne.KeyEvent) bool
	from     func() int // where the search starts: the position that is being read

	entry  *field
	count  *widget.Label
	text   annotate.Text
	folded []rune // of text, made for the first search
	hits   []annotate.Span
	at     int
}

func newFindBar(t *tips) *findBar {
	b := &findBar{entry: newField("Find in this article"), count: widget.NewLabel(""), at: -1}
	b.entry.OnChanged = func(string) { b.search() }
	b.entry.onKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyEscape:
			b.close()
		case fyne.KeyReturn, fyne.KeyEnter:
			if modifiers()&shift != 0 {
				b.step(-1)
			} else {
				b.step(1)
			}
		default:
			return b.onKey != nil && b.onKey(e)
		}
		return true
	}
	next := newTipButton(t, "", theme.MoveDownIcon(), "Next (Enter, F3)", func() { b.step(1) })
	previous := newTipButton(t, "", theme.MoveUpIcon(), "Previous (Shift+Enter, Shift+F3)", func() { b.step(-1) })
	done := newTipButton(t, "", theme.CancelIcon(), "Close (Esc)", b.close)
	b.root = container.NewBorder(nil, widget.NewSeparator(), nil,
		container.NewHBox(b.count, previous, next, done), b.entry)
	b.root.Hide()
	return b
}

// setText gives the bar the article to search.
func (b *findBar) setText(a *annotate.Article) {
	b.text, b.folded = annotate.Text{}, nil
	if a != nil {
		b.text = a.Text
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
	if b.folded == nil {
		b.folded = fold([]rune(b.text.String()))
	}
	b.hits, b.at = findAll(b.folded, b.entry.Text), -1
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
		b.count.SetText("not found")
	default:
		b.count.SetText(fmt.Sprintf("%s of %s", number(b.at+1), number(len(b.hits))))
	}
	b.onHits(b.hits, b.at)
	if b.at >= 0 {
		b.onReveal(b.hits[b.at])
	}
}

// findAll returns every place in a folded text where the words stand, without
// overlaps.
func findAll(text []rune, words string) []annotate.Span {
	needle := fold([]rune(words))
	if len(needle) == 0 {
		return nil
	}
	var hits []annotate.Span
	for i := 0; i+len(needle) <= len(text); i++ {
		if text[i] == needle[0] && slices.Equal(text[i:i+len(needle)], needle) {
			hits = append(hits, annotate.Span{Start: i, End: i + len(needle)})
			i += len(needle) - 1
		}
	}
	return hits
}

// fold makes letters small, and any white space and dash or quote that looks
// alike the same, in place and one for one, so that positions hold.
func fold(r []rune) []rune {
	for i, c := range r {
		switch {
		case unicode.IsSpace(c):
			r[i] = ' '
		case c == '’' || c == '‘':
			r[i] = '\''
		case c == '“' || c == '”':
			r[i] = '"'
		default:
			r[i] = unicode.ToLower(c)
		}
	}
	return r
}
