package export

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"

	"gloss/annotate"
)

//go:embed report.css
var reportStyle string

// report writes one HTML file that needs no other, for the screen and for
// paper: the codebook as a legend, every article with its highlights coloured
// and numbered and their tags, coders and notes in the margin, and then the
// passages by tag with a citation each. Colours never stand alone: the numbers
// lead from the text to the names. It holds one article at a time and the
// number of every highlight, and reads the codings once for each tag in use.
func report(w io.Writer, p Project, _ CSVOptions) error {
	r := &reporter{w: bufio.NewWriterSize(w, 1<<16), project: p, tags: byPath(p.Codebook), used: map[string]int{}, number: map[string]int{}}
	r.printf("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n<style>\n", p.Name)
	r.w.WriteString(reportStyle + "</style>\n</head>\n<body>\n")
	r.printf("<h1>%s</h1>\n", p.Name)
	r.legend()
	r.w.WriteString("<nav>\n<h2>Articles</h2>\n<ol>\n")
	for i := range p.Articles {
		r.printf("<li><a href=\"#a-%s\">%s</a></li>\n", p.Articles[i].ID, titleOf(&p.Articles[i].Article))
	}
	r.w.WriteString("</ol>\n<p><a href=\"#passages\">Passages by tag</a></p>\n</nav>\n")
	for _, a := range p.Articles {
		if err := r.article(a.ID); err != nil {
			return err
		}
	}
	r.w.WriteString("<section class=\"passages\" id=\"passages\">\n<h2>Passages by tag</h2>\n")
	for _, t := range p.Tags {
		if err := r.passagesOf(p.Codebook.Path(t.ID)); err != nil {
			return err
		}
	}
	if err := r.passagesOf(""); err != nil {
		return err
	}
	r.w.WriteString("</section>\n</body>\n</html>\n")
	return r.w.Flush()
}

// reporter is a report that is being written. Its writer keeps the first error
// for Flush.
type reporter struct {
	w       *bufio.Writer
	project Project
	tags    map[string]annotate.Tag // by path
	used    map[string]int          // highlights by the path of a tag; "" for plain ones
	number  map[string]int          // of a highlight in its article
}

// printf escapes every string among args.
func (r *reporter) printf(format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = html.EscapeString(s)
		}
	}
	fmt.Fprintf(r.w, format, args...)
}

func (r *reporter) legend() {
	if len(r.project.Codebook) == 0 {
		return
	}
	r.w.WriteString("<h2>Codebook</h2>\n")
	var list func(parent string)
	list = func(parent string) {
		tags := r.project.Codebook.Children(parent)
		if len(tags) == 0 {
			return
		}
		r.w.WriteString("<ul class=\"legend\">\n")
		for _, t := range tags {
			r.printf("<li><span class=\"chip\" style=\"border-color:%s\"><b>%s</b> %s</span>\n", t.Color, t.Name, t.Description)
			list(t.ID)
			r.w.WriteString("</li>\n")
		}
		r.w.WriteString("</ul>\n")
	}
	list("")
}

// blockClasses are the classes of the kinds of blocks.
var blockClasses = map[annotate.Kind]string{
	annotate.Paragraph: "block", annotate.Heading: "block heading", annotate.ListItem: "block item", annotate.Blockquote: "block quoted",
	annotate.Caption: "block caption", annotate.TableRow: "block row-of-table", annotate.Preformatted: "block verbatim",
}

func (r *reporter) article(id string) error {
	a, err := r.project.Whole(id)
	if err != nil {
		return err
	}
	var all []passage
	var spans []annotate.Span
	for h, err := range passages(r.project.Codings(id)) {
		if err != nil {
			return err
		}
		all = append(all, h)
		spans = append(spans, annotate.Span{Start: h.Start, End: h.End})
		r.number[h.HighlightID] = len(all)
		if len(h.paths) == 0 {
			r.used[""]++
		}
		for _, path := range h.paths {
			r.used[path]++
		}
	}
	r.printf("<section class=\"article\" id=\"a-%s\">\n<h2>%s</h2>\n", a.ID, titleOf(&a))
	about := []string{}
	for _, s := range []string{authors(a.Authors), a.Site, a.Published, a.SourceName} {
		if s != "" {
			about = append(about, html.EscapeString(s))
		}
	}
	if a.URL != "" {
		about = append(about, fmt.Sprintf(`<a href="%s">%s</a>`, html.EscapeString(a.URL), html.EscapeString(a.URL)))
	}
	r.w.WriteString("<p class=\"about\">" + strings.Join(about, " · ") + "</p>\n")
	text := painter{reporter: r, article: &a, all: all, runs: annotate.Runs(spans)}
	for i := range all {
		text.ends = append(text.ends, i)
	}
	slices.SortStableFunc(text.ends, func(i, k int) int { return cmp.Compare(all[i].End, all[k].End) })
	page := 0
	for i, b := range a.Blocks {
		next := a.Text.Len() + 1
		if i+1 < len(a.Blocks) {
			next = a.Blocks[i+1].Span.Start
		}
		r.printf("<div class=\"row\"><p class=\"%s\" dir=\"auto\">", blockClasses[b.Kind])
		text.block(b.Span, next)
		r.w.WriteString("</p><div class=\"margin\">")
		if b.Page != page {
			page = b.Page
			r.printf("<div>p. %d</div>", page)
		}
		text.margin(next)
		r.w.WriteString("</div></div>\n")
	}
	r.w.WriteString("</section>\n")
	return nil
}

