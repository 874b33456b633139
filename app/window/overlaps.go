package window

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"gloss/annotate"
	"gloss/app/panes"
)

// overlaps is the small list beside the mouse where several highlights were
// clicked. A click has chosen the shortest of them already, so whoever wants that
// one need not look at the list: keys go on as if it were not there, those of
// tags above all, and with the next of them it is gone. Up and Down take it in
// hand: from then on digits choose from it.
type overlaps struct {
	box      *fyne.Container
	back     *canvas.Rectangle
	rows     *fyne.Container
	onChoose func(id string)

	ids    []string
	at     int
	inHand bool
}

const (
	overlapsWidth = 330
	overlapsMost  = 9 // rows: as many as there are digits
)

func newOverlaps() *overlaps {
	o := &overlaps{back: canvas.NewRectangle(nil), rows: container.NewVBox()}
	o.back.CornerRadius, o.back.StrokeWidth = 6, 1
	o.back.Shadow = canvas.Shadow{Offset: fyne.NewPos(0, 3), BlurRadius: 10, Variant: canvas.DropShadow}
	o.box = container.NewStack(o.back, container.NewPadded(container.NewBorder(nil, panes.NewQuiet(say("Up and Down choose, Esc closes")), nil, nil, o.rows)))
	o.box.Hide()
	return o
}

// overlap is what a row says of a highlight.
type overlap struct{ id, color, name, coder string }

// open shows the list below a place of the layer, with the highlight that is
// chosen standing out.
func (o *overlaps) open(list []overlap, chosen string, at fyne.Position, layer fyne.Size) {
	list = list[:min(len(list), overlapsMost)]
	o.ids, o.inHand, o.rows.Objects = o.ids[:0], false, nil
	for i, h := range list {
		o.ids = append(o.ids, h.id)
		row := panes.NewTagRow()
		row.OnTap = func(bool) { o.take(i); o.close() }
		row.Set(annotate.Tag{Color: h.color}, panes.TagLook{Name: h.name, Counts: h.coder, Flat: true})
		o.rows.Add(row)
	}
	o.back.FillColor = theme.Color(theme.ColorNameOverlayBackground)
	o.back.StrokeColor = theme.Color(theme.ColorNameSeparator)
	o.back.Shadow.Color = theme.Color(theme.ColorNameShadow)
	o.mark(max(slices.Index(o.ids, chosen), 0))
	const line = 20 // what was clicked stays in sight
	size := fyne.NewSize(min(overlapsWidth, layer.Width), o.box.MinSize().Height)
	pos := fyne.NewPos(at.X+6, at.Y+line)
	if pos.Y+size.Height > layer.Height {
		pos.Y = max(0, at.Y-line-size.Height)
	}
	pos.X = max(0, min(pos.X, layer.Width-size.Width))
	o.box.Move(pos)
	o.box.Resize(size)
	o.box.Show()
}

func (o *overlaps) close() {
	if o.box.Visible() {
		o.box.Hide()
	}
}

// take chooses a row.
func (o *overlaps) take(i int) {
	o.mark(i)
	o.onChoose(o.ids[i])
}

// mark lets a row stand out, and numbers all once the list is in hand.
func (o *overlaps) mark(at int) {
	o.at = at
	for i, object := range o.rows.Objects {
		row := object.(*panes.TagRow)
		tag, look := row.Tag, row.Look
		look.Chosen = i == at
		if o.inHand {
			tag.Key = strconv.Itoa(i + 1)
		}
		row.Set(tag, look)
	}
}

// typedKey acts on a key that was typed into the text and reports whether it was
// meant for the list; others put it away.
func (o *overlaps) typedKey(e *fyne.KeyEvent) bool {
	if !o.box.Visible() {
		return false
	}
	n := len(o.ids)
	switch e.Name {
	case fyne.KeyDown, fyne.KeyUp:
		o.inHand = true
		if e.Name == fyne.KeyDown {
			o.take((o.at + 1) % n)
		} else {
			o.take((o.at + n - 1) % n)
		}
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
		o.close()
	default:
		if digit, err := strconv.Atoi(string(e.Name)); err == nil && o.inHand && digit <= n {
			return true // comes as a character too
		}
		o.close()
		return false
	}
	return true
}

// typedRune is typedKey for characters.
func (o *overlaps) typedRune(r rune) bool {
	if !o.box.Visible() {
		return false
	}
	i := int(r - '1')
	inHand := o.inHand && i >= 0 && i < len(o.ids)
	if inHand {
		o.take(i)
	}
	o.close()
	return inHand
}

// showOverlaps opens the list for the highlights at a place of the text.
func (w *window) showOverlaps(ids []string, at fyne.Position) {
	d := fyne.CurrentApp().Driver()
	at = at.Add(d.AbsolutePositionForObject(w.article.view).Subtract(d.AbsolutePositionForObject(w.layer)))
	var list []overlap
	for _, id := range ids {
		list = append(list, w.overlap(id))
	}
	w.overlaps.onChoose = func(id string) { w.choose(id, ids) }
	w.overlaps.open(list, w.chosen, at, w.layer.Size())
	w.layer.Refresh() // the toolkit does not know that what has never been seen is to be drawn
}

// overlapItems is the same list as the lines of a menu.
func (w *window) overlapItems(ids []string) (items []*fyne.MenuItem) {
	for _, id := range ids[:min(len(ids), overlapsMost)] {
		o := w.overlap(id)
		item := fyne.NewMenuItem(say("%s (%s)", o.name, o.coder), func() { w.choose(id, ids) })
		item.Icon, item.Checked = swatchIcon(o.color), id == w.chosen
		items = append(items, item)
	}
	return items
}

// overlap says of a highlight what tells it from others at its place.
func (w *window) overlap(id string) overlap {
	h, _ := w.shown.highlight(id)
	var names []string
	color := ""
	for _, id := range h.Tags {
		if t, ok := w.shown.tags.ByID(id); ok {
			if names = append(names, t.Name); color == "" {
				color = t.Color
			}
		}
	}
	tags := strings.Join(names, ", ")
	if tags == "" {
		tags = say("no tag")
	}
	return overlap{id, color, say("%s: “%s”", tags, opening(h.Quote.Exact)), w.shown.coders[h.Coder].Name}
}

// opening is the first words of a passage.
func opening(quote string) string {
	const most = 34
	short, words := "", strings.Fields(quote)
	for i, word := range words {
		longer := strings.TrimSpace(short + " " + word)
		if r := []rune(longer); len(r) > most {
			if i == 0 {
				short = string(r[:most])
			}
			return short + "…"
		}
		short = longer
	}
	return short
}

// swatchIcon is a square of a colour for a menu.
func swatchIcon(color string) fyne.Resource {
	if !annotate.IsColor(color) {
		color = "#888888"
	}
	return fyne.NewStaticResource("swatch"+color+".svg", []byte(
		`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><rect x="4" y="4" width="16" height="16" rx="3" fill="`+color+`"/></svg>`))
}
