package panes

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// paper is the look of the window: warm paper by day, warm charcoal by night,
// one ink blue for what can be acted on, and tight paddings, since the text is
// what people come for.
type paper struct {
	fyne.Theme        // fonts and icons, and whatever is not named below
	choice     string // ThemeLight, ThemeDark, or to follow the system ThemeSystem or ThemeContrast
}

// The choices of theme, as they stand in the preferences.
const (
	ThemeSystem   = "system"
	ThemeLight    = "light"
	ThemeDark     = "dark"
	ThemeContrast = "contrast"
)

// NewPaper is the theme of the window by one of the choices.
func NewPaper(choice string) fyne.Theme { return paper{theme.DefaultTheme(), choice} }

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xff}
}

func rgba(hex uint32, alpha uint8) color.NRGBA {
	c := rgb(hex)
	c.A = alpha
	return c
}

// colorNameQuiet is for text that stands back: dates, counts, hints. It keeps
// a contrast of 4.5 to the background, as WCAG AA asks.
const colorNameQuiet fyne.ThemeColorName = "quiet"

// ColorNamePage is what the text stands on: lighter than the panes around it
// by day, a little warmer by night.
const ColorNamePage fyne.ThemeColorName = "page"

var day = map[fyne.ThemeColorName]color.Color{
	theme.ColorNameBackground:          rgb(0xF3EFE6),
	theme.ColorNameForeground:          rgb(0x1E1B18),
	ColorNamePage:                      rgb(0xFFFDF8),
	colorNameQuiet:                     rgb(0x6A6259),
	theme.ColorNamePlaceHolder:         rgb(0x6F675D),
	theme.ColorNameDisabled:            rgb(0xA79E91),
	theme.ColorNameInputBackground:     rgb(0xFFFDF8),
	theme.ColorNameInputBorder:         rgb(0x8C8272),
	theme.ColorNameButton:              rgb(0xE8E1D3),
	theme.ColorNameDisabledButton:      rgb(0xEDE8DD),
	theme.ColorNameHeaderBackground:    rgb(0xE9E3D6),
	theme.ColorNameMenuBackground:      rgb(0xFBF8F1),
	theme.ColorNameOverlayBackground:   rgb(0xFBF8F1),
	theme.ColorNameSeparator:           rgb(0xDBD2C2),
	theme.ColorNamePrimary:             rgb(0x2C5A85),
	theme.ColorNameForegroundOnPrimary: rgb(0xFFFFFF),
	theme.ColorNameHyperlink:           rgb(0x2C5A85),
	theme.ColorNameFocus:               rgb(0x648AB0),
	theme.ColorNameSelection:           rgba(0x2C5A85, 0x30),
	theme.ColorNameHover:               rgba(0x3A3020, 0x12),
	theme.ColorNamePressed:             rgba(0x3A3020, 0x24),
	theme.ColorNameScrollBar:           rgba(0x5A5044, 0xA8),
	theme.ColorNameScrollBarBackground: rgba(0x5A5044, 0x10),
	theme.ColorNameShadow:              rgba(0x2A2010, 0x26),
	theme.ColorNameError:               rgb(0xA62B1F),
	theme.ColorNameForegroundOnError:   rgb(0xFFFFFF),
	theme.ColorNameWarning:             rgb(0x9A5B00),
	theme.ColorNameForegroundOnWarning: rgb(0xFFFFFF),
	theme.ColorNameSuccess:             rgb(0x2E6B3E),
	theme.ColorNameForegroundOnSuccess: rgb(0xFFFFFF),
}

