package typeset

import (
	"strings"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"gloss/annotate"
)

// setter cuts a text into tokens.
type setter struct {
	*Faces
	tokens []int32 // indexes into Faces.tokens
	length int64   // widths and gaps of tokens, in the measure of milli
	last   token   // the one that is being made
	style  style   // of it
	open   bool    // there is one
	row    bool    // the block is a row of a table
	rtl    bool    // the text is read from right to left

	seg      segmenter.Segmenter
	spaceCut map[[2]rune]bool // see breaksAtSpace

	marks []annotate.Run // stretches that are bold or italic
	looks []annotate.Mark
	next  int // index into marks: those before are done with
}

func newSetter(fs *Faces, a *annotate.Article) *setter {
	s := &setter{Faces: fs, spaceCut: map[[2]rune]bool{}}
	var spans []annotate.Span
	for _, m := range a.Marks {
		if m.Style != annotate.Link {
			spans, s.looks = append(spans, m.Span), append(s.looks, m)
		}
	}
	s.marks = annotate.Runs(spans)
	return s
}

// styleAt returns the style that the marks give to position pos, and up to
// where it holds. It must be asked in ascending order.
func (s *setter) styleAt(pos int) (style, int) {
	for s.next < len(s.marks) && s.marks[s.next].Span.End <= pos {
		s.next++
	}
	if s.next == len(s.marks) {
		return 0, 1 << 62
	}
	run := s.marks[s.next]
	if pos < run.Span.Start {
		return 0, run.Span.Start
	}
	var look style
	for _, i := range run.Cover {
		if s.looks[i].Style == annotate.Bold {
			look |= bold
		} else {
			look |= italic
		}
	}
	return look, run.Span.End
}

// blockStyle is what the kind of a block adds to the style of its words.
func blockStyle(b annotate.Block) style {
	switch {
	case b.Kind == annotate.Heading, b.Kind == annotate.TableRow && b.Level == 1:
		return bold
	case b.Kind == annotate.Preformatted:
		return mono
	}
	return 0
}

// setBlock appends the tokens of one block; pos is where its text starts.
func (s *setter) setBlock(text string, pos int, b annotate.Block) {
	look := blockStyle(b)
	row := b.Kind == annotate.TableRow
	s.rtl = s.rtl && s.row && row // a row of numbers goes with the row above
	s.row = row
	for {
		line, rest, more := strings.Cut(text, "\n")
		n := s.setParagraph(line, pos, look)
		if !s.open {
			s.begin(token{}, look)
		}
		if more {
			s.last.flags |= lineEnd
			s.last.count++
		}
		s.finish()
		if !more {
			return
		}
		text, pos = rest, pos+n+1
	}
}

// begin begins a token; the one before is finished.
func (s *setter) begin(t token, look style) {
	s.finish()
	if s.rtl {
		t.flags |= baseRTL
	}
	if look&bold != 0 {
		t.flags |= heavy
	}
	s.last, s.style, s.open = t, look, true
}

// finish appends the token that is being made, if there is one.
func (s *setter) finish() {
	if !s.open {
		return
	}
	i := s.token(s.last)
	s.tokens = append(s.tokens, i)
	s.length += int64(s.last.width + s.last.gap)
	s.open = false
}

// setParagraph appends the tokens of a text without line ends and returns its
// length in code points. A text without letters takes on the direction of the
// one before, which s.rtl tells.
func (s *setter) setParagraph(text string, pos int, look style) int {
	p := paragraph{setter: s, text: text, pos: pos, look: look, plain: true}
	greatest := byte(0)
	for i := range len(text) {
		greatest = max(greatest, text[i])
	}
	strong := greatest >= 'A'
	if greatest >= utf8.RuneSelf {
		strong = false
		for i, r := range text {
			p.plain = p.plain && standsAlone(r)
			p.mixed = p.mixed || mayBeRTL(r)
			strong = strong || r >= 'A'
			if !p.plain && p.mixed && i > 64 {
				break
			}
		}
	}
	if s.rtl && !strong {
		p.plain = false
	}
	if !p.plain {
		runes := []rune(text)
		p.starts = clusterStarts(runes)
		switch {
		case s.rtl && !strong:
			const mark = '\u200f' // right to left
			p.levels, p.base = bidiLevels(append([]rune{mark}, runes...))
			p.levels = p.levels[1:]
		case p.mixed:
			p.levels, p.base = bidiLevels(runes)
		}
	}
	if strong {
		s.rtl = p.base == 1
	}
	p.set()
	return p.at
}

// paragraph is the work on one stretch between line ends.
type paragraph struct {
	*setter
	text   string
	pos    int // position of text
	look   style
	plain  bool    // every character is a grapheme cluster and of level 0
	mixed  bool    // some may be read from right to left
	starts []bool  // of grapheme clusters; nil: plain
	levels []uint8 // nil: all 0
	base   uint8

	byte, at int // how far set has come: in bytes, in code points
}

func (p *paragraph) set() {
	for p.byte < len(p.text) {
		switch p.text[p.byte] {
		case '\t':
			p.begin(token{count: 1, level: p.base, flags: tab | breakAfter}, p.lookHere())
			p.byte, p.at = p.byte+1, p.at+1
		case ' ':
			if p.standsAt(p.at + 1) {
				p.spaces()
			} else {
				p.stretch()
			}
		default:
			p.stretch()
		}
	}
}

func (p *paragraph) standsAt(i int) bool {
	return p.starts == nil || i >= len(p.starts) || p.starts[i]
}

func (p *paragraph) levelAt(i int) uint8 {
	if p.levels == nil {
		return 0
	}
	return p.levels[i]
}

// lookHere is the style of the character at which the work stands.
func (p *paragraph) lookHere() style {
	look, _ := p.styleAt(p.pos + p.at)
	return look | p.look
}

