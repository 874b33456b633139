package panes

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Where the keyboard is: a ring around the widget, or around a row of a list and
// a cell of a table. The toolkit tints the whole widget instead, and a tint that
// can be seen beside others leaves no contrast for the words on it.

const ringWidth = 2

// Ring is that line.
type Ring struct {
	Line *canvas.Rectangle // nil until it is drawn
	on   bool
}

// around adds the ring to what draws a widget. box tells where it stands in a
// widget of that size, and its colour.
func (r *Ring) around(base fyne.WidgetRenderer, box func(size fyne.Size) (fyne.Position, fyne.Size, fyne.ThemeColorName)) fyne.WidgetRenderer {
	r.Line = canvas.NewRectangle(nil)
	r.Line.StrokeWidth = ringWidth
	return &ringRenderer{base, r, box, fyne.Size{}}
}

type ringRenderer struct {
	fyne.WidgetRenderer
	ring *Ring
	box  func(size fyne.Size) (fyne.Position, fyne.Size, fyne.ThemeColorName)
	size fyne.Size
}

func (r *ringRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.size = size
	r.place()
}

func (r *ringRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.place()
}

func (r *ringRenderer) place() {
	at, size, color := r.box(r.size)
	l := r.ring.Line
	l.Move(at)
	l.Resize(size)
	l.StrokeColor, l.CornerRadius = theme.Color(color), theme.Size(theme.SizeNameButtonRadius)
	l.Refresh()
}

// Objects has the ring last, above all else.
func (r *ringRenderer) Objects() []fyne.CanvasObject {
	all := r.WidgetRenderer.Objects()
	if r.ring.on {
		all = append(all[:len(all):len(all)], r.ring.Line)
	}
	return all
}

// whole is a ring along the edges.
func whole(size fyne.Size) (fyne.Position, fyne.Size, fyne.ThemeColorName) {
	return fyne.Position{}, size, theme.ColorNamePrimary
}

// RingButton is a button with a ring.
type RingButton struct {
	widget.Button
	Ring Ring
}

// NewButton makes a button as widget.NewButton does.
func NewButton(text string, onTap func()) *RingButton {
	b := &RingButton{}
	b.Text, b.OnTapped = text, onTap
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is part of fyne.Widget. On a button that stands out the ring is
// a little inside, in the colour of its words.
func (b *RingButton) CreateRenderer() fyne.WidgetRenderer {
	return b.Ring.around(b.Button.CreateRenderer(), func(size fyne.Size) (fyne.Position, fyne.Size, fyne.ThemeColorName) {
		const inside = 2
		on, ok := map[widget.Importance]fyne.ThemeColorName{
			widget.HighImportance:    theme.ColorNameForegroundOnPrimary,
			widget.DangerImportance:  theme.ColorNameForegroundOnError,
			widget.WarningImportance: theme.ColorNameForegroundOnWarning,
			widget.SuccessImportance: theme.ColorNameForegroundOnSuccess,
		}[b.Importance]
		if !ok || b.Disabled() {
			return whole(size)
		}
		return fyne.NewPos(inside, inside), size.SubtractWidthHeight(2*inside, 2*inside), on
	})
}

// FocusGained shows the ring, and keeps the toolkit from tinting the button.
func (b *RingButton) FocusGained() { b.Ring.on = true; b.Refresh() }

// FocusLost takes the ring away.
func (b *RingButton) FocusLost() { b.Ring.on = false; b.Refresh() }

// CreateRenderer is part of fyne.Widget.
func (t *Tick) CreateRenderer() fyne.WidgetRenderer {
	return t.Ring.around(t.Check.CreateRenderer(), func(size fyne.Size) (fyne.Position, fyne.Size, fyne.ThemeColorName) {
		return whole(size.Min(t.MinSize())) // it may be given more room than its words take
	})
}

// FocusGained shows the ring, and keeps the toolkit from tinting the tick.
func (t *Tick) FocusGained() { t.Ring.on = true; t.Refresh() }

// FocusLost takes the ring away.
func (t *Tick) FocusLost() { t.Ring.on = false; t.Refresh() }

// CreateRenderer is part of fyne.Widget.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer {
	return p.Ring.around(p.Select.CreateRenderer(), whole)
}

