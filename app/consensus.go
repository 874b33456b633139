package app

import (
	"fmt"
	"slices"
	"strings"

	"gloss/annotate"
	"gloss/annotate/stats"
	"gloss/annotate/store"
)

// Consensus is the name of the coder who gets what is right where others
// disagree. It is an ordinary coder: its highlights are exported by its name,
// merged and undone as all others.
const Consensus = "Consensus"

// notGiven begins the line in the note of a highlight of Consensus that says of
// a tag that nobody should have given it there. It keeps the decision with the
// data, and tells a settled place from one that nobody has looked at yet.
const notGiven = "Not given: "

// Settle writes a verdict (a coder's, Every or Nobody) and a note on a place into
// the highlights of Consensus, whom it adds to the project on first use. What
// Consensus said of the tag there before gives way.
func Settle(tx *store.Tx, p stats.Place, v Verdict, note string) error {
	w := consensusWriter{tx: tx, place: p, note: annotate.Clean(strings.TrimSpace(note))}
	if err := w.start(); err != nil {
		return err
	}
	if err := w.clear(); err != nil {
		return err
	}
	switch {
	case v == Every:
		return w.give(joinSpans(slices.Concat(p.Given...)))
	case v >= 0 && int(v) < len(p.Given) && len(p.Given[v]) > 0:
		return w.give(spansOf(p.Given[v]))
	case v == Nobody || v >= 0 && int(v) < len(p.Given):
		return w.refuse()
	}
	return fmt.Errorf("there is no verdict %d", v)
}

// TakeAgreed gives Consensus what all coders agree about: at each place the
// passages of the coder who is named first.
func TakeAgreed(tx *store.Tx, places []stats.Place) error {
	for _, p := range places {
		if err := Settle(tx, p, 0, ""); err != nil {
			return err
		}
	}
	return nil
}

// consensusWriter changes what Consensus says of one tag at one place.
type consensusWriter struct {
	tx    *store.Tx
	place stats.Place
	book  annotate.Codebook
	path  string // of the tag
	note  string
	coder string // ID
}

// start finds Consensus, or adds it.
func (w *consensusWriter) start() (err error) {
	if w.book, err = w.tx.Tags(); err != nil {
		return err
	}
	w.path = w.book.Path(w.place.Tag)
	coders, err := w.tx.Coders()
	if err != nil {
		return err
	}
	c := consensusIn(coders)
	if c.ID == "" {
		c, err = w.tx.AddCoder(c)
	}
	w.coder = c.ID
	return err
}

// there returns the highlights of Consensus that overlap the place.
func (w *consensusWriter) there() ([]annotate.Highlight, error) {
	all, err := w.tx.Highlights(w.place.Article)
	return slices.DeleteFunc(all, func(h annotate.Highlight) bool {
		return h.Coder != w.coder || !h.Span.Overlaps(w.place.Span)
	}), err
}

// clear takes out what is said of the tag, and refusals of tags that are no
// more; a highlight that says nothing else goes.
func (w *consensusWriter) clear() error {
	there, err := w.there()
	if err != nil {
		return err
	}
	for _, h := range there {
		refused, own := splitNote(h.Note)
		tags := slices.DeleteFunc(slices.Clone(h.Tags), func(id string) bool { return id == w.place.Tag })
		left := slices.DeleteFunc(slices.Clone(refused), func(path string) bool {
			_, known := w.book.Find(path)
			return path == w.path || !known
		})
		if len(tags) == len(h.Tags) && len(left) == len(refused) {
			continue
		}
		h.Tags, refused = tags, left
		if len(h.Tags) == 0 && len(refused) == 0 {
			err = w.tx.DeleteHighlight(h.ID)
		} else {
			h.Note = joinNote(refused, own)
			err = w.tx.SetHighlight(h)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// give gives the passages the tag; the note goes to the first.
func (w *consensusWriter) give(spans []annotate.Span) error {
	for i, s := range spans {
		err := w.write(s, func(h *annotate.Highlight) {
			h.Tags = append(slices.Clone(h.Tags), w.place.Tag)
			if refused, _ := splitNote(h.Note); i == 0 && w.note != "" {
				h.Note = joinNote(refused, w.note)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// refuse says that nobody should have given the tag.
func (w *consensusWriter) refuse() error {
	return w.write(w.place.Span, func(h *annotate.Highlight) {
		refused, own := splitNote(h.Note)
		if w.note != "" {
			own = w.note
		}
		h.Note = joinNote(append(refused, w.path), own)
	})
}

// write changes the highlight of Consensus with these limits, or adds one.
func (w *consensusWriter) write(s annotate.Span, change func(h *annotate.Highlight)) error {
	there, err := w.there()
	if err != nil {
		return err
	}
	for _, h := range there {
		if h.Span == s {
			change(&h)
			return w.tx.SetHighlight(h)
		}
	}
	h := annotate.Highlight{Article: w.place.Article, Span: s, Coder: w.coder}
	change(&h)
	_, err = w.tx.AddHighlight(h)
	return err
}

// splitNote parts the note of a highlight of Consensus into the paths of the
// tags that it refuses, and what a person wrote.
func splitNote(note string) (refused []string, own string) {
	var rest []string
	for line := range strings.Lines(note) {
		line = strings.TrimSuffix(line, "\n")
		if path, ok := strings.CutPrefix(line, notGiven); ok {
			refused = append(refused, path)
		} else {
			rest = append(rest, line)
		}
	}
	return refused, strings.Join(rest, "\n")
}

// joinNote is the inverse of splitNote.
func joinNote(refused []string, own string) string {
	var lines []string
	for _, path := range refused {
		lines = append(lines, notGiven+path)
	}
	if own != "" {
		lines = append(lines, own)
	}
	return strings.Join(lines, "\n")
}

func spansOf(list []annotate.Highlight) []annotate.Span {
	var spans []annotate.Span
	for _, h := range list {
		spans = append(spans, h.Span)
	}
	slices.SortFunc(spans, compareSpans)
	return slices.Compact(spans)
}

func compareSpans(a, b annotate.Span) int {
	if a.Start != b.Start {
		return a.Start - b.Start
	}
	return a.End - b.End
}

// joinSpans is spansOf with those that overlap made one.
func joinSpans(list []annotate.Highlight) []annotate.Span {
	var joined []annotate.Span
	for _, s := range spansOf(list) {
		if last := len(joined) - 1; last >= 0 && joined[last].Overlaps(s) {
			joined[last].End = max(joined[last].End, s.End)
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}
