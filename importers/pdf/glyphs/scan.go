package glyphs

import (
	"bytes"
	"maps"
)

// search fills in what the tables do not give from what the file holds.
func (f *file) search() {
	found := &file{data: f.data, entries: map[int]entry{}, trailer: map[string]object{}}
	found.scan()
	for n, e := range found.entries {
		f.add(n, e)
	}
	if f.entries[f.trailer["Root"].int()] == (entry{}) {
		f.trailer, f.entries = found.trailer, found.entries
	}
}

// scan finds the objects without a table: wherever "12 0 obj" stands. Of
// several with one number the last is the newest.
func (f *file) scan() {
	var packed []int
	var catalog int
	for pos := 0; ; {
		i := bytes.Index(f.data[pos:], []byte("obj"))
		if i < 0 {
			break
		}
		pos += i + 3
		at := objectStart(f.data, pos-3)
		n := f.numberAt(at)
		if n <= 0 || n >= f.maxNumber() {
			continue
		}
		f.entries[n] = entry{at: at}
		head := f.data[pos:min(len(f.data), pos+400)]
		switch {
		case bytes.Contains(head, []byte("/ObjStm")):
			packed = append(packed, n)
		case bytes.Contains(head, []byte("/Catalog")):
			catalog = n
		case bytes.Contains(head, []byte("/XRef")):
			if hdr, _ := f.streamAt(at, -1); hdr.kind == dict {
				maps.DeleteFunc(f.trailer, func(k string, _ object) bool { return hdr.key(k).kind != null })
				f.addTrailer(hdr)
			}
		}
	}
	for pos := 0; ; {
		i := bytes.Index(f.data[pos:], []byte("trailer"))
		if i < 0 {
			break
		}
		pos += i + len("trailer")
		l := lexer{data: f.data, pos: pos}
		if t := l.next(); t.kind == dict {
			maps.DeleteFunc(f.trailer, func(k string, _ object) bool { return t.key(k).kind != null })
			f.addTrailer(t)
		}
	}
	for _, n := range packed {
		body, offsets := f.container(n)
		for i := range offsets {
			inside := offsets[i].number
			if e, known := f.entries[inside]; !known || e.container == 0 && e.at < f.entries[n].at {
				f.entries[inside] = entry{at: i, container: n}
				if bytes.Contains(piece(body, offsets, i), []byte("/Catalog")) {
					catalog = inside
				}
			}
		}
	}
	if r := f.trailer["Root"]; f.entries[r.int()] == (entry{}) && catalog > 0 {
		f.trailer["Root"] = object{kind: ref, num: float64(catalog)}
	}
}

// objectStart goes back from the word obj over the two numbers before it.
func objectStart(data []byte, obj int) int {
	i := obj
	for range 2 {
		j := i
		for j > 0 && class[data[j-1]] == space {
			j--
		}
		k := j
		for k > 0 && data[k-1] >= '0' && data[k-1] <= '9' {
			k--
		}
		if k == j {
			return -1
		}
		i = k
	}
	return i
}
