package importers

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"

	"gloss/annotate"
)

// readMHTML reads a page that a browser saved in one file: a mail message
// whose first or named part is the page. The other parts are its pictures and
// styles.
func readMHTML(ctx context.Context, s source) (annotate.Article, annotate.Receipt, error) {
	var r annotate.Receipt
	p, err := rootPart(s.data)
	if err != nil {
		return annotate.Article{}, r, err
	}
	declared := func() string { return cmp.Or(p.charset, declaredHTML(p.body)) }
	text, err := decodeBytes(source{name: s.name, data: p.body, encoding: s.encoding}, declared, &r)
	if err != nil {
		return annotate.Article{}, r, err
	}
	a, err := readPage(ctx, text, p.address, s.part, &r)
	if err == nil && p.subject != "" {
		r.Candidates = append(r.Candidates, annotate.Candidate{Field: "title", Value: p.subject, Origin: "subject of the saved file"})
		if a.Title == "" {
			a.Title = p.subject
		}
	}
	return a, r, err
}

// savedPage is the page inside an MHTML file.
type savedPage struct {
	body                      []byte
	charset, address, subject string
}

var errDamaged = errors.New("it is damaged, no page was found in it; save the page again")

// rootPart finds the page among the parts.
func rootPart(data []byte) (savedPage, error) {
	reader := bufio.NewReader(bytes.NewReader(data))
	head, err := textproto.NewReader(reader).ReadMIMEHeader()
	if err != nil && len(head) == 0 {
		return savedPage{}, errDamaged
	}
	kind, parameters, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil {
		return savedPage{}, errDamaged
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(head.Get("Subject"))
	if err != nil {
		subject = "" // in an encoding that nobody knows
	}
	page := savedPage{address: head.Get("Snapshot-Content-Location"), subject: annotate.OneLine(subject)}
	if !strings.HasPrefix(kind, "multipart/") {
		body, err := io.ReadAll(reader)
		if err != nil || !isPage(kind) {
			return savedPage{}, errDamaged
		}
		page.take(head, parameters, body)
		return page, nil
	}
	parts := multipart.NewReader(reader, parameters["boundary"])
	start := strings.Trim(parameters["start"], "<>")
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			break // the end, or a cut-off file: what came before counts
		}
		kind, inner, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err != nil || !isPage(kind) || start != "" && strings.Trim(part.Header.Get("Content-Id"), "<>") != start {
			continue
		}
		body, err := io.ReadAll(part)
		if err != nil && len(body) == 0 {
			break
		}
		page.take(part.Header, inner, body)
		return page, nil
	}
	return savedPage{}, errDamaged
}

func isPage(kind string) bool { return kind == "text/html" || kind == "application/xhtml+xml" }

// take undoes the transfer encoding of the page's part. A body that is cut off
// gives what can be decoded of it.
func (p *savedPage) take(head textproto.MIMEHeader, parameters map[string]string, body []byte) {
	switch strings.ToLower(head.Get("Content-Transfer-Encoding")) {
	case "quoted-printable":
		body, _ = io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
	case "base64":
		body, _ = io.ReadAll(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(body)))
	}
	p.body, p.charset = body, parameters["charset"]
	if p.address == "" {
		p.address = head.Get("Content-Location")
	}
}
