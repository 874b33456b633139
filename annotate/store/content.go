package store

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"

	"gloss/annotate"
)

// blockJSON, breakJSON and markJSON are a block, a page break and a mark as
// content keeps them.
type blockJSON struct {
	Start int           `json:"start"`
	End   int           `json:"end"`
	Kind  annotate.Kind `json:"kind"`
	Level int           `json:"level,omitempty"`
	Page  int           `json:"page,omitempty"`
}

type breakJSON struct {
	Pos  int `json:"pos"`
	Page int `json:"page"`
}

type markJSON struct {
	Start int            `json:"start"`
	End   int            `json:"end"`
	Style annotate.Style `json:"style"`
	URL   string         `json:"url,omitempty"`
}

// whole reads what content holds of an article.
func (c *conn) whole(row articleRow) (annotate.Article, error) {
	a := row.Article
	var text, blocks, breaks, marks string
	if _, err := c.one(into(&text, &blocks, &breaks, &marks), `SELECT text, blocks, breaks, marks FROM content WHERE n = ?`, row.n); err != nil {
		return a, err
	}
	giveBack(len(text))
	a.Text = annotate.NewText(text)
	if err := layOut(&a, blocks, breaks); err != nil {
		return a, err
	}
	var ms []markJSON
	if err := json.Unmarshal([]byte(marks), &ms); err != nil {
		return a, fmt.Errorf("its marks cannot be read: %w", err)
	}
	for _, m := range ms {
		a.Marks = append(a.Marks, annotate.Mark{Span: annotate.Span{Start: m.Start, End: m.End}, Style: m.Style, URL: m.URL})
	}
	return a, nil
}

// layOut gives the article the blocks and page breaks that content keeps.
func layOut(a *annotate.Article, blocks, breaks string) error {
	var bs []blockJSON
	if err := json.Unmarshal([]byte(blocks), &bs); err != nil {
		return fmt.Errorf("its blocks cannot be read: %w", err)
	}
	a.Blocks = nil
	for _, b := range bs {
		a.Blocks = append(a.Blocks, annotate.Block{Span: annotate.Span{Start: b.Start, End: b.End}, Kind: b.Kind, Level: b.Level, Page: b.Page})
	}
	var ps []breakJSON
	if err := json.Unmarshal([]byte(breaks), &ps); err != nil {
		return fmt.Errorf("its page breaks cannot be read: %w", err)
	}
	a.Breaks = nil
	for _, p := range ps {
		a.Breaks = append(a.Breaks, annotate.PageBreak{Pos: p.Pos, Page: p.Page})
	}
	return nil
}

// Receipt returns what the importer said of an article.
func (v View) Receipt(id string) (r annotate.Receipt, err error) {
	err = v.read(func(c *conn) error {
		var data string
		found, err := c.one(into(&data), `SELECT receipt FROM content JOIN article USING (n) WHERE id = ?`, id)
		if err == nil && !found {
			err = notFound("there is no article with the id %s", id)
		}
		if err != nil {
			return err
		}
		return json.Unmarshal([]byte(data), &r)
	})
	return r, err
}

// Original returns the bytes an article was imported from, or ErrNotFound.
func (v View) Original(id string) (data []byte, err error) {
	err = v.read(func(c *conn) error {
		var packed []byte
		found, err := c.one(into(&packed), `SELECT gzip FROM original JOIN article USING (n) WHERE id = ?`, id)
		if err == nil && !found {
			err = notFound("the file that article %s came from was not kept", id)
		}
		if err != nil {
			return err
		}
		data, err = unpack(packed)
		return err
	})
	return data, err
}

// leaveOutSources is the key in meta that is there where a project keeps no
// imported bytes.
const leaveOutSources = "leave out sources"

// KeepsSources reports whether AddArticle keeps the imported bytes, as it does
// unless SetKeepSources has said otherwise.
func (v View) KeepsSources() (keeps bool, err error) {
	err = v.read(func(c *conn) error {
		keeps, err = c.keepsSources()
		return err
	})
	return keeps, err
}

func (c *conn) keepsSources() (bool, error) {
	var n int
	found, err := c.one(into(&n), `SELECT 1 FROM meta WHERE key = ?`, leaveOutSources)
	return !found, err
}

// SetKeepSources says whether the bytes of articles that come in from now on
// are kept; those that are in the project stay. It is a setting of the project
// and no action: undo does not change it.
func (tx *Tx) SetKeepSources(keep bool) error {
	if tx.over {
		return errOver
	}
	if keep {
		return tx.conn.exec(`DELETE FROM meta WHERE key = ?`, leaveOutSources)
	}
	return tx.conn.exec(`INSERT INTO meta (key, value) VALUES (?, '') ON CONFLICT (key) DO NOTHING`, leaveOutSources)
}

// addContent keeps what never changes about an article.
func (tx *Tx) addContent(a annotate.Article, r annotate.Receipt, original []byte) error {
	blocks, breaks, marks := make([]blockJSON, len(a.Blocks)), make([]breakJSON, len(a.Breaks)), make([]markJSON, len(a.Marks))
	for i, b := range a.Blocks {
		blocks[i] = blockJSON{b.Span.Start, b.Span.End, b.Kind, b.Level, b.Page}
	}
	for i, b := range a.Breaks {
		breaks[i] = breakJSON{b.Pos, b.Page}
	}
	for i, m := range a.Marks {
		marks[i] = markJSON{m.Span.Start, m.Span.End, m.Style, m.URL}
	}
	args := []any{a.ID, a.Text.String()}
	for _, v := range []any{blocks, breaks, marks, r} {
		data, err := encode(v)
		if err != nil {
			return err
		}
		args = append(args, string(data))
	}
	err := tx.conn.exec(`INSERT INTO content (article, text, blocks, breaks, marks, receipt) VALUES (?, ?, ?, ?, ?, ?)`, args...)
	if err != nil || original == nil {
		return err
	}
	if keeps, err := tx.conn.keepsSources(); err != nil || !keeps {
		return err
	}
	packed, err := pack(original)
	if err != nil {
		return err
	}
	return tx.conn.exec(`INSERT INTO original (n, gzip) SELECT n, ? FROM content WHERE article = ?`, packed, a.ID)
}

func pack(data []byte) ([]byte, error) {
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err := w.Close()
	return buf.Bytes(), err
}

func unpack(packed []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
