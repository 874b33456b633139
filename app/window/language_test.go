package window

import (
	"testing"

	"gloss/app/words"
)

// TestLanguageChoice keeps what is chosen in the settings, and knows it again.
func TestLanguageChoice(t *testing.T) {
	w := opened(t)
	if len(languageNames) != len(words.Languages) {
		t.Fatalf("%d names for %d languages", len(languageNames), len(words.Languages))
	}
	for i, code := range append([]string{""}, words.Languages...) {
		s, chosen := w.newLanguageSelect()
		s.SetSelectedIndex(i)
		w.setLanguage(chosen())
		if got := w.prefs.String(prefLanguage); got != code {
			t.Errorf("choice %d is kept as %q, not %q", i, got, code)
		}
		if s, _ := w.newLanguageSelect(); s.SelectedIndex() != i {
			t.Errorf("%q is shown as choice %d", code, s.SelectedIndex())
		}
	}
}
