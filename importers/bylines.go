package importers

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotate"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bylines gathers authors. A name that the head gives and a byline shows is
// the surest; then what the head gives; then the byline alone.
func (f *facts) bylines(p *page) {
	var machine facts
	add := func(names []string, origin string) {
		var list []string
		for _, n := range names {
			for _, one := range cleanByline(n) {
				if !slices.Contains(list, one) && !f.isSite(one) {
					list = append(list, one)
				}
			}
		}
		machine.add("authors", strings.Join(list, "; "), origin)
	}
	metas := func(key string) {
		var names []string
		f.each(key, func(value, _ string) { names = append(names, value) })
		add(names, "meta "+key)
	}
	metas("citation_author")
	for _, d := range f.data {
		add(d.authors, "JSON-LD author")
	}
	for _, key := range []string{"author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "article:author", "og:article:author", "twitter:creator_name"} {
		metas(key)
	}
	shown := visibleBylines(p)
	inByline := func(name string) bool {
		return slices.ContainsFunc(shown, func(s string) bool { return strings.Contains(fold(s), fold(name)) })
	}
	for _, c := range machine.list {
		if names := strings.Split(c.Value, "; "); !slices.ContainsFunc(names, func(n string) bool { return !inByline(n) }) {
			f.add("authors", c.Value, c.Origin+", shown in the byline")
		}
	}
	for _, c := range machine.list {
		f.add("authors", c.Value, c.Origin)
	}
	for _, s := range shown {
		names := slices.DeleteFunc(cleanByline(s), f.isSite)
		if len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool { return !nameLike(n) }) {
			f.add("authors", strings.Join(names, "; "), "byline")
		}
	}
}

// isSite reports whether a name is the outlet's.
func (f *facts) isSite(name string) bool {
	for _, c := range f.list {
		if c.Field == "site" && sameWords(c.Value, name) {
			return true
		}
	}
	return false
}

// visibleBylines lists the lines of a page that are marked as bylines, in
// document order, at most a handful; those of comments and of other articles'
// teasers are not looked at.
func visibleBylines(p *page) []string {
	var list []string
	for _, n := range p.elements {
		if len(n.Attr) == 0 || len(list) >= 8 || n.DataAtom == atom.Body || n.DataAtom == atom.Html {
			continue
		}
		marked := attr(n, "rel") == "author" || strings.Contains(attr(n, "itemprop"), "author") ||
			p.names(n)&namedAuthor != 0
		if !marked || skipped[n.DataAtom] {
			continue
		}
		if s := annotate.OneLine(innerText(n)); s != "" && utf8.RuneCountInString(s) < 150 && !slices.Contains(list, s) && !p.inTeaser(n) {
			list = append(list, s)
		}
	}
	return list
}

// inTeaser reports whether n is about another article or a comment.
func (p *page) inTeaser(n *html.Node) bool {
	switch p.furnitureOf(n) {
	case "comments", "related matter", "menus", "foot":
		return true
	}
	return false
}

var (
	byWord     = regexp.MustCompile(`(?i)^(?:(?:written|posted|published|reported|story|text|words|article|analysis|opinion)\s+)?(?:by|von|par|por|di|door)[:\s]\s*|^(?:author|autor|auteur|writer)s?\s*[:|]\s*`)
	afterName  = regexp.MustCompile(`(?i)\s*(?:[|•·/]|\s[–—-]\s|\bon\b\s+(?:\w+day|\w{3,9}\s\d)|\bfor\s+the\b|\bat\s+\d|@|\bupdated\b|\bpublished\b|\bposted\b|\bin\s+\p{Lu}|<|\(|\bfollow\b).*$`)
	dateInName = regexp.MustCompile(`(?i)[,\s]*\b(?:on\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:\d{1,2}\s+\p{L}{3,9}|\p{L}{3,9}\.?\s+\d{1,2}|\d{1,2}[/.-]\d{1,2}|(?:19|20)\d{2}[-/])\b.*$`)
	jobTitle   = regexp.MustCompile(`(?i)\b(?:editor|reporter|correspondent|writer|columnist|journalist|staff|contributor|producer|photographer|desk|bureau|team|redaktion|redacción|rédaction|ph\.?d|m\.?d|professor|director|fellow|analyst|chief|politics|business|science|technology|special to|senior)\b`)
	nobody     = regexp.MustCompile(`(?i)^(?:admin|administrator|editor|editors|staff|guest|user|author|unknown|anonymous|none|null|webmaster|root|n/a|contributor|by|view all posts.*|more from.*|about.*)$`)
)

// cleanByline takes the names out of a byline: without "By", dates, jobs and
// handles. What is left and is no name, such as an address, is dropped.
func cleanByline(s string) []string {
	s = annotate.OneLine(s)
	if strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return nil
	}
	s = byWord.ReplaceAllString(s, "")
	s = dateInName.ReplaceAllString(s, "")
	s = afterName.ReplaceAllString(s, "")
	if last, first, found := strings.Cut(s, ", "); found && !strings.Contains(first, ",") && singleWords(last) && singleWords(first) {
		return []string{first + " " + last} // as libraries write names: Doe, Jane
	}
	var names []string
	for _, n := range splitNames(s) {
		n = strings.TrimSpace(byWord.ReplaceAllString(n, ""))
		// A job that stands by itself between commas, as in "Ann Lee, staff writer".
		if n == "" || nobody.MatchString(n) || jobTitle.MatchString(n) || utf8.RuneCountInString(n) > 60 ||
			strings.ContainsFunc(n, unicode.IsDigit) || !strings.ContainsFunc(n, unicode.IsLetter) {
			continue
		}
		names = append(names, n)
	}
	return names
}

// singleWords reports whether s is the one half of a name as in Doe, Jane: a
// word or two without a conjunction, not the whole name of a person.
func singleWords(s string) bool {
	n := len(strings.Fields(s))
	first, _ := utf8.DecodeRuneInString(s)
	return n == 1 && unicode.IsUpper(first) && !jobTitle.MatchString(s) && !nameSeparator.MatchString(s)
}
