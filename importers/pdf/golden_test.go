package pdf

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	. "gloss/importers/pdf/internal/pdftest"

	"golang.org/x/text/unicode/bidi"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The words of the test files are about the dispute between Iceland and
// Britain over fishing limits.
const (
	first  = "In September the limit moved from twelve miles to fifty, and the trawlers that had fished there for three generations became poachers overnight. The ministry in London called the line a paper wall."
	second = "The patrol boats carried a cutter on a long wire. Towed across the warp of a net it took seconds, and a catch worth a month of wages sank with the gear. Nobody was hurt, which was the point of it."
	third  = "By winter the navy had sent frigates. They were fast and strong, and quite useless against a small ship that turned inside their circle and rammed them when they came too near."
	fourth = "The talks that ended the quarrel took less than a week. What remained was a rule that other states copied, and harbours in the north of England that never filled again."
)

// cases are files that each show one thing that the importer has to get right.
var cases = []struct {
	name string
	make func() []byte
}{
	{"columns_two", func() []byte { return twoColumns("") }},
	{"columns_running_heads", func() []byte {
		f := New()
		for i, text := range []string{first, second, third} {
			f.Page(Text(72, 760, 8, "F4", "The Harbour Review") + Text(500, 760, 8, "F4", fmt.Sprint(41+i)) +
				Lines(72, 700, 10, 12, "F5", Wrap(text, 70)...) + Text(280, 30, 8, "F4", fmt.Sprintf("Page %d of 3", i+1)))
		}
		return f.Bytes()
	}},
	{"paragraph_over_pages", func() []byte {
		f := New()
		lines := Wrap(first+" "+second, 70)
		f.Page(Lines(72, 700, 10, 12, "F5", lines[:3]...))
		f.Page(Lines(72, 700, 10, 12, "F5", lines[3:]...) + Lines(72, 600, 10, 12, "F5", Wrap(third, 70)...))
		return f.Bytes()
	}},
	{"paragraph_indents", func() []byte {
		f := New()
		y, content := 700.0, ""
		for _, text := range []string{first, "Nobody believed it.", "Nobody had asked them.", second} {
			lines := Wrap("xxx"+text, 60)
			lines[0] = strings.TrimPrefix(lines[0], "xxx")
			content += Text(72+18, y, 10, "F5", lines[0]) + Lines(72, y-12, 10, 12, "F5", lines[1:]...)
			y -= 12 * float64(len(lines))
		}
		f.Page(content)
		return f.Bytes()
	}},
	{"hyphens", func() []byte {
		f := New()
		f.Page(Lines(72, 700, 10, 12, "F5",
			"The frigates were sent to protect the trawlers, although the agree-",
			"ment forbade it. A long-term settlement seemed far away, and a short-",
			"term one did too. The agreement that came at last, after a self-",
			"imposed delay, was signed by a minister from the North-",
			"West and it was kept."))
		return f.Bytes()
	}},
	{"kerned_without_spaces", func() []byte {
		f := New()
		f.Page("BT /F1 11 Tf 72 700 Td [(The)-278(nets)-278(w)10(ere)-278(cut,)-278(and)-278(the)] TJ 0 -13 Td [(fish)-278(w)10(ent)-278(free.)] TJ ET")
		return f.Bytes()
	}},
	{"operators", func() []byte {
		f := New()
		f.Page("q 1 0 0 1 72 700 cm BT /F1 12 Tf 14 TL (first line) Tj (second line) ' 2 0 (third line) \" T* [(four)-50(th)] TJ ET Q " +
			"Q Q BI /W 2 /H 1 /BPC 8 /CS /G ID \x01EI\x02 EI " +
			"BT /F1 12 Tf 50 Tz 72 560 Td (narrow) Tj 100 Tz 0 -14 TD (\\(escaped\\) \\101\\102\\[) Tj 1 0 0 1 72 500 Tm <68 65 78> Tj ET")
		return f.Bytes()
	}},
	{"type0_to_unicode", type0},
	{"type3_tex", type3},
	{"glyphs_mathematical_pi", func() []byte {
		f := New()
		enc := f.Add("<</Type /Encoding /Differences [1 /H11021 /H11005 /H11002 /H9251]>>")
		n := f.Add(fmt.Sprintf("<</Type /Font /Subtype /Type1 /BaseFont /MathematicalPi-One /Encoding %d 0 R /FirstChar 1 /LastChar 4 /Widths [667 667 667 667]>>", enc))
		f.Resources = strings.Replace(f.Resources, "/F1 ", fmt.Sprintf("/F9 %d 0 R /F1 ", n), 1)
		f.Page("BT /F1 12 Tf 72 700 Td (t ) Tj /F9 12 Tf (\\002\\003) Tj /F1 12 Tf (2.1, p ) Tj /F9 12 Tf (\\001) Tj /F1 12 Tf ( .05, ) Tj /F9 12 Tf (\\004) Tj /F1 12 Tf ( = .9) Tj ET")
		return f.Bytes()
	}},
	{"ligatures", func() []byte {
		f := New()
		enc := f.Add("<</Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /ffl /f_f_i /uni00E9 /a.sc /Zcaron]>>")
		n := f.Add(fmt.Sprintf("<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding %d 0 R>>", enc))
		f.Resources = fmt.Sprintf("<</Font <</F1 %d 0 R>>>>", n)
		f.Page("BT /F1 12 Tf 72 700 Td (The \\001rst ba\\002ing o\\003ce caf\\004 \\005nd \\006) Tj ET")
		return f.Bytes()
	}},
	{"form_within_form", func() []byte {
		f := New()
		inner := f.Stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [1 0 0 1 0 -20]", Text(72, 700, 12, "F1", "from the inner form"))
		outer := f.Stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources <</XObject <</In %d 0 R>> %s>>", inner,
			strings.TrimSuffix(strings.TrimPrefix(f.Resources, "<<"), ">>")), Text(72, 700, 12, "F1", "from the outer form")+"/In Do")
		f.Resources = fmt.Sprintf("<</XObject <</Out %d 0 R>>>>", outer)
		f.Page("/Out Do")
		return f.Bytes()
	}},
	{"note_marks", func() []byte {
		f := New()
		f.Page(Text(72, 700, 10, "F5", "The limit was moved") + Text(72+19*6, 704, 6, "F5", "12") + Text(72+19*6+10, 700, 10, "F5", "and moved again.") +
			Text(72, 688, 10, "F5", "Nobody asked why."))
		return f.Bytes()
	}},
	{"looks", func() []byte {
		f := New()
		f.Page(Text(72, 740, 20, "F2", "Nets and frigates") + Text(72, 715, 11, "F3", "By Ada Sample and Ben Example") +
			Text(72, 690, 11, "F2", "The line") +
			"BT /F1 11 Tf 72 670 Td (It was a line on ) Tj /F3 11 Tf (paper) Tj /F1 11 Tf ( and ) Tj /F2 11 Tf (nothing) Tj /F1 11 Tf ( more, they said in London that year.) Tj ET " +
			Text(72, 640, 9, "F1", "Figure 2. The cutter, seen from above.") +
			Text(72, 610, 11, "F1", "\u2022 a warp") + Text(72, 596, 11, "F1", "\u2022 a net"))
		info := f.Add("<</Title (Microsoft Word - final_v3.doc) /Author (Ada Sample) /CreationDate (D:20240215093000Z)>>")
		f.Trailer = fmt.Sprintf("/Info %d 0 R", info)
		return f.Bytes()
	}},
	{"abstract_set_in", func() []byte {
		f := New()
		f.Page(Text(72, 740, 16, "F2", "The price of a line") +
			Lines(108, 710, 9, 11, "F5", "Abstract. The dispute over fishing limits is told as a story of", "gunboats; the harbours that lost their living are seldom in it.", "This paper counts them, and finds that the treaty which ended", "the quarrel cost more jobs than the quarrel itself had done.") +
			Text(72, 640, 10, "F5", "1. Introduction") + Lines(72, 622, 10, 12, "F5", Wrap(first, 70)...) +
			Text(72, 560, 10, "F5", "2. Harbours") + Lines(72, 542, 10, 12, "F5", Wrap(second+" "+third, 70)...) +
			Text(72, 400, 9, "F5", "Figure 1. The harbours of the north,") + Text(72, 389, 9, "F5", "by tonnes of cod landed.") +
			Text(72, 90, 7, "F5", "1 Landings are those of the ministry's yearbook, without herring") + Text(72, 82, 7, "F5", "and shellfish.") +
			Text(72, 74, 7, "F5", "* Both authors fished."))
		return []byte(strings.Replace(string(f.Bytes()), "(1 Landings", "(\\271 Landings", 1))
	}},
	{"drop_cap", func() []byte {
		f := New()
		f.Page(Text(72, 676, 34, "F1", "T") + Lines(96, 690, 10, 12, "F5", "he trawlers came back in the autumn, when the weather was", "at its worst and the patrol boats had the least to lose.") +
			Lines(72, 666, 10, 12, "F5", "Nobody in the harbour spoke of war, but everyone counted the", "ships and wrote down the numbers."))
		return f.Bytes()
	}},
	{"table_rows", func() []byte {
		f := New()
		content := Lines(72, 720, 10, 12, "F5", Wrap(first, 70)...) + Text(72, 650, 9, "F5", "Table 1. Cod landed, in tonnes")
		for i, row := range [][]string{{"Harbour", "1972", "1976"}, {"Hull", "89,100", "31,450"}, {"Grimsby and", "112,000", "64,020"}, {"Fleetwood", "", ""}, {"Total", "201,100", "95,470"}} {
			for j, cell := range row {
				content += Text(72+float64(j)*110, 634-float64(i)*12, 9, "F5", cell)
			}
		}
		f.Page(content + Lines(72, 550, 10, 12, "F5", Wrap(second, 70)...))
		return f.Bytes()
	}},
	{"stamp_beside", func() []byte {
		f := New()
		f.Page("BT /F1 16 Tf 0 1 -1 0 30 300 Tm (archive:7402.0815v2) Tj ET " + Lines(72, 700, 10, 12, "F5", Wrap(first+" "+second, 70)...))
		return f.Bytes()
	}},
	{"hebrew_as_seen", func() []byte {
		return written("Arial", seen("הסכם הדיג נחתם בשנת 1976 באוסלו (נורווגיה)."), seen("בריטניה, כך אמרו, איבדה 12.5 אלף משרות."))
	}},
	{"arabic_as_seen", func() []byte {
		return written("Amiri", seen("وقعت الحكومتان على الاتفاق في عام 1976، كما قال"), seen("متحدث باسم The Times في لندن."))
	}},
	{"arabic_forms", func() []byte { return written("Amiri", seen("\ufefb \ufea3\ufeae\ufe8f")) }}, // no war, in the forms of letters within words
	{"hebrew_within_english", func() []byte { return written("Arial", "The word "+seen("שלום רב")+" stood on the wall.") }},
	{"chinese_lines", func() []byte {
		return written("Song", "冰岛与英国在捕鱼界限上的争端", "持续了二十年才由条约而结束。")
	}},
	{"japanese_downwards", func() []byte {
		f, font := unicodeFont("Mincho", "漁業の境界をめぐる争いは二十年続いた。")
		content := ""
		for i, line := range []string{"漁業の境界をめぐる", "争いは二十年続いた。"} {
			for j, r := range []rune(line) {
				content += fmt.Sprintf("BT /F1 12 Tf %d %d Td <%s> Tj ET\n", 400-20*i, 700-13*j, font(r))
			}
		}
		f.Page(content)
		return f.Bytes()
	}},
	{"artifacts_and_actual_text", func() []byte {
		f := New()
		f.Page("/Artifact BMC " + Text(72, 760, 9, "F4", "Draft, not for circulation") + "EMC " +
			"BT /F1 12 Tf 72 700 Td (The o) Tj /Span <</ActualText <FEFF006600660069>>> BDC (#) Tj EMC (ce was closed.) Tj ET")
		return f.Bytes()
	}},
	{"tags_believed", tagsBelieved},
	{"tags_by_line", tagsByLine},
	{"turned_page", func() []byte {
		f := New()
		f.Page("BT /F1 12 Tf 0 1 -1 0 300 100 Tm (A line that runs upwards) Tj ET BT /F1 30 Tf .7 .7 -.7 .7 200 300 Tm (COPY) Tj ET")
		return f.Bytes()
	}},
	{"damaged_table", func() []byte {
		return []byte(strings.Replace(string(twoColumns("")), "startxref\n", "startxref\n7", 1))
	}},
	{"damaged_cut_short", func() []byte {
		data := twoColumns("")
		return data[:strings.Index(string(data), "xref\n0")]
	}},
	{"damaged_junk_before", func() []byte { return append([]byte("\r\nHTTP/1.1 200 OK\r\n\r\n"), twoColumns("")...) }},
	{"hostile_size", func() []byte { return twoColumns("/Size 2000000000") }},
	{"hostile_table_circle", func() []byte { return twoColumns("/Prev 9") }},
	{"hostile_page_circle", func() []byte {
		f := New()
		f.Page(Text(72, 700, 12, "F1", "the only page"))
		f.Set(1, "<</Type /Pages /Kids [1 0 R 8 0 R 1 0 R 8 0 R] /Count 99>>")
		return f.Bytes()
	}},
}

