package export

import (
	"strconv"

	"gloss/annotate"
)

// citation names the source of a passage as the APA style does within a text:
// (Ada Ström, 1976, p. 2). Authors are named in full, since nobody can tell the
// family name of every author; where there are none, the outlet stands for
// them, else the title. Without pages it is the paragraph.
func citation(c *annotate.Coding) string {
	who := "“" + excerpt(c.Article, 60) + "”"
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
