package cli

import (
	"path/filepath"
	"strings"

	"gloss/annotate/store"
)

const aboutBackup = `
Writes a verified copy of the project to a new file and prints its path. A copy
made in any other way may miss the newest highlights while the project is open.
`

func runBackup(c *call) error {
	to := c.flags.String("o", "", "the copy's `PATH`; otherwise beside the project, with date and time (UTC) in its name")
	args, err := c.parse(1, 1, aboutBackup)
	if err != nil {
		return err
	}
	path := *to
	if path == "" {
		ext := filepath.Ext(args[0])
		path = strings.TrimSuffix(args[0], ext) + c.env.now().UTC().Format(" 2006-01-02 150405") + ext
	}
	return c.project(args[0], func(p *store.Project) error {
		if err := p.Backup(path); err != nil {
			return err
		}
		c.line(path)
		return nil
	})
}
