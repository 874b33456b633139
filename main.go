// Gloss imports articles, takes highlights and tags, and exports the coded data
// set. This file chooses between the window and the command line.
package main

import (
	_ "embed"
	"fmt"
	"os"
	"regexp"

	"gloss/app/cli"
)

// facts is the file from which the packager takes the program's name, ID and
// version, so that they stand in one place.
//
//go:embed FyneApp.toml
var facts string

// fact is a line of facts, such as Version = "1.2.3".
func fact(name string) string {
	if m := regexp.MustCompile(`(?m)^` + name + ` = "(.*)"$`).FindStringSubmatch(facts); m != nil {
		return m[1]
	}
	return ""
}

func main() {
	args := os.Args[1:]
	if cli.Wants(args) {
		os.Exit(cli.Main(args, fact("Version")))
	}
	fmt.Fprintln(os.Stderr, "gloss: this build has no window; see gloss --help for what it does without one")
	os.Exit(1)
}
