package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"gloss/importers"
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

// control presses a key with Ctrl, which the menu gets first.
func (p typist) control(n fyne.KeyName) {
	defer p.w.idle()
	s := &desktop.CustomShortcut{KeyName: n, Modifier: ctrl}
	for _, list := range p.w.bar.lists {
		for _, item := range list.menu.Items {
			if item.Shortcut != nil && item.Shortcut.ShortcutName() == s.ShortcutName() {
				item.Action()
				return
			}
		}
	}
	f, ok := p.w.win.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		p.Fatalf("what has the focus takes no shortcuts")
	}
	f.TypedShortcut(s)
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

// TestDeletesWord: where one types, Ctrl+Delete deletes a word, not the article.
func TestDeletesWord(t *testing.T) {
	w := opened(t)
	p := typist{t, w}
	w.win.Canvas().Focus(w.library.Search)
	p.types("two words")
	p.keys(fyne.KeyHome)
	p.control(fyne.KeyDelete)
	if got := w.library.Search.Text; w.sheet != nil || got != " words" {
		t.Errorf("the field holds %q, and a dialog is open: %v", got, w.sheet != nil)
	}
}

// TestKeysPassOn: what was clicked last, a choice, a tick or a button, does not
// keep Escape, Return and the function keys from the dialog and the window.
func TestKeysPassOn(t *testing.T) {
	w := opened(t)
	p := typist{t, w}
	focus := func(f fyne.Focusable) { w.win.Canvas().Focus(f) }
	w.askSettings()
	focus(w.sheet.dismiss)
	p.keys(fyne.KeyReturn)
	if w.sheet != nil {
		t.Fatal("Return does not press the button that has the focus")
	}
	e := w.askExport()
	w.idle()
	focus(e.format)
	p.keys(fyne.KeyEscape)
	if w.sheet != nil {
		t.Fatal("Escape does not leave the dialog from a choice")
	}
	e = w.askExport()
	w.idle()
	focus(e.bom)
	p.keys(fyne.KeyEscape)
	if w.sheet != nil {
		t.Fatal("Escape does not leave the dialog from a tick")
	}
	r := w.askReview("Import", "Import", source{name: "a.txt", data: []byte("text")}, importers.Options{Password: "x"}, nil, nil)
	w.idle()
	focus(r.choices.password)
	p.keys(fyne.KeyEscape)
	if w.sheet != nil {
		t.Fatal("Escape does not leave the dialog from the password")
	}
	w.focusReader()
	p.control(fyne.KeyHome)
	focus(w.article.status)
	p.keys(fyne.KeyF7)
	if w.article.view.Selection().Empty() {
		t.Error("after choosing how far one has come, F7 selects nothing")
	}
}
