package importers

import (
	"encoding/json"
	"slices"
	"strings"

	"gloss/annotate"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// linkedData is what one JSON-LD object says about the page.
type linkedData struct {
	headline, published, publisher, url, language string
	authors                                       []string
}

// maxLinkedData bounds, in bytes, what is parsed of one script.
const maxLinkedData = 1 << 20

// readLinkedData reads the JSON-LD of a page: first what is said of articles,
// then what is said of the page that holds them.
func readLinkedData(d *dom) []linkedData {
	var articles, pages []linkedData
	for _, n := range d.elements {
		if n.DataAtom != atom.Script || !strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
			continue
		}
		text := innerText(n)
		if len(text) > maxLinkedData {
			continue
		}
		var value any
		if json.Unmarshal([]byte(tidyJSON(text)), &value) != nil {
			continue // a page's mistake; what else it says is used
		}
		g := graph{byID: map[string]map[string]any{}}
		g.collect(value, 0)
		for _, object := range g.objects {
			switch {
			case isType(object, "article", "posting", "report", "review"):
				articles = append(articles, g.read(object))
			case isType(object, "webpage"):
				pages = append(pages, g.read(object))
			}
		}
	}
	return append(articles, pages...)
}

// tidyJSON mends what pages get wrong: CDATA marks, a final semicolon, and raw
// line breaks in strings.
func tidyJSON(s string) string {
	s = strings.TrimSpace(s)
	for _, mark := range []string{"//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "<!--"} {
		s = strings.TrimPrefix(s, mark)
	}
	for _, mark := range []string{"//]]>", "/*]]>*/", "]]>", "-->", ";"} {
		s = strings.TrimSuffix(strings.TrimSpace(s), mark)
	}
	return strings.Map(func(c rune) rune {
		if c < ' ' {
			return ' '
		}
		return c
	}, s)
}

// graph is the objects of one script, which may refer to each other.
type graph struct {
	objects []map[string]any
	byID    map[string]map[string]any
}

// collect finds the objects in value, depth levels down at most.
func (g *graph) collect(value any, depth int) {
	if depth > 8 {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			g.collect(item, depth+1)
		}
	case map[string]any:
		g.objects = append(g.objects, v)
		if id, ok := v["@id"].(string); ok && len(v) > 1 && g.byID[id] == nil {
			g.byID[id] = v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "author", "publisher"} {
			g.collect(v[key], depth+1)
		}
	}
}

// isType reports whether the object's type contains one of the words.
func isType(object map[string]any, words ...string) bool {
	types, ok := object["@type"].([]any)
	if !ok {
		types = []any{object["@type"]}
	}
	for _, t := range types {
		if name, ok := t.(string); ok && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(strings.ToLower(name), w) }) {
			return true
		}
	}
	return false
}

func (g *graph) read(o map[string]any) linkedData {
	d := linkedData{
		headline:  g.text(o["headline"]),
		published: g.text(o["datePublished"]),
		publisher: g.text(o["publisher"]),
		url:       g.text(o["url"]),
		language:  g.text(o["inLanguage"]),
	}
	if d.headline == "" {
		d.headline = g.text(o["name"])
	}
	list, ok := o["author"].([]any)
	if !ok {
		list = []any{o["author"]}
	}
	for _, author := range list {
		if name := g.text(author); name != "" {
			d.authors = append(d.authors, name)
		}
	}
	return d
}

// text is a value as one line: a string, or the name of an object, which may
// stand elsewhere in the script.
func (g *graph) text(value any) string {
	switch v := value.(type) {
	case string:
		return annotate.OneLine(html.UnescapeString(v))
	case []any:
		if len(v) > 0 {
			return g.text(v[0])
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && v["name"] == nil && g.byID[id] != nil {
			v = g.byID[id]
		}
		if name, ok := v["name"].(string); ok {
			return annotate.OneLine(html.UnescapeString(name))
		}
	}
	return ""
}
