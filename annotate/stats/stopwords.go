package stats

import (
	"embed"
	"path"
	"slices"
	"strings"
)

// Words that are frequent in any text of a language and say little about what
// it is about. The lists are our own: articles, pronouns, prepositions,
// conjunctions, auxiliary verbs and common adverbs.
//
//go:embed stopwords/*.txt
var stopLists embed.FS

// StopLanguages lists the codes of the languages for which there are stop
// words, by alphabet.
func StopLanguages() []string {
	files, err := stopLists.ReadDir("stopwords")
	if err != nil {
		return nil
	}
	var codes []string
	for _, f := range files {
		codes = append(codes, strings.TrimSuffix(f.Name(), ".txt"))
	}
	slices.Sort(codes)
	return codes
}

// StopWords returns the stop words of a language (BCP 47: en, pt-BR), and
// whether there are any.
func StopWords(language string) ([]string, bool) {
	code, _, _ := strings.Cut(strings.ToLower(language), "-")
	data, err := stopLists.ReadFile(path.Join("stopwords", code+".txt"))
	if err != nil {
		return nil, false
	}
	return strings.Fields(string(data)), true
}
