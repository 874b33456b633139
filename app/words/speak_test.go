package words

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/language"
)

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

// TestSystems speaks every language on systems of many, each in a process of its
// own, and wants the toolkit to speak it too and to complain of nothing.
func TestSystems(t *testing.T) {
	if code := os.Getenv("GLOSS_SPEAK"); code != "" {
		if err := Speak(code); err != nil {
			t.Fatal(err)
		}
		for id, key := range toolkit {
			if said := lang.X(id, "?"); said != catalog(t, code)[string(key)] {
				t.Errorf("the toolkit says %q for %q", said, id)
			}
		}
		if Say("Settings") != catalog(t, code)["Settings"] {
			t.Errorf("Settings is said as %q", Say("Settings"))
		}
		return
	}
	for _, system := range []string{"", "C", "C.UTF-8", "POSIX", "en_GB.UTF-8", "de_DE.UTF-8", "es_MX.UTF-8", "zh_CN.UTF-8", "zh_TW", "pt_BR.UTF-8",
		"pt_PT", "sr_RS@latin", "ca_ES.UTF-8", "ja_JP.eucJP", "uk_UA", "tlh", "de:es"} {
		for _, code := range Languages {
			c := exec.Command(os.Args[0], "-test.run=^TestSystems$")
			c.Env = []string{"LANG=" + system, "GLOSS_SPEAK=" + code, "HOME=" + t.TempDir()}
			out, err := c.CombinedOutput()
			if err != nil || strings.Contains(string(out), "Translation failure") {
				t.Errorf("LANG=%s, %s: %v\n%s", system, code, err, out)
			}
		}
	}
}

func BenchmarkSpeak(b *testing.B) {
	b.Cleanup(func() { Speak(Languages[0]) })
	for b.Loop() {
		if err := Speak("es"); err != nil {
			b.Fatal(err)
		}
	}
}

// TestDates writes dates in the order of the region.
func TestDates(t *testing.T) {
	t.Cleanup(func() { Speak(Languages[0]) })
	for tag, want := range map[string]string{"en": "4 May 2025", "en-GB": "4 May 2025", "en-US": "May 4, 2025"} {
		spoken.tag = language.Make(tag)
		if got := Date("2025-05-04"); got != want {
			t.Errorf("%s: %s, not %s", tag, got, want)
		}
	}
	if err := Speak("es"); err != nil {
		t.Fatal(err)
	}
	if got := Date("2025-05-04"); got != "4 may 2025" {
		t.Errorf("es: %s", got)
	}
}
