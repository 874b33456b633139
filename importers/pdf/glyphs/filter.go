package glyphs

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
)

// filter is one step of decoding a stream.
type filter struct {
	name         string
	predictor    int
	columns      int // samples in a row, for the predictor
	colors, bits int
	lateChange   bool // LZW: code lengths grow one code later
}

// filtersOf reads the filters from a stream's dictionary.
func filtersOf(hdr object) []filter {
	names, params := hdr.key("Filter"), hdr.key("DecodeParms")
	if names.kind == name {
		names = object{kind: array, list: []object{names}}
		params = object{kind: array, list: []object{params}}
	}
	var out []filter
	for i, n := range names.list {
		var p object
		if i < len(params.list) {
			p = params.list[i]
		}
		get := func(key string, zero int) int {
			if v := p.key(key); v.kind == number {
				return v.int()
			}
			return zero
		}
		out = append(out, filter{
			n.str, get("Predictor", 1), get("Columns", 1), get("Colors", 1), get("BitsPerComponent", 8),
			get("EarlyChange", 1) == 0,
		})
	}
	return out
}

// unfilter decodes the bytes of a stream, at most limit bytes of it. What is
// damaged ends where it cannot be read further; only a filter that is not for
// text is an error.
func unfilter(data []byte, filters []filter, limit int) ([]byte, error) {
	if len(filters) > 8 {
		return nil, fmt.Errorf("%d filters", len(filters))
	}
	for _, f := range filters {
		switch f.name {
		case "FlateDecode", "Fl":
			data = predict(inflate(data, limit), f)
		case "LZWDecode", "LZW":
			data = predict(unLZW(data, f.lateChange, limit), f)
		case "ASCII85Decode", "A85":
			data = unASCII85(data)
		case "ASCIIHexDecode", "AHx":
			l := lexer{data: append([]byte{'<'}, data...)}
			data = []byte(l.hex())
		case "RunLengthDecode", "RL":
			data = unRunLength(data, limit)
		case "Crypt":
		default:
			return nil, fmt.Errorf("filter %.40q", f.name)
		}
	}
	if len(data) > limit {
		data = data[:limit]
	}
	return data, nil
}

// inflate reads zlib data without looking at its checksum, or the bare
// deflate data that some writers leave.
func inflate(data []byte, limit int) []byte {
	data = bytes.TrimLeft(data, "\r\n")
	if len(data) < 2 {
		return nil
	}
	for _, skip := range []int{2, 0} {
		out, _ := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data[skip:])), int64(limit)))
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// predict undoes the differences between neighbours that make data smaller.
func predict(data []byte, f filter) []byte {
	if f.predictor < 2 || f.columns < 1 || f.columns > 1<<20 || f.colors < 1 || f.colors > 32 || f.bits < 1 || f.bits > 16 {
		return data
	}
	pixel := max(1, f.colors*f.bits/8)
	width := (f.columns*f.colors*f.bits + 7) / 8
	if f.predictor == 2 {
		for row := 0; row+width <= len(data) && f.bits == 8; row += width {
			for i := row + pixel; i < row+width; i++ {
				data[i] += data[i-pixel]
			}
		}
		return data
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, width)
	for len(data) > 1 {
		row := data[1:min(len(data), width+1)]
		tag := data[0]
		data = data[1+len(row):]
		for i := range row {
			var left, up, corner byte
			up = above[i]
			if i >= pixel {
				left, corner = row[i-pixel], above[i-pixel]
			}
			switch tag {
			case 1:
				row[i] += left
			case 2:
				row[i] += up
			case 3:
				row[i] += byte((int(left) + int(up)) / 2)
			case 4:
				row[i] += paeth(left, up, corner)
			}
		}
		out = append(out, row...)
		above = append(row, make([]byte, width-len(row))...)
	}
	return out
}

func paeth(a, b, c byte) byte {
	dist := func(x byte) int { return max(int(a)+int(b)-int(c)-int(x), int(x)-int(a)-int(b)+int(c)) }
	switch pa, pb, pc := dist(a), dist(b), dist(c); {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func unRunLength(data []byte, limit int) []byte {
	var out []byte
	for len(data) > 1 && data[0] != 128 && len(out) < limit {
		if n := int(data[0]); n < 128 {
			n = min(n+1, len(data)-1)
			out = append(out, data[1:1+n]...)
			data = data[1+n:]
		} else {
			out = append(out, bytes.Repeat(data[1:2], 257-n)...)
			data = data[2:]
		}
	}
	return out
}

func unASCII85(data []byte) []byte {
	var out []byte
	var group uint32
	n := 0
	if i := bytes.IndexByte(data, '~'); i >= 0 {
		data = data[:i]
	}
	for _, c := range data {
		switch {
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
			continue
		case c < '!' || c > 'u':
			continue
		}
		group = group*85 + uint32(c-'!')
		if n++; n == 5 {
			out = append(out, byte(group>>24), byte(group>>16), byte(group>>8), byte(group))
			group, n = 0, 0
		}
	}
	if n > 1 {
		for i := n; i < 5; i++ {
			group = group*85 + 84
		}
		out = append(out, []byte{byte(group >> 24), byte(group >> 16), byte(group >> 8)}[:n-1]...)
	}
	return out
}

// unLZW decodes the LZW of PDF and TIFF: codes of 9 to 12 bits, high bits
// first, 256 clears and 257 ends.
func unLZW(data []byte, late bool, limit int) []byte {
	const clear, eod = 256, 257
	var prefix [4096]int16
	var last [4096]byte
	var length [4096]int
	for i := range 256 {
		last[i], length[i] = byte(i), 1
	}
	early := 1
	if late {
		early = 0
	}
	var out []byte
	next, width, prev := 258, 9, -1
	var acc uint32
	bits := 0
	for _, c := range data {
		acc = acc<<8 | uint32(c)
		if bits += 8; bits < width {
			continue
		}
		bits -= width
		code := int(acc>>bits) & (1<<width - 1)
		switch {
		case code == eod || len(out) >= limit:
			return out
		case code == clear:
			next, width, prev = 258, 9, -1
			continue
		case prev < 0 && code > 257, code > next, code == next && prev < 0:
			return out
		}
		if prev >= 0 && next < 4096 {
			first := code
			if code == next {
				first = prev
			}
			for length[first] > 1 {
				first = int(prefix[first])
			}
			prefix[next], last[next], length[next] = int16(prev), last[first], length[prev]+1
			next++
		} else if code >= next {
			return out
		}
		n := length[code]
		out = append(out, make([]byte, n)...)
		for i, c := len(out)-1, code; n > 0; i, n = i-1, n-1 {
			out[i] = last[c]
			c = int(prefix[c])
		}
		prev = code
		for width < 12 && next+early >= 1<<width {
			width++
		}
	}
	return out
}
