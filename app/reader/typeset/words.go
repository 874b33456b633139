package typeset

import (
	"hash/maphash"
	"strings"
	"unicode/utf8"
)

// wordTable finds a word by its text: a hash table with open addressing, since
// a book asks it once for every word. What an answer takes lies close together,
// so that it comes from the processor's cache.
type wordTable struct {
	slots []wordSlot // a power of two of them, at most half of them taken
	taken int
	texts []byte
}

type wordSlot struct {
	hash uint32
	word int32 // index into Faces.words; 0: free
	at   uint32
	size uint16 // texts[at:at+size] is the word's text
}

var wordSeed = maphash.MakeSeed()

func hashWord(text string) uint32 { return uint32(maphash.String(wordSeed, text)) }

// find returns the slot of the word with this text, or the free one where it
// belongs. The table must not be empty.
func (t *wordTable) find(text string, hash uint32) *wordSlot {
	last := uint32(len(t.slots) - 1)
	for i := hash & last; ; i = (i + 1) & last {
		s := &t.slots[i]
		if s.word == 0 || s.hash == hash && int(s.size) == len(text) && string(t.texts[s.at:s.at+uint32(s.size)]) == text {
			return s
		}
	}
}

func (t *wordTable) add(text string, word int32) {
	if 2*(t.taken+1) > len(t.slots) {
		old := t.slots
		t.slots = make([]wordSlot, max(64, 2*len(old)))
		last := uint32(len(t.slots) - 1)
		for _, s := range old {
			if s.word != 0 {
				i := s.hash & last
				for t.slots[i].word != 0 {
					i = (i + 1) & last
				}
				t.slots[i] = s
			}
		}
	}
	hash := hashWord(text)
	*t.find(text, hash) = wordSlot{hash, word, uint32(len(t.texts)), uint16(len(text))}
	t.texts = append(t.texts, text...)
	t.taken++
}

// word returns the index of a word in Faces.words, shaping it where it is new. A
// word has at most maxWord code points.
func (fs *Faces) word(text string, s style, rtl bool) int32 {
	if text == "" {
		return 0
	}
	known := &fs.byText[s]
	if rtl {
		known = &fs.byText[styles+s]
	}
	if known.taken > 0 {
		if slot := known.find(text, hashWord(text)); slot.word != 0 {
			return slot.word
		}
	}
	w, ok := fs.joined(text, s, rtl)
	if !ok {
		w = fs.shape([]rune(text), s, rtl)
	}
	w.width = toMilli(float64(w.edges[len(w.edges)-1]))
	i := int32(len(fs.words))
	fs.words = append(fs.words, w)
	known.add(text, i)
	return i
}

// joined makes a Latin word with a mark after it, such as "cod,", of the word
// and of the pair "d,": so a word is shaped once, whatever follows it. It
// reports false where the font does more at the joint than move the mark.
func (fs *Faces) joined(text string, s style, rtl bool) (word, bool) {
	cut := len(text) - 1
	if rtl || cut < 2 || !strings.ContainsRune(".,;:!?", rune(text[cut])) {
		return word{}, false
	}
	for _, r := range text[:cut] {
		if !isLetter(r) {
			return word{}, false
		}
	}
	_, size := utf8.DecodeLastRuneInString(text[:cut])
	if size == cut {
		return word{}, false // it is a pair
	}
	i := fs.word(text[:cut], s, false)
	k := fs.word(text[cut-size:cut], s, false)
	p := fs.word(text[cut-size:], s, false)
	base, letter, pair := &fs.words[i], &fs.words[k], &fs.words[p]
	last := len(base.glyphs) - 1
	if last < 0 || len(letter.glyphs) != 1 || len(pair.glyphs) != 2 {
		return word{}, false
	}
	if id := letter.glyphs[0].id; base.glyphs[last].id != id || pair.glyphs[0].id != id || pair.glyphs[0].face != pair.glyphs[1].face {
		return word{}, false
	}
	n := base.len()
	shift := base.edges[n] - letter.edges[1]
	mark := pair.glyphs[1]
	mark.cluster, mark.x = uint16(n), mark.x+shift
	fs.slabs.scratch = append(append(fs.slabs.scratch[:0], base.glyphs...), mark)
	w := word{glyphs: fs.slabs.glyphsOf(fs.slabs.scratch), edges: fs.slabs.edgesOf(n + 2)}
	copy(w.edges, base.edges)
	w.edges[n], w.edges[n+1] = shift+pair.edges[1], shift+pair.edges[2]
	return w, true
}
