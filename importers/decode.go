package importers

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode/utf32"

	"gloss/annotate"
)

// sampleBytes is how much of a source is looked at to find its encoding.
const sampleBytes = 64 << 10

// decode turns the bytes of a source into text and notes on the receipt which
// encoding they were in and how that was known. The order is the one that
// garbles fewest real pages: what the person says, a byte order mark, the
// whole source being valid UTF-8, what the page declares (declared is asked only
// then), and only then a guess.
func decode(s source, declared func() string, r *annotate.Receipt) (string, error) {
	text, err := decodeBytes(s, declared, r)
	return string(text), err
}

// decodeBytes is decode for who needs bytes, which may be those of the source.
func decodeBytes(s source, declared func() string, r *annotate.Receipt) ([]byte, error) {
	name, skip, why, others := findEncoding(s, declared)
	for i, e := range append([]string{name}, others...) {
		origin := why
		if i > 0 {
			origin = "also possible"
		}
		r.Candidates = append(r.Candidates, annotate.Candidate{Field: "encoding", Value: e, Origin: origin})
	}
	text, bad, err := decodeAs(name, s.data[skip:])
	if err != nil {
		return nil, err
	}
	if others == nil {
		r.Add(annotate.Read, fmt.Sprintf("read as %s, %s", name, why), "", 0)
	} else {
		doubt := fmt.Sprintf("read as %s, %s; choose another encoding if letters look wrong", name, why)
		if len(others) > 0 {
			doubt = fmt.Sprintf("%s; also possible: %s", doubt, strings.Join(others, ", "))
		}
		r.Add(annotate.Doubt, doubt, "", 0)
	}
	if bad > 0 {
		r.Add(annotate.Mended, "bytes that the encoding does not have became \uFFFD", "", bad)
	}
	return text, nil
}

// findEncoding names the encoding of a source, the number of bytes of its
// mark, and how it is known. Where it is a guess others is not nil and lists
// the next best ones.
func findEncoding(s source, declared func() string) (name string, skip int, why string, others []string) {
	name, skip = byteOrderMark(s.data)
	switch {
	case s.encoding != "":
		if !strings.EqualFold(name, s.encoding) {
			skip = 0
		}
		return s.encoding, skip, "as was asked for", nil
	case name != "":
		return name, skip, "by its byte order mark", nil
	}
	sample := s.data[:min(len(s.data), sampleBytes)]
	if name := guessUTF16(sample); name != "" {
		return name, 0, "by the zeros and spaces in it", []string{}
	}
	if name := escaped(sample); name != "" {
		return name, 0, "by its escape sequences", nil
	}
	if utf8.Valid(s.data) {
		return "utf-8", 0, "which all of it is valid in", nil
	}
	if name := usable(declared()); name != "" {
		return name, 0, "as it declares", nil
	}
	if mostlyUTF8(s.data) {
		return "utf-8", 0, "which nearly all of it is valid in", nil
	}
	found := detect(sample)
	if len(found) == 0 {
		return "windows-1252", 0, "because nothing else fits", []string{}
	}
	return found[0], 0, "which is a guess", found[1:min(len(found), 4)]
}

// Encodings lists the names of encodings to choose from, the most common first.
// Options.Encoding takes others too.
func Encodings() []string {
	return []string{"utf-8", "windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257",
		"iso-8859-1", "iso-8859-2", "iso-8859-5", "iso-8859-7", "iso-8859-15", "koi8-r", "koi8-u", "macintosh", "ibm866",
		"shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "gbk", "big5", "euc-kr", "utf-16le", "utf-16be"}
}

// decodeAs decodes data and counts what did not fit the encoding. It takes
// the names that browsers know, those of IANA, and utf-32.
func decodeAs(name string, data []byte) (text []byte, bad int, err error) {
	if canonical := strings.ToLower(name); canonical == "utf-8" || canonical == "utf8" {
		text, bad = validUTF8(data)
		return text, bad, nil
	}
	e := lookUp(name)
	if e == nil {
		return nil, 0, fmt.Errorf("there is no encoding %q; use a name such as utf-8, windows-1252 or shift_jis", name)
	}
	text, err = e.NewDecoder().Bytes(data)
	if err != nil {
		return nil, 0, fmt.Errorf("it cannot be read as %s (%w); choose another encoding", name, err)
	}
	return text, bytes.Count(text, []byte("\uFFFD")), nil
}

// validUTF8 is data with U+FFFD for each run of bytes that is not UTF-8, and
// the number of these bytes.
func validUTF8(data []byte) ([]byte, int) {
	if utf8.Valid(data) {
		return data, 0
	}
	bad := 0
	for rest := data; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			bad++
		}
		rest = rest[size:]
	}
	return bytes.ToValidUTF8(data, []byte("\uFFFD")), bad
}

// lookUp returns the encoding of that name, or nil.
func lookUp(name string) encoding.Encoding {
	switch strings.ToLower(name) {
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		if e, err = ianaindex.IANA.Encoding(name); err != nil || e == nil {
			return nil
		}
	}
	if e == encoding.Replacement {
		return nil
	}
	return e
}

// usable returns the name of a declared encoding that can be believed: not
// one that is refused by browsers, and not a two-byte one, because the
// declaration itself was read byte by byte.
func usable(declared string) string {
	e, err := htmlindex.Get(declared)
	if declared == "" || err != nil || e == encoding.Replacement {
		return ""
	}
	name, err := htmlindex.Name(e)
	if err != nil {
		return ""
	}
	if strings.HasPrefix(name, "utf-16") {
		return "utf-8"
	}
	return name
}

