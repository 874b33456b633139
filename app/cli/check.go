package cli

import "gloss/annotate/store"

const aboutCheck = `
Examines the whole project: the database itself, every article, and that every
highlight's quote is what stands at its place. Prints a line for each problem
and a closing line. The exit status is 1 if there is any problem.
`

func runCheck(c *call) error {
	args, err := c.parse(1, 1, aboutCheck)
	if err != nil {
		return err
	}
	return c.project(args[0], func(p *store.Project) error {
		problems, err := p.Check()
		if err != nil {
			return err
		}
		for _, s := range problems {
			c.line(s)
		}
		if len(problems) > 0 {
			c.line(plural(len(problems), "problem"))
			return errNamed
		}
		c.line("no problems")
		return nil
	})
}
