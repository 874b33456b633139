// Package words is how the window speaks: every sentence that a person reads
// goes through it, in English or in the person's language, and so do numbers
// and dates. The sentences themselves stand where they are used, in English;
// assets/translations has one file per language with the same keys. Exports
// and the command line do not come here: what scripts read is English and ISO.
package words

import (
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/language"

	"gloss/assets"
)

// toolkit is what the toolkit says by itself, by its own keys: in the menu of a
// field, in its dialogs of files. It would say it in the system's language.
var toolkit = map[string]Key{
	"Cut": "Cut", "Copy": "Copy", "Paste": "Paste", "Select all": "Select all", "Undo": "Undo", "Redo": "Redo",
	"Advanced": "Advanced", "Cancel": "Cancel", "Confirm": "Confirm", "Create Folder": "Create Folder", "Enter filename": "Enter filename",
	"Error": "Error", "Favourites": "Favourites", "File": "File", "Folder": "Folder", "New Folder": "New Folder", "No": "No", "OK": "OK",
	"Open": "Open", "Quit": "Quit", "Save": "Save", "Show Hidden Files": "Show hidden files", "Yes": "Yes",
	"(Parent)": "(Parent)", "file.name": "Name", "file.parent": "Parent",
}

// Languages lists the codes of the languages that Gloss speaks, the one that
// it is written in first.
var Languages = []string{"en", "es"}

var spoken = struct {
	sync.RWMutex
	tag  language.Tag // with the region, where the system has one for this language
	lore *lore        // nil in English, which Tell leaves alone
}{tag: language.English}

// Speak chooses the language: one of Languages, or "" for what fits the system
// best. Call it before anything is shown; what is on the screen keeps its words.
func Speak(code string) error {
	system := lang.SystemLocale()
	tag := language.Make(system.String())
	if code == "" {
		code = nearest(tag)
	}
	data, err := assets.Translations.ReadFile("translations/" + code + ".json")
	if err != nil {
		return fmt.Errorf("Gloss does not speak the language %q", code)
	}
	if base, _ := tag.Base(); base.String() != code {
		tag = language.Make(code)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(data, &texts); err != nil {
		return fmt.Errorf("%s.json: %w", code, err)
	}
	return speak(tag, texts, code != Languages[0])
}

// Use speaks a catalog that is none of Languages': tests see by it what has not
// gone through here.
func Use(texts map[string]string) error { return speak(language.English, maps.Clone(texts), true) }

// speak makes a catalog the one that is spoken; other says that sentences of the
// layers below are to be told, too.
func speak(tag language.Tag, texts map[string]string, other bool) error {
	system := lang.SystemLocale()
	var known *lore
	if other {
		known = learn(texts)
	}
	spoken.Lock()
	spoken.tag, spoken.lore = tag, known
	spoken.Unlock()
	for id, key := range toolkit {
		texts[id] = texts[string(key)]
	}
	// The toolkit knows only the system's language, or English where it does not:
	// whichever is chosen stands under the name that it goes by.
	const named = "gloss.language"
	names := []string{Languages[0], strings.SplitN(system.String(), "-", 2)[0], system.String()}
	for _, name := range names {
		err := lang.AddTranslationsForLocale(messages(map[string]string{named: name}), fyne.Locale(name))
		if err != nil && name == Languages[0] { // other names may be of languages that the toolkit does not know
			return err
		}
	}
	return lang.AddTranslationsForLocale(messages(texts), fyne.Locale(lang.X(named, Languages[0])))
}

// messages is a catalog in the long form of the toolkit. In the short one, words
// such as Description or Other are names of fields and cannot be keys.
func messages(texts map[string]string) []byte {
	long := map[string]map[string]string{}
	for key, text := range texts {
		long[key] = map[string]string{"other": text}
	}
	data, _ := json.Marshal(long) // strings always can be
	return data
}

// Language is the code of the language that is spoken, one of Languages.
func Language() string {
	base, _ := locale().Base()
	return base.String()
}

func locale() language.Tag {
	spoken.RLock()
	defer spoken.RUnlock()
	return spoken.tag
}

// nearest is the language of Languages for people whose system speaks tag.
func nearest(tag language.Tag) string {
	tags := make([]language.Tag, len(Languages))
	for i, l := range Languages {
		tags[i] = language.Make(l)
	}
	_, i, confidence := language.NewMatcher(tags).Match(tag)
	if confidence < language.High {
		return Languages[0]
	}
	return Languages[i]
}

// Key is an English sentence, label or format as it stands in the source: what
// Say puts into another language. A constant becomes a Key by itself where one
// is wanted; a test finds all of them by their type.
type Key string

// Noun is an English noun in the singular that takes an s in the plural.
type Noun string

// Say puts a sentence into the language that is spoken. The format is the
// English sentence, as for fmt.Sprintf; a translation may turn the order of the
// arguments round (%[2]s). Without arguments nothing is formatted.
func Say(format Key, args ...any) string {
	if format == "" { // where a table has nothing to say
		return ""
	}
	s := lang.L(string(format))
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// Count writes a number with its noun: Count(2, "article") is "2 articles". The
// keys in the translations are "1 article" and "%s articles".
func Count(n int, noun Noun) string {
	one, many := noun.keys()
	if n == 1 {
		return Say(one)
	}
	return Say(many, Number(n))
}

// Tally is Count in English, whatever is spoken: for labels of the history, which
// are kept in the project and put into the person's language when they are shown.
func Tally(n int, noun Noun) string {
	one, many := noun.keys()
	if n == 1 {
		return string(one)
	}
	return fmt.Sprintf(string(many), strconv.Itoa(n))
}

func (n Noun) keys() (one, many Key) { return Key("1 " + string(n)), Key("%s " + string(n) + "s") }
