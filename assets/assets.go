// Package assets holds what is compiled into the program: the icon and the
// sample articles with their codings. It only embeds.
package assets

import "embed"

// Icon is the program's icon, an SVG drawing.
//
//go:embed icon.svg
var Icon []byte

// Samples holds the folder samples: three articles written for Gloss, one per
// format, and codings.csv, the highlights that the sample project starts with.
//
//go:embed samples
var Samples embed.FS
