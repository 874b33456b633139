package typeset

import (
	"image"
	"image/draw"
	"math"
	"path/filepath"
	"testing"

	"gloss/annotate"
	"gloss/app/reader/golden"
)

// The pictures in testdata/pictures are pages as a person sees them, but for the
// margin, in the fonts that the toolkit bundles. Look at them after -update.

const news = `# The quiet war for the northern shelf

Reykjavík broke off diplomatic relations with London on Thursday, the first time that one member of the alliance has done so to another. The [law of the sea] conference meets again in March, and few delegates expect it to settle what gunboats could not.

“We live from fish,” the foreign minister said. “Whoever takes our fish takes our sovereignty.” Without the northern grounds *eight thousand jobs* are at risk, they say in Hull, and with them whole streets.

## Frigates and wire cutters

The Royal Navy has sent four frigates. The coastguard answers with a device as simple as it is effective: a wire cutter, towed behind the boat, that parts the warps of a trawl. Forty-six nets have been lost. _Nobody has been killed_, which both sides call luck.

- Two ships were rammed in December.

-- One of them twice.

12. A tug was holed below the waterline.

> A base is a base. If it closes, every submarine captain in Murmansk knows it.

Cod is dearer in every port, and the insurers have doubled their rates 👍🏽.`

const table = `|= Year | Limit | Catch, tonnes | What happened

| 1958 | 12 miles | 505,000 | The first dispute begins; trawlers fish in boxes under the guard of warships.

| 1972 | 50 miles | 399,000 | The second; the wire cutter is used for the first time.

~ Landings from the northern grounds

! func main() {\\    println("x")\\}`

const months = `Landings from the northern grounds, in tonnes:

|= Year | January | February | March | April | May | June | July | August | September

| 1975 | 12,500 | 11,900 | 13,020 | 9,400 | 8,800 | 7,900 | 7,100 | 8,300 | 9,950

| 1976 | 12,100 | 11,200 | 12,960 | 9,100 | 8,500 | 6,400 | none: the second agreement was signed in Oslo | 2,300 | 2,450

The figures of the last quarter were never published.`

const arabic = `حرب سمك القد

قطعت ريكيافيك علاقاتها مع لندن يوم 19 فبراير 1976، وهي المرة الأولى في حلف NATO (كما قيل). وقال الوزير: «نحن نعيش من السمك».

Hello שלום (עולם) 12, world.`

// TestPictures compares what is drawn with testdata/pictures. Rounding differs a
// little between processors, so a few pixels may.
func TestPictures(t *testing.T) {
	type passage struct {
		quote string
		tags  []int // of the palette
		dim   bool
	}
	coded := []passage{
		{"Reykjavík broke off diplomatic relations with London", []int{0}, false},
		{"with London on Thursday, the first time that one member of the alliance", []int{3}, false},
		{"on Thursday, the first", []int{5}, false},
		{"“We live from fish,” the foreign minister said. “Whoever takes our fish", []int{2}, false},
		{"takes our sovereignty", []int{0, 2}, false},
		{"eight thousand jobs are at risk", []int{4}, false},
		{"The Royal Navy has sent four frigates. The coastguard answers", []int{1}, false},
		{"Forty-six nets have been lost. Nobody has been killed", []int{6}, false},
		{"every submarine captain in Murmansk", nil, false},
		{"the insurers have doubled their rates", []int{7}, true},
	}
	for _, test := range []struct {
		name, source string
		paper        string
		scale        float64
		coded        []passage
		aside        float64 // tables are scrolled
	}{
		{"news_light", news, "light", 1, coded, 0},
		{"news_dark", news, "dark", 1.5, coded, 0},
		{"news_contrast", news, "contrast", 1, coded, 0},
		{"table_light", table, "light", 1, []passage{{"12 miles\t505,000", []int{0}, false}, {"trawlers fish in boxes under", []int{1}, false}}, 0},
		{"table_dark", table, "dark", 2, nil, 0},
		{"months_light", months, "light", 1, []passage{{"8,800\t7,900", []int{0}, false}, {"second agreement", []int{1, 4}, false}, {"figures", []int{2}, false}}, 130},
		{"months_dark", months, "dark", 1, []passage{{"12,500\t11,900\t13,020", []int{0}, false}}, 0},
		{"arabic_light", arabic, "light", 2, []passage{{"لندن يوم 19 فبراير", []int{0}, false}, {"(עולם) 12", []int{2}, false}}, 0},
		{"arabic_dark", arabic, "dark", 1, []passage{{"حلف NATO (كما", []int{1}, false}}, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := article(t, test.source)
			c := NewColumn(testFaces(t), a, Setting{}, 560)
			for _, table := range c.AppendTables(nil, 0, c.Height()) {
				c.ScrollTable(table, test.aside)
			}
			var covers []Cover
			for _, p := range test.coded {
				span, ok := a.Text.Find(p.quote, 0)
				if !ok {
					t.Fatalf("no %q in the text", p.quote)
				}
				cover := Cover{Span: span, Dim: p.dim}
				for _, tag := range p.tags {
					cover.Colors = append(cover.Colors, hex(annotate.Palette[tag]))
				}
				covers = append(covers, cover)
			}
			hits := Hits{Current: -1}
			if s, ok := a.Text.Find("wire cutter", 0); ok {
				hits = Hits{Spans: []annotate.Span{s}, Current: 0}
			}
			golden.Picture(t, filepath.Join("testdata/pictures", test.name+".png"), page(c, NewSheet(covers), hits, papers[test.paper], test.scale), *update)
		})
	}
}

// page draws a whole column, with a rim.
func page(c *Column, s *Sheet, hits Hits, paper Paper, scale float64) *image.RGBA {
	const rim = 24.0
	origin := Point{-rim, -rim}
	img := image.NewRGBA(image.Rect(0, 0, int((c.Width()+2*rim)*scale), int((c.Height()+2*rim)*scale)))
	draw.Draw(img, img.Rect, image.NewUniform(paper.Page), image.Point{}, draw.Src)
	for _, d := range c.AppendDecor(nil, 0, c.Height()) {
		strength := 0.18
		if d.Kind == Panel {
			strength = 0.06
		}
		fillRect(img, d.Rect, origin, scale, Mix(paper.Page, paper.Ink.Text, strength))
	}
	part := func(box Rect) *image.RGBA { // nothing is seen outside the box of a line
		return img.SubImage(image.Rect(
			int(math.Floor((box.X-origin.X)*scale)), int(math.Floor((box.Y-origin.Y)*scale)),
			int(math.Ceil((box.X+box.W-origin.X)*scale)), int(math.Ceil((box.Y+box.H-origin.Y)*scale)),
		)).(*image.RGBA)
	}
	for i := range c.Lines() {
		if c.Washed(i, s, hits) {
			c.DrawWash(part(c.WashBox(i)), i, origin, scale, s, hits, paper)
		}
	}
	for i := range c.Lines() {
		c.DrawInk(part(c.InkBox(i)), i, origin, scale, paper.Ink)
	}
	return img
}
