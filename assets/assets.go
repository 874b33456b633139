// Package assets holds what is compiled into the program: the icon, the
// sample articles with their codings, the translations, the guide and the list
// of licences. It only embeds.
package assets

import "embed"

// Icon is the program's icon, a PNG of 512 by 512 pixels: the toolkit would
// draw an SVG anew at every start, which takes 15 times as long as reading this.
//
//go:embed icon.png
var Icon []byte

// Samples holds the folder samples: three articles written for Gloss, one per
// format, and codings.csv, the highlights that the sample project starts with.
//
//go:embed samples
var Samples embed.FS

// Licences lists the modules that the program is built from, one to a line:
// path, version and licences, parted by tabs. A test keeps it true.
//
//go:embed licences.txt
var Licences string

// Translations holds the folder translations: for each language of
// app/words a JSON file from English sentences to that language's. en.json is
// made by a test from what the window says, so that it is complete.
//
//go:embed translations
var Translations embed.FS

// Guide holds the folder guide: the guide to Gloss in Markdown, a file for each
// language of app/words, and its pictures. The README has the English one, too.
//
//go:embed guide
var Guide embed.FS
