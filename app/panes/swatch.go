package panes

import (
	"errors"
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate"
	"gloss/app/words"
)

// ParseColor reads #RRGGBB; anything else is a grey, since drawing never fails.
func ParseColor(s string) color.NRGBA {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil || !annotate.IsColor(s) {
		return color.NRGBA{0x88, 0x88, 0x88, 0xff}
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}
}

// NewSwatch is a small square of a tag's colour.
func NewSwatch(tag string, size float32) *canvas.Rectangle {
	r := canvas.NewRectangle(ParseColor(tag))
	r.CornerRadius = 3
	r.SetMinSize(fyne.NewSquareSize(size))
	return r
}

// palettePicker lets a person choose one of annotate.Palette or type a colour.
type palettePicker struct {
	Root    fyne.CanvasObject
	Hex     *Field
	preview *canvas.Rectangle
}

// NewPalettePicker makes a picker in which a colour, such as "#0072B2", is chosen.
func NewPalettePicker(chosen string) *palettePicker {
	p := &palettePicker{Hex: NewField("#RRGGBB"), preview: NewSwatch(chosen, 24)}
	p.Hex.SetText(chosen)
	p.Hex.OnChanged = func(s string) {
		p.preview.FillColor = ParseColor(s)
		p.preview.Refresh()
	}
	p.Hex.Validator = func(s string) error {
		if !annotate.IsColor(s) {
			return errors.New(words.Say("type a colour as #RRGGBB, such as %s", annotate.Palette[0]))
		}
		return nil
	}
	row := container.NewHBox()
	for _, c := range annotate.Palette {
		row.Add(newColorDot(c, func() { p.Hex.SetText(c) }))
	}
	p.Root = container.NewVBox(row,
		container.NewBorder(nil, nil, container.NewCenter(p.preview), nil, p.Hex))
	return p
}

// colorDot is a colour that can be tapped.
type colorDot struct {
	widget.BaseWidget
	color string
	onTap func()
}

func newColorDot(c string, onTap func()) *colorDot {
	d := &colorDot{color: c, onTap: onTap}
	d.ExtendBaseWidget(d)
	return d
}

// Tapped chooses the colour.
func (d *colorDot) Tapped(*fyne.PointEvent) { d.onTap() }

// CreateRenderer draws the colour as a rounded square.
func (d *colorDot) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(NewSwatch(d.color, 24))
}

// NewEllipsis is a label on one line, cut where there is no room.
func NewEllipsis() *widget.Label {
	l := widget.NewLabel("")
	l.Truncation = fyne.TextTruncateEllipsis
	return l
}

// NewParagraph is text that takes as many lines as it needs.
func NewParagraph(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// NewQuiet is a short text that stands back.
func NewQuiet(s string) *widget.RichText {
	return widget.NewRichText(&widget.TextSegment{Text: s, Style: widget.RichTextStyle{
		ColorName: colorNameQuiet, SizeName: theme.SizeNameCaptionText,
	}})
}

// NewHint is a paragraph that says what to do, for an empty pane.
func NewHint(s string) *widget.RichText {
	t := widget.NewRichText(&widget.TextSegment{Text: s, Style: widget.RichTextStyle{
		Alignment: fyne.TextAlignCenter, ColorName: colorNameQuiet, SizeName: theme.SizeNameText,
	}})
	t.Wrapping = fyne.TextWrapWord
	return t
}

// NewHeading is the title of a pane.
func NewHeading(s string, right ...fyne.CanvasObject) fyne.CanvasObject {
	l := widget.NewLabelWithStyle(s, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	return NewFlow(append([]fyne.CanvasObject{l, layout.NewSpacer()}, right...)...)
}
