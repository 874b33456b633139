package main

import (
	"regexp"
	"testing"
)

func TestFacts(t *testing.T) {
	for name, form := range map[string]string{"ID": `^[a-z]+(\.\w+)+$`, "Name": `^Gloss$`, "Version": `^\d+\.\d+\.\d+$`} {
		if got := fact(name); !regexp.MustCompile(form).MatchString(got) {
			t.Errorf("%s is %q", name, got)
		}
	}
	if got := fact("Nothing"); got != "" {
		t.Errorf("what is not there is %q", got)
	}
}
