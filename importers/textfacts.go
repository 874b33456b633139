package importers

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotate"
)

// What a pasted article says about itself stands in its first lines, among
// what the page put between them.
const (
	titleLines = 5  // the title, if there is one, is among these
	topLines   = 12 // byline and date, if there are any, are among these
)

// textFacts suggests title, authors and date from the lines of a text, gives
// the article those that a rule confirms, and points out residue.
func textFacts(a *annotate.Article, r *annotate.Receipt) {
	lines := make([]string, len(a.Blocks))
	for i, b := range a.Blocks {
		lines[i] = strings.Join(strings.Fields(a.Text.Slice(b.Span)), " ")
	}
	top := lines[:min(len(lines), topLines)]
	titles := titlesIn(top)
	for i, c := range titles {
		if i == 0 {
			a.Title = c.Value
		}
		r.Candidates = append(r.Candidates, c)
	}
	name := ""
	for _, c := range bylinesIn(top, lines) {
		if len(a.Authors) == 0 {
			a.Authors = splitNames(c.Value)
			name = c.Value
		}
		r.Candidates = append(r.Candidates, c)
	}
	for _, c := range datesIn(top) {
		if a.Published == "" && !saysModified(c.Origin) {
			a.Published = c.Value
		}
		r.Candidates = append(r.Candidates, c)
	}
	noteResidue(lines, a.Title, name, r)
}

// titlesIn lists what may be the title, best first: a line that the text
// repeats, as the title of a pasted page is, goes before the others.
func titlesIn(top []string) []annotate.Candidate {
	var confirmed, others []annotate.Candidate
	for i, line := range top[:min(len(top), titleLines)] {
		columns, unspaced := columnsOf(line)
		if utf8.RuneCountInString(line) > 100 && endsSentence(line) || unspaced && columns > maxTitleColumns {
			break // the text has begun
		}
		if !titleLike(line) || slices.Index(top, line) < i {
			continue
		}
		if i < 2 && slices.Contains(top[i+1:], line) {
			confirmed = append(confirmed, annotate.Candidate{Field: "title", Value: line, Origin: "a line at the top that is repeated"})
		} else {
			others = append(others, annotate.Candidate{Field: "title", Value: line, Origin: "one of the first lines"})
		}
	}
	return append(confirmed, others...)
}

func titleLike(line string) bool {
	if columns, unspaced := columnsOf(line); unspaced {
		if columns < minTitleColumns || columns > maxTitleColumns || strings.ContainsAny(line, "。．") {
			return false
		}
	} else if n := utf8.RuneCountInString(line); n < 12 || n > 180 || len(strings.Fields(line)) < 3 {
		return false
	}
	return !startsItem(line) && !speaker.MatchString(line) &&
		!strings.HasSuffix(line, ".") && dateLine(line) == "" && !byLine.MatchString(line) && !strings.Contains(line, "://")
}

// A title in a script that has no spaces between words is told by its width.
const minTitleColumns, maxTitleColumns = 8, 80

// columnsOf is the width of a line's letters, two for those of East Asia and
// one for others; marks have none. unspaced reports whether at least a third of
// the letters are of scripts that put no spaces between words.
func columnsOf(line string) (columns int, unspaced bool) {
	letters, without := 0, 0
	for _, c := range line {
		switch {
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			continue
		case unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana):
			columns++
			without++
		case unicode.In(c, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			without++
		}
		columns++
		letters++
	}
	return columns, letters > 0 && 3*without >= letters
}

// speaker begins a turn of a transcript.
var speaker = regexp.MustCompile(`^\p{L}{1,3}\d?:\s`)

// datesIn lists the lines that are little but a date: those of publication,
// then those of a later change.
func datesIn(top []string) []annotate.Candidate {
	var published, changed []annotate.Candidate
	for _, line := range top {
		day := dateLine(line)
		if day == "" {
			continue
		}
		c := annotate.Candidate{Field: "published", Value: day, Origin: "a line that is a date: " + line}
		if saysModified(line) {
			changed = append(changed, c)
		} else {
			published = append(published, c)
		}
	}
	return append(published, changed...)
}

// byLine is a line that names its authors: "By Ann Example and Bo Sample".
var byLine = regexp.MustCompile(`(?i)^(?:written\s+|story\s+)?by:?\s+(\S.*)$`)

// bylinesIn lists the lines at the top that name authors, best first: "By" and
// a name, or a name alone that the text repeats.
func bylinesIn(top, lines []string) []annotate.Candidate {
	var list []annotate.Candidate
	for _, line := range top {
		if m := byLine.FindStringSubmatch(line); m != nil && namesLike(m[1]) {
			list = append(list, annotate.Candidate{Field: "authors", Value: m[1], Origin: "a line that begins with By"})
		}
	}
	for i, line := range top {
		if slices.Index(top, line) == i && nameLike(line) && count(lines, line) > 1 {
			list = append(list, annotate.Candidate{Field: "authors", Value: line, Origin: "a name alone in its line, repeated"})
		}
	}
	return list
}

