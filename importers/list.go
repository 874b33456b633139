package importers

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// list renders the children of a list; items of an ordered one get their
// number.
func (r *renderer) list(n *html.Node, l look) {
	number, step := 1, 1
	ordered := n.DataAtom == atom.Ol
	if hasAttr(n, "reversed") {
		step = -1
		number = 0
		for c := range n.ChildNodes() {
			if c.DataAtom == atom.Li {
				number++
			}
		}
	}
	if start, err := strconv.Atoi(attr(n, "start")); err == nil {
		number = start
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.DataAtom != atom.Li {
			switch c.Type {
			case html.TextNode:
				r.text(c, l)
			case html.ElementNode:
				r.element(c, l)
			}
			continue
		}
		r.flush()
		if hidden(c) {
			continue
		}
		if value, err := strconv.Atoi(attr(c, "value")); err == nil && ordered {
			number = value
		}
		inner := l
		inner.in, inner.item = c, &item{}
		if ordered {
			inner.item.number = numeral(number, attr(n, "type")) + ". "
			number += step
		}
		r.walk(c, inner)
		r.flush()
	}
}

// numeral writes n as the type of an ordered list wants it: 1, a, A, i or I.
func numeral(n int, kind string) string {
	switch {
	case (kind == "a" || kind == "A") && n > 0:
		s := ""
		for ; n > 0; n = (n - 1) / 26 {
			s = string(rune(kind[0])+rune((n-1)%26)) + s
		}
		return s
	case (kind == "i" || kind == "I") && 0 < n && n < 4000:
		s := ""
		for _, d := range []struct {
			value int
			roman string
		}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
			for ; n >= d.value; n -= d.value {
				s += d.roman
			}
		}
		if kind == "I" {
			s = strings.ToUpper(s)
		}
		return s
	}
	return strconv.Itoa(n)
}
