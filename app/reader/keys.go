package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// keys is what the keyboard is doing.
type keys struct {
	shift   bool    // held, as far as the view has heard
	goal    float64 // x, in the column, that going up and down keeps to; 0: that of the caret
	pending bool    // the selection has changed by keys and nobody has been told
}

// FocusGained is part of fyne.Focusable.
func (v *View) FocusGained() {
	v.focused = true
	v.redraw()
}

// FocusLost is part of fyne.Focusable.
func (v *View) FocusLost() {
	v.focused, v.keys.shift = false, false
	v.settle()
	v.redraw()
}

// focus asks for the keyboard.
func (v *View) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil && c.Focused() != fyne.Focusable(v) {
		c.Focus(v)
	}
}

// TypedRune is part of fyne.Focusable.
func (v *View) TypedRune(r rune) {
	if v.OnRune != nil {
		v.OnRune(r)
	}
}

// modifiers returns the modifier keys that are held. The driver knows better
// than the view, from which a dialog or menu that Shift has opened keeps its
// release; a driver without keys is that of tests.
func (v *View) modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	if v.keys.shift {
		return fyne.KeyModifierShift
	}
	return 0
}

// KeyDown is part of desktop.Keyable.
func (v *View) KeyDown(e *fyne.KeyEvent) {
	if isShift(e.Name) {
		v.keys.shift = true
	}
}

// KeyUp is part of desktop.Keyable: with the release of Shift a selection by
// keys is finished.
func (v *View) KeyUp(e *fyne.KeyEvent) {
	if isShift(e.Name) {
		v.keys.shift = false
		v.settle()
	}
}

func isShift(k fyne.KeyName) bool { return k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight }

// settle tells of a selection by keys.
func (v *View) settle() {
	if v.keys.pending {
		v.keys.pending = false
		v.tellSelect()
	}
}

// TypedKey is part of fyne.Focusable: it moves the caret, or passes the key on.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight, desktop.KeyControlLeft, desktop.KeyControlRight,
		desktop.KeyAltLeft, desktop.KeyAltRight, desktop.KeySuperLeft, desktop.KeySuperRight, desktop.KeyCapsLock:
		return
	}
	if v.OnKeyFirst != nil && v.OnKeyFirst(e) {
		return
	}
	if e.Name == fyne.KeyEscape && v.extending {
		v.StopExtending()
		return
	}
	if v.column != nil && v.moveBy(e.Name, false, v.extending || v.modifiers()&fyne.KeyModifierShift != 0) {
		return
	}
	if v.OnKey != nil {
		v.OnKey(e)
	}
}

// TypedShortcut is part of fyne.Shortcutable. What the view has no use for goes
// to the canvas, as it would if the view took no shortcuts at all.
func (v *View) TypedShortcut(s fyne.Shortcut) {
	if v.column != nil {
		switch s := s.(type) {
		case *fyne.ShortcutCopy:
			if span := v.Selection(); !span.Empty() {
				fyne.CurrentApp().Clipboard().SetContent(v.article.Text.Slice(span))
			}
			return
		case *fyne.ShortcutSelectAll:
			v.anchor, v.caret = 0, v.article.Text.Len()
			v.redraw()
			v.tellSelect()
			return
		case *desktop.CustomShortcut:
			if s.Modifier&^fyne.KeyModifierShift == fyne.KeyModifierShortcutDefault &&
				v.moveBy(s.KeyName, true, v.extending || s.Modifier&fyne.KeyModifierShift != 0) {
				return
			}
		}
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(v).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// moveBy moves the caret as a key says and reports whether the key is one that
// does. far is with Ctrl, extend with Shift.
func (v *View) moveBy(key fyne.KeyName, far, extend bool) bool {
	c := v.column
	from, to := v.Selection(), v.caret
	up := 0 // lines to go down
	switch key {
	case fyne.KeyLeft, fyne.KeyRight:
		forward := (key == fyne.KeyRight) != c.RTLAt(v.caret)
		switch {
		case !from.Empty() && !extend && !far && forward:
			to = from.End
		case !from.Empty() && !extend && !far:
			to = from.Start
		case far && forward:
			to = c.NextWord(v.caret)
		case far:
			to = c.PreviousWord(v.caret)
		case forward:
			to = c.Next(v.caret)
		default:
			to = c.Previous(v.caret)
		}
	case fyne.KeyHome:
		if to = 0; !far {
			to = c.LineSpan(v.caret).Start
		}
	case fyne.KeyEnd:
		if to = v.article.Text.Len(); !far {
			to = c.LineSpan(v.caret).End
		}
	case fyne.KeyUp, fyne.KeyDown:
		if far {
			to = v.paragraphFrom(v.caret, key == fyne.KeyDown)
			break
		}
		if up = 1; key == fyne.KeyUp {
			up = -1
		}
	case fyne.KeyPageUp, fyne.KeyPageDown:
		if far {
			to = c.NextSentence(v.caret)
			if key == fyne.KeyPageUp {
				to = c.PreviousSentence(v.caret)
			}
			v.keys.goal = 0
			break
		}
		page := float64(v.Size().Height) - 2*c.Em()*1.5
		if key == fyne.KeyPageUp {
			page = -page
		}
		at := c.Caret(v.caret)
		v.keepGoal(at.X)
		v.scrollTo(v.place.offset + page)
		at.X, at.Y = v.keys.goal, at.Y+page+at.H/2
		to = c.OffsetAt(at.Corner())
	default:
		return false
	}
	if up != 0 {
		v.keepGoal(c.Caret(v.caret).X)
		to = c.Step(v.caret, up, v.keys.goal)
	} else if key != fyne.KeyPageUp && key != fyne.KeyPageDown {
		v.keys.goal = 0
	}
	v.moveCaret(to, extend)
	v.showCaret()
	v.redraw()
	return true
}

// moveCaret moves the caret and tells of a selection that was given up or has
// become another.
func (v *View) moveCaret(to int, extend bool) {
	from := v.Selection()
	v.caret = to
	if !extend {
		v.anchor = to
		if !from.Empty() {
			v.tellSelect()
		}
		return
	}
	v.keys.pending = true
	if v.modifiers()&fyne.KeyModifierShift == 0 { // else its release settles it
		v.settle()
	}
}

func (v *View) keepGoal(x float64) {
	if v.keys.goal == 0 {
		v.keys.goal = x
	}
}

// paragraphFrom returns the start of the next block, or of this one or the one
// before.
func (v *View) paragraphFrom(pos int, forward bool) int {
	i := v.article.BlockAt(pos)
	blocks := v.article.Blocks
	switch {
	case i < 0:
		return 0
	case forward && i+1 < len(blocks):
		return blocks[i+1].Span.Start
	case forward:
		return v.article.Text.Len()
	case pos > blocks[i].Span.Start || i == 0:
		return blocks[i].Span.Start
	}
	return blocks[i-1].Span.Start
}

// showCaret scrolls no more than is needed to see the caret.
func (v *View) showCaret() {
	v.show(v.caret)
	at := v.column.Caret(v.caret)
	y := at.Y + topSpace
	height := float64(v.Size().Height)
	switch {
	case y < v.place.offset+at.H:
		v.scrollTo(y - at.H)
	case y+2*at.H > v.place.offset+height:
		v.scrollTo(y + 2*at.H - height)
	}
}
