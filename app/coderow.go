package app

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gloss/annotate"
	"gloss/annotate/export"
)

// What a row of a table of codings says: its article, its span, its tag and its
// coder. What is wrong with a row comes back as a reason.

// finder returns a function that finds the article of a row and remembers what
// it has found.
func (c *coding) finder() func(row) (string, error) {
	type key struct{ id, title, file string }
	type found struct {
		id  string
		err error
	}
	known := map[key]found{}
	return func(r row) (string, error) {
		k := key{c.table.cell(r, "article_id", "id"), c.table.cell(r, "article"), c.table.cell(r, "source_file")}
		f, ok := known[k]
		if !ok {
			f.id, f.err = c.find(k.id, k.title, k.file)
			known[k] = f
		}
		return f.id, f.err
	}
}

// find returns the one article that the references name together: the matches
// of the first that has any, narrowed by those that follow.
func (c *coding) find(refs ...string) (string, error) {
	var candidates []string
	named := ""
	for _, ref := range refs {
		if ref = strings.TrimSpace(annotate.Clean(ref)); ref == "" {
			continue
		}
		named = cmp.Or(named, ref)
		ids, err := c.tx.FindArticles(ref)
		if err != nil {
			return "", err
		}
		if both := intersect(candidates, ids); len(both) > 0 {
			candidates = both
		} else if len(candidates) == 0 {
			candidates = ids
		}
		if len(candidates) == 1 {
			return candidates[0], nil
		}
	}
	switch {
	case named == "":
		return "", because("no article is named")
	case len(candidates) == 0:
		return "", because("the project has no article %q", named)
	}
	return "", because("%d articles are called %q; name the one that is meant by its id: %s", len(candidates), named, strings.Join(candidates, ", "))
}

func intersect(a, b []string) []string {
	var both []string
	for _, s := range a {
		if slices.Contains(b, s) {
			both = append(both, s)
		}
	}
	return both
}

// span is where the row says the passage stands.
func (c *coding) span(t annotate.Text, r row) (annotate.Span, error) {
	start, end := strings.TrimSpace(c.table.cell(r, "start")), strings.TrimSpace(c.table.cell(r, "end"))
	quote := annotate.Clean(c.table.cell(r, "quote"))
	switch {
	case start == "" && end == "" && quote == "":
		return annotate.Span{}, because("there is neither a quote nor start and end")
	case start == "" && end == "":
		return quoted(t, quote)
	case start == "" || end == "":
		return annotate.Span{}, because("start and end must both be given, or neither")
	}
	var s annotate.Span
	for _, n := range []struct {
		name, text string
		to         *int
	}{{"start", start, &s.Start}, {"end", end, &s.End}} {
		v, err := strconv.Atoi(n.text)
		if err != nil {
			return s, because("%s %q is not a whole number", n.name, n.text)
		}
		*n.to = v
	}
	if err := s.Check(t.Len()); err != nil {
		return s, reason(err.Error())
	}
	// Programs trim cells, SPSS takes no line breaks, and a guard may have been
	// seen where none was.
	if got := t.Slice(s); quote != "" && !sameWords(got, quote) && !sameWords(got, export.Unguard(quote)) {
		return s, because("the text at %v is %s, not the quote %s", s, shorten(got), shorten(quote))
	}
	return s, nil
}

// sameWords reports whether two strings differ in white space at most.
func sameWords(a, b string) bool {
	return a == b || strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

// quoted finds the only place where the quote stands.
func quoted(t annotate.Text, quote string) (annotate.Span, error) {
	s, ok := t.Find(quote, 0)
	if !ok {
		quote = strings.TrimSpace(quote)
		s, ok = t.Find(quote, 0)
	}
	if !ok {
		return s, because("the quote %s does not stand in the article", shorten(quote))
	}
	if again, twice := t.Find(quote, s.Start+1); twice {
		return s, because("the quote %s stands more than once in the article, at %d and at %d; give start and end", shorten(quote), s.Start, again.Start)
	}
	return s, nil
}

// shorten quotes the beginning of s for a message.
func shorten(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		s = string(r[:most-1]) + "…"
	}
	return strconv.Quote(s)
}

// tag is the path of the row's tag, or nil where it has none.
func (c *coding) tag(r row) ([]string, error) {
	path, name := c.table.cell(r, "tag_path"), c.table.cell(r, "tag")
	if path == "" && name == "" {
		return nil, nil
	}
	names, err := c.book.path(cmp.Or(path, name), path != "")
	if err != nil {
		return nil, err
	}
	if last := annotate.SplitPath(name); path != "" && len(last) > 0 && !strings.EqualFold(last[len(last)-1], names[len(names)-1]) {
		return nil, because("tag %q and tag_path %q do not agree; empty one of them", name, path)
	}
	return names, nil
}

// coder is the ID of the row's coder, who is made if missing.
func (c *coding) coder(r row) (string, error) {
	name := annotate.OneLine(c.table.cell(r, "coder"))
	if name == "" {
		return c.me.ID, nil
	}
	known := append(slices.Clip(c.coders), c.me) // who works may not stand in the project yet
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		if i := slices.IndexFunc(known, func(k annotate.Coder) bool { return same(k.Name, name) }); i >= 0 {
			return known[i].ID, nil
		}
	}
	k, err := c.tx.AddCoder(annotate.Coder{Name: name})
	if err != nil {
		return "", err
	}
	c.coders = append(c.coders, k)
	c.report.Coders++
	return k.ID, nil
}
