package words

import (
	"testing"
	"time"

	"golang.org/x/text/language"
)

// TestNumbers writes the same values as people of each language and region do.
func TestNumbers(t *testing.T) {
	t.Cleanup(func() { Speak(Languages[0]) })
	noon := time.Date(2025, time.September, 4, 12, 5, 0, 0, time.Local)
	for _, c := range []struct{ tag, number, half, share, date, month, moment string }{
		{"en", "12,040", "0.50", "99.9", "4 May 2025", "May 2025", "4 Sep 2025, 12:05"},
		{"es-MX", "12,040", "0.50", "99.9", "4 may 2025", "may 2025", "4 sept 2025, 12:05"},
		{"es", "12.040", "0,50", "99,9", "4 may 2025", "may 2025", "4 sept 2025, 12:05"},
	} {
		tag := language.Make(c.tag)
		base, _ := tag.Base()
		if err := Speak(base.String()); err != nil {
			t.Fatal(err)
		}
		spoken.tag = tag // whatever region this machine is in
		for _, row := range []struct{ got, want string }{
			{Number(12040), c.number}, {Decimal(0.5, 2), c.half}, {Decimal(99.94, 1), c.share},
			{Date("2025-05-04"), c.date}, {Date("2025-05"), c.month}, {Date("2025"), "2025"}, {Date("soon"), "soon"},
			{Moment(noon), c.moment},
		} {
			if row.got != row.want {
				t.Errorf("%s: %q, want %q", c.tag, row.got, row.want)
			}
		}
	}
}
