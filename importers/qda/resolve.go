package qda

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"gloss/annotate"
)

// resolve understands the positions of all texts and lays them out. Where a
// text does not say enough, it is read as the others are.
func resolve(p *Project, texts []*text) []Source {
	spans, proofs := make([][]rawSpan, len(texts)), make([]Proof, len(texts))
	weight := map[Reading]int{}
	for i, t := range texts {
		spans[i], proofs[i] = t.understand(t.prefer)
		if !proofs[i].Even {
			weight[proofs[i].Reading] += proofs[i].Clean + 5*proofs[i].Agree
		}
	}
	var common []Reading
	for r, w := range weight {
		if w > 0 && (len(common) == 0 || w > weight[common[0]] || w == weight[common[0]] && r.String() < common[0].String()) {
			common = []Reading{r}
		}
	}
	var sources []Source
	for i, t := range texts {
		if proofs[i].Even && common != nil {
			spans[i], proofs[i] = t.understand(append(common, t.prefer...))
		}
		if s, why := t.source(p, spans[i], proofs[i]); why == "" {
			sources = append(sources, s)
		} else {
			p.leave("text", t.article.Title, why)
		}
	}
	return sources
}

// understand resolves the passages; those of the whole text need no reading.
func (t *text) understand(prefer []Reading) ([]rawSpan, Proof) {
	var places []place
	for _, p := range t.places {
		if p.end >= 0 {
			places = append(places, p)
		}
	}
	try := t.known
	if try == nil {
		try = readings(t.raw, t.bom, prefer)
	}
	found, proof := understand(t.raw, places, try)
	spans := make([]rawSpan, 0, len(t.places))
	for _, p := range t.places {
		if p.end < 0 {
			spans = append(spans, rawSpan{0, len(t.raw), true})
			continue
		}
		spans, found = append(spans, found[0]), found[1:]
	}
	return spans, proof
}

// source lays the text out and puts the passages into it.
func (t *text) source(p *Project, spans []rawSpan, proof Proof) (Source, string) {
	l := layOut(t.raw, p.Home)
	if l.text == "" {
		return Source{}, "without text"
	}
	a := t.article
	a.Text, a.Blocks = annotate.NewText(l.text), l.blocks
	for _, k := range t.kinds {
		if i := a.BlockAt(l.at[k.at]); i >= 0 && a.Blocks[i].Span.Start == l.at[k.at] {
			a.Blocks[i].Kind, a.Blocks[i].Level = k.kind, k.level
		}
	}
	if t.home != nil {
		t.home.Into(&a)
	}
	if err := a.Check(); err != nil {
		return Source{}, fmt.Sprintf("what was read of it is not sound (%v)", err)
	}
	s := Source{Article: a, Receipt: t.receipt, Original: t.original, Proof: proof}
	s.Receipt.Add(annotate.Read, "from "+p.Program+"; "+proof.String(), "", 0)
	seen, at := map[string]bool{}, map[spot][]int{}
	for i, m := range t.marks {
		where := fmt.Sprintf("%s, %d to %d", cmp.Or(m.name, a.Title), t.places[i].start, t.places[i].end)
		if !spans[i].ok {
			p.leave("passage", where, "outside the text, or empty")
			continue
		}
		span, ok := l.span(a.Text, spans[i].from, spans[i].to, p.Home)
		if !ok {
			p.leave("passage", where, "without text")
			continue
		}
		if seen[m.id] {
			m.id = annotate.DerivedID("again", m.id, itoa(i))
		}
		seen[m.id] = true
		s.add(m, span, at, !p.Home)
	}
	return s, ""
}

// spot is where and by whom a passage was marked.
type spot struct {
	span  annotate.Span
	coder string
}

// add adds a passage; at finds those of one spot. With joined, what says the same of the same place is one
// highlight: one coder, and not two notes that differ.
func (s *Source) add(m mark, span annotate.Span, at map[spot][]int, joined bool) {
	h := Highlight{Highlight: annotate.Highlight{
		ID: m.id, Article: s.Article.ID, Span: span, Quote: annotate.QuoteOf(s.Article.Text, span), Tags: m.tags, Note: m.note, Coder: m.coder,
		Created: m.created, Changed: m.modified,
	}}
	here := spot{span, m.coder}
	if h.Changed.Before(h.Created) {
		h.Changed = h.Created
	}
	if joined {
		for _, i := range at[here] {
			o := &s.Highlights[i]
			if o.Note != "" && h.Note != "" && o.Note != h.Note {
				continue
			}
			for _, t := range h.Tags {
				if !slices.Contains(o.Tags, t) {
					o.Tags = append(o.Tags, t)
				}
			}
			o.Note = cmp.Or(o.Note, h.Note)
			if !h.Created.IsZero() && (o.Created.IsZero() || h.Created.Before(o.Created)) {
				o.Created = h.Created
			}
			if h.Changed.After(o.Changed) {
				o.Changed = h.Changed
			}
			o.Same = append(o.Same, h.ID)
			return
		}
	}
	at[here] = append(at[here], len(s.Highlights))
	s.Highlights = append(s.Highlights, h)
}

func itoa(n int) string { return strconv.Itoa(n) }
