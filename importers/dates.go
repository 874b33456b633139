package importers

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A date is kept as far as the source gives it: 2025-05-04, 2025-05 or 2025.
// What cannot be told for sure, such as which of 04/05/2025 is the month, is
// not a date here.

var (
	isoDate   = regexp.MustCompile(`\b((?:19|20)\d{2})[-/.](0?[1-9]|1[0-2])(?:[-/.](0?[1-9]|[12]\d|3[01]))?(?:[T ]\d{1,2}:\d{2}.*|[^\d].*)?$`)
	plainDate = regexp.MustCompile(`^((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{6})?$`)
	dayFirst  = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|\.|º|er)?\s+(?:of\s+|de\s+)?(\p{L}{3,})\.?,?\s+(?:de\s+)?((?:19|20)\d{2})\b`)
	monthDay  = regexp.MustCompile(`(?i)\b(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})\b`)
	monthYear = regexp.MustCompile(`(?i)^(\p{L}{3,})\.?,?\s+((?:19|20)\d{2})$`)
	numeric   = regexp.MustCompile(`\b(\d{1,2})([./-])(\d{1,2})[./-]((?:19|20)\d{2})\b`)
	eastAsian = regexp.MustCompile(`((?:19|20)\d{2})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?`)
	onlyYear  = regexp.MustCompile(`^(?:19|20)\d{2}$`)
)

// monthPrefixes hold the months' names by their first letters, long enough to
// be told apart, in English, German, French, Spanish, Italian, Portuguese and
// Dutch.
var monthPrefixes = [12][]string{
	{"jan", "jän", "ene", "gen"},
	{"feb", "fév", "fev", "febr"},
	{"mar", "mär", "maa", "mrt"},
	{"apr", "avr", "abr"},
	{"may", "mai", "mag", "mei", "mayo"},
	{"jun", "juin", "giu"},
	{"jul", "juil", "lug"},
	{"aug", "aoû", "aou", "ago"},
	{"sep", "set"},
	{"oct", "okt", "ott", "out"},
	{"nov"},
	{"dec", "dez", "déc", "dic"},
}

// monthNames are the months' names in full, so that "Mark 4, 2020" or "Janet
// 3, 2020" is no date.
var monthNames = regexp.MustCompile(`(?i)^(jan(uary|uar|vier|eiro|uari)?|jänner|ene(ro)?|gen(naio)?|feb(r|ruary|ruar|rero|braio|ruari)?|févr?(ier)?|fev(ereiro|rier)?|mar(ch|s|zo|ço|co)?|märz?|maart|mrt|apr(il|ile)?|avr(il)?|abr(il)?|may(o)?|mai(o)?|maggio|mei|june?|juni|juin|junio|junho|giugno|july?|juli|juillet|juil|julio|julho|luglio|aug(ust|ustus)?|août|aout|ago(sto)?|sept?(ember|embre|iembre)?|set(embro|tembre|tiembre)?|oct(ober|obre|ubre)?|okt(ober)?|ott(obre)?|out(ubro)?|nov(ember|embre|iembre|embro)?|dec(ember|embre)?|dez(ember|embro)?|déc(embre)?|dic(embre|iembre)?)$`)

// month returns the number of a month's name, or 0.
func month(name string) int {
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	if !monthNames.MatchString(name) {
		return 0
	}
	best, length := 0, 0
	for i, prefixes := range monthPrefixes {
		for _, p := range prefixes {
			if strings.HasPrefix(name, p) && len(p) > length {
				best, length = i+1, len(p)
			}
		}
	}
	return best
}

// normalDate returns the date that s gives, as an article keeps it, or "".
func normalDate(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" || utf8.RuneCountInString(s) > 200 {
		return ""
	}
	if onlyYear.MatchString(s) {
		return s
	}
	if m := plainDate.FindStringSubmatch(s); m != nil {
		return ymd(m[1], m[2], m[3])
	}
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return ymd(m[1], m[2], m[3])
	}
	if m := eastAsian.FindStringSubmatch(s); m != nil {
		return ymd(m[1], m[2], m[3])
	}
	if m := monthDay.FindStringSubmatch(s); m != nil && month(m[1]) > 0 {
		return ymd(m[3], strconv.Itoa(month(m[1])), m[2])
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil && month(m[2]) > 0 {
		return ymd(m[3], strconv.Itoa(month(m[2])), m[1])
	}
	if m := monthYear.FindStringSubmatch(s); m != nil && month(m[1]) > 0 {
		return ymd(m[2], strconv.Itoa(month(m[1])), "")
	}
	if m := numeric.FindStringSubmatch(s); m != nil {
		return numericDate(m[1], m[2], m[3], m[4])
	}
	return ""
}

// numericDate reads 04.05.2025 as the fourth of May, as all who write stops
// do, and 13/05/2025 or 05/13/2025 the only way they can be meant. Of
// 04/05/2025 only the year is sure.
func numericDate(a, separator, b, year string) string {
	first, _ := strconv.Atoi(a)
	second, _ := strconv.Atoi(b)
	switch {
	case separator == "." || first > 12 || first == second:
		return ymd(year, b, a)
	case second > 12:
		return ymd(year, a, b)
	}
	return year
}

// ymd joins the parts of a date that exists, or returns "".
func ymd(year, month, day string) string {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	if m < 1 || m > 12 {
		return ""
	}
	if day == "" {
		return fmt.Sprintf("%04d-%02d", y, m)
	}
	d, _ := strconv.Atoi(day)
	date := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if date.Day() != d || d == 0 {
		return ""
	}
	return date.Format(time.DateOnly)
}

// What may stand beside a date in a line that is one.
var aroundDate = regexp.MustCompile(`(?i)\b(published|updated|posted|last|modified|first|on|at|by|date|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|am|pm|a\.m|p\.m|gmt|utc|est|edt|pst|pdt|cet|cest|bst|et|uhr|min|read|minutes?)\b|\d{1,2}[:.]\d{2}(:\d{2})?|[\s.,:;|·•–—()-]+`)

// isoInLine is a date as machines write it, wherever it stands.
var isoInLine = regexp.MustCompile(`\b(19|20)\d{2}[-/.]\d{1,2}([-/.]\d{1,2})?(T[\d:.+Z-]+)?`)

// dateLine returns the date of a line that is little but a date, or "". A line
// that only mentions a date, such as a caption, is not one.
func dateLine(line string) string {
	if utf8.RuneCountInString(line) > 80 {
		return ""
	}
	day := normalDate(line)
	if len(day) < len("2025-05") {
		return ""
	}
	rest := line
	for _, e := range []*regexp.Regexp{eastAsian, monthDay, dayFirst, monthYear, numeric} {
		rest = e.ReplaceAllString(rest, "")
	}
	rest = isoInLine.ReplaceAllString(rest, "")
	if utf8.RuneCountInString(aroundDate.ReplaceAllString(rest, "")) > 6 {
		return ""
	}
	return day
}
