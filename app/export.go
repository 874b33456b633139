package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
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
func Export(ctx context.Context, p *store.Project, w io.Writer, format export.Format, f store.Filter, o export.Options) error {
	project, err := exported(ctx, p, f)
	if err != nil {
		return err
	}
	return format.Write(w, project, o)
}

// ExportFolder is Export for a format that has Files: it writes them into the
// folder at path, which is made where there is none. A folder with other things
// in it is refused, one with an earlier export is written over: each file as a
// whole or not at all, and nothing is deleted.
func ExportFolder(ctx context.Context, p *store.Project, path string, format export.Format, f store.Filter, o export.Options) error {
	project, err := exported(ctx, p, f)
	if err != nil {
		return err
	}
	if err := makeFolder(path); err != nil {
		return err
	}
	put := func(name string, write func(w io.Writer) error) error {
		file := filepath.Join(path, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		return WriteFile(file, write)
	}
	return format.Files(put, project, o)
}

// makeFolder makes the folder at path, or makes sure that it may be written to.
func makeFolder(path string) error {
	there, err := os.ReadDir(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(path, 0o777); err != nil {
			return fmt.Errorf("%s: the folder cannot be made (%w); choose another name", path, errors.Unwrap(err))
		}
		return nil
	case err != nil:
		return fmt.Errorf("%s: this is not a folder that can be read (%w); choose another name", path, errors.Unwrap(err))
	}
	if len(there) > 0 && !slices.ContainsFunc(there, func(e fs.DirEntry) bool { return e.Name() == export.PackageFile }) {
		return fmt.Errorf("%s: there are other things in this folder; name a new one, or an earlier export", path)
	}
	return nil
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
	articles, err := p.ArticlesIn(f)
	if err != nil {
		return out, err
	}
	for _, a := range articles {
		out.Articles = append(out.Articles, export.Article{Article: a.Article, Length: a.Length, Words: a.Words})
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
