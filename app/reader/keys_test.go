package reader

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"gloss/annotate"
)

func TestKeys(t *testing.T) {
	s := newStage(t, cod)
	s.window.Canvas().Focus(s.View)
	s.key(fyne.KeyRight, fyne.KeyRight)
	if s.caret != 2 {
		t.Errorf("caret at %d, want 2", s.caret)
	}
	s.shifted(fyne.KeyRight, fyne.KeyRight)
	s.expect(`select [2,4) "e "`)
	s.key(fyne.KeyLeft)
	s.expect(`select [2,2) ""`)
	s.control(fyne.KeyRight, 0)
	s.control(fyne.KeyRight, 0)
	if s.caret != 10 {
		t.Errorf("caret at %d after two words, want 10", s.caret)
	}
	s.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftRight})
	s.control(fyne.KeyLeft, fyne.KeyModifierShift)
	s.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftRight})
	s.expect(`select [4,10) "patrol"`)
	s.key(fyne.KeyEnd)
	s.expect(`select [45,45) ""`)
	s.key(fyne.KeyDown, fyne.KeyHome)
	if s.caret != 47 {
		t.Errorf("caret at %d, want the start of the second paragraph, 47", s.caret)
	}
	s.key(fyne.KeyUp)
	if s.caret != 0 {
		t.Errorf("caret at %d after going up, want 0", s.caret)
	}
	s.control(fyne.KeyEnd, 0)
	if s.caret != s.article.Text.Len() {
		t.Errorf("caret at %d, want the end", s.caret)
	}
	s.key(fyne.KeyReturn, desktop.KeyControlLeft, fyne.KeyDelete)
	s.TypedRune('2')
	s.expect("key Return", "key Delete", "rune 2")
}

var ships = plain("Ships met. Nobody fired. The sea was calm.", "Then night fell.")

func TestSelectUnits(t *testing.T) {
	s := newStage(t, ships)
	s.control(fyne.KeyPageDown, 0)
	s.SelectSentence()
	s.expect(`select [11,24) "Nobody fired."`)
	s.SelectSentence()
	s.expect(`select [11,42) "Nobody fired. The sea was calm."`)
	s.SelectSentence()
	s.expect(`select [11,60) "Nobody fired. The sea was calm.\n\nThen night fell."`)
	s.SelectSentence() // there is no more
	s.expect(`select [11,60) "Nobody fired. The sea was calm.\n\nThen night fell."`)
	s.key(fyne.KeyLeft)
	s.expect(`select [11,11) ""`)
	s.SelectParagraph()
	s.expect(`select [0,42) "Ships met. Nobody fired. The sea was calm."`)
	s.Select(annotate.Span{Start: 2, End: 14})
	s.SelectSentence()
	s.expect(`select [0,24) "Ships met. Nobody fired."`)
	s.control(fyne.KeyPageUp, fyne.KeyModifierShift)
	s.expect(`select [0,11) "Ships met. "`)
}

func TestExtend(t *testing.T) {
	s := newStage(t, ships)
	s.window.Canvas().Focus(s.View)
	s.control(fyne.KeyRight, 0)
	s.Extend()
	s.expect()
	s.key(fyne.KeyRight)
	s.control(fyne.KeyRight, 0)
	s.expect(`select [5,6) " "`, `select [5,9) " met"`)
	s.key(fyne.KeyEscape)
	s.expect()
	s.key(fyne.KeyRight)
	s.expect(`select [9,9) ""`)
	s.Extend()
	for range 5 {
		s.Extend()
	}
	s.expect(`select [9,10) "."`, `select [0,10) "Ships met."`, `select [0,42) "Ships met. Nobody fired. The sea was calm."`,
		`select [0,60) "Ships met. Nobody fired. The sea was calm.\n\nThen night fell."`,
		`select [0,60) "Ships met. Nobody fired. The sea was calm.\n\nThen night fell."`)
	s.click(s.on(3), 0)
	s.expect(`select [3,3) ""`, "highlights ")
	if s.Extending() {
		t.Error("a click does not end extending")
	}
	s.Extend()
	s.MoveTo(9)
	s.expect(`select [3,9) "ps met"`)
	s.Visit(annotate.Span{Start: 20, End: 23})
	s.expect(`select [3,23) "ps met. Nobody fired"`)
	s.StopExtending()
	s.Visit(annotate.Span{Start: 0, End: 5})
	s.expect()
	if s.Selection() != (annotate.Span{Start: 0, End: 5}) {
		t.Errorf("visited, %v is selected", s.Selection())
	}
}

func TestShortcuts(t *testing.T) {
	s := newStage(t, cod)
	s.Select(annotate.Span{Start: 4, End: 10})
	s.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "patrol" {
		t.Errorf("copied %q", got)
	}
	s.TypedShortcut(&fyne.ShortcutSelectAll{})
	if s.Selection() != (annotate.Span{End: cod.Text.Len()}) {
		t.Errorf("all is %v", s.Selection())
	}
}
