package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"gloss/annotate/stats"
	"gloss/annotate/store"
	"gloss/app"
	"gloss/app/chart"
)

const aboutPlot = `
Draws what "gloss stats" and "gloss words" count, as a picture for a paper:

  tags       how often each tag was given
  share      which share of the text has each tag
  matrix     articles by tags
  overlap    tags that stand on the same characters
  paragraph  tags that share a paragraph
  article    tags that share an article
  time       tags over time
  words      the most frequent words (with --stop, as in "gloss words")
  FIELD      tags by site, author, language or a variable of articles, var_NAME

The name of the file says what it becomes: .svg, in which text stays text, or
.png, two pixels to a unit. A plot that cannot show everything says what it left
out.
`

func runPlot(c *call) error {
	path := c.flags.String("o", "", "write to `PATH`, which ends in .svg or .png")
	width := c.flags.Int("width", 720, "width in `UNITS`, the pixels of a screen; a plot that needs more is wider")
	stop := c.strings("stop", "of words: leave out those of a `LIST`; see gloss help words")
	part := c.partFlags()
	args, err := c.parse(2, 2, aboutPlot)
	if err != nil {
		return err
	}
	extension := strings.ToLower(filepath.Ext(*path))
	if extension != ".svg" && extension != ".png" {
		return usage("say with -o where to write the plot: a name that ends in .svg or .png")
	}
	if *width < 300 || *width > 5000 {
		return usage("--width %d: it must be from 300 to 5000", *width)
	}
	left, err := stopWords(*stop)
	if err != nil {
		return err
	}
	fonts, err := chart.NewFonts(chart.PlainFonts())
	if err != nil {
		return err
	}
	return part.project(args[0], func(p *store.Project, coded app.Coded) error {
		var plot chart.Plot
		if args[1] == "words" {
			words, err := app.Words(c.ctx, p, coded, part.passages(), left, nil)
			if err != nil {
				return err
			}
			plot = chart.Words(words, fmt.Sprintf("%s.", plural(len(coded.Articles), "article")))
		} else if plot, err = plotOf(coded.Figures(), args[1]); err != nil {
			return err
		}
		scene := plot.Scene(float64(*width), chart.Light, fonts)
		if app.SameFile(*path, p.Path()) {
			return fmt.Errorf("%s: this is the project itself; choose another name for the plot", *path)
		}
		return app.WriteFile(*path, func(w io.Writer) error {
			if extension == ".svg" {
				return chart.SVG(w, &scene)
			}
			return chart.PNG(w, &scene, fonts)
		})
	})
}

// plotOf is the plot of that name.
func plotOf(f stats.Figures, name string) (chart.Plot, error) {
	switch name {
	case "tags":
		return chart.Tags(f, chart.Highlights), nil
	case "share":
		return chart.Tags(f, chart.Share), nil
	case "matrix":
		return chart.Matrix(f), nil
	case "overlap":
		return chart.Together(f, stats.Overlapping, false), nil
	case "paragraph":
		return chart.Together(f, stats.InParagraph, false), nil
	case "article":
		return chart.Together(f, stats.InArticle, false), nil
	case "time":
		return chart.Time(f, f.Unit(), chart.Highlights), nil
	}
	names := []string{"tags", "share", "matrix", "overlap", "paragraph", "article", "time", "words"}
	for _, field := range f.Fields {
		if field.Field == name {
			return chart.ByField(f, field, strings.TrimPrefix(name, stats.VariableField), chart.Highlights), nil
		}
		names = append(names, field.Field)
	}
	return nil, usage("%q is none of %s", name, strings.Join(names, ", "))
}
