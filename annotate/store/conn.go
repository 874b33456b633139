package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// background is the context of every statement: a cancelled one would cost the
// connection, and no statement takes long.
var background = context.Background()

// conn is the one connection of a project, with its statements prepared once.
// It is not safe for several goroutines: Project.mu guards it.
type conn struct {
	db    *sql.DB
	c     *sql.Conn
	stmts map[string]*sql.Stmt
}

func connect(dsn string) (*conn, error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	c, err := db.Conn(background)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &conn{db, c, map[string]*sql.Stmt{}}, nil
}

func (c *conn) close() error {
	var errs []error
	for _, s := range c.stmts {
		errs = append(errs, s.Close())
	}
	return errors.Join(append(errs, c.c.Close(), c.db.Close())...)
}

func (c *conn) prepared(query string) (*sql.Stmt, error) {
	if s, ok := c.stmts[query]; ok {
		return s, nil
	}
	s, err := c.c.PrepareContext(background, query)
	if err != nil {
		return nil, fmt.Errorf("%.60q: %w", query, err)
	}
	c.stmts[query] = s
	return s, nil
}

// exec runs one statement that returns no rows.
func (c *conn) exec(query string, args ...any) error {
	s, err := c.prepared(query)
	if err != nil {
		return err
	}
	_, err = s.Exec(args...)
	return err
}

// script runs statements that are not worth keeping prepared: several at once,
// or those that SQLite has to parse anew each time.
func (c *conn) script(statements string, args ...any) error {
	_, err := c.c.ExecContext(background, statements, args...)
	return err
}

// end commits the open transaction, or rolls it back if err is not nil or the
// commit fails.
func (c *conn) end(err error) error {
	if err == nil {
		err = c.script("COMMIT")
	}
	if err != nil {
		// Some errors have rolled back already; then this one says so.
		_ = c.script("ROLLBACK")
	}
	return err
}

// scanner is the Scan of a row.
type scanner func(dest ...any) error

// each calls fn for every row. fn may run other statements, but not the same.
func (c *conn) each(fn func(scan scanner) error, query string, args ...any) (err error) {
	s, err := c.prepared(query)
	if err != nil {
		return err
	}
	rows, err := s.Query(args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := fn(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one reads the first row into dest and reports whether there is one.
func (c *conn) one(dest []any, query string, args ...any) (bool, error) {
	s, err := c.prepared(query)
	if err != nil {
		return false, err
	}
	err = s.QueryRow(args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// into names the destinations of one.
func into(dest ...any) []any { return dest }
