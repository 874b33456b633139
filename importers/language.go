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
	maxForLanguage = 2000 // bytes looked at; more costs time and changes nothing
)

// detectLanguage returns the BCP 47 tag of the language a text is in, or ""
// where the text is too short or the detector is not sure.
func detectLanguage(text string) string {
	if utf8.RuneCountInString(text) < minForLanguage {
		return ""
	}
	if language := familiar(text); language != "" {
		return language
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

// functionWords are the words of which a good part of any text in a language
// consists. They know the languages that most texts are in at a hundredth of
// the time that it takes to tell a language from all others.
var functionWords = func() map[string][]string {
	languages := map[string][]string{}
	for language, words := range map[string]string{
		"en": "the of and to in that is was for with",
		"de": "der die und das den von ist nicht mit des",
		"nl": "de het een van en dat is niet voor op",
		"fr": "le la les des et est une dans que pour",
		"es": "el la los de que y en las por con",
		"pt": "de que o do da em para os uma não",
		"it": "il di che la della per una del non con",
		"sv": "och att det som en är för av på den",
		"da": "og at det er en til af på ikke den",
		"nb": "og det er på som en til av ikke den",
		"pl": "nie w na się do jest że z to i",
		"ru": "и в не на что с он как это по",
		"uk": "і в не на що з та до як від",
	} {
		for word := range strings.FieldsSeq(words) {
			languages[word] = append(languages[word], language)
		}
	}
	return languages
}()

// familiar returns the language whose function words make up a tenth of the
// text's first words, and half as many again as those of any other, or "".
func familiar(text string) string {
	const enough, first = 40, 300
	counts := map[string]int{}
	n := 0
	for word := range strings.FieldsSeq(text) {
		if n++; n > first {
			break
		}
		for _, l := range functionWords[strings.ToLower(word)] {
			counts[l]++
		}
	}
	best, most, second := "", 0, 0
	for l, count := range counts {
		if count > most {
			best, most, second = l, count, most
		} else {
			second = max(second, count)
		}
	}
	if n < enough || 10*most < min(n, first) || 3*second > 2*most {
		return ""
	}
	return best
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
