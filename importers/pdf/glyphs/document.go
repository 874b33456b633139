package glyphs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
)

// Why a file cannot be opened. Anything else is damage, or encrypted in a way
// that the library does not know.
var (
	ErrPassword = errors.New("it is protected by a password")
	ErrNotPDF   = errNotPDF
)

const (
	maxPages  = 20_000
	maxDepth  = 64        // of the page tree
	maxGlyphs = 1 << 17   // on a page
	maxTokens = 8_000_000 // operators and operands of a page
)

// Document is an open file.
type Document struct {
	looks     []Font // of fonts, by their index
	data      []byte
	encrypted bool // the library has to decode streams, because it has the key
	reader    *pdf.Reader
	pages     []pageRef
	fonts     map[string]*font // by the text of their dictionaries
	forms     map[string][]byte
	structure *structure // nil until a page asks for it
}

// pageRef is a page with what it inherits from the nodes above it.
type pageRef struct {
	dict, resources, box pdf.Value
	rotate               int
}

// Open opens a file that needs no password.
func Open(data []byte) (d *Document, err error) {
	defer recoverInto(&err)
	mended, encrypted, err := mend(data)
	if err != nil {
		return nil, err
	}
	r, err := pdf.NewReader(bytes.NewReader(mended), int64(len(mended)))
	if err != nil {
		if errors.Is(err, pdf.ErrInvalidPassword) {
			return nil, ErrPassword
		}
		return nil, err
	}
	if lock := r.Trailer().Key("Encrypt"); encrypted && lock.Key("V").Int64() < 4 && max(lock.Key("Length").Int64(), 40) < 88 {
		return nil, errors.New("encrypted with a key too short for the library, which would read garbage")
	}
	d = &Document{data: mended, encrypted: encrypted, reader: r, fonts: map[string]*font{}, forms: map[string][]byte{}}
	if err := d.findPages(); err != nil {
		return nil, err
	}
	return d, nil
}

// recoverInto turns a panic of the library into an error.
func recoverInto(err *error) {
	if x := recover(); x != nil {
		*err = fmt.Errorf("damaged: %v", x)
	}
}

// Fonts are those that the glyphs of the pages read so far name by index.
func (d *Document) Fonts() []Font { return d.looks }

// NumPages is how many pages there are.
func (d *Document) NumPages() int { return len(d.pages) }

// findPages walks the page tree. It visits each node once, so that a tree
// that contains itself ends.
func (d *Document) findPages() error {
	seen := map[int]bool{}
	root := d.reader.Trailer().Key("Root")
	var walk func(node pdf.Value, from pageRef, depth int)
	walk = func(node pdf.Value, from pageRef, depth int) {
		if node.Kind() != pdf.Dict || depth > maxDepth || len(d.pages) >= maxPages {
			return
		}
		if v := node.Key("Resources"); v.Kind() == pdf.Dict {
			from.resources = v
		}
		for _, k := range []string{"MediaBox", "CropBox"} {
			if v := node.Key(k); v.Len() == 4 {
				from.box = v
			}
		}
		if v := node.Key("Rotate"); v.Kind() == pdf.Integer {
			from.rotate = int(v.Int64() % 360)
		}
		kids := node.Key("Kids")
		if kids.Kind() != pdf.Array {
			from.dict = node
			d.pages = append(d.pages, from)
			return
		}
		refs := references(kids)
		for i := range kids.Len() {
			if i < len(refs) && refs[i] > 0 {
				if seen[refs[i]] {
					continue
				}
				seen[refs[i]] = true
			}
			d.try(func() { walk(kids.Index(i), from, depth+1) })
		}
	}
	walk(root.Key("Pages"), pageRef{}, 0)
	if len(d.pages) == 0 {
		return errors.New("damaged: it has no pages")
	}
	return nil
}

// references returns the object numbers that an array's elements refer to, 0
// for those that stand in it directly. The library does not tell them
// otherwise than in print.
func references(v pdf.Value) []int {
	l := lexer{data: []byte(v.String())}
	var out []int
	for _, e := range l.next().list {
		n := 0
		if e.kind == ref {
			n = e.int()
		}
		out = append(out, n)
	}
	return out
}

// try runs f and reports whether it came to its end: the library panics on
// objects that it cannot read.
func (d *Document) try(f func()) (ok bool) {
	defer func() { ok = recover() == nil }()
	f()
	return
}

