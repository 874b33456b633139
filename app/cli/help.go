package cli

import (
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// help prints the list of commands.
func help(w io.Writer) {
	fmt.Fprint(w, `Gloss codes articles: import, highlight, tag, export. A project is one file.

  gloss [PROJECT.gloss]   open the window
  gloss COMMAND ...       work without a window:

`)
	for _, c := range commands {
		fmt.Fprintf(w, "  %-10s %s\n", c.name, c.summary)
	}
	fmt.Fprint(w, `
"gloss help COMMAND" says more. Data goes to standard output, messages to
standard error. Exit status: 0 all well; 1 something failed and was named,
everything else is done; 2 the command was not understood.
`)
}

// help prints how the command is used: its usage, what it does, its flags.
func (c *call) help(about string) {
	fmt.Fprintf(c.out, "usage: %s\n\n%s\n", strings.TrimSpace("gloss "+c.command.name+" "+c.command.usage), strings.Trim(about, "\n"))
	flags := false
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	c.flags.VisitAll(func(f *flag.Flag) {
		if !flags {
			fmt.Fprintln(w)
			flags = true
		}
		value, text := flag.UnquoteUsage(f)
		fmt.Fprintf(w, "  %s\t%s\n", strings.TrimSpace(dashed(f.Name)+" "+value), text)
	})
	w.Flush()
}
