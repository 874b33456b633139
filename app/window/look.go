package window

import (
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"gloss/annotate/store"
	"gloss/app/panes"
	"gloss/app/words"
)

// The limits of the text size, in Fyne's units.
const (
	textSizeMin = 10
	textSizeMax = 36
)

// zoom makes the text larger (1), smaller (-1) or as large as at first (0).
func (w *window) zoom(by int) {
	size := w.prefs.textSize() + float32(by)
	if by == 0 {
		size = textSizeNormal
	}
	size = max(textSizeMin, min(textSizeMax, size))
	w.prefs.SetFloat(prefTextSize, float64(size))
	w.setLook()
	w.status.say(say("Text size %.0f", size))
}

func (w *window) setTheme(choice string) {
	w.prefs.SetString(prefTheme, choice)
	w.app.Settings().SetTheme(panes.NewPaper(choice))
	w.refreshMenu()
}

// askLink opens a link of an article in the browser, once a person has seen
// where it leads: Gloss itself never goes online.
func (w *window) askLink(link string) {
	u, err := url.Parse(link)
	if err != nil {
		w.fail(err)
		return
	}
	w.ask(say("Open this link in the browser?"), panes.NewParagraph(link), fyne.NewSize(480, 0), say("Open"), func() bool {
		if err := w.app.OpenURL(u); err != nil {
			w.fail(err)
		}
		return true
	}, nil)
}

// askSettings opens the dialog of what Gloss remembers on this machine.
func (w *window) askSettings() {
	coder := panes.NewField(say("Your name, as it stands in the data"))
	coder.SetText(w.coder())
	colors := panes.NewPicker(sayAll([]words.Key{"As the system", "Light", "Dark", "High contrast"}), nil)
	choices := []string{panes.ThemeSystem, panes.ThemeLight, panes.ThemeDark, panes.ThemeContrast}
	for i, c := range choices {
		if c == w.prefs.StringWithFallback(prefTheme, panes.ThemeSystem) {
			colors.SetSelectedIndex(i)
		}
	}
	language, code := w.newLanguageSelect()
	text := panes.NewButton(say("Letters, size, line height and length…"), w.askTypeface)
	sources := panes.NewTick(say("Keep imported files, so that they can be read again"), nil)
	keeps := true
	if w.project != nil {
		keeps, _ = w.project.KeepsSources()
	}
	sources.Checked = keeps
	if w.project == nil || w.project.ReadOnly() {
		sources.Disable()
	}
	w.input(coder)
	content := form(
		widget.NewLabel(say("Coder")), coder,
		widget.NewLabel(""), panes.NewParagraph(say("Highlights that you make from now on carry this name. Those made before keep theirs.")),
		widget.NewLabel(say("Language")), language,
		widget.NewLabel(""), panes.NewParagraph(say("Counts from the next start. What is exported does not depend on it.")),
		widget.NewLabel(say("Colours")), colors,
		widget.NewLabel(say("Text")), text,
		widget.NewLabel(say("This project")), sources)
	w.ask(say("Settings"), content, fyne.NewSize(480, 0), say("Save"), func() bool {
		w.setTheme(choices[colors.SelectedIndex()])
		w.setCoder(coder.Text)
		w.setLanguage(code())
		if sources.Checked != keeps {
			w.change(label("settings"), func(tx *store.Tx) error { return tx.SetKeepSources(sources.Checked) }, nil)
		}
		return true
	}, coder)
}
