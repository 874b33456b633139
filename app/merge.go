package app

import (
	"fmt"

	"gloss/annotate/store"
)

// MergeLines is the report of a merge in sentences, for a person to read and
// save: every decision, then what has come of it.
func MergeLines(r store.MergeReport) []string {
	lines := append([]string{}, r.Decisions...)
	for _, row := range []struct {
		what string
		n    store.MergeCount
	}{{"articles", r.Articles}, {"highlights", r.Highlights}, {"tags", r.Tags}, {"coders", r.Coders}, {"filters", r.Filters}} {
		lines = append(lines, fmt.Sprintf("%s\t%d\t%d\t%d", row.what, row.n.Added, row.n.Changed, row.n.Deleted))
	}
	if r.Backup != "" {
		lines = append(lines, "backup\t"+r.Backup)
	}
	return lines
}
