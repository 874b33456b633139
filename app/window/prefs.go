package window

import (
	"cmp"
	"encoding/json"
	"os/user"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// prefs is what Gloss remembers on this machine. Nothing of a project's
// contents is in it, only how and where a person looked at it.
type prefs struct {
	fyne.Preferences
}

// The keys of the preferences.
const (
	prefProject    = "project"
	prefRecent     = "recent"
	prefCoder      = "coder"
	prefTheme      = "theme"
	prefLanguage   = "language" // one of words.Languages, or "" for the system's
	prefTextSize   = "text.size"
	prefSerif      = "text.serif"
	prefJustified  = "text.justified"
	prefLeading    = "text.leading" // line height in parts of the text size
	prefMeasure    = "text.measure" // characters to a line at most
	prefTour       = "tour"         // it was taken or declined
	prefWidth      = "window.width"
	prefHeight     = "window.height"
	prefX          = "window.x" // where its content begins on the screen, in the system's pixels
	prefY          = "window.y"
	prefLeft       = "split.left"  // share of the window that the library takes
	prefRight      = "split.right" // share of the rest that reader takes
	prefBook       = "split.book"  // share of the right side that the codebook takes
	prefNoLibrary  = "without.library"
	prefNoCodebook = "without.codebook" // and inspector
	prefAgree      = "agree"            // JSON: what was compared last, see comparison
	prefPlaces     = "places"           // JSON: article ID to first visible position
	prefFormat     = "export.format"    // name of the format
	prefParts      = "report.parts"     // index in reportParts
	prefSPSS       = "csv.spss"
	prefBOM        = "csv.bom"
	prefDelimiter  = "csv.delimiter"
	prefStopWords  = "words.stop" // a person's own, with blanks between
	prefGuard      = "csv.guard"  // "", "yes" or "no": "" until a person was asked
)

const (
	recentProjects = 8
	keptPlaces     = 500
	textSizeNormal = 16
)

// project is the path of the project that was open last, or "".
func (p prefs) project() string { return p.String(prefProject) }

// opened remembers a project as the last one and the first of the recent ones.
func (p prefs) opened(path string) {
	p.SetString(prefProject, path)
	recent := slices.DeleteFunc(p.recent(), func(s string) bool { return s == path })
	recent = append([]string{path}, recent...)
	p.SetStringList(prefRecent, recent[:min(len(recent), recentProjects)])
}

// recent lists the projects that were open, the last one first.
func (p prefs) recent() []string { return slices.Clone(p.StringList(prefRecent)) }

// forget takes a project out of the recent ones.
func (p prefs) forget(path string) {
	p.SetStringList(prefRecent, slices.DeleteFunc(p.recent(), func(s string) bool { return s == path }))
}

// coder is the name under which highlights are made, or "" where nobody has
// been asked yet.
func (p prefs) coder() string { return p.String(prefCoder) }

// guessCoder is what the first question for a name proposes: the name that the
// operating system knows.
func guessCoder() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	name := cmp.Or(strings.TrimSpace(strings.Split(u.Name, ",")[0]), u.Username)
	return name[strings.LastIndexByte(name, '\\')+1:] // Windows: DOMAIN\name
}

// textSize is the size in which articles are set.
func (p prefs) textSize() float32 {
	return float32(p.FloatWithFallback(prefTextSize, textSizeNormal))
}

// place is the position at which an article was left.
func (p prefs) place(article string) int {
	for _, at := range p.places() {
		if at.Article == article {
			return at.Position
		}
	}
	return 0
}

// place is where reading stopped; the list of them has the latest first.
type place struct {
	Article  string `json:"article"`
	Position int    `json:"position"`
}

func (p prefs) places() []place {
	var out []place
	if json.Unmarshal([]byte(p.String(prefPlaces)), &out) != nil {
		return nil // a preference file that someone damaged: begin anew
	}
	return out
}

// setPlace remembers where an article was left.
func (p prefs) setPlace(article string, position int) {
	all := slices.DeleteFunc(p.places(), func(at place) bool { return at.Article == article })
	all = append([]place{{article, position}}, all...)
	if out, err := json.Marshal(all[:min(len(all), keptPlaces)]); err == nil {
		p.SetString(prefPlaces, string(out))
	}
}
