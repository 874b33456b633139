package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
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

// prefixes keep their hyphen before whatever follows.
var prefixes = map[string]bool{
	"self": true, "all": true, "ex": true, "well": true, "so": true, "vice": true, "half": true, "quasi": true,
	"high": true, "low": true, "long": true, "short": true, "two": true, "three": true, "four": true, "five": true, "six": true,
	"one": true, "first": true, "second": true, "third": true, "full": true, "cross": true, "near": true, "non": true, "mid": true, "anti": true, "post": true, "pro": true, "state": true, "large": true, "small": true,
}

// suffixes keep their hyphen after whatever precedes.
var suffixes = map[string]bool{
	"style": true, "based": true, "led": true, "born": true, "backed": true, "related": true, "long": true, "term": true,
	"year": true, "years": true, "old": true, "level": true, "free": true, "friendly": true, "controlled": true, "owned": true,
	"run": true, "made": true, "making": true, "scale": true, "range": true, "speaking": true, "funded": true, "sized": true,
	"size": true, "enabled": true, "ranked": true, "profit": true, "in": true, "up": true, "off": true, "out": true, "wing": true,
}

func endsInHyphen(s string) bool {
	return strings.HasSuffix(s, "-") || strings.HasSuffix(s, "‐") || strings.HasSuffix(s, "\u00ad")
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
	if noSpaceBetween(line, next) {
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
	case !unicode.IsLower(first), !unicode.IsLower(last), prefixes[a], suffixes[b], strings.ContainsAny(before, "-0123456789"), strings.Contains(after, "-"):
	case strings.HasSuffix(a, "ly") && len(a) > 5 && len(b) > 3: // electronically-limited
	case v[a] > 0 && v[b] > 0 && len(a) > 3 && len(b) > 3:
	default:
		return size, "", before + after
	}
	return 0, "", ""
}
