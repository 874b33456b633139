package annotate

import (
	"strconv"
	"strings"
)

// Describe fills in what an article says of a coding: its title, authors and
// the rest, and the page and paragraph of Start. Quote, tag and coder stay as
// they are.
func (c *Coding) Describe(a *Article) {
	c.ArticleID, c.Article, c.Authors, c.Published = a.ID, a.Title, a.Authors, a.Published
	c.Site, c.URL, c.SourceFile, c.Language = a.Site, a.URL, a.SourceName, a.Language
	c.Variables = a.Variables
	c.Page, c.Paragraph = a.PageAt(c.Start), a.BlockAt(c.Start)+1
}

// Cited is the passage as it stands in a paper, ready to be pasted: its quote
// in quotation marks, and its [Coding.Citation]. It is the one place that forms
// it; for a passage of an open article, fill a Coding with its Start, End and
// Quote and call [Coding.Describe].
func (c *Coding) Cited() string { return "“" + c.Quote + "” " + c.Citation() }

// Citation names the source of a passage as the APA style does within a text:
// (Ada Ström, 1976, p. 2). Authors are named in full, since nobody can tell the
// family name of every author; where there are none, the outlet stands for
// them, else the title, else the file. Without pages it is the paragraph.
func (c *Coding) Citation() string {
	who := "“" + Excerpt(c.Article, 60) + "”"
	switch {
	case len(c.Authors) == 1:
		who = c.Authors[0]
	case len(c.Authors) == 2:
		who = c.Authors[0] + " & " + c.Authors[1]
	case len(c.Authors) > 2:
		who = c.Authors[0] + " et al."
	case c.Site != "":
		who = c.Site
	case c.Article == "":
		who = c.SourceFile
	}
	year := "n.d."
	if len(c.Published) >= 4 {
		year = c.Published[:4]
	}
	where := ""
	switch {
	case c.Page > 0:
		where = ", p. " + strconv.Itoa(c.Page)
	case c.Paragraph > 0:
		where = ", para. " + strconv.Itoa(c.Paragraph)
	}
	return "(" + who + ", " + year + where + ")"
}

// Excerpt is the beginning of s on one line: at most n code points, and an
// ellipsis where something is left out.
func Excerpt(s string, n int) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > n {
		return string(runes[:n]) + "…"
	}
	return string(runes)
}
