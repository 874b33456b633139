package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

const aboutVersion = `
Prints the version, and in brackets what the program was built by, for and from.
`

func runVersion(c *call) error {
	if _, err := c.parse(0, 0, aboutVersion); err != nil {
		return err
	}
	info, _ := debug.ReadBuildInfo()
	_, err := fmt.Fprintf(c.out, "gloss %s (%s)\n", c.env.Version, build(info))
	return err
}

// build says what the program was built by, for and from, as far as is known.
func build(info *debug.BuildInfo) string {
	s := runtime.Version() + ", " + runtime.GOOS + "/" + runtime.GOARCH
	if info == nil {
		return s
	}
	for _, v := range info.Settings {
		switch {
		case v.Key == "vcs.revision":
			s += ", commit " + v.Value[:min(len(v.Value), 12)]
		case v.Key == "vcs.modified" && v.Value == "true":
			s += " with changes"
		}
	}
	return s
}
