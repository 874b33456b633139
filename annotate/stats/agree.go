package stats

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gloss/annotate"
)

// Unit is what coders are compared on. A coder gave a tag to a unit if one of
// the coder's passages with the tag shares a character with it.
type Unit string

// The units of comparison.
const (
	Character     Unit = "character"
	Sentence      Unit = "sentence" // see Sentences
	ParagraphUnit Unit = "paragraph"
	WholeArticle  Unit = "article"
)

// Units lists the units, from small to large.
var Units = []Unit{Character, Sentence, ParagraphUnit, WholeArticle}

// MaxCoders is how many coders can be compared at once.
const MaxCoders = 10

// Agreement is how far coders agree.
type Agreement struct {
	Coders     []string       `json:"coders"` // names
	Articles   int            `json:"articles"`
	Base       string         `json:"base"` // which articles these are
	Unit       Unit           `json:"unit"`
	Units      int            `json:"units"`
	Tags       []TagAgreement `json:"tags"`
	Unitizing  Coefficient    `json:"u_alpha"`        // uα over all tags
	Boundaries Coefficient    `json:"u_alpha_binary"` // |uα of passages with any tag
	Coding     Coefficient    `json:"cu_alpha"`       // cuα over all tags
}

// TagAgreement is how far coders agree on one tag, each unit having it or not.
type TagAgreement struct {
	ID    string `json:"id"`
	Path  string `json:"path"`
	Table []Cell `json:"table"`

	Percent   Coefficient `json:"percent"` // a share, 0 to 1
	Kappa     Coefficient `json:"kappa"`   // Cohen; for two coders
	Pi        Coefficient `json:"pi"`      // Scott; Fleiss' kappa for more than two coders
	Alpha     Coefficient `json:"alpha"`   // Krippendorff, nominal
	Unitizing Coefficient `json:"u_alpha"` // |uα of the tag's passages, whatever the unit
	AlphaU    Coefficient `json:"alpha_u"` // αU of 1995, which other programs report, without interval
}

// Unused reports whether none of the coders gave the tag.
func (t TagAgreement) Unused() bool {
	return !slices.ContainsFunc(t.Table, func(c Cell) bool { return len(c.Coders) > 0 && c.Units > 0 })
}

// Shared is how many units all of the coders gave the tag, some but not all of
// them, and none.
func (g *Agreement) Shared(t *TagAgreement) (all, some, none int) {
	for _, c := range t.Table {
		switch len(c.Coders) {
		case 0:
			none = c.Units
		case len(g.Coders):
			all = c.Units
		}
	}
	return all, g.Units - all - none, none
}

// Cell counts the units that exactly some of the coders gave a tag. For two
// coders the cells are: both, the first, the second, neither. For more they are
// those that have units, from most coders to none.
type Cell struct {
	Coders []string `json:"coders"`
	Units  int      `json:"units"`
}

// Comparison makes an Agreement out of articles, one at a time.
type Comparison struct {
	coders []annotate.Coder
	unit   Unit
	tags   []annotate.Tag // in order
	book   annotate.Codebook
	column map[string]int // of a tag's ID

	articles int
	units    int
	judged   [][]map[uint]int // by tag, by article: units by the set of coders who gave the tag
	found    [][]Continuum    // by tag, by article
	unitized []AlphaU         // by tag
	whole    Continuum        // with every tag a category
	marked   Continuum        // with any tag one category
	clash    string           // why whole and marked say nothing
}

// NewComparison compares from 2 to MaxCoders coders on tags (IDs) of the
// codebook; none stands for all of them.
func NewComparison(book annotate.Codebook, tags []string, coders []annotate.Coder, unit Unit) (*Comparison, error) {
	switch {
	case len(coders) < 2:
		return nil, fmt.Errorf("agreement needs two coders")
	case len(coders) > MaxCoders:
		return nil, fmt.Errorf("no more than %d coders can be compared at once", MaxCoders)
	case !slices.Contains(Units, unit):
		return nil, fmt.Errorf("there is no unit %q", unit)
	}
	for i, c := range coders {
		if slices.ContainsFunc(coders[:i], func(o annotate.Coder) bool { return o.ID == c.ID }) {
			return nil, fmt.Errorf("the coder %s is named twice", c.Name)
		}
	}
	c := &Comparison{coders: coders, unit: unit, tags: ordered(book), book: book, column: map[string]int{}}
	if len(tags) > 0 {
		c.tags = slices.DeleteFunc(c.tags, func(t annotate.Tag) bool { return !slices.Contains(tags, t.ID) })
	}
	for i, t := range c.tags {
		c.column[t.ID] = i
	}
	c.judged, c.found, c.unitized = make([][]map[uint]int, len(c.tags)), make([][]Continuum, len(c.tags)), make([]AlphaU, len(c.tags))
	c.whole, c.marked = emptyContinuum(len(c.tags)), emptyContinuum(1)
	return c, nil
}