func count(lines []string, line string) int {
	n := 0
	for _, l := range lines {
		if l == line {
			n++
		}
	}
	return n
}

// namesLike reports whether s is one or several names of people.
func namesLike(s string) bool {
	names := splitNames(s)
	return len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool { return !nameLike(n) })
}

var (
	nameSeparator = regexp.MustCompile(`(?i)\s*(?:,\s*(?:and|und|et|y)\s+|,|;|\s+and\s+|\s+und\s+|\s+et\s+|\s+y\s+|\s+&\s+|\s+with\s+)\s*`)
	nameParticles = strings.Fields("de da do dos das du del della di la le van von der den ter ten bin ibn al el zu y e")
	notInNames    = strings.Fields("the news staff editor editors reporter correspondent getty images share read more updated published posted comments newsletter subscribe advertisement photo video menu home search follow press agency associated reuters")
)

// splitNames parts the names of a byline.
func splitNames(s string) []string {
	var names []string
	for _, n := range nameSeparator.Split(s, -1) {
		if n = strings.Trim(n, " .,;|"); n != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}

// nameLike reports whether s looks like the name of one person: two to five
// capitalised words and nothing else.
func nameLike(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 || utf8.RuneCountInString(s) > 60 {
		return false
	}
	capitals := 0
	for _, w := range words {
		if slices.Contains(notInNames, strings.ToLower(strings.Trim(w, ".,:"))) {
			return false
		}
		if slices.Contains(nameParticles, w) {
			continue
		}
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) && !unicode.Is(unicode.Lo, first) {
			return false
		}
		if strings.ContainsFunc(w, func(c rune) bool { return !unicode.In(c, unicode.L, unicode.M) && !strings.ContainsRune("-'’.", c) }) {
			return false
		}
		capitals++
	}
	return capitals >= 2
}

// residue are lines that a page's furniture leaves in what is pasted.
var residue = []struct {
	what string
	line *regexp.Regexp
}{
	{"a label without its date", regexp.MustCompile(`(?i)^(last )?(updated|published|posted|modified)( on| at)?:?$`)},
	{"a player's time", regexp.MustCompile(`^\d{1,2}:\d{2}(:\d{2})?(\s*/\s*\d{1,2}:\d{2}(:\d{2})?)?$`)},
	{"a share button", regexp.MustCompile(`(?i)^(share|tweet|print|email|e-mail|copy link|save|twitter|facebook|linkedin|whatsapp|telegram|reddit|pinterest|instagram|x|share this( article)?|gift article|listen|comments?|\d+ comments?)$`)},
	{"an advertisement's label", regexp.MustCompile(`(?i)^(advertisement|sponsored|ad|story continues below( advertisement)?)$`)},
	{"a picture's caption with its credit", regexp.MustCompile(`(?i)((/|via |©\s?)(afp|getty images|ap photo|reuters|epa|shutterstock)\b.{0,40}$|\((ap photo|photo|image|credit)[:/ ][^)]*\)$)`)},
}

// noteResidue points out the paragraphs, one line each, that do not look like the article's own.
// They stay in the text: whether a caption or a biography belongs to what is
// studied is for a person to say.
func noteResidue(lines []string, title, author string, r *annotate.Receipt) {
	number := 0
	doubt := func(what, line string) {
		r.Remarks = append(r.Remarks, annotate.Remark{Kind: annotate.Residue, Detail: what, Text: line, Block: number})
	}
	titles, bylines := 0, 0
	for i, line := range lines {
		number = i + 1
		switch {
		case title != "" && line == title:
			if titles++; titles > 1 {
				doubt("the title once more", line)
			}
			continue
		case author != "" && (line == author || byLine.FindString(line) == line && strings.HasSuffix(line, author)):
			if bylines++; bylines > 1 {
				doubt("the byline once more", line)
			}
			continue
		case bylines > 1 && utf8.RuneCountInString(line) < 60 && jobTitle.MatchString(line) && !endsSentence(line):
			doubt("the author's job", line)
			continue
		case author != "" && i > len(lines)/2 && isBiography(line, author):
			doubt("about the author", line)
			continue
		}
		for _, kind := range residue {
			if kind.line.MatchString(line) {
				doubt(kind.what, line)
				break
			}
		}
	}
}

// isBiography reports whether a line tells who the author is.
func isBiography(line, author string) bool {
	rest, found := strings.CutPrefix(line, author)
	return found && regexp.MustCompile(`^,? (is|was|has|covers|writes|reports|joined)\b`).MatchString(rest)
}
