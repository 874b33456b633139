package store

import "time"

// Action is one group of changes in the history.
type Action struct {
	Group  string
	Label  string
	Coder  string // name
	At     time.Time
	Undone bool
}

// Undo takes the latest action back that is not undone, and returns it. It
// works on actions of earlier sessions too. With nothing to undo it returns
// ErrNotFound.
func (p *Project) Undo() (Action, error) { return p.revert(undo) }

// Redo does again what the latest Undo took back, unless something else was
// done since (ErrNotFound).
func (p *Project) Redo() (Action, error) { return p.revert(redo) }

// direction is a way through the history, as SQL.
type direction struct {
	end  string // what to say where there is no way on
	next string // selects the action to act on
	copy string // writes the operations of action ?1: those of ?2, in the right order
	mark string // gives the action acted on its new status
}

const selectAction = `SELECT a.seq, a.grp, a.label, coalesce(c.name, ''), a.at, a.status IN ('undone', 'dropped')
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
func (d direction) step(c *conn) (seq int64, a Action, found bool, err error) {
	err = c.each(func(scan scanner) error {
		found = true
		seq, a, err = scanAction(scan)
		return err
	}, d.next)
	return seq, a, found, err
}

func scanAction(scan scanner) (seq int64, a Action, err error) {
	var at string
	err = scan(&seq, &a.Group, &a.Label, &a.Coder, &at, &a.Undone)
	a.At = unstamp(at)
	return seq, a, err
}

// revert takes one step in a direction.
func (p *Project) revert(d direction) (Action, error) {
	var a Action
	err := p.write(Group{}, lasting, func(tx *Tx) error {
		var of int64
		var found bool
		var err error
		if of, a, found, err = d.step(tx.conn); err != nil {
			return err
		}
		if !found {
			return notFound("%s", d.end)
		}
		// No tx.arrive: between the actions of the stack nothing else may change
		// a record, and undoing needs no coder who stands in the project.
		tx.group = Group{a.Group, a.Label}
		undoes, redoes := any(of), any(nil)
		if a.Undone {
			undoes, redoes = nil, of
		}
		if tx.action, err = tx.newAction(lasting, undoes, redoes); err != nil {
			return err
		}
		if err := tx.conn.exec(d.copy, tx.action, of); err != nil {
			return err
		}
		if err := tx.conn.exec(d.mark, of); err != nil {
			return err
		}
		a.Undone = !a.Undone
		return tx.replay(tx.action)
	})
	if err != nil {
		return Action{}, err
	}
	return a, nil
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
		_, a, found, err = d.step(c)
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
			_, a, err := scanAction(scan)
			all = append(all, a)
			return err
		}, selectAction+`WHERE a.status <> 'lasting' ORDER BY a.seq DESC LIMIT ?`, limit)
	})
	return all, err
}
