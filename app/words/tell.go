package words

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// The layers below the window (store, importers, statistics, charts) know
// nothing of languages: their errors, receipts and labels are English, and so is
// what is stored of them in a project. Tell puts them into the language that is
// spoken when they are shown.

const (
	tellDepth  = 6    // sentences within sentences, such as an error in an error
	tellLength = 8192 // bytes; what is longer is a text, not a sentence
	tellTries  = 300  // formats that are tried for one sentence
	tellKept   = 1024 // answers that are remembered
)

// Tell puts an English sentence that is complete, arguments and all, into the
// language that is spoken: by itself if the catalog has it, else by the format
// that it was made with. What %v and %w put into it is told in turn, and so is
// what %s put into it if it looks like a sentence and not like a name: tags called
// Export and law of the sea keep their names. A sentence that is not known is given
// back as it is, and in English every sentence is.
func Tell(sentence string) string {
	spoken.RLock()
	l := spoken.lore
	spoken.RUnlock()
	return l.tell(sentence)
}

// Sentence tells an error's text as a sentence by itself: with a capital, unless
// it begins with the name of a file, and a full stop.
func Sentence(s string) string {
	s = strings.TrimSpace(Tell(s))
	if s == "" {
		return s
	}
	r := []rune(s)
	if !strings.ContainsAny(strings.Fields(s)[0], `/\.:`) {
		s = strings.ToUpper(string(r[:1])) + string(r[1:])
	}
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return s
}

// lore is what Tell knows of a language. A nil lore is that of English.
type lore struct {
	texts   map[string]string
	formats []*pattern // the one with most letters of its own first

	mu   sync.Mutex
	kept map[string]string
}

// pattern is a format of the catalog that knows its sentences again.
type pattern struct {
	literal     string // the longest text of its own, looked for before the expression
	weight      int    // bytes of text of its own
	verbs       []byte
	open        bool // it begins with a verb
	loose       bool // so few words of its own that names are like it: "%s of %s"
	expression  func() *regexp.Regexp
	translation string
}

func learn(texts map[string]string) *lore {
	l := &lore{texts: maps.Clone(texts), kept: map[string]string{}}
	for format, translation := range texts {
		// Where the file is named beside it, an error is shown without its name.
		bare, one := strings.CutPrefix(format, "%s: ")
		put, two := strings.CutPrefix(translation, "%s: ")
		if _, there := texts[bare]; one && two && !there {
			l.texts[bare] = put
		}
	}
	for format, translation := range l.texts {
		if p := newPattern(format, translation); p != nil {
			l.formats = append(l.formats, p)
		}
	}
	slices.SortFunc(l.formats, func(a, b *pattern) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.translation, b.translation))
	})
	return l
}

// captures is what the verbs of a format may have written.
func captures(verb byte) string {
	switch verb {
	case 'd':
		return `(-?\d+)`
	case 'e', 'f', 'g':
		return `(-?[\d.]+)`
	case 'q':
		return `("(?:[^"\\]|\\.)*")`
	}
	return `(.*?)`
}

// newPattern is nil for a format without verbs, or without anything else.
func newPattern(format, translation string) *pattern {
	p := &pattern{translation: translation}
	expression := `(?s)^`
	text := func(s string) {
		s = strings.ReplaceAll(s, "%%", "%")
		expression += regexp.QuoteMeta(s)
		p.weight += len(s) - strings.Count(s, " ")
		if len(s) > len(p.literal) {
			p.literal = s
		}
	}
	from, own := 0, verb.ReplaceAllString(format, "\x00")
	p.open = strings.HasPrefix(own, "\x00")
	n := len(strings.FieldsFunc(own, func(r rune) bool { return !unicode.IsLetter(r) }))
	p.loose = n > 0 && n < 3 && !strings.ContainsAny(own, ":;")
	for _, at := range verb.FindAllStringSubmatchIndex(format, -1) {
		v := format[at[1]-1]
		if v == '%' {
			continue
		}
		text(format[from:at[0]])
		expression += captures(v)
		p.verbs = append(p.verbs, v)
		from = at[1]
	}
	text(format[from:])
	if p.weight == 0 || len(p.verbs) == 0 {
		return nil
	}
	p.expression = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression + `$`) })
	return p
}

