package panes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
)

// TagRow is one tag in a list: colour, name, counts and key. The codebook and
// the tag bar are made of them.
type TagRow struct {
	widget.BaseWidget
	OnTap  func(onChevron bool)
	onMenu func(at fyne.Position) // absolute
	onDrag func(y float32)        // absolute, while the row is dragged
	onDrop func()
	Tag    annotate.Tag
	Look   TagLook
	hover  bool
}

// TagLook is how a row shows its tag.
type TagLook struct {
	Name    string // instead of the tag's own, such as a path
	depth   int    // how far it is indented
	chevron string // "", "▾" (open) or "▸" (closed)
	Counts  string
	Chosen  bool // the row stands out
	applied bool // the passage at hand has the tag
	dim     bool
	Flat    bool // in a list without a tree: no place for the chevron
}

const (
	RowHeight  = 27 // of every list of tags
	rowIndent  = 14
	chevronEnd = 18 // width of the place for the chevron
)

// NewTagRow makes a row that shows nothing until set.
func NewTagRow() *TagRow {
	r := &TagRow{}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows a tag.
func (r *TagRow) Set(t annotate.Tag, l TagLook) {
	if l.Name == "" {
		l.Name = t.Name
	}
	if r.Tag == t && r.Look == l {
		return
	}
	r.Tag, r.Look = t, l
	r.Refresh()
}

// Tapped tells whether the chevron or the tag was tapped.
func (r *TagRow) Tapped(e *fyne.PointEvent) {
	if r.OnTap != nil {
		r.OnTap(r.Look.chevron != "" && e.Position.X < chevronEnd+float32(r.Look.depth)*rowIndent)
	}
}

// TappedSecondary asks for the menu.
func (r *TagRow) TappedSecondary(e *fyne.PointEvent) {
	if r.onMenu != nil {
		r.onMenu(e.AbsolutePosition)
	}
}

// Dragged tells where the row is being dragged to.
func (r *TagRow) Dragged(e *fyne.DragEvent) {
	if r.onDrag != nil {
		r.onDrag(e.AbsolutePosition.Y)
	}
}

// DragEnd drops the row.
func (r *TagRow) DragEnd() {
	if r.onDrop != nil {
		r.onDrop()
	}
}

// MouseIn lights the row.
func (r *TagRow) MouseIn(*desktop.MouseEvent) { r.hover = true; r.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (r *TagRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut puts the light out.
func (r *TagRow) MouseOut() { r.hover = false; r.Refresh() }

// CreateRenderer makes the parts that Refresh fills in.
func (r *TagRow) CreateRenderer() fyne.WidgetRenderer {
	v := &tagRowRenderer{
		row: r, back: canvas.NewRectangle(nil), swatch: canvas.NewRectangle(nil),
		chevron: canvas.NewText("", nil), name: widget.NewLabel(""), counts: canvas.NewText("", nil),
		key: canvas.NewText("", nil), keyBox: canvas.NewRectangle(nil),
	}
	v.back.CornerRadius, v.swatch.CornerRadius, v.keyBox.CornerRadius = 3, 3, 3
	v.keyBox.StrokeWidth = 1
	v.key.Alignment = fyne.TextAlignCenter
	v.counts.Alignment = fyne.TextAlignTrailing
	v.name.Truncation = fyne.TextTruncateEllipsis
	v.Refresh()
	return v
}

type tagRowRenderer struct {
	row                  *TagRow
	back, swatch, keyBox *canvas.Rectangle
	chevron, counts, key *canvas.Text
	name                 *widget.Label
}

func (v *tagRowRenderer) Destroy() {}

func (v *tagRowRenderer) MinSize() fyne.Size { return fyne.NewSize(120, RowHeight) }

func (v *tagRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.back, v.chevron, v.swatch, v.name, v.counts, v.keyBox, v.key}
}

// Layout sets, from the left: indent, chevron, swatch, name; from the right:
// key, counts. The name gets what is left.
func (v *tagRowRenderer) Layout(size fyne.Size) {
	v.back.Resize(size)
	x := float32(v.row.Look.depth) * rowIndent
	center := func(o fyne.CanvasObject, x, w, h float32) {
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
	}
	center(v.chevron, x+4, chevronEnd-4, v.chevron.MinSize().Height)
	if v.row.Look.Flat {
		x += 6
	} else {
		x += chevronEnd
	}
	center(v.swatch, x, 13, 13)
	x += 13
	right := size.Width - 4
	if v.row.Tag.Key != "" {
		center(v.keyBox, right-19, 19, 18)
		center(v.key, right-19, 19, v.key.MinSize().Height)
	}
	right -= 25
	w := v.counts.MinSize().Width
	center(v.counts, right-w, w, v.counts.MinSize().Height)
	if w > 0 {
		right -= w + 2
	}
	center(v.name, x, max(0, right-x), v.name.MinSize().Height)
}

func (v *tagRowRenderer) Refresh() {
	look, t := v.row.Look, v.row.Tag
	quiet, foreground := theme.Color(colorNameQuiet), theme.Color(theme.ColorNameForeground)
	switch {
	case look.Chosen:
		v.back.FillColor = theme.Color(theme.ColorNameSelection)
	case v.row.hover:
		v.back.FillColor = theme.Color(theme.ColorNameHover)
	default:
		v.back.FillColor = nil
	}
	v.swatch.FillColor = ParseColor(t.Color)
	v.name.Text = look.Name
	v.name.TextStyle.Bold = look.applied
	v.name.Importance = widget.MediumImportance
	if look.dim {
		v.name.Importance = widget.LowImportance
	}
	v.chevron.Text, v.chevron.Color, v.chevron.TextSize = look.chevron, quiet, theme.TextSize()
	v.counts.Text, v.counts.Color, v.counts.TextSize = look.Counts, quiet, theme.CaptionTextSize()
	v.key.Text, v.key.Color, v.key.TextSize = t.Key, foreground, theme.CaptionTextSize()
	v.keyBox.FillColor = theme.Color(theme.ColorNameInputBackground)
	v.keyBox.StrokeColor = theme.Color(theme.ColorNameSeparator)
	v.keyBox.Hidden = t.Key == ""
	v.key.Hidden = t.Key == ""
	v.Layout(v.row.Size())
	for _, o := range v.Objects() {
		o.Refresh()
	}
}
