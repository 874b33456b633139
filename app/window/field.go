package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// field is an entry that lets its owner look at keys first, so that Escape,
// Return and the function keys work while one types.
type field struct {
	widget.Entry
	onKey      func(e *fyne.KeyEvent) bool // reports whether the key is used up
	onRune     func(r rune) bool           // reports whether the character is used up
	onShortcut func(s fyne.Shortcut) bool  // reports whether the shortcut is used up
	onBlur     func()                      // the focus has gone
	minRows    int                         // for several lines
}

// newField returns a field of one line.
func newField(hint string) *field {
	f := &field{}
	f.ExtendBaseWidget(f)
	f.PlaceHolder = hint
	f.Scroll = 0
	return f
}

// newArea returns a field of several lines that shows at least rows of them.
func newArea(hint string, rows int) *field {
	f := &field{minRows: rows}
	f.MultiLine = true
	f.Wrapping = fyne.TextWrapWord
	f.ExtendBaseWidget(f)
	f.PlaceHolder = hint
	f.SetMinRowsVisible(rows)
	return f
}

// TypedKey offers the key to onKey before the entry takes it.
func (f *field) TypedKey(e *fyne.KeyEvent) {
	if f.onKey == nil || !f.onKey(e) {
		f.Entry.TypedKey(e)
	}
}

// TypedRune offers the character to onRune before the entry takes it.
func (f *field) TypedRune(r rune) {
	if f.onRune == nil || !f.onRune(r) {
		f.Entry.TypedRune(r)
	}
}

// TypedShortcut offers the shortcut to onShortcut before the entry takes it.
func (f *field) TypedShortcut(s fyne.Shortcut) {
	if f.onShortcut == nil || !f.onShortcut(s) {
		f.Entry.TypedShortcut(s)
	}
}

// FocusLost tells onBlur.
func (f *field) FocusLost() {
	f.Entry.FocusLost()
	if f.onBlur != nil {
		f.onBlur()
	}
}

// isShortcut reports whether s is the key with the modifier.
func isShortcut(s fyne.Shortcut, key fyne.KeyName, mod fyne.KeyModifier) bool {
	c, ok := s.(*desktop.CustomShortcut)
	return ok && c.KeyName == key && c.Modifier == mod
}

// modifiers returns the modifier keys that are down.
func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
