package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"gloss/annotate/store"
	"gloss/app"
)

// call is one use of a subcommand. Its run declares flags on flags, calls
// parse, does its work and writes to out.
type call struct {
	ctx     context.Context
	env     *Env
	command *command
	args    []string
	flags   *flag.FlagSet
	out     *bufio.Writer // standard output; Run flushes it
}

// usageError is an error of the person who typed the command.
type usageError string

func (e usageError) Error() string { return string(e) }

func usage(format string, args ...any) error { return usageError(fmt.Sprintf(format, args...)) }

// errNamed ends a command some of whose work failed and was named already.
var errNamed = errors.New("something failed")

// parse reads the arguments. Flags may stand anywhere before "--". It returns
// the other arguments, of which there must be at least least and at most most
// (-1: any number). For --help it prints about and returns flag.ErrHelp.
func (c *call) parse(least, most int, about string) ([]string, error) {
	c.flags.SetOutput(io.Discard)
	c.flags.Usage = func() {}
	var rest []string
	for args := c.args; ; {
		if err := c.flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			c.help(about)
			return nil, err
		} else if err != nil {
			return nil, usageError(flagSentence(err))
		}
		left := c.flags.Args()
		if done := len(args) - len(left); done > 0 && args[done-1] == "--" {
			rest = append(rest, left...)
			break
		}
		if len(left) == 0 {
			break
		}
		rest, args = append(rest, left[0]), left[1:]
	}
	switch {
	case len(rest) < least:
		return nil, usage("%s is missing", c.missing(len(rest)))
	case most >= 0 && len(rest) > most:
		return nil, usage("%q is one argument too many", rest[most])
	}
	return rest, nil
}

// missing is what the usage calls the argument at index i.
func (c *call) missing(i int) string {
	names := strings.Fields(c.command.usage)
	return strings.TrimSuffix(names[min(i, len(names)-1)], "...")
}

// flagSentence says what package flag complains about, with flags as a person
// types them.
func flagSentence(err error) string {
	s := err.Error()
	if name, ok := strings.CutPrefix(s, "flag provided but not defined: -"); ok {
		return "there is no flag " + dashed(name)
	}
	if name, ok := strings.CutPrefix(s, "flag needs an argument: -"); ok {
		return "the flag " + dashed(name) + " needs a value"
	}
	if head, tail, ok := strings.Cut(s, " for flag -"); ok {
		name, why, _ := strings.Cut(tail, ": ")
		return head + " for " + dashed(name) + ": " + why
	}
	return s
}

// dashed is a flag as help shows it.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// project opens a project for the time of fn.
func (c *call) project(path string, fn func(p *store.Project) error) error {
	p, err := store.Open(path, c.env.Store)
	if err != nil {
		return err
	}
	return errors.Join(fn(p), p.Close())
}

// line prints cells with tabs between them. Tabs and line breaks inside a cell
// become spaces.
func (c *call) line(cells ...string) {
	for i, s := range cells {
		if i > 0 {
			c.out.WriteByte('\t')
		}
		c.out.WriteString(flat.Replace(s))
	}
	c.out.WriteByte('\n')
}

var flat = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

// json prints one indented document.
func (c *call) json(v any) error {
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// list is s, but never null in JSON.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// say prints a message.
func (c *call) say(format string, args ...any) { fmt.Fprintf(c.env.Stderr, format+"\n", args...) }

// rejected names the rows of a table that could not be used, and returns
// errNamed if there are any.
func (c *call) rejected(file string, rows []app.Rejected) error {
	for _, r := range rows {
		c.say("%s:%d: %s", file, r.Line, r.Reason)
	}
	if len(rows) > 0 {
		return errNamed
	}
	return nil
}

// plural is "1 row", "2 rows".
func plural(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

// strings collects the values of a flag that may be given several times.
func (c *call) strings(name, usage string) *[]string {
	var all []string
	c.flags.Func(name, usage, func(s string) error {
		all = append(all, s)
		return nil
	})
	return &all
}
