package window

import "time"

// date writes Article.Published as people read it: 4 May 2025, May 2025, 2025.
// What is not a date is given back as it is.
func date(published string) string {
	for _, f := range [][2]string{{"2006-01-02", "2 Jan 2006"}, {"2006-01", "Jan 2006"}} {
		if t, err := time.Parse(f[0], published); err == nil {
			return t.Format(f[1])
		}
	}
	return published
}

// moment writes a time of day in the person's own zone.
func moment(t time.Time) string { return t.Local().Format("2 Jan 2006, 15:04") }
