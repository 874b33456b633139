package store_test

import (
	"fmt"
	"strings"
	"testing"

	"gloss/annotate"
	"gloss/annotate/store"
)

// TestFilter: what each field lets through, by the quotes.
func TestFilter(t *testing.T) {
	p := newProject(t)
	a := article("A", "one two three four")
	a.Published, a.Variables = "1972-09", []annotate.Variable{{Name: "region", Value: "north"}, {Name: "type", Value: "daily"}}
	b := article("B", "fünf sechs 七八九")
	b.Published, b.Variables = "1973", []annotate.Variable{{Name: "region", Value: "south"}}
	c := article("C", "ten eleven")
	c.Published, c.Variables = "", nil
	a, b, c = add(t, p, a), add(t, p, b), add(t, p, c)
	trade, military := tag(t, p, "trade").ID, tag(t, p, "military").ID
	do(t, p, "tag", func(tx *store.Tx) error {
		_, err := tx.AddTag(annotate.Tag{Name: "fish", Parent: trade})
		return err
	})
	first := mark(t, p, a, "one", "a note on Ärger", "trade > fish", "military")
	mark(t, p, a, "two", "")
	q := open(t, p.Path(), who("Bob"))
	mark(t, q, b, "fünf sechs", "", "trade")
	mark(t, q, b, "七八九", "", "sovereignty")
	mark(t, q, c, "ten", "one more")
	do(t, p, "done", func(tx *store.Tx) error { return tx.SetStatus(a.ID, annotate.Done) })
	do(t, q, "done", func(tx *store.Tx) error { return tx.SetStatus(a.ID, annotate.InProgress) })
	do(t, q, "done", func(tx *store.Tx) error { return tx.SetStatus(b.ID, annotate.Done) })
	bob := q.Coder().ID
	region := func(values ...string) (all []annotate.Variable) {
		for _, v := range values {
			all = append(all, annotate.Variable{Name: "region", Value: v})
		}
		return all
	}
	day := first.Created.Format("2006-01-02")
	for _, test := range []struct {
		name   string
		filter store.Filter
		want   string // quote:tag of each row
	}{
		{"all", store.Filter{}, "one:military one:fish two: fünf sechs:trade 七八九:sovereignty ten:"},
		{"tag with those below", store.Filter{Tags: []string{trade}}, "one:fish fünf sechs:trade"},
		{"tags", store.Filter{Tags: []string{trade, military}}, "one:military one:fish fünf sechs:trade"},
		{"untagged", store.Filter{Untagged: true}, "two: ten:"},
		{"tag or untagged", store.Filter{Tags: []string{military}, Untagged: true}, "one:military two: ten:"},
		{"unknown tag", store.Filter{Tags: []string{"gone"}}, ""},
		{"articles", store.Filter{Articles: []string{b.ID, c.ID}}, "fünf sechs:trade 七八九:sovereignty ten:"},
		{"coder", store.Filter{Coders: []string{"ann"}}, "one:military one:fish two:"},
		{"status", store.Filter{Statuses: []annotate.Status{annotate.Done}}, "one:military one:fish two: fünf sechs:trade 七八九:sovereignty"},
		{"statuses", store.Filter{Statuses: []annotate.Status{annotate.Unread, annotate.InProgress}}, "ten:"},
		{"done by Bob", store.Filter{DoneBy: []string{bob}}, "fünf sechs:trade 七八九:sovereignty"},
		{"done by both", store.Filter{DoneBy: []string{bob, "ann"}}, ""},
		{"variable", store.Filter{Variables: region("south")}, "fünf sechs:trade 七八九:sovereignty"},
		{"variable or none", store.Filter{Variables: region("south", "")}, "fünf sechs:trade 七八九:sovereignty ten:"},
		{"variables", store.Filter{Variables: append(region("south", "north"), annotate.Variable{Name: "type", Value: "daily"})}, "one:military one:fish two:"},
		{"published from", store.Filter{Published: store.Dates{From: "1972-09"}}, "one:military one:fish two: fünf sechs:trade 七八九:sovereignty"},
		{"published exactly from", store.Filter{Published: store.Dates{From: "1972-09-01"}}, "fünf sechs:trade 七八九:sovereignty"},
		{"published to", store.Filter{Published: store.Dates{To: "1972"}}, "one:military one:fish two:"},
		{"made", store.Filter{Made: store.Dates{From: day, To: day}, Coders: []string{"ann"}}, "one:military one:fish two:"},
		{"made before", store.Filter{Made: store.Dates{To: "1999"}}, ""},
		{"words of the quote", store.Filter{Words: "SECHS"}, "fünf sechs:trade"},
		{"words of the note", store.Filter{Words: "arg* note"}, "one:military one:fish"},
		{"words of either", store.Filter{Words: "one"}, "one:military one:fish ten:"},
		{"words of both", store.Filter{Words: "one note"}, "one:military one:fish"},
		{"phrase", store.Filter{Words: `"funf sechs"`}, "fünf sechs:trade"},
		{"or, not", store.Filter{Words: "one OR two NOT note"}, "two: ten:"},
		{"without spaces", store.Filter{Words: "八九"}, "七八九:sovereignty"},
		{"words elsewhere in the article", store.Filter{Words: "three"}, ""},
		{"no word", store.Filter{Words: "…"}, "one:military one:fish two: fünf sechs:trade 七八九:sovereignty ten:"},
		{"mixed", store.Filter{Tags: []string{trade}, Coders: []string{bob}, Words: "funf", Published: store.Dates{From: "1973"}}, "fünf sechs:trade"},
	} {
		var got []string
		for row, err := range p.Codings(test.filter) {
			if err != nil {
				t.Fatalf("%s: %v", test.name, err)
			}
			got = append(got, row.Quote+":"+row.Tag)
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%s: got  %s\nwant %s", test.name, got, test.want)
		}
		if test.filter.Zero() != (test.name == "all") {
			t.Errorf("%s: Zero is %v", test.name, test.filter.Zero())
		}
	}
}