// FocusGained shows the ring, and keeps the toolkit from tinting the choice.
func (p *Picker) FocusGained() { p.Ring.on = true; p.Refresh() }

// FocusLost takes the ring away.
func (p *Picker) FocusLost() { p.Ring.on = false; p.Refresh() }

// RingList is a list with a ring around the row that the keyboard is on.
type RingList struct {
	widget.List
	has bool // the keyboard
}

// fill makes the rows as widget.NewList does.
func (l *RingList) fill(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) {
	l.Length = length
	l.CreateItem = func() fyne.CanvasObject { return newRinged(create()) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		update(i, ringed(o))
		showRing(o, l.has && l.at() == i)
	}
}

// at is the row that the keyboard is on, which the toolkit keeps to itself.
func (l *RingList) at() int {
	return int(reflect.ValueOf(&l.List).Elem().FieldByName("currentHighlight").Int())
}

// FocusGained shows the ring.
func (l *RingList) FocusGained() { l.has = true; l.List.FocusGained() }

// FocusLost takes the ring away.
func (l *RingList) FocusLost() { l.has = false; l.List.FocusLost() }

// TypedKey moves the ring.
func (l *RingList) TypedKey(e *fyne.KeyEvent) {
	before := l.at()
	l.List.TypedKey(e)
	if l.at() != before {
		l.RefreshItem(before)
	}
}

// ringTable is a table with a ring around the cell that the keyboard is on.
type ringTable struct {
	widget.Table
	has bool // the keyboard
}

// fill makes the cells as widget.NewTable does.
func (t *ringTable) fill(length func() (int, int), create func() fyne.CanvasObject, update func(widget.TableCellID, fyne.CanvasObject)) {
	t.Length = length
	t.CreateCell = func() fyne.CanvasObject { return newRinged(create()) }
	t.UpdateCell = func(id widget.TableCellID, o fyne.CanvasObject) {
		update(id, ringed(o))
		showRing(o, t.has && t.at() == id)
	}
}

// at is the cell that the keyboard is on, which the toolkit keeps to itself.
func (t *ringTable) at() widget.TableCellID {
	at := reflect.ValueOf(&t.Table).Elem().FieldByName("currentHighlight")
	return widget.TableCellID{Row: int(at.FieldByName("Row").Int()), Col: int(at.FieldByName("Col").Int())}
}

// FocusGained shows the ring.
func (t *ringTable) FocusGained() { t.has = true; t.Table.FocusGained() }

// FocusLost takes the ring away.
func (t *ringTable) FocusLost() { t.has = false; t.Table.FocusLost() }

// TypedKey moves the ring.
func (t *ringTable) TypedKey(e *fyne.KeyEvent) {
	before := t.at()
	t.Table.TypedKey(e)
	if t.at() != before {
		t.RefreshItem(before)
	}
}

// newRinged is a row or a cell with room for a ring.
func newRinged(o fyne.CanvasObject) fyne.CanvasObject {
	line := canvas.NewRectangle(nil)
	line.StrokeWidth = ringWidth
	line.Hide()
	return container.NewStack(o, line)
}

// ringed is the row or the cell itself.
func ringed(o fyne.CanvasObject) fyne.CanvasObject { return o.(*fyne.Container).Objects[0] }

func showRing(o fyne.CanvasObject, on bool) {
	line := o.(*fyne.Container).Objects[1].(*canvas.Rectangle)
	if on {
		line.StrokeColor, line.CornerRadius = theme.Color(theme.ColorNamePrimary), theme.Size(theme.SizeNameButtonRadius)
		line.Refresh()
	}
	SetVisible(line, on)
}
