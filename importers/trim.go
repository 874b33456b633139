package importers

import (
	"slices"
	"strings"

	"gloss/annotate"
)

// Without returns the result without the blocks of these indexes, which a
// person has struck out, and with a remark on the receipt that says so. The
// receipt's proposals to leave something out follow what is left.
func (r Result) Without(blocks []int) Result {
	gone := func(i int) bool { return slices.Contains(blocks, i) }
	out := r
	out.Article = r.Article.Without(gone)
	number := make([]int, len(r.Article.Blocks)+1) // of each paragraph in what is left, from 1
	var texts []string
	n := 0
	for i, b := range r.Article.Blocks {
		if gone(i) {
			texts = append(texts, r.Article.Text.Slice(b.Span))
		} else {
			n++
			number[i+1] = n
		}
	}
	if len(texts) == 0 {
		return r
	}
	out.Receipt.Remarks = nil
	for _, m := range r.Receipt.Remarks {
		if m.Kind == annotate.Residue {
			if m.Block = number[m.Block]; m.Block == 0 {
				continue
			}
		}
		out.Receipt.Remarks = append(out.Receipt.Remarks, m)
	}
	out.Receipt.Add(annotate.LeftOut, "paragraphs that you left out", strings.Join(texts, "\n"), len(texts))
	return out
}
