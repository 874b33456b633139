package panes

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/words"
)

// TagBar stands by a passage and takes its tags: type to filter, Enter applies,
// a new name makes a new tag. It stays out of the focus at first, so that the
// keys of tags typed into the reader apply at once.
type TagBar struct {
	Box      *fyne.Container
	OnApply  func(tag string, stay bool)  // stay: more tags will follow
	OnCreate func(name string, stay bool) // a new tag, and apply it
	OnNote   func(note string)
	OnClose  func()
	OnLetter func(r rune) bool // a character typed while the filter is empty; reports whether it was a key

	Filter *Field
	Note   *Field
	hint   fyne.CanvasObject
	list   *widget.List
	back   *canvas.Rectangle

	book    annotate.Codebook
	recent  []string // tag IDs, the latest first
	applied []string // tag IDs that the passage has
	rows    []tagChoice
	at      int  // the row that Enter applies
	Plain   bool // letters go into the filter, keys or not
}

// tagChoice is a row of the bar: a tag that there is, or one to be made.
type tagChoice struct {
	tag    annotate.Tag
	create string
}

const (
	TagBarWidth = 292 // its height follows from what it lists
	tagBarRows  = 7
)

// NewTagBar makes the bar, hidden until open.
func NewTagBar() *TagBar {
	b := &TagBar{Filter: NewField(words.Say("Press a key, or type a tag")), Note: NewField(words.Say("Note")),
		hint: NewQuiet(words.Say("Enter applies · Ctrl+Enter, Shift+click: several · Esc"))}
	b.Filter.OnChanged = func(string) { b.at = 0; b.refresh() }
	b.Filter.OnKey = b.TypedKey
	b.Filter.onRune = func(r rune) bool {
		return b.Filter.Text == "" && !b.Plain && b.OnLetter(r)
	}
	b.Filter.OnShortcut = func(s fyne.Shortcut) bool {
		if IsShortcut(s, fyne.KeyReturn, fyne.KeyModifierShortcutDefault) || IsShortcut(s, fyne.KeyEnter, fyne.KeyModifierShortcutDefault) {
			b.Accept(true)
			return true
		}
		return false
	}
	b.Note.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			b.OnNote(b.Note.Text)
			b.OnClose()
		case fyne.KeyEscape:
			b.OnClose()
		default:
			return false
		}
		return true
	}
	b.list = widget.NewList(func() int { return len(b.rows) },
		func() fyne.CanvasObject { return NewTagRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row, c := o.(*TagRow), b.rows[i]
			row.OnTap = func(bool) {
				b.at = i
				b.Accept(Modifiers()&(fyne.KeyModifierShift|fyne.KeyModifierShortcutDefault) != 0)
			}
			if c.create != "" {
				row.Set(annotate.Tag{Color: b.book.NextColor()}, TagLook{Name: words.Say("Create ‘%s’", c.create), Chosen: i == b.at, Flat: true})
				return
			}
			look := TagLook{Name: b.book.Path(c.tag.ID), Chosen: i == b.at, Flat: true, applied: slices.Contains(b.applied, c.tag.ID)}
			if look.applied {
				look.Counts = "✓"
			}
			row.Set(c.tag, look)
		})
	b.list.HideSeparators = true

	b.back = canvas.NewRectangle(nil)
	b.back.CornerRadius, b.back.StrokeWidth = 6, 1
	b.back.Shadow = canvas.Shadow{Offset: fyne.NewPos(0, 3), BlurRadius: 10, Variant: canvas.DropShadow}
	b.Box = container.NewStack(b.back, container.NewPadded(
		container.NewBorder(b.Filter, container.NewVBox(b.Note, b.hint), nil, nil, b.list)))
	b.Box.Hide()
	return b
}

// Set gives the bar the codebook and what was used last.
func (b *TagBar) Set(book annotate.Codebook, recent []string) {
	b.book, b.recent = book, recent
	b.refresh()
}

