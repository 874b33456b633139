package words

import (
	"cmp"
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
	tellKept   = 1024 // answers that are remembered
)

// Tell puts an English sentence that is complete, arguments and all, into the
// language that is spoken: by itself if the catalog has it, else by the format
// that it was made with. What %v and %w put into it is told in turn, and so is
// what %s put into it unless that is a single word: a tag called Export keeps its
// name. A sentence that is not known is given back as it is, and in English
// every sentence is.
func Tell(sentence string) string {
	spoken.RLock()
	l := spoken.lore
	spoken.RUnlock()
	return l.tell(sentence)
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
	expression  func() *regexp.Regexp
	translation string
}

func learn(texts map[string]string) *lore {
	l := &lore{texts: texts, kept: map[string]string{}}
	for format, translation := range texts {
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
	from := 0
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
	told = l.within(sentence, tellDepth)
	l.mu.Lock()
	if len(l.kept) >= tellKept {
		clear(l.kept)
	}
	l.kept[sentence] = told
	l.mu.Unlock()
	return told
}

func (l *lore) within(sentence string, depth int) string {
	if text, ok := l.texts[sentence]; ok {
		return text
	}
	if depth == 0 || !utf8.ValidString(sentence) {
		return sentence
	}
	for _, p := range l.formats {
		if !strings.Contains(sentence, p.literal) {
			continue
		}
		if m := p.expression().FindStringSubmatch(sentence); m != nil {
			return p.fill(m[1:], func(s string) string { return l.within(s, depth-1) })
		}
	}
	return sentence
}

// fill puts what the verbs had written into the translation.
func (p *pattern) fill(written []string, tell func(string) string) string {
	i := -1
	return verb.ReplaceAllStringFunc(p.translation, func(v string) string {
		if v == "%%" {
			return "%"
		}
		if m := verb.FindStringSubmatch(v); m[1] != "" {
			n, _ := strconv.Atoi(strings.Trim(m[1], "[]"))
			i = n - 2
		}
		if i++; i < 0 || i >= len(written) {
			return v
		}
		s := written[i]
		switch p.verbs[i] {
		case 'v', 'w':
			return tell(s)
		case 's':
			if strings.IndexFunc(s, unicode.IsSpace) >= 0 {
				return tell(s)
			}
		case 'q':
			// A translation may have marks of its own around it: «%s».
			if plain, err := strconv.Unquote(s); err == nil && !strings.HasSuffix(v, "q") {
				return plain
			}
		}
		return s
	})
}