var (
	metaCharset = regexp.MustCompile(`(?i)<meta\s[^>]*charset\s*=\s*["']?\s*([a-z0-9_:.-]+)`)
	xmlEncoding = regexp.MustCompile(`(?i)^\s*<\?xml\s[^>]*encoding\s*=\s*["']([a-z0-9_:.-]+)`)
)

// undeclared is the encoding of sources that do not say theirs.
func undeclared() string { return "" }

// declaredHTML is the encoding that a page names in its first 64 kB, or "".
func declaredHTML(data []byte) string {
	sample := data[:min(len(data), sampleBytes)]
	for _, expression := range []*regexp.Regexp{metaCharset, xmlEncoding} {
		if m := expression.FindSubmatch(sample); m != nil {
			return string(m[1])
		}
	}
	return ""
}

// byteOrderMark returns the encoding that data is marked with and the length
// of the mark in bytes, or "".
func byteOrderMark(data []byte) (name string, size int) {
	for _, m := range []struct{ mark, name string }{
		{"\xef\xbb\xbf", "utf-8"},
		{"\xff\xfe\x00\x00", "utf-32le"},
		{"\x00\x00\xfe\xff", "utf-32be"},
		{"\xff\xfe", "utf-16le"},
		{"\xfe\xff", "utf-16be"},
	} {
		if strings.HasPrefix(string(data[:min(len(data), 4)]), m.mark) {
			return m.name, len(m.mark)
		}
	}
	return "", 0
}

// guessUTF16 recognises UTF-16 without a mark: read in the right order its
// units are letters with spaces and line ends among them, read in the wrong
// order, or not UTF-16 at all, the same bytes have next to none.
func guessUTF16(sample []byte) string {
	units := len(sample) / 2
	if units < 4 || bytes.IndexByte(sample, 0) < 0 && utf8.Valid(sample[:len(sample)-utf8.UTFMax]) {
		return "" // the last bytes may be a letter that the sample cuts
	}
	little := plausible16(sample, func(a, b byte) rune { return rune(b)<<8 | rune(a) })
	big := plausible16(sample, func(a, b byte) rune { return rune(a)<<8 | rune(b) })
	switch {
	case little > 4*big && little*100 > units:
		return "utf-16le"
	case big > 4*little && big*100 > units:
		return "utf-16be"
	}
	return ""
}

// plausible16 counts the units that mark a text (spaces, line ends, the
// commas and stops of East Asia), or is 0 where some unit cannot stand in one.
func plausible16(sample []byte, unit func(a, b byte) rune) int {
	marks, odd, high := 0, 0, false
	for i := 0; i+1 < len(sample); i += 2 {
		r := unit(sample[i], sample[i+1])
		isLow := 0xdc00 <= r && r <= 0xdfff
		if high != isLow {
			odd++
		}
		high = 0xd800 <= r && r <= 0xdbff
		switch {
		case r == ' ' || r == '\n' || r == '\r' || r == '\u3001' || r == '\u3002' || r == '\uff0c':
			marks++
		case r < ' ' && r != '\t' || r == '\ufffe' || r == '\uffff':
			odd++
		case !high && !isLow && !unicode.IsPrint(r) && !unicode.IsSpace(r):
			odd++
		}
	}
	if odd*100 > len(sample)/2 {
		return 0
	}
	return marks
}

// escaped recognises the seven-bit encodings of East Asia, which are valid
// UTF-8 too.
func escaped(sample []byte) string {
	for _, sequence := range []string{"\x1b$B", "\x1b$@", "\x1b(J"} {
		if bytes.Contains(sample, []byte(sequence)) {
			return "iso-2022-jp"
		}
	}
	return ""
}

// mostlyUTF8 reports whether the data is UTF-8 with a few broken bytes, as a
// page put together from several sources is.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good >= 10*bad
}

// detect lists the encodings that the sample may be in, best first, by the
// names of htmlindex. It is a frequency count by the detector; equal scores
// are ordered here, because its own order depends on the scheduler.
func detect(sample []byte) []string {
	results, err := chardet.NewTextDetector().DetectAll(sample)
	if err != nil {
		return nil
	}
	slices.SortFunc(results, func(a, b chardet.Result) int {
		return cmp.Or(b.Confidence-a.Confidence, cmp.Compare(likelihood(a.Charset), likelihood(b.Charset)), cmp.Compare(a.Charset, b.Charset))
	})
	var names []string
	for _, r := range results {
		charset := r.Charset
		if charset == "GB-18030" {
			charset = "gb18030"
		}
		e, err := htmlindex.Get(charset)
		if err != nil || e == encoding.Replacement {
			continue
		}
		if name, err := htmlindex.Name(e); err == nil && !slices.Contains(names, name) && !strings.HasPrefix(name, "utf-16") {
			names = append(names, name)
		}
	}
	return names
}

// likelihood orders encodings between which the detector cannot decide by how
// common they are on the web.
func likelihood(charset string) int {
	common := []string{"UTF-8", "windows-1252", "ISO-8859-1", "windows-1251", "Shift_JIS", "GB-18030", "EUC-KR", "windows-1250", "ISO-8859-2"}
	if i := slices.Index(common, charset); i >= 0 {
		return i
	}
	return len(common)
}

// Decode turns the bytes of a plain text into characters, as importing it does,
// and notes on the receipt which encoding they were in and how that was known.
// A byte order mark is not among the characters. An encoding that is not "" is
// the one that the source declares.
func Decode(data []byte, encoding string, r *annotate.Receipt) (string, error) {
	return decode(source{data: data}, func() string { return encoding }, r)
}
