package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// typist is a person without a mouse: every key goes to what has the focus, as
// the driver would send it, and nothing else is touched.
type typist struct {
	*testing.T
	w *window
}

func (p typist) keys(names ...fyne.KeyName) {
	for _, n := range names {
		e := &fyne.KeyEvent{Name: n}
		if f := p.w.win.Canvas().Focused(); f != nil {
			f.TypedKey(e)
		} else {
			p.w.typedKey(e)
		}
		p.w.idle()
	}
}

func (p typist) control(n fyne.KeyName) {
	f, ok := p.w.win.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		p.Fatalf("what has the focus takes no shortcuts")
	}
	f.TypedShortcut(&desktop.CustomShortcut{KeyName: n, Modifier: ctrl})
	p.w.idle()
}

func (p typist) types(text string) {
	for _, r := range text {
		p.w.win.Canvas().Focused().TypedRune(r)
		p.w.idle()
	}
}

// TestWithoutMouse codes a whole article, every sentence of it, and mends one
// highlight, by nothing but keys.
func TestWithoutMouse(t *testing.T) {
	w := opened(t)
	w.focusReader()
	p := typist{t, w}
	p.control(fyne.KeyHome)
	for _, tag := range "321" {
		p.keys(fyne.KeyF7) // the sentence at the caret
		p.types(string(tag))
		p.control(fyne.KeyPageDown) // to the next one
	}
	want := []string{
		"The Cod Wars: trade",
		"Iceland moved its fishing limit to fifty miles.: military",
		"Britain sent frigates, and trade suffered.: sovereignty",
	}
	w.wantCodings(t, want...)

	p.control(fyne.KeyUp) // to the start of the paragraph
	p.control(fyne.KeyRight)
	p.control(fyne.KeyRight)
	p.keys(fyne.KeyRight, fyne.KeyF8) // extending from behind "sent "
	p.control(fyne.KeyRight)
	p.types("econom")
	p.keys(fyne.KeyReturn) // a new tag from the tag bar
	w.wantCodings(t, append(want, "frigates: econom")...)

	p.keys(fyne.KeyF4, fyne.KeyDelete) // the next highlight, round the end
	w.wantCodings(t, append(want[1:], "frigates: econom")...)
}

// TestProposedName: typing replaces the name that the system knows.
func TestProposedName(t *testing.T) {
	w := opened(t)
	p := typist{t, w}
	w.askCoder(func() {})
	p.types("Ana")
	p.keys(fyne.KeyReturn)
	if got := w.prefs.coder(); got != "Ana" {
		t.Errorf("the coder is %q", got)
	}
}

// TestPositionOfCaret: the status bar tells where the caret stands.
func TestPositionOfCaret(t *testing.T) {
	w := opened(t)
	w.focusReader()
	p := typist{t, w}
	p.control(fyne.KeyHome)
	p.keys(fyne.KeyDown, fyne.KeyDown)
	at := w.article.view.Selection().Start
	if want := say("position %s", number(at)); at == 0 || !strings.Contains(w.status.where.Text, want) {
		t.Errorf("at %d: %q", at, w.status.where.Text)
	}
}
