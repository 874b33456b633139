package qda

import (
	"cmp"
	"slices"
	"strings"
)

// rescue moves spans that do not say what their whole quote says to the nearest
// place that does, and counts them.
func rescue(raw []rune, places []place, spans []rawSpan, heads []string) int {
	const most = 4 << 30 // bytes that are searched, in about a second
	found, searched := 0, 0
	var at *finder
	for i, p := range places {
		if !p.whole || heads[i] == "" || spans[i].ok && squeezed(raw[spans[i].from:spans[i].to], 0) == squeezed([]rune(p.quote), 0) {
			continue
		}
		if at == nil {
			at = newFinder(raw)
		}
		if searched += len(at.text); searched > most {
			break
		}
		if s, ok := at.nearest(p.quote, p.start); ok {
			spans[i] = s
			found++
		}
	}
	return found
}

// finder looks for quotes without regard to blanks.
type finder struct {
	text string // squeezed
	of   []int  // by byte of text: index of the raw code point
}

func newFinder(raw []rune) *finder {
	f := &finder{}
	var b strings.Builder
	for i := range raw {
		s := squeezed(raw[i:i+1], 0)
		b.WriteString(s)
		for range len(s) {
			f.of = append(f.of, i)
		}
	}
	f.text = b.String()
	return f
}

// nearest is where the quote stands nearest to the raw index.
func (f *finder) nearest(quote string, near int) (rawSpan, bool) {
	const most = 1000 // places that are compared
	want := squeezed([]rune(quote), 0)
	if want == "" {
		return rawSpan{}, false
	}
	var places []rawSpan
	for from := 0; len(places) < most; {
		i := strings.Index(f.text[from:], want)
		if i < 0 {
			break
		}
		from += i
		places = append(places, rawSpan{f.of[from], f.of[from+len(want)-1] + 1, true})
		from++
	}
	if len(places) == 0 {
		return rawSpan{}, false
	}
	return slices.MinFunc(places, func(a, b rawSpan) int { return cmp.Compare(distance(a.from, near), distance(b.from, near)) }), true
}

func distance(a, b int) int { return max(a-b, b-a) }