// twoColumns has a title across, and the second column drawn before the first.
func twoColumns(trailer string) []byte {
	f := New()
	f.Trailer = trailer
	left, right := Wrap(first, 34), Wrap(third, 34)
	f.Page(Text(72, 740, 18, "F2", "A line across the sea that nobody could see") +
		Lines(320, 700, 10, 12, "F5", append(right, Wrap(fourth, 34)...)...) +
		Lines(72, 700, 10, 12, "F5", append(left, Wrap(second, 34)...)...))
	return f.Bytes()
}

// type0 has a composite font whose codes mean something only by /ToUnicode.
func type0() []byte {
	f := New()
	cmap := f.Stream("", "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"+
		"2 beginbfrange <0001> <001A> <0061> <00F0> <00F1> [<00480065> <D83DDE00>] endbfrange\n"+
		"2 beginbfchar <0020> <0020> <00FF> <006600660069> endbfchar")
	desc := f.Add("<</Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Some /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /DW 500 /W [32 [250] 240 241 900]>>")
	font := f.Add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Some-Bold /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>", desc, cmap))
	f.Resources = fmt.Sprintf("<</Font <</F1 %d 0 R>>>>", font)
	f.Page("BT /F1 12 Tf 72 700 Td <00F0 0001 0012 0020 000F 00FF 0003 0005 0020 00F1> Tj ET")
	return f.Bytes()
}

