package layout

import (
	"math"
	"reflect"
	"testing"
	"unicode"

	"gloss/importers/pdf/glyphs"
)

// pages makes pages of five bytes for each glyph: its character, its place, and
// how it looks.
func pages(data []byte) []glyphs.Page {
	alphabet := []rune("aeinrst ABEIT0123.,-:;()[]•*¹²³´éשלםوفت漢字。—ﬁ\u00ad\u0301")
	var out []glyphs.Page
	page := glyphs.Page{Width: 612, Height: 792}
	for ; len(data) >= 5; data = data[5:] {
		if data[4] == 0xff {
			out = append(out, page)
			page.Glyphs = nil
			continue
		}
		size := []float64{4, 7, 9, 10, 10, 10, 12, 30}[data[3]>>5]
		page.Glyphs = append(page.Glyphs, glyphs.Glyph{
			Text: string(alphabet[int(data[0])%len(alphabet)]), X: 2.4 * float64(data[1]), Y: 3.1 * float64(data[2]), W: size * float64(data[3]&7) / 8, Size: size,
			Font: int(data[4] & 3), Turn: glyphs.Turn(max(0, int(data[4]>>2&7)-3)), Hidden: data[4]&32 != 0, Artifact: data[4]&64 != 0, Tag: int32(data[2] >> 5),
		})
	}
	return append(out, page)
}

// FuzzBlocks: glyphs may stand anywhere. Nothing panics, the same glyphs give
// the same blocks, no letter is made up, and there are no measures that are
// none.
func FuzzBlocks(f *testing.F) {
	f.Add([]byte("a\x10\xf0d\x00b\x14\xf0d\x00-\x18\xf0d\x00c\x10\xe8d\x00"))
	f.Add([]byte{30, 10, 10, 100, 0, 31, 14, 10, 100, 1, 0, 0, 0, 0, 255, 5, 200, 200, 230, 9})
	fonts := []glyphs.Font{{}, {Bold: true}, {Italic: true}}
	tags := []glyphs.Tag{{Role: glyphs.HeadingRole, Level: 2}, {Role: glyphs.ParagraphRole}, {Role: glyphs.ItemRole, Level: 1}, {Role: glyphs.InTable}}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 20_000 {
			return
		}
		ps := pages(data)
		letters := 0
		for _, p := range ps {
			for _, g := range p.Glyphs {
				letters += countLetters(g.Text)
			}
		}
		run := func(whole bool) ([]Block, Report) {
			var cols []Column
			for i, p := range ps {
				cols = append(cols, Page(p, fonts, i+1)...)
			}
			return Blocks(cols, tags, whole)
		}
		for _, whole := range []bool{false, true} {
			blocks, report := run(whole)
			again, other := run(whole)
			if !reflect.DeepEqual(blocks, again) || !reflect.DeepEqual(report, other) {
				t.Fatalf("the second time it is something else: %v, %v", blocks, again)
			}
			n := 0
			for _, b := range blocks {
				n += countLetters(b.Text())
				if b.Page < 1 || b.Page > len(ps) || math.IsNaN(b.Size) {
					t.Errorf("page %d of %d, size %v", b.Page, len(ps), b.Size)
				}
			}
			for _, l := range report.Furniture {
				n += countLetters(l.Text)
			}
			if n > letters {
				t.Errorf("of %d letters there are %d", letters, n)
			}
		}
	})
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
