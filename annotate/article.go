package annotate

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Article is one text that people code, with what is known about it. What is
// not known is empty: a blank that a person fills beats an invention.
type Article struct {
	ID         string   // UUIDv7; empty until the project file has taken the article in
	Title      string   // one line
	Authors    []string // in the order of the byline
	Published  string   // as far as the source gives it: 2025-05-04, 2025-05 or 2025
	Site       string   // the outlet's name
	URL        string   // http or https, or empty
	Language   string   // BCP 47 tag, such as en or pt-BR
	Format     string   // the importer's name: html, text, pdf, ...
	SourceName string   // file name without folder, or what stood for it
	SourceHash string   // SHA-256 of the imported bytes, hexadecimal

	Text   Text        // never changes after import
	Blocks []Block     // what the stretches of Text are; see Block
	Breaks []PageBreak // where pages begin inside blocks, ordered by position
	Marks  []Mark      // how stretches of Text look, ordered by start

	Added     time.Time
	Note      string
	Status    Status     // in a project: the furthest that any coder has come
	Variables []Variable // in the order they were added; names are unique
}

// Status says how far the coding of an article has come.
type Status string

// The states of an article. The empty Status counts as Unread.
const (
	Unread     Status = "unread"
	InProgress Status = "in progress"
	Done       Status = "done"
)

// Statuses lists the states in the order a person goes through them.
var Statuses = []Status{Unread, InProgress, Done}

// Variable is a fact that a researcher adds to an article, such as outlet type
// or region. In tables it becomes the column var_NAME.
type Variable struct {
	Name, Value string
}

// Kind says what a block of text is.
type Kind string

// The kinds of blocks.
const (
	Paragraph    Kind = "paragraph"
	Heading      Kind = "heading"      // Level 1 (the largest) to 6
	ListItem     Kind = "list item"    // Level is the nesting depth, from 1; a number stands in the text, a bullet does not
	Blockquote   Kind = "quote"        // Level is the nesting depth, from 1
	Caption      Kind = "caption"      // of a picture or table
	TableRow     Kind = "table row"    // cells are parted by \t; Level 1 marks a header row
	Preformatted Kind = "preformatted" // spaces and line breaks count; may hold blank lines
)

var kinds = []Kind{Paragraph, Heading, ListItem, Blockquote, Caption, TableRow, Preformatted}

// Block is a stretch of an article's text that stands by itself. The blocks of
// an article partition its text: the first starts at 0, the last ends at
// Text.Len, and between two stands exactly one blank line ("\n\n"), which
// belongs to neither. No block is empty, and none starts or ends with a line
// break. The number of a paragraph, in the window and in tables, is the
// one-based index of its block.
type Block struct {
	Span  Span
	Kind  Kind
	Level int // see Kind; 0 where a kind has no levels
	Page  int // one-based page on which the block starts; 0 where the source has no pages
}

// PageBreak is a place inside a block, behind its first character, at which
// another page of the source begins. Page breaks between blocks need none: a
// block says on which page it starts.
type PageBreak struct {
	Pos  int // of the first character on the page
	Page int // one-based
}

// Style is the look of a stretch inside a block.
type Style string

// The styles of marks.
const (
	Bold   Style = "bold"
	Italic Style = "italic"
	Link   Style = "link" // Mark.URL says where to
)

// Mark gives a stretch of text a look. Marks may overlap.
type Mark struct {
	Span  Span
	Style Style
	URL   string // for Link only: http, https or mailto
}

// BlockAt returns the index of the block that holds position pos. A position
// in the blank line after a block counts to that block. It is -1 where the
// article has no blocks.
func (a *Article) BlockAt(pos int) int {
	i, found := slices.BinarySearchFunc(a.Blocks, pos, func(b Block, pos int) int { return b.Span.Start - pos })
	if found {
		return i
	}
	return max(i-1, min(0, len(a.Blocks)-1))
}

// PageAt returns the one-based page on which position pos stands, or 0 where
// the source has no pages.
func (a *Article) PageAt(pos int) int {
	i := a.BlockAt(pos)
	if i < 0 {
		return 0
	}
	// The latest break before pos counts, if it lies in the same block.
	k, _ := slices.BinarySearchFunc(a.Breaks, pos+1, func(b PageBreak, pos int) int { return b.Pos - pos })
	if k > 0 && a.Breaks[k-1].Pos > a.Blocks[i].Span.Start {
		return a.Breaks[k-1].Page
	}
	return a.Blocks[i].Page
}

// Pages returns the number of the last page that has text, or 0 where the
// source has no pages.
func (a *Article) Pages() int {
	last := 0
	for _, b := range a.Blocks {
		last = max(last, b.Page)
	}
	for _, b := range a.Breaks {
		last = max(last, b.Page)
	}
	return last
}

// published is what Article.Published may look like.
var published = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

