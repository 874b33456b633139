package importers

import (
	"strings"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"

	"gloss/annotate"
)

const (
	minForLanguage = 200  // code points; a shorter text does not show its language
	maxForLanguage = 6000 // bytes looked at; more costs time and changes nothing
)

// detectLanguage returns the BCP 47 tag of the language a text is in, or ""
// where the text is too short or the detector is not sure.
func detectLanguage(text string) string {
	if utf8.RuneCountInString(text) < minForLanguage {
		return ""
	}
	if len(text) > maxForLanguage {
		text = strings.ToValidUTF8(text[:maxForLanguage], "")
	}
	info := whatlanggo.Detect(text)
	if !info.IsReliable() {
		return ""
	}
	return canonicalLanguage(info.Lang.Iso6391())
}

// canonicalLanguage brings a declared language into the form of BCP 47, or
// returns "" where it is none.
func canonicalLanguage(s string) string {
	tag, err := language.Parse(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"))
	if err != nil || tag == language.Und {
		return ""
	}
	return tag.String()
}

// setLanguage gives the article its language. What the page declares wins,
// because it knows the region; but a theme's default is often wrong, so a
// detector that is sure of another language overrules it and says so.
func setLanguage(a *annotate.Article, r *annotate.Receipt, declared, origin string) {
	said, heard := canonicalLanguage(declared), detectLanguage(a.Text.String())
	sameBase := baseLanguage(said) == baseLanguage(heard)
	add := func(value, origin string) {
		if value != "" {
			r.Candidates = append(r.Candidates, annotate.Candidate{Field: "language", Value: value, Origin: origin})
		}
	}
	switch {
	case heard == "" || said != "" && sameBase:
		a.Language = said
		add(said, origin)
	default:
		a.Language = heard
		add(heard, "detected in the text")
		add(said, origin)
		if said != "" {
			r.Add(annotate.Doubt, "the source declares the language "+said+", but the text reads as "+heard, "", 0)
		}
	}
}

// baseLanguage is the language of a tag without region and script; the
// written forms of Norwegian count as one.
func baseLanguage(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	base, _ := t.Base()
	switch b := base.String(); b {
	case "nb", "nn":
		return "no"
	default:
		return b
	}
}
