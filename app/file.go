package app

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteFile writes a file as a whole or not at all: to a new file in the same
// folder, which takes the place of the old one when everything is on the disk.
// A failure leaves the old file as it was, and nothing beside it. What is not
// a regular file, such as a pipe, is written to as it is.
func WriteFile(path string, write func(w io.Writer) error) error {
	err := writeFile(path, write)
	var onPath *fs.PathError
	var onLink *os.LinkError
	switch {
	case errors.As(err, &onPath):
		err = onPath.Err
	case errors.As(err, &onLink):
		err = onLink.Err
	default:
		return err
	}
	return fmt.Errorf("%s: the file cannot be written (%w); choose another name or folder", path, err)
}

func writeFile(path string, write func(w io.Writer) error) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	old, err := os.Stat(path)
	switch {
	case err != nil:
		old = nil
	case old.IsDir():
		return fmt.Errorf("%s: this is a folder; name a file in it", path)
	case !old.Mode().IsRegular():
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(buffered(f, write), f.Close())
	}
	temp, err := createBeside(path)
	if err != nil {
		return err
	}
	err = buffered(temp, write)
	if err == nil && old != nil {
		err = temp.Chmod(old.Mode().Perm())
	}
	if err == nil {
		err = temp.Sync()
	}
	err = errors.Join(err, temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}

func buffered(f io.Writer, write func(w io.Writer) error) error {
	w := bufio.NewWriterSize(f, 1<<16)
	if err := write(w); err != nil {
		return err
	}
	return w.Flush()
}

// createBeside makes a new file next to path. Unlike os.CreateTemp it leaves
// the permissions to the umask, because the file is there to stay.
func createBeside(path string) (*os.File, error) {
	for i := 0; ; i++ {
		name := fmt.Sprintf("%s.%d.tmp", path, os.Getpid()+i)
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) || i == 100 {
			return f, err
		}
	}
}
