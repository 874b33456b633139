package importers

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Expand replaces each folder among the paths by the files below it that look
// importable by name, sorted; hidden files and the _files folders of saved
// pages are passed over. Files named directly are kept whatever their name.
func Expand(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			files = append(files, path) // File says what is wrong with it
			continue
		}
		found, err := below(path)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	return files, nil
}

// below lists the files in a folder that look importable.
func below(root string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path == root:
			return err
		case err != nil:
			files = append(files, path) // a folder that cannot be listed: importing it says why
			return nil
		case path == root:
			return nil
		case strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			if strings.HasSuffix(d.Name(), "_files") && isSavedPage(path) {
				return fs.SkipDir
			}
			return nil
		}
		if named(d.Name()) != "" {
			files = append(files, path)
		}
		return nil
	})
	slices.Sort(files)
	return files, err
}

// isSavedPage reports whether the folder X_files lies beside a page X.html, as
// browsers save it.
func isSavedPage(folder string) bool {
	stem := strings.TrimSuffix(folder, "_files")
	for _, ext := range []string{".html", ".htm", ".xhtml", ".HTML", ".HTM"} {
		if _, err := os.Stat(stem + ext); err == nil {
			return true
		}
	}
	return false
}
