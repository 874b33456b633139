package app

import (
	"context"
	"io"

	"gloss/annotate"
	"gloss/annotate/export"
	"gloss/annotate/store"
)

// Export writes the codings that the filter chooses, with a column for every
// article variable of the project; o.Variables is not looked at. A cancelled
// ctx ends it with the cause.
func Export(ctx context.Context, p *store.Project, w io.Writer, format export.Format, f store.Filter, o export.CSVOptions) error {
	variables, err := p.Variables()
	if err != nil {
		return err
	}
	o.Variables = variables
	return format.Write(w, until(ctx, p.Codings(f)), o)
}

// until passes rows on until ctx is cancelled.
func until(ctx context.Context, rows annotate.Codings) annotate.Codings {
	return func(yield func(annotate.Coding, error) bool) {
		for c, err := range rows {
			if err == nil {
				err = ctx.Err()
			}
			if !yield(c, err) || err != nil {
				return
			}
		}
	}
}
