package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gloss/annotate/store"
	"gloss/app"
	"gloss/importers/qda"
)

// foreignOutcome is a project of another program in the JSON.
type foreignOutcome struct {
	State      string        `json:"state"`
	Path       string        `json:"path"`
	Program    string        `json:"program,omitempty"`
	Reason     string        `json:"reason,omitempty"`
	Articles   int           `json:"articles"`   // added
	Known      int           `json:"known"`      // articles that were there
	Highlights int           `json:"highlights"` // added
	Changed    int           `json:"changed"`    // highlights that gained something
	Same       int           `json:"same"`       // highlights that were there
	Tags       int           `json:"tags"`       // added
	Coders     int           `json:"coders"`     // added
	Texts      []foreignText `json:"texts"`
	Left       []foreignLeft `json:"left"`
}

// foreignText is one of its texts, and the proof of its positions.
type foreignText struct {
	Title     string `json:"title"`
	Passages  int    `json:"passages"`
	InText    int    `json:"in_text"`
	Clean     int    `json:"clean"` // begin and end at the edges of words
	Quoted    int    `json:"quoted"`
	Agree     int    `json:"agree"`
	Found     int    `json:"found"`
	Unit      string `json:"unit"`
	LineEnds  string `json:"line_ends"`
	BOM       bool   `json:"bom_counted"`
	Inclusive bool   `json:"end_inclusive"`
	Next      int    `json:"next_best"` // -1: there is no other reading
	Even      bool   `json:"even"`
	Proof     string `json:"proof"`
}

type foreignLeft struct {
	What  string   `json:"what"`
	Count int      `json:"count"`
	Names []string `json:"names"`
	Why   string   `json:"why"`
}

// importProjects imports projects of other programs, one after the other. Its
// error ends the command.
func (c *call) importProjects(p *store.Project, paths []string, asJSON bool) (all []foreignOutcome, err error) {
	for _, path := range paths {
		o, err := c.importProject(p, path)
		if errors.Is(err, context.Canceled) {
			c.say("%s: stopped; nothing of it was imported", path)
			return all, errNamed
		}
		if err != nil {
			o = foreignOutcome{State: app.Failed, Path: path, Reason: strings.TrimPrefix(err.Error(), path+": "), Texts: []foreignText{}, Left: []foreignLeft{}}
		}
		all = append(all, o)
		if asJSON {
			continue
		}
		c.line(o.State, o.Path, o.title())
		c.out.Flush()
		for _, t := range o.Texts {
			if t.Passages > 0 {
				c.say("  %s: %s", t.Title, t.Proof)
			}
		}
		for _, l := range o.Left {
			c.say("  not carried: %s", qda.Left{What: l.What, Count: l.Count, Names: l.Names, Why: l.Why})
		}
	}
	return all, nil
}

func (c *call) importProject(p *store.Project, path string) (o foreignOutcome, err error) {
	from, err := qda.Open(c.ctx, path)
	if err != nil {
		return o, err
	}
	bar := &progress{w: c.env.Stderr, on: c.env.Terminal}
	r, err := app.AddForeign(c.ctx, p, from, bar.show)
	bar.clear()
	if err != nil {
		return o, err
	}
	o = foreignOutcome{
		State: app.Imported, Path: path, Program: from.Program, Articles: r.Articles, Known: r.Known,
		Highlights: r.Highlights, Changed: r.Changed, Same: r.Same, Tags: r.Tags, Coders: r.Coders,
		Texts: []foreignText{}, Left: []foreignLeft{},
	}
	if r.Articles+r.Highlights+r.Changed+r.Tags+r.Coders == 0 {
		o.State = app.Duplicate
	}
	for _, s := range from.Sources {
		q := s.Proof
		o.Texts = append(o.Texts, foreignText{
			s.Article.Title, q.Passages, q.InText, q.Clean, q.Quoted, q.Agree, q.Found, string(q.Reading.Unit), string(q.Reading.LineEnds),
			q.Reading.BOM, q.Reading.Inclusive, q.Next, q.Even, q.String(),
		})
	}
	for _, l := range r.Left {
		o.Left = append(o.Left, foreignLeft{l.What, l.Count, list(l.Names), l.Why})
	}
	return o, nil
}

// title says what came, or why nothing did.
func (o foreignOutcome) title() string {
	if o.State == app.Failed {
		return o.Reason
	}
	s := fmt.Sprintf("%s: %s, %s, %s, %s", o.Program, plural(o.Articles, "article"), plural(o.Highlights, "highlight"), plural(o.Tags, "tag"), plural(o.Coders, "coder"))
	if o.Known+o.Same+o.Changed > 0 {
		s += fmt.Sprintf("; there already: %s, %s, %d of them changed", plural(o.Known, "article"), plural(o.Same+o.Changed, "highlight"), o.Changed)
	}
	return s
}
