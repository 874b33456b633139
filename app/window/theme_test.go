package window

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
	{themeLight, theme.VariantLight, 4.5},
	{themeDark, theme.VariantDark, 4.5},
	{themeContrast, theme.VariantLight, 7},
	{themeContrast, theme.VariantDark, 7},
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
		fyne.CurrentApp().Settings().SetTheme(newPaper(look.choice))
		p := reader.PaperOf(page{}, look.variant)
		check := func(ground color.NRGBA, what string) {
			t.Helper()
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

// TestThemeContrast: what is written in the window can be read in every theme.
func TestThemeContrast(t *testing.T) {
	test.NewTempApp(t)
	for _, look := range looks {
		th := newPaper(look.choice)
		get := func(name fyne.ThemeColorName) color.NRGBA {
			return color.NRGBAModel.Convert(th.Color(name, look.variant)).(color.NRGBA)
		}
		for _, pair := range []struct{ ink, ground fyne.ThemeColorName }{
			{theme.ColorNameForeground, theme.ColorNameBackground},
			{theme.ColorNameForeground, theme.ColorNameButton},
			{theme.ColorNameForeground, theme.ColorNameMenuBackground},
			{theme.ColorNameForeground, theme.ColorNameInputBackground},
			{theme.ColorNamePlaceHolder, theme.ColorNameInputBackground},
			{colorNameQuiet, theme.ColorNameBackground},
			{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary},
			{theme.ColorNameHyperlink, colorNamePage},
			{theme.ColorNameError, theme.ColorNameBackground},
		} {
			if c := typeset.Contrast(get(pair.ink), get(pair.ground)); c < look.least {
				t.Errorf("%s %v: %s on %s has a contrast of %.2f, want %.1f", look.choice, look.variant, pair.ink, pair.ground, c, look.least)
			}
		}
	}
}
