package glyphs

import "strings"

// cffNames is the text of the first standard strings of the Compact Font
// Format, which are the glyphs of Latin fonts; ◌ stands for none. The first is
// number 1.
var cffNames = []rune(` !"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_‘abcdefghijklmnopqrstuvwxyz{|}~` +
	"¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ–†‡·¶•‚„”»…‰¿`´ˆ˜¯˘˙¨˚¸˝˛ˇ—ÆªŁØŒºæıłøœß" +
	"¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž")

// cffStrings is how many standard strings there are; the font's own follow.
const cffStrings = 391

// cffEncoding returns what the codes of an embedded CFF font say by the font's
// own encoding and glyph names, or nil where it has none of its own.
func cffEncoding(data []byte) *[256]string {
	r := cffReader{data: data}
	if len(data) < 4 {
		return nil
	}
	r.pos = int(data[2])
	r.index() // names
	tops := r.index()
	strs := r.index()
	if len(tops) != 1 || r.bad {
		return nil
	}
	top := cffDict(tops[0])
	encoding, charset := top[16], top[15]
	if encoding <= 1 || charset <= 2 && charset != 0 || top[cffROS] != 0 {
		return nil // the standard one, or a composite font's
	}
	chars := cffReader{data: data, pos: top[17]}
	glyphs := len(chars.index())
	nameOf := func(sid int) string {
		switch {
		case sid >= 1 && sid <= len(cffNames):
			return Clean(string(cffNames[sid-1]))
		case sid >= cffStrings && sid-cffStrings < len(strs):
			return glyphText(string(strs[sid-cffStrings]))
		}
		return ""
	}
	sids := make([]int, 0, glyphs)
	sids = append(sids, 0)
	cs := cffReader{data: data, pos: charset}
	switch format := cs.uint(1); {
	case charset == 0: // the standard order
		for i := 1; i < glyphs; i++ {
			sids = append(sids, i)
		}
	case format == 0:
		for len(sids) < glyphs && !cs.bad {
			sids = append(sids, cs.uint(2))
		}
	default:
		for len(sids) < glyphs && !cs.bad {
			first, left := cs.uint(2), cs.uint(min(format, 2))
			for i := 0; i <= left && len(sids) < glyphs; i++ {
				sids = append(sids, first+i)
			}
		}
	}
	var out [256]string
	set := func(code, gid int) {
		if gid < len(sids) && code < 256 {
			out[code] = nameOf(sids[gid])
		}
	}
	en := cffReader{data: data, pos: encoding}
	format, n, gid := en.uint(1), en.uint(1), 1
	for range n {
		first, left := en.uint(1), 0
		if format&0x7f == 1 {
			left = en.uint(1)
		}
		for i := 0; i <= left; i++ {
			set(first+i, gid)
			gid++
		}
	}
	if format&0x80 != 0 { // codes that share a glyph with another
		for range en.uint(1) {
			code := en.uint(1)
			if sid := en.uint(2); code < 256 {
				out[code] = nameOf(sid)
			}
		}
	}
	if strings.Join(out[:], "") == "" {
		return nil
	}
	return &out
}

// cffReader reads numbers of up to four bytes; past the end it reads zeros.
type cffReader struct {
	data []byte
	pos  int
	bad  bool
}

func (r *cffReader) uint(bytes int) int {
	n := 0
	for range bytes {
		if r.pos < 0 || r.pos >= len(r.data) {
			r.bad = true
			return 0
		}
		n = n<<8 | int(r.data[r.pos])
		r.pos++
	}
	return n
}

// index reads a list of byte strings.
func (r *cffReader) index() [][]byte {
	n := r.uint(2)
	if n == 0 || r.bad {
		return nil
	}
	size := r.uint(1)
	if size < 1 || size > 4 || r.pos+(n+1)*size > len(r.data) {
		r.bad = true
		return nil
	}
	offsets := make([]int, n+1)
	for i := range offsets {
		offsets[i] = r.uint(size)
	}
	start := r.pos - 1
	out := make([][]byte, n)
	for i := range out {
		from, to := start+offsets[i], start+offsets[i+1]
		if from < 0 || from > to || to > len(r.data) {
			r.bad = true
			return nil
		}
		out[i] = r.data[from:to]
	}
	r.pos = start + offsets[n]
	return out
}

// cffROS is the operator that composite fonts begin with.
const cffROS = 12<<8 | 30

// cffDict reads the last operand of every operator; that is all that is asked
// for here. An operator without operands, or with one that is no whole number,
// has 0.
func cffDict(data []byte) map[int]int {
	out := map[int]int{}
	r := cffReader{data: data}
	last := 0
	for r.pos < len(data) {
		switch b := r.uint(1); {
		case b <= 21:
			if b == 12 {
				b = b<<8 | r.uint(1)
			}
			if out[b] = last; b == cffROS {
				out[b] = 1
			}
			last = 0
		case b == 28:
			last = int(int16(r.uint(2)))
		case b == 29:
			last = int(int32(r.uint(4)))
		case b == 30: // a real number, in nibbles
			for last = 0; r.pos < len(data) && r.uint(1)&0xf != 0xf; {
			}
		case b >= 32 && b <= 246:
			last = b - 139
		case b >= 247 && b <= 250:
			last = (b-247)*256 + r.uint(1) + 108
		case b >= 251 && b <= 254:
			last = -(b-251)*256 - r.uint(1) - 108
		}
	}
	return out
}
