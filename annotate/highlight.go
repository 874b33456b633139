package annotate

import (
	"fmt"
	"iter"
	"slices"
	"time"
)

// Highlight is one passage of one article, marked by one coder, with any
// number of tags: none is a plain highlight. Highlights may overlap and nest.
type Highlight struct {
	ID      string // UUIDv7
	Article string // the article's ID
	Span    Span
	Quote   Quote    // what stands at Span; it proves that Span is right
	Tags    []string // tag IDs, each once, in the order they were given
	Note    string
	Coder   string // the coder's ID
	Created time.Time
	Changed time.Time
}

// Check returns what is wrong with the highlight against its article's text,
// in words for a person, or nil.
func (h Highlight) Check(t Text) error {
	if err := h.Span.Check(t.Len()); err != nil {
		return err
	}
	if got := t.Slice(h.Span); got != h.Quote.Exact {
		return fmt.Errorf("the text at %v is %.60q, not the quote %.60q", h.Span, got, h.Quote.Exact)
	}
	for i, id := range h.Tags {
		if id == "" || slices.Contains(h.Tags[:i], id) {
			return fmt.Errorf("tag %q is empty or stands twice", id)
		}
	}
	if Clean(h.Note) != h.Note {
		return fmt.Errorf("the note holds control characters")
	}
	return nil
}

// Coder is a person who codes.
type Coder struct {
	ID    string // UUIDv7
	Name  string // one line
	Color string // #RRGGBB
}

// Coding is one highlight with one of its tags, and all that a table says of
// the two: the row of the CSV. A highlight without tags gives one Coding with
// an empty tag.
type Coding struct {
	HighlightID string
	ArticleID   string
	Article     string // the article's title
	Authors     []string
	Published   string
	Site        string
	URL         string
	SourceFile  string
	Language    string
	Tag         string // its name
	TagPath     string // its name after those of the tags above; see Codebook.Path
	Quote       string
	Note        string
	Coder       string // the coder's name
	Start, End  int    // code points, zero-based, End exclusive
	Page        int    // one-based; 0 where the source has no pages
	Paragraph   int    // one-based index of the block in which the highlight starts
	Created     time.Time
	Changed     time.Time
	Variables   []Variable // of the article
}

// Codings is a stream of rows. It ends at the first error.
type Codings = iter.Seq2[Coding, error]