func TestNamedFilters(t *testing.T) {
	p := newProject(t)
	trade, military := tag(t, p, "trade").ID, tag(t, p, "military").ID
	save := func(name, words string) {
		t.Helper()
		do(t, p, "save filter", func(tx *store.Tx) error {
			return tx.SaveFilter(store.NamedFilter{Name: name, Filter: store.Filter{Words: words, Tags: []string{trade}}})
		})
	}
	look := func(want string) {
		t.Helper()
		var got []string
		for _, f := range must(t, p.Filters) {
			got = append(got, f.Name+"="+f.Filter.Words)
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	save("Boats", "x")
	save("Öl", "y")
	save("BOATS", "z")
	look("BOATS=z Öl=y")
	if f, err := p.FindFilter("öl"); err != nil || f.Filter.Words != "y" {
		t.Errorf("got %+v, %v", f, err)
	}
	err := p.Do(p.Group("rename"), func(tx *store.Tx) error { return tx.RenameFilter("boats", "öl") })
	if err == nil || !strings.Contains(err.Error(), "already") {
		t.Errorf("got %v", err)
	}
	do(t, p, "rename", func(tx *store.Tx) error { return tx.RenameFilter("boats", "Ships") })
	look("Ships=z Öl=y")
	// A tag that becomes another does so in filters too.
	do(t, p, "merge tags", func(tx *store.Tx) error { return tx.MergeTags(trade, military) })
	if f, err := p.FindFilter("ships"); err != nil || fmt.Sprint(f.Filter.Tags) != fmt.Sprint([]string{military}) {
		t.Errorf("got %+v, %v", f, err)
	}
	do(t, p, "delete", func(tx *store.Tx) error { return tx.DeleteFilter("SHIPS") })
	look("Öl=y")
	err = p.Do(p.Group("delete"), func(tx *store.Tx) error { return tx.DeleteFilter("ships") })
	says(t, err, store.ErrNotFound, "no filter named")
	for range 3 {
		if _, err := p.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	look("BOATS=z Öl=y")
	sound(t, p)
}
