package importers

import (
	"fmt"
	"strings"
)

// dump writes a result as golden files have it: the fields that are set, the
// blocks with their marks, the receipt.
func dump(res Result) string {
	var b strings.Builder
	a := res.Article
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	field("title", a.Title)
	field("authors", strings.Join(a.Authors, " | "))
	field("published", a.Published)
	field("site", a.Site)
	field("url", a.URL)
	field("language", a.Language)
	field("format", a.Format)
	b.WriteString("\n")
	for _, block := range a.Blocks {
		kind := string(block.Kind)
		if block.Level > 0 {
			kind += fmt.Sprint(" ", block.Level)
		}
		fmt.Fprintf(&b, "[%s] %s\n", kind, escape(a.Text.Slice(block.Span)))
		for _, m := range a.Marks {
			if block.Span.Covers(m.Span) {
				fmt.Fprintf(&b, "  %s %q %s\n", m.Style, a.Text.Slice(m.Span), m.URL)
			}
		}
	}
	b.WriteString("\n")
	for _, r := range res.Receipt.Remarks {
		fmt.Fprintf(&b, "%s: %s", r.Kind, r.Detail)
		if r.Count > 0 {
			fmt.Fprintf(&b, " (%d)", r.Count)
		}
		b.WriteString("\n")
		for line := range strings.SplitSeq(r.Text, "\n") {
			if line != "" {
				fmt.Fprintf(&b, "  %s\n", escape(line))
			}
		}
	}
	for _, c := range res.Receipt.Candidates {
		fmt.Fprintf(&b, "%s? %s (%s)\n", c.Field, c.Value, c.Origin)
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}

// escape shows line breaks and tabs.
func escape(s string) string {
	return strings.NewReplacer("\n", "⏎", "\t", "⇥", "\u00a0", "⍽").Replace(s)
}
