package glyphs

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// entry says where an object is.
type entry struct {
	at        int // offset in the file; for a packed object its place in the container
	container int // number of the object stream that holds it, or 0
}

// file is what its cross-reference tables say, or what is found without them.
type file struct {
	data    []byte
	entries map[int]entry
	trailer map[string]object
}

var (
	errNotPDF = errors.New("not a PDF file")
	errTable  = errors.New("no sound cross-reference table")
)

const (
	maxTables   = 1 << 12   // cross-reference tables in a chain
	maxUnpacked = 256 << 20 // bytes of all object streams together
	maxStream   = 64 << 20  // bytes of one stream, unpacked
)

// mend returns the file in a form that the library reads safely: the same
// bytes at the same offsets, with a proper header, and behind them, where the
// file is not encrypted, the objects of all object streams as plain objects,
// and one cross-reference table that was checked entry by entry. It never
// trusts a number of the file.
func mend(data []byte) (mended []byte, encrypted bool, err error) {
	start := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-"))
	if start < 0 {
		return nil, false, errNotPDF
	}
	f := &file{data: data[start:], entries: map[int]entry{}, trailer: map[string]object{}}
	err = f.readTables()
	if wrong := f.dropWrong(); err != nil || wrong || f.entries[f.trailer["Root"].int()] == (entry{}) {
		f.search()
	}
	if f.trailer["Root"].kind != ref {
		return nil, false, errTable
	}
	_, encrypted = f.trailer["Encrypt"]

	out := bytes.NewBuffer(make([]byte, 0, len(f.data)+len(f.data)/4+1024))
	out.Write(f.data)
	copy(out.Bytes(), "%PDF-1.7\n")
	out.WriteByte('\n')
	if encrypted {
		f.dropUnsafe()
	} else {
		f.unpack(out)
	}
	f.writeTable(out)
	return out.Bytes(), encrypted, nil
}

// maxNumber bounds object numbers, because the library keeps an array up to
// the highest.
func (f *file) maxNumber() int { return 1<<18 + len(f.data)/8 }

// readTables follows the chain of tables from startxref on. The first that
// names an object is the newest.
func (f *file) readTables() error {
	tail := f.data[max(0, len(f.data)-2048):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return errTable
	}
	l := lexer{data: tail, pos: i + len("startxref")}
	seen := map[int]bool{}
	for todo := []int{l.next().int()}; len(todo) > 0; {
		at := todo[0]
		todo = todo[1:]
		if seen[at] || len(seen) > maxTables {
			continue
		}
		seen[at] = true
		more, err := f.readTable(at)
		if err != nil {
			return err
		}
		todo = append(todo, more...)
	}
	return nil
}

// readTable reads one table and returns where to go on: the stream of a
// hybrid file first, then the table before.
func (f *file) readTable(at int) (more []int, err error) {
	if at < 0 || at >= len(f.data) {
		return nil, errTable
	}
	l := lexer{data: f.data, pos: at}
	first := l.next()
	if first.kind == number {
		return f.readTableStream(at)
	}
	if first.str != "xref" {
		return nil, errTable
	}
	for {
		o := l.next()
		if o.str == "trailer" {
			break
		}
		n := l.next()
		if o.kind != number || n.kind != number {
			return nil, errTable
		}
		for i := 0; i < n.int(); i++ {
			off, _, use := l.next(), l.next(), l.next()
			if use.kind != operator {
				return nil, errTable
			}
			if use.str == "n" {
				f.add(o.int()+i, entry{at: off.int()})
			}
		}
	}
	t := l.next()
	f.addTrailer(t)
	for _, k := range []string{"XRefStm", "Prev"} {
		if v := t.key(k); v.kind == number {
			more = append(more, v.int())
		}
	}
	return more, nil
}

func (f *file) readTableStream(at int) (more []int, err error) {
	hdr, raw := f.streamAt(at, -1)
	if hdr.key("Type").str != "XRef" {
		return nil, errTable
	}
	body, err := unfilter(raw, filtersOf(hdr), maxStream)
	if err != nil {
		return nil, err
	}
	var w [3]int
	for i := range w {
		if ws := hdr.key("W").list; i < len(ws) {
			w[i] = ws[i].int()
		}
		if w[i] < 0 || w[i] > 8 {
			return nil, errTable
		}
	}
	row := w[0] + w[1] + w[2]
	if row == 0 {
		return nil, errTable
	}
	index := hdr.key("Index").list
	if len(index) < 2 {
		index = []object{{kind: number}, {kind: number, num: float64(hdr.key("Size").int())}}
	}
	for i := 0; i+1 < len(index); i += 2 {
		for n := index[i].int(); n < index[i].int()+index[i+1].int() && len(body) >= row; n++ {
			kind, a, b := 1, bigEndian(body[w[0]:w[0]+w[1]]), bigEndian(body[w[0]+w[1]:row])
			if w[0] > 0 {
				kind = bigEndian(body[:w[0]])
			}
			body = body[row:]
			switch kind {
			case 1:
				f.add(n, entry{at: a})
			case 2:
				f.add(n, entry{at: b, container: a})
			}
		}
	}
	f.addTrailer(hdr)
	if v := hdr.key("Prev"); v.kind == number {
		more = append(more, v.int())
	}
	return more, nil
}

