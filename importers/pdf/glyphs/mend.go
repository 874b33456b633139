package glyphs

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
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

// write prints the object in the syntax of PDF.
func (o object) write(out *bytes.Buffer) {
	switch o.kind {
	case number:
		out.WriteString(strconv.FormatFloat(o.num, 'f', -1, 64))
	case ref:
		fmt.Fprintf(out, "%d 0 R", o.int())
	case text:
		fmt.Fprintf(out, "<%x>", o.str)
	case name:
		out.WriteByte('/')
		for _, c := range []byte(o.str) {
			if class[c] != 0 || c == '#' || c < '!' || c > '~' {
				fmt.Fprintf(out, "#%02x", c)
			} else {
				out.WriteByte(c)
			}
		}
	case operator:
		out.WriteString(cmp.Or(o.str, "null"))
	case array, dict:
		open, closing := "[", "]"
		if o.kind == dict {
			open, closing = "<<", ">>"
		}
		out.WriteString(open)
		for _, e := range o.list {
			out.WriteByte(' ')
			e.write(out)
		}
		out.WriteString(" " + closing)
	default:
		out.WriteString("null")
	}
}
