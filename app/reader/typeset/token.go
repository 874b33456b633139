package typeset

import "math"

// token is the least piece that filling moves about: a word with the spaces
// after it, and a line end. Tokens partition a block's text. A text says most of
// them many times; each is kept once, in Faces.tokens, and a text is the list of
// their indexes.
type token struct {
	word   int32 // index into Faces.words; 0: no word
	width  milli // of the word
	gap    milli // of the spaces
	spaces uint8 // U+0020 after the word
	count  uint8 // code points, all in all
	level  uint8 // bidirectional
	flags  flags
}

// token returns the index of t in Faces.tokens.
func (fs *Faces) token(t token) int32 {
	w := &fs.words[t.word]
	for i := w.token; i != 0; i = fs.others[i] {
		if fs.tokens[i] == t {
			return i
		}
	}
	fs.tokens, fs.others = append(fs.tokens, t), append(fs.others, w.token)
	w.token = int32(len(fs.tokens) - 1)
	return w.token
}

// milli is a width that sums up without loss: parts of an em, 1<<milliBits of
// them to one.
type milli int32

const milliBits = 14

func toMilli(em float64) milli { return milli(math.Round(em * (1 << milliBits))) }

// units converts a width to units for a text size.
func (m milli) units(em float64) float64 { return float64(m) / (1 << milliBits) * em }

type flags uint8

const (
	breakAfter flags = 1 << iota // a line may end after the token
	lineEnd                      // a line must end after it: it closes with one line end
	tab                          // it is one tab
	baseRTL                      // its paragraph is read from right to left
	heavy                        // its style is bold
)

// maxWord is the most code points in one word. Longer ones, which no language
// has but files do, go on in a further token.
const maxWord = 64

// maxSpaces is the most spaces in one token.
const maxSpaces = 128
