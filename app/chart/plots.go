package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gloss/annotate/stats"
)

// The most that a plot shows; more says in its second line what was left out.
const (
	MaxBars    = 60
	MaxRows    = 60
	MaxColumns = 40
	MaxSeries  = 30
)

// Measure says what is counted of a tag.
type Measure int

// The measures. Share is that of the characters of all articles.
const (
	Highlights Measure = iota
	Articles
	Share
)

func (m Measure) unit() string { return [...]string{"highlights", "articles", "share of the text"}[m] }

func (m Measure) of(t stats.TagFigures) float64 {
	return [...]float64{float64(t.Highlights), float64(t.Articles), t.Share}[m]
}

func (m Measure) tally(t stats.Tally, tag int) float64 {
	if m == Articles {
		return float64(t.Tagged[tag])
	}
	return float64(t.Highlights[tag])
}

// Basis says of which articles and highlights the numbers are.
func Basis(f stats.Figures) string {
	return fmt.Sprintf("%s, %s.", plural(f.Highlights, "highlight"), plural(f.Articles, "article"))
}

// Tags compares how often tags were given, the most frequent first. What the
// tags without a highlight are is left to the table.
func Tags(f stats.Figures, m Measure) Bars {
	d := Bars{Title: "How often each tag was given", Axis: m.unit(), Percent: m == Share}
	tags, left := used(f, MaxBars)
	slices.SortStableFunc(tags, func(a, b int) int { return cmp.Compare(m.of(f.Tags[b]), m.of(f.Tags[a])) })
	for _, i := range tags {
		t := f.Tags[i]
		d.Bars = append(d.Bars, Bar{Name: t.Path, Color: t.Color, Value: m.of(t), Subject: stats.Subject{Tag: t.ID}})
	}
	d.About = together(Basis(f), left)
	return d
}

// Matrix is the table of articles by tags.
func Matrix(f stats.Figures) Heat {
	d := Heat{Title: "Highlights by article and tag", Unit: "highlights"}
	tags, left := used(f, MaxColumns)
	totals := make([]float64, len(f.Matrix))
	for i, a := range f.Matrix {
		for _, n := range a.Highlights {
			totals[i] += float64(n)
		}
	}
	rows, leftRows := largest(totals, MaxRows, "articles")
	d.About = together(Basis(f), leftRows, left)
	d.Cols = columns(f, tags)
	for _, i := range rows {
		a := f.Matrix[i]
		d.Rows = append(d.Rows, Name{Text: cmp.Or(a.Title, a.SourceFile, a.ID)})
		values := make([]float64, len(tags))
		for k, t := range tags {
			values[k] = float64(a.Highlights[t])
		}
		d.Values = append(d.Values, values)
	}
	d.Subject = func(row, col int) stats.Subject {
		return stats.Subject{Article: f.Matrix[rows[row]].ID, Tag: f.Tags[tags[col]].ID}
	}
	return d
}

// Together is the table of tags by tags: how often two stand together, or with
// index the index of Jaccard.
func Together(f stats.Figures, how stats.How, index bool) Heat {
	d := Heat{Title: [...]string{"Tags that overlap", "Tags that share a paragraph", "Tags that share an article"}[how],
		Unit: [...]string{"places", "paragraphs", "articles"}[how]}
	if index {
		d.Unit = [...]string{"(Jaccard, by characters)", "(Jaccard, by paragraphs)", "(Jaccard, by articles)"}[how]
	}
	tags, left := used(f, MaxColumns)
	d.About = together(Basis(f), left)
	d.Cols = columns(f, tags)
	d.Rows = d.Cols
	place := map[string]int{}
	for k, t := range tags {
		place[f.Tags[t].ID] = k
		d.Values = append(d.Values, make([]float64, len(tags)))
		d.Values[k][k] = math.NaN()
	}
	for _, p := range f.Pairs {
		a, okA := place[p.AID]
		b, okB := place[p.BID]
		if okA && okB {
			n, jaccard := p.In(how)
			v := float64(n)
			if index {
				v = jaccard
			}
			d.Values[a][b], d.Values[b][a] = v, v
		}
	}
	d.Subject = func(row, col int) stats.Subject {
		return stats.Subject{Tag: f.Tags[tags[row]].ID, With: f.Tags[tags[col]].ID, How: how}
	}
	return d
}

