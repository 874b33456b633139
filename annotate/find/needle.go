package find

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotate"
)

// Needle is what to look for in a text. The zero Needle finds nothing.
type Needle struct {
	Words  string // as they stand, or a regular expression (RE2)
	Regexp bool
	Whole  bool // only where no letter or digit stands directly before or behind
	Exact  bool // case and accents count, and every dash, quote and space is itself
}

// In returns every place of a text where the needle stands, in order and without
// overlaps; empty matches are none. Unless it is Exact, case, accents, the forms
// of quotes, and, but in a regular expression, the kind of white space make no
// difference: "coop is" finds "Coöp\nis". The error, for people, says what is
// wrong with a regular expression. Where [Finder] looks for whole words and
// phrases, this looks for characters, as one types them.
func (n Needle) In(h *Haystack) ([]annotate.Span, error) {
	if n.Words == "" || !utf8.ValidString(n.Words) {
		return nil, nil
	}
	look, needle := h.folded(n), n.Words
	if !n.Exact {
		needle = foldText(needle, !n.Regexp, n.Regexp, nil)
	}
	var hits []annotate.Span
	at := cursor{text: look.text, origin: look.origin}
	add := func(from, to int) {
		s := annotate.Span{Start: at.position(from), End: at.position(to)}
		if !s.Empty() && (!n.Whole || h.wordAlone(s)) {
			hits = append(hits, s)
		}
	}
	if n.Regexp {
		flags := "(?m)"
		if !n.Exact {
			flags = "(?mi)"
		}
		re, err := regexp.Compile(flags + needle)
		if err != nil {
			return nil, expressionError(err)
		}
		for _, m := range re.FindAllStringIndex(look.text, -1) {
			add(m[0], m[1])
		}
		return hits, nil
	}
	for from := 0; needle != ""; {
		i := strings.Index(look.text[from:], needle)
		if i < 0 {
			break
		}
		add(from+i, from+i+len(needle))
		from += i + len(needle)
	}
	return hits, nil
}

// expressionError says what is wrong with a regular expression.
func expressionError(err error) error {
	if e, ok := err.(*syntax.Error); ok {
		return fmt.Errorf("this is no regular expression: %s", e.Code.String())
	}
	return err
}

// Haystack is a text made ready to be searched, again and again.
type Haystack struct {
	text  annotate.Text
	forms [2]*form // folded for words, and for regular expressions
}

// form is a text in which something is looked for.
type form struct {
	text   string
	origin []int32 // position in the article of each code point of text, and of its end; nil: they are the same
}

// NewHaystack wraps a text. Nothing is done before the first search.
func NewHaystack(t annotate.Text) *Haystack { return &Haystack{text: t} }

func (h *Haystack) folded(n Needle) *form {
	if n.Exact {
		return &form{text: h.text.String()}
	}
	i := 0
	if n.Regexp {
		i = 1
	}
	if h.forms[i] == nil {
		f := &form{}
		f.text = foldText(h.text.String(), !n.Regexp, false, &f.origin)
		h.forms[i] = f
	}
	return h.forms[i]
}

// wordAlone reports whether no letter or digit stands directly beside a span.
func (h *Haystack) wordAlone(s annotate.Span) bool {
	inWord := func(pos int) bool {
		r, _ := utf8.DecodeRuneInString(h.text.Slice(annotate.Span{Start: pos, End: pos + 1}))
		return pos >= 0 && pos < h.text.Len() && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r))
	}
	return !inWord(s.Start-1) && !inWord(s.End)
}

// cursor converts ascending byte offsets into positions.
type cursor struct {
	text   string
	origin []int32
	at, n  int
}

func (c *cursor) position(offset int) int {
	c.n += utf8.RuneCountInString(c.text[c.at:offset])
	c.at = offset
	if c.origin == nil {
		return c.n
	}
	return int(c.origin[c.n])
}

// foldText takes case and accents off a text and makes quotes alike, and, if
// spaces is set, white space. pattern keeps the case, because in a regular
// expression \W is not \w. origin, if not nil, becomes the positions from which
// the characters come, where they do not come one from one.
func foldText(s string, spaces, pattern bool, origin *[]int32) string {
	var out strings.Builder
	out.Grow(len(s))
	var from []int32
	even, n := true, 0 // n counts what is written
	pos := int32(0)
	for _, r := range s {
		switch {
		case spaces && unicode.IsSpace(r):
			out.WriteByte(' ')
			n++
		case r < utf8.RuneSelf:
			if !pattern && 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			out.WriteByte(byte(r))
			n++
		default:
			bare := bareOf(r)
			k := utf8.RuneCountInString(bare)
			if k != 1 && even && origin != nil {
				from, even = make([]int32, n, len(s)), false
				for i := range from {
					from[i] = int32(i)
				}
			}
			if !even {
				for range k {
					from = append(from, pos)
				}
			}
			out.WriteString(bare)
			n += k
			pos++
			continue
		}
		if !even {
			from = append(from, pos)
		}
		pos++
	}
	if !even {
		*origin = append(from, pos)
	}
	return out.String()
}

// bareOf is what stands for r where case and accents do not count: "o" for Ö,
// "fi" for ﬁ, nothing for a lone accent.
func bareOf(r rune) string {
	switch {
	case strings.ContainsRune("’‘‚‛", r):
		return "'"
	case strings.ContainsRune("“”„‟", r):
		return "\""
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
		return annotate.Fold(string(r))
	}
	return string(r)
}
