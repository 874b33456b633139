package importers

import (
	"slices"
	"strings"

	"gloss/annotate"
)

// front is the front matter of a Markdown file: the simple keys and values
// that static site generators and note programs write, between lines of ---
// (YAML) or +++ (TOML). Deeper structure is not understood, and not needed.
type front struct {
	raw    string
	values map[string][]string // keys in lower case
}

// frontMatter parts a source into its front matter and its text.
func frontMatter(s string) (front, string) {
	f := front{values: map[string][]string{}}
	for _, fence := range []string{"---", "+++"} {
		rest, found := strings.CutPrefix(s, fence+"\n")
		if !found {
			continue
		}
		raw, body, found := strings.Cut("\n"+rest, "\n"+fence+"\n")
		if !found {
			continue
		}
		f.raw = strings.Trim(raw, "\n")
		f.parse()
		if len(f.values) == 0 {
			return front{}, s // a rule between two paragraphs
		}
		return f, body
	}
	return f, s
}

func (f *front) parse() {
	last := ""
	for line := range strings.SplitSeq(f.raw, "\n") {
		trimmed := strings.TrimSpace(line)
		if value, found := strings.CutPrefix(trimmed, "- "); found && last != "" {
			f.values[last] = append(f.values[last], listValues(value)...)
			continue
		}
		at := strings.IndexAny(trimmed, ":=")
		if at <= 0 || line != strings.TrimLeft(line, " \t") || strings.HasPrefix(trimmed, "#") || strings.ContainsAny(trimmed[:at], " \"'") && !strings.HasSuffix(trimmed[:at], " ") {
			continue
		}
		last = strings.ToLower(strings.TrimSpace(trimmed[:at]))
		f.values[last] = append(f.values[last], listValues(trimmed[at+1:])...)
	}
}

// listValues reads a value or a list of them in brackets.
func listValues(s string) []string {
	s = strings.TrimSpace(s)
	items := []string{s}
	if inner, found := strings.CutPrefix(s, "["); found && strings.HasSuffix(inner, "]") {
		items = strings.Split(strings.TrimSuffix(inner, "]"), ",")
	}
	var list []string
	for _, item := range items {
		item = strings.TrimSpace(item)
		if name, found := strings.CutPrefix(item, "name:"); found {
			item = strings.TrimSpace(name)
		}
		if n := len(item); n > 1 && (item[0] == '"' || item[0] == '\'') && item[n-1] == item[0] {
			item = item[1 : n-1]
		}
		if item = annotate.OneLine(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}

// fill gives the article what the front matter states, and its first heading
// as title if it states none.
func (f front) fill(a *annotate.Article, heading string, r *annotate.Receipt) {
	add := func(field, value, origin string) bool {
		if value != "" {
			r.Candidates = append(r.Candidates, annotate.Candidate{Field: field, Value: value, Origin: origin})
		}
		return value != ""
	}
	get := func(keys ...string) (values []string, origin string) {
		for _, key := range keys {
			if v := f.values[key]; len(v) > 0 {
				return v, "front matter " + key
			}
		}
		return nil, ""
	}
	first := func(keys ...string) (string, string) {
		values, origin := get(keys...)
		return strings.Join(values[:min(len(values), 1)], ""), origin
	}
	if f.raw != "" {
		r.Add(annotate.LeftOut, "the front matter, which states facts about the text", f.raw, len(f.values))
	}
	if title, origin := first("title"); add("title", title, origin) {
		a.Title = title
	}
	if add("title", heading, "first heading") && a.Title == "" {
		a.Title = heading
	}
	if names, origin := get("authors", "author", "by"); len(names) > 0 {
		if len(names) == 1 {
			names = splitNames(names[0])
		}
		names = slices.DeleteFunc(names, func(n string) bool { return n == "" })
		if add("authors", strings.Join(names, "; "), origin) {
			a.Authors = names
		}
	}
	date, origin := first("date", "published", "pubdate", "publishdate", "created")
	if day := normalDate(date); add("published", day, origin) {
		a.Published = day
	}
	address, origin := first("url", "source", "canonical", "canonical_url", "link")
	if u := annotate.LinkURL(address); strings.HasPrefix(u, "http") && add("url", u, origin) {
		a.URL = u
	}
	if site, origin := first("site", "publisher", "publication", "outlet"); add("site", site, origin) {
		a.Site = site
	}
	lang, origin := first("lang", "language")
	setLanguage(a, r, lang, origin)
}
