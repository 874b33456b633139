package window

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
)

// tagBar stands by a passage and takes its tags: type to filter, Enter applies,
// a new name makes a new tag. It stays out of the focus at first, so that the
// keys of tags typed into the reader apply at once.
type tagBar struct {
	box      *fyne.Container
	onApply  func(tag string, stay bool)  // stay: more tags will follow
	onCreate func(name string, stay bool) // a new tag, and apply it
	onNote   func(note string)
	onClose  func()
	onLetter func(r rune) bool // a character typed while the filter is empty; reports whether it was a key

	filter *field
	note   *field
	hint   fyne.CanvasObject
	list   *widget.List
	back   *canvas.Rectangle

	book    annotate.Codebook
	recent  []string // tag IDs, the latest first
	applied []string // tag IDs that the passage has
	rows    []tagChoice
	at      int  // the row that Enter applies
	plain   bool // letters go into the filter, keys or not
}

// tagChoice is a row of the bar: a tag that there is, or one to be made.
type tagChoice struct {
	tag    annotate.Tag
	create string
}

const (
	tagBarWidth = 292 // its height follows from what it lists
	tagBarRows  = 7
)

// newTagBar makes the bar, hidden until open.
func newTagBar() *tagBar {
	b := &tagBar{filter: newField(say("Press a key, or type a tag")), note: newField(say("Note")),
		hint: newQuiet(say("Enter applies · Ctrl+Enter, Shift+click: several · Esc"))}
	b.filter.OnChanged = func(string) { b.at = 0; b.refresh() }
	b.filter.onKey = b.typedKey
	b.filter.onRune = func(r rune) bool {
		return b.filter.Text == "" && !b.plain && b.onLetter(r)
	}
	b.filter.onShortcut = func(s fyne.Shortcut) bool {
		if isShortcut(s, fyne.KeyReturn, fyne.KeyModifierShortcutDefault) || isShortcut(s, fyne.KeyEnter, fyne.KeyModifierShortcutDefault) {
			b.accept(true)
			return true
		}
		return false
	}
	b.note.onKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			b.onNote(b.note.Text)
			b.onClose()
		case fyne.KeyEscape:
			b.onClose()
		default:
			return false
		}
		return true
	}
	b.list = widget.NewList(func() int { return len(b.rows) },
		func() fyne.CanvasObject { return newTagRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row, c := o.(*tagRow), b.rows[i]
			row.onTap = func(bool) {
				b.at = i
				b.accept(modifiers()&(fyne.KeyModifierShift|fyne.KeyModifierShortcutDefault) != 0)
			}
			if c.create != "" {
				row.set(annotate.Tag{Color: b.book.NextColor()}, tagLook{name: say("Create ‘%s’", c.create), chosen: i == b.at, flat: true})
				return
			}
			look := tagLook{name: b.book.Path(c.tag.ID), chosen: i == b.at, flat: true, applied: slices.Contains(b.applied, c.tag.ID)}
			if look.applied {
				look.counts = "✓"
			}
			row.set(c.tag, look)
		})
	b.list.HideSeparators = true

	b.back = canvas.NewRectangle(nil)
	b.back.CornerRadius, b.back.StrokeWidth = 6, 1
	b.back.Shadow = canvas.Shadow{Offset: fyne.NewPos(0, 3), BlurRadius: 10, Variant: canvas.DropShadow}
	b.box = container.NewStack(b.back, container.NewPadded(
		container.NewBorder(b.filter, container.NewVBox(b.note, b.hint), nil, nil, b.list)))
	b.box.Hide()
	return b
}

// set gives the bar the codebook and what was used last.
func (b *tagBar) set(book annotate.Codebook, recent []string) {
	b.book, b.recent = book, recent
	b.refresh()
}

// open shows the bar with an empty filter for a passage that has these tags
// and this note.
func (b *tagBar) open(applied []string, note string) {
	b.applied, b.at, b.plain = applied, 0, false
	b.note.SetText(note)
	b.filter.SetText("")
	b.back.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	b.back.StrokeColor = theme.Color(theme.ColorNameSeparator)
	b.back.Shadow.Color = theme.Color(theme.ColorNameShadow)
	b.refresh()
	b.box.Show()
}

// setApplied shows what tags the passage has by now.
func (b *tagBar) setApplied(tags []string) {
	b.applied = tags
	b.refresh()
}

// size is how large the bar wants to be.
func (b *tagBar) size() fyne.Size {
	rows := min(tagBarRows, max(3, len(b.rows)))
	frame := b.filter.MinSize().Height + b.note.MinSize().Height + b.hint.MinSize().Height
	return fyne.NewSize(tagBarWidth, frame+float32(rows)*(rowHeight+theme.Padding())+6*theme.Padding())
}

// refresh puts the rows together: recent tags first, then the codebook; with a
// filter, names that begin with it before those that hold it.
func (b *tagBar) refresh() {
	words := strings.ToLower(strings.Join(strings.Fields(b.filter.Text), " "))
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
		b.rows = append(b.rows, tagChoice{create: strings.Join(strings.Fields(b.filter.Text), " ")})
	}
	b.at = max(0, min(b.at, len(b.rows)-1))
	b.list.Refresh()
}

func (b *tagBar) ordered() []annotate.Tag {
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

// accept applies the row that stands out, or creates its tag.
func (b *tagBar) accept(stay bool) {
	if b.at >= len(b.rows) {
		return
	}
	c := b.rows[b.at]
	if stay {
		b.filter.SetText("")
	}
	if c.create != "" {
		b.onCreate(c.create, stay)
		return
	}
	b.onApply(c.tag.ID, stay)
}

// typedKey acts on a key that was typed into the filter, or into the reader
// while the bar is open.
func (b *tagBar) typedKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.accept(modifiers()&(fyne.KeyModifierShift|fyne.KeyModifierShortcutDefault) != 0)
	case fyne.KeyEscape:
		b.onClose()
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

// place puts the bar beside a box of the layer: below it where there is room,
// else above, else to its right or left, so that it covers the box only where
// there is no room at all.
func (b *tagBar) place(at fyne.Position, box, layer fyne.Size) {
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
	b.box.Move(pos)
	b.box.Resize(size)
}
