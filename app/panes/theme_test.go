package panes

import (
	"image/color"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"gloss/annotate"
	"gloss/app/reader"
	"gloss/app/reader/typeset"
)

// looks are all themes that a person can choose, and the least contrast of text
// in them: levels AA and AAA of the Web Content Accessibility Guidelines 2.2.
var looks = []struct {
	choice  string
	variant fyne.ThemeVariant
	least   float64
}{
	{ThemeLight, theme.VariantLight, 4.5},
	{ThemeDark, theme.VariantDark, 4.5},
	{ThemeContrast, theme.VariantLight, 7},
	{ThemeContrast, theme.VariantDark, 7},
}

func paletteColor(tb testing.TB, s string) color.NRGBA {
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		tb.Fatal(err)
	}
	return rgb(uint32(n))
}

// TestTintsInEveryTheme: text, links and captions on the page, on every tint of
// the palette, on every overlap of two, and on search hits keep level AA.
func TestTintsInEveryTheme(t *testing.T) {
	test.NewTempApp(t)
	for _, look := range looks {
		fyne.CurrentApp().Settings().SetTheme(NewPaper(look.choice))
		p := reader.PaperOf(PageTheme{}, look.variant)
		caret := color.NRGBAModel.Convert(NewPaper(look.choice).Color(theme.ColorNamePrimary, look.variant)).(color.NRGBA)
		check := func(ground color.NRGBA, what string) {
			t.Helper()
			if c := typeset.Contrast(ground, caret); c < 3 {
				t.Errorf("%s %v: the caret on %s has a contrast of %.2f", look.choice, look.variant, what, c)
			}
			for name, ink := range map[string]color.NRGBA{"text": p.Ink.Text, "links": p.Ink.Link, "captions": p.Ink.Muted} {
				if c := typeset.Contrast(ground, ink); c < 4.5 {
					t.Errorf("%s %v: %s on %s have a contrast of %.2f", look.choice, look.variant, name, what, c)
				}
			}
		}
		check(p.Page, "the page")
		check(p.Readable(p.Hit, 0.8), "a hit")
		for _, a := range annotate.Palette {
			check(p.Tint([]color.NRGBA{paletteColor(t, a)}, false), a)
			for _, b := range annotate.Palette {
				check(p.Tint([]color.NRGBA{paletteColor(t, a), paletteColor(t, b)}, false), a+" and "+b)
			}
		}
		if c := typeset.Contrast(p.Page, p.Ink.Text); c < look.least {
			t.Errorf("%s %v: text on the page has a contrast of %.2f, want %.1f", look.choice, look.variant, c, look.least)
		}
	}
}

// TestThemeContrast: what is written in the window can be read in every theme,
// on whatever it may stand, and what one acts on can be seen: level AA asks for 3
// between a control and what is around it.
func TestThemeContrast(t *testing.T) {
	test.NewTempApp(t)
	const (
		panes   = theme.ColorNameBackground
		menu    = theme.ColorNameMenuBackground
		overlay = theme.ColorNameOverlayBackground
		input   = theme.ColorNameInputBackground
		button  = theme.ColorNameButton
		header  = theme.ColorNameHeaderBackground
	)
	type on = []fyne.ThemeColorName
	everywhere := on{panes, ColorNamePage, menu, overlay, input, button, header}
	table := []struct {
		ink     fyne.ThemeColorName
		grounds on
		least   float64 // 0: that of the look
	}{
		{theme.ColorNameForeground, everywhere, 0},
		{colorNameQuiet, everywhere, 4.5},
		{theme.ColorNamePlaceHolder, on{input, panes, ColorNamePage}, 4.5},
		{theme.ColorNameHyperlink, on{ColorNamePage, panes, overlay}, 0},
		{theme.ColorNamePrimary, on{panes, overlay, ColorNamePage, input}, 4.5},
		{theme.ColorNameError, on{panes, overlay, input}, 4.5},
		{theme.ColorNameWarning, on{panes, overlay, input}, 4.5},
		{theme.ColorNameSuccess, on{panes, overlay, input}, 4.5},
		{theme.ColorNameForegroundOnPrimary, on{theme.ColorNamePrimary}, 0},
		{theme.ColorNameForegroundOnError, on{theme.ColorNameError}, 4.5},
		{theme.ColorNameForegroundOnWarning, on{theme.ColorNameWarning}, 4.5},
		{theme.ColorNameForegroundOnSuccess, on{theme.ColorNameSuccess}, 4.5},

		{theme.ColorNameInputBorder, on{panes, overlay, ColorNamePage, input}, 3}, // check boxes, fields
		{theme.ColorNameScrollBar, on{panes, overlay, input}, 3},
	}
	for _, look := range looks {
		th := NewPaper(look.choice)
		get := func(name fyne.ThemeColorName) color.NRGBA {
			return color.NRGBAModel.Convert(th.Color(name, look.variant)).(color.NRGBA)
		}
		check := func(ink, ground color.NRGBA, least float64, what ...fyne.ThemeColorName) {
			t.Helper()
			if c := typeset.Contrast(ink, ground); c < least {
				t.Errorf("%s %v: %v has a contrast of %.2f, want %.1f", look.choice, look.variant, what, c, least)
			}
		}
		for _, line := range table {
			least := line.least
			if least == 0 {
				least = look.least
			}
			for _, ground := range line.grounds {
				check(over(get(line.ink), get(ground)), get(ground), least, line.ink, ground)
			}
		}
		// Rows that are chosen, under the mouse or have the keyboard keep their text,
		// and the keyboard's place can be seen.
		for _, veil := range (on{theme.ColorNameSelection, theme.ColorNameHover, theme.ColorNamePressed, theme.ColorNameFocus}) {
			for _, ground := range everywhere {
				check(get(theme.ColorNameForeground), over(get(veil), get(ground)), 4.5, theme.ColorNameForeground, veil, ground)
			}
		}
		// The keyboard's place: a ring, or what the toolkit fills (lines of menus, and
		// the discs of choices and sliders). Level AA asks for 3 to what is beside it.
		for _, ground := range (on{panes, menu, overlay}) {
			check(over(get(theme.ColorNameFocus), get(ground)), get(ground), 3, theme.ColorNameFocus, ground)
		}
		for _, ground := range everywhere {
			check(get(theme.ColorNamePrimary), get(ground), 3, theme.ColorNamePrimary, ground)
		}
		for _, veil := range (on{theme.ColorNameSelection, theme.ColorNameHover}) {
			check(get(theme.ColorNamePrimary), over(get(veil), get(panes)), 3, theme.ColorNamePrimary, veil)
		}
	}
}

// over lays a colour over an opaque one.
func over(c, ground color.NRGBA) color.NRGBA {
	m := typeset.Mix(ground, c, float64(c.A)/255)
	m.A = 255
	return m
}