// spaces takes the spaces from here on. They join the word before them, unless
// right-to-left text may be about, where a line can need them apart.
func (p *paragraph) spaces() {
	before, _ := utf8.DecodeLastRuneInString(p.text[:p.byte])
	leading := p.at == 0
	join := p.at > 0 && p.levels == nil && p.last.flags&tab == 0
	for p.byte < len(p.text) && p.text[p.byte] == ' ' && p.standsAt(p.at+1) {
		level := p.levelAt(p.at)
		if !join || p.last.spaces == maxSpaces || p.last.level != level {
			p.begin(token{level: level}, p.lookHere())
			join = true
		}
		p.last.spaces++
		p.last.count++
		p.last.gap += p.space(p.style)
		p.byte, p.at = p.byte+1, p.at+1
	}
	if leading || p.byte == len(p.text) {
		return // no line ends with nothing but the indent before a word
	}
	after, _ := utf8.DecodeRuneInString(p.text[p.byte:])
	if p.breaksAtSpace(before, after) {
		p.last.flags |= breakAfter
	}
}

// breaksAtSpace reports whether a line may end at spaces between two
// characters. Almost always it may; not after an opening bracket, say, nor
// before a closing one.
func (s *setter) breaksAtSpace(before, after rune) bool {
	if isLetter(before) && isLetter(after) {
		return true
	}
	key := [2]rune{before, after}
	cut, known := s.spaceCut[key]
	if !known {
		s.seg.Init([]rune{before, ' ', after})
		it := s.seg.LineIterator()
		it.Next()       // up to a place to break, or all
		cut = it.Next() // so there was one
		s.spaceCut[key] = cut
	}
	return cut
}

func isLetter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= 0xc0 && r < 0x250 && r != '×' && r != '÷'
}

// stretch takes the characters up to the next space and cuts them into words:
// where a line may break (Unicode Annex 14), and where style or level change.
func (p *paragraph) stretch() {
	end, n, simple := p.byte, 0, true
	state := 0 // of "simple": opening marks, letters, closing marks
	for end < len(p.text) {
		r, size := rune(p.text[end]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(p.text[end:])
		}
		if r == '\t' || r == ' ' && n > 0 && p.standsAt(p.at+n) && p.standsAt(p.at+n+1) {
			break
		}
		switch {
		case isLetter(r):
			simple = simple && state <= 1
			state = 1
		case r == '\'' || r == '’':
			simple = simple && state > 0
		case r == '(' || r == '“':
			simple = simple && state == 0
		case r == '.' || r == ',' || r == ';' || r == '!' || r == '?' || r == ')' || r == '”':
			simple = simple && state > 0
			state = 2
		default:
			simple = false
		}
		end, n = end+size, n+1
	}
	piece := p.text[p.byte:end]
	_, until := p.styleAt(p.pos + p.at)
	if simple && p.starts == nil && n <= maxWord && until >= p.pos+p.at+n {
		p.word(piece, n, 0)
		return
	}
	p.cut(piece, n)
}

// cut takes a stretch of n code points that is not one plain word.
func (p *paragraph) cut(piece string, n int) {
	breaks := make([]bool, n+1)
	p.seg.InitWithString(piece)
	for it := p.seg.LineIterator(); it.Next(); {
		breaks[it.Line().Offset] = true
	}
	breaks[0] = false
	breakSyllables(piece, breaks)
	byteAt, from, first := 0, 0, p.at
	_, until := p.styleAt(p.pos + first)
	for i := range n {
		_, size := utf8.DecodeRuneInString(piece[byteAt:])
		byteAt += size
		next := i + 1
		if next < n {
			if !p.standsAt(first + next) {
				continue
			}
			styleEnds := p.pos+first+next >= until
			if !breaks[next] && !styleEnds && p.levelAt(first+next) == p.levelAt(first+i) && next-from < maxWord {
				continue
			}
		}
		var f flags
		if breaks[next] {
			f = breakAfter
		}
		p.word(piece[:byteAt], next-from, f)
		piece, byteAt, from = piece[byteAt:], 0, next
		_, until = p.styleAt(p.pos + first + next)
	}
}

// breakSyllables adds places to break to Thai and Lao, which are written
// without spaces: Unicode leaves them to a dictionary. Without one, two places
// are certain to lie between syllables: before a vowel that is written before
// its consonant, and behind a vowel or sign that nothing follows within a
// syllable. A line may so end within a word, but never within a syllable.
func breakSyllables(piece string, breaks []bool) {
	i, before := 0, rune(0)
	for _, r := range piece {
		if letter := isThai(before) && isThai(r); letter && (leads(r) && !leads(before) || closes(before) && !closes(r)) {
			breaks[i] = true
		}
		before = r
		i++
	}
}

func isThai(r rune) bool {
	return 0x0e01 <= r && r <= 0x0e4e || 0x0e81 <= r && r <= 0x0ecd
}

// leads reports whether r is a vowel that is written before its consonant.
func leads(r rune) bool { return 0x0e40 <= r && r <= 0x0e44 || 0x0ec0 <= r && r <= 0x0ec4 }

// closes reports whether r ends a syllable: the short a, and the sign of
// repetition.
func closes(r rune) bool { return r == 0x0e30 || r == 0x0e46 || r == 0x0eb0 || r == 0x0ec6 }

// word begins a token of a word of n code points.
func (p *paragraph) word(text string, n int, f flags) {
	level, look := p.levelAt(p.at), p.lookHere()
	i := p.Faces.word(text, look, level%2 == 1)
	p.begin(token{word: i, width: p.words[i].width, count: uint8(n), level: level, flags: f}, look)
	p.byte, p.at = p.byte+len(text), p.at+n
}
