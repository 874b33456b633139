// Package stats counts what was coded and measures how far coders agree. Its
// functions are pure: they take articles with their highlights and return
// numbers. All positions are those of annotate: code points, zero-based, end
// exclusive.
//
// Two passages of the same tag that share a character count as one stretch of
// text, whoever marked them; passages that only touch stay two. A tag counts
// for itself and not for the tags above it.
package stats

import "gloss/annotate"

// Article is what the numbers need to know of an article.
type Article struct {
	ID         string
	Title      string
	SourceFile string // name of the imported file
	Published  string // 2025-05-04, 2025-05, 2025 or empty
	Site       string
	Language   string
	Authors    []string
	Variables  []annotate.Variable
	Length     int // of the text, in code points
	// Blocks are the stretches that count as paragraphs, in order and disjoint:
	// the spans of annotate.Article.Blocks. They may be left out where there
	// are no highlights.
	Blocks     []annotate.Span
	Text       annotate.Text        // for agreement on sentences; otherwise it may be left out
	Highlights []annotate.Highlight // in any order
}
