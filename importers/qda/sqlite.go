package qda

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	_ "modernc.org/sqlite" // the driver
)

// Two programs keep their projects in SQLite. This file is the only place
// outside of store that speaks SQL: it reads databases that are not ours, and
// never writes. A project of Gloss is opened by store alone.

const sqliteMagic = "SQLite format 3\x00"

// readOnly is the address of a foreign database: opened for reading, as a file
// that nobody changes, so that not even a journal appears beside it. What a
// program that has it open has not written down yet is not seen.
func readOnly(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/... on Windows
	}
	query := url.Values{"mode": {"ro"}, "immutable": {"1"}, "_pragma": {"trusted_schema(0)", "query_only(1)", "cell_size_check(1)"}}
	return "file://" + (&url.URL{Path: path}).EscapedPath() + "?" + query.Encode()
}

// database is a foreign database that is open.
type database struct {
	ctx context.Context
	db  *sql.DB
}

func openDatabase(ctx context.Context, path string) (*database, error) {
	db, err := sql.Open("sqlite", readOnly(path))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return &database{ctx, db}, nil
}

// foreignKind tells by its tables whose project the database at path is.
func foreignKind(path string) (kind, error) {
	d, err := openDatabase(context.Background(), path)
	if err != nil {
		return "", err
	}
	defer d.db.Close()
	for _, k := range []struct {
		kind
		tables []string
	}{
		{taguette, []string{"projects", "documents", "highlights", "highlight_tags", "tags"}},
		{qualcoder, []string{"project", "source", "code_name", "code_text"}},
	} {
		if !slices.ContainsFunc(k.tables, func(t string) bool { return len(d.columns(t)) == 0 }) {
			return k.kind, nil
		}
	}
	return "", nil
}

// columns are the columns of a table; none where there is no such table. A view
// or a virtual table of that name is none: it could go on for ever.
func (d *database) columns(table string) []string {
	rows, err := d.db.QueryContext(d.ctx, `SELECT name FROM pragma_table_info(?1)
		WHERE EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1 AND sql LIKE 'CREATE TABLE%')`, table)
	if err != nil {
		return nil
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if rows.Scan(&name) == nil {
			names = append(names, name)
		}
	}
	return names
}

// What a foreign database may hold.
const (
	maxRows  = 4 << 20
	maxBytes = 1 << 30 // of all cells
)

// row is a row of a foreign table, by column; what is NULL or missing is "".
type row map[string]string

// table reads the columns of a table that it has, ordered by the first. Values
// come as text, whatever they are: other programs are not strict about types.
func (d *database) table(name string, columns ...string) ([]row, error) {
	there := d.columns(name)
	if err := d.ctx.Err(); err != nil {
		return nil, err
	}
	wanted := slices.DeleteFunc(slices.Clone(columns), func(c string) bool { return !slices.Contains(there, c) })
	if len(wanted) == 0 {
		return nil, nil
	}
	quoted := make([]string, len(wanted))
	for i, c := range wanted {
		quoted[i] = `coalesce(CAST("` + c + `" AS TEXT), '')`
	}
	rows, err := d.db.QueryContext(d.ctx, `SELECT `+strings.Join(quoted, ", ")+` FROM "`+name+`" ORDER BY "`+wanted[0]+`"`)
	if err != nil {
		return nil, damaged(err)
	}
	defer rows.Close()
	var all []row
	size := 0
	for rows.Next() {
		cells, to := make([]string, len(wanted)), make([]any, len(wanted))
		for i := range cells {
			to[i] = &cells[i]
		}
		if err := rows.Scan(to...); err != nil {
			return nil, damaged(err)
		}
		r := row{}
		for i, c := range wanted {
			r[c] = cells[i]
			size += len(cells[i])
		}
		if all = append(all, r); len(all) > maxRows || size > maxBytes {
			return nil, errLarge
		}
	}
	if err := rows.Err(); err != nil {
		return nil, damaged(err)
	}
	return all, nil
}

// damaged is the sentence for a database that cannot be read to its end.
func damaged(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return errors.New("the database is damaged or of a version that is not known; open it in its own program and export it anew")
}

// readForeign reads a foreign database with read. A journal that is not empty
// says that its program has not written everything down.
func (p *Project) readForeign(ctx context.Context, path string, read func(*Project, *database) error) error {
	for _, ending := range []string{"-wal", "-journal"} {
		if size(path+ending) > 0 {
			p.leave("unfinished change", "", "the project was open in its program, or that ended in a hurry; close it there and import again")
		}
	}
	if size(path) > maxBytes {
		return errLarge
	}
	d, err := openDatabase(ctx, path)
	if err != nil {
		return damaged(err)
	}
	defer d.db.Close()
	return read(p, d)
}
