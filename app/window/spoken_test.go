package window

import (
	"encoding/json"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"gloss/app/words"
	"gloss/assets"
)

// foreign is what actions show that is nobody's to translate: columns and rows of
// exports, a sentence for papers, the guide and the licences, which have texts of
// their own.
var foreign = map[string]*regexp.Regexp{
	"new":             regexp.MustCompile(`^/`), // folders of the machine
	"open":            regexp.MustCompile(`^/`),
	"export":          regexp.MustCompile(`^[a-z_]+$|^[0-9a-f-]{36}$`),
	"export codebook": regexp.MustCompile(`^\x{feff}`),
	"agree":           regexp.MustCompile(`^Agreement between Ada and Bo was computed`),
	"guide":           regexp.MustCompile(``),
	"licences":        regexp.MustCompile(``),
	"sample":          regexp.MustCompile(``),
}

// TestSpoken speaks a language in which everything stands between marks, goes
// through the window, and wants no words on it that have none: they have not gone
// through say or tell. What belongs to the project has none.
func TestSpoken(t *testing.T) {
	data, err := assets.Translations.ReadFile("translations/en.json")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	for key := range texts {
		texts[key] = "⟦" + key + "⟧"
	}
	if err := words.Use(texts); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { words.Speak("en") })
	w := disputed(t)
	t.Setenv("HOME", t.TempDir())
	names := []string{"Gloss", "Ada", "Bo", "CSV", "XLSX", "SVG", "PNG", "Aa", "https://", "en, de, pt-BR", "#RRGGBB"}
	for _, a := range w.shown.articles {
		names = append(names, a.Title, a.SourceName)
		all, err := w.project.Highlights(a.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range all {
			names = append(names, h.Quote.Exact, h.Note)
		}
	}
	for _, g := range w.shown.tags {
		names = append(names, g.Name)
	}
	seen := map[string]bool{}
	look := func(action string) {
		w.idle()
		c := w.win.Canvas()
		for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
			visible(root, func(o fyne.CanvasObject) {
				for _, text := range shownTexts(o) {
					if of := foreign[action]; unmarked(text, names) && !seen[text] && (of == nil || !of.MatchString(text)) {
						t.Errorf("%s: %T says %q", action, o, text)
					}
					seen[text] = true // a view stays when the next opens
				}
			})
		}
	}
	look("")
	for _, a := range w.actions {
		if a.id == "quit" || !a.can() || a.run == nil {
			continue
		}
		if a.menu != "" {
			if s := a.text(); unmarked(s, names) {
				t.Errorf("the menu says %q", s)
			}
		}
		a.run()
		look(a.id)
		if w.sheet != nil {
			w.sheet.close()
			w.idle()
		}
	}
}

// visible calls do for an object and all that is visible in it.
func visible(o fyne.CanvasObject, do func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	do(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			visible(child, do)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			visible(child, do)
		}
	}
}

// shownTexts are the texts that a widget of the toolkit shows by itself.
func shownTexts(o fyne.CanvasObject) (all []string) {
	v := reflect.ValueOf(o)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return nil
	}
	field := func(name string) reflect.Value { return v.Elem().FieldByName(name) }
	typed := field("PlaceHolder").IsValid() && field("CursorRow").IsValid() // an entry: its text is a person's
	for _, name := range []string{"Text", "PlaceHolder", "tip"} {
		if name == "PlaceHolder" && field("Selected").IsValid() && field("Selected").String() != "" {
			continue // a select that shows what is chosen
		}
		if f := field(name); f.IsValid() && f.Kind() == reflect.String && !(typed && name == "Text") {
			if strings.HasPrefix(reflect.TypeOf(o).String(), "*canvas.") {
				continue // a line of a widget, which has been looked at whole
			}
			all = append(all, f.String())
		}
	}
	return all
}

// unmarked reports whether words stand in a text outside of marks and names.
func unmarked(text string, names []string) bool {
	if strings.Contains(text, "⟦") {
		return false
	}
	for _, n := range names {
		if n != "" {
			text = strings.ReplaceAll(text, n, "")
		}
	}
	return strings.IndexFunc(text, unicode.IsLetter) >= 0
}
