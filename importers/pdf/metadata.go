package pdf

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotate"
	"gloss/importers/pdf/layout"

	"golang.org/x/text/language"
)

// describe collects what the file and its first page say of the article, best
// first, and gives the article what is sure enough.
func describe(a *annotate.Article, r *annotate.Receipt, doc document, blocks []layout.Block) {
	add := func(field, value, origin string) {
		if value != "" && !slices.ContainsFunc(r.Candidates, func(c annotate.Candidate) bool { return c.Field == field && c.Value == value }) {
			r.Candidates = append(r.Candidates, annotate.Candidate{Field: field, Value: value, Origin: origin})
		}
	}
	info := annotate.OneLine(doc.Info("Title"))
	if fileTitle(info) {
		info = ""
	}
	drawn, at := titleBlock(blocks)
	if info != "" && strings.Contains(fold(firstPage(blocks)), fold(info)) {
		add("title", info, "title of the PDF, found on page 1")
	}
	add("title", drawn, "largest text on page 1")
	add("title", info, "title of the PDF")

	if names := byline(blocks, at); len(names) > 0 {
		add("authors", strings.Join(names, "; "), "byline on page 1")
		a.Authors = names
	}
	if author := annotate.OneLine(doc.Info("Author")); author != "" {
		add("authors", author, "author of the PDF")
		if names := split(author); len(a.Authors) == 0 && areNames(names) {
			a.Authors = names
		}
	}
	if tag, err := language.Parse(annotate.OneLine(doc.Language())); err == nil && tag != language.Und {
		a.Language = tag.String()
		add("language", a.Language, "language of the PDF")
	}
	// When a file was made is not when its article appeared: offered, not taken.
	if m := pdfDate.FindStringSubmatch(doc.Info("CreationDate")); m != nil {
		add("published", m[1]+"-"+m[2]+"-"+m[3], "day the PDF was made")
	}
	for _, c := range r.Candidates {
		if c.Field == "title" {
			a.Title = c.Value
			break
		}
	}
}

var (
	pdfDate   = regexp.MustCompile(`^(?:D:)?((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])`)
	extension = regexp.MustCompile(`(?i)\.(docx?|odt|rtf|txt|pdf|tex|dvi|ps|indd|qxd|qxp|fm|pmd?|wpd|html?|pptx?|xlsx?|eps)$`)
	untitled  = regexp.MustCompile(`(?i)^(microsoft (word|powerpoint) - |untitled|unbenannt|slide 1$|document ?\d*$|dokument ?\d*$|title$|no title$|print( |$)|\(anonymous\)|https?://|about:)`)
)

// fileTitle reports whether a title is only the name of a file or of nothing.
func fileTitle(s string) bool {
	words := strings.Fields(s)
	return utf8.RuneCountInString(s) < 4 || extension.MatchString(s) || untitled.MatchString(s) ||
		len(words) == 1 && strings.ContainsAny(s, "_-0123456789./\\") || !strings.ContainsFunc(s, unicode.IsLetter)
}

// fold makes two ways of writing the same words equal.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func firstPage(blocks []layout.Block) string {
	var s strings.Builder
	for _, b := range blocks {
		if b.Page == 1 {
			s.WriteString(b.Text())
			s.WriteByte('\n')
		}
	}
	return s.String()
}

// titleBlock returns the largest heading on page 1 and its index, or -1.
func titleBlock(blocks []layout.Block) (title string, at int) {
	at = -1
	for i, b := range blocks {
		if b.Page != 1 || b.Kind != annotate.Heading {
			continue
		}
		text := annotate.OneLine(b.Text())
		if n := utf8.RuneCountInString(text); n >= 4 && n <= 250 && (at < 0 || b.Size > blocks[at].Size+0.5) {
			title, at = text, i
		}
	}
	return title, at
}

var by = regexp.MustCompile(`^(?i:by|von|par|por|di|door)\s+(\p{Lu}.*)$`)

// byline finds the authors in the few blocks after the title: a line that
// begins with By, or names and nothing else right under it.
func byline(blocks []layout.Block, title int) []string {
	if title < 0 {
		return nil
	}
	for i := title + 1; i < len(blocks) && i <= title+3; i++ {
		text := annotate.OneLine(blocks[i].Text())
		if utf8.RuneCountInString(text) > 200 {
			break
		}
		if m := by.FindStringSubmatch(text); m != nil {
			if names := split(m[1]); areNames(names) {
				return names
			}
		}
		if names := split(text); i == title+1 && areNames(names) && blocks[i].Kind != annotate.Heading {
			return names
		}
	}
	return nil
}

var (
	between = regexp.MustCompile(`\s*(?:[,;|·•]|\band\b|\bund\b|\bet\b|&)\s*`)
	marks   = regexp.MustCompile(`[¹²³⁰⁴-⁹*†‡§∗]+`)
)

// split cuts a list of names.
func split(s string) []string {
	var out []string
	for _, n := range between.Split(marks.ReplaceAllString(s, " "), -1) {
		if n = strings.Join(strings.Fields(n), " "); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// areNames reports whether all of some strings look like names of people: two
// to five words, of which the first and the last begin with a capital.
func areNames(names []string) bool {
	for _, n := range names {
		words := strings.Fields(n)
		if len(words) < 2 || len(words) > 5 || strings.ContainsAny(n, "0123456789@:/!?") {
			return false
		}
		for _, w := range []string{words[0], words[len(words)-1]} {
			if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && unicode.IsLetter(r) {
				return false
			}
		}
		for _, w := range words {
			if notNames[strings.ToLower(strings.Trim(w, "."))] {
				return false
			}
		}
	}
	return len(names) > 0 && len(names) <= 20
}

// notNames are words that begin with a capital under a title, but belong to
// institutions and headings.
var notNames = map[string]bool{
	"university": true, "universität": true, "université": true, "universidad": true, "department": true, "institute": true,
	"school": true, "college": true, "centre": true, "center": true, "laboratory": true, "faculty": true, "ministry": true,
	"the": true, "of": true, "abstract": true, "introduction": true, "report": true, "journal": true, "press": true,
	"research": true, "working": true, "paper": true, "volume": true, "issue": true, "page": true, "research.": true,
	"user": true, "admin": true, "administrator": true, "inc": true, "ltd": true, "gmbh": true, "company": true, "office": true,
}
