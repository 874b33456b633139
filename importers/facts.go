package importers

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"gloss/annotate"
)

// facts is what a page says about itself: candidates for the fields of an
// article, each with its origin. They are gathered from every place that pages
// use, and ordered by how often each was right on labelled pages; the article
// gets the first, and the receipt all.
type facts struct {
	list  []annotate.Candidate
	metas []metaTag
	data  []linkedData
	lang  string // as the page declares it
	from  string // the origin of lang
}

// metaTag is a meta element with a name and a content.
type metaTag struct{ key, value string }

// pageFacts gathers the candidates that need only the page's head, the
// address before all. text is the decoded page; savedFrom its address if the
// caller knows it.
func pageFacts(d *dom, text []byte, savedFrom string) *facts {
	f := &facts{metas: metaTags(d), data: readLinkedData(d)}
	f.addAddress(savedFrom, "the file the page was saved in")
	head := text[:min(len(text), sampleBytes)]
	if m := findIf(savedComment, "saved from url", head); m != nil {
		f.addAddress(m[1], "comment of the browser that saved the page")
	}
	if m := findIf(singleFile, "SingleFile", head); m != nil {
		f.addAddress(m[1], "comment of SingleFile, which saved the page")
	}
	for _, n := range d.elements {
		if n.DataAtom == atom.Link && strings.EqualFold(attr(n, "rel"), "canonical") {
			f.addAddress(attr(n, "href"), "link canonical")
		}
	}
	f.each("og:url", f.addAddress)
	for _, data := range f.data {
		f.addAddress(data.url, "JSON-LD url")
	}
	f.declaredLanguage(d)
	return f
}

var (
	savedComment = regexp.MustCompile(`<!--\s*saved from url=\(\d+\)(\S+?)\s*-->`)
	singleFile   = regexp.MustCompile(`(?s)<!--\s*Page saved with SingleFile.{0,20}?\burl:\s*(\S+)`)
)

// findIf finds what the expression matches, if the text has the words without
// which it cannot: looking for them is far cheaper.
func findIf(expression *regexp.Regexp, words string, text []byte) []string {
	if !bytes.Contains(text, []byte(words)) {
		return nil
	}
	return expression.FindStringSubmatch(string(text))
}

func metaTags(d *dom) []metaTag {
	var list []metaTag
	for _, n := range d.elements {
		if n.DataAtom != atom.Meta {
			continue
		}
		value := annotate.OneLine(attr(n, "content"))
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" && value != "" {
				list = append(list, metaTag{k, value})
			}
		}
	}
	return list
}

// each calls add with every value of a meta element and its origin.
func (f *facts) each(key string, add func(value, origin string)) {
	for _, m := range f.metas {
		if m.key == key {
			add(m.value, "meta "+key)
		}
	}
}

// add appends a candidate unless the field has that value already.
func (f *facts) add(field, value, origin string) {
	if value = annotate.OneLine(value); value == "" || len(value) > 1000 {
		return
	}
	for _, c := range f.list {
		if c.Field == field && c.Value == value {
			return
		}
	}
	f.list = append(f.list, annotate.Candidate{Field: field, Value: value, Origin: origin})
}

// first is the best candidate of a field, or "".
func (f *facts) first(field string) string {
	for _, c := range f.list {
		if c.Field == field {
			return c.Value
		}
	}
	return ""
}

func (f *facts) addAddress(address, origin string) {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return
	}
	f.add("url", address, origin)
}

func (f *facts) declaredLanguage(d *dom) {
	try := func(value, origin string) {
		if f.lang == "" && canonicalLanguage(value) != "" {
			f.lang, f.from = value, origin
		}
	}
	if n := d.find(atom.Html); n != nil {
		try(attr(n, "lang"), "html lang")
		try(attr(n, "xml:lang"), "html lang")
	}
	if n := d.find(atom.Body); n != nil {
		try(attr(n, "lang"), "body lang")
	}
	for _, key := range []string{"content-language", "og:locale", "citation_language", "dc.language", "language"} {
		f.each(key, try)
	}
	for _, data := range f.data {
		try(data.language, "JSON-LD inLanguage")
	}
}