// unicodeFont makes a file with one font, F1, that has the characters of a
// text, all half as wide as high but for those of East Asia. font gives the
// code of a character in hexadecimals.
func unicodeFont(name, text string) (f *File, font func(rune) string) {
	f = New()
	var chars []rune
	var cmap, widths strings.Builder
	for _, r := range text {
		if slices.Contains(chars, r) {
			continue
		}
		chars = append(chars, r)
		fmt.Fprintf(&cmap, "<%04X> <%04X>\n", len(chars), r)
		w := 500
		switch {
		case r > 0x2e80 && r < 0xfb00:
			w = 1000
		case r == ' ':
			w = 250
		}
		fmt.Fprintf(&widths, "%d [%d] ", len(chars), w)
	}
	to := f.Stream("", fmt.Sprintf("1 begincodespacerange <0000> <FFFF> endcodespacerange\n%d beginbfchar\n%sendbfchar", len(chars), cmap.String()))
	desc := f.Add("<</Type /Font /Subtype /CIDFontType2 /BaseFont /" + name + " /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /W [" + widths.String() + "]>>")
	n := f.Add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>", name, desc, to))
	f.Resources = fmt.Sprintf("<</Font <</F1 %d 0 R>>>>", n)
	return f, func(r rune) string { return fmt.Sprintf("%04X", slices.Index(chars, r)+1) }
}