var night = map[fyne.ThemeColorName]color.Color{
	theme.ColorNameBackground:          rgb(0x1E1D1B),
	theme.ColorNameForeground:          rgb(0xF4EFE6),
	ColorNamePage:                      rgb(0x252320),
	colorNameQuiet:                     rgb(0xA69E91),
	theme.ColorNamePlaceHolder:         rgb(0x9C9487),
	theme.ColorNameDisabled:            rgb(0x6E685F),
	theme.ColorNameInputBackground:     rgb(0x272522),
	theme.ColorNameInputBorder:         rgb(0x857D72),
	theme.ColorNameButton:              rgb(0x34312D),
	theme.ColorNameDisabledButton:      rgb(0x2A2825),
	theme.ColorNameHeaderBackground:    rgb(0x2A2825),
	theme.ColorNameMenuBackground:      rgb(0x232120),
	theme.ColorNameOverlayBackground:   rgb(0x232120),
	theme.ColorNameSeparator:           rgb(0x393631),
	theme.ColorNamePrimary:             rgb(0x93B9DD),
	theme.ColorNameForegroundOnPrimary: rgb(0x14202B),
	theme.ColorNameHyperlink:           rgb(0x93B9DD),
	theme.ColorNameFocus:               rgb(0x4D6F94),
	theme.ColorNameSelection:           rgba(0x93B9DD, 0x48),
	theme.ColorNameHover:               rgba(0xFFFFFF, 0x10),
	theme.ColorNamePressed:             rgba(0xFFFFFF, 0x22),
	theme.ColorNameScrollBar:           rgba(0xD8D0C4, 0x78),
	theme.ColorNameScrollBarBackground: rgba(0xD8D0C4, 0x0C),
	theme.ColorNameShadow:              rgba(0x000000, 0x80),
	theme.ColorNameError:               rgb(0xF0907F),
	theme.ColorNameForegroundOnError:   rgb(0x2A0F0A),
	theme.ColorNameWarning:             rgb(0xE8B15C),
	theme.ColorNameForegroundOnWarning: rgb(0x2A1C05),
	theme.ColorNameSuccess:             rgb(0x8CC79A),
	theme.ColorNameForegroundOnSuccess: rgb(0x0C2212),
}

// strongDay and strongNight are what high contrast changes: black on white or
// the reverse, lines that can be seen, and nothing that stands back.
var strongDay = map[fyne.ThemeColorName]color.Color{
	theme.ColorNameBackground:        rgb(0xFFFFFF),
	theme.ColorNameForeground:        rgb(0x000000),
	ColorNamePage:                    rgb(0xFFFFFF),
	colorNameQuiet:                   rgb(0x303030),
	theme.ColorNamePlaceHolder:       rgb(0x404040),
	theme.ColorNameDisabled:          rgb(0x6A6A6A),
	theme.ColorNameInputBackground:   rgb(0xFFFFFF),
	theme.ColorNameInputBorder:       rgb(0x000000),
	theme.ColorNameButton:            rgb(0xE6E6E6),
	theme.ColorNameDisabledButton:    rgb(0xF4F4F4),
	theme.ColorNameHeaderBackground:  rgb(0xE6E6E6),
	theme.ColorNameMenuBackground:    rgb(0xFFFFFF),
	theme.ColorNameOverlayBackground: rgb(0xFFFFFF),
	theme.ColorNameSeparator:         rgb(0x000000),
	theme.ColorNamePrimary:           rgb(0x00408C),
	theme.ColorNameHyperlink:         rgb(0x00408C),
	theme.ColorNameFocus:             rgba(0x00408C, 0xA0),
	theme.ColorNameSelection:         rgba(0x00408C, 0x48),
	theme.ColorNameScrollBar:         rgba(0x000000, 0xB0),
	theme.ColorNameError:             rgb(0x8C0000),
	theme.ColorNameWarning:           rgb(0x6B3E00),
	theme.ColorNameSuccess:           rgb(0x00501A),
}

