package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gloss/annotate"
)

// NamedFilter is a filter that is kept in the project.
type NamedFilter struct {
	Name   string // one line; unique whatever the case
	Filter Filter
}

// filterRecord is a named filter in the log. Its ID is the name without case.
type filterRecord struct {
	Name   string `json:"name"`
	Filter Filter `json:"filter"`
}

var filterKind = kind{
	name: "filter",
	put: reading(func(c *conn, id string, r filterRecord) error {
		value, err := encode(r.Filter)
		if err != nil {
			return err
		}
		return c.exec(`INSERT INTO filter (id, name, value) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, value = excluded.value`,
			id, r.Name, string(value))
	}),
	remove: func(c *conn, id string) error { return c.exec(`DELETE FROM filter WHERE id = ?`, id) },
	all: func(c *conn, fn func(id string, record any) error) error {
		filters, err := c.filters()
		for _, f := range filters {
			if err == nil {
				err = fn(folded(f.Name), filterRecord(f))
			}
		}
		return err
	},
}

func (c *conn) filters() (all []NamedFilter, err error) {
	err = c.each(func(scan scanner) error {
		var f NamedFilter
		var value string
		if err := scan(&f.Name, &value); err != nil {
			return err
		}
		all = append(all, f)
		return json.Unmarshal([]byte(value), &all[len(all)-1].Filter)
	}, `SELECT name, value FROM filter ORDER BY id`)
	return all, err
}

// Filters lists the filters that are kept in the project, by name.
func (v View) Filters() (all []NamedFilter, err error) {
	err = v.read(func(c *conn) error {
		all, err = c.filters()
		return err
	})
	return all, err
}

// FindFilter returns the filter of that name, whatever the case, or ErrNotFound.
func (v View) FindFilter(name string) (NamedFilter, error) {
	all, err := v.Filters()
	if err != nil {
		return NamedFilter{}, err
	}
	for _, f := range all {
		if folded(f.Name) == folded(name) {
			return f, nil
		}
	}
	return NamedFilter{}, explain(v.p.path, notFound("there is no filter named %q", name))
}

// SaveFilter keeps a filter under its name, in place of one of that name.
func (tx *Tx) SaveFilter(f NamedFilter) error {
	if tx.over {
		return errOver
	}
	if strings.TrimSpace(f.Name) == "" || strings.TrimSpace(f.Name) != f.Name || annotate.Clean(f.Name) != f.Name || strings.ContainsAny(f.Name, "\n\t") {
		return fmt.Errorf("the filter's name %q must be one line without blanks at its ends", f.Name)
	}
	before, err := tx.filterRecord(f.Name)
	if err != nil {
		return err
	}
	return tx.change(filterKind, folded(f.Name), before, filterRecord(f))
}

// RenameFilter gives a filter another name, which no other filter may have.
func (tx *Tx) RenameFilter(name, to string) error {
	if tx.over {
		return errOver
	}
	f, err := tx.FindFilter(name)
	if err != nil {
		return err
	}
	if folded(name) != folded(to) {
		if _, err := tx.FindFilter(to); err == nil {
			return fmt.Errorf("there is a filter named %q already", to)
		}
		if err := tx.SaveFilter(NamedFilter{to, f.Filter}); err != nil {
			return err
		}
		return tx.DeleteFilter(name)
	}
	return tx.SaveFilter(NamedFilter{to, f.Filter})
}

// DeleteFilter forgets a filter.
func (tx *Tx) DeleteFilter(name string) error {
	if tx.over {
		return errOver
	}
	before, err := tx.filterRecord(name)
	if err == nil && before == nil {
		err = notFound("there is no filter named %q", name)
	}
	if err != nil {
		return err
	}
	return tx.change(filterKind, folded(name), before, nil)
}

// filterRecord is the record of the filter of that name, nil where there is none.
func (tx *Tx) filterRecord(name string) (any, error) {
	all, err := tx.conn.filters()
	i := slices.IndexFunc(all, func(f NamedFilter) bool { return folded(f.Name) == folded(name) })
	if err != nil || i < 0 {
		return nil, err
	}
	return filterRecord(all[i]), nil
}