// painter goes through an article once, block by block.
type painter struct {
	*reporter
	article *annotate.Article
	all     []passage
	runs    []annotate.Run // those not painted yet
	ends    []int          // indexes of those that have not ended, by end
	begun   int            // how many of all have begun
}

// block writes the text of a block, of which the next begins at next. The
// number of a highlight stands where it ends, or at the end of the block if it
// ends in the blank line behind.
func (t *painter) block(s annotate.Span, next int) {
	for at := s.Start; ; {
		for len(t.ends) > 0 && (t.all[t.ends[0]].End <= at || at == s.End && t.all[t.ends[0]].End < next) {
			h := &t.all[t.ends[0]]
			t.printf("<sup id=\"h-%s\"><a href=\"#m-%s\">%d</a></sup>", h.HighlightID, h.HighlightID, t.ends[0]+1)
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
		piece := t.article.Text.Slice(annotate.Span{Start: at, End: to})
		if cover == nil {
			t.printf("%s", piece)
		} else {
			t.printf("<mark style=\"background:%s\">%s</mark>", t.background(cover), piece)
		}
		at = to
	}
}

// plainColor is that of highlights without tags.
const plainColor = "#888888"

// background is the thinned colour of the tags that cover a run, or bands of
// their colours.
func (t *painter) background(cover []int) string {
	var colors []string
	for _, i := range cover {
		for _, c := range t.colors(&t.all[i]) {
			if c += "44"; !slices.Contains(colors, c) {
				colors = append(colors, c)
			}
		}
	}
	if len(colors) == 1 {
		return colors[0]
	}
	var bands []string
	for i, c := range colors {
		bands = append(bands, fmt.Sprintf("%s %d%% %d%%", c, 100*i/len(colors), 100*(i+1)/len(colors)))
	}
	return "linear-gradient(" + strings.Join(bands, ",") + ")"
}

func (r *reporter) colors(h *passage) []string {
	var colors []string
	for _, path := range h.paths {
		colors = append(colors, r.tags[path].Color)
	}
	if colors == nil {
		return []string{plainColor}
	}
	return colors
}

// margin writes the highlights that begin before next and have not been
// written yet.
func (t *painter) margin(next int) {
	for ; t.begun < len(t.all) && t.all[t.begun].Start < next; t.begun++ {
		h := &t.all[t.begun]
		tags := strings.Join(h.paths, ", ")
		if tags == "" {
			tags = "no tag"
		}
		t.printf("<div class=\"stripe\" id=\"m-%s\" style=\"border-color:%s\"><a href=\"#h-%s\">%d</a> <b>%s</b> · %s", h.HighlightID, t.colors(h)[0], h.HighlightID, t.begun+1, tags, h.Coder)
		if h.Note != "" {
			t.printf("<div class=\"note\">%s</div>", h.Note)
		}
		t.w.WriteString("</div>")
	}
}

// passagesOf writes all passages of a tag; "" are those without.
func (r *reporter) passagesOf(path string) error {
	n := r.used[path]
	if n == 0 {
		return nil
	}
	name, color := path, r.tags[path].Color
	if path == "" {
		name, color = "No tag", plainColor
	}
	r.printf("<h3 class=\"chip\" style=\"border-color:%s\">%s (%d)</h3>\n", color, name, n)
	for c, err := range r.project.Codings("") {
		if err != nil {
			return err
		}
		if c.TagPath != path {
			continue
		}
		r.printf("<blockquote dir=\"auto\">%s<cite><a href=\"#h-%s\">%s</a> · %s, %s · %s</cite>", c.Quote, c.HighlightID,
			c.Citation(), annotate.Excerpt(cmp.Or(c.Article, c.SourceFile), 80), "no. "+strconv.Itoa(r.number[c.HighlightID]), c.Coder)
		if c.Note != "" {
			r.printf("<div class=\"margin note\">%s</div>", c.Note)
		}
		r.w.WriteString("</blockquote>\n")
	}
	return nil
}

// titleOf is what a person calls an article.
func titleOf(a *annotate.Article) string { return cmp.Or(a.Title, a.SourceName) }
