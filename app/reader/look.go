package reader

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"

	"gloss/app/reader/typeset"
)

// Look is how the text is set.
type Look struct {
	Size      float32 // text size in Fyne units; 0: 16
	Serif     bool    // a serif face where the system has one
	Justified bool
	Leading   float64 // line height in parts of the text size; 0: 1.5
	Measure   int     // characters to a line at most; 0: 72
}

func (l Look) orDefault() Look {
	if l.Size <= 0 {
		l.Size = 16
	}
	if l.Measure <= 0 {
		l.Measure = 72
	}
	return l
}

func (l Look) setting() typeset.Setting {
	return typeset.Setting{Size: float64(l.orDefault().Size), Leading: l.Leading, Justified: l.Justified}
}

// SetLook changes how the text is set and keeps the first visible character.
func (v *View) SetLook(l Look) {
	serif := l.Serif != v.look.Serif
	v.look = l
	if serif {
		v.dress.faces = nil
		v.column = nil
	}
	v.set()
	v.redraw()
}

// dress is what the theme and the system give: fonts and colours.
type dress struct {
	faces   *typeset.Faces
	fonts   [5]fyne.Resource // of the theme, from which faces was made
	serif   [4]*font.Font    // of the system, once they are found
	sought  bool             // a search for serif has been started
	paper   typeset.Paper
	colored int // counts changes of paper
	colors  colors
}

// colors are those of the things around the text.
type colors struct {
	selection, caret, handle, bar, track, rule, panel, tip, tipText color.Color
}

// dressUp reads the theme and reports whether its fonts have changed.
func (v *View) dressUp() (fonts bool) {
	th := v.Theme()
	resources := [5]fyne.Resource{
		th.Font(fyne.TextStyle{}),
		th.Font(fyne.TextStyle{Bold: true}),
		th.Font(fyne.TextStyle{Italic: true}),
		th.Font(fyne.TextStyle{Bold: true, Italic: true}),
		th.Font(fyne.TextStyle{Monospace: true}),
	}
	if v.dress.faces == nil || resources != v.dress.fonts {
		v.dress.fonts = resources
		v.dress.faces = v.newFaces()
		fonts = true
	}
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	get := func(name fyne.ThemeColorName) color.NRGBA { return colorOf(th, variant, name) }
	paper := PaperOf(th, variant)
	page, text := paper.Page, get(theme.ColorNameForeground)
	faded := func(strength float64) color.NRGBA { return typeset.Mix(page, text, strength) }
	if paper != v.dress.paper {
		v.dress.paper = paper
		v.dress.colored++
	}
	v.dress.colors = colors{
		selection: withAlpha(get(theme.ColorNamePrimary), 0x48), // letters stay readable, tints visible
		caret:     get(theme.ColorNamePrimary),
		handle:    get(theme.ColorNamePrimary),
		bar:       withAlpha(text, 0x88),
		track:     faded(0.5),
		rule:      faded(0.18),
		panel:     faded(0.06),
		tip:       typeset.Mix(page, text, 0.92),
		tipText:   page,
	}
	return fonts
}

func colorOf(th fyne.Theme, variant fyne.ThemeVariant, name fyne.ThemeColorName) color.NRGBA {
	return color.NRGBAModel.Convert(th.Color(name, variant)).(color.NRGBA)
}

// PaperOf is the colours of a page in a theme: on its background, in its
// foreground and the colour of its links.
func PaperOf(th fyne.Theme, variant fyne.ThemeVariant) typeset.Paper {
	page, text := colorOf(th, variant, theme.ColorNameBackground), colorOf(th, variant, theme.ColorNameForeground)
	page.A, text.A = 255, 255
	ink := text
	if extreme := (color.NRGBA{0, 0, 0, 255}); typeset.Contrast(page, extreme) > 4.6 {
		ink = typeset.Mix(text, extreme, 0.45) // long reading asks for more than labels do
	}
	return typeset.Paper{
		Page: page,
		Ink: typeset.Ink{
			Text:  ink,
			Link:  readable(colorOf(th, variant, theme.ColorNameHyperlink), page, ink),
			Muted: readable(typeset.Mix(page, text, 0.75), page, ink),
		},
		Neutral: typeset.Mix(page, text, 0.55),
		Hit:     color.NRGBA{0xff, 0xc1, 0x07, 255},
	}
}

func withAlpha(c color.NRGBA, a uint8) color.NRGBA {
	c.A = a
	return c
}

// readable moves a colour towards the ink until it can be read on the page.
func readable(c, page, ink color.NRGBA) color.NRGBA {
	c.A = 255
	for strength := 0.0; strength < 1; strength += 0.1 {
		if m := typeset.Mix(c, ink, strength); typeset.Contrast(m, page) >= 5 {
			return m
		}
	}
	return ink
}

func (v *View) newFaces() *typeset.Faces {
	content := func(r fyne.Resource) []byte {
		if r == nil {
			return nil
		}
		return r.Content()
	}
	f := typeset.Fonts{
		Regular: content(v.dress.fonts[0]), Bold: content(v.dress.fonts[1]), Italic: content(v.dress.fonts[2]),
		BoldItalic: content(v.dress.fonts[3]), Mono: content(v.dress.fonts[4]),
		More: [][]byte{content(theme.DefaultSymbolFont()), content(theme.DefaultEmojiFont())},
	}
	if v.look.Serif {
		f.Text = v.dress.serif
		v.seekSerif()
	}
	faces, err := typeset.NewFaces(f)
	if err != nil { // a theme with a broken font: the bundled ones are whole
		faces, err = typeset.NewFaces(typeset.Fonts{Regular: theme.DefaultTextFont().Content()})
		if err != nil {
			fyne.LogError("the bundled fonts cannot be read", err)
		}
	}
	return faces
}

// onDesktop reports whether there is a real system around the program. Tests
// run without one, and their text must not depend on the machine's fonts.
func onDesktop() bool {
	_, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok
}

// seekSerif looks for serif faces, once, and sets the text anew when they are
// there.
func (v *View) seekSerif() {
	if v.dress.sought || !onDesktop() {
		return
	}
	v.dress.sought = true
	go func() {
		found, ok := typeset.FindSerif()
		if !ok {
			return
		}
		fyne.Do(func() {
			v.dress.serif = found
			if v.look.Serif {
				v.dress.faces, v.column = nil, nil
				v.set()
				v.redraw()
			}
		})
	}()
}

// seekFallback looks for fonts for the characters that could not be drawn.
func (v *View) seekFallback() {
	faces := v.dress.faces
	missing := faces.Missing()
	if len(missing) == 0 || !onDesktop() {
		return
	}
	language := v.article.Language
	go func() {
		found := typeset.FindFonts(missing, language)
		fyne.Do(func() {
			if faces == v.dress.faces && faces.AddFallback(found) {
				v.column = nil
				v.set()
				v.redraw()
			}
		})
	}()
}