var strongNight = map[fyne.ThemeColorName]color.Color{
	theme.ColorNameBackground:          rgb(0x000000),
	theme.ColorNameForeground:          rgb(0xFFFFFF),
	ColorNamePage:                      rgb(0x000000),
	colorNameQuiet:                     rgb(0xDADADA),
	theme.ColorNamePlaceHolder:         rgb(0xC8C8C8),
	theme.ColorNameDisabled:            rgb(0x9A9A9A),
	theme.ColorNameInputBackground:     rgb(0x000000),
	theme.ColorNameInputBorder:         rgb(0xFFFFFF),
	theme.ColorNameButton:              rgb(0x2C2C2C),
	theme.ColorNameDisabledButton:      rgb(0x181818),
	theme.ColorNameHeaderBackground:    rgb(0x202020),
	theme.ColorNameMenuBackground:      rgb(0x101010),
	theme.ColorNameOverlayBackground:   rgb(0x101010),
	theme.ColorNameSeparator:           rgb(0xC0C0C0),
	theme.ColorNamePrimary:             rgb(0xFFD75E),
	theme.ColorNameForegroundOnPrimary: rgb(0x000000),
	theme.ColorNameHyperlink:           rgb(0x9CD2FF),
	theme.ColorNameFocus:               rgba(0xFFD75E, 0x6B),
	theme.ColorNameSelection:           rgba(0xFFD75E, 0x60),
	theme.ColorNameScrollBar:           rgba(0xFFFFFF, 0xB0),
}

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:            13.5,
	theme.SizeNameCaptionText:     11.5,
	theme.SizeNameSubHeadingText:  15.5,
	theme.SizeNameHeadingText:     20,
	theme.SizeNamePadding:         3,
	theme.SizeNameInnerPadding:    6,
	theme.SizeNameInlineIcon:      17,
	theme.SizeNameSplitThickness:  3,
	theme.SizeNameModalBlurRadius: 0, // costs more than it gives without a graphics card
	theme.SizeNameScrollBar:       10,
	theme.SizeNameScrollBarSmall:  3,
	theme.SizeNameLineSpacing:     3,
	theme.SizeNameInputRadius:     4,
	theme.SizeNameButtonRadius:    4,
	theme.SizeNameSelectionRadius: 3,
}

// Color looks a colour up in the table of the light or the dark look.
func (p paper) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	variant := system
	switch p.choice {
	case ThemeLight:
		variant = theme.VariantLight
	case ThemeDark:
		variant = theme.VariantDark
	}
	table, strong := day, strongDay
	if variant == theme.VariantDark {
		table, strong = night, strongNight
	}
	if c, ok := strong[name]; ok && p.choice == ThemeContrast {
		return c
	}
	if c, ok := table[name]; ok {
		return c
	}
	return p.Theme.Color(name, variant)
}

// Size looks a size up; what is not in the table is as in Fyne.
func (p paper) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return s
	}
	return p.Theme.Size(name)
}

// PageTheme is the theme of what lies on the page: that of the window, whatever it
// is at the time, with the page as background.
type PageTheme struct{}

func (PageTheme) window() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color is part of fyne.Theme.
func (p PageTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameBackground {
		name = ColorNamePage
	}
	return p.window().Color(name, variant)
}

// Font is part of fyne.Theme.
func (p PageTheme) Font(style fyne.TextStyle) fyne.Resource { return p.window().Font(style) }

// Icon is part of fyne.Theme.
func (p PageTheme) Icon(name fyne.ThemeIconName) fyne.Resource { return p.window().Icon(name) }

// Size is part of fyne.Theme.
func (p PageTheme) Size(name fyne.ThemeSizeName) float32 { return p.window().Size(name) }

// backdrop fills its place with a colour of the theme.
type backdrop struct {
	widget.BaseWidget
	color fyne.ThemeColorName
}

// NewBackdrop fills its place with a colour of the theme, whatever the theme is at the time.
func NewBackdrop(color fyne.ThemeColorName) *backdrop {
	b := &backdrop{color: color}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer draws a rectangle.
func (b *backdrop) CreateRenderer() fyne.WidgetRenderer {
	r := canvas.NewRectangle(theme.Color(b.color))
	return &backdropRenderer{widget.NewSimpleRenderer(r), b, r}
}

type backdropRenderer struct {
	fyne.WidgetRenderer
	backdrop  *backdrop
	rectangle *canvas.Rectangle
}

func (r *backdropRenderer) Refresh() {
	r.rectangle.FillColor = theme.Color(r.backdrop.color)
	r.rectangle.Refresh()
}
