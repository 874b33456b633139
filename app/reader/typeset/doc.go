// Package typeset sets an article as one column of text and answers where
// everything stands: it shapes words, breaks lines, orders right-to-left text,
// and draws lines into images. It knows no toolkit, no mouse and no scrolling.
//
//	Article ── tokens ── lines ── points, rectangles, images
//	 (text)   (shaped    (filled
//	           words)     for a width)
//
// [Faces] holds the fonts and every distinct word once, shaped for a size of
// one em; so a change of width or of text size shapes nothing anew. [Column] is
// an article set at a width. The whole article is always laid out exactly:
// there are no estimated heights.
//
// # Units
//
// A position is a code point offset into the article's text, as everywhere.
// Lengths are in units, the device-independent pixels of the toolkit; vertical
// ones are float64, so that a book of any length scrolls evenly. x grows to the
// right from the column's left edge, y downwards from its top. An em is the
// text size of a block.
//
// # Stops
//
// A stop is a position at which the caret can stand: a boundary between
// grapheme clusters before which something visible begins. Positions inside a
// cluster, before a character without width, and between the two line ends of a
// blank line between blocks are none. The two verbs of geometry are inverse:
// OffsetAt(PointOf(p)) is p for every stop p.
package typeset
