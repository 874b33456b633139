package reader

import (
	"fyne.io/fyne/v2"

	"gloss/app/reader/typeset"
)

// Inset is an object that stands in the text or beside it and scrolls with it: a
// picture above its caption, or a button.
type Inset struct {
	Block  int // index into the article's blocks
	Object fyne.CanvasObject
	Size   fyne.Size
	// Beside sets the object, in its size, into the margin beside the first line
	// of the block. Else it stands above the block in room of its own and may reach
	// into the margin; where there is less, it is scaled down.
	Beside bool
}

// SetInsets replaces the objects that stand in the text. They are ordered by
// block, with at most one above each; SetArticle takes them away.
func (v *View) SetInsets(insets []Inset) {
	v.insets = insets
	v.set()
	v.redraw()
}

const (
	insetMargin = 28 // how far pictures stay away from the scroll bar
	insetGap    = 4  // between a block and what stands beside it
)

// scaled is the size of an inset above its block.
func (v *View) scaled(in Inset) fyne.Size {
	room := float32(v.place.width + max(0, v.place.right-insetMargin))
	if in.Size.Width <= room {
		return in.Size
	}
	return fyne.NewSize(room, in.Size.Height*room/in.Size.Width)
}

// setInsets keeps room in the column, and reports whether lines have moved.
func (v *View) setInsets() bool {
	var figures []typeset.Figure
	for _, in := range v.insets {
		if !in.Beside {
			figures = append(figures, typeset.Figure{Block: in.Block, Height: float64(v.scaled(in).Height)})
		}
	}
	return v.column.SetFigures(figures)
}

// appendInsets appends the insets in view, each at its place.
func (v *View) appendInsets(all []fyne.CanvasObject) []fyne.CanvasObject {
	for _, in := range v.insets {
		size, box := in.Size, v.column.BlockBox(in.Block)
		at := v.toView(box.X+box.W+insetGap, box.Y)
		if !in.Beside {
			size = v.scaled(in)
			at = v.toView(0, v.column.FigureTop(in.Block))
		}
		if at.Y+size.Height < 0 || at.Y > v.Size().Height {
			continue
		}
		in.Object.Move(at)
		if in.Object.Size() != size {
			in.Object.Resize(size)
		}
		all = append(all, in.Object)
	}
	return all
}
