package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"gloss/annotate/store"
	"gloss/assets"
	"gloss/importers"
)

// Sample makes a new project at path with the sample articles and their
// codings, which are its beginning: Undo does not take them away. It refuses to
// replace a file (store.ErrExists), and leaves none behind where it fails.
func Sample(ctx context.Context, path string, o store.Options) error {
	p, err := store.Create(path, o)
	if err != nil {
		return err
	}
	if err = fillSample(ctx, p); err == nil {
		err = p.StartHere()
	}
	err = errors.Join(err, p.Close())
	if err != nil {
		err = errors.Join(fmt.Errorf("%s: the sample project could not be made: %w", path, err), os.Remove(path))
	}
	return err
}

// sampleCodings is the file of assets.Samples that is no article.
const sampleCodings = "codings.csv"

func fillSample(ctx context.Context, p *store.Project) error {
	const folder = "samples"
	files, err := fs.ReadDir(assets.Samples, folder)
	if err != nil {
		return err
	}
	group := p.Group("import the sample articles")
	for _, f := range files {
		if f.Name() == sampleCodings {
			continue
		}
		data, err := fs.ReadFile(assets.Samples, path.Join(folder, f.Name()))
		if err != nil {
			return err
		}
		r, err := importers.Bytes(ctx, f.Name(), data, importers.Options{})
		if err != nil {
			return err
		}
		if _, err := addArticle(p, group, r); err != nil {
			return err
		}
	}
	data, err := fs.ReadFile(assets.Samples, path.Join(folder, sampleCodings))
	if err != nil {
		return err
	}
	report, err := Code(ctx, p, sampleCodings, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for _, r := range report.Rejected {
		return fmt.Errorf("%s:%d: %s", sampleCodings, r.Line, r.Reason)
	}
	return nil
}
