package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotate"
)

// vocabulary is the words that the document has anywhere but at the end of a
// line, in lower case.
type vocabulary map[string]int

func readVocabulary(cols []Column) vocabulary {
	v := vocabulary{}
	for _, c := range cols {
		for _, l := range c.Lines {
			words := strings.FieldsFunc(l.Text, func(r rune) bool { return !inWord(r) })
			for i, w := range words {
				if i == len(words)-1 && endsInHyphen(l.Text) {
					continue
				}
				v[strings.ToLower(strings.Trim(w, "-'’"))]++
			}
		}
	}
	return v
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '-' || r == '‐' || r == '\'' || r == '’'
}

func endsInHyphen(s string) bool {
	return strings.HasSuffix(s, "-") || strings.HasSuffix(s, "‐") || strings.HasSuffix(s, "\u00ad")
}

// keepsHyphen reports whether two halves make a compound that is written with a
// hyphen, in lower case. Many parts
// are also syllables: pro-duce, fish-ing, deter-mining.
func (v vocabulary) keepsHyphen(a, b string) bool {
	if !closedFirst[a] && (suffixes[b] && len(a) > 3 || weakSuffixes[b] && !closedLast[b] && v[a] > 0) {
		return true
	}
	return prefixes[a] && !endings[b] && !closedLast[b] && (v[b] > 0 || suffixes[b] || len(a) > 3 && len(b) > 4)
}

// mend decides how a line that ends in a hyphen goes on with the next one. It
// returns how much to cut off the first and what to put between them; word is
// the mended word, if the hyphen is left out.
func (v vocabulary) mend(line, next string) (cut int, sep, word string) {
	r, size := utf8.DecodeLastRuneInString(line)
	if start, _ := utf8.DecodeRuneInString(next); r == '—' && !strings.HasSuffix(line, " —") || start == '—' && !strings.HasPrefix(next, "— ") {
		return 0, "", "" // a dash that is set without spaces
	}
	if strings.HasSuffix(line, " --") || strings.HasSuffix(line, " -") || line == "--" {
		return 0, " ", ""
	}
	if annotate.NoSpaceBetween(line, next) {
		return 0, "", ""
	}
	if r != '-' && r != '‐' && r != '\u00ad' {
		return 0, " ", ""
	}
	body := line[:len(line)-size]
	before := body[strings.LastIndexFunc(body, func(r rune) bool { return !inWord(r) })+1:]
	if i := strings.LastIndexFunc(body, func(r rune) bool { return !inWord(r) }); i >= 0 {
		_, n := utf8.DecodeRuneInString(body[i:])
		before = body[i+n:]
	}
	after := next
	if i := strings.IndexFunc(next, func(r rune) bool { return !inWord(r) }); i >= 0 {
		after = next[:i]
	}
	first, _ := utf8.DecodeRuneInString(after)
	if before == "" || after == "" {
		return 0, " ", "" // a dash
	}
	if r == '\u00ad' {
		return size, "", before + after
	}
	a, b := strings.ToLower(before), strings.ToLower(after)
	joined, hyphened := v[a+b], v[a+"-"+b]
	last, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case strings.HasPrefix(b, "and") && len(b) == 3, b == "or", b == "und", b == "oder", b == "to":
		return 0, " ", "" // short- and long-term
	case hyphened > joined:
	case joined > 0:
		return size, "", before + after
	case !unicode.IsLower(first), !unicode.IsLower(last), v.keepsHyphen(a, b), strings.ContainsAny(before, "-0123456789"), strings.Contains(after, "-"):
	case strings.HasSuffix(a, "ly") && len(a) > 5 && len(b) > 3: // electronically-limited
	case closedFirst[a], closedLast[b]:
		return size, "", before + after
	case v[a] > 0 && v[b] > 0 && len(a) > 3 && len(b) > 3:
	default:
		return size, "", before + after
	}
	return 0, "", ""
}
