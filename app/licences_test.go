package app_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestLicences: assets/licences.txt lists every module that the program is
// built from on any system, with its version and licence, and all of them may
// be passed on together with a program under MIT. -update rewrites the list.
func TestLicences(t *testing.T) {
	modules := map[string]string{} // folder of a module, by path and version
	for _, system := range []string{"linux", "windows", "darwin"} {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "gloss")
		cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=1")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", system, err)
		}
		for line := range strings.Lines(string(out)) {
			if name, dir, found := strings.Cut(strings.TrimSpace(line), "\t"); found {
				modules[name] = dir
			}
		}
	}
	var lines []string
	for name, dir := range modules {
		licences := licencesIn(t, dir)
		if len(licences) == 0 {
			t.Errorf("%s: no licence that this test knows in %s; read it, and add how to tell it", name, dir)
		}
		lines = append(lines, fmt.Sprintf("%s\t%s", strings.Replace(name, " ", "\t", 1), strings.Join(licences, ", ")))
	}
	slices.Sort(lines)
	const file = "../assets/licences.txt"
	want := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Errorf("assets/licences.txt is not up to date (%v); run: go test ./app -run Licences -update", err)
	}
}

// licenceWords tell licences by words that only they have, in this order.
var licenceWords = []struct {
	name  string
	words *regexp.Regexp
}{
	{"Apache-2.0", regexp.MustCompile(`(?i)Apache License,?\s+Version 2\.0`)},
	{"MIT", regexp.MustCompile(`(?i)Permission is hereby granted, free of charge, to any person obtaining\s+a\s+copy`)},
	{"ISC", regexp.MustCompile(`(?i)Permission to use, copy, modify, and/?(or)? distribute this software`)},
	{"BSD-3-Clause", regexp.MustCompile(`(?is)Redistribution and use in source and binary forms.*(Neither the name|names? of .{0,200}may not be used to endorse|may be used to endorse)`)},
	{"BSD-2-Clause", regexp.MustCompile(`(?i)Redistribution and use in source and binary forms`)},
	{"zlib", regexp.MustCompile(`(?is)provided 'as-is'.*altered source versions must be plainly marked`)},
	{"public domain", regexp.MustCompile(`(?i)dedicated to the public domain|unencumbered software released into the public domain|author disclaims copyright`)},
	{"OFL-1.1", regexp.MustCompile(`(?i)SIL Open Font License,? Version 1\.1`)},
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|unlicense)([.-].*)?$`)

// licencesIn names the licences of a module: those of the files at its top. A
// file may hold several, but of the two BSD ones the longer holds the shorter.
func licencesIn(t *testing.T, dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, l := range licenceWords {
			if l.words.Match(text) && !(l.name == "BSD-2-Clause" && found) {
				found = true
				if !slices.Contains(names, l.name) {
					names = append(names, l.name)
				}
			}
		}
	}
	slices.Sort(names)
	return names
}