// Check returns the first thing that is wrong with the article, or nil. It
// holds for whatever an importer returns and for whatever a project gives
// back; an ID is not asked for, because importers do not give one.
func (a *Article) Check() error {
	for _, f := range []struct{ name, value string }{
		{"title", a.Title}, {"site", a.Site}, {"language", a.Language},
		{"source name", a.SourceName}, {"authors", strings.Join(a.Authors, " ")}, // apart, so that no two letters join
	} {
		if Clean(f.value) != f.value || strings.ContainsAny(f.value, "\n\t") {
			return fmt.Errorf("article: %s %.60q is not one clean line", f.name, f.value)
		}
	}
	if a.Published != "" && !published.MatchString(a.Published) {
		return fmt.Errorf("article: published %.60q is not a date such as 2025-05-04, 2025-05 or 2025", a.Published)
	}
	if a.URL != "" && !isLink(a.URL, "http", "https") {
		return fmt.Errorf("article: address %.60q is not http or https", a.URL)
	}
	if a.Status != "" && !slices.Contains(Statuses, a.Status) {
		return fmt.Errorf("article: unknown status %.60q", a.Status)
	}
	if !isClean(a.Text.s) {
		return errors.New("article: the text is not clean")
	}
	names := map[string]bool{}
	for _, v := range a.Variables {
		if strings.TrimSpace(v.Name) == "" || names[v.Name] {
			return fmt.Errorf("article: variable name %.60q is empty or stands twice", v.Name)
		}
		names[v.Name] = true
	}
	if err := a.checkBlocks(); err != nil {
		return err
	}
	if err := a.checkBreaks(); err != nil {
		return err
	}
	return a.checkMarks()
}

func (a *Article) checkBlocks() error {
	if len(a.Blocks) == 0 {
		if a.Text.Len() > 0 {
			return errors.New("article: a text without blocks")
		}
		return nil
	}
	next := 0
	for i, b := range a.Blocks {
		if i > 0 {
			if a.Text.Slice(Span{next, next + 2}) != "\n\n" {
				return fmt.Errorf("article: no blank line before block %d at %d", i, b.Span.Start)
			}
			next += 2
		}
		if b.Span.Start != next {
			return fmt.Errorf("article: block %d starts at %d, not at %d", i, b.Span.Start, next)
		}
		if err := b.Span.Check(a.Text.Len()); err != nil {
			return fmt.Errorf("article: block %d: %w", i, err)
		}
		s := a.Text.Slice(b.Span)
		if s[0] == '\n' || s[len(s)-1] == '\n' || b.Kind != Preformatted && strings.Contains(s, "\n\n") {
			return fmt.Errorf("article: block %d at %v has a line break at an edge or a blank line inside", i, b.Span)
		}
		if !slices.Contains(kinds, b.Kind) {
			return fmt.Errorf("article: block %d has the unknown kind %.60q", i, b.Kind)
		}
		if b.Level < 0 || b.Page < 0 {
			return fmt.Errorf("article: block %d has level %d, page %d", i, b.Level, b.Page)
		}
		next = b.Span.End
	}
	if next != a.Text.Len() {
		return fmt.Errorf("article: the blocks end at %d, the text at %d", next, a.Text.Len())
	}
	return nil
}

func (a *Article) checkBreaks() error {
	last := -1
	for i, b := range a.Breaks {
		k := a.BlockAt(b.Pos)
		if k < 0 || b.Pos <= a.Blocks[k].Span.Start || b.Pos >= a.Blocks[k].Span.End {
			return fmt.Errorf("article: page break %d at %d is not inside a block", i, b.Pos)
		}
		if b.Pos <= last || b.Page < 1 || a.Blocks[k].Page == 0 {
			return fmt.Errorf("article: page break %d at %d is out of order or on page %d", i, b.Pos, b.Page)
		}
		last = b.Pos
	}
	return nil
}

func (a *Article) checkMarks() error {
	last := 0
	for i, m := range a.Marks {
		if err := m.Span.Check(a.Text.Len()); err != nil {
			return fmt.Errorf("article: mark %d: %w", i, err)
		}
		if m.Span.Start < last {
			return fmt.Errorf("article: mark %d is out of order", i)
		}
		last = m.Span.Start
		switch m.Style {
		case Bold, Italic:
		case Link:
			if !isLink(m.URL, "http", "https", "mailto") {
				return fmt.Errorf("article: mark %d links to %.60q", i, m.URL)
			}
		default:
			return fmt.Errorf("article: mark %d has the unknown style %.60q", i, m.Style)
		}
	}
	return nil
}

// isLink reports whether s is an absolute address of one of the schemes.
func isLink(s string, schemes ...string) bool {
	u, err := url.Parse(s)
	return err == nil && slices.Contains(schemes, u.Scheme) && (u.Host != "" || u.Opaque != "")
}

// LinkURL returns s if it is an address that a link in an article may have
// (http, https or mailto), else the empty string.
func LinkURL(s string) string {
	if s = strings.TrimSpace(s); isLink(s, "http", "https", "mailto") {
		return s
	}
	return ""
}
