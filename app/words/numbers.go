package words

import (
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Number writes a whole number with the marks between thousands that the
// person's language and region have: 1,204 or 1.204.
func Number(n int) string { return message.NewPrinter(locale()).Sprint(n) }

// Decimal writes a number with so many places after the point, or the comma
// that the person's language has for it: 0.71 or 0,71.
func Decimal(x float64, places int) string {
	return message.NewPrinter(locale()).Sprintf("%.*f", places, x)
}

// Date writes Article.Published as people read it: 4 May 2025, May 2025, 2025.
// What is not a date is given back as it is.
func Date(published string) string {
	for _, f := range [][2]string{{"2006-01-02", "2 Jan 2006"}, {"2006-01", "Jan 2006"}} {
		if t, err := time.Parse(f[0], published); err == nil {
			return written(t, f[1])
		}
	}
	return published
}

// Moment writes a time of day in the person's own zone.
func Moment(t time.Time) string { return written(t.Local(), "2 Jan 2006, 15:04") }

var months = []Key{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// written is t in a British layout, with the month in the language that is spoken
// and, in the United States, before the day.
func written(t time.Time, layout string) string {
	if region, sure := locale().Region(); sure == language.Exact && region.String() == "US" {
		layout = strings.Replace(layout, "2 Jan 2006", "Jan 2, 2006", 1)
	}
	month := Say(months[t.Month()-1])
	return strings.Replace(t.Format(strings.Replace(layout, "Jan", "\x00", 1)), "\x00", month, 1)
}
