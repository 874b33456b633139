// Gloss imports articles, takes highlights and tags, and exports the coded data
// set. This file chooses between the window and the command line.
package main

import (
	_ "embed"
	"fmt"
	"os"
	"regexp"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"gloss/app/cli"
	"gloss/app/window"
	"gloss/assets"
	"gloss/importers/pdf"
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
	pdf.Child()
	args := os.Args[1:]
	if cli.Wants(args) {
		os.Exit(cli.Main(args, fact("Version")))
	}
	if !display() {
		fmt.Fprintln(os.Stderr, "gloss: there is no display for the window; see gloss --help for what can be done without one")
		os.Exit(1)
	}
	app.SetMetadata(fyne.AppMetadata{
		ID: fact("ID"), Name: fact("Name"), Version: fact("Version"), Build: 1,
		Icon:       fyne.NewStaticResource("icon.png", assets.Icon),
		Migrations: map[string]bool{"fyneDo": true},
	})
	if cache, err := os.UserCacheDir(); err == nil {
		os.MkdirAll(cache, 0o700) // Fyne makes its folder there, but not the one above; without it nothing is lost but a cache
	}
	window.Run(app.New(), append(args, "")[0])
}

// display reports whether a window can be shown, as far as the environment
// tells.
func display() bool {
	return runtime.GOOS == "windows" || runtime.GOOS == "darwin" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
