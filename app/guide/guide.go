// Package guide reads the guide to Gloss: one Markdown file for each language,
// compiled into the program, which the window shows as an article with pictures
// and the README has in English, word for word.
package guide

import (
	"context"
	"errors"
	"fmt"
	"regexp"

	"gloss/annotate"
	"gloss/assets"
	"gloss/importers"
)

// Guide is the guide as an article, which no project holds.
type Guide struct {
	Article annotate.Article
	Figures []Figure // ordered by block
}

// Figure is a picture. The block below it is its caption.
type Figure struct {
	Block int    // index into Article.Blocks
	Name  string // of a file in the folder guide of assets.Guide
}

// Entry is a line of the table of contents: a chapter (Level 1) or a section
// (Level 2).
type Entry struct {
	Title string
	Level int
	Start int // position of its heading
}

// figure is a line of the Markdown that is a picture and nothing else.
var figure = regexp.MustCompile(`(?m)^!\[(.+)\]\((.+\.png)\)$`)

// Read reads the guide in one of the languages of app/words.
func Read(language string) (Guide, error) {
	source, err := assets.Guide.ReadFile("guide/" + language + ".md")
	if err != nil {
		return Guide{}, fmt.Errorf("there is no guide in the language %q", language)
	}
	r, err := importers.Bytes(context.Background(), "guide.md", source, importers.Options{})
	if err != nil {
		return Guide{}, err
	}
	g := Guide{Article: r.Article}
	g.Article.Language = language
	blocks := g.Article.Blocks
	next := 0
	for _, m := range figure.FindAllSubmatch(source, -1) {
		for next < len(blocks) && g.Article.Text.Slice(blocks[next].Span) != string(m[1]) {
			next++
		}
		if next == len(blocks) {
			return Guide{}, errors.New("the guide lost its picture " + string(m[2]))
		}
		blocks[next].Kind, blocks[next].Level = annotate.Caption, 0
		g.Figures = append(g.Figures, Figure{next, string(m[2])})
	}
	return g, nil
}

// Picture is a figure's PNG.
func (f Figure) Picture() ([]byte, error) { return assets.Guide.ReadFile("guide/" + f.Name) }

// Contents is the table of contents, in the order of the text.
func (g Guide) Contents() []Entry {
	var all []Entry
	for _, b := range g.Article.Blocks {
		if b.Kind == annotate.Heading && b.Level <= 2 {
			all = append(all, Entry{g.Article.Text.Slice(b.Span), b.Level, b.Span.Start})
		}
	}
	return all
}
