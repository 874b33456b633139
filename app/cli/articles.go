package cli

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"gloss/annotate"
	"gloss/annotate/store"
)

const aboutArticles = `
Prints a line for each article, in the order in which they were added:

  id TAB title TAB authors TAB published TAB format TAB length TAB highlights TAB status

The length is in characters; authors are parted by "; ". With --json an array
with id, title, authors[], published, site, url, language, format, source_file,
length, words, highlights, status, added, note, variables{}.
`

// summary is an article in the JSON.
type summary struct {
	ID         string            `json:"id"`
	Title      string            `json:"title"`
	Authors    []string          `json:"authors"`
	Published  string            `json:"published"`
	Site       string            `json:"site"`
	URL        string            `json:"url"`
	Language   string            `json:"language"`
	Format     string            `json:"format"`
	SourceFile string            `json:"source_file"`
	Length     int               `json:"length"`
	Words      int               `json:"words"`
	Highlights int               `json:"highlights"`
	Status     annotate.Status   `json:"status"`
	Added      string            `json:"added"`
	Note       string            `json:"note"`
	Variables  map[string]string `json:"variables"`
}

func runArticles(c *call) error {
	asJSON := c.flags.Bool("json", false, "print one JSON document")
	args, err := c.parse(1, 1, aboutArticles)
	if err != nil {
		return err
	}
	return c.project(args[0], func(p *store.Project) error {
		articles, err := p.Articles()
		if err != nil {
			return err
		}
		all := []summary{}
		for _, a := range articles {
			s := summary{
				ID: a.ID, Title: a.Title, Authors: list(a.Authors), Published: a.Published, Site: a.Site, URL: a.URL,
				Language: a.Language, Format: a.Format, SourceFile: a.SourceName,
				Length: a.Length, Words: a.Words, Highlights: a.Highlights, Status: cmp.Or(a.Status, annotate.Unread),
				Added: a.Added.UTC().Format(time.RFC3339), Note: a.Note, Variables: map[string]string{},
			}
			for _, v := range a.Variables {
				s.Variables[v.Name] = v.Value
			}
			all = append(all, s)
			if !*asJSON {
				c.line(s.ID, s.Title, strings.Join(s.Authors, "; "), s.Published, s.Format,
					strconv.Itoa(s.Length), strconv.Itoa(s.Highlights), string(s.Status))
			}
		}
		if *asJSON {
			return c.json(all)
		}
		return nil
	})
}
