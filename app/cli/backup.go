package cli

import (
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"gloss/annotate/store"
)

const aboutBackup = `
Writes a verified copy of the project to a new file and prints its path. A copy
made in any other way may miss the newest highlights while the project is open.

Gloss also keeps backups of its own, away from the project: when the window
opens or closes a project that has changed, every hour of work in it, and before
a merge, before much is deleted, and before a newer Gloss renews the file. The
last 10 stay, and one a day for 30 days. --list prints a line for each, the
newest first:

  number TAB when it was made (UTC) TAB articles TAB highlights TAB path

and --restore writes the one with that number to a new file, named by -o. The
project itself stays as it is.
`

func runBackup(c *call) error {
	to := c.flags.String("o", "", "the copy's `PATH`; otherwise beside the project, with date and time (UTC) in its name")
	listed := c.flags.Bool("list", false, "list the backups that Gloss keeps of the project")
	restored := c.flags.Int("restore", 0, "write the backup with the number `N` of --list to the path of -o")
	args, err := c.parse(1, 1, aboutBackup)
	if err != nil {
		return err
	}
	switch {
	case *restored < 0:
		return usage("--restore %d: the newest backup has the number 1", *restored)
	case *listed && (*restored > 0 || *to != ""):
		return usage("--list stands alone")
	case *restored > 0 && *to == "":
		return usage("--restore needs -o with the path of the new file")
	}
	return c.project(args[0], func(p *store.Project) error {
		if *listed || *restored > 0 {
			return c.kept(p, *restored, *to)
		}
		path := *to
		if path == "" {
			ext := filepath.Ext(args[0])
			path = strings.TrimSuffix(args[0], ext) + c.env.now().UTC().Format(" 2006-01-02 150405") + ext
		}
		if err := p.Backup(path); err != nil {
			return err
		}
		c.line(path)
		return nil
	})
}

// kept lists the backups that Gloss keeps, or restores the one with a number.
func (c *call) kept(p *store.Project, number int, path string) error {
	all, err := p.Backups()
	if err != nil {
		return err
	}
	if number > len(all) {
		return usage("--restore %d: there are %s", number, plural(len(all), "backup"))
	}
	if number > 0 {
		if err := all[number-1].Restore(path); err != nil {
			return err
		}
		c.line(path)
		return nil
	}
	for i, b := range all {
		c.line(strconv.Itoa(i+1), b.Made.Format(time.DateTime), strconv.Itoa(b.Articles), strconv.Itoa(b.Highlights), b.Path)
	}
	return nil
}
