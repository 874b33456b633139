package store

import (
	"errors"
	"time"
)

// Action is one group of changes in the history.
type Action struct {
	N      int64 // counts up; the point in the history behind the action, see GoTo
	Group  string
	Label  string
	Coder  string // name
	At     time.Time
	Undone bool
	Gone   bool // undone, and something else was done since: no Redo leads back to it
}

// Undo takes the latest action back that is not undone, and returns it. It
// works on actions of earlier sessions too. With nothing to undo it returns
// ErrNotFound.
func (p *Project) Undo() (Action, error) { return p.revert(undo) }

// Redo does again what the latest Undo took back, unless something else was
// done since (ErrNotFound).
func (p *Project) Redo() (Action, error) { return p.revert(redo) }

// StartHere makes what the project holds by now its beginning: Undo leads back
// to here and no further, and History tells what comes after. It is for a
// project that was just made and filled, since what its making wrote is nothing
// that a person did. Where something was undone already, it is refused.
func (p *Project) StartHere() error {
	return p.write(Group{}, lasting, func(tx *Tx) error {
		var undone bool
		_, err := tx.conn.one(into(&undone), `SELECT EXISTS (SELECT 1 FROM action WHERE undoes IS NOT NULL)`)
		if err != nil {
			return err
		}
		if undone {
			return errors.New("something was undone already, so the project cannot start here")
		}
		return tx.conn.exec(`UPDATE action SET status = 'lasting'`)
	})
}

// direction is a way through the history, as SQL.
type direction struct {
	end  string // what to say where there is no way on
	next string // selects the action to act on
	copy string // writes the operations of action ?1: those of ?2, in the right order
	mark string // gives the action acted on its new status
}

const selectAction = `SELECT a.seq, a.grp, a.label, coalesce(c.name, ''), a.at, a.status IN ('undone', 'dropped'), a.status = 'dropped'
	FROM action a LEFT JOIN coder c ON c.id = a.coder `

var (
	undo = direction{
		end:  "there is nothing to undo",
		next: selectAction + `WHERE a.status = 'done' ORDER BY a.seq DESC LIMIT 1`,
		copy: `INSERT INTO op (action, kind, target, before, after)
			SELECT ?1, kind, target, after, before FROM op WHERE action = ?2 ORDER BY seq DESC`,
		mark: `UPDATE action SET status = 'undone' WHERE seq = ?`,
	}
	redo = direction{
		end:  "there is nothing to redo",
		next: selectAction + `WHERE a.status = 'undone' ORDER BY a.seq LIMIT 1`,
		copy: `INSERT INTO op (action, kind, target, before, after)
			SELECT ?1, kind, target, before, after FROM op WHERE action = ?2 ORDER BY seq`,
		mark: `UPDATE action SET status = 'done' WHERE seq = ?`,
	}
)

// step reads the action that the direction would act on.
func (d direction) step(c *conn) (a Action, found bool, err error) {
	err = c.each(func(scan scanner) error {
		found = true
		a, err = scanAction(scan)
		return err
	}, d.next)
	return a, found, err
}

func scanAction(scan scanner) (a Action, err error) {
	var at string
	err = scan(&a.N, &a.Group, &a.Label, &a.Coder, &at, &a.Undone, &a.Gone)
	a.At = unstamp(at)
	return a, err
}

// revert takes one step in a direction.
func (p *Project) revert(d direction) (a Action, err error) {
	err = p.write(Group{}, lasting, func(tx *Tx) error {
		var found bool
		if a, found, err = d.step(tx.conn); err != nil {
			return err
		}
		if !found {
			return notFound("%s", d.end)
		}
		return tx.revert(d, &a)
	})
	if err != nil {
		return Action{}, err
	}
	return a, nil
}

// GoTo brings the project to the point in the history behind the action with
// the number n, 0 being the beginning: it undoes what was done after it, or does
// again what was undone up to it, all in one transaction. It returns how many
// actions that were. A point to which no undo or redo leads is refused with
// ErrNotFound.
func (p *Project) GoTo(n int64) (steps int, err error) {
	err = p.write(Group{}, lasting, func(tx *Tx) error {
		var s status
		found, err := tx.conn.one(into(&s), `SELECT status FROM action WHERE seq = ?`, n)
		if err == nil && n != 0 && (!found || s != done && s != undone) {
			err = notFound("no way leads to that point of the history any more")
		}
		if err != nil {
			return err
		}
		for _, way := range []struct {
			direction
			wanted func(a Action) bool
		}{
			{undo, func(a Action) bool { return a.N > n }},
			{redo, func(a Action) bool { return a.N <= n }},
		} {
			for {
				a, found, err := way.step(tx.conn)
				if err != nil {
					return err
				}
				if !found || !way.wanted(a) {
					break
				}
				if err := tx.revert(way.direction, &a); err != nil {
					return err
				}
				steps++
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return steps, nil
}

// revert undoes an action or does it again, which a then says.
func (tx *Tx) revert(d direction, a *Action) (err error) {
	// No tx.arrive: between the actions of the stack nothing else may change
	// a record, and undoing needs no coder who stands in the project.
	tx.group = Group{a.Group, a.Label}
	undoes, redoes := any(a.N), any(nil)
	if a.Undone {
		undoes, redoes = nil, a.N
	}
	if tx.action, err = tx.newAction(lasting, undoes, redoes); err != nil {
		return err
	}
	if err := tx.conn.exec(d.copy, tx.action, a.N); err != nil {
		return err
	}
	if err := tx.conn.exec(d.mark, a.N); err != nil {
		return err
	}
	a.Undone = !a.Undone
	return tx.replay(tx.action)
}

// replay applies the operations of an action, which stand in the log already.
func (tx *Tx) replay(action int64) error {
	return tx.conn.each(func(scan scanner) error {
		var name, id string
		var before, after []byte
		if err := scan(&name, &id, &before, &after); err != nil {
			return err
		}
		k, err := kindOf(name)
		if err != nil {
			return err
		}
		return tx.apply(k, id, before, after)
	}, `SELECT kind, target, before, after FROM op WHERE action = ? ORDER BY seq`, action)
}

// NextUndo returns what Undo would act on, and whether there is such an action.
func (v View) NextUndo() (Action, bool, error) { return v.next(undo) }

// NextRedo returns what Redo would act on, and whether there is such an action.
func (v View) NextRedo() (Action, bool, error) { return v.next(redo) }

func (v View) next(d direction) (a Action, found bool, err error) {
	err = v.read(func(c *conn) error {
		a, found, err = d.step(c)
		return err
	})
	return a, found, err
}

// History lists actions, latest first; limit 0 is all.
func (v View) History(limit int) ([]Action, error) {
	if limit <= 0 {
		limit = -1 // SQLite's word for all
	}
	var all []Action
	err := v.read(func(c *conn) error {
		return c.each(func(scan scanner) error {
			a, err := scanAction(scan)
			all = append(all, a)
			return err
		}, selectAction+`WHERE a.status <> 'lasting' ORDER BY a.seq DESC LIMIT ?`, limit)
	})
	return all, err
}