// Time shows how tags went through the periods of a unit (stats.Year, Month or
// Day) of publication.
func Time(f stats.Figures, unit string, m Measure) Timeline {
	d := Timeline{Title: "Tags over time", Unit: m.unit(), Axis: fmt.Sprintf("%v of publication", unit)}
	periods := f.Timeline(unit)
	dated := 0
	for _, p := range periods {
		d.Periods = append(d.Periods, p.Period)
		dated += p.Articles
	}
	tags, left := used(f, MaxSeries)
	for _, t := range tags {
		s := Series{Name: Name{f.Tags[t].Path, f.Tags[t].Color}}
		for _, p := range periods {
			s.Values = append(s.Values, m.tally(p.Tally, t))
		}
		d.Series = append(d.Series, s)
	}
	undated := ""
	if n := f.Articles - dated; n > 0 {
		undated = fmt.Sprintf("Without %s whose %v of publication is not known.", plural(n, "article"), unit)
	}
	d.About = together(Basis(f), fmt.Sprintf("%v, by one scale for all tags.", capital(m.unit())), left, undated)
	d.Subject = func(series, period int) stats.Subject {
		return stats.Subject{Tag: f.Tags[tags[series]].ID, Field: unit, Value: d.Periods[period]}
	}
	return d
}

// ByField is the table of the groups of a field by tags; name is what a person
// calls the field.
func ByField(f stats.Figures, field stats.Field, name string, m Measure) Heat {
	d := Heat{Title: fmt.Sprintf("Tags by %v", name), Unit: m.unit()}
	tags, left := used(f, MaxColumns)
	totals := make([]float64, len(field.Values))
	for i, g := range field.Values {
		totals[i] = float64(g.Articles)
	}
	rows, leftRows := largest(totals, MaxRows, "groups")
	d.About = together(Basis(f), leftRows, left)
	d.Cols = columns(f, tags)
	for _, i := range rows {
		g := field.Values[i]
		d.Rows = append(d.Rows, Name{Text: fmt.Sprintf("%s (%s)", cmp.Or(g.Value, "not known"), plural(g.Articles, "article"))})
		values := make([]float64, len(tags))
		for k, t := range tags {
			values[k] = m.tally(g.Tally, t)
		}
		d.Values = append(d.Values, values)
	}
	d.Subject = func(row, col int) stats.Subject {
		return stats.Subject{Tag: f.Tags[tags[col]].ID, Field: field.Field, Value: field.Values[rows[row]].Value}
	}
	return d
}

// Words compares the most frequent words.
func Words(words []stats.Word, about string) Bars {
	d := Bars{Title: "The most frequent words", Axis: "occurrences"}
	const most = 40
	d.About = about
	if len(words) > most {
		d.About = together(about, fmt.Sprintf("The %d most frequent of %s words.", most, number(float64(len(words)))))
	}
	for _, w := range words[:min(len(words), most)] {
		d.Bars = append(d.Bars, Bar{Name: w.Word, Value: float64(w.Count), Word: w.Word})
	}
	return d
}

func columns(f stats.Figures, tags []int) (names []Name) {
	for _, t := range tags {
		names = append(names, Name{f.Tags[t].Path, f.Tags[t].Color})
	}
	return names
}

// used returns the tags that were given at all, the most frequent ones where
// there are more than most, in the order of the codebook, and a sentence on those
// that were left out.
func used(f stats.Figures, most int) (tags []int, left string) {
	totals := make([]float64, len(f.Tags))
	for i, t := range f.Tags {
		totals[i] = float64(t.Highlights)
	}
	return largest(totals, most, "tags")
}

// largest returns the indices of the greatest numbers above 0, most of them at
// most, ascending, and says if there are more.
func largest(numbers []float64, most int, things string) (at []int, left string) {
	for i, n := range numbers {
		if n > 0 {
			at = append(at, i)
		}
	}
	if n := len(at); n > most {
		slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(numbers[b], numbers[a]) })
		at = at[:most]
		left = fmt.Sprintf("The %d most frequent of %s %v.", most, number(float64(n)), things)
		slices.Sort(at)
	}
	return at, left
}

func plural(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return number(float64(n)) + " " + thing
}

// together joins the sentences that there are.
func together(sentences ...string) string {
	return strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
}

func capital(s string) string { return string(s[0]-'a'+'A') + s[1:] }
