package stats

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// The fields that every project has to group articles by. An article variable
// is one more, named VariableField followed by the name of the variable.
const (
	Year     = "year"  // of publication; empty where the date is not known
	Month    = "month" // no value where only the year is known
	Day      = "day"   // no value where only the month is known
	Site     = "site"
	Author   = "author" // each of them
	Language = "language"

	VariableField = "var_"
)

// Field is a way to group articles, with its groups.
type Field struct {
	Field  string  `json:"field"`
	Values []Value `json:"values"` // by alphabet; the first is empty where articles have no value
}

// Value is the articles that share a value of a field. An article with several
// authors counts for each.
type Value struct {
	Value string `json:"value"`
	Tally
}

// Values returns what an article has in a field. Of a field that says nothing
// about it the value is empty; only Month and Day then have none.
func (a *Article) Values(field string) []string {
	prefix := func(n int) []string {
		if len(a.Published) < n {
			return nil
		}
		return []string{a.Published[:n]}
	}
	switch field {
	case Year:
		return []string{a.Published[:min(len(a.Published), 4)]}
	case Month:
		return prefix(7)
	case Day:
		return prefix(10)
	case Site:
		return []string{a.Site}
	case Language:
		return []string{a.Language}
	case Author:
		if len(a.Authors) == 0 {
			return []string{""}
		}
		return slices.Compact(slices.Sorted(slices.Values(a.Authors)))
	}
	for _, v := range a.Variables {
		if VariableField+v.Name == field {
			return []string{v.Value}
		}
	}
	return []string{""}
}

// fields lists the fields in which the article has something of its own, and
// those that every article counts for.
func (a *Article) fields() []string {
	all := []string{Year, Month, Day, Site, Author, Language}
	for _, v := range a.Variables {
		all = append(all, VariableField+v.Name)
	}
	return all
}

// fields lists the groups of the fields in which any article has a value.
// Articles that do not know a variable make up the group without a value.
func (c *Counter) fields() []Field {
	names := slices.DeleteFunc(slices.Collect(maps.Keys(c.groups)), func(name string) bool {
		return name == Year || name == Month || name == Day
	})
	common := []string{Site, Author, Language}
	slices.SortFunc(names, func(a, b string) int {
		ia, ib := slices.Index(common, a), slices.Index(common, b)
		if ia < 0 || ib < 0 {
			return cmp.Or(cmp.Compare(ib, ia), strings.Compare(a, b))
		}
		return ia - ib
	})
	all := []Field{}
	for _, name := range names {
		tallies := c.groups[name]
		if len(tallies) == 1 && tallies[""] != nil {
			continue
		}
		f := Field{Field: name}
		if rest := c.without(name); rest != nil {
			f.Values = append(f.Values, Value{"", *rest})
		}
		for _, value := range slices.Sorted(maps.Keys(tallies)) {
			if value != "" {
				f.Values = append(f.Values, Value{value, tallies[value].clone()})
			}
		}
		all = append(all, f)
	}
	return all
}

// without counts the articles that have no value in a field, or returns nil
// where all have one.
func (c *Counter) without(field string) *Tally {
	t := Tally{Highlights: make([]int, len(c.f.Tags)), Tagged: make([]int, len(c.f.Tags))}
	if known := c.groups[field][""]; known != nil {
		t = known.clone()
	}
	if !strings.HasPrefix(field, VariableField) {
		return t.orNil()
	}
	// An article that lacks a variable has not been counted for it at all: the
	// articles of all years are all articles.
	t = Tally{Highlights: make([]int, len(c.f.Tags)), Tagged: make([]int, len(c.f.Tags))}
	for _, y := range c.groups[Year] {
		t.add(y, 1)
	}
	for value, g := range c.groups[field] {
		if value != "" {
			t.add(g, -1)
		}
	}
	return t.orNil()
}

func (t *Tally) add(o *Tally, sign int) {
	t.Articles += sign * o.Articles
	for i := range t.Highlights {
		t.Highlights[i] += sign * o.Highlights[i]
		t.Tagged[i] += sign * o.Tagged[i]
	}
}

func (t *Tally) orNil() *Tally {
	if t.Articles == 0 {
		return nil
	}
	return t
}

func (t *Tally) clone() Tally {
	return Tally{t.Articles, slices.Clone(t.Highlights), slices.Clone(t.Tagged)}
}

func periods(tallies map[string]*Tally) []Period {
	all := []Period{}
	for _, name := range slices.Sorted(maps.Keys(tallies)) {
		all = append(all, Period{name, tallies[name].clone()})
	}
	return all
}