// fill gathers the remaining candidates and gives the article the best.
func (f *facts) fill(a *annotate.Article, p *page, r *annotate.Receipt) {
	a.URL = f.first("url")
	if annotate.LinkURL(a.URL) == "" {
		a.URL = ""
	}
	host := ""
	if u, err := url.Parse(a.URL); err == nil {
		host = strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	}
	f.sites(host)
	f.titles(p, host)
	f.bylines(p)
	f.dates(p, a.URL)
	a.Site, a.Title, a.Published = f.first("site"), f.first("title"), f.first("published")
	for name := range strings.SplitSeq(f.first("authors"), "; ") {
		if name != "" {
			a.Authors = append(a.Authors, name)
		}
	}
	r.Candidates = append(r.Candidates, f.list...)
	setLanguage(a, r, f.lang, f.from)
}

// sites gathers names of the outlet. The host is always one, and the last.
func (f *facts) sites(host string) {
	add := func(value, origin string) {
		value = strings.TrimPrefix(value, "@")
		if len(value) > 100 || strings.Contains(value, "://") {
			return
		}
		f.add("site", value, origin)
	}
	f.each("citation_journal_title", add)
	f.each("og:site_name", add)
	for _, d := range f.data {
		// A page of a wire service's story often names the service as publisher.
		if !isAgency(d.publisher) || strings.Contains(fold(host), fold(d.publisher)) {
			add(d.publisher, "JSON-LD publisher")
		}
	}
	for _, key := range []string{"application-name", "apple-mobile-web-app-title", "dc.publisher", "citation_publisher"} {
		f.each(key, add)
	}
	add(host, "the address")
}

func isAgency(name string) bool {
	return slices.Contains([]string{"reuters", "ap", "associatedpress", "theassociatedpress", "afp", "agencefrancepresse", "dpa", "upi", "pressassociation", "bloomberg"}, fold(name))
}

// titles gathers titles. The largest heading that the head's titles confirm is
// the title as readers see it; a suffix is cut off the others only where it is
// known to be the outlet.
func (f *facts) titles(p *page, host string) {
	known := map[string]bool{}
	for _, c := range f.list {
		if c.Field == "site" {
			known[fold(c.Value)] = true
		}
	}
	if host != "" {
		known[fold(host)] = true
		known[fold(strings.TrimSuffix(host, path.Ext(host)))] = true
		known[fold(strings.SplitN(host, ".", 2)[0])] = true
	}
	var machine facts // what the head says, in the order of trust
	plain := func(value, origin string) {
		if value = cutSite(value, known); !known[fold(value)] {
			machine.add("title", value, origin)
		}
	}
	f.each("citation_title", plain)
	for _, d := range f.data {
		plain(d.headline, "JSON-LD headline")
	}
	for _, key := range []string{"og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"} {
		f.each(key, plain)
	}
	plain(p.title, "title element")

	var headings []string
	for _, n := range p.elements {
		if n.DataAtom == atom.H1 {
			if s := annotate.OneLine(innerText(n)); s != "" && !known[fold(s)] && !slices.Contains(headings, s) {
				headings = append(headings, s)
			}
		}
	}
	best, most := "", .5
	for _, h := range headings {
		for _, c := range machine.list {
			if share := commonWords(h, c.Value); share > most {
				best, most = h, share
			}
		}
	}
	f.add("title", best, "largest heading, confirmed by the page's head")
	f.list = append(f.list, slices.DeleteFunc(machine.list, func(c annotate.Candidate) bool { return c.Value == best })...)
	for _, h := range headings {
		f.add("title", h, "largest heading")
	}
}

// titleParts are what stands between a title and the name of its outlet.
var titleParts = regexp.MustCompile(`\s+[|\-–—·•»«:/]{1,2}\s+|\s*\|\s*`)

// cutSite cuts the names of outlets off both ends of a title.
func cutSite(title string, known map[string]bool) string {
	for {
		at := titleParts.FindAllStringIndex(title, -1)
		if len(at) == 0 {
			return title
		}
		first, last := at[0], at[len(at)-1]
		switch {
		case known[fold(title[last[1]:])]:
			title = title[:last[0]]
		case known[fold(title[:first[0]])]:
			title = title[first[1]:]
		default:
			return title
		}
	}
}

// commonWords is the share of words that two lines have in common, of the
// words of the shorter one, and less where the lengths differ much.
func commonWords(a, b string) float64 {
	x, y := words(a), words(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	common := 0
	for w := range x {
		if y[w] {
			common++
		}
	}
	return 2 * float64(common) / float64(len(x)+len(y))
}

func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		if w = fold(w); w != "" {
			set[w] = true
		}
	}
	return set
}
