package words

import "testing"

// TestSpeak wants every sentence of a language to be said in it once it is
// spoken, whatever its key is.
func TestSpeak(t *testing.T) {
	t.Cleanup(func() { Speak(Languages[0]) })
	for _, language := range Languages {
		if err := Speak(language); err != nil {
			t.Fatal(err)
		}
		for key, text := range catalog(t, language) {
			if got := Say(Key(key)); got != text {
				t.Errorf("%s: %q is said as %q, not %q", language, key, got, text)
			}
		}
	}
}
