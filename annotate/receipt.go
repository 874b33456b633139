package annotate

// Receipt tells what an importer did with a source: what it left out, what it
// mended and how sure it is. Nothing is dropped without a remark.
type Receipt struct {
	Remarks    []Remark    `json:"remarks"`
	Candidates []Candidate `json:"candidates,omitempty"`
}

// Remark is one line of a receipt.
type Remark struct {
	Kind   RemarkKind `json:"kind"`
	Detail string     `json:"detail"`          // one sentence for a person
	Text   string     `json:"text,omitempty"`  // the characters it is about, such as what was left out
	Count  int        `json:"count,omitempty"` // how many of them, where it is a number of things
	Block  int        `json:"block,omitempty"` // for Residue: the paragraph it is, from 1
}

// RemarkKind sorts the remarks of a receipt.
type RemarkKind string

// The kinds of remarks.
const (
	LeftOut RemarkKind = "left out" // menus, running heads: in the source, not in the text
	Mended  RemarkKind = "mended"   // hyphens, ligatures, encoding: in the text in another form
	Doubt   RemarkKind = "doubt"    // what a person should look at
	Read    RemarkKind = "read"     // how the source was read: format, encoding, pages
	Residue RemarkKind = "residue"  // a whole paragraph that may not be the article's own: it stays until a person leaves it out
)

// Add appends a remark.
func (r *Receipt) Add(kind RemarkKind, detail, text string, count int) {
	r.Remarks = append(r.Remarks, Remark{Kind: kind, Detail: detail, Text: text, Count: count})
}

// Residue lists the blocks, from 0, that the remarks propose to leave out.
func (r *Receipt) Residue() []int {
	var blocks []int
	for _, m := range r.Remarks {
		if m.Kind == Residue {
			blocks = append(blocks, m.Block-1)
		}
	}
	return blocks
}

// Candidate is a value that a field of the article might have, and where it was
// found. An importer lists the candidates of a field best first and gives the
// article the first, or none where it is not sure enough. The candidates for
// the encoding of a source are listed so too, the first being how it was read.
type Candidate struct {
	Field  string `json:"field"` // title, authors, published, site, url, language or encoding
	Value  string `json:"value"`
	Origin string `json:"origin"` // such as "meta article:published_time" or "first line"
}
