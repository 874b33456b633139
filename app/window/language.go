package window

import (
	"slices"

	"gloss/app/panes"
	"gloss/app/words"
)

// languageNames are the languages, each by its own name, in the order of
// words.Languages.
var languageNames = []string{"English", "Español"}

// newLanguageSelect offers the languages; choose says what was chosen: one of
// words.Languages, or "" for the system's.
func (w *window) newLanguageSelect() (s *panes.Picker, chosen func() string) {
	codes := append([]string{""}, words.Languages...)
	s = panes.NewPicker(append([]string{say("As the system")}, languageNames...), nil)
	s.SetSelectedIndex(max(0, slices.Index(codes, w.prefs.String(prefLanguage))))
	return s, func() string { return codes[s.SelectedIndex()] }
}

// setLanguage keeps the choice, and says so where it changes what is spoken.
func (w *window) setLanguage(code string) {
	if code == w.prefs.String(prefLanguage) {
		return
	}
	w.prefs.SetString(prefLanguage, code)
	w.status.say(say("Gloss speaks the other language when it is started again."))
}
