package glyphs

import (
	"encoding/binary"

	"github.com/ledongthuc/pdf"
)

// loadTrueType lets an embedded TrueType font say which characters its glyphs
// are, for a composite font that does not say it itself.
func (d *Document) loadTrueType(f *font, program, cidToGID pdf.Value) {
	data, err := d.stream(program)
	if err != nil {
		return
	}
	chars := glyphChars(data)
	if len(chars) == 0 {
		return
	}
	var gids []byte
	if cidToGID.Kind() == pdf.Stream {
		gids, _ = d.stream(cidToGID)
	}
	f.cidText = func(cid uint32) string {
		if gids != nil {
			if int(cid)*2+1 >= len(gids) {
				return ""
			}
			cid = uint32(binary.BigEndian.Uint16(gids[cid*2:]))
		}
		if r, ok := chars[uint16(cid)]; ok {
			return string(r)
		}
		return ""
	}
}

// glyphChars reads the Unicode table (cmap, formats 4 and 12) of a TrueType
// font, turned round. Of several characters with one glyph the lowest wins.
func glyphChars(data []byte) map[uint16]rune {
	u16 := func(at int) int {
		if at < 0 || at+2 > len(data) {
			return 0
		}
		return int(binary.BigEndian.Uint16(data[at:]))
	}
	u32 := func(at int) int { return u16(at)<<16 | u16(at+2) }
	table := 0
	for i := range min(u16(4), 64) {
		if at := 12 + 16*i; at+16 <= len(data) && string(data[at:at+4]) == "cmap" {
			table = u32(at + 8)
		}
	}
	if table == 0 {
		return nil
	}
	out := map[uint16]rune{}
	set := func(gid int, r rune) {
		if old, ok := out[uint16(gid)]; gid > 0 && gid < 1<<16 && (!ok || r < old) {
			out[uint16(gid)] = r
		}
	}
	for i := range min(u16(table+2), 32) {
		platform, coding := u16(table+4+8*i), u16(table+6+8*i)
		if platform != 0 && (platform != 3 || coding != 1 && coding != 10) {
			continue
		}
		at := table + u32(table+8+8*i)
		switch u16(at) {
		case 4:
			n := u16(at+6) / 2
			for s := range n {
				stop, start := u16(at+14+2*s), u16(at+16+2*n+2*s)
				delta, offset := u16(at+16+4*n+2*s), u16(at+16+6*n+2*s)
				for c := start; c <= stop && c != 0xffff; c++ {
					gid := c + delta
					if offset != 0 {
						if gid = u16(at + 16 + 6*n + 2*s + offset + 2*(c-start)); gid != 0 {
							gid += delta
						}
					}
					set(gid&0xffff, rune(c))
				}
			}
		case 12:
			for g := range min(u32(at+12), 1<<14) {
				start, stop, gid := u32(at+16+12*g), u32(at+20+12*g), u32(at+24+12*g)
				for c := start; c <= stop && c-start < 1<<16; c++ {
					set(gid+c-start, rune(c))
				}
			}
		}
	}
	return out
}