// written draws lines from left to right, whatever their script, and with equal
// right ends.
func written(name string, lines ...string) []byte {
	f, font := unicodeFont(name, strings.Join(lines, ""))
	content := ""
	for i, line := range lines {
		codes := ""
		for _, r := range line {
			codes += font(r)
		}
		width := 0.0
		for _, r := range line {
			switch {
			case r > 0x2e80 && r < 0xfb00:
				width += 12
			case r == ' ':
				width += 3
			default:
				width += 6
			}
		}
		content += fmt.Sprintf("BT /F1 12 Tf %g %d Td <%s> Tj ET\n", 500-width, 700-15*i, codes)
	}
	f.Page(content)
	return f.Bytes()
}

// seen is a text as it stands on the page, in the order of the Unicode
// bidirectional algorithm for a paragraph that begins at the right.
func seen(text string) string {
	var p bidi.Paragraph
	p.SetString(text, bidi.DefaultDirection(bidi.RightToLeft))
	order, err := p.Order()
	if err != nil {
		panic(err)
	}
	out := ""
	for i := range order.NumRuns() {
		run := order.Run(i)
		s := run.String()
		if run.Direction() == bidi.RightToLeft {
			s = bidi.ReverseString(s)
		}
		out = s + out // Order gives the runs as they are read, from the right
	}
	return out
}

