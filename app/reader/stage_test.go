package reader

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"gloss/annotate"
)

// cod is the article of the short tests.
var cod = plain("The patrol ship cut the nets of two trawlers.", "Nobody was hurt, and the fish was sold.")

// plain makes an article of paragraphs.
func plain(paragraphs ...string) *annotate.Article {
	a := &annotate.Article{Text: annotate.NewText(strings.Join(paragraphs, "\n\n"))}
	pos := 0
	for _, p := range paragraphs {
		n := annotate.NewText(p).Len()
		a.Blocks = append(a.Blocks, annotate.Block{Span: annotate.Span{Start: pos, End: pos + n}, Kind: annotate.Paragraph})
		pos += n + 2
	}
	return a
}

// prose is n words in paragraphs of a hundred.
func prose(n int) *annotate.Article {
	var paragraphs []string
	var words []string
	for i := range n {
		words = append(words, [...]string{"the", "sea", "around", "islands", "belongs", "to", "nobody", "treaty", "fleet,", "quota"}[(i*7+i/10)%10]+
			[...]string{"", "s", "", "ing", ""}[i%5])
		if len(words) == 100 || i == n-1 {
			paragraphs = append(paragraphs, strings.Join(words, " ")+".")
			words = nil
		}
	}
	return plain(paragraphs...)
}

// stage is a view in a window of the test driver, and what it has told.
type stage struct {
	*testing.T
	*View
	window fyne.Window
	told   []string
}

func newStage(t *testing.T, a *annotate.Article) *stage {
	t.Helper()
	test.NewTempApp(t)
	s := &stage{T: t, View: New()}
	s.OnSelect = func(sp annotate.Span) { s.tell("select %v %q", sp, a.Text.Slice(sp)) }
	s.OnHighlights = func(ids []string, _ fyne.Position) { s.tell("highlights %s", strings.Join(ids, " ")) }
	s.OnResize = func(id string, sp annotate.Span) { s.tell("resize %s %q", id, a.Text.Slice(sp)) }
	s.OnRune = func(r rune) { s.tell("rune %c", r) }
	s.OnKey = func(e *fyne.KeyEvent) { s.tell("key %s", e.Name) }
	s.OnMenu = func(fyne.Position) { s.tell("menu %v", s.Selection()) }
	s.OnLink = func(url string) { s.tell("link %s", url) }
	s.window = test.NewTempWindow(t, s.View)
	s.window.SetPadded(false)
	s.window.Resize(fyne.NewSize(800, 400))
	s.SetArticle(a)
	return s
}

func (s *stage) tell(format string, args ...any) {
	s.told = append(s.told, fmt.Sprintf(format, args...))
}

// expect compares what has been told since it was asked last.
func (s *stage) expect(want ...string) {
	s.Helper()
	if !slices.Equal(s.told, want) {
		s.Errorf("told %q, want %q", s.told, want)
	}
	s.told = nil
}

// on returns the place of a character, a little inside it.
func (s *stage) on(pos int) fyne.Position {
	r := s.column.Caret(pos)
	return s.toView(r.X+0.5, r.Y+r.H/2)
}

// find returns the position of a word.
func (s *stage) find(word string) int {
	s.Helper()
	span, ok := s.article.Text.Find(word, 0)
	if !ok {
		s.Fatalf("no %q in the text", word)
	}
	return span.Start
}

// The steps of the desktop driver, in its order.

func (s *stage) down(at fyne.Position, mod fyne.KeyModifier) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod}
	e.Position = at
	s.MouseDown(e)
}

func (s *stage) up(at fyne.Position) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = at
	s.MouseUp(e)
}

func (s *stage) move(at fyne.Position) {
	e := &fyne.DragEvent{}
	e.Position = at
	s.Dragged(e)
}

func (s *stage) click(at fyne.Position, mod fyne.KeyModifier) {
	s.down(at, mod)
	s.up(at)
}

func (s *stage) drag(from, to fyne.Position) {
	s.down(from, 0)
	s.move(from.AddXY((to.X-from.X)/2, (to.Y-from.Y)/2))
	s.move(to)
	s.up(to)
	s.DragEnd()
}

func (s *stage) key(names ...fyne.KeyName) {
	for _, n := range names {
		s.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// shifted types keys with Shift held.
func (s *stage) shifted(names ...fyne.KeyName) {
	s.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.key(names...)
	s.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

func (s *stage) control(name fyne.KeyName, more fyne.KeyModifier) {
	s.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault | more})
}

// hold stops the clock, so that clicks are as quick or slow as a test says.
func (s *stage) hold() (forward func(time.Duration)) {
	at := time.Date(2025, 5, 4, 12, 0, 0, 0, time.UTC)
	now = func() time.Time { return at }
	s.Cleanup(func() { now = time.Now })
	return func(d time.Duration) { at = at.Add(d) }
}

func sameImage(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}

// near says whether two lengths are the same but for rounding to pixels.
func near(a, b float32) bool { return abs(a-b) < 2 }
