package export

import (
	"cmp"
	"fmt"
	"slices"

	"gloss/annotate"
)

// A report is for reading: the codebook as a legend, every article with its
// highlights coloured and numbered and their tags, coders and notes in the
// margin, and then the passages by tag with a citation each. Colours never stand
// alone: the numbers lead from the text to the names. This file goes through a
// project as all reports do; html.go and docx.go put down what it finds.

// Parts are the parts of a report.
type Parts string

// The choices of parts; the codebook is in all of them.
const (
	AllParts     Parts = ""
	ArticlesPart Parts = "articles" // the articles with their passages coloured
	PassagesPart Parts = "passages" // the passages by tag
)

// reporter goes through a project. It holds one article at a time and the
// number of every highlight.
type reporter struct {
	project Project
	parts   Parts
	tags    map[string]annotate.Tag // by path
	used    map[string]int          // highlights by the path of a tag; "" for plain ones
	number  map[string]int          // of a highlight in its article; none without articles
}

func newReporter(p Project, parts Parts) *reporter {
	return &reporter{project: p, parts: parts, tags: byPath(p.Codebook), used: map[string]int{}, number: map[string]int{}}
}

// tour calls article for every article and, after begin, tagged for every tag that was used
// and for "", as far as the report has these parts.
func (r *reporter) tour(article func(t *reading) error, begin func(), tagged func(path string, passages annotate.Codings) error) error {
	for _, a := range r.project.Articles {
		t, err := r.read(a.ID)
		if err != nil {
			return err
		}
		if r.parts != PassagesPart {
			if err := article(t); err != nil {
				return err
			}
		}
	}
	if r.parts == ArticlesPart {
		return nil
	}
	begin()
	for _, t := range append(slices.Clone(r.project.Tags), annotate.Tag{}) {
		path := r.project.Codebook.Path(t.ID)
		if r.used[path] == 0 {
			continue
		}
		err := tagged(path, func(yield func(annotate.Coding, error) bool) {
			for c, err := range r.project.Codings("") {
				if (err != nil || c.TagPath == path) && !yield(c, err) {
					return
				}
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// reading is an article that a report goes through once, block by block.
type reading struct {
	article annotate.Article
	all     []passage
	runs    []annotate.Run // those not painted yet
	ends    []int          // indexes of those that have not ended, by end
	begun   int            // how many of all have begun
}

// read numbers and counts an article's passages, and reads the article where
// the report shows it.
func (r *reporter) read(id string) (*reading, error) {
	t := &reading{}
	var spans []annotate.Span
	for h, err := range passages(r.project.Codings(id)) {
		if err != nil {
			return nil, err
		}
		if len(h.paths) == 0 {
			r.used[""]++
		}
		for _, path := range h.paths {
			r.used[path]++
		}
		if r.parts == PassagesPart {
			continue
		}
		t.all = append(t.all, h)
		t.ends = append(t.ends, len(t.ends))
		spans = append(spans, annotate.Span{Start: h.Start, End: h.End})
		r.number[h.HighlightID] = len(t.all)
	}
	if r.parts == PassagesPart {
		return t, nil
	}
	t.runs = annotate.Runs(spans)
	slices.SortStableFunc(t.ends, func(i, k int) int { return cmp.Compare(t.all[i].End, t.all[k].End) })
	var err error
	t.article, err = r.project.Whole(id)
	return t, err
}

// next is where the block after the one at index i begins, or a place behind
// the text.
func (t *reading) next(i int) int {
	if i+1 < len(t.article.Blocks) {
		return t.article.Blocks[i+1].Span.Start
	}
	return t.article.Text.Len() + 1
}

// block gives the text of a block, of which the next begins at next, in pieces
// with the indexes of the passages that cover them, and calls end with the index
// of a passage where it ends, or at the end of the block if it ends in the blank
// line behind.
func (t *reading) block(s annotate.Span, next int, piece func(text string, cover []int), end func(i int)) {
	for at := s.Start; ; {
		for len(t.ends) > 0 && (t.all[t.ends[0]].End <= at || at == s.End && t.all[t.ends[0]].End < next) {
			end(t.ends[0])
			t.ends = t.ends[1:]
		}
		if at == s.End {
			return
		}
		for len(t.runs) > 0 && t.runs[0].Span.End <= at {
			t.runs = t.runs[1:]
		}
		to, cover := s.End, []int(nil)
		if len(t.runs) > 0 {
			if run := t.runs[0]; run.Span.Start <= at {
				to, cover = min(to, run.Span.End), run.Cover
			} else {
				to = min(to, run.Span.Start)
			}
		}
		piece(t.article.Text.Slice(annotate.Span{Start: at, End: to}), cover)
		at = to
	}
}

// margin calls entry with the indexes of the passages that begin before next
// and have not been given yet.
func (t *reading) margin(next int, entry func(i int)) {
	for ; t.begun < len(t.all) && t.all[t.begun].Start < next; t.begun++ {
		entry(t.begun)
	}
}

// plainColor is that of highlights without tags.
const plainColor = "#888888"

// colors are those of the tags of all the passages, each once.
func (r *reporter) colors(all ...*passage) []string {
	var colors []string
	add := func(c string) {
		if !slices.Contains(colors, c) {
			colors = append(colors, c)
		}
	}
	for _, h := range all {
		for _, path := range h.paths {
			add(cmp.Or(r.tags[path].Color, plainColor)) // a tag may have come in the meantime
		}
		if len(h.paths) == 0 {
			add(plainColor)
		}
	}
	return colors
}

// covering are the colours of the passages with these indexes.
func (r *reporter) covering(t *reading, cover []int) []string {
	var all []*passage
	for _, i := range cover {
		all = append(all, &t.all[i])
	}
	return r.colors(all...)
}

// heading is what stands over the passages of a tag, and its colour; "" are
// those without.
func (r *reporter) heading(path string) (title, color string) {
	if path == "" {
		return fmt.Sprintf("No tag (%d)", r.used[path]), plainColor
	}
	return fmt.Sprintf("%s (%d)", path, r.used[path]), r.tags[path].Color
}

// titleOf is what a person calls an article.
func titleOf(a *annotate.Article) string { return cmp.Or(a.Title, a.SourceName) }
