package words

import (
	"strings"
	"testing"
)

// A small language of its own, which no sentence of Gloss disturbs.
var islandic = learn(map[string]string{
	"not found":                         "no encontrado",
	"Export":                            "Exportar",
	"%s: %w":                            "%s: %w",
	"%s articles":                       "%s artículos",
	"the tag %q is used by %s":          "%[2]s usan la etiqueta «%[1]s»",
	"the name %q is taken":              "el nombre %q ya está en uso",
	"delete tag %s":                     "eliminar la etiqueta %s",
	"delete tag %s with its highlights": "eliminar la etiqueta %s con sus resaltados",
	"%d%% of %s are read":               "el %d%% de %s está leído",
	"line %d: %s":                       "línea %d: %s",
	"it is %.1f MB":                     "tiene %.1f MB",
	"mark it as %v":                     "marcar como %v",
	"done":                              "hecho",
	"%s%s":                              "never",
	"%s of %s":                          "%s de %s",
	"%s to %s":                          "%s a %s",
	"The %v %s":                         "%v %s",
	"%s; %s":                            "%s; %s",
	"is empty; choose another":          "está vacío; elija otro",
	"code points":                       "puntos de código",
	"as they stand":                     "como están",
	"%s, line ends %s":                  "%s, finales de línea %s",
})

func TestTell(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		{"", ""},
		{"not found", "no encontrado"},
		{"nobody wrote this", "nobody wrote this"},
		{"a.html: not found", "a.html: no encontrado"},
		{"/x/a: b.gloss: line 3: not found", "/x/a: b.gloss: línea 3: no encontrado"},
		{"3 articles", "3 artículos"},
		{"delete tag Export", "eliminar la etiqueta Export"}, // a name, not a sentence
		{"delete tag Export with its highlights", "eliminar la etiqueta Export con sus resaltados"},
		{`the name "a \"b\"" is taken`, `el nombre "a \"b\"" ya está en uso`},
		{`the tag "sea \"law\"" is used by 3 articles`, `3 artículos usan la etiqueta «sea "law"»`},
		{"40% of 3 articles are read", "el 40% de 3 artículos está leído"},
		{"forty% of 3 articles are read", "forty% of 3 articles are read"},
		{"it is 2.5 MB", "tiene 2.5 MB"},
		{"mark it as done", "marcar como hecho"},
		{"delete tag law of the sea", "eliminar la etiqueta law of the sea"},
		{"delete tag all articles", "eliminar la etiqueta all articles"},
		{"delete tag The right to fish", "eliminar la etiqueta The right to fish"},
		{"there is nothing to say of it", "there is nothing to say of it"},
		{"3 of 5", "3 de 5"},
		{"a b.html: line 2: is empty; choose another", "a b.html: línea 2: está vacío; elija otro"},
		{"code points, line ends as they stand", "puntos de código, finales de línea como están"},
		{"line 1: 100%s", "línea 1: 100%s"},
		{"line 1: %d \x00", "línea 1: %d \x00"},
		{"a.html: 3\xff articles", "a.html: 3\xff articles"},
	} {
		for range 2 { // the second answer is remembered
			if got := islandic.tell(c.sentence); got != c.want {
				t.Errorf("%q is told as %q, want %q", c.sentence, got, c.want)
			}
		}
	}
	var english *lore
	if got := english.tell("not found"); got != "not found" {
		t.Errorf("English tells %q", got)
	}
	if deep := strings.Repeat("a: ", 50) + "not found"; islandic.tell(deep) != deep {
		t.Errorf("told beyond the bound: %q", islandic.tell(deep))
	}
}

func FuzzTell(f *testing.F) {
	for _, s := range []string{"", "a: not found", `the tag "x\" is used by 3`, "%!s(MISSING)", "line 1: line 2: \x00", "\xff: \xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if a, b := islandic.tell(s), islandic.tell(s); a != b {
			t.Errorf("%q is told as %q, then as %q", s, a, b)
		}
	})
}

func BenchmarkTell(b *testing.B) {
	for b.Loop() {
		newTelling(islandic).within(`x.html: line 3: the tag "sea" is used by nobody`, tellDepth, false)
	}
}
