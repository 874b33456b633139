package glyphs

import (
	"strings"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// loadComposite reads how the codes of a composite font are cut, what they
// say and how wide they are.
func (d *Document) loadComposite(f *font, v, descendant, descriptor pdf.Value) {
	if w := descendant.Key("DW"); !w.IsNull() {
		f.defaultW = w.Float64()
	}
	f.cidWidths = map[uint32]float64{}
	w := descendant.Key("W")
	for i := 0; i < w.Len() && len(f.cidWidths) < 1<<17; {
		from := w.Index(i).Int64()
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for j := range min(list.Len(), 1<<16) {
				f.cidWidths[uint32(from)+uint32(j)] = list.Index(j).Float64()
			}
			i += 2
			continue
		}
		width := w.Index(i + 2).Float64()
		for c := from; c <= w.Index(i+1).Int64() && c-from < 1<<16; c++ {
			f.cidWidths[uint32(c)] = width
		}
		i += 3
	}
	enc := v.Key("Encoding")
	encName := enc.Name()
	if enc.Kind() == pdf.Stream {
		encName = enc.Key("CMapName").Name()
		f.vertical = enc.Key("WMode").Int64() == 1
		if data, err := d.stream(enc); err == nil {
			f.encoding = parseCMap(data, func(n string) *cmap { m, _ := predefined(n); return m })
		}
	}
	if f.encoding == nil || len(f.encoding.spaces) == 0 {
		f.encoding, f.decode = predefined(encName)
	}
	f.vertical = f.vertical || strings.HasSuffix(encName, "-V")
	if program := descriptor.Key("FontFile2"); program.Kind() == pdf.Stream && (f.toUnicode == nil || len(f.toUnicode.text)+len(f.toUnicode.ranges) == 0) {
		d.loadTrueType(f, program, descendant.Key("CIDToGIDMap"))
	}
}

// charsets are the multi-byte encodings that the predefined CMaps of the
// specification stand for, by parts of their names.
var charsets = []struct {
	part string
	enc  encoding.Encoding
}{
	{"GBK2K", simplifiedchinese.GB18030}, {"GBK", simplifiedchinese.GBK}, {"GBpc", simplifiedchinese.GBK}, {"GB-EUC", simplifiedchinese.GBK},
	{"B5pc", traditionalchinese.Big5}, {"ETen", traditionalchinese.Big5}, {"HKscs", traditionalchinese.Big5}, {"ETHK", traditionalchinese.Big5},
	{"RKSJ", japanese.ShiftJIS}, {"KSC", korean.EUCKR}, {"EUC", japanese.EUCJP},
}

// predefined returns the CMap of a name: how codes are cut, and what decodes
// them where the name says so.
func predefined(n string) (*cmap, func(string) string) {
	two := &cmap{wide: true}
	switch {
	case strings.Contains(n, "UTF16") || strings.Contains(n, "UCS2"):
		return two, utf16Text
	case strings.HasPrefix(n, "Identity"), n == "":
		return two, nil
	}
	for _, c := range charsets {
		if strings.Contains(n, c.part) {
			m := &cmap{spaces: []codeRange{{1, 0x00, 0x80}, {1, 0xa0, 0xa0}, {2, 0x8140, 0xfefe}}}
			if c.part == "RKSJ" {
				m.spaces = []codeRange{{1, 0x00, 0x80}, {1, 0xa0, 0xdf}, {2, 0x8140, 0xfcfc}}
			}
			dec := c.enc.NewDecoder()
			return m, func(code string) string {
				s, err := dec.String(code)
				if err != nil {
					return ""
				}
				return s
			}
		}
	}
	return two, nil
}
