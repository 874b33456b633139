package cli

import (
	"math"
	"strconv"
	"strings"
	"time"

	"gloss/annotate"
	"gloss/annotate/store"
	"gloss/app"
)

const aboutArticles = `
Prints a line for each article, in the order in which they were added:

  id TAB title TAB authors TAB published TAB format TAB length TAB highlights TAB status TAB done by

The length is in characters; authors are parted by "; ". Each coder has a status
of their own: shown is the furthest that anyone has come, and then, parted by
"; ", the coders who have marked the article as done. With --json an array with
id, title, authors[], published, site, url, language, format, source_file, length,
words, highlights, status, done_by[], added, note, variables{}.

With --alike only articles are printed that share at least half of the shorter
one's text with another, such as one agency's story in several papers:

  group TAB share TAB id TAB title TAB source file

With --json then an array of groups: share, articles[].
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
	DoneBy     []string          `json:"done_by"`
	Added      string            `json:"added"`
	Note       string            `json:"note"`
	Variables  map[string]string `json:"variables"`
}

func runArticles(c *call) error {
	asJSON := c.flags.Bool("json", false, "print one JSON document")
	alike := c.flags.Bool("alike", false, "only articles that share much of their text, in groups")
	args, err := c.parse(1, 1, aboutArticles)
	if err != nil {
		return err
	}
	return c.project(args[0], func(p *store.Project) error {
		coders, err := p.Coders()
		if err != nil {
			return err
		}
		names := map[string]string{}
		for _, k := range coders {
			names[k.ID] = k.Name
		}
		if *alike {
			return c.alike(p, names, *asJSON)
		}
		articles, err := p.Articles()
		if err != nil {
			return err
		}
		all := []summary{}
		for _, a := range articles {
			s := summaryOf(a, names)
			all = append(all, s)
			if !*asJSON {
				c.line(s.ID, s.Title, strings.Join(s.Authors, "; "), s.Published, s.Format,
					strconv.Itoa(s.Length), strconv.Itoa(s.Highlights), string(s.Status), strings.Join(s.DoneBy, "; "))
			}
		}
		if *asJSON {
			return c.json(all)
		}
		return nil
	})
}

// summaryOf needs the names of coders by their IDs.
func summaryOf(a store.Summary, coders map[string]string) summary {
	s := summary{
		ID: a.ID, Title: a.Title, Authors: list(a.Authors), Published: a.Published, Site: a.Site, URL: a.URL,
		Language: a.Language, Format: a.Format, SourceFile: a.SourceName,
		Length: a.Length, Words: a.Words, Highlights: a.Highlights, Status: a.Status, DoneBy: []string{},
		Added: a.Added.UTC().Format(time.RFC3339), Note: a.Note, Variables: map[string]string{},
	}
	for _, id := range a.Done {
		s.DoneBy = append(s.DoneBy, coders[id])
	}
	for _, v := range a.Variables {
		s.Variables[v.Name] = v.Value
	}
	return s
}

// group is articles that are alike in the JSON.
type group struct {
	Share    float64   `json:"share"`
	Articles []summary `json:"articles"`
}

// alike prints the groups of articles that are alike.
func (c *call) alike(p *store.Project, names map[string]string, asJSON bool) error {
	bar := &progress{w: c.env.Stderr, on: c.env.Terminal}
	groups, err := app.FindAlike(c.ctx, p, bar.show)
	bar.clear()
	if err != nil {
		return err
	}
	all := []group{}
	for i, g := range groups {
		out := group{Share: math.Round(g.Share*100) / 100}
		for _, a := range g.Articles {
			s := summaryOf(a, names)
			out.Articles = append(out.Articles, s)
			if !asJSON {
				c.line(strconv.Itoa(i+1), strconv.FormatFloat(out.Share, 'f', 2, 64), s.ID, s.Title, s.SourceFile)
			}
		}
		all = append(all, out)
	}
	if asJSON {
		return c.json(all)
	}
	c.say("%s of articles that are alike", plural(len(groups), "group"))
	return nil
}