// stream returns the decoded bytes of a stream.
func (d *Document) stream(v pdf.Value) (data []byte, err error) {
	defer recoverInto(&err)
	if v.Kind() != pdf.Stream {
		return nil, errors.New("not a stream")
	}
	if d.encrypted {
		r := v.Reader()
		defer r.Close()
		data, err = io.ReadAll(io.LimitReader(r, maxStream))
		if len(data) > 0 {
			err = nil
		}
		return data, err
	}
	s := v.String()
	at, err := strconv.Atoi(s[strings.LastIndexByte(s, '@')+1:])
	if err != nil {
		return nil, err
	}
	raw := streamBytes(d.data, at, int(v.Key("Length").Int64()))
	return unfilter(bytes.Clone(raw), d.filters(v), maxStream)
}

// filters reads a stream's filters through the library, which follows
// references.
func (d *Document) filters(v pdf.Value) []filter {
	hdr := object{kind: dict, list: []object{
		{kind: name, str: "Filter"}, fromValue(first(v, "Filter", "F"), 0),
		{kind: name, str: "DecodeParms"}, fromValue(first(v, "DecodeParms", "DP"), 0),
	}}
	return filtersOf(hdr)
}

func first(v pdf.Value, keys ...string) pdf.Value {
	for _, k := range keys {
		if e := v.Key(k); !e.IsNull() {
			return e
		}
	}
	return pdf.Value{}
}

// fromValue copies a small value of the library.
func fromValue(v pdf.Value, depth int) object {
	switch v.Kind() {
	case pdf.Integer, pdf.Real:
		return object{kind: number, num: v.Float64()}
	case pdf.Name:
		return object{kind: name, str: v.Name()}
	case pdf.String:
		return object{kind: text, str: v.RawString()}
	case pdf.Array:
		o := object{kind: array}
		for i := 0; i < v.Len() && depth < 4; i++ {
			o.list = append(o.list, fromValue(v.Index(i), depth+1))
		}
		return o
	case pdf.Dict:
		o := object{kind: dict}
		for _, k := range v.Keys() {
			if depth < 4 {
				o.list = append(o.list, object{kind: name, str: k}, fromValue(v.Key(k), depth+1))
			}
		}
		return o
	}
	return object{}
}

// Page reads page i, counted from zero. A page of which a part cannot be read
// is returned with what there is, and marked as broken. The only error is
// that of a cancelled context.
func (d *Document) Page(ctx context.Context, i int) (Page, error) {
	ref := d.pages[i]
	var page Page
	ok := d.try(func() {
		in := newInterpreter(ctx, d, ref)
		in.tags = d.tagsOf(ref.dict)
		page = in.page
		contents := ref.dict.Key("Contents")
		var data []byte
		add := func(v pdf.Value) {
			part, err := d.stream(v)
			if err != nil && !v.IsNull() {
				page.Broken = true
			}
			data = append(append(data, part...), '\n')
		}
		if contents.Kind() == pdf.Array {
			for i := range min(contents.Len(), 1<<14) {
				if !d.try(func() { add(contents.Index(i)) }) {
					page.Broken = true
				}
			}
		} else if !contents.IsNull() {
			add(contents)
		}
		in.page.Broken = page.Broken
		if !d.try(func() { in.run(data, ref.resources, 0) }) {
			in.page.Broken = true
		}
		page = in.page
	})
	if !ok {
		page.Broken = true
	}
	return page, ctx.Err()
}

// Info returns an entry of the document information dictionary, such as
// Title, or "".
func (d *Document) Info(key string) (s string) {
	d.try(func() { s = textString(d.reader.Trailer().Key("Info").Key(key)) })
	return s
}

// textString decodes a text string outside of content; some writers use
// UTF-8 with a mark, which the library does not know.
func textString(v pdf.Value) string {
	raw := v.RawString()
	switch {
	case strings.HasPrefix(raw, "\xef\xbb\xbf"):
		return raw[3:]
	case strings.HasPrefix(raw, "\xff\xfe"):
		b := []byte(raw[2:])
		for i := 0; i+1 < len(b); i += 2 {
			b[i], b[i+1] = b[i+1], b[i]
		}
		return utf16Text(string(b))
	}
	return v.Text()
}

// Language is the language that the file says it is in, as a BCP 47 tag, or
// "".
func (d *Document) Language() (s string) {
	d.try(func() { s = textString(d.reader.Trailer().Key("Root").Key("Lang")) })
	return s
}
