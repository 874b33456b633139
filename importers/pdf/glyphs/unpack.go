package glyphs

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
)

// packed is the place of an object in an object stream.
type packed struct{ number, offset int }

// container unpacks an object stream.
func (f *file) container(n int) (body []byte, offsets []packed) {
	e := f.entries[n]
	if e.container != 0 {
		return nil, nil
	}
	hdr, raw := f.streamAt(e.at, n)
	if hdr.key("Type").str != "ObjStm" {
		return nil, nil
	}
	body, err := unfilter(raw, filtersOf(hdr), maxStream)
	if err != nil {
		return nil, nil
	}
	l := lexer{data: body}
	first := hdr.key("First").int()
	for range min(hdr.key("N").int(), len(body)) {
		num, off := l.next(), l.next()
		if num.kind != number || off.kind != number {
			break
		}
		if at := first + off.int(); at >= 0 && at < len(body) {
			offsets = append(offsets, packed{num.int(), at})
		} else {
			offsets = append(offsets, packed{num.int(), len(body)})
		}
	}
	return body, offsets
}

// piece is the i-th object of an object stream, up to the next one.
func piece(body []byte, offsets []packed, i int) []byte {
	start, stop := offsets[i].offset, len(body)
	if i+1 < len(offsets) && offsets[i+1].offset >= start {
		stop = offsets[i+1].offset
	}
	return body[start:stop]
}

// unpack writes the objects of the object streams as plain objects, so that
// reading one does not inflate a whole stream, and a stream that contains
// itself cannot be followed.
func (f *file) unpack(out *bytes.Buffer) {
	byContainer := map[int][]int{}
	for n, e := range f.entries {
		if e.container != 0 {
			byContainer[e.container] = append(byContainer[e.container], n)
		}
	}
	total := 0
	for _, c := range slices.Sorted(maps.Keys(byContainer)) {
		body, offsets := f.container(c)
		total += len(body)
		wanted := byContainer[c]
		slices.Sort(wanted)
		for i, o := range offsets {
			if e := f.entries[o.number]; e.container != c || total > maxUnpacked {
				continue
			}
			f.entries[o.number] = entry{at: out.Len()}
			l := lexer{data: piece(body, offsets, i)}
			fmt.Fprintf(out, "%d 0 obj\n", o.number)
			l.next().write(out) // well formed, whatever it was
			out.WriteString("\nendobj\n")
		}
		for _, n := range wanted {
			if f.entries[n].container != 0 {
				delete(f.entries, n) // the stream does not hold it
			}
		}
	}
}

// dropUnsafe forgets the packed objects of an encrypted file whose object
// stream is described by anything but plain values: the library would follow
// those into the same stream again, without end.
func (f *file) dropUnsafe() {
	safe := map[int]bool{}
	for n, e := range f.entries {
		if e.container == 0 {
			continue
		}
		ok, known := safe[e.container]
		if !known {
			c := f.entries[e.container]
			hdr, _ := f.streamAt(c.at, e.container)
			ok = c.container == 0 && hdr.kind == dict && hdr.key("Extends").kind == null
			for i := 1; i < len(hdr.list); i += 2 {
				v := hdr.list[i]
				ok = ok && (v.kind != ref || f.entries[v.int()].container == 0)
			}
			safe[e.container] = ok
		}
		if !ok {
			delete(f.entries, n)
		}
	}
}