func bigEndian(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n & (1<<48 - 1)
}

// add notes an object unless a newer table has named it.
func (f *file) add(n int, e entry) {
	if _, known := f.entries[n]; !known && n > 0 && n < f.maxNumber() {
		f.entries[n] = e
	}
}

func (f *file) addTrailer(t object) {
	for i := 0; i+1 < len(t.list); i += 2 {
		if _, known := f.trailer[t.list[i].str]; !known {
			f.trailer[t.list[i].str] = t.list[i+1]
		}
	}
}

// dropWrong forgets the plain objects that do not stand where the tables say,
// and reports whether there were any.
func (f *file) dropWrong() bool {
	before := len(f.entries)
	maps.DeleteFunc(f.entries, func(n int, e entry) bool { return e.container == 0 && f.numberAt(e.at) != n })
	return len(f.entries) < before
}

// numberAt returns the number of the object that starts at an offset, or -1.
func (f *file) numberAt(at int) int {
	if at <= 0 || at >= len(f.data) {
		return -1
	}
	l := lexer{data: f.data[:min(len(f.data), at+64)], pos: at}
	num, gen, word := l.next(), l.next(), l.next()
	if num.kind != number || gen.kind != number || word.kind != operator || len(word.str) < 3 || word.str[:3] != "obj" {
		return -1
	}
	return num.int()
}

// streamAt returns the dictionary of the stream object at an offset and its
// bytes as they stand in the file. want is the object's number, or -1.
func (f *file) streamAt(at, want int) (hdr object, raw []byte) {
	if n := f.numberAt(at); n < 0 || want >= 0 && n != want {
		return object{}, nil
	}
	l := lexer{data: f.data, pos: at}
	l.next()
	l.next()
	l.next()
	hdr = l.next()
	if hdr.kind != dict || l.next().str != "stream" {
		return hdr, nil
	}
	length := hdr.key("Length")
	if length.kind == ref { // never through an object stream: that could go in circles
		e := f.entries[length.int()]
		length = object{}
		if e.container == 0 && f.numberAt(e.at) >= 0 {
			at := lexer{data: f.data, pos: e.at}
			at.next()
			at.next()
			at.next()
			length = at.next()
		}
	}
	return hdr, streamBytes(f.data, skipLineEnd(f.data, l.pos), length.int())
}

func skipLineEnd(data []byte, pos int) int {
	for pos < len(data) && data[pos] == ' ' {
		pos++
	}
	if pos < len(data) && data[pos] == '\r' {
		pos++
	}
	if pos < len(data) && data[pos] == '\n' {
		pos++
	}
	return pos
}

// streamBytes returns the bytes of a stream from start on. A length that does
// not lead to endstream is wrong, and the word itself is looked for.
func streamBytes(data []byte, start, length int) []byte {
	if start < 0 || start > len(data) {
		return nil
	}
	if length > 0 && length <= len(data)-start {
		rest := data[start+length : min(len(data), start+length+32)]
		if bytes.HasPrefix(bytes.TrimLeft(rest, "\r\n\t \x00"), []byte("endstream")) {
			return data[start : start+length]
		}
	}
	if i := bytes.Index(data[start:], []byte("endstream")); i >= 0 {
		return data[start : start+i]
	}
	return data[start:]
}

// writeTable appends a cross-reference stream, uncompressed, with the entries
// that hold.
func (f *file) writeTable(out *bytes.Buffer) {
	at := out.Len()
	numbers := slices.Sorted(maps.Keys(f.entries))
	var rows bytes.Buffer
	var index []object
	prev := -2
	for _, n := range numbers {
		e := f.entries[n]
		if e.container == 0 && e.at < len(f.data) && f.numberAt(e.at) != n {
			continue
		}
		if n != prev+1 {
			index = append(index, object{kind: number, num: float64(n)}, object{kind: number})
		}
		index[len(index)-1].num++
		prev = n
		kind, a, b := byte(1), e.at, 0
		if e.container != 0 {
			kind, a, b = 2, e.container, e.at
		}
		rows.WriteByte(kind)
		for shift := 40; shift >= 0; shift -= 8 {
			rows.WriteByte(byte(a >> shift))
		}
		for shift := 24; shift >= 0; shift -= 8 {
			rows.WriteByte(byte(b >> shift))
		}
	}
	own := max(prev, 0) + 1
	num := func(n int) object { return object{kind: number, num: float64(n)} }
	nm := func(s string) object { return object{kind: name, str: s} }
	hdr := object{kind: dict, list: []object{
		nm("Type"), nm("XRef"), nm("Size"), num(own + 1), nm("Length"), num(rows.Len()),
		nm("W"), {kind: array, list: []object{num(1), num(6), num(4)}},
		nm("Index"), {kind: array, list: index},
	}}
	for _, k := range []string{"Root", "Info", "Encrypt", "ID"} {
		if v, ok := f.trailer[k]; ok {
			hdr.list = append(hdr.list, nm(k), v)
		}
	}
	fmt.Fprintf(out, "%d 0 obj\n", own)
	hdr.write(out)
	out.WriteString("\nstream\n")
	out.Write(rows.Bytes())
	fmt.Fprintf(out, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", at)
}
