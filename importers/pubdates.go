package importers

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"gloss/annotate"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dates gathers dates of publication. Dates of a later change are never among
// them, and neither is a date that the page only mentions.
func (f *facts) dates(p *page, address string) {
	add := func(value, origin string) {
		if day := normalDate(value); day != "" && day != "1970-01-01" && day != "1970" {
			f.add("published", day, origin)
		}
	}
	keys := func(list ...string) {
		for _, key := range list {
			f.each(key, add)
		}
	}
	keys("article:published_time", "og:article:published_time", "og:published_time", "citation_publication_date", "citation_online_date", "citation_date")
	day, part := addressDate(address)
	add(day, "the address")
	for _, d := range f.data {
		add(d.published, "JSON-LD datePublished")
	}
	keys("datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date",
		"article.published", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dc.date", "dc.created", "date", "cxenseparse:recs:publishtime")
	marked, loose := shownDates(p)
	for _, s := range marked {
		add(s, "marked as the date of publication")
	}
	// More than a few different dates are those of other articles.
	if len(loose) <= 3 {
		for _, s := range loose {
			add(s, "date shown on the page")
		}
	}
	add(part, "the address")
}

var inAddress = regexp.MustCompile(`/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2]|[1-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[/-]?(0[1-9]|[12]\d|3[01]|[1-9]))?(?:[/_-]|$)`)

// addressDate returns the day that an address carries, as in /2025/05/04/, and
// apart from it a date without day.
func addressDate(address string) (day, part string) {
	u, err := url.Parse(address)
	if err != nil {
		return "", ""
	}
	m := inAddress.FindStringSubmatch(strings.ToLower(u.Path))
	if m == nil {
		return "", ""
	}
	number := m[2]
	if n := month(number); n > 0 {
		number = string(rune('0'+n/10)) + string(rune('0'+n%10))
	}
	if m[3] != "" {
		return ymd(m[1], number, m[3]), ""
	}
	if len(m[2]) == 1 {
		return "", ""
	}
	return "", ymd(m[1], number, "")
}

// saysModified reports whether a class or a line speaks of a later change.
func saysModified(s string) bool {
	s = strings.ToLower(s)
	for _, word := range []string{"updated", "modified", "revised", "edited"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// shownDates lists the different dates that a page shows as its own: those
// that are marked up as the date of publication, and those that a time element
// or a class only calls a date.
func shownDates(p *page) (marked, loose []string) {
	for _, n := range p.elements {
		if len(n.Attr) == 0 && n.DataAtom != atom.Time || n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Meta {
			continue
		}
		isTime := n.DataAtom == atom.Time
		isMarked := strings.Contains(attr(n, "itemprop"), "datePublished") || isTime && hasAttr(n, "pubdate")
		if !isTime && !isMarked && (p.names(n)|namesIn(attr(n, "itemprop")))&namedDate == 0 || !isMarked && isModified(n) {
			continue
		}
		text := annotate.OneLine(innerText(n))
		if len(text) > 120 || p.inTeaser(n) {
			continue
		}
		day := normalDate(attr(n, "datetime"))
		if day == "" {
			day = normalDate(attr(n, "content"))
		}
		if day == "" {
			day = normalDate(text)
		}
		if len(day) < len("2025-05") {
			continue
		}
		if isMarked && !slices.Contains(marked, day) {
			marked = append(marked, day)
		} else if !isMarked && !slices.Contains(loose, day) {
			loose = append(loose, day)
		}
	}
	return marked, loose
}

// isModified reports whether a date is marked, by its own names and words or
// those of the line it stands in, as that of a later change.
func isModified(n *html.Node) bool {
	for range 2 {
		if n == nil || n.DataAtom == atom.Body {
			break
		}
		text := annotate.OneLine(innerText(n))
		if len(text) > 200 {
			break
		}
		if saysModified(attr(n, "class")) || saysModified(attr(n, "itemprop")) ||
			saysModified(text) && !strings.Contains(strings.ToLower(text), "publi") {
			return true
		}
		n = n.Parent
	}
	return false
}