// Add compares an article. Highlights of other coders and tags that the
// codebook does not have are passed over.
func (c *Comparison) Add(a Article) {
	spans := make([][][]annotate.Span, len(c.tags)) // by tag, by coder
	for i := range spans {
		spans[i] = make([][]annotate.Span, len(c.coders))
	}
	for _, h := range a.Highlights {
		who := slices.IndexFunc(c.coders, func(k annotate.Coder) bool { return k.ID == h.Coder })
		if who < 0 {
			continue
		}
		for _, id := range h.Tags {
			if i, ok := c.column[id]; ok {
				spans[i][who] = append(spans[i][who], h.Span)
			}
		}
	}
	g := newGrid(a, c.unit)
	for i := range spans {
		covers := make([][]annotate.Span, len(c.coders))
		for k := range spans[i] {
			spans[i][k] = merge(spans[i][k])
			covers[k] = g.cover(spans[i][k])
		}
		counts := map[uint]int{}
		for on, set := range g.sets(covers) {
			counts[set] += on.Len()
		}
		c.judged[i] = append(c.judged[i], counts)
		c.found[i] = append(c.found[i], NewContinuum(alike(spans[i]), a.Length, 1))
		c.unitized[i].Add(NewAlphaU(spans[i], a.Length))
	}
	c.addWhole(a, spans)
	c.articles++
	c.units += g.n
}

// alike makes passages of one category of each coder's spans.
func alike(spans [][]annotate.Span) [][]Valued {
	all := make([][]Valued, len(spans))
	for k, list := range spans {
		for _, s := range list {
			all[k] = append(all[k], Valued{s, 1})
		}
	}
	return all
}

// addWhole looks at all tags at once, which is possible as long as no coder
// gave one character two of them.
func (c *Comparison) addWhole(a Article, spans [][][]annotate.Span) {
	valued, marked := make([][]Valued, len(c.coders)), make([][]Valued, len(c.coders))
	for k, coder := range c.coders {
		for i := range c.tags {
			for _, s := range spans[i][k] {
				valued[k] = append(valued[k], Valued{s, i + 1})
			}
		}
		slices.SortFunc(valued[k], func(a, b Valued) int { return a.Span.Start - b.Span.Start })
		for i, v := range valued[k] {
			if i > 0 && valued[k][i-1].Span.Overlaps(v.Span) && c.clash == "" {
				c.clash = fmt.Sprintf("%s gave overlapping passages of %q different tags, and it needs one tag at a time", coder.Name, cmp.Or(a.Title, a.SourceFile, a.ID))
			}
			marked[k] = append(marked[k], Valued{v.Span, 1})
		}
	}
	if c.clash == "" {
		c.whole.Add(NewContinuum(valued, a.Length, len(c.tags)))
		c.marked.Add(NewContinuum(marked, a.Length, 1))
	}
}

// Agreement returns what the articles so far give. Base says which they are.
func (c *Comparison) Agreement(base string) Agreement {
	g := Agreement{Articles: c.articles, Base: base, Unit: c.unit, Units: c.units}
	for _, k := range c.coders {
		g.Coders = append(g.Coders, k.Name)
	}
	g.Unitizing, g.Boundaries, g.Coding = c.whole.UnitizingAlpha(), c.marked.UnitizingAlpha(), c.whole.CodingAlpha()
	if c.clash != "" {
		g.Unitizing, g.Boundaries, g.Coding = undefined(c.clash), undefined(c.clash), undefined(c.clash)
	}
	g.Tags = []TagAgreement{}
	for i, t := range c.tags {
		r := TagAgreement{ID: t.ID, Path: c.book.Path(t.ID)}
		r.Table = c.table(i)
		measures := []*Coefficient{&r.Percent, &r.Kappa, &r.Pi, &r.Alpha, &r.Unitizing}
		s := c.sample(i)
		every := make([]int, c.articles)
		for a := range every {
			every[a] = a
		}
		for m, v := range s.measure(every) {
			*measures[m] = v
		}
		s.intervals(measures)
		r.AlphaU = c.unitized[i].Alpha()
		g.Tags = append(g.Tags, r)
	}
	return g
}

// table counts the units of all articles for one tag.
func (c *Comparison) table(tag int) []Cell {
	counts := map[uint]int{}
	for _, sets := range c.judged[tag] {
		for set, n := range sets {
			counts[set] += n
		}
	}
	sets := slices.Collect(maps.Keys(counts))
	if len(c.coders) == 2 {
		sets = []uint{3, 1, 2, 0}
	} else {
		slices.SortFunc(sets, func(a, b uint) int {
			if x, y := len(c.names(a)), len(c.names(b)); x != y {
				return y - x
			}
			return strings.Compare(fmt.Sprint(c.names(a)), fmt.Sprint(c.names(b)))
		})
		sets = slices.DeleteFunc(sets, func(set uint) bool { return counts[set] == 0 })
	}
	cells := []Cell{}
	for _, set := range sets {
		cells = append(cells, Cell{c.names(set), counts[set]})
	}
	return cells
}

// names is who is in a set of coders.
func (c *Comparison) names(set uint) []string {
	who := []string{}
	for k, coder := range c.coders {
		if set>>k&1 == 1 {
			who = append(who, coder.Name)
		}
	}
	return who
}
