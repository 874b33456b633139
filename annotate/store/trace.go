package store

// Trace is the end of a project's log at one moment: enough to tell later
// whether a file still holds everything that it held then.
type Trace struct {
	Project    string // the project's identity, which copies share
	Action     string // ID of the latest action
	Operations int64  // how many the log has
}

// Trace returns where the log ends now.
func (v View) Trace() (t Trace, err error) {
	err = v.read(func(c *conn) (err error) {
		t, err = c.trace()
		return err
	})
	return t, err
}

func (c *conn) trace() (t Trace, err error) {
	_, err = c.one(into(&t.Project, &t.Action, &t.Operations), `SELECT
		coalesce((SELECT value FROM meta WHERE key = 'project_id'), ''),
		coalesce((SELECT id FROM action ORDER BY seq DESC LIMIT 1), ''),
		coalesce((SELECT max(seq) FROM op), 0)`)
	return t, err
}

// Holds reports whether the project has everything that had been done at t:
// false for an older version of the file, for one that has gone another way
// since, and for another project.
func (v View) Holds(t Trace) (holds bool, err error) {
	err = v.read(func(c *conn) (err error) {
		holds, err = c.holds(t)
		return err
	})
	return holds, err
}

func (c *conn) holds(t Trace) (holds bool, err error) {
	_, err = c.one(into(&holds), `SELECT
		EXISTS (SELECT 1 FROM meta WHERE key = 'project_id' AND value = ?)
		AND EXISTS (SELECT 1 FROM action WHERE id = ?)
		AND coalesce((SELECT max(seq) FROM op), 0) >= ?`, t.Project, t.Action, t.Operations)
	return holds, err
}
