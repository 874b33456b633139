package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// codebookCSV writes the codebook as a table, a row per tag with the numbers of
// its highlights. Gloss reads it again; see app.ImportCodebook.
func codebookCSV(w io.Writer, p Project, o Options) error {
	counts := newTally(p)
	for _, err := range counts.watch(p.Codings("")) {
		if err != nil {
			return err
		}
	}
	return writeCSV(w, codebookSheet(p, counts), o)
}

// codebookText is the codebook as a document in Markdown, the tags as nested
// lists.
func codebookText(p Project, counts *tally) string {
	w := &strings.Builder{}
	fmt.Fprintf(w, "# Codebook of %s\n\n", markdown(p.Name))
	if len(p.Codebook) == 0 {
		fmt.Fprint(w, "There are no tags.\n")
	}
	index := map[string]int{}
	for i, t := range p.Tags {
		index[t.ID] = i
	}
	var list func(parent, indent string)
	list = func(parent, indent string) {
		for _, t := range p.Codebook.Children(parent) {
			fmt.Fprintf(w, "%s- **%s**", indent, markdown(t.Name))
			if i, chosen := index[t.ID]; chosen {
				highlights, articles := counts.total(i)
				fmt.Fprintf(w, " (%s in %s)", number(highlights, "highlight"), number(articles, "article"))
			}
			fmt.Fprint(w, "\n")
			for line := range strings.SplitSeq(t.Description, "\n") {
				if line = strings.TrimSpace(line); line != "" {
					fmt.Fprintf(w, "\n%s  %s\n", indent, markdown(line))
				}
			}
			fmt.Fprint(w, "\n")
			list(t.ID, indent+"  ")
		}
	}
	list("", "")
	return w.String()
}

// markdown escapes what Markdown would take for markup.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]<>#|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// number is "1 article", "2 articles".
func number(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return strconv.Itoa(n) + " " + thing
}