// type3 has two bitmap fonts of TeX's without sizes, one with characters named
// after their codes in decimals and one after themselves.
func type3() []byte {
	f := New()
	f.Resources = "<</Font <<"
	for i, names := range []string{"97 98 99 100 101 44 12 123 92 34", "a b c d e , #0c #7b #5c #22"} {
		enc := f.Add("<</Type /Encoding /Differences [1 /" + strings.ReplaceAll(names, " ", " /") + "]>>")
		n := f.Add(fmt.Sprintf("<</Type /Font /Subtype /Type3 /FontMatrix [1 0 0 -1 0 0] /FontBBox [0 0 1 -1] /CharProcs <<>> /Encoding %d 0 R /FirstChar 1 /LastChar 10 /Widths [18 20 18 20 18 10 22 20 20 20]>>", enc))
		f.Resources += fmt.Sprintf("/F%d %d 0 R ", i+1, n)
	}
	f.Resources += ">>>>"
	f.Page("q .24 0 0 .24 72 700 cm BT /F1 1 Tf (\\003\\001\\007\\005) Tj 15 0 Td 80 0 Td (\\002\\005\\006) Tj /F2 1 Tf 70 0 Td (\\011\\001\\002\\012\\010\\007) Tj ET Q")
	return f.Bytes()
}

func TestGolden(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a, r := imported(t, c.make())
			var out strings.Builder
			fmt.Fprintf(&out, "title: %s\nauthors: %s\n\n", a.Title, strings.Join(a.Authors, "; "))
			for _, b := range a.Blocks {
				fmt.Fprintf(&out, "%s %d, page %d: %s\n", b.Kind, b.Level, b.Page, a.Text.Slice(b.Span))
			}
			for _, m := range a.Marks {
				fmt.Fprintf(&out, "mark %s: %s\n", m.Style, a.Text.Slice(m.Span))
			}
			out.WriteString("\n")
			for _, m := range r.Remarks {
				fmt.Fprintf(&out, "%s (%d): %s [%s]\n", m.Kind, m.Count, m.Detail, m.Text)
			}
			for _, c := range r.Candidates {
				fmt.Fprintf(&out, "candidate %s: %s (%s)\n", c.Field, c.Value, c.Origin)
			}
			path := filepath.Join("testdata", c.name+".golden")
			if *update {
				if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if out.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s", out.String(), want)
			}
		})
	}
}
