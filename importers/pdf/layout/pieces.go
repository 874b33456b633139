package layout

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Widths in units of the font size.
const (
	wideGap  = 0.6  // starts a new piece; a wide space between words may be as wide
	backward = 0.35 // how far a glyph may go back and still continue a piece
	drift    = 0.12 // how far a baseline may move within a piece
)

// pieces cuts the glyphs into pieces, in the order of drawing.
func pieces(items []item) []*piece {
	var out []*piece
	var cur *piece
	for _, it := range items {
		if it.Text == "" {
			continue
		}
		if cur != nil {
			last := cur.items[len(cur.items)-1]
			size := max(it.Size, last.Size)
			gap := it.X - (last.X + last.W)
			if math.Abs(it.Y-last.Y) <= drift*size && gap <= wideGap*size && gap >= -backward*size-last.W/2 &&
				it.X > last.X-0.05*size && min(it.Size, last.Size) >= 0.5*size && it.Artifact == last.Artifact {
				if it.Text == last.Text && it.X-last.X < 0.1*size && it.seq != last.seq {
					continue // drawn twice to look bold
				}
				cur.items = append(cur.items, it)
				cur.x1 = max(cur.x1, it.X+it.W)
				cur.chars += utf8.RuneCountInString(it.Text)
				continue
			}
		}
		cur = &piece{x0: it.X, x1: it.X + it.W, y: it.Y, size: it.Size, chars: utf8.RuneCountInString(it.Text), items: []item{it}}
		out = append(out, cur)
	}
	for _, p := range out {
		p.size = mainSize(p.items)
	}
	return undoubled(out)
}

// undoubled leaves out pieces that are drawn a second time at the same place,
// as shadows and fake bold are.
func undoubled(ps []*piece) []*piece {
	type key struct {
		x, y int
		text string
	}
	seen := map[key]bool{}
	return slices.DeleteFunc(ps, func(p *piece) bool {
		if p.chars < 2 {
			return false
		}
		x, y, s := int(math.Floor(p.x0)), int(math.Floor(p.y)), p.string()
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				if seen[key{x + dx, y + dy, s}] {
					return true
				}
			}
		}
		seen[key{x, y, s}] = true
		return false
	})
}

func (p *piece) string() string {
	var b []byte
	for _, it := range p.items {
		b = append(b, it.Text...)
	}
	return string(b)
}

// mainSize is the font size of most characters.
func mainSize(items []item) float64 {
	count := map[float64]int{}
	best, most := 0.0, 0
	for _, it := range items {
		s := math.Round(it.Size*10) / 10
		count[s] += utf8.RuneCountInString(it.Text)
		if n := count[s]; n > most || n == most && s > best {
			best, most = s, n
		}
	}
	return best
}

// spacing are marks that old fonts draw over a letter as a glyph of their own.
var spacing = map[string]rune{
	"´": 0x301, "`": 0x300, "ˆ": 0x302, "¨": 0x308, "˜": 0x303, "¸": 0x327, "˚": 0x30a, "ˇ": 0x30c,
	"˘": 0x306, "˙": 0x307, "˝": 0x30b, "¯": 0x304, "˛": 0x328,
}

// composed joins a mark to the letter that it is drawn over, whichever comes
// first.
func composed(items []item) []item {
	out := items[:0]
	for i := 0; i < len(items); i++ {
		it := items[i]
		mark, ok := spacing[it.Text]
		if !ok {
			out = append(out, it)
			continue
		}
		if i+1 < len(items) && over(it, items[i+1]) {
			next := items[i+1]
			next.Text, next.space = attach(next.Text, mark), it.space || next.space
			out = append(out, next)
			i++
		} else if n := len(out); n > 0 && over(it, out[n-1]) {
			out[n-1].Text = attach(out[n-1].Text, mark)
		} else {
			out = append(out, it)
		}
	}
	return out
}

// over reports whether a mark is drawn over a letter.
func over(mark, letter item) bool {
	r, n := utf8.DecodeRuneInString(letter.Text)
	if n != len(letter.Text) || !unicode.IsLetter(r) || math.Abs(mark.Y-letter.Y) > 0.6*letter.Size {
		return false
	}
	shared := min(mark.X+mark.W, letter.X+letter.W) - max(mark.X, letter.X)
	return shared > 0.5*min(mark.W, letter.W) && shared > 0
}

func attach(letter string, mark rune) string {
	switch letter {
	case "ı":
		letter = "i"
	case "ȷ":
		letter = "j"
	}
	return norm.NFC.String(letter + string(mark))
}

// quantile returns the value below which a share q of the values lies. It
// sorts vs.
func quantile(vs []float64, q float64) float64 {
	if len(vs) == 0 {
		return 0
	}
	slices.Sort(vs)
	return vs[int(q*float64(len(vs)-1)+0.5)]
}
