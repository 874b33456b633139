package panes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Field is an entry that lets its owner look at keys first, so that Escape,
// Return and the function keys work while one types.
type Field struct {
	widget.Entry
	OnKey      func(e *fyne.KeyEvent) bool // reports whether the key is used up
	onRune     func(r rune) bool           // reports whether the character is used up
	OnShortcut func(s fyne.Shortcut) bool  // reports whether the shortcut is used up
	OnBlur     func()                      // the focus has gone
	minRows    int                         // for several lines
}

// NewField returns a field of one line.
func NewField(hint string) *Field {
	f := &Field{}
	f.ExtendBaseWidget(f)
	f.PlaceHolder = hint
	f.Scroll = 0
	return f
}

// NewArea returns a field of several lines that shows at least rows of them.
func NewArea(hint string, rows int) *Field {
	f := &Field{minRows: rows}
	f.MultiLine = true
	f.Wrapping = fyne.TextWrapWord
	f.ExtendBaseWidget(f)
	f.PlaceHolder = hint
	f.SetMinRowsVisible(rows)
	return f
}

// TypedKey offers the key to OnKey before the entry takes it.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.OnKey == nil || !f.OnKey(e) {
		f.Entry.TypedKey(e)
	}
}

// TypedRune offers the character to onRune before the entry takes it.
func (f *Field) TypedRune(r rune) {
	if f.onRune == nil || !f.onRune(r) {
		f.Entry.TypedRune(r)
	}
}

// TypedShortcut offers the shortcut to OnShortcut before the entry takes it.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if f.OnShortcut == nil || !f.OnShortcut(s) {
		f.Entry.TypedShortcut(s)
	}
}

// FocusLost tells OnBlur.
func (f *Field) FocusLost() {
	f.Entry.FocusLost()
	if f.OnBlur != nil {
		f.OnBlur()
	}
}

// IsShortcut reports whether s is the key with the modifier.
func IsShortcut(s fyne.Shortcut, key fyne.KeyName, mod fyne.KeyModifier) bool {
	c, ok := s.(*desktop.CustomShortcut)
	return ok && c.KeyName == key && c.Modifier == mod
}

// Modifiers returns the modifier keys that are down.
func Modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