// verb matches a verb of a format: its argument, if it names one, its flags
// with its letter.
var verb = regexp.MustCompile(`%(\[\d+\])?([-+# 0]*[\d.]*[a-zA-Z%])`)

func (l *lore) tell(sentence string) string {
	if l == nil || len(sentence) > tellLength {
		return sentence
	}
	l.mu.Lock()
	told, known := l.kept[sentence]
	l.mu.Unlock()
	if known {
		return told
	}
	told = newTelling(l).within(sentence, tellDepth, false).text
	l.mu.Lock()
	if len(l.kept) >= tellKept {
		clear(l.kept)
	}
	l.kept[sentence] = told
	l.mu.Unlock()
	return told
}

// understood is what became of a sentence.
type understood struct {
	text    string
	known   bool // the catalog accounts for all of it
	unknown int  // letters that it does not account for; those of a single word, a name, do not count
}

// telling is the work on one sentence.
type telling struct {
	*lore
	tries int // formats that may be tried still
	seen  map[piece]understood
}

// piece is a part of the sentence; a name stays as it is unless the catalog has
// good reason to know better: see loose.
type piece struct {
	text string
	name bool
}

func newTelling(l *lore) *telling {
	return &telling{lore: l, tries: tellTries, seen: map[piece]understood{}}
}

// within tries the formats that a sentence may have been made with and takes the
// one that leaves fewest letters unknown.
func (l *telling) within(sentence string, depth int, name bool) understood {
	if u, ok := l.seen[piece{sentence, name}]; ok {
		return u
	}
	u := l.find(sentence, depth, name)
	if depth > 0 {
		l.seen[piece{sentence, name}] = u
	}
	return u
}

func (l *telling) find(sentence string, depth int, name bool) understood {
	if text, ok := l.texts[sentence]; ok {
		return understood{text, true, 0}
	}
	best := understood{sentence, letters(sentence) == 0, 0}
	if best.known || strings.IndexFunc(sentence, unicode.IsSpace) < 0 {
		return best
	}
	best.unknown = letters(sentence)
	if depth == 0 || !utf8.ValidString(sentence) {
		return best
	}
	for _, p := range l.formats {
		if best.unknown == 0 || l.tries == 0 {
			break
		}
		if !strings.Contains(sentence, p.literal) {
			continue
		}
		m := p.expression().FindStringSubmatch(sentence)
		if m == nil {
			continue
		}
		l.tries--
		u, ok := p.fill(m[1:], depth, name, l.within)
		if ok && u.unknown < best.unknown {
			best = u
		}
	}
	return best
}

// fill tells what the verbs had written and puts it into the translation. It is
// not ok where that would tear a name apart.
func (p *pattern) fill(written []string, depth int, name bool, tell func(s string, depth int, name bool) understood) (u understood, ok bool) {
	told := make([]string, len(written))
	u.known = true
	for i, s := range written {
		part := understood{s, letters(s) == 0, 0}
		switch {
		case p.loose && (name || p.open):
			if part = tell(s, 0, true); !part.known {
				return understood{}, false
			}
		case p.verbs[i] == 'v' || p.verbs[i] == 'w':
			part = tell(s, depth-1, name)
		case p.verbs[i] == 's' && strings.IndexFunc(s, unicode.IsSpace) >= 0:
			part = tell(s, depth-1, true)
		}
		told[i] = part.text
		u.known = u.known && part.known
		u.unknown += part.unknown
	}
	u.text = p.put(told)
	return u, true
}

// put makes the sentence of the translation.
func (p *pattern) put(told []string) string {
	i := -1
	return verb.ReplaceAllStringFunc(p.translation, func(v string) string {
		if v == "%%" {
			return "%"
		}
		if m := verb.FindStringSubmatch(v); m[1] != "" {
			n, _ := strconv.Atoi(strings.Trim(m[1], "[]"))
			i = n - 2
		}
		if i++; i < 0 || i >= len(told) {
			return v
		}
		if p.verbs[i] == 'q' && !strings.HasSuffix(v, "q") { // a translation may have marks of its own around it: «%s»
			if plain, err := strconv.Unquote(told[i]); err == nil {
				return plain
			}
		}
		return told[i]
	})
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
