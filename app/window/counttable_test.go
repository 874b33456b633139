package window

import (
	"slices"
	"testing"

	"gloss/annotate/stats"
	"gloss/app"
	"gloss/app/panes"
	"gloss/app/words"
)

// Every head of a column that is not a person's own word can be said.
func TestColumnNames(t *testing.T) {
	f := stats.Figures{Tags: []stats.TagFigures{{Path: "count", Highlights: 1}}}
	tables := []app.Table{app.TagTable(f), app.MatrixTable(f), app.PairTable(f, stats.Overlapping), app.WordTable(nil), app.PlaceTable(nil),
		app.FieldTable(f, stats.Field{Field: stats.VariableField + "word"}, "word", false)}
	for _, unit := range unitsOf[1:] {
		tables = append(tables, app.TimeTable(f, unit, false))
	}
	for field := range fieldNames {
		tables = append(tables, app.FieldTable(f, stats.Field{Field: field}, field, false))
	}
	own := 0
	for _, table := range tables {
		for _, c := range table.Columns {
			if c.Own {
				own++
			} else if !slices.Contains(panes.ColumnNames, words.Key(c.Name)) {
				t.Errorf("%s: the column %q is not in columnNames", table.Name, c.Name)
			}
		}
	}
	if own == 0 {
		t.Error("no column is a person's own")
	}
}
