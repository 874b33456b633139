package panes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/words"
)

// newChip is a tag on a highlight, with a cross that takes it off.
func newChip(t *Tips, tag annotate.Tag, path string, onRemove func()) fyne.CanvasObject {
	back := canvas.NewRectangle(theme.Color(theme.ColorNameInputBackground))
	back.CornerRadius = 4
	back.StrokeColor = ParseColor(tag.Color)
	back.StrokeWidth = 1.5
	name := widget.NewLabel(tag.Name)
	remove := NewTipButton(t, "", theme.CancelIcon(), words.Say("Take %s off", path), onRemove)
	row := container.New(layout.NewCustomPaddedHBoxLayout(0),
		container.New(layout.NewCustomPaddedLayout(0, 0, 7, 0), container.NewCenter(NewSwatch(tag.Color, 11))), name, remove)
	return container.NewStack(back, row)
}