// Open shows the bar with an empty filter for a passage that has these tags
// and this note.
func (b *TagBar) Open(applied []string, note string) {
	b.applied, b.at, b.Plain = applied, 0, false
	b.Note.SetText(note)
	b.Filter.SetText("")
	b.back.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	b.back.StrokeColor = theme.Color(theme.ColorNameSeparator)
	b.back.Shadow.Color = theme.Color(theme.ColorNameShadow)
	b.refresh()
	b.Box.Show()
}

// SetApplied shows what tags the passage has by now.
func (b *TagBar) SetApplied(tags []string) {
	b.applied = tags
	b.refresh()
}

// size is how large the bar wants to be.
func (b *TagBar) size() fyne.Size {
	rows := min(tagBarRows, max(3, len(b.rows)))
	frame := b.Filter.MinSize().Height + b.Note.MinSize().Height + b.hint.MinSize().Height
	return fyne.NewSize(TagBarWidth, frame+float32(rows)*(RowHeight+theme.Padding())+6*theme.Padding())
}

// refresh puts the rows together: recent tags first, then the codebook; with a
// filter, names that begin with it before those that hold it.
func (b *TagBar) refresh() {
	words := strings.ToLower(strings.Join(strings.Fields(b.Filter.Text), " "))
	var begins, holds []tagChoice
	exact := false
	for _, t := range b.ordered() {
		name, path := strings.ToLower(t.Name), strings.ToLower(b.book.Path(t.ID))
		exact = exact || words == name || words == path
		switch {
		case strings.HasPrefix(name, words):
			begins = append(begins, tagChoice{tag: t})
		case strings.Contains(path, words):
			holds = append(holds, tagChoice{tag: t})
		}
	}
	b.rows = append(begins, holds...)
	if words != "" && !exact {
		b.rows = append(b.rows, tagChoice{create: strings.Join(strings.Fields(b.Filter.Text), " ")})
	}
	b.at = max(0, min(b.at, len(b.rows)-1))
	b.list.Refresh()
}

func (b *TagBar) ordered() []annotate.Tag {
	var out []annotate.Tag
	for _, id := range b.recent {
		if t, ok := b.book.ByID(id); ok {
			out = append(out, t)
		}
	}
	for _, t := range b.book {
		if !slices.Contains(b.recent, t.ID) {
			out = append(out, t)
		}
	}
	return out
}

// Accept applies the row that stands out, or creates its tag.
func (b *TagBar) Accept(stay bool) {
	if b.at >= len(b.rows) {
		return
	}
	c := b.rows[b.at]
	if stay {
		b.Filter.SetText("")
	}
	if c.create != "" {
		b.OnCreate(c.create, stay)
		return
	}
	b.OnApply(c.tag.ID, stay)
}

// TypedKey acts on a key that was typed into the filter, or into the reader
// while the bar is open.
func (b *TagBar) TypedKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Accept(Modifiers()&(fyne.KeyModifierShift|fyne.KeyModifierShortcutDefault) != 0)
	case fyne.KeyEscape:
		b.OnClose()
	case fyne.KeyDown, fyne.KeyUp:
		step := 1
		if e.Name == fyne.KeyUp {
			step = -1
		}
		if n := len(b.rows); n > 0 {
			b.at = (b.at + step + n) % n
			b.list.ScrollTo(b.at)
			b.list.Refresh()
		}
	default:
		return false
	}
	return true
}

// Place puts the bar beside a box of the layer: below it where there is room,
// else above, else to its right or left, so that it covers the box only where
// there is no room at all.
func (b *TagBar) Place(at fyne.Position, box, layer fyne.Size) {
	const gap = 6
	size := b.size()
	pos := fyne.NewPos(at.X, at.Y+box.Height+gap)
	switch {
	case pos.Y+size.Height <= layer.Height:
	case at.Y-gap-size.Height >= 0:
		pos.Y = at.Y - gap - size.Height
	default:
		pos.Y = max(0, min(at.Y, layer.Height-size.Height))
		if pos.X = at.X + box.Width + gap; pos.X+size.Width > layer.Width {
			pos.X = at.X - gap - size.Width
		}
	}
	pos.X = max(0, min(pos.X, layer.Width-size.Width))
	b.Box.Move(pos)
	b.Box.Resize(size)
}
