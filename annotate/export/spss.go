package export

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What SPSS (and PSPP) take of a table, per the manuals of GET DATA and of
// variable names: a record is one line, whatever its quotes say; a string has at
// most 32,767 bytes; a name has at most 64 bytes, begins with a letter, goes on
// with letters, digits and _ (other signs are allowed but not everywhere), and is
// unique whatever the case.
const (
	spssString = 32767
	spssName   = 64
)

// forSPSS returns the sheet as SPSS can read it: a space for each line break
// and tab of a cell, so that a quote keeps its length; cells that are too long
// cut, ending in …; and column names that are variable names.
func forSPSS(s sheet) sheet {
	fields := make([]field, len(s.fields))
	taken := map[string]bool{}
	for i, f := range s.fields {
		f.name = spssVariable(f.name, taken)
		fields[i] = f
	}
	rows := s.rows
	s.fields = fields
	s.rows = func(yield func([]string, error) bool) {
		var cells []string
		for row, err := range rows {
			cells = cells[:0]
			for _, c := range row {
				cells = append(cells, spssCell(c))
			}
			if !yield(cells, err) {
				return
			}
		}
	}
	return s
}

var spssBreaks = strings.NewReplacer("\r\n", "  ", "\n", " ", "\r", " ", "\t", " ", "\v", " ", "\f", " ", "\u0085", " ", "\u2028", " ", "\u2029", " ")

func spssCell(s string) string {
	s = spssBreaks.Replace(s)
	if len(s) <= spssString {
		return s
	}
	return firstBytes(s, spssString-len("…")) + "…"
}

// spssVariable makes a column's name one of a variable, and takes it.
func spssVariable(name string, taken map[string]bool) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, name)
	first, _ := utf8.DecodeRuneInString(name)
	if !unicode.IsLetter(first) {
		name = "v" + name
	}
	unique := firstBytes(name, spssName)
	for n := 2; taken[strings.ToLower(unique)]; n++ {
		tail := "_" + strconv.Itoa(n)
		unique = firstBytes(name, spssName-len(tail)) + tail
	}
	taken[strings.ToLower(unique)] = true
	return unique
}

// firstBytes is the beginning of s in at most n bytes, without half a character.
func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
