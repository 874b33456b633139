package panes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// The toolkit's choices, ticks, buttons and tables keep every key to themselves
// while they have the focus, which a click gives most of them: Escape, Return and
// the function keys would be lost. These here pass such keys on.

// passesOn gives the window a key that o has no use for, and reports whether it
// is one.
func passesOn(o fyne.CanvasObject, e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter,
		fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8, fyne.KeyF9:
	default:
		return false
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil || c.OnTypedKey() == nil {
		return false
	}
	c.OnTypedKey()(e)
	return true
}

// Picker is a choice of one among several.
type Picker struct {
	widget.Select
	Ring Ring
}

// NewPicker makes a choice as widget.NewSelect does.
func NewPicker(options []string, changed func(string)) *Picker {
	p := &Picker{}
	p.Options, p.OnChanged = options, changed
	p.ExtendBaseWidget(p)
	return p
}

// TypedKey passes on what the choice has no use for.
func (p *Picker) TypedKey(e *fyne.KeyEvent) {
	if !passesOn(p, e) {
		p.Select.TypedKey(e)
	}
}

// Tick is something that is set or not.
type Tick struct {
	widget.Check
	Ring Ring
}

// NewTick makes a tick as widget.NewCheck does.
func NewTick(text string, changed func(bool)) *Tick {
	t := &Tick{}
	t.Text, t.OnChanged = text, changed
	t.ExtendBaseWidget(t)
	return t
}

// TypedKey passes on what the tick has no use for.
func (t *Tick) TypedKey(e *fyne.KeyEvent) {
	if !passesOn(t, e) {
		t.Check.TypedKey(e)
	}
}

// SheetButton is a button at the foot of a dialog.
type SheetButton struct{ RingButton }

// NewSheetButton makes a button as widget.NewButton does.
func NewSheetButton(text string, onTap func()) *SheetButton {
	b := &SheetButton{}
	b.Text, b.OnTapped = text, onTap
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey passes on what the button has no use for; Return presses it, as Space
// does.
func (b *SheetButton) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter:
		b.Tapped(nil)
	case !passesOn(b, e):
		b.Button.TypedKey(e)
	}
}

// KeyTable is a table that lets its owner look at keys first.
type KeyTable struct {
	ringTable
	OnKey func(e *fyne.KeyEvent) bool // reports whether the key is used up; nil: it never is
}

// NewKeyTable makes a table as widget.NewTable does.
func NewKeyTable(length func() (int, int), create func() fyne.CanvasObject, update func(widget.TableCellID, fyne.CanvasObject)) *KeyTable {
	t := &KeyTable{}
	t.fill(length, create, update)
	t.ExtendBaseWidget(t)
	return t
}

// TypedKey offers the key to OnKey before the table takes it. Return does as
// Space.
func (t *KeyTable) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		e = &fyne.KeyEvent{Name: fyne.KeySpace}
	}
	if (t.OnKey == nil || !t.OnKey(e)) && !passesOn(t, e) {
		t.ringTable.TypedKey(e)
	}
}
