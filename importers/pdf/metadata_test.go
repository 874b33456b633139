package pdf

import (
	"strings"
	"testing"
)

func TestFileTitle(t *testing.T) {
	for s, want := range map[string]bool{
		"Microsoft Word - draft": true, "report_final.docx": true, "untitled": true, "": true, "2024-05-01": true, "paper.dvi": true,
		"The cod wars": false, "Sovereignty": false, "1984 and after": false,
	} {
		if got := fileTitle(s); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}

// TestNames: a list of names is cut, anything else is no list of names.
func TestNames(t *testing.T) {
	for s, want := range map[string]string{
		"Ada Sample and Ben Example":                "Ada Sample; Ben Example",
		"Ada Sample¹, Ben B. Example², Cem van Dyk": "Ada Sample; Ben B. Example; Cem van Dyk",
		"Élodie Dupont; Zoë Müller":                 "Élodie Dupont; Zoë Müller",
		"Department of History":                     "",
		"Draft of 3 May":                            "",
		"admin":                                     "",
		"A line across the sea":                     "",
	} {
		names := split(s)
		if !areNames(names) {
			names = nil
		}
		if got := strings.Join(names, "; "); got != want {
			t.Errorf("%q gives %q, want %q", s, got, want)
		}
	}
}
