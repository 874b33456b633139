package app

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"gloss/annotate"
	"gloss/annotate/export"
	"gloss/annotate/store"
)

// Export writes the codings that the filter chooses, and what the format says
// of their articles and tags; o.Variables is not looked at. A cancelled ctx
// ends it with the cause.
func Export(ctx context.Context, p *store.Project, w io.Writer, format export.Format, f store.Filter, o export.CSVOptions) error {
	project, err := exported(ctx, p, f)
	if err != nil {
		return err
	}
	return format.Write(w, project, o)
}

// exported is what a format gets of a project.
func exported(ctx context.Context, p *store.Project, f store.Filter) (out export.Project, err error) {
	out.Name = strings.TrimSuffix(filepath.Base(p.Path()), filepath.Ext(p.Path()))
	if out.Codebook, err = p.Tags(); err != nil {
		return out, err
	}
	for _, t := range out.Codebook {
		if len(f.Tags) == 0 || slices.ContainsFunc(f.Tags, func(root string) bool { return out.Codebook.Within(t.ID, root) }) {
			out.Tags = append(out.Tags, t)
		}
	}
	if out.Coders, err = p.Coders(); err != nil {
		return out, err
	}
	if out.Variables, err = p.Variables(); err != nil {
		return out, err
	}
	articles, err := p.Articles()
	if err != nil {
		return out, err
	}
	for _, a := range articles {
		if len(f.Articles) == 0 || slices.Contains(f.Articles, a.ID) {
			out.Articles = append(out.Articles, export.Article{Article: a.Article, Length: a.Length, Words: a.Words})
		}
	}
	out.Codings = func(article string) annotate.Codings {
		only := f
		if article != "" {
			only.Articles = []string{article}
		}
		return until(ctx, p.Codings(only))
	}
	out.Whole = func(id string) (annotate.Article, error) {
		if err := ctx.Err(); err != nil {
			return annotate.Article{}, err
		}
		a, err := p.Article(id)
		if err != nil {
			return annotate.Article{}, fmt.Errorf("%s: %w", p.Path(), err)
		}
		return a, nil
	}
	return out, nil
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
