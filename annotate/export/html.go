package export

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"gloss/annotate"
)

//go:embed report.css
var reportStyle string

// htmlReport writes a report as one HTML file that needs no other, for the
// screen and for paper.
func htmlReport(w io.Writer, p Project, o Options) error {
	r := &htmlWriter{newReporter(p, o.Parts), bufio.NewWriterSize(w, 1<<16)}
	r.printf("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n<style>\n", p.Name)
	r.w.WriteString(reportStyle + "</style>\n</head>\n<body>\n")
	r.printf("<h1>%s</h1>\n", p.Name)
	r.legend()
	if r.parts != PassagesPart {
		r.contents()
	}
	begin := func() { r.w.WriteString("<section class=\"passages\" id=\"passages\">\n<h2>Passages by tag</h2>\n") }
	if err := r.tour(r.article, begin, r.tagged); err != nil {
		return err
	}
	if r.parts != ArticlesPart {
		r.w.WriteString("</section>\n")
	}
	r.w.WriteString("</body>\n</html>\n")
	return r.w.Flush()
}

// htmlWriter is an HTML report under way. Its writer keeps the first error for
// Flush.
type htmlWriter struct {
	*reporter
	w *bufio.Writer
}

// printf escapes every string among args.
func (r *htmlWriter) printf(format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = html.EscapeString(s)
		}
	}
	fmt.Fprintf(r.w, format, args...)
}

func (r *htmlWriter) legend() {
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

// contents lists the articles.
func (r *htmlWriter) contents() {
	r.w.WriteString("<nav>\n<h2>Articles</h2>\n<ol>\n")
	for i := range r.project.Articles {
		r.printf("<li><a href=\"#a-%s\">%s</a></li>\n", r.project.Articles[i].ID, titleOf(&r.project.Articles[i].Article))
	}
	r.w.WriteString("</ol>\n")
	if r.parts == AllParts {
		r.w.WriteString("<p><a href=\"#passages\">Passages by tag</a></p>\n")
	}
	r.w.WriteString("</nav>\n")
}

// blockClasses are the classes of the kinds of blocks.
var blockClasses = map[annotate.Kind]string{
	annotate.Paragraph: "block", annotate.Heading: "block heading", annotate.ListItem: "block item", annotate.Blockquote: "block quoted",
	annotate.Caption: "block caption", annotate.TableRow: "block row-of-table", annotate.Preformatted: "block verbatim",
}

func (r *htmlWriter) article(t *reading) error {
	a := &t.article
	r.printf("<section class=\"article\" id=\"a-%s\">\n<h2>%s</h2>\n", a.ID, titleOf(a))
	about := aboutArticle(a)
	for i := range about {
		about[i] = html.EscapeString(about[i])
	}
	if a.URL != "" {
		about = append(about, fmt.Sprintf(`<a href="%s">%s</a>`, html.EscapeString(a.URL), html.EscapeString(a.URL)))
	}
	r.w.WriteString("<p class=\"about\">" + strings.Join(about, " · ") + "</p>\n")
	page := 0
	for i, b := range a.Blocks {
		next := t.next(i)
		r.printf("<div class=\"row\"><p class=\"%s\" dir=\"auto\">", blockClasses[b.Kind])
		t.block(b.Span, next, func(text string, cover []int) {
			if cover == nil {
				r.printf("%s", text)
			} else {
				r.printf("<mark style=\"background:%s\">%s</mark>", background(r.covering(t, cover)), text)
			}
		}, func(i int) {
			id := t.all[i].HighlightID
			r.printf("<sup id=\"h-%s\"><a href=\"#m-%s\">%d</a></sup>", id, id, i+1)
		})
		r.w.WriteString("</p><div class=\"margin\">")
		if b.Page != page {
			page = b.Page
			r.printf("<div>p. %d</div>", page)
		}
		t.margin(next, func(i int) { r.stripe(&t.all[i], i+1) })
		r.w.WriteString("</div></div>\n")
	}
	r.w.WriteString("</section>\n")
	return nil
}

// aboutArticle is what stands below an article's title, but for its address.
func aboutArticle(a *annotate.Article) (about []string) {
	for _, s := range []string{authors(a.Authors), a.Site, a.Published, a.SourceName} {
		if s != "" {
			about = append(about, s)
		}
	}
	return about
}

// background is a thinned colour, or bands of several.
func background(colors []string) string {
	if len(colors) == 1 {
		return colors[0] + "44"
	}
	var bands []string
	for i, c := range colors {
		bands = append(bands, fmt.Sprintf("%s44 %d%% %d%%", c, 100*i/len(colors), 100*(i+1)/len(colors)))
	}
	return "linear-gradient(" + strings.Join(bands, ",") + ")"
}

// tagList names the tags of a passage.
func tagList(h *passage) string {
	return cmp.Or(strings.Join(h.paths, ", "), "no tag")
}

// stripe is a highlight in the margin.
func (r *htmlWriter) stripe(h *passage, number int) {
	r.printf("<div class=\"stripe\" id=\"m-%s\" style=\"border-color:%s\"><a href=\"#h-%s\">%d</a> <b>%s</b> · %s", h.HighlightID, r.colors(h)[0], h.HighlightID, number, tagList(h), h.Coder)
	if h.Note != "" {
		r.printf("<div class=\"note\">%s</div>", h.Note)
	}
	r.w.WriteString("</div>")
}

// tagged writes all passages of a tag; "" are those without.
func (r *htmlWriter) tagged(path string, all annotate.Codings) error {
	title, color := r.heading(path)
	r.printf("<h3 class=\"chip\" style=\"border-color:%s\">%s</h3>\n", color, title)
	for c, err := range all {
		if err != nil {
			return err
		}
		r.printf("<blockquote dir=\"auto\">%s<cite>", c.Quote)
		if n := r.number[c.HighlightID]; n > 0 {
			r.printf("<a href=\"#h-%s\">%s</a> · %s, %s · %s</cite>", c.HighlightID, c.Citation(), articleLine(&c), "no. "+strconv.Itoa(n), c.Coder)
		} else {
			r.printf("%s · %s · %s</cite>", c.Citation(), articleLine(&c), c.Coder)
		}
		if c.Note != "" {
			r.printf("<div class=\"margin note\">%s</div>", c.Note)
		}
		r.w.WriteString("</blockquote>\n")
	}
	return nil
}

// articleLine names the article of a passage.
func articleLine(c *annotate.Coding) string {
	return annotate.Excerpt(cmp.Or(c.Article, c.SourceFile), 80)
}
