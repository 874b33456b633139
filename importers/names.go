package importers

import (
	"strings"

	"golang.org/x/net/html"
)

// naming says which parts of a page the words of a class or id name: bits, as
// one element may be called by several.
type naming uint16

const (
	namedComments naming = 1 << iota // the first seven are furniture, in the order in which they count
	namedMenus
	namedRelated
	namedShare
	namedAds
	namedSide
	namedFoot
	namedByline // a byline with what stands in its line
	namedAuthor
	namedDate
	namedCaption
)

// nameTable holds the words by which pages call their parts in class and id. A
// name of several words is written with hyphens, "by-line". Every element of a
// page is asked for, so this is one table to look up and not a list of patterns.
var nameTable = func() map[string]naming {
	table := map[string]naming{}
	for _, line := range []struct {
		part  naming
		names string
	}{
		{namedComments, "comment comments disqus respond replies commentlist"},
		{namedMenus, "nav navbar navigation menu breadcrumb breadcrumbs pagination pager skip-link toc"},
		{namedRelated, "related recommended recommendations readmore read-more more-stories trending popular mostread most-read outbrain taboola promo teaser teasers newsletter subscribe signup sign-up"},
		{namedShare, "share sharing shares social sharedaddy follow-us"},
		{namedAds, "ad ads advert advertisement sponsor sponsored adsense"},
		{namedSide, "sidebar side-bar widget widgets rail"},
		{namedFoot, "footer copyright legal disclaimer gdpr consent"},
		{namedByline, "byline by-line dateline timestamp pubdate publish-date published-date post-date entry-date post-meta entry-meta article-meta author-name breadcrumb breadcrumbs"},
		{namedAuthor, "byline by-line author authors authorname writer contributor"},
		{namedDate, "date dateline pubdate published posted-on timestamp datetime"},
		{namedCaption, "caption credit credits imagecaption photocredit cutline"},
	} {
		for name := range strings.FieldsSeq(line.names) {
			table[name] |= line.part
		}
	}
	return table
}()

// nameBegins are words that count by how they begin.
var nameBegins = []struct {
	part  naming
	start string
}{{namedComments, "disqus"}, {namedShare, "addthis"}, {namedShare, "addtoany"}, {namedFoot, "cookie"}}

// namesIn finds the names in a class or id: what stands between spaces, or
// between hyphens and underscores within. Case does not matter.
func namesIn(value string) naming {
	const longest = 2 // words of the longest name of the table
	var found naming
	var buffer [128]byte
	lower := appendNames(buffer[:0], value)
	for start := 0; start < len(lower); {
		next := len(lower)
		for end, words := start, 0; end <= len(lower); end++ {
			if end < len(lower) && lower[end] != ' ' && lower[end] != '-' {
				continue
			}
			found |= nameTable[string(lower[start:end])]
			if words++; words == 1 {
				next = end + 1
				for _, b := range nameBegins {
					if strings.HasPrefix(string(lower[start:end]), b.start) {
						found |= b.part
					}
				}
			}
			if words == longest || end < len(lower) && lower[end] == ' ' {
				break
			}
		}
		start = next
	}
	return found
}

// appendNames appends s in lower case, with each run of hyphens and
// underscores as one hyphen and all white space as spaces.
func appendNames(to []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c == '_':
			c = '-'
		case c == '\t' || c == '\n' || c == '\f' || c == '\r':
			c = ' '
		}
		if c == '-' && len(to) > 0 && to[len(to)-1] == '-' {
			continue
		}
		to = append(to, c)
	}
	return to
}

// names says what class and id of an element name. Pages repeat the same few
// classes, so what was found is remembered.
func (d *dom) names(n *html.Node) naming {
	var all naming
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" || a.Namespace != "" {
			continue
		}
		found, known := d.named[a.Val]
		if !known {
			found = namesIn(a.Val)
			d.named[a.Val] = found
		}
		all |= found
	}
	return all
}

// hasClass reports whether one of the element's classes is one of those, to
// the letter.
func hasClass(class string, of map[string]bool) bool {
	for c := range strings.FieldsSeq(class) {
		if of[c] {
			return true
		}
	}
	return false
}
