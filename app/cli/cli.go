// Package cli is the command line of Gloss: the verbs of package app, one file
// per subcommand, one table. What it prints is made for scripts. Data goes to
// standard output, one line per thing with tabs between its parts, or one JSON
// document; messages and progress go to standard error.
package cli

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"gloss/annotate/store"
)

// The exit statuses.
const (
	exitOK     = 0
	exitFailed = 1 // something failed and was named; everything else is done
	exitUsage  = 2 // the command was not understood; nothing is done
)

// command is a row of the table of subcommands.
type command struct {
	name    string
	usage   string // what stands after the name
	summary string // one line, for the list of commands
	run     func(c *call) error
}

// commands is the table: a new subcommand is a line here and a file.
var commands = []command{
	{"new", "PROJECT.gloss [--codebook FILE.csv]", "make a project", runNew},
	{"import", "PROJECT.gloss PATH... [--format NAME] [--encoding NAME] [--password PASSWORD] [--jobs N] [--json]", "import files, folders and projects of other programs", runImport},
	{"text", "FILE [--format NAME] [--encoding NAME] [--password PASSWORD] [--json]", "print what import makes of a file", runText},
	{"articles", "PROJECT.gloss [--json] [--alike]", "list the articles", runArticles},
	{"tags", "PROJECT.gloss [--import FILE.csv|FILE.qdc] [--json]", "list the codebook, or add a table of tags to it", runTags},
	{"code", "PROJECT.gloss CODINGS.csv | [--find WORDS]... [--regex R] [--list FILE] [--tag T] [--span UNIT] [--case] [--accents] [--article A]... [--filter NAME] [--dry-run]", "add highlights from a table, or find and code", runCode},
	{"search", "PROJECT.gloss QUERY... [--json]", "find words in texts and titles", runSearch},
	{"filters", "PROJECT.gloss [--json]", "list the filters that are kept under a name", runFilters},
	{"export", "PROJECT.gloss [--format NAME] [-o PATH] [--filter NAME] [--tag T]... [--article A]... [--coder C]... [--bom] [--delimiter D] [--guard] [--spss] [--parts PART]", "write the codings as a table", runExport},
	{"stats", "PROJECT.gloss [--filter NAME] [--tag T]... [--article A]... [--coder C]... [--json]", "count tags, pairs of tags, years and variables", runStats},
	{"agree", "PROJECT.gloss --coders A,B[,C...] [--unit UNIT] [--tag T]... [--article A]... [--disagreements] [--json]", "say how far coders agree", runAgree},
	{"words", "PROJECT.gloss [--filter NAME] [--tag T]... [--article A]... [--coder C]... [--stop LIST]... [--json]", "count words", runWords},
	{"kwic", "PROJECT.gloss WORD... [--filter NAME] [--tag T]... [--article A]... [--coder C]... [--sort ORDER] [--json]", "show a word in its context", runKWIC},
	{"plot", "PROJECT.gloss PLOT -o FILE.svg [--width N] [--filter NAME] [--tag T]... [--article A]... [--coder C]... [--stop LIST]...", "draw what stats and words count", runPlot},
	{"handout", "PROJECT.gloss COPY.gloss --coder NAME", "write a copy for someone to code in, without what others have coded", runHandout},
	{"merge", "PROJECT.gloss OTHER.gloss [--apart TAG]... [--same CODER]... [--dry-run]", "take what another copy has into a project", runMerge},
	{"check", "PROJECT.gloss", "prove that everything in a project is whole", runCheck},
	{"backup", "PROJECT.gloss [-o PATH] [--list] [--restore N]", "write a verified copy of a project, list or restore kept ones", runBackup},
	{"version", "", "print the version", runVersion},
}

// Env is what a command line works in.
type Env struct {
	Stdout, Stderr io.Writer
	Terminal       bool   // whether Stderr is one; progress is shown on terminals only
	Version        string // of the program
	Store          store.Options
}

// now is the time by the clock of the environment.
func (e *Env) now() time.Time {
	if e.Store.Now != nil {
		return e.Store.Now()
	}
	return time.Now()
}

// Wants reports whether the arguments (without the program's name) are for Run
// and not for the window: there are some, and they are not just the path of a
// project or of another file. The name of a subcommand is never a path.
func Wants(args []string) bool {
	switch {
	case len(args) == 0:
		return false
	case len(args) > 1 || commandNamed(args[0]) != nil:
		return true
	case strings.EqualFold(filepath.Ext(args[0]), ".gloss"):
		return false
	}
	_, err := os.Stat(args[0])
	return err != nil
}

// Main runs a command line (without the program's name) on the streams of the
// process and returns the exit status. An interrupt ends the command in good
// order, a second one at once.
func Main(args []string, version string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	info, err := os.Stderr.Stat()
	return Run(ctx, args, Env{
		Stdout:   os.Stdout,
		Stderr:   os.Stderr,
		Terminal: err == nil && info.Mode()&os.ModeCharDevice != 0,
		Version:  version,
	})
}

// Run runs a command line (without the program's name) and returns the exit
// status: 0 all well; 1 something failed and was named, everything else is
// done; 2 wrong usage.
func Run(ctx context.Context, args []string, e Env) int {
	out := bufio.NewWriter(e.Stdout)
	status := dispatch(ctx, args, &e, out)
	if err := out.Flush(); err != nil {
		fmt.Fprintf(e.Stderr, "gloss: the output cannot be written: %v\n", err)
		return max(status, exitFailed)
	}
	return status
}

func dispatch(ctx context.Context, args []string, e *Env, out *bufio.Writer) int {
	name := "help"
	if len(args) > 0 {
		name, args = args[0], args[1:]
	}
	switch name {
	case "help", "--help", "-help", "-h":
		if len(args) == 0 {
			help(out)
			return exitOK
		}
		name, args = args[0], []string{"--help"}
	case "--version", "-version":
		name = "version"
	}
	cmd := commandNamed(name)
	if cmd == nil {
		fmt.Fprintf(e.Stderr, "gloss: there is no command %q\nsee gloss help\n", name)
		return exitUsage
	}
	c := &call{ctx: ctx, env: e, command: cmd, args: args, out: out, flags: flag.NewFlagSet(name, flag.ContinueOnError)}
	err := cmd.run(c)
	var wrong usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return exitOK
	case errors.As(err, &wrong):
		fmt.Fprintf(e.Stderr, "gloss %s: %s\nsee gloss %s --help\n", name, wrong, name)
		return exitUsage
	case errors.Is(err, errNamed):
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintf(e.Stderr, "gloss %s: stopped\n", name)
		return exitFailed
	}
	fmt.Fprintf(e.Stderr, "gloss: %v\n", err)
	return exitFailed
}

// commandNamed returns the command of that name, or nil.
func commandNamed(name string) *command {
	for i := range commands {
		if commands[i].name == name {
			return &commands[i]
		}
	}
	return nil
}
