package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gloss/annotate"
)

// coderRecord is a coder in the log.
type coderRecord struct {
	Name  string `json:"name"`
	Color string `json:"color"`
}

var coderKind = kind{
	name: "coder",
	put: reading(func(c *conn, id string, r coderRecord) error {
		return c.exec(`INSERT INTO coder (id, name, color) VALUES (?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET name = excluded.name, color = excluded.color`, id, r.Name, r.Color)
	}),
	remove: func(c *conn, id string) error { return c.exec(`DELETE FROM coder WHERE id = ?`, id) },
	all: func(c *conn, fn func(id string, record any) error) error {
		coders, err := c.coders()
		for _, coder := range coders {
			if err == nil {
				err = fn(coder.ID, coderRecord{coder.Name, coder.Color})
			}
		}
		return err
	},
}

// coders reads all coders, by name.
func (c *conn) coders() ([]annotate.Coder, error) {
	var all []annotate.Coder
	err := c.each(func(scan scanner) error {
		var coder annotate.Coder
		err := scan(&coder.ID, &coder.Name, &coder.Color)
		all = append(all, coder)
		return err
	}, `SELECT id, name, color FROM coder ORDER BY name, id`)
	return all, err
}

// Coders lists all coders, by name. Who has opened the project and changed
// nothing yet is not among them.
func (v View) Coders() (all []annotate.Coder, err error) {
	err = v.read(func(c *conn) error {
		all, err = c.coders()
		return err
	})
	return all, err
}

// AddCoder adds a coder and gives it an ID, and a colour where none is given.
func (tx *Tx) AddCoder(c annotate.Coder) (annotate.Coder, error) {
	c.ID = ""
	return tx.BringCoder(c)
}

// BringCoder is AddCoder for a coder who may have an ID from elsewhere, and
// keeps it. An ID that another coder has is refused.
func (tx *Tx) BringCoder(c annotate.Coder) (annotate.Coder, error) {
	if tx.over {
		return annotate.Coder{}, errOver
	}
	all, err := tx.conn.coders()
	if err != nil {
		return annotate.Coder{}, err
	}
	if slices.ContainsFunc(all, func(o annotate.Coder) bool { return strings.EqualFold(o.Name, c.Name) }) {
		return annotate.Coder{}, fmt.Errorf("there is a coder %s already", c.Name)
	}
	if c.ID == "" {
		c.ID = tx.p.newID()
	} else if _, known, err := tx.conn.knownCoder(annotate.Coder{ID: c.ID}); err != nil || known {
		return annotate.Coder{}, cmp.Or(err, fmt.Errorf("there is a coder with the id %s already", c.ID))
	}
	if c.Color == "" {
		c.Color = annotate.Palette[len(all)%len(annotate.Palette)]
	}
	if err := checkCoder(c); err != nil {
		return annotate.Coder{}, err
	}
	return c, tx.change(coderKind, c.ID, nil, coderRecord{c.Name, c.Color})
}

// checkCoder says what is wrong with a coder, in words for a person.
func checkCoder(c annotate.Coder) error {
	switch {
	case strings.TrimSpace(c.Name) == "":
		return fmt.Errorf("a coder needs a name")
	case annotate.Clean(c.Name) != c.Name || strings.TrimSpace(c.Name) != c.Name || strings.ContainsAny(c.Name, "\n\t"):
		return fmt.Errorf("the coder's name %q must be one line without blanks at its ends", c.Name)
	case !annotate.IsColor(c.Color):
		return fmt.Errorf("coder %s: the colour %q is not of the form #RRGGBB", c.Name, c.Color)
	}
	return nil
}

// knownCoder finds a coder by ID, else by name. It returns who where there is
// none.
func (c *conn) knownCoder(who annotate.Coder) (coder annotate.Coder, known bool, err error) {
	if who.ID == "" && who.Name == "" {
		who.Name = "coder"
	}
	for _, by := range []struct{ query, value string }{
		{`SELECT id, name, color FROM coder WHERE id = ?`, who.ID},
		{`SELECT id, name, color FROM coder WHERE name = ? ORDER BY id`, who.Name},
	} {
		if by.value == "" {
			continue
		}
		known, err = c.one(into(&coder.ID, &coder.Name, &coder.Color), by.query, by.value)
		if known || err != nil {
			return coder, known, err
		}
	}
	return who, false, nil
}

// arrive sees to it that who works stands in the project. It is no action of
// theirs, so it is not for undo: an undo may even take a coder out who then goes
// on working, and arrives again.
func (tx *Tx) arrive() error {
	if tx.ready {
		return nil
	}
	who, known, err := tx.conn.knownCoder(tx.coder)
	if err != nil {
		return err
	}
	tx.coder, tx.ready = who, true
	if known {
		return nil
	}
	group, action := tx.group, tx.action
	tx.group = Group{Label: "new coder " + who.Name}
	if tx.action, err = tx.newAction(lasting, nil, nil); err != nil {
		return tx.fail(err)
	}
	err = tx.change(coderKind, who.ID, nil, coderRecord{who.Name, who.Color})
	tx.group, tx.action = group, action
	return err
}
