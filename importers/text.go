package importers

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gloss/annotate"
)

// readText reads plain text, such as an article pasted from a page. It keeps
// every character: what looks like residue of the page is pointed out on the
// receipt, and a person strikes it.
func readText(ctx context.Context, s source) (annotate.Article, annotate.Receipt, error) {
	var a annotate.Article
	var r annotate.Receipt
	raw, err := decode(s, undeclared, &r)
	if err != nil {
		return a, r, err
	}
	noteCleaning(raw, &r)
	lines := splitLines(raw)
	paragraphs, joined := paragraphsOf(lines)
	if joined > 0 {
		r.Add(annotate.Mended, "the lines have a fixed width; those of one paragraph were joined", "", joined)
	}
	var b annotate.Builder
	for _, p := range paragraphs {
		b.Add(annotate.Paragraph, 0, 0, annotate.Piece{Text: p})
	}
	if err := ctx.Err(); err != nil {
		return a, r, err
	}
	b.Into(&a)
	textFacts(&a, &r)
	setLanguage(&a, &r, "", "")
	return a, r, nil
}

// splitLines cuts a text at its line ends, of whatever kind; a page break ends
// a line too.
func splitLines(raw string) []string {
	raw = strings.NewReplacer("\f", "\n\n", "\v", "\n").Replace(raw)
	return strings.Split(annotate.Clean(raw), "\n")
}

// noteCleaning remarks what [annotate.Clean] takes out of or changes in raw.
func noteCleaning(raw string, r *annotate.Receipt) {
	soft := strings.Count(raw, "\u00ad")
	if soft > 0 {
		r.Add(annotate.Mended, "soft hyphens, which only show where a line breaks, were taken out", "", soft)
	}
	controls := 0
	for _, c := range raw {
		if unicode.IsControl(c) && !strings.ContainsRune("\n\t\r\f\v\u0085", c) {
			controls++
		}
	}
	if controls > 0 {
		r.Add(annotate.Mended, "control characters, which nobody sees, were taken out", "", controls)
	}
	if !norm.NFC.IsNormalString(raw) {
		r.Add(annotate.Mended, "letters with separate accents were joined with them (normal form NFC)", "", 0)
	}
}

// The widest line of a text with a fixed width, in characters.
const (
	minWrap = 35
	maxWrap = 110
)

// paragraphsOf joins lines into paragraphs. A blank line always parts two. A
// line end does too, unless the text has a fixed width: then the lines of a
// paragraph are joined, and joined counts these: by a space, but for Chinese and
// Japanese.
func paragraphsOf(lines []string) (paragraphs []string, joined int) {
	width := wrapWidth(lines)
	for i, line := range lines {
		text := strings.TrimFunc(line, unicode.IsSpace)
		switch {
		case text == "":
		case width > 0 && i > 0 && continues(lines[i-1], line, width):
			before := paragraphs[len(paragraphs)-1]
			if !annotate.NoSpaceBetween(before, text) {
				before += " "
			}
			paragraphs[len(paragraphs)-1] = before + text
			joined++
		default:
			// Blanks at the end are not seen; those at the front may be a
			// table's or a poem's, and the builder decides.
			paragraphs = append(paragraphs, strings.TrimRightFunc(line, unicode.IsSpace))
		}
	}
	return paragraphs, joined
}

// wrapWidth is the width at which the lines of a text were broken, in
// characters, or 0 where they were not. It was broken at the width of its
// widest line if at four fifths of its inner line ends the next word would
// not have fitted. Lines that mostly end sentences were not broken anywhere,
// however alike their widths are.
func wrapWidth(lines []string) int {
	widest := 0
	for _, line := range lines {
		widest = max(widest, utf8.RuneCountInString(strings.TrimRightFunc(line, unicode.IsSpace)))
	}
	if widest < minWrap || widest > maxWrap {
		return 0
	}
	inner, full, ended := 0, 0, 0
	for i := 1; i < len(lines); i++ {
		if isBlank(lines[i-1]) || isBlank(lines[i]) {
			continue
		}
		inner++
		if !fits(lines[i-1], lines[i], widest) {
			full++
		}
		if endsSentence(lines[i-1]) {
			ended++
		}
	}
	if inner == 0 || full*5 < inner*4 || ended*2 > inner {
		return 0
	}
	return widest
}

func isBlank(s string) bool { return strings.TrimFunc(s, unicode.IsSpace) == "" }

// fits reports whether the first word of next would have fitted on line.
func fits(line, next string, width int) bool {
	word := strings.Fields(next)[0]
	return utf8.RuneCountInString(strings.TrimRightFunc(line, unicode.IsSpace))+1+utf8.RuneCountInString(word) <= width
}

// continues reports whether next, in a text of fixed width, goes on with the
// paragraph of line: not after a short line, and not where next is indented
// more or begins an item of a list.
func continues(line, next string, width int) bool {
	if isBlank(line) || startsItem(next) || indent(next) > indent(line) {
		return false
	}
	length := utf8.RuneCountInString(strings.TrimRightFunc(line, unicode.IsSpace))
	return !fits(line, next, width) || length*5 >= width*4 && !endsSentence(line)
}

func indent(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\u00a0\u3000")) }

func endsSentence(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, " \t\"'”’»」』)]"))
	return strings.ContainsRune(".!?:…。！？：।؟", last)
}

// startsItem reports whether a line begins as items of a list do.
func startsItem(line string) bool {
	line = strings.TrimLeft(line, " \t")
	for _, bullet := range []string{"- ", "* ", "• ", "– ", "> ", "· "} {
		if strings.HasPrefix(line, bullet) {
			return true
		}
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	return 0 < digits && digits < 4 && (strings.HasPrefix(line[digits:], ". ") || strings.HasPrefix(line[digits:], ") "))
}
