package layout

const (
	labelLetters = 64 // in a label of a figure, at most
	leastLabels  = 4  // in a row, to be taken together
)

// labels joins what stands within a figure, the marks of its axes and the names
// of its parts, to one paragraph with a line for each, so that it does not
// look like as many paragraphs of the article.
func (s *style) labels(ps []*paragraph) []*paragraph {
	var out []*paragraph
	for i := 0; i < len(ps); {
		j := i
		for j < len(ps) && ps[j].page == ps[i].page && s.isLabel(ps[j]) {
			j++
		}
		if j-i < leastLabels || !s.besideCaption(ps, i, j) {
			j = max(j, i+1)
			out = append(out, ps[i:j]...)
			i = j
			continue
		}
		p := ps[i]
		p.apart, p.item, p.open = true, "", false
		for _, q := range ps[i+1 : j] {
			p.lines = append(p.lines, q.lines...)
		}
		out = append(out, p)
		i = j
	}
	return out
}

// isLabel reports whether a paragraph may be a label: short, and no sentence.
func (s *style) isLabel(p *paragraph) bool {
	return p.row == nil && len(p.turns) == 0 && len(p.lines) <= 2 && p.first().Size < 1.12*s.size && p.first().length() <= labelLetters &&
		p.last().length() <= labelLetters && !endsSentence(p.last().Text) && !caption.MatchString(p.first().Text) && !s.isNote(p.first())
}

// besideCaption reports whether the caption of a figure stands before or after
// a stretch of paragraphs, on their page.
func (s *style) besideCaption(ps []*paragraph, from, to int) bool {
	is := func(i int) bool {
		return i >= 0 && i < len(ps) && ps[i].page == ps[from].page && caption.MatchString(ps[i].first().Text)
	}
	return is(from-1) || is(to)
}
