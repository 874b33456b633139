//go:build e2e

package app_test

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var pictures = flag.String("pictures", "", "write the pictures of README and guide below this folder, that of the assets")

// photograph is a desk on which pictures are taken.
type photograph struct {
	*desk
	folder string
}

// take writes what stands in a part of the window as a PNG of few colours:
// WIDTHxHEIGHT+LEFT+TOP.
func (p photograph) take(name, part string) {
	p.t.Helper()
	p.pause(4 * time.Millisecond)
	file := filepath.Join(p.folder, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.t.Fatal(err)
	}
	whole := p.settled()
	if out, err := p.try("convert", whole, "-crop", part, "+repage", "-bordercolor", "#d3c9b8", "-border", "1", "+dither", "-colors", "128", "-strip", "PNG8:"+file); err != nil {
		p.t.Fatalf("convert: %v %s", err, out)
	}
}

// settled is a picture of the window once nothing changes in it any more, but
// for a blinking caret.
func (p photograph) settled() string {
	p.t.Helper()
	p.pause(5 * time.Second)
	whole := filepath.Join(p.home, "whole.bmp")
	var before []byte
	for range 10 {
		if out, err := p.try("import", "-window", p.win, whole); err != nil {
			p.t.Fatalf("import: %v %s (ImageMagick makes the pictures)", err, out)
		}
		now, err := os.ReadFile(whole)
		if err != nil {
			p.t.Fatal(err)
		}
		if bytes.Equal(now, before) {
			break
		}
		before = now
		p.pause(2 * time.Second)
	}
	return whole
}

// size makes the window smaller or larger than open made it.
func (p photograph) size(width, height string) {
	p.t.Helper()
	p.x("windowsize", "--sync", p.win, width, height)
	p.pause(time.Second)
}

// still moves the mouse to where it changes nothing.
func (p photograph) still() { p.x("mousemove", "--window", p.win, "620", "3") }

// TestPictures takes the pictures of README and guide on the sample project, as
// a new user sees it: make pictures. Without -pictures they are thrown away.
func TestPictures(t *testing.T) {
	d := newDesk(t)
	p := photograph{d, *pictures}
	if p.folder == "" {
		p.folder = t.TempDir()
	}
	d.open("", "Ada")
	sample := filepath.Join(d.home, "Gloss sample.gloss")
	d.pause(3 * time.Second)
	d.key("Escape") // no tour
	d.quit()
	d.open(sample, "")
	d.pause(3 * time.Second)
	d.key("F4", "F4", "F4", "F4")
	p.still()
	p.take("window.png", "1260x810+0+0")

	p.size("1000", "640")
	d.key("alt+Down", "ctrl+Home", "ctrl+Down", "ctrl+Down", "F7")
	p.still()
	p.take("guide/tagbar.png", "1000x640+0+0")
	d.key("Escape", "Escape", "alt+Up")
	d.pause(3 * time.Second)
	d.key("ctrl+shift+r")
	p.still()
	p.take("guide/review.png", "1000x640+0+0")
	d.key("Escape")

	d.key("ctrl+k")
	d.typed("fish*, sovereign*, quota")
	d.key("Return")
	d.pause(3 * time.Second)
	d.key("y", "y", "n", "y")
	p.still()
	p.take("guide/hits.png", "1000x640+0+0")

	d.key("ctrl+3")
	p.still()
	p.take("guide/analysis.png", "1000x640+0+0")

	d.key("ctrl+e")
	p.still()
	p.take("guide/export.png", "1000x640+0+0")
	d.key("Escape")
	d.quit()

	d.gloss("code", sample, d.write("ben.csv", another(t, string(d.gloss("export", sample)))))
	d.open(sample, "")
	p.size("1000", "640")
	d.pause(3 * time.Second)
	d.key("ctrl+d")
	p.still()
	p.take("guide/settle.png", "1000x640+0+0")
	d.quit()
}

// another is what a second coder might have made of the same articles: each
// third tagging is another tag, each fifth is missing.
func another(t *testing.T, table string) string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	out := "article_id,start,end,tag,coder\n"
	for i, r := range rows[1:] {
		tag := r[column["tag"]]
		switch {
		case i%5 == 4:
			continue
		case i%3 == 2:
			tag = "trade"
		}
		out += fmt.Sprintf("%s,%s,%s,%s,Ben\n", r[column["article_id"]], r[column["start"]], r[column["end"]], tag)
	}
	return out
}
